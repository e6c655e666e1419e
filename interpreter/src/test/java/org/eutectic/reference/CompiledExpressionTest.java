package org.eutectic.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.ir.Graph;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.truffle.CompiledForceField;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The compiled force field against the oracle on made-up expressions of every kind of node. */
class CompiledExpressionTest {
    private static final int EXPRESSIONS = Integer.getInteger("eutectic.expressions", 3000);

    @TestFactory
    List<DynamicTest> expressions() {
        return new Random(21).ints(EXPRESSIONS, 0, Integer.MAX_VALUE)
            .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed))).toList();
    }

    private static void check(int seed) {
        Graph g = new Graph(2, seed % 2 == 0);
        Twin energy = new RandomExpression(g, seed).energy();
        List<SiteEnergy> terms = List.of(new SiteEnergy("made up", g, Cluster.SPECIES, Cluster.EVERY, energy.node()));
        Configuration c = RandomExpressionTest.structure(seed);
        List<Neighborhood> both = List.of(Neighborhood.full(Cluster.CUTOFF), Neighborhood.half(Cluster.CUTOFF));
        NeighborList list = new NeighborListBuilder(Cluster.SPECIES, both, 0.7, 1).build(c);
        Evaluation expected = new Evaluation(), actual = new Evaluation();
        try (ForceField oracle = new ReferenceForceField("made up", Cluster.SPECIES, terms);
             ForceField compiled = new CompiledForceField("made up", Cluster.SPECIES, terms, 1)) {
            oracle.compute(list, true, true, true, expected);
            compiled.compute(list, true, true, true, actual);
            assertClose(expected.siteEnergies(), actual.siteEnergies(), "site energies");
            assertClose(expected.forces(), actual.forces(), "forces");
            assertClose(expected.virial(), actual.virial(), "virial");
            Evaluation again = new Evaluation();
            compiled.compute(list, true, false, false, again);
            assertClose(expected.siteEnergies(), again.siteEnergies(), "site energies without forces");
            compiled.compute(list, true, true, false, again);
            assertEquals(actual.energy(), again.energy(), 1e-11 * (1 + Math.abs(actual.energy())));
            assertArrayEquals(actual.forces(), again.forces(), 1e-10 * (1 + largest(actual.forces())));
            compiled.compute(list, false, true, false, again);
            assertArrayEquals(actual.forces(), again.forces(), 1e-10 * (1 + largest(actual.forces())));
        } catch (UnsupportedOperationException e) {
            // Sums and products over another than the last neighbour, which no program of the language lowers to.
            assumeTrue(false, e.getMessage());
        }
    }

    private static double largest(double[] a) {
        double m = 0;
        for (double x : a) {
            m = Math.max(m, Math.abs(x));
        }
        return m;
    }

    private static void assertClose(double[] expected, double[] actual, String what) {
        // Values of expressions stay near one, so small numbers are differences of those.
        assertArrayEquals(expected, actual, 1e-11 * (1 + largest(expected)), what);
    }
}
