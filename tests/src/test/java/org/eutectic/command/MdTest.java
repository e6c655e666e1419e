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

    /** What a script for logs of LAMMPS finds: a table between two lines, with names and units of LAMMPS. */
    @Test
    void theLogIsLaidOutAsThatOfLammpsWhereAsked() throws IOException {
        String log = stages("l", "").replace("thermo: {every: 10}", "thermo: {every: 10, layout: lammps}");
        Command.succeed("md", runFile("l", log).toString());
        List<String> lines = Files.readAllLines(folder.resolve("l/thermo.log")), csv = Files.readAllLines(folder.resolve("l/thermo.csv"));
        int from = 0, to = lines.size() - 1;
        while (!lines.get(from).startsWith("Per MPI rank memory allocation")) {
            from++;
        }
        assertEquals("Loop time of all steps up to 100 with 32 atoms: not measured", lines.get(to));
        List<String> names = List.of(lines.get(from + 1).strip().split(" +")), heads = List.of(csv.getFirst().split(","));
        assertEquals(List.of("Step", "Time", "Temp", "PotEng", "KinEng", "TotEng", "Press", "Pxx", "Pyy", "Pzz", "Pxy", "Pxz", "Pyz", "Volume"), names);
        assertEquals(csv.size() - 1, to - from - 2);
        List<String> ours = List.of("step", "time_fs", "temperature_K", "potential_eV", "kinetic_eV", "total_eV", "pressure_GPa");
        double[] factors = {1, 1e-3, 1, 1, 1, 1, 1e4};
        for (int row = 1; row < csv.size(); row++) {
            String[] theirs = lines.get(from + 1 + row).strip().split(" +");
            assertEquals(names.size(), theirs.length);
            for (int k = 0; k < factors.length; k++) {
                double value = factors[k] * Double.parseDouble(csv.get(row).split(",")[heads.indexOf(ours.get(k))]);
                assertEquals(value, Double.parseDouble(theirs[k]), 1e-9 * Math.abs(value) + 1e-12);
            }
        }
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

    /** As LAMMPS's replicate does it: with the velocities. */
    @Test
    void theCellOfAFileIsRepeated() throws IOException {
        String atoms = "Ar 0 0 0 0.001 0 0\nAr 2.7 2.7 0 0 0 0\nAr 2.7 0 2.7 -0.001 0 0\nAr 0 2.7 2.7 0 0 0\n", columns = "Properties=species:S:1:pos:R:3:velo:R:3\n";
        Files.writeString(folder.resolve("cell.xyz"), "4\nLattice=\"5.4 0 0 0 5.4 0 0 0 5.4\" " + columns + atoms);
        Files.writeString(folder.resolve("open.xyz"), "4\n" + columns + atoms);
        Files.writeString(folder.resolve("repeated.yaml"), """
            potential: %s
            structure: {file: cell.xyz, repeat: [2, 1, 3]}
            timestep: 1
            stages: [{steps: 1}]
            output: {folder: '%s'}
            """.formatted(Command.root().resolve("potentials/Ar.eut"), folder.resolve("repeated")));
        Command.succeed("md", folder.resolve("repeated.yaml").toString());
        List<String> end = Files.readAllLines(folder.resolve("repeated/final.xyz"));
        assertEquals("24", end.getFirst());
        assertTrue(end.get(1).startsWith("Lattice=\"10.8 0.0 0.0 0.0 5.4 0.0 0.0 0.0 16.2"), end.get(1));
        assertEquals(12, end.stream().filter(l -> l.startsWith("Ar") && Math.abs(Double.parseDouble(l.trim().split(" +")[4])) > 0.0009).count(), String.join("\n", end));
        Files.writeString(folder.resolve("repeated.yaml"), Files.readString(folder.resolve("repeated.yaml")).replace("cell.xyz", "open.xyz"));
        Command bad = Command.run("md", folder.resolve("repeated.yaml").toString());
        assertEquals(2, bad.code());
        assertEquals("eutectic: structure.repeat: a structure without a cell cannot be repeated\n", bad.err());
    }

    /** A barostat, a rate of strain and atoms that are held, each in a stage, with output of its own. */
    @Test
    void stagesHaveEnsemblesAndOutputOfTheirOwn() throws IOException {
        Command c = Command.succeed("md", runFile("e", """
            stages:
              - {steps: 200, thermostat: {temperature: 40}, barostat: {type: mtk, pressure: 0.2, shape: anisotropic, time: 300}}
              - {steps: 40, strain_rate: {zz: -0.5}, output: {thermo: 5}}
              - {steps: 20, hold: [{elements: [Ar], z: [-1, 2]}], output: {trajectory: {every: 5, file: held.dump, format: dump}}}
            output: {folder: '%s', thermo: {every: 20}, trajectory: {every: 100}}
            """.formatted(folder.resolve("e"))).toString());
        assertTrue(c.out().contains("# stage 1: 200 steps of 4 fs, nosehoover thermostat, 40 K, 100 fs; mtk barostat, anisotropic, 0.2 GPa, 300 fs"), c.out());
        List<String[]> rows = Files.readString(folder.resolve("e/thermo.csv")).lines().skip(1).map(l -> l.split(",")).toList();
        assertEquals(11 + 8 + 1, rows.size());
        double before = Double.parseDouble(rows.get(10)[14]), after = Double.parseDouble(rows.get(18)[14]);
        assertEquals(0.92, after / before, 1e-9);
        assertTrue(before < 0.99 * Math.pow(10.8, 3), "the pressure did not compress it: " + before);
        // Steps 0, 100, 200, and 240, the last before the stage with a trajectory of its own.
        assertEquals(4, Files.readString(folder.resolve("e/trajectory.xyz")).lines().filter(l -> l.equals("32")).count());
        assertEquals(5, Files.readString(folder.resolve("e/held.dump")).lines().filter(l -> l.equals("ITEM: TIMESTEP")).count());
    }

    @Test
    void atomsToBeHeldMustBeThere() throws IOException {
        for (String[] pair : new String[][] {
            {"hold: [{atoms: 30-40}]", "stages[0].hold[0].atoms: the structure holds atoms 1 to 32, not 30-40"},
            {"hold: [{atoms: 1-}]", "stages[0].hold[0].atoms: expected numbers and ranges as in 1-64,100, found '1-'"},
            {"hold: [{elements: [Cu]}]", "stages[0].hold[0]: there is no such atom in the structure"},
            {"remove: {every: 1, rotation: true}", "stages[0].remove.rotation: only a cluster in open space can be kept from turning; this structure is periodic"}}) {
            assertEquals("eutectic: " + pair[1], Command.refusal(folder, "md", runFile("h", "stages: [{steps: 1, " + pair[0] + "}]\noutput: {folder: '" + folder.resolve("h") + "'}").toString()));
        }
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

    @Test
    void relaxesCellsUnderPressure() throws IOException {
        String ar = Command.potential("Ar.eut");
        Path start = Files.writeString(folder.resolve("start.xyz"), EvalTest.crystal("Ar", 5.3, 2, 0.1, 4)), end = folder.resolve("end.xyz");
        double[] volumes = new double[2];
        for (String method : List.of("lbfgs", "cg")) {
            for (int k = 0; k < 2; k++) {
                Command c = Command.succeed("relax", ar, start.toString(), "-o", end.toString(), "--cell", "free", "--pressure", k == 0 ? "0" : "1", "--method", method);
                assertTrue(c.out().contains("relaxed; wrote"), c.out());
                volumes[k] = StructureFile.read(end).cell().volume();
            }
            assertTrue(volumes[1] < 0.9 * volumes[0], volumes[0] + " " + volumes[1]);
        }
        for (String[] bad : new String[][] {
            {"--cell free --method fire", "--method fire moves atoms only; with --cell take lbfgs or cg"},
            {"--pressure 3", "--pressure acts on a cell that can give way; add --cell free"},
            {"--cell free --pressure NaN", "--pressure must be a finite number, not NaN"},
            {"--cell free --stress-tolerance 0", "--stress-tolerance must be a positive number, not 0.0"},
            {"--keep-symmetry --method fire", "--method fire keeps no symmetry; with --keep-symmetry take lbfgs or cg"}}) {
            List<String> line = new java.util.ArrayList<>(List.of("relax", ar, start.toString()));
            line.addAll(List.of(bad[0].split(" ")));
            assertEquals("eutectic: " + bad[1], Command.refusal(folder, line.toArray(String[]::new)));
        }
    }
}
