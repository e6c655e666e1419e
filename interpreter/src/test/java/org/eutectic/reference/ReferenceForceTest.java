package org.eutectic.reference;

import static org.eutectic.reference.Cluster.CUTOFF;
import static org.eutectic.reference.Cluster.EVERY;
import static org.eutectic.reference.Cluster.SPECIES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.PlainNeighbors;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.junit.jupiter.api.Test;

/** Forces that can be written down by hand, and those that must not be NaN. */
class ReferenceForceTest {
    private final Graph g = new Graph(2, false);

    private Evaluation compute(Node energy, Configuration c) {
        Evaluation out = new Evaluation();
        Cluster.field(g, energy).compute(PlainNeighbors.of(c, SPECIES, CUTOFF), true, true, true, out);
        return out;
    }

    @Test
    void aPairPullsAlongItsLine() {
        Evaluation out = compute(g.sum(Frame.of(EVERY), 0, g.multiply(g.constant(0.5), g.distance())), Cluster.open(0, 0, 0, 0, 0, 2));
        assertArrayEquals(new double[] {0, 0, 1, 0, 0, -1}, out.forces(), 1e-15);
        // E = r and r grows with the strain ε_zz: −dE/dε_zz = −2.
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0, 0, 0, -2}, out.virial(), 1e-15);
    }

    @Test
    void zeroFactorsOfAProductKeepTheirSlope() {
        // E_i = Π_j (r_ij − 2); around atom 0 the factors are 0, 1 and 0.5, so only the first can change the product, by 1·0.5.
        Configuration c = Cluster.open(0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2.5);
        Node product = g.product(Frame.of(EVERY), 0, g.subtract(g.distance(), g.constant(2)));
        Node onlyFirst = g.multiply(g.property(Node.Property.Kind.CHARGE), product);
        c.setCharges(new double[] {1, 0, 0, 0});
        assertArrayEquals(new double[] {0.5, 0, 0, -0.5, 0, 0, 0, 0, 0, 0, 0, 0}, compute(onlyFirst, c).forces(), 1e-15);
    }

    @Test
    void isolatedAtomsFeelNothing() {
        Node rho = g.sum(Frame.of(EVERY), 0, g.distance());
        Node[] embeddings = {
            g.apply(Fn.SQRT, rho), g.pow(rho, g.constant(0.3)), g.pow(rho, g.constant(-0.5)),
            g.sum(Frame.of(EVERY), 0, g.divide(g.distance(), rho)), g.sum(Frame.of(EVERY), 0, g.multiply(g.distance(), g.apply(Fn.LOG, rho))),
            g.sum(Frame.of(EVERY), 0, g.multiply(g.distance(), g.pow(g.neighbor(rho), g.constant(-0.5)))),
        };
        for (Node e : embeddings) {
            Evaluation out = compute(e, Cluster.open(0, 0, 0, 9, 0, 0));
            assertArrayEquals(new double[6], out.forces());
            assertArrayEquals(new double[9], out.virial());
            if (e != embeddings[2]) {
                assertEquals(0, out.energy());
            }
        }
    }

    @Test
    void equalCallsGiveEqualBits() {
        Configuration c = Cluster.random(3, 8, 5);
        Node e = g.apply(Fn.SQRT, g.sum(Frame.of(EVERY), 0, g.neighbor(g.sum(Frame.of(EVERY), 0, g.distance()))));
        assertArrayEquals(compute(e, c).forces(), compute(e, c).forces());
    }
}
