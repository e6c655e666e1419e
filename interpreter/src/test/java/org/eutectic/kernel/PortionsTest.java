package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eutectic.Potential;
import org.eutectic.ir.SiteEnergy;
import org.junit.jupiter.api.Test;

/** Long sums over pairs of neighbors run in lanes, a portion of their exponentials at a time. */
class PortionsTest {
    private static final int FUNCTIONS = 9;

    private static String sum() {
        String functions = IntStream.rangeClosed(1, FUNCTIONS).mapToObj(n -> "exp(-" + n + "/10*(r[j,k]/1 Å)^2)*" + n).collect(Collectors.joining(" + "));
        return "potential X { species Al, Ni; cutoff 5 Å\n  energy[i] = sum(j < k) 1 eV*(1 + cos[j,i,k])*exp(-(r[i,j] + r[i,k])/1 Å)*(" + functions + ") }";
    }

    @Test
    void exponentialsAreLeftInArraysByShortLoops() {
        List<SiteEnergy> terms = Potential.parse(sum()).terms();
        for (Outputs outputs : List.of(Outputs.ALL, Outputs.ENERGY)) {
            String plan = String.join("\n", PlanPrinter.print(Scheduler.schedule(terms.getFirst(), outputs)));
            assertEquals(FUNCTIONS + 1, plan.lines().filter(l -> l.matches(" +t\\d+ = exp\\(.*\\)")).filter(l -> l.startsWith("      ")).count(), plan);
            assertTrue(plan.lines().filter(l -> l.contains("for k")).allMatch(l -> l.endsWith("several at a time")), plan);
            assertTrue(plan.lines().filter(l -> l.contains("for k")).count() >= 3, plan);
        }
        Droplet.assertSame(Droplet.reference(terms), Droplet.compiled(terms), 1e-12);
    }
}
