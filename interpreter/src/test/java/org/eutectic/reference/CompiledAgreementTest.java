package org.eutectic.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.eutectic.ir.SiteEnergy;
import org.eutectic.truffle.CompiledForceField;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** On made-up expressions the scheduled, compiled routine gives what the plain walk over the graph gives. */
class CompiledAgreementTest {
    private static final int EXPRESSIONS = Integer.getInteger("eutectic.expressions", 1000);
    /** The same operations in another order: some tens of roundings of numbers of the scale of the largest intermediate. */
    private static final double TOLERANCE = 1e-11;

    @TestFactory
    List<DynamicTest> expressions() {
        return new Random(21).ints(EXPRESSIONS, 0, Integer.MAX_VALUE)
            .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed))).toList();
    }

    private static void check(int seed) {
        Graph g = new Graph(2, seed % 2 == 0);
        SiteEnergy site = new SiteEnergy("made up", g, Cluster.SPECIES, Cluster.EVERY, new RandomExpression(g, seed).energy().node());
        Configuration c = Cluster.random(seed, 4 + seed % 3, 3.6);
        if (seed % 4 == 0) {
            c.setCell(new Cell(new double[] {5.2, 0, 0, 1, 5.4, 0, 0, 0.5, 5.3}, new boolean[] {true, seed % 8 == 0, false}));
        }
        c.setCharges(new Random(seed).doubles(c.size(), -1, 1).toArray());
        NeighborList list = PlainNeighbors.of(c, Cluster.SPECIES, Cluster.CUTOFF);
        Evaluation expected = new Evaluation(), energies = new Evaluation(), found = new Evaluation();
        try (ForceField reference = new ReferenceForceField("made up", Cluster.SPECIES, List.of(site));
             ForceField compiled = new CompiledForceField("made up", Cluster.SPECIES, List.of(site), 1)) {
            reference.compute(list, true, true, expected);
            compiled.compute(list, false, false, energies);
            compiled.compute(list, true, true, found);
        } catch (UnsupportedOperationException e) {
            // Values of two second neighbours, which the language has no way to write.
            assumeTrue(false, e.getMessage());
        }
        assertClose(expected.siteEnergies(), energies.siteEnergies(), "site energies alone");
        assertClose(expected.siteEnergies(), found.siteEnergies(), "site energies");
        assertClose(expected.forces(), found.forces(), "forces");
        assertClose(expected.virial(), found.virial(), "virial");
    }

    private static void assertClose(double[] expected, double[] found, String what) {
        double scale = 1;
        for (double e : expected) {
            scale = Math.max(scale, Math.abs(e));
        }
        for (int k = 0; k < expected.length; k++) {
            if (Double.doubleToLongBits(expected[k]) != Double.doubleToLongBits(found[k])) {
                assertEquals(expected[k], found[k], TOLERANCE * scale, what + " " + k);
            }
        }
    }
}
