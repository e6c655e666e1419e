package org.eutectic.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Potential;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.PlanPrinter;
import org.eutectic.kernel.Scheduler;
import org.junit.jupiter.api.Test;

/** The routine that the manual explains line by line is the one that runs. */
class PlanPageTest {
    private static final Path ROOT = Path.of(System.getProperty("eutectic.root", "..")).toAbsolutePath().normalize();

    @Test
    void theRoutineOfArgonIsTheOneThatIsExplained() throws IOException {
        List<SiteEnergy> terms = Potential.load(ROOT.resolve("potentials/Ar.eut"), null, Map.of()).terms();
        assertEquals(1, terms.size());
        String page = Files.readString(ROOT.resolve("docs/how-it-runs.md")).replace("\r", "");
        int from = page.indexOf("```text\npass 1") + "```text\n".length();
        assertEquals(PlanPrinter.print(Scheduler.schedule(terms.getFirst(), Outputs.ALL)), page.substring(from, page.indexOf("\n```", from)).lines().toList());
    }
}
