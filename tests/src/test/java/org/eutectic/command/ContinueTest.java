package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code eutectic md --continue}: runs that were broken off go on as if nothing had happened. */
class ContinueTest {
    private static final List<String> FILES = List.of("thermo.csv", "thermo.log", "trajectory.xyz", "final.xyz");

    @TempDir
    private Path folder;

    private Path runFile(String output, String stages, int restart) throws IOException {
        return Files.writeString(folder.resolve(output + ".yaml"), """
            potential: %s
            structure: {lattice: fcc, element: Ar, a: 5.4, repeat: [2, 2, 2]}
            temperature: 60
            timestep: 4
            backend: reference
            threads: 1
            skin: 0.3
            stages: [%s]
            output: {folder: '%s', thermo: {every: 9}, trajectory: {every: 11, velocities: true}, restart: {every: %d}}
            """.formatted(Command.potential("Ar.eut"), stages, folder.resolve(output), restart));
    }

    private void assertSame(String a, String b) throws IOException {
        List<Path> files;
        try (var all = Files.list(folder.resolve(a))) {
            files = all.toList();
        }
        assertTrue(files.stream().map(f -> f.getFileName().toString()).toList().containsAll(FILES), files.toString());
        for (Path file : files) {
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve(b).resolve(file.getFileName())), file.toString());
        }
    }

    /** Broken off within stages, where two meet, and where something is due. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{steps: 17, thermostat: {type: langevin, temperature: 60}}",
        "{steps: 20, thermostat: {type: langevin, temperature: 60}}",
        "{steps: 20, thermostat: {type: langevin, temperature: 60}},{steps: 7, SECOND}",
        "{steps: 20, thermostat: {type: langevin, temperature: 60}},{steps: 25, SECOND}",
        "{steps: 20, thermostat: {type: langevin, temperature: 60}},{steps: 25, SECOND},{steps: 54, THIRD}",
    })
    void goesOnAsIfNothingHadHappened(String begun) throws IOException {
        String second = "thermostat: {temperature: 60}, barostat: {pressure: 0.1, bulk_modulus: 3, every: 4, shape: full}, "
            + "output: {thermo: 4, trajectory: {every: 6, file: npt.xyz}}";
        String third = "thermostat: {temperature: 60, type: nosehoover}, hold: [{z: [-0.5, 0.5], velocity: [0, 0, 0.001]}]";
        String all = "{steps: 20, thermostat: {type: langevin, temperature: 60}},{steps: 25, %s},{steps: 55, %s}".formatted(second, third);
        Command.succeed("md", runFile("whole", all, 0).toString());
        assertFalse(Files.exists(folder.resolve("whole/restart.xyz")));
        Command.succeed("md", runFile("part", begun.replace("SECOND", second).replace("THIRD", third), 1000).toString());
        Command c = Command.succeed("md", "--continue", runFile("part", all, 1000).toString());
        assertTrue(c.out().contains("# continuing from step "), c.out());
        assertSame("whole", "part");
    }

    @Test
    void theStateBeforeServesWhereTheLastIsDamaged() throws IOException {
        String stages = "{steps: 20}, {steps: 30, thermostat: {temperature: 60, end_temperature: 90}}";
        Command.succeed("md", runFile("whole", stages, 0).toString());
        String run = runFile("part", stages, 8).toString();
        Command.succeed("md", run);
        Path last = folder.resolve("part/restart.xyz"), previous = folder.resolve("part/restart.previous.xyz");
        String good = Files.readString(last);
        Files.writeString(last, good.substring(0, good.length() - 40));
        Command c = Command.succeed("md", "--continue", run);
        assertTrue(c.out().contains("# the last restart cannot be read (") && c.out().contains("# continuing from step 48, "), c.out());
        assertSame("whole", "part");

        Files.writeString(last, "32\nnothing");
        Files.writeString(previous, "");
        assertEquals("eutectic: part/restart.xyz, frame 1, line 2: the frame announces 32 atoms, but the file ends after 0\n"
            + "and the one before neither: part/restart.previous.xyz, frame 1, line 0: the file is empty", Command.refusal(folder, "md", "--continue", run));
    }

    @Test
    void aNewRunPutsTheOldRestartAside() throws IOException {
        String run = runFile("a", "{steps: 10}", 4).toString();
        Command.succeed("md", run);
        Command c = Command.succeed("md", run);
        assertTrue(c.out().contains("# a new run (to go on with an earlier one: --continue); the restart that was here is now "), c.out());
        assertTrue(Files.exists(folder.resolve("a/restart.earlier.xyz")));
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        String run = runFile("a", "{steps: 10}, {steps: 20}", 8).toString();
        assertEquals("eutectic: a/restart.xyz: there is no restart to continue from; run without --continue to begin", Command.refusal(folder, "md", "--continue", run));
        assertEquals("eutectic: x.xyz: there is no such restart file", Command.refusal(folder, "md", "--continue-from", folder.resolve("x.xyz").toString(), run));
        Command.succeed("md", run);
        assertEquals("eutectic: a/final.xyz: this is no restart but a structure; name it as structure in a run file to begin a run from it",
            Command.refusal(folder, "md", "--continue-from", folder.resolve("a/final.xyz").toString(), run));
        assertEquals("eutectic: a/restart.xyz: a restart from stage 2, which began at step 10; in the run file it begins at step 11. Stages that are over must stay as they were",
            Command.refusal(folder, "md", "--continue", runFile("a", "{steps: 11}, {steps: 20}", 8).toString()));
        assertEquals("eutectic: a/restart.xyz: a restart from stage 2, which began at step 10; in the run file there are only 1 stages. Stages that are over must stay as they were",
            Command.refusal(folder, "md", "--continue", runFile("a", "{steps: 10}", 8).toString()));
        assertEquals("eutectic: a/restart.xyz: a restart at step 30, but in the run file stage 2 ends at step 25; give it more steps",
            Command.refusal(folder, "md", "--continue", runFile("a", "{steps: 10}, {steps: 15}", 8).toString()));

        run = runFile("a", "{steps: 10}, {steps: 20}", 8).toString();
        String argon = Files.readString(Path.of(Command.potential("Ar.eut")));
        Path other = Files.writeString(folder.resolve("other.eut"), argon.replaceFirst("potential (\\w+)", "potential Other"));
        Files.writeString(Path.of(run), Files.readString(Path.of(run)).replaceFirst("potential: .*", "potential: " + other));
        assertEquals("eutectic: a/restart.xyz: a restart of a run with the potential Ar; the run file has Other", Command.refusal(folder, "md", "--continue", run));
        String changed = argon.replaceFirst("sigma *= *3\\.4\\d*", "sigma = 3.3");
        assertFalse(changed.equals(argon), argon);
        Files.writeString(other, changed);
        String said = Command.refusal(folder, "md", "--continue", run);
        assertTrue(said.matches("eutectic: a/restart.xyz: written with another potential: it gave -\\d\\S+ eV for these atoms, that of the run file gives -\\d\\S+ eV"), said);
        assertTrue(Files.exists(folder.resolve("a/final.xyz")));
    }

    @Test
    void filesThatAreShorterThanTheyWereAreSaid() throws IOException {
        String run = runFile("a", "{steps: 30}", 8).toString();
        Command.succeed("md", run);
        Files.writeString(folder.resolve("a/thermo.csv"), "step");
        assertTrue(Command.refusal(folder, "md", "--continue", run)
            .matches("eutectic: cannot write a/thermo.csv: thermo.csv holds 4 bytes, but when the run was saved it held \\d+; move it away to begin a new one"));
    }

    /** Killed without warning at random moments, every fourth time asked to end instead, the run comes to the same files. */
    @Test
    void killedAtAnyMoment() throws IOException, InterruptedException {
        int kills = Boolean.getBoolean("eutectic.slow") ? 200 : 5;
        String stages = "{steps: 400, thermostat: {type: langevin, temperature: 60}}, {steps: 400, thermostat: {temperature: 60}, barostat: {pressure: 0.1, bulk_modulus: 3}}";
        Command.succeed("md", runFile("whole", stages, 0).toString());
        Random random = new Random(17);
        int ends = 0;
        for (int k = 0; k < kills; ) {
            Path run = runFile("killed", stages, 10);
            Process p = start(run, false);
            while (k < kills && !ended(p, random.nextInt(500))) {
                boolean restart = Files.exists(folder.resolve("killed/restart.xyz"));
                if (++ends % 4 == 0) {
                    p.destroy();
                } else {
                    p.destroyForcibly();
                    k++;
                }
                assertTrue(p.waitFor(60, TimeUnit.SECONDS), "it does not end");
                // Killed before the first state was written, it begins anew.
                p = start(run, restart || Files.exists(folder.resolve("killed/restart.xyz")));
            }
            assertTrue(p.waitFor(300, TimeUnit.SECONDS), "the run hangs");
            assertEquals(0, p.exitValue(), Files.readString(folder.resolve("out.txt")));
            assertSame("whole", "killed");
            deleteOutput();
        }
    }

    private void deleteOutput() throws IOException {
        try (var files = Files.list(folder.resolve("killed"))) {
            for (Path f : files.toList()) {
                Files.delete(f);
            }
        }
    }

    /** Waits until the run is under way, and a while longer; tells whether it has ended by then. */
    private boolean ended(Process p, int milliseconds) throws IOException, InterruptedException {
        while (p.isAlive() && !Files.readString(folder.resolve("out.txt")).contains("volume") && !Files.readString(folder.resolve("out.txt")).contains("potential   ")) {
            Thread.sleep(5);
        }
        return p.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    private Process start(Path run, boolean on) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> line = new java.util.ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector",
            "-cp", classes, "org.eutectic.cli.Main", "md", run.toString()));
        if (on) {
            line.add("--continue");
        }
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile()).start();
    }
}
