package org.eutectic.md.symmetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders of point groups and sites of primitive cells as in the International Tables for Crystallography, volume A. */
class CrystalSymmetryTest {

    private static Configuration crystal(Lattice l, double c, int... repeat) {
        return l.build(l.elements() == 1 ? List.of("Ar") : List.of("Cu", "Au"), 4, c, repeat, new boolean[] {true, true, true}, new double[3]);
    }

    @ParameterizedTest
    @CsvSource({"sc, 48, 1, m-3m", "fcc, 48, 1, m-3m", "bcc, 48, 1, m-3m", "hcp, 24, 2, 6/mmm", "diamond, 48, 2, m-3m", "b1, 48, 2, m-3m", "b2, 48, 2, m-3m", "b3, 24, 2, m-3m",
        "b4, 12, 4, 6/mmm", "l10, 16, 2, 4/mmm", "l12, 48, 4, m-3m"})
    void prototypes(String name, int order, int sites, String laue) {
        Lattice l = Lattice.named(name).orElseThrow();
        for (int[] repeat : new int[][] {{1, 1, 1}, {2, 1, 3}}) {
            CrystalSymmetry s = CrystalSymmetry.of(crystal(l, 6.1, repeat));
            assertEquals(order, s.order(), name);
            assertEquals(sites, s.sites(), name);
            assertEquals(laue, s.laueClass().symbol(), name);
        }
    }

    @Test
    void anglesAndEdgesCount() {
        assertEquals(LaueClass.TRICLINIC, of(5, 0, 0, 0.7, 6, 0, 0.9, 1.1, 7));
        assertEquals(LaueClass.MONOCLINIC, of(5, 0, 0, 0, 6, 0, 0.9, 0, 7));
        assertEquals(LaueClass.ORTHORHOMBIC, of(5, 0, 0, 0, 6, 0, 0, 0, 7));
        assertEquals(LaueClass.TETRAGONAL, of(5, 0, 0, 0, 5, 0, 0, 0, 7));
        assertEquals(LaueClass.TRIGONAL, of(5, 0.4, 0.4, 0.4, 5, 0.4, 0.4, 0.4, 5));
        assertEquals(LaueClass.HEXAGONAL, of(5, 0, 0, -2.5, 2.5 * Math.sqrt(3), 0, 0, 0, 7));
        // A face-centered lattice given by an oblique primitive cell.
        assertEquals(LaueClass.CUBIC, of(2, 2, 0, 4, 2, 2, 2, 2, 4));
    }

    private static LaueClass of(double... cell) {
        return CrystalSymmetry.of(new Configuration(List.of("Ar"), new int[1], new double[3], new Cell(cell, new boolean[] {true, true, true}))).laueClass();
    }

    /** Pyrite, space group Pa-3: S at 0.385 (P. Bayliss, Am. Mineral. 62, 1168 (1977)); its class m-3 has no fourfold axis. */
    @Test
    void pyriteHasNoFourfoldAxis() {
        double u = 0.385, a = 5.418;
        double[][] iron = {{0, 0, 0}, {.5, 0, .5}, {0, .5, .5}, {.5, .5, 0}};
        double[][] sulfur = {{u, u, u}, {.5 - u, -u, .5 + u}, {-u, .5 + u, .5 - u}, {.5 + u, .5 - u, -u}, {-u, -u, -u}, {.5 + u, u, .5 - u}, {u, .5 - u, .5 + u}, {.5 - u, .5 + u, u}};
        double[] x = new double[36];
        int[] types = new int[12];
        for (int i = 0; i < 12; i++) {
            types[i] = i < 4 ? 0 : 1;
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = a * (i < 4 ? iron[i] : sulfur[i - 4])[k];
            }
        }
        CrystalSymmetry s = CrystalSymmetry.of(new Configuration(List.of("Fe", "S"), types, x, Cell.orthorhombic(a, a, a)));
        assertEquals(LaueClass.CUBIC_LOW, s.laueClass());
        assertEquals(24, s.order());
        assertEquals(12, s.sites());
    }

    @Test
    void shakenAtomsAndOpenCellsHaveNone() {
        Configuration shaken = crystal(Lattice.DIAMOND, 4, 2, 2, 2);
        Random random = new Random(1);
        for (int k = 0; k < shaken.positions().length; k++) {
            shaken.positions()[k] += 0.02 * random.nextGaussian();
        }
        assertEquals(1, CrystalSymmetry.of(shaken).order());
        assertEquals(64, CrystalSymmetry.of(shaken).sites());
        Configuration open = Lattice.FCC.build(List.of("Ar"), 4, 4, new int[] {1, 1, 1}, new boolean[] {true, true, false}, new double[3]);
        assertEquals(1, CrystalSymmetry.of(open).order());
    }

    @Test
    void meansKeepWhatIsSymmetricAndNothingElse() {
        Random random = new Random(2);
        double[] f = random.doubles(3 * 16, -1, 1).toArray();
        Configuration wurtzite = crystal(Lattice.WURTZITE, 6.5, 2, 1, 1);
        CrystalSymmetry s = CrystalSymmetry.of(wurtzite);
        s.symmetrize(f);
        for (int i = 0; i < 16; i++) {
            assertEquals(0, f[3 * i], 1e-14);
            assertEquals(0, f[3 * i + 1], 1e-14);
            // Along the axis all atoms of one element feel the same.
            assertEquals(f[3 * (wurtzite.types()[i] == wurtzite.types()[0] ? 0 : 4) + 2], f[3 * i + 2], 1e-14);
        }
        assertTrue(Math.abs(f[2]) > 1e-3);
        double[] again = f.clone();
        s.symmetrize(again);
        for (int k = 0; k < f.length; k++) {
            assertEquals(f[k], again[k], 1e-14);
        }
        double[] t = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        s.symmetrizeTensor(t);
        double[] expected = {3, 0, 0, 0, 3, 0, 0, 0, 9};
        for (int k = 0; k < 9; k++) {
            // The antisymmetric part 2 - 4 about the axis is all that the rotations leave, and mirrors take it.
            assertEquals(expected[k], t[k], 1e-13);
        }
    }
}
