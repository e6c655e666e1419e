package org.eutectic.md.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.file.OutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what is read. */
class WritersTest {
    @TempDir
    private Path folder;

    private static Configuration sample(double... strain) {
        Configuration c = LennardJones.crystal(2, 5.4, 0.05);
        int[] types = new int[c.size()];
        Arrays.setAll(types, i -> i / 20);
        Configuration two = new Configuration(List.of("Ar", "Kr"), types, c.positions(), c.cell()).strained(strain.length == 0 ? new double[9] : strain);
        Velocities.maxwellBoltzmann(two, 80, 4);
        return two;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xyz", "a.lmp", "POSCAR", "a.dump", "a.xyz.gz", "a.lmp.zst", "POSCAR.a.gz", "a.dump.zst"})
    void everyFormatComesBack(String name) throws IOException {
        Configuration c = sample(0, 0.1, 0.05, 0, 0, -0.1, 0, 0, 0.02);
        Path file = folder.resolve(name);
        StructureWriter.write(file, c, Map.of("comment", "a test", "step", "12", "time_fs", "48"));
        StructureFrame f = StructureFile.last(file);
        Configuration back = f.configuration();
        boolean dump = name.contains("dump");
        assertArrayEquals(c.positions(), back.positions(), dump ? 1e-8 : 1e-14);
        assertArrayEquals(c.velocities(), back.velocities(), dump ? 1e-11 : 1e-16);
        assertArrayEquals(c.cell().vectors(), back.cell().vectors(), 1e-13);
        for (int i = 0; i < c.size(); i++) {
            assertEquals(c.symbol(i), back.symbol(i));
        }
        if (dump) {
            assertEquals(12, f.number("step").orElseThrow());
            assertEquals(48, f.number("time_fs").orElseThrow());
        }
        try (var all = Files.list(folder)) {
            assertEquals(List.of(file), all.toList());
        }
    }

    /** Atoms that are not in the order of their species are put together in a POSCAR. A LAMMPS box is turned, its tilts reduced; distances stay. */
    @Test
    void turnedAndSorted() {
        Configuration c = sample(0.1, 0.9, 0.3, 0.1, 0, 0.9, 0.05, 0.1, 0.05);
        int[] types = c.types();
        types[0] = 1;
        types[31] = 0;
        c.setCharges(Arrays.stream(types).mapToDouble(t -> t - 0.25).toArray());
        Path data = folder.resolve("data.a"), poscar = folder.resolve("CONTCAR");
        StructureWriter.write(data, c, Map.of());
        StructureWriter.write(poscar, c, Map.of());
        Configuration turned = StructureFile.read(data), sorted = StructureFile.read(poscar);
        assertEquals(c.symbol(0), turned.symbol(0));
        assertArrayEquals(c.charges(), turned.charges(), 0);
        double[] v = turned.cell().vectors();
        assertEquals(0, v[1] * v[1] + v[2] * v[2] + v[5] * v[5]);
        assertTrue(Math.abs(v[3]) <= 0.5001 * v[0] && Math.abs(v[6]) <= 0.5001 * v[0] && Math.abs(v[7]) <= 0.5001 * v[4], Arrays.toString(v));
        assertEquals(c.cell().volume(), turned.cell().volume(), 1e-9);
        assertArrayEquals(distances(c, 7), distances(turned, 7), 1e-9);
        assertEquals("Ar", sorted.symbol(12));
        assertArrayEquals(Arrays.copyOfRange(c.positions(), 93, 96), Arrays.copyOfRange(sorted.positions(), 57, 60), 1e-14);
    }

    /** Distances of an atom from all others' nearest images, sorted. */
    private static double[] distances(Configuration c, int i) {
        PeriodicFrame.of(c.cell());
        double[] d = new double[c.size()], x = c.positions();
        for (int j = 0; j < c.size(); j++) {
            double least = Double.POSITIVE_INFINITY;
            for (int a = -4; a <= 4; a++) {
                for (int b = -4; b <= 4; b++) {
                    for (int n = -4; n <= 4; n++) {
                        double s = 0;
                        for (int k = 0; k < 3; k++) {
                            double u = x[3 * j + k] - x[3 * i + k] + a * c.cell().get(0, k) + b * c.cell().get(1, k) + n * c.cell().get(2, k);
                            s += u * u;
                        }
                        least = Math.min(least, s);
                    }
                }
            }
            d[j] = Math.sqrt(least);
        }
        Arrays.sort(d);
        return d;
    }

    @Test
    void manyFramesAndAllThatIsSaidOfThem() {
        Path file = folder.resolve("many.xyz.zst");
        Configuration c = sample();
        try (StructureWriter w = new StructureWriter(file)) {
            for (int f = 0; f < 3; f++) {
                w.add(c, Map.of("title", "frame \"" + f + "\""), Map.of("forces", c.positions(), "energies", c.masses()));
            }
            w.commit();
        }
        List<StructureFrame> frames = StructureFile.all(file);
        assertEquals(3, frames.size());
        assertEquals("frame \"1\"", frames.get(1).info().get("title"));
        assertArrayEquals(c.positions(), frames.get(2).columns().get("forces"), 0);
        assertArrayEquals(c.masses(), frames.get(2).columns().get("energies"), 0);
    }

    @Test
    void refusals() {
        Configuration molecule = new Configuration(List.of("Ar"), new int[2], new double[] {0, 0, 0, 0, 0, 3}, Cell.none());
        Path poscar = folder.resolve("POSCAR");
        assertEquals("a POSCAR file needs a cell, and this structure is open without one; give it one, or write extended XYZ",
            assertThrows(StructureException.class, () -> StructureWriter.write(poscar, molecule, Map.of())).getMessage());
        assertFalse(Files.exists(poscar));
        assertEquals("x.cif: CIF can be read, but not written; name it .xyz (extended XYZ), .lmp (LAMMPS data), .dump (LAMMPS dump) or POSCAR, with .gz or .zst behind to pack it",
            assertThrows(StructureException.class, () -> new StructureWriter(Path.of("x.cif"))).getMessage());
        assertTrue(assertThrows(StructureException.class, () -> new StructureWriter(Path.of("x.h5"))).getMessage().startsWith("x.h5: the name tells no format to write; name it .xyz"));
    }

    /** Packed files grow by whole pieces: cut back to where a piece ended they can be written on, and what breaks off is told. */
    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.txt.gz", "a.txt.zst"})
    void packedFilesGoOn(String name) throws IOException {
        Path target = folder.resolve(name);
        OutputFile first = new OutputFile(target);
        first.append("2\n\nAr 0 0 0\nAr 0 0 3\n");
        long length = first.length();
        first.append("2\n\nAr 0 0 0\nAr 0 0 4\n");
        first.flush();
        Path kept = first.abandon();
        assertEquals(name.replace(".txt", ".incomplete.txt"), kept.getFileName().toString());
        OutputFile second = new OutputFile(target);
        second.continueAt(length);
        second.append("2\n\nAr 0 0 0\nAr 0 0 5\n");
        second.commit();
        List<StructureFrame> frames = new ArrayList<>();
        try (StructureFrames read = StructureFile.frames(target, StructureFormat.EXTENDED_XYZ)) {
            read.forEachRemaining(frames::add);
            assertEquals(1, read.part());
        }
        assertEquals(2, frames.size());
        assertEquals(5, frames.get(1).configuration().positions()[5]);
        byte[] bytes = Files.readAllBytes(target);
        Files.write(target, Arrays.copyOf(bytes, bytes.length - 14));
        try (StructureFrames read = new ReadAhead(StructureFile.frames(target, StructureFormat.EXTENDED_XYZ))) {
            assertEquals(3, read.next().configuration().positions()[5]);
            assertFalse(read.hasNext());
            assertTrue(read.cutOff().orElseThrow().endsWith("; the frames before it are whole"));
        }
        if (!name.endsWith("txt")) {
            Files.writeString(target, "this is not packed at all, and quite long enough to see that");
            String said = assertThrows(StructureException.class, () -> StructureFile.frames(target, StructureFormat.EXTENDED_XYZ).next()).getMessage();
            assertTrue(said.contains(name) && (said.contains("Not in GZIP format") || said.contains("not in Zstandard format")), said);
        }
    }
}
