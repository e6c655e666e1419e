package org.eutectic.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.PlainNeighbors;
import org.eutectic.ir.Graph;
import org.eutectic.ir.RangeChain;
import org.eutectic.ir.SiteEnergy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** On made-up expressions the graph's algebra keeps values, and forces and virial are the energy's derivatives. */
class RandomExpressionTest {
    private static final int EXPRESSIONS = Integer.getInteger("eutectic.expressions", 2000);

    @TestFactory
    List<DynamicTest> expressions() {
        return new Random(20).ints(EXPRESSIONS, 0, Integer.MAX_VALUE)
            .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed))).toList();
    }

    static Configuration structure(int seed) {
        Configuration c = Cluster.random(seed, 4 + seed % 3, 3.6);
        if (seed % 4 == 0) {
            // Thinner than twice the cutoff, so that atoms meet images of themselves.
            c.setCell(new Cell(new double[] {5.2, 0, 0, 1, 5.4, 0, 0, 0.5, 5.3}, new boolean[] {true, seed % 8 == 0, false}));
        }
        c.setCharges(new Random(seed).doubles(c.size(), -1, 1).toArray());
        return c;
    }

    private static void check(int seed) {
        Graph g = new Graph(2, seed % 2 == 0);
        Twin energy = new RandomExpression(g, seed).energy();
        SiteEnergy site = new SiteEnergy("made up", g, Cluster.SPECIES, Cluster.EVERY, energy.node());
        Configuration c = structure(seed);
        NeighborList list = PlainNeighbors.of(c, Cluster.SPECIES, Cluster.CUTOFF);
        World world = new World(list, RangeChain.of(site));
        try (ForceField field = new ReferenceForceField("made up", Cluster.SPECIES, List.of(site))) {
            Evaluation out = new Evaluation();
            field.compute(list, true, true, true, out);
            for (int i = 0; i < c.size(); i++) {
                double plain = energy.plain().at(world, i, new int[0]);
                assertEquals(plain, out.siteEnergies()[i], 1e-10 * (1 + Math.abs(plain)), "energy of atom " + i);
            }
            checkDerivatives(field, c, out, seed);
        }
    }

    private static void checkDerivatives(ForceField field, Configuration c, Evaluation out, int seed) {
        double scale = 1e-3;
        for (double f : out.forces()) {
            scale = Math.max(scale, Math.abs(f));
        }
        Random random = new Random(seed);
        for (int trial = 0; trial < 3; trial++) {
            double[] direction = random.doubles(3 * c.size(), -1, 1).toArray();
            double expected = 0;
            for (int m = 0; m < direction.length; m++) {
                expected -= out.forces()[m] * direction[m];
            }
            assertSlope(expected, scale, h -> energy(field, moved(c, direction, h)), "forces");
        }
        double[] strain = random.doubles(9, -1, 1).toArray();
        double expected = 0;
        for (int m = 0; m < 9; m++) {
            expected -= out.virial()[m] * strain[m];
        }
        for (double w : out.virial()) {
            scale = Math.max(scale, Math.abs(w));
        }
        assertSlope(expected, scale, h -> {
            double[] e = strain.clone();
            for (int m = 0; m < 9; m++) {
                e[m] *= h;
            }
            return energy(field, c.strained(e));
        }, "virial");
    }

    /** Central differences of fourth order; a kink or jump inside the step makes a shorter one try again. */
    private static void assertSlope(double expected, double scale, java.util.function.DoubleUnaryOperator energy, String what) {
        double best = Double.POSITIVE_INFINITY;
        for (double h : new double[] {1e-3, 1e-4, 1e-5, 1e-6}) {
            double slope = (8 * (energy.applyAsDouble(h) - energy.applyAsDouble(-h)) - energy.applyAsDouble(2 * h) + energy.applyAsDouble(-2 * h)) / (12 * h);
            best = Math.min(best, Math.abs(slope - expected));
            if (best <= 1e-7 * scale) {
                return;
            }
        }
        double low = energy.applyAsDouble(0), high = low;
        for (int k = 1; k < 6; k++) {
            double e = energy.applyAsDouble((k % 2 == 0 ? k : -k) * 1e-11);
            low = Math.min(low, e);
            high = Math.max(high, e);
        }
        assumeTrue(high - low < 1e-8 * (1 + Math.abs(low)), "the energy jumps here, as a comparison of equal numbers is decided by rounding");
        assertTrue(best <= 1e-7 * scale, what + " off by " + best + " on a scale of " + scale);
    }

    private static Configuration moved(Configuration c, double[] direction, double h) {
        Configuration m = c.copy();
        for (int k = 0; k < direction.length; k++) {
            m.positions()[k] += h * direction[k];
        }
        return m;
    }

    private static double energy(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(PlainNeighbors.of(c, Cluster.SPECIES, Cluster.CUTOFF), true, false, false, out);
        return out.energy();
    }
}
