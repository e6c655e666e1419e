package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench} on systems far too small to tell anything about speed: that it runs, what it writes, and that LAMMPS computes the same. */
class BenchTest {
    private static final String[] TINY = {"bench", "--atoms", "64", "--steps", "2", "--equilibrate", "2", "--repeat", "2", "--warm-up", "0"};

    @TempDir
    private Path folder;

    @Test
    void writesTableAndJson() throws IOException {
        Path json = folder.resolve("bench.json");
        Command c = Command.succeed(tiny("--case", "lj,eam-cuni", "--json", json.toString()));
        assertTrue(c.out().lines().anyMatch(l -> l.matches("lj +eutectic +108 .*")), c.out());
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        for (String field : List.of("date", "java", "processors", "threads", "steps", "repeat", "lammps", "cases")) {
            assertTrue(root.has(field), field);
        }
        assertEquals(2, root.get("cases").size());
        JsonNode lj = root.get("cases").get(0);
        assertEquals("lj", lj.get("case").textValue());
        assertEquals(108, lj.get("atoms").intValue());
        assertEquals(8.5, lj.get("cutoff_A").doubleValue());
        JsonNode mine = lj.get("programs").get("eutectic");
        for (String quantity : List.of("force_ns_per_atom", "step_ns_per_atom", "list_ns_per_atom")) {
            assertTrue(mine.get(quantity).get("median").doubleValue() > 0, quantity);
            assertEquals(2, mine.get(quantity).get("rounds").size(), quantity);
        }
        assertTrue(mine.has("memory_bytes_per_atom"));
        assertTrue(mine.get("energy_eV").doubleValue() < 0);
    }

    @Test
    void goesOnWithoutLammps() {
        Command c = Command.succeed(tiny("--case", "sw-si", "--against", "no-such-lammps"));
        assertTrue(c.out().contains("LAMMPS is left out: there is no command 'no-such-lammps'"), c.out());
        assertTrue(c.out().contains("sw-si"), c.out());
    }

    @Test
    void lammpsFindsTheSameEnergies() throws IOException {
        assumeTrue(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(p -> Files.isExecutable(Path.of(p, "lmp"))),
            "skipped: there is no command lmp (Debian and Ubuntu have it in the package lammps)");
        Path json = folder.resolve("bench.json");
        Command.succeed(tiny("--against", "lmp", "--json", json.toString()));
        JsonNode cases = new ObjectMapper().readTree(json.toFile()).get("cases");
        assertEquals(8, cases.size());
        for (JsonNode c : cases) {
            String name = c.get("case").textValue();
            // The table's interpolation stands between the analytic functions and LAMMPS.
            double limit = name.equals("eam-cu-analytic") ? 1e-8 : 1e-12;
            c.get("programs").properties().stream().filter(p -> !p.getKey().equals("eutectic")).forEach(p -> {
                assertTrue(p.getValue().get("energy_deviation").doubleValue() < limit, name + " " + p);
                assertTrue(p.getValue().get("force_ns_per_atom").get("ratio").doubleValue() > 0, name);
            });
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals("eutectic: there is no case 'gold'; there are lj, eam-cu, eam-cu-analytic, eam-cuni, sw-si, tersoff-si, tersoff-sic, vashishta-sic",
            Command.refusal(folder, "bench", "--case", "gold").lines().findFirst().orElse(""));
        assertTrue(Command.refusal(folder, "bench", "--repeat", "0").contains("--repeat must be at least 1, not 0"));
    }

    private static String[] tiny(String... more) {
        String[] all = Arrays.copyOf(TINY, TINY.length + more.length);
        System.arraycopy(more, 0, all, TINY.length, more.length);
        return all;
    }
}
