package org.eutectic.md.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

class ReadersTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void extendedXyz() throws IOException {
        Path f = file("two.xyz", """
                2
                Lattice="4 0 0 0.5 5 0 0 0 6" Properties=species:S:1:pos:R:3:velo:R:3:masses:R:1:charge:R:1:forces:R:3:tag:I:1:keep:L:1 pbc="T F T" energy=-1.5 name='a b' stress="1 2 3"
                Mg 0 0 0  0.1 0.2 0.3  25 1.5  1 2 3 7 T
                O 1.5 2.5e0 -3  0 0 0  16 -1.5  4 5 6 8 F

                1
                just words
                Ar 1 2 3 extra
                """);
        try (StructureFrames frames = StructureFile.frames(f)) {
            StructureFrame a = frames.next();
            Configuration c = a.configuration();
            assertEquals(List.of("Mg", "O"), c.symbols());
            assertArrayEquals(new double[] {0, 0, 0, 1.5, 2.5, -3}, c.positions());
            assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0, 0, 0}, c.velocities());
            assertArrayEquals(new double[] {25, 16}, c.masses());
            assertArrayEquals(new double[] {1.5, -1.5}, c.charges());
            assertEquals(new Cell(new double[] {4, 0, 0, 0.5, 5, 0, 0, 0, 6}, new boolean[] {true, false, true}), c.cell());
            assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, a.columns().get("forces"));
            assertArrayEquals(new double[] {7, 8}, a.columns().get("tag"));
            assertEquals(-1.5, a.number("energy").orElseThrow());
            assertEquals("a b", a.info().get("name"));
            assertArrayEquals(new double[] {1, 2, 3}, a.numbers("stress"));
            assertTrue(frames.hasNext());
            Configuration plain = frames.next().configuration();
            assertEquals("Ar", plain.symbol(0));
            assertFalse(plain.cell().anyPeriodic());
            assertNull(plain.velocities());
            assertFalse(frames.hasNext());
        }
        assertEquals(1, StructureFile.read(f).size());
        assertEquals(2, StructureFile.all(f).size());
    }

    @Test
    void extendedXyzOfOtherPrograms() throws IOException {
        // ASE writes momenta and atomic numbers; others write lattice and PBC in brackets.
        Path f = file("ase.extxyz", """
                1
                lattice=[3, 0, 0, 0, 3, 0, 0, 0, 3] Properties=species:S:1:pos:R:3:numbers:I:1:momenta:R:3 pbc=[T,T,F]
                Cu 1 1 1 29 2.0 0 0
                """);
        Configuration c = StructureFile.read(f);
        assertEquals(2.0 / 63.546 / Units.ASE_TIME, c.velocities()[0], 1e-15);
        assertFalse(c.cell().periodic(2));
        Path z = file("z.xyz", "1\nProperties=Z:I:1:pos:R:3\n29 0 0 0\n");
        assertEquals("Cu", StructureFile.read(z).symbol(0));
        Path windows = file("windows.xyz", "1\r\nLattice=\"3 0 0 0 3 0 0 0 3\"\r\nCu 0 0 0\r\n");
        assertTrue(StructureFile.read(windows).cell().periodic(2));
    }

    @Test
    void writtenFramesReadBackToTheBit() throws IOException {
        Random random = new Random(4);
        int n = 20;
        double[] x = random.doubles(3 * n, -1e3, 1e3).toArray(), v = random.doubles(3 * n, -1e-2, 1e-2).toArray();
        int[] types = random.ints(n, 0, 2).toArray();
        types[0] = 0;
        types[1] = 1;
        Configuration c = new Configuration(List.of("Si", "C"), types, x, new Cell(random.doubles(9, 1, 9).toArray(), new boolean[] {true, false, true}));
        c.setVelocities(v);
        c.setMasses(random.doubles(n, 1, 100).toArray());
        c.setCharges(random.doubles(n, -1, 1).toArray());
        StringBuilder out = new StringBuilder();
        ExtendedXyz.appendExact(out::append, c, "step=7");
        Configuration d = StructureFile.read(file("exact.xyz", out.toString()));
        assertArrayEquals(x, d.positions());
        assertArrayEquals(v, d.velocities());
        assertArrayEquals(c.masses(), d.masses());
        assertArrayEquals(c.charges(), d.charges());
        assertEquals(c.cell(), d.cell());
        assertArrayEquals(types, d.types());
    }

    @Test
    void lammpsAtomicTriclinicWithVelocities() throws IOException {
        Path f = file("cu.lmp", """
                LAMMPS data file via write_data, version 2 Aug 2023, timestep = 0, units = metal

                3 atoms
                2 atom types
                -1 9.0 xlo xhi
                0 8 ylo yhi
                0 7 zlo zhi
                0.5 0.25 -0.5 xy xz yz

                Masses

                1 63.546
                2 58.69 # nickel, by weight

                Pair Coeffs # none

                1 2 3

                Atoms # atomic

                3 2 1 2 3 0 0 1
                1 1 4 5 6 0 0 0
                2 1 0 0 0 0 0 0

                Velocities

                1 1 2 3
                3 4 5 6
                2 0 0 0
                """);
        Configuration c = StructureFile.read(f);
        assertEquals(List.of("Cu", "Ni"), c.symbols());
        assertArrayEquals(new double[] {4, 5, 6, 0, 0, 0, 1, 2, 3}, c.positions());
        assertArrayEquals(new double[] {1e-3, 2e-3, 3e-3, 0, 0, 0, 4e-3, 5e-3, 6e-3}, c.velocities(), 1e-18);
        assertArrayEquals(new double[] {10, 0, 0, 0.5, 8, 0, 0.25, -0.5, 7}, c.cell().vectors());
        assertEquals(58.69, c.masses()[2]);
    }

    @Test
    void lammpsChargeAndFull() throws IOException {
        String head = "title\n2 atoms\n2 atom types\n0 5 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\nMasses\n\n1 100.0 # Na\n2 35.45 # Cl\n\n";
        Configuration c = StructureFile.read(file("data.charge", head + "Atoms # charge\n\n1 1 0.9 0 0 0\n2 2 -0.9 2 2 2\n"));
        assertArrayEquals(new double[] {0.9, -0.9}, c.charges());
        assertEquals(List.of("Na", "Cl"), c.symbols());
        Configuration guessed = StructureFile.read(file("charge.data", head + "Atoms\n\n1 1 0.9 0 0 0\n2 2 -0.9 2 2 2\n"));
        assertArrayEquals(new double[] {0.9, -0.9}, guessed.charges());
        Configuration full = StructureFile.read(file("anything", head + "Atoms  # full\n\n1 1 1 0.9 0 0 0\n2 1 2 -0.9 2 2 2\n\nBonds\n\n1 1 1 2\n"));
        assertArrayEquals(new double[] {0.9, -0.9}, full.charges());
        assertArrayEquals(new double[] {0, 0, 0, 2, 2, 2}, full.positions());
    }

    @Test
    void poscar() throws IOException {
        Path direct = file("POSCAR", """
                silicon carbide
                2.0
                2 0 0
                0 2 0
                0.1 0 2
                Si_pv C
                1 2
                Selective dynamics
                Direct
                0 0 0 T T F
                0.5 0.5 0.5 T T T Si
                0 0.25 0.5 F F F
                """);
        Configuration c = StructureFile.read(direct);
        assertEquals(List.of("Si", "C"), c.symbols());
        assertArrayEquals(new double[] {0, 0, 0, 2.1, 2, 2, 0.1, 1, 2}, c.positions(), 1e-15);
        Path volume = file("x.vasp", "c\n-64\n1 0 0\n0 1 0\n0 0 1\nCu\n1\nCartesian\n0.5 0 0\n\n 0.01 0.02 0.03\n");
        Configuration d = StructureFile.read(volume);
        assertEquals(64, d.cell().volume(), 1e-12);
        assertArrayEquals(new double[] {2, 0, 0}, d.positions(), 1e-14);
        assertArrayEquals(new double[] {0.01, 0.02, 0.03}, d.velocities());
        Path old = file("unnamed", "Cu Ni\n1.0\n4 0 0\n0 4 0\n0 0 4\n1 1\nd\n0 0 0\n.5 .5 .5\n\n0 0 0\n0 0 0\n");
        Configuration e = StructureFile.read(old);
        assertEquals(List.of("Cu", "Ni"), e.symbols());
        assertNull(e.velocities());
    }
}
