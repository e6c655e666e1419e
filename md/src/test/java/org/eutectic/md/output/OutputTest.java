package org.eutectic.md.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.LennardJones;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationException;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.file.OutputException;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class OutputTest {
    @TempDir
    private Path folder;

    private static Simulation.Builder argon(LennardJones potential) {
        Configuration c = LennardJones.crystal(3, 5.4, 0.02);
        Velocities.maxwellBoltzmann(c, 50, 3);
        return Simulation.of(c, potential).timestep(2).steps(60);
    }

    @Test
    void logsAndTrajectories() throws IOException {
        List<String> screen = new ArrayList<>();
        Path csv = folder.resolve("out/thermo.csv"), log = folder.resolve("thermo.log"), xyz = folder.resolve("run.xyz"), dump = folder.resolve("run.dump");
        Simulation s = argon(new LennardJones()).observe(ThermoTable.lines(screen::add, 25)).observe(new ThermoCsv(csv, 20)).observe(ThermoTable.file(log, 20))
                .observe(new XyzTrajectory(xyz, 30, true, true)).observe(new DumpTrajectory(dump, 30, true, false)).build();
        s.run();
        // Steps 0, 25, 50 and the last.
        assertEquals(2 + 4, screen.size());
        assertTrue(screen.stream().allMatch(l -> l.length() == screen.getFirst().length()), String.join("\n", screen));
        List<String> rows = Files.readAllLines(csv);
        assertEquals(5, rows.size());
        String[] last = rows.getLast().split(",");
        assertEquals(15, last.length);
        assertEquals("60", last[0]);
        assertEquals(s.state().temperature(), Double.parseDouble(last[2]));
        assertEquals(Double.parseDouble(last[3]) + Double.parseDouble(last[4]), Double.parseDouble(last[5]), 1e-12);
        assertEquals(6, Files.readAllLines(log).size());
        List<StructureFrame> frames = StructureFile.all(xyz);
        assertEquals(3, frames.size());
        assertEquals(60, frames.getLast().number("step").orElseThrow());
        assertArrayEquals(s.state().configuration().positions(), frames.getLast().configuration().positions(), 6e-9);
        assertArrayEquals(s.state().velocities(), frames.getLast().configuration().velocities(), 6e-11);
        assertArrayEquals(s.state().evaluation().forces(), frames.getLast().columns().get("forces"), 6e-9);
        List<String> lines = Files.readAllLines(dump);
        assertEquals(3 * (11 + 108), lines.size());
        assertEquals("ITEM: TIME", lines.get(0));
        assertEquals("ITEM: BOX BOUNDS pp pp pp", lines.get(6));
        assertEquals("ITEM: ATOMS id type element xu yu zu vx vy vz", lines.get(10));
        try (var all = Files.walk(folder)) {
            assertTrue(all.noneMatch(p -> p.toString().endsWith(".part")));
        }
    }

    @Test
    void dumpsTurnTiltedCells() throws IOException {
        // A cell whose a vector lies along y: turned so that it lies along x.
        Configuration c = new Configuration(List.of("Ar"), new int[2], new double[] {0, 4, 0, 0, 0, 5}, new Cell(new double[] {0, 20, 0, -18, 2, 0, 0, 3, 22}, new boolean[] {true, true, true}));
        Path dump = folder.resolve("tilted.dump");
        Simulation.of(c, new LennardJones()).steps(0).observe(new DumpTrajectory(dump, 1, false, false)).build().run();
        List<String> lines = Files.readAllLines(dump);
        assertEquals("ITEM: BOX BOUNDS xy xz yz pp pp pp", lines.get(6));
        assertArrayEquals(new double[] {0, 25, 2}, numbers(lines.get(7)), 1e-12);
        assertArrayEquals(new double[] {0, 18, 3}, numbers(lines.get(8)), 1e-12);
        assertArrayEquals(new double[] {0, 22, 0}, numbers(lines.get(9)), 1e-12);
        assertEquals("1 1 Ar 4.00000000 0.00000000 0.00000000", lines.get(11));
        assertEquals("2 1 Ar 0.00000000 0.00000000 5.00000000", lines.get(12));
    }

    private static double[] numbers(String line) {
        return java.util.Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void brokenRunsLeaveNothingThatLooksWhole() {
        Path csv = folder.resolve("thermo.csv"), xyz = folder.resolve("run.xyz");
        Simulation s = argon(new LennardJones().failingAt(30)).observe(new ThermoCsv(csv, 10)).observe(new XyzTrajectory(xyz, 10, false, false)).build();
        assertThrows(SimulationException.class, s::run);
        assertFalse(Files.exists(csv));
        assertFalse(Files.exists(xyz));
        assertEquals(3, StructureFile.all(folder.resolve("run.incomplete.xyz")).size());
        assertTrue(Files.exists(folder.resolve("thermo.incomplete.csv")));
    }

    @Test
    void unwritableOutputIsOneClearMessage() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "x").resolve("run.xyz");
        OutputException e = assertThrows(OutputException.class, () -> argon(new LennardJones()).observe(new XyzTrajectory(blocked, 10, false, false)).build().run());
        assertTrue(e.getMessage().startsWith("cannot write " + blocked + ": ") && !e.getMessage().contains("\n"), e.getMessage());
        Path directory = Files.createDirectory(folder.resolve("thermo.csv"));
        OutputException d = assertThrows(OutputException.class, () -> argon(new LennardJones()).observe(new ThermoCsv(directory, 10)).build().run());
        assertEquals("cannot write " + directory + ": it is a directory", d.getMessage());
    }

    @Test
    void fullDiskIsOneClearMessage() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(full), "this system has no /dev/full");
        Path link = folder.resolve("run.xyz.part");
        OutputException e = assertThrows(OutputException.class, () -> {
            Files.createSymbolicLink(link, full);
            argon(new LennardJones()).observe(new XyzTrajectory(folder.resolve("run.xyz"), 10, false, false)).build().run();
        });
        assertEquals("cannot write " + folder.resolve("run.xyz") + ": No space left on device", e.getMessage());
        assertFalse(Files.exists(folder.resolve("run.xyz")));
    }

    @Test
    void wholeFilesReplaceOnlyWhenWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("state.xyz"), "old");
        assertThrows(IllegalStateException.class, () -> OutputFile.write(file, text -> {
            text.append("new");
            throw new IllegalStateException();
        }));
        assertEquals("old", Files.readString(file));
        OutputFile.write(file, text -> text.append("new"));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void observersAreToldHowTheRunEnded() {
        List<String> told = new ArrayList<>();
        Observer o = new Observer() {
            @Override
            public long interval() {
                return 7;
            }

            @Override
            public void observe(org.eutectic.md.dynamics.SimulationState state) {
                told.add("" + state.step());
            }

            @Override
            public void finish() {
                told.add("end");
            }
        };
        argon(new LennardJones()).steps(16).observe(o).build().run();
        assertEquals(List.of("0", "7", "14", "16", "end"), told);
    }
}
