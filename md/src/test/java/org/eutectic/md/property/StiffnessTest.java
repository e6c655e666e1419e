package org.eutectic.md.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.symmetry.CrystalSymmetry;
import org.junit.jupiter.api.Test;

class StiffnessTest {

    private static Stiffness cubic(double c11, double c12, double c44) {
        double[] c = new double[36];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                c[6 * i + j] = i == j ? c11 : c12;
            }
            c[7 * (i + 3)] = c44;
        }
        return new Stiffness(c);
    }

    /** Copper: the closed forms of R. Hill, Proc. Phys. Soc. A 65, 349 (1952) for cubic crystals. */
    @Test
    void meansOfACubicCrystal() {
        double c11 = 168.4, c12 = 121.4, c44 = 75.4, half = (c11 - c12) / 2;
        Stiffness c = cubic(c11, c12, c44);
        assertEquals((c11 + 2 * c12) / 3, c.bulkVoigt(), 1e-12);
        assertEquals((c11 + 2 * c12) / 3, c.bulkReuss(), 1e-10);
        assertEquals((2 * half + 3 * c44) / 5, c.shearVoigt(), 1e-12);
        assertEquals(5 * half * c44 / (2 * c44 + 3 * half), c.shearReuss(), 1e-10);
        double zener = c44 / half;
        assertEquals(6.0 / 5 * Math.pow(Math.sqrt(zener) - 1 / Math.sqrt(zener), 2), c.anisotropy(), 1e-10);
        double s11 = (c11 + c12) / ((c11 - c12) * (c11 + 2 * c12)), s12 = -c12 / ((c11 - c12) * (c11 + 2 * c12));
        assertEquals(1 / s11, c.young(0, 0, 2), 1e-9);
        assertEquals(1 / (s11 - 2.0 / 3 * (s11 - s12 - 1 / (2 * c44))), c.young(1, 1, 1), 1e-9);
        double[] expected = {2 * half, 2 * half, 2 * c44, 2 * c44, 2 * c44, c11 + 2 * c12};
        assertArrayEquals(expected, c.eigenvalues(), 1e-9);
        assertTrue(c.stable());
        assertFalse(cubic(100, 101, 50).stable());
        assertFalse(cubic(100, 50, -1).stable());
    }

    @Test
    void anIsotropicBodyIsAlikeInAllDirections() {
        Stiffness c = cubic(200, 80, 60);
        assertEquals(0, c.anisotropy(), 1e-12);
        assertEquals(c.youngHill(), c.young(0.3, -1, 0.7), 1e-9);
        assertEquals(c.youngHill() / (2 * c.shearHill()) - 1, c.poissonHill(), 1e-12);
        List<double[]> rotations = CrystalSymmetry.of(Lattice.HCP.build(List.of("Ar"), 3)).rotations();
        assertEquals(0, c.averaged(rotations).distance(c), 1e-12);
    }

    /** What the mean over a symmetry leaves of random numbers has the form of the crystal system's matrix (J. F. Nye, Physical Properties of Crystals, table 9). */
    @Test
    void meansHaveTheFormOfTheCrystalSystem() {
        double[] noise = new Random(3).doubles(36, -1, 1).toArray();
        Stiffness c = new Stiffness(noise).averaged(CrystalSymmetry.of(Lattice.DIAMOND.build(List.of("Si"), 5)).rotations());
        assertEquals(0, c.distance(cubic(c.get(1, 1), c.get(1, 2), c.get(4, 4))), 1e-14);
        Stiffness h = new Stiffness(noise).averaged(CrystalSymmetry.of(Lattice.WURTZITE.build(List.of("Zn", "O"), 3)).rotations());
        assertEquals((h.get(1, 1) - h.get(1, 2)) / 2, h.get(6, 6), 1e-14);
        assertEquals(h.get(1, 3), h.get(2, 3), 1e-14);
        assertEquals(0, h.get(1, 4), 1e-14);
        assertEquals(0, h.get(4, 6), 1e-14);
        assertEquals(0, h.averaged(CrystalSymmetry.of(Lattice.HCP.build(List.of("Zn"), 3)).rotations()).distance(h), 1e-14);
    }

    @Test
    void aBodyThatDoesNotResistHasNoCompliance() {
        assertTrue(Double.isNaN(cubic(100, 100, 50).bulkReuss()) || !Double.isFinite(cubic(100, 100, 50).shearReuss()));
        assertFalse(cubic(100, 100, 50).stable());
    }
}
