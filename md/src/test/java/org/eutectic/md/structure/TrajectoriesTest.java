package org.eutectic.md.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.output.DumpTrajectory;
import org.eutectic.md.output.XyzTrajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trajectories as runs leave them, LAMMPS dumps of all kinds, and files that break off. */
class TrajectoriesTest {
    private static final String HEAD = "ITEM: TIMESTEP\n7\nITEM: NUMBER OF ATOMS\n2\n";

    @TempDir
    private Path folder;

    private Configuration written(Path xyz, Path dump) {
        Configuration c = LennardJones.crystal(2, 5.4, 0.05).strained(new double[] {0, 0.1, 0.05, 0, 0, -0.1, 0, 0, 0.02});
        Velocities.maxwellBoltzmann(c, 50, 3);
        Simulation.of(c, new LennardJones()).timestep(4).steps(20).observe(new XyzTrajectory(xyz, 10, true, true)).observe(new DumpTrajectory(dump, 10, true, true)).build().run();
        return c;
    }

    /** What a run writes as a dump is what it writes as extended XYZ, and what LAMMPS would: bounds of a tilted box, velocities in Å/ps. */
    @Test
    void dumpsHoldWhatExtendedXyzHolds() {
        Path xyz = folder.resolve("a.xyz"), dump = folder.resolve("a.dump");
        Configuration c = written(xyz, dump);
        List<StructureFrame> a = StructureFile.all(xyz), b = StructureFile.all(dump);
        assertEquals(3, a.size());
        assertEquals(3, b.size());
        for (int k = 0; k < 3; k++) {
            assertEquals(10.0 * k, b.get(k).number("step").orElseThrow());
            assertArrayEquals(a.get(k).configuration().cell().vectors(), b.get(k).configuration().cell().vectors(), 1e-12);
            assertArrayEquals(a.get(k).configuration().positions(), b.get(k).configuration().positions(), 2e-8);
            assertArrayEquals(a.get(k).configuration().velocities(), b.get(k).configuration().velocities(), 1e-10);
            assertArrayEquals(a.get(k).columns().get("forces"), b.get(k).columns().get("forces"), 2e-8);
        }
        assertArrayEquals(c.positions(), b.get(2).configuration().positions(), 2e-8);
    }

    /** The same two atoms, written in each way: at 1 2 3 and, one cell on along y and two back along z, at 4 9 -13 from the corner. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "BOX BOUNDS pp pp pp;-1 5;0 8;2 11           | id type element xu yu zu            | 2 1 Cu 3 9 -11;1 1 Ar 0 2 5",
        "BOX BOUNDS pp pp pp;-1 5;0 8;2 11           | id element x y z ix iy iz           | 2 Cu 3 1 7 0 1 -2;1 Ar 0 2 5 0 0 0",
        "BOX BOUNDS pp pp pp;0 6;0 8;0 9             | element xs ys zs ix iy iz           | Ar 0.16666666666666667 0.25 0.3333333333333333 0 0 0;Cu 0.6666666666666666 0.125 0.5555555555555556 0 1 -2",
        "BOX BOUNDS pp pp pp;0 6;0 8;0 9             | element xsu ysu zsu                 | Ar 0.16666666666666667 0.25 0.3333333333333333;Cu 0.6666666666666666 1.125 -1.4444444444444444",
        "BOX BOUNDS abc origin pp pp pp;6 0 0 -1;0 8 0 0;0 0 9 2 | id element x y z ix iy iz | 2 Cu 3 1 7 0 1 -2;1 Ar 0 2 5 0 0 0",
    })
    void readsDumpsOfAllKinds(String box, String columns, String atoms) throws IOException {
        Path file = Files.writeString(folder.resolve("x.lammpstrj"), HEAD + "ITEM: " + box.strip().replace(';', '\n') + "\nITEM: ATOMS " + columns.strip() + "\n"
            + atoms.strip().replace(';', '\n') + "\n");
        StructureFrame f = StructureFile.last(file);
        Configuration c = f.configuration();
        assertEquals(List.of("Ar", "Cu"), List.of(c.symbol(0), c.symbol(1)));
        assertArrayEquals(new double[] {6, 0, 0, 0, 8, 0, 0, 0, 9}, c.cell().vectors(), 1e-12);
        assertArrayEquals(new double[] {1, 2, 3, 4, 9, -13}, c.positions(), 1e-12);
    }

    @Test
    void tiltedBoxesAreInsideTheirBounds() throws IOException {
        // xy 2, xz -1, yz 3: bounds reach from -1 to 6 + 2 and from 0 to 8 + 3.
        Path file = Files.writeString(folder.resolve("t.dump"), HEAD + "ITEM: BOX BOUNDS xy xz yz pp pp ff\n-1 8 2\n0 11 -1\n0 9 3\nITEM: ATOMS element x y z\nAr 0 0 0\nAr 1 1 1\n");
        Configuration c = StructureFile.read(file);
        assertArrayEquals(new double[] {6, 0, 0, 2, 8, 0, -1, 3, 9}, c.cell().vectors(), 1e-12);
        assertTrue(c.cell().periodic(1) && !c.cell().periodic(2));
    }

    /** Cut after any byte of its last frame, a trajectory is its frames before. */
    @Test
    void readsUpToTheLastWholeFrame() throws IOException {
        Path xyz = folder.resolve("a.xyz"), dump = folder.resolve("a.dump");
        written(xyz, dump);
        for (Path whole : List.of(xyz, dump)) {
            String text = Files.readString(whole);
            int third = whole == xyz ? text.lastIndexOf("\n32\n") + 1 : text.lastIndexOf("ITEM: TIMESTEP");
            Path cut = folder.resolve("cut-" + whole.getFileName());
            for (int length = third + 3; length < text.length(); length += 97) {
                Files.writeString(cut, text.substring(0, length));
                List<String> said = new ArrayList<>();
                StructureFrame last = StructureFile.last(cut, said::add);
                assertEquals(cut + ", frame 2", last.place(), "cut after " + length);
                assertEquals(1, said.size());
                assertTrue(said.getFirst().startsWith(cut + ", frame 3, line ") && said.getFirst().endsWith("; the frames before it are whole"), said.getFirst());
            }
            Files.writeString(cut, text.substring(0, text.length() - 1));
            assertEquals(2, StructureFile.all(cut).size(), "the last number may be cut");
        }
    }

    @Test
    void compressedFilesThatBreakOff() throws IOException {
        Path xyz = folder.resolve("a.xyz"), packed = folder.resolve("a.xyz.gz");
        written(xyz, folder.resolve("a.dump"));
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(xyz, out);
        }
        assertEquals(3, StructureFile.all(packed).size());
        byte[] bytes = Files.readAllBytes(packed);
        Files.write(packed, java.util.Arrays.copyOf(bytes, bytes.length - 400));
        List<String> said = new ArrayList<>();
        assertTrue(StructureFile.last(packed, said::add).place().matches(".*frame [12]"));
        assertTrue(said.getFirst().endsWith("; the frames before it are whole"), said.toString());
    }

    /** The header once, and a second time where the cell changes. */
    @Test
    void readsXdatcar() throws IOException {
        String header = "salt\n2.0\n%s 0 0\n0 3 0\n0 0 4\nNa Cl\n1 1\n", frame = "Direct configuration= %d\n0 0 0\n0.5 0.5 %s\n";
        String text = header.formatted("2") + frame.formatted(1, "0.5") + frame.formatted(2, "0.25") + header.formatted("2.5") + frame.formatted(3, "-0.75");
        Path file = Files.writeString(folder.resolve("XDATCAR"), text);
        List<StructureFrame> frames = StructureFile.all(file);
        assertEquals(3, frames.size());
        assertArrayEquals(new double[] {0, 0, 0, 2, 3, 2}, frames.get(1).configuration().positions(), 1e-12);
        assertArrayEquals(new double[] {0, 0, 0, 2.5, 3, -6}, frames.get(2).configuration().positions(), 1e-12);
        assertEquals(5, frames.get(2).configuration().cell().get(0, 0));
        assertEquals(List.of("Na", "Cl"), frames.get(2).configuration().symbols());
        Files.writeString(file, text.substring(0, text.length() - 9));
        List<String> said = new ArrayList<>();
        assertEquals(file + ", frame 2", StructureFile.last(file, said::add).place());
        assertEquals(1, said.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ITEM: BOX BOUNDS pp pp pp;0 6;0 8;0 9;ITEM: ATOMS id type x y z;1 1 0 0 0;2 1 1 1 1 | the dump lacks the column element; write it with 'dump_modify … element …'",
        "ITEM: BOX BOUNDS pp pp pp;0 6;0 8;0 9;ITEM: ATOMS element vx vy vz;Ar 0 0 0;Ar 1 1 1 | the dump lacks places of atoms: x y z, xs ys zs, xu yu zu or xsu ysu zsu",
        "ITEM: ATOMS element x y z;Ar 0 0 0;Ar 1 1 1 | the frame has ATOMS before BOX BOUNDS",
        "ITEM: UNITS;real | the units are real; only dumps in units metal can be read",
        "ITEM: BOX BOUNDS pp pp pp;0 6;0;0 9 | a line of the bounds of the box holds 1 numbers; 2 are needed",
        "ITEM: WHAT | expected an ITEM of a LAMMPS dump, found 'ITEM: WHAT'",
        "ITEM: BOX BOUNDS pp pp pp;0 6;0 8;0 9;ITEM: ATOMS element x y z;Ar 0 0 0 | the frame announces 2 atoms, but the file ends after 1",
        "ITEM: BOX BOUNDS pp pp pp;0 6;0 8;0 9;ITEM: ATOMS element x y z;Ar 0 0 0;Ar 1 1 | the line of atom 2 holds 3 columns; ITEM: ATOMS announces 4",
    })
    void refusesDumps(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("x.dump"), HEAD + text.strip().replace(';', '\n') + "\n");
        String said = assertThrows(StructureException.class, () -> StructureFile.last(file)).getMessage();
        assertTrue(said.startsWith(file + ", frame 1, line ") && said.endsWith(": " + message), said);
    }
}
