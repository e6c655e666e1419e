package org.eutectic.md.relax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.symmetry.CrystalSymmetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrystalRelaxationTest {
    private static final double[] STRAIN = {0.02, 0.01, -0.015, 0.01, -0.03, 0.02, -0.015, 0.02, 0.01};

    private static Configuration shaken(Configuration c, double by, long seed) {
        Random random = new Random(seed);
        for (int k = 0; k < c.positions().length; k++) {
            c.positions()[k] += by * random.nextGaussian();
        }
        return c;
    }

    /** The gradient against central differences of the energy, at a point far from the minimum and with a strain already there. */
    @ParameterizedTest
    @EnumSource(CellFreedom.class)
    void gradientIsTheSlopeOfTheEnergy(CellFreedom freedom) {
        Configuration c = shaken(Lattice.HCP.build(List.of("Ar"), 3.8).strained(STRAIN), 0.1, 1);
        CrystalEnergy energy = new CrystalEnergy(c, new LennardJones(), freedom, null, 1e-8, 1e-8, Integer.MAX_VALUE, freedom == CellFreedom.FREE ? 0.02 : 0, (step, energy1, force) -> { }, null);
        double[] x = new Random(2).doubles(energy.size(), -0.2, 0.2).toArray();
        double[] g = new double[x.length], unused = new double[x.length];
        energy.evaluate(x, g);
        double h = 1e-4;
        for (int k = 0; k < x.length; k++) {
            double[] there = x.clone();
            there[k] = x[k] + h;
            double up = energy.evaluate(there, unused);
            there[k] = x[k] - h;
            double down = energy.evaluate(there, unused);
            // Differences of second order: the error is h² times third derivatives of some 10 eV/Å³.
            assertEquals((up - down) / (2 * h), g[k], 1e-6, "variable " + k);
        }
    }

    @Test
    void aDistortedCrystalFindsItsLattice() {
        Configuration ideal = Lattice.FCC.build(List.of("Ar"), 5.2);
        CrystalRelaxationResult best = new CrystalRelaxation().relax(ideal, new LennardJones());
        assertTrue(best.converged() && best.evaluations() < 30, best.toString());
        Configuration c = shaken(Lattice.FCC.build(List.of("Ar"), 5.4).strained(STRAIN), 0.1, 3);
        CrystalRelaxationResult r = new CrystalRelaxation().relax(c, new LennardJones());
        assertTrue(r.converged(), r.toString());
        assertTrue(r.largestForce() <= 1e-8 && r.largestStress() <= 1e-10, r.toString());
        assertEquals(best.energy(), r.energy(), 1e-12);
        // The stress that is left, over a bulk modulus of 0.02 eV/Å³.
        assertEquals(ideal.cell().volume(), c.cell().volume(), 2e-6);
        assertEquals(48, CrystalSymmetry.of(c).order());
    }

    /** Close-packed layers in the order ABC are a face-centered crystal, whatever cell they come in: nothing may move but the size. */
    @Test
    void faceCenteredLayersStayIdeal() {
        double a = 3.8, c = 3 * Math.sqrt(2.0 / 3) * a, b = Math.sqrt(3) * a;
        double[] x = new double[18];
        for (int layer = 0; layer < 3; layer++) {
            double[] first = {0, layer * b / 3, layer * c / 3}, second = {a / 2, b / 2 + layer * b / 3, layer * c / 3};
            System.arraycopy(first, 0, x, 6 * layer, 3);
            System.arraycopy(second, 0, x, 6 * layer + 3, 3);
        }
        Configuration layers = new Configuration(List.of("Ar"), new int[6], x.clone(), Cell.orthorhombic(a, b, c));
        CrystalRelaxationResult r = new CrystalRelaxation().relax(layers, new LennardJones());
        assertTrue(r.converged(), r.toString());
        Configuration cube = Lattice.FCC.build(List.of("Ar"), 5.3);
        double energy = new CrystalRelaxation().relax(cube, new LennardJones()).energy() / 4;
        assertEquals(energy, r.energy() / 6, 1e-12);
        double s = layers.cell().get(0, 0) / a;
        assertEquals(cube.cell().get(0, 0) / (a * Math.sqrt(2)), s, 1e-9);
        for (int k = 0; k < 9; k++) {
            assertEquals(s * new double[] {a, 0, 0, 0, b, 0, 0, 0, c}[k], layers.cell().vectors()[k], 1e-9);
        }
        for (int k = 0; k < 18; k++) {
            assertEquals(s * x[k], layers.positions()[k], 1e-9);
        }
    }

    /** Body-centered Lennard-Jones is held by symmetry alone. */
    @Test
    void symmetryHoldsACrystalThatIsNotStable() {
        Configuration held = Lattice.BCC.build(List.of("Ar"), 4.2, 4.2, new int[] {2, 2, 2}, new boolean[] {true, true, true}, new double[3]);
        CrystalRelaxationResult r = new CrystalRelaxation().relax(held, new LennardJones());
        assertTrue(r.converged(), r.toString());
        assertEquals(48, CrystalSymmetry.of(held).order());
        Configuration free = shaken(held.copy(), 0.05, 5);
        CrystalRelaxationResult fallen = new CrystalRelaxation().relax(free, new LennardJones());
        assertTrue(fallen.converged(), fallen.toString());
        assertTrue(fallen.energy() < r.energy() - 0.01, fallen.energy() + " is not below " + r.energy());
    }

    /** Places rounded as in a file are near enough to be seen as symmetric, but come to rest at the true ones. */
    @Test
    void roundedPlacesComeToRest() {
        Configuration c = shaken(Lattice.HCP.build(List.of("Ar"), 3.75), 1e-4, 6);
        assertEquals(24, CrystalSymmetry.of(c).order());
        CrystalRelaxationResult r = new CrystalRelaxation().relax(c, new LennardJones());
        assertTrue(r.converged() && r.largestForce() < 1e-8, r.toString());
        Configuration ideal = Lattice.HCP.build(List.of("Ar"), 3.75);
        assertEquals(new CrystalRelaxation().relax(ideal, new LennardJones()).energy(), r.energy(), 1e-12);
        assertEquals(ideal.cell().get(2, 2) / ideal.cell().get(0, 0), c.cell().get(2, 2) / c.cell().get(0, 0), 1e-7);
    }

    /** The pressure tensor at the end, as a simulation that makes no step measures it. */
    @Test
    void comesToRestUnderPressure() {
        for (double wanted : new double[] {0.01, -0.001}) {
            Configuration c = shaken(Lattice.FCC.build(List.of("Ar"), 5.3, 5.3, new int[] {2, 2, 2}, new boolean[] {true, true, true}, new double[3]), 0.05, 9);
            CrystalRelaxationResult r = new CrystalRelaxation().withPressure(wanted).relax(c, new LennardJones());
            assertTrue(r.converged(), r.toString());
            Simulation s = Simulation.of(c, new LennardJones()).steps(0).build();
            s.run();
            double[] found = new double[6];
            s.state().pressure(found);
            for (int k = 0; k < 6; k++) {
                assertEquals(k < 3 ? wanted * Units.GIGAPASCAL : 0, found[k], 1e-6);
            }
        }
    }

    @Test
    void conjugateGradientsFindTheSameMinimum() {
        Configuration a = shaken(Lattice.HCP.build(List.of("Ar"), 3.7).strained(STRAIN), 0.1, 4), b = a.copy();
        CrystalRelaxationResult first = new CrystalRelaxation().relax(a, new LennardJones());
        CrystalRelaxationResult second = new CrystalRelaxation().withMethod(DescentMethod.CG).relax(b, new LennardJones());
        assertTrue(first.converged() && second.converged(), first + " " + second);
        assertEquals(first.energy(), second.energy(), 1e-11);
        assertTrue(second.evaluations() < 400, second.toString());
    }

    @Test
    void shapeAloneKeepsTheVolume() {
        Configuration c = shaken(Lattice.HCP.build(List.of("Ar"), 3.5).strained(STRAIN), 0.05, 7);
        double volume = c.cell().volume();
        CrystalRelaxationResult r = new CrystalRelaxation().withCell(CellFreedom.SHAPE).relax(c, new LennardJones());
        assertTrue(r.converged(), r.toString());
        assertEquals(volume, c.cell().volume(), 1e-10 * volume);
        assertEquals(24, CrystalSymmetry.of(c).order());
    }

    @Test
    void saysWhenItDidNotConvergeAndWhatItCannotDo() {
        Configuration c = shaken(Lattice.FCC.build(List.of("Ar"), 5.4), 0.1, 8);
        assertFalse(new CrystalRelaxation().withMaximumEvaluations(3).relax(c, new LennardJones()).converged());
        Configuration open = new Configuration(List.of("Ar"), new int[2], new double[] {0, 0, 0, 4, 0, 0}, Cell.none());
        assertThrows(StructureException.class, () -> new CrystalRelaxation().relax(open, new LennardJones()));
    }
}
