package org.eutectic.md.relax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.LennardJones;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class FireTest {
    @Test
    void shakenCrystalFindsItsLattice() {
        Configuration perfect = LennardJones.crystal(3, 5.3, 0);
        Configuration shaken = LennardJones.crystal(3, 5.3, 0.2);
        RelaxationResult ideal = new Fire().relax(perfect, new LennardJones());
        assertEquals(1, ideal.steps());
        RelaxationResult r = new Fire().withForceTolerance(1e-6).relax(shaken, new LennardJones());
        assertTrue(r.converged(), r.toString());
        assertTrue(r.steps() < 600, r.toString());
        assertTrue(r.largestForce() < 1e-6);
        assertEquals(ideal.energy(), r.energy(), 1e-9);
    }

    @Test
    void pairFindsItsDistance() {
        Configuration c = new Configuration(List.of("Ar"), new int[2], new double[] {0, 0, 0, 5, 1, 0}, Cell.none());
        RelaxationResult r = new Fire().withForceTolerance(1e-9).relax(c, new LennardJones());
        assertTrue(r.converged(), r.toString());
        double[] x = c.positions();
        double d = Math.hypot(x[3] - x[0], x[4] - x[1]);
        // The minimum of the force-shifted pair energy, where its slope is that at the cutoff; from Newton's method.
        double s = LennardJones.SIGMA, rc = LennardJones.CUTOFF, root = Math.pow(2, 1.0 / 6) * s;
        for (int k = 0; k < 50; k++) {
            double f = slope(root, s) - slope(rc, s), h = 1e-5;
            root -= f / ((slope(root + h, s) - slope(root - h, s)) / (2 * h));
        }
        assertEquals(root, d, 1e-6);
    }

    private static double slope(double r, double s) {
        double s6 = Math.pow(s / r, 6);
        return 4 * LennardJones.EPSILON * (6 * s6 - 12 * s6 * s6) / r;
    }

    @Test
    void heldAtomsStay() {
        Configuration c = LennardJones.crystal(3, 5.3, 0.2);
        double[] before = c.positions().clone();
        RelaxationResult free = new Fire().relax(c.copy(), new LennardJones()), held = new Fire().withHeld(0, 7).relax(c, new LennardJones());
        assertTrue(held.converged(), held.toString());
        assertTrue(held.energy() > free.energy() + 1e-6, held + " lies above " + free);
        assertArrayEquals(Arrays.copyOf(before, 3), Arrays.copyOf(c.positions(), 3));
        assertArrayEquals(Arrays.copyOfRange(before, 21, 24), Arrays.copyOfRange(c.positions(), 21, 24));
    }

    @Test
    void saysWhenItDidNotConverge() {
        RelaxationResult r = new Fire().withMaximumSteps(5).relax(LennardJones.crystal(3, 5.3, 0.2), new LennardJones());
        assertFalse(r.converged());
        assertEquals(5, r.steps());
    }
}
