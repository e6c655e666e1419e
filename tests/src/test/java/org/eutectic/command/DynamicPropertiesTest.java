package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code eutectic thermal-expansion}, {@code smoothness}, {@code melt} and {@code memory}: files, plain sense, refusals. */
class DynamicPropertiesTest {
    @TempDir
    private Path folder;

    private JsonNode json(String... arguments) throws IOException {
        return Command.json(folder, arguments);
    }

    @Test
    void expansionAndDrift() throws IOException {
        String ar = Command.potential("Ar.eut");
        Path csv = folder.resolve("a.csv"), svg = folder.resolve("a.svg");
        JsonNode e = json("thermal-expansion", ar, "--structure", "fcc", "--distances", "3.6:4", "--temperatures", "10,30", "--atoms", "32", "--timestep", "8", "--steps", "300", "--settling", "100", "--threads", "1",
            "--csv", csv.toString(), "--plot", svg.toString());
        double a = e.get("crystal").get("a_A").doubleValue(), hot = e.get("points").get("a_A").get(1).doubleValue();
        assertTrue(hot > a && hot < 1.03 * a, e.get("points").toString());
        assertTrue(Files.readAllLines(csv).getFirst().startsWith("temperature_K,a_A,error_a_A,b_A,"));
        assertTrue(Files.readString(svg).contains("</svg"));
        JsonNode d = json("smoothness", ar, "--structure", "fcc", "--distances", "3.6:4", "--temperatures", "20:40:20", "--atoms", "32", "--timestep", "5", "--steps", "300", "--settling", "100", "--threads", "1",
            "--csv", csv.toString(), "--plot", svg.toString());
        assertEquals(2, d.get("runs").get("temperature_K").size());
        // A millielectronvolt is a third of kT here.
        assertTrue(d.get("runs").get("swing_meV_per_atom").get(1).doubleValue() < 0.1, d.get("runs").toString());
    }

    @Test
    void memory() throws IOException {
        assumeTrue(Boolean.getBoolean("eutectic.slow"), "a dozen seconds; run with -Deutectic.slow=true");
        JsonNode m = json("memory", Command.potential("Ar.eut"), "--structure", "fcc", "--distances", "3.6:4", "--most", "1000", "--threads", "1", "--plot", folder.resolve("m.svg").toString());
        assertTrue(m.get("limited_by_most").booleanValue());
        JsonNode trial = m.get("trials").get(0);
        double each = trial.get("used_bytes").doubleValue() / trial.get("atoms").doubleValue();
        // Positions, velocities and forces alone take 72 bytes.
        assertTrue(each > 72, trial.toString());
        assertTrue(m.get("largest_atoms").longValue() >= 1000);
    }

    /** Copper, two phases: the interval of the documented run. */
    @Test
    void melting() throws IOException {
        assumeTrue(Boolean.getBoolean("eutectic.slow"), "minutes; run with -Deutectic.slow=true");
        JsonNode m = json("melt", Command.potential("Cu.eut"), "--structure", "fcc", "--atoms", "600", "--steps", "5000", "--between", "900:1700", "--width", "400");
        assertTrue(m.get("interval_K").get(0).doubleValue() >= 900 && m.get("interval_K").get(1).doubleValue() <= 1700);
        assertTrue(m.get("energy_of_melting_eV_per_atom").doubleValue() > 0.05);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "thermal-expansion --temperatures 300:100:50 | --temperatures: rising temperatures above 0 K are needed, as in 100:500:100 or 300,600,900, not 300:100:50",
        "thermal-expansion --temperatures 0,100      | --temperatures: rising temperatures above 0 K are needed, as in 100:500:100 or 300,600,900, not 0,100",
        "thermal-expansion --temperatures -300       | --temperatures: rising temperatures above 0 K are needed, as in 100:500:100 or 300,600,900, not -300",
        "smoothness --timestep 0                     | --timestep must be a time above 0 and up to 100 fs, not 0.0",
        "smoothness --steps 10                       | --steps must be at least 200, or nothing can be told, not 10",
        "smoothness --settling -5                    | --settling must not be negative, but is -5",
        "melt --between 1000                         | --between: two temperatures in K are needed, the lower first, as in 1000:1600, not 1000",
        "melt --width 0                              | --width must be a positive temperature, not 0.0",
        "melt --atoms 0                              | --atoms must be from 1 to 100000000, not 0",
        "memory --most 5                             | --most must be at least 1000, not 5",
    })
    void refusals(String line, String message) {
        List<String> arguments = new ArrayList<>(List.of(line.strip().split(" +")));
        arguments.add(1, Command.potential("Ar.eut"));
        assertEquals("eutectic: " + message, Command.refusal(folder, arguments.toArray(String[]::new)));
    }
}
