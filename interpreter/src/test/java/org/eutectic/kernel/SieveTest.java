package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Potential;
import org.eutectic.ir.SiteEnergy;
import org.junit.jupiter.api.Test;

/** Second neighbors that do nothing stay out of long loops, and what is left gives what was written. */
class SieveTest {
    private static final String FADE = "function fade(x: Å) = piecewise { x < 3 Å : let y = ((x - 3 Å)/1 Å)^4 in y/(1 + y); otherwise : 0 }\n";
    private static final String PASS = """
        function pass(x: Å, l: 1/Å) = piecewise { x < 3 Å : 1 - fade(x)*exp(-l*x); otherwise : 1 }
        S[i,j] = prod(k != j) pass(r[i,k] + r[j,k] - r[i,j], l[i,j,k])
        """;

    private static List<SiteEnergy> terms(String text) {
        return Potential.parse(text).terms();
    }

    private static String plan(List<SiteEnergy> terms, Outputs outputs) {
        return String.join("\n", PlanPrinter.print(Scheduler.schedule(terms.getFirst(), outputs)));
    }

    /** Forces read the lists that the energy made: lists, loops over them in the routine for everything, the same number of lists for the energy alone. */
    private static void hold(String text, int lists, int loops) {
        List<SiteEnergy> terms = terms(text);
        String all = plan(terms, Outputs.ALL), energy = plan(terms, Outputs.ENERGY);
        assertEquals(lists, all.lines().filter(l -> l.matches(" +kept\\d\\[j\\] = .*")).count(), all);
        assertEquals(lists, energy.lines().filter(l -> l.matches(" +kept\\d\\[j\\] = .*")).count(), energy);
        assertEquals(loops, all.lines().filter(l -> l.matches(" +for k in kept\\d\\[j\\], several at a time")).count(), all);
        Droplet.assertSame(Droplet.reference(terms), Droplet.compiled(terms), 1e-12);
    }

    @Test
    void screeningIsSiftedByItsCondition() {
        hold("potential X { species Al; cutoff 5 Å\n  param l[i,j,k] = 1 1/Å\n" + FADE + PASS + "energy[i] = sum(j) S[i,j]*exp(-r[i,j]/1 Å)*fade(r[i,j] - 2 Å)*1 eV }", 1, 3);
    }

    @Test
    void eachConditionHasAListAndParametersGoBySpecies() {
        hold("""
            potential X { species Al, Ni; cutoff 5 Å
              param l[i,j,k] : 1/Å
              param l[Al,Al,Al] = 1 1/Å, l[Al,Al,Ni] = 2 1/Å, l[Al,Ni,Al] = 1.5 1/Å, l[Al,Ni,Ni] = 1.2 1/Å
              param l[Ni,Al,Al] = 0.9 1/Å, l[Ni,Al,Ni] = 1.1 1/Å, l[Ni,Ni,Al] = 1.3 1/Å, l[Ni,Ni,Ni] = 1.7 1/Å
            """ + FADE + PASS + """
              zeta[i,j] = sum(k != j within 4.5 Å) fade(r[j,k] - 0.5 Å)*l[i,j,k]*1 Å
              energy[i] = sum(j) (S[i,j] + zeta[i,j]^2)*exp(-r[i,j]/1 Å)*fade(r[i,j] - 2 Å)*1 eV }""", 2, 5);
    }

    @Test
    void whatDoesSomethingForAllStays() {
        String text = "potential X { species Al; cutoff 5 Å\n" + FADE + """
              zeta[i,j] = sum(k != j) piecewise { r[j,k] < 3 Å : fade(r[j,k]); otherwise : 0.1 }
              energy[i] = sum(j) zeta[i,j]^2*exp(-r[i,j]/1 Å)*fade(r[i,j] - 2 Å)*1 eV }""";
        List<SiteEnergy> terms = terms(text);
        assertFalse(plan(terms, Outputs.ALL).contains("kept"));
        Droplet.assertSame(Droplet.reference(terms), Droplet.compiled(terms), 1e-12);
    }

    @Test
    void distancesAreComparedWithoutARoot() {
        String text = "potential X { species Al; cutoff 5 Å\n" + FADE + """
              zeta[i,j] = sum(k != j) fade(r[j,k])
              energy[i] = sum(j) zeta[i,j]^2*exp(-r[i,j]/1 Å)*fade(r[i,j] - 2 Å)*1 eV }""";
        String plan = plan(terms(text), Outputs.ENERGY);
        String test = plan.substring(plan.indexOf("for k != j"), plan.indexOf("kept0"));
        assertFalse(test.contains("sqrt"), plan);
        assertTrue(plan.contains("sqrt"), plan);
    }
}
