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
        for (String field : List.of("date", "processor", "processors", "java", "lammps", "steps", "repeat", "cases")) {
            assertTrue(root.has(field), field);
        }
        assertEquals(2, root.get("cases").size());
        JsonNode lj = root.get("cases").get(0);
        assertEquals("lj", lj.get("case").textValue());
        assertEquals(108, lj.get("atoms").intValue());
        assertEquals(8.5, lj.get("cutoff_A").doubleValue());
        // Fewer atoms, more steps.
        assertEquals(20, lj.get("steps").intValue());
        JsonNode mine = lj.get("series").get(0);
        assertEquals("eutectic", mine.get("program").textValue());
        for (String quantity : List.of("force_ns_per_atom", "step_ns_per_atom", "list_ns_per_atom")) {
            assertTrue(mine.get(quantity).get("median").doubleValue() > 0, quantity);
            assertEquals(2, mine.get(quantity).get("rounds").size(), quantity);
        }
        assertTrue(mine.has("memory_bytes_per_atom"));
        assertTrue(mine.get("first_energy_eV").doubleValue() < 0);
    }

    @Test
    void comparesThreadsAndSizes() throws IOException {
        Path json = folder.resolve("bench.json"), markdown = folder.resolve("bench.md");
        Command c = Command.succeed("bench", "--atoms", "60,500", "--steps", "2", "--equilibrate", "2", "--repeat", "1", "--warm-up", "0",
            "--case", "sw-si", "--threads", "1,2", "--json", json.toString(), "--markdown", markdown.toString());
        assertTrue(c.out().contains("times as fast as the same program with the fewest threads"), c.out());
        JsonNode cases = new ObjectMapper().readTree(json.toFile()).get("cases");
        assertEquals(List.of(64, 512), cases.findValues("atoms").stream().map(JsonNode::intValue).toList());
        for (JsonNode size : cases) {
            JsonNode two = size.get("series").get(1);
            assertEquals(2, two.get("threads").intValue());
            assertTrue(two.get("force_ns_per_atom").get("speed_up").doubleValue() > 0);
            // Results do not depend on threads.
            assertEquals(size.get("series").get(0).get("last_energy_eV"), two.get("last_energy_eV"));
        }
        assertTrue(Files.readString(markdown).contains("| sw-si | 512 | 2 |"), Files.readString(markdown));
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
        // All but the two that LAMMPS does not have, which take long to compile.
        Command.succeed(tiny("--against", "lmp", "--json", json.toString(), "--case", "lj,eam-cu,eam-cu-analytic,eam-cuni,sw-si,tersoff-si,tersoff-sic,vashishta-sic,lj-twist,snap-si"));
        JsonNode cases = new ObjectMapper().readTree(json.toFile()).get("cases");
        assertEquals(10, cases.size());
        for (JsonNode c : cases) {
            String name = c.get("case").textValue();
            double mine = c.get("series").get(0).get("last_energy_eV").doubleValue();
            for (JsonNode s : c.get("series")) {
                String program = s.get("program").textValue();
                if (program.equals("eutectic")) {
                    continue;
                }
                // A table's interpolation stands between the analytic functions and LAMMPS.
                double limit = program.equals("lammps table") ? 1e-5 : name.equals("eam-cu-analytic") ? 1e-8 : 1e-12;
                assertTrue(s.get("energy_deviation").doubleValue() < limit, name + " " + s);
                assertTrue(s.get("force_ns_per_atom").get("ratio").doubleValue() > 0, name);
                if (!program.equals("lammps python")) {
                    // The same steps lead to the same place, but for LAMMPS's digits of the constants of nature.
                    double last = s.get("last_energy_eV").doubleValue();
                    assertEquals(mine, last, 1e-6 * Math.abs(last), name + " " + program);
                    assertEquals(c.get("series").get(0).get("list_builds"), s.get("list_builds"), name + " " + program);
                }
            }
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals("eutectic: there is no case 'gold'; there are lj, eam-cu, eam-cu-analytic, eam-cuni, sw-si, tersoff-si, tersoff-sic, vashishta-sic, lj-twist, bop-al, pinn-al, snap-si",
            Command.refusal(folder, "bench", "--case", "gold").lines().findFirst().orElse(""));
        assertTrue(Command.refusal(folder, "bench", "--repeat", "0").contains("--repeat must be at least 1, not 0"));
        assertTrue(Command.refusal(folder, "bench", "--threads", "2,0").contains("--threads must be at least 1, not 0"));
        assertTrue(Command.refusal(folder, "bench", "--threads", "2,2").contains("--threads names a number twice"));
        assertTrue(Command.refusal(folder, "bench", "--atoms", "2G").contains("--atoms must be a number from 1 to 100M, as 500, 32k or 2M, not '2G'"));
        assertTrue(Command.refusal(folder, "bench", "--against", "true", "--case", "lj").contains("'true' is not LAMMPS"));
    }

    private static String[] tiny(String... more) {
        String[] all = Arrays.copyOf(TINY, TINY.length + more.length);
        System.arraycopy(more, 0, all, TINY.length, more.length);
        return all;
    }
}
