package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.md.structure.StructureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eutectic md} and {@code relax} from input to files. */
class MdTest {
    @TempDir
    private Path folder;

    private Path runFile(String name, String more) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
            potential: %s
            structure: {lattice: fcc, element: Ar, a: 5.4, repeat: [2, 2, 2]}
            temperature: 40
            timestep: 4
            %s
            """.formatted(Command.potential("Ar.eut"), more));
    }

    private String stages(String output, String rest) {
        return """
            stages:
              - {name: settle, steps: 30, thermostat: {type: langevin, temperature: 40}}
              - {steps: 30, thermostat: {temperature: 40, end_temperature: 60}}
              - {name: watch, steps: 40}
            output: {folder: '%s', thermo: {every: 10}, trajectory: {every: 50}}
            %s""".formatted(folder.resolve(output), rest);
    }

    private String thermo(String name, String rest) throws IOException {
        Command c = Command.succeed("md", runFile(name, stages(name, rest)).toString());
        assertTrue(c.out().contains("# watch: 40 steps of 4 fs, constant energy"), c.out());
        return Files.readString(folder.resolve(name).resolve("thermo.csv"));
    }

    @Test
    void theSameSeedGivesTheSameRun() throws IOException {
        String first = thermo("a", "seed: 5\nthreads: 1");
        assertEquals(first, thermo("b", "seed: 5\nthreads: 2"));
        assertNotEquals(first, thermo("c", "seed: 6"));
        assertEquals(Files.readString(folder.resolve("a/trajectory.xyz")), Files.readString(folder.resolve("b/trajectory.xyz")));
        assertEquals(Files.readString(folder.resolve("a/final.xyz")), Files.readString(folder.resolve("b/final.xyz")));
    }

    @Test
    void stagesFollowOnEachOther() throws IOException {
        List<String> lines = thermo("a", "").lines().toList();
        assertEquals(12, lines.size());
        for (int k = 0; k < 11; k++) {
            assertTrue(lines.get(k + 1).startsWith(10 * k + "," + 40.0 * k + ","), lines.get(k + 1));
        }
        // The last stage conserves energy: total energies at its start and its end.
        double before = Double.parseDouble(lines.get(7).split(",")[5]), after = Double.parseDouble(lines.get(11).split(",")[5]);
        assertEquals(before, after, 32 * 1e-5);
        assertEquals(3, Files.readString(folder.resolve("a/trajectory.xyz")).lines().filter(l -> l.equals("32")).count());
        assertEquals(32, StructureFile.read(folder.resolve("a/final.xyz")).size());
    }

    @Test
    void aProfileTellsWhereTheTimeWent() throws IOException {
        Command c = Command.succeed("md", "--profile", runFile("p", stages("p", "threads: 2")).toString());
        for (String part : List.of("pair", "neigh", "integrate", "output", "other", "total")) {
            assertTrue(c.out().lines().anyMatch(l -> l.matches("#   " + part + " +[0-9.]+ +[0-9.]+ +[0-9.]+")), part + " is missing in\n" + c.out());
        }
        assertTrue(c.out().contains(" ns/atom/step, "), c.out());
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("p/profile.json")));
        assertEquals(100, json.get("steps").asInt());
        assertEquals(32, json.get("atoms").asInt());
        double sum = 0;
        for (String part : List.of("pair", "neigh", "integrate", "output", "other")) {
            sum += json.get("parts").get(part).get("percent").asDouble();
        }
        assertEquals(100, sum, 1e-6);
        assertEquals(thermo("q", ""), Files.readString(folder.resolve("p/thermo.csv")), "measuring changes nothing");
        assertFalse(Files.exists(folder.resolve("q/profile.json")));
    }

    /** What is worth compiling is compiled before the first step, and atoms do the same as without. */
    @Test
    void potentialsAreCompiledBeforeTheClockStarts() throws IOException {
        String stages = """
            stages: [{steps: 3500}]
            threads: 1
            output: {folder: '%s', thermo: {every: 500}}
            """.formatted(folder.resolve("w"));
        Command c = Command.succeed("md", runFile("w", stages).toString());
        assertTrue(c.out().matches("(?s).*# compiled in [0-9.]+ s\\R.*"), c.out());
        assertTrue(c.out().matches("(?s).*# 3500 steps .* s, compiled in [0-9.]+ s before: .*"), c.out());
    }

    @Test
    void outputThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(folder.resolve("taken"), "a file where a folder should be");
        String said = Command.refusal(folder, "md", runFile("x", stages("taken", "")).toString());
        assertEquals("eutectic: the output folder taken is a file", said);
        assertEquals("a file where a folder should be", Files.readString(folder.resolve("taken")));
        Path dev = Path.of("/dev/full");
        assumeTrue(Files.exists(dev), "no /dev/full on this system");
        Files.createDirectories(folder.resolve("full"));
        Files.createSymbolicLink(folder.resolve("full/thermo.csv.part"), dev);
        String full = Command.refusal(folder, "md", runFile("x", stages("full", "")).toString());
        assertTrue(full.contains("thermo.csv"), full);
        assertFalse(Files.exists(folder.resolve("full/thermo.csv")));
        assertFalse(Files.exists(folder.resolve("full/thermo.log")));
    }

    @Test
    void aRunThatBreaksSavesTheLastGoodState() throws IOException {
        Path run = runFile("hot", """
            stages: [{steps: 1000, timestep: 100}]
            output: {folder: '%s'}
            """.formatted(folder.resolve("hot"))).toAbsolutePath();
        Files.writeString(run, Files.readString(run).replace("temperature: 40", "temperature: 200"));
        String said = Command.refusal(folder, "md", run.toString());
        assertTrue(said.startsWith("eutectic: the run stopped at step "), said);
        assertTrue(said.contains("The last good state, step "), said);
        assertEquals(32, StructureFile.read(folder.resolve("hot/last-good.xyz")).size());
        assertFalse(Files.exists(folder.resolve("hot/thermo.csv")), "an incomplete log must not look complete");
    }

    @Test
    void wrongFieldsAreRefusedBeforeAnythingIsWritten() throws IOException {
        String said = Command.refusal(folder, "md", runFile("x", stages("out", "sede: 5")).toString());
        assertEquals("eutectic: x.yaml:10: unknown field 'sede'; did you mean 'seed'?", said);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void relaxes() throws IOException {
        Path start = Files.writeString(folder.resolve("start.xyz"), EvalTest.crystal("Ar", 5.3, 2, 0.1, 4));
        Path end = folder.resolve("end.xyz");
        Command c = Command.succeed("relax", Command.potential("Ar.eut"), start.toString(), "-o", end.toString(), "--force-tolerance", "1e-6");
        assertTrue(c.out().contains("relaxed; wrote"), c.out());
        Command again = Command.succeed("eval", Command.potential("Ar.eut"), end.toString(), "--json");
        assertTrue(again.out().startsWith("{\"atoms\":32,\"energy\":-"), again.out());
        assertEquals(1, Command.run("relax", Command.potential("Ar.eut"), start.toString(), "-o", end.toString(), "--steps", "2").code());
    }
}
