package org.eutectic.md.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.symmetry.BravaisLattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceSlabTest {
    private static final double A = 4;
    private static final double C = 6.3;

    private static Configuration crystal(String name, int... repeat) {
        Lattice l = Lattice.named(name).orElseThrow();
        return l.build(l.elements() == 1 ? List.of("Cu") : List.of("Si", "C"), A, C, repeat.length == 0 ? new int[] {1, 1, 1} : repeat, new boolean[] {true, true, true}, new double[3]);
    }

    /** Areas of the smallest cell and spacings of planes, on paper; atoms in a plane are those of the primitive cell. */
    @ParameterizedTest
    @CsvSource({"fcc, 111, 6.92820323, 2.30940108, 1, 1", "fcc, 100, 8, 2, 1, 1", "fcc, 001, 8, 2, 1, 1", "fcc, 110, 11.31370850, 1.41421356, 1, 1", "fcc, -111, 6.92820323, 2.30940108, 1, 1",
        "fcc, 222, 6.92820323, 2.30940108, 1, 1", "fcc, 311, 13.26649916, 1.20604538, 1, 1", "bcc, 110, 11.31370850, 2.82842712, 1, 1", "bcc, 100, 16, 2, 1, 1", "bcc, 111, 27.71281292, 1.15470054, 1, 1",
        "sc, 210, 35.77708764, 1.78885438, 1, 1", "diamond, 111, 6.92820323, 2.30940108, 2, 2", "diamond, 100, 8, 2, 2, 2", "diamond, 110, 11.31370850, 1.41421356, 2, 1",
        "hcp, 0001, 13.85640646, 6.3, 2, 2", "hcp, 001, 13.85640646, 6.3, 2, 2", "hcp, 10-10, 25.2, 3.46410162, 2, 2", "hcp, 11-20, 43.64768036, 2, 2, 1", "b2, 110, 22.62741700, 2.82842712, 2, 1",
        "b3, 111, 6.92820323, 2.30940108, 2, 2", "l10, 001, 8, 6.3, 2, 2"})
    void planes(String name, String indices, double area, double spacing, int atoms, int cuts) {
        for (Configuration c : List.of(crystal(name), crystal(name, 2, 1, 3))) {
            SurfaceSlab s = new SurfaceSlab(c, MillerIndices.parse(indices, BravaisLattice.of(c).hexagonalAxes()));
            assertEquals(area, s.area(), 1e-7);
            assertEquals(spacing, s.spacing(), 1e-7);
            assertEquals(atoms, s.atomsInPlane());
            assertEquals(cuts, s.cutCount());
            assertEquals(c.cell().volume() / c.size(), area * spacing / atoms, 1e-6);
        }
    }

    /** In the middle of a slab every atom sees the neighbors that it has in the crystal: distances and, for compounds, species. */
    @ParameterizedTest
    @CsvSource({"fcc, 111", "fcc, 210", "bcc, 321", "hcp, 0001", "hcp, 10-11", "hcp, 11-22", "diamond, 111", "diamond, 311", "b3, 110", "b4, 10-10", "l10, 111", "l12, 110"})
    void insideIsTheCrystal(String name, String indices) {
        Configuration c = crystal(name);
        SurfaceSlab s = new SurfaceSlab(c, MillerIndices.parse(indices, BravaisLattice.of(c).hexagonalAxes()));
        int planes = 2 * (int) Math.ceil(6.5 / s.spacing()) + 1;
        for (int cut = 0; cut < s.cutCount(); cut++) {
            Configuration slab = s.build(cut, planes, 20);
            assertEquals(planes * s.atomsInPlane(), slab.size());
            List<String> inside = new ArrayList<>(), crystal = new ArrayList<>();
            for (int i = 0; i < slab.size(); i++) {
                double z = slab.positions()[3 * i + 2];
                assertTrue(z > 10 && z < planes * s.spacing() + 10, "an atom at " + z);
                if (i / s.atomsInPlane() == planes / 2) {
                    inside.add(surroundings(slab, i));
                }
            }
            for (int i : BravaisLattice.of(c).sites()) {
                crystal.add(surroundings(c, i));
            }
            inside.sort(null);
            crystal.sort(null);
            assertEquals(crystal, inside);
        }
    }

    /** Distances up to 5 Å with the species found there. */
    private static String surroundings(Configuration c, int i) {
        List<String> all = new ArrayList<>();
        for (int j = 0; j < c.size(); j++) {
            for (int code = 0; code < 1331; code++) {
                int[] n = {code % 11 - 5, code / 11 % 11 - 5, c.cell().periodic(2) ? code / 121 - 5 : 0};
                double square = 0;
                for (int k = 0; k < 3; k++) {
                    double d = c.positions()[3 * j + k] - c.positions()[3 * i + k] + n[0] * c.cell().get(0, k) + n[1] * c.cell().get(1, k) + n[2] * c.cell().get(2, k);
                    square += d * d;
                }
                if (square < 25 && (c.cell().periodic(2) || code / 121 == 0)) {
                    all.add("%s %.4f".formatted(c.symbol(j), Math.sqrt(square)));
                }
            }
        }
        all.sort(null);
        return c.symbol(i) + ": " + all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "11     | false | '11' are no Miller indices: three of one digit each are needed, negative ones with a minus before them, as in 111 or 1-10",
        "1x1    | true  | '1x1' are no Miller indices: three of one digit each are needed, negative ones with a minus before them, as in 111 or 1-10; or four, as in 10-10",
        "10-10  | false | 10-10: four Miller indices are for hexagonal crystals; this one takes three",
        "1010   | true  | 1010: the first three of four Miller indices must sum to zero, so the third is -1",
        "000    | false | Miller indices 000 name no plane"})
    void indicesThatNameNoPlane(String text, boolean hexagonal, String message) {
        assertEquals(message, assertThrows(StructureException.class, () -> MillerIndices.parse(text, hexagonal)).getMessage());
    }

    @Test
    void indicesAreWrittenAsTheyAreRead() {
        assertEquals("10-10", MillerIndices.parse("20-20", true).text(true));
        assertEquals("1-10", MillerIndices.parse("1-10", false).text(false));
        assertEquals(new MillerIndices(1, 0, 1), MillerIndices.parse("101", true));
    }
}
