package org.eutectic.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a value of the bond i → j is for the bond j → i. */
class MirrorTest {
    private final Graph g = new Graph(2, true);
    private final Mirror mirror = new Mirror(g);
    private final Range near = Range.uniform(2, 3);
    private final Node r = g.distance();
    private final Node x = g.component(0);
    private final Node even = g.param(new ParamTable("even", 2, 2, new double[] {1, 2, 2, 3}), new int[] {-1, 0}, 1);
    private final Node uneven = g.param(new ParamTable("uneven", 2, 2, new double[] {1, 2, 5, 3}), new int[] {-1, 0}, 1);
    private final Node ofCenter = g.param(new ParamTable("own", 2, 1, new double[] {0.7, 1.9}), new int[] {-1}, 1);
    private final Node density = g.sum(Frame.of(Range.uniform(2, 4)), 0, g.apply(Fn.EXP, g.negate(r)));

    /** Two atoms as seen along the bond from one to the other: species, the bond's x component and length, and what is summed up around each. */
    private record Bond(int center, int neighbor, double x, double r, double own, double other) {
        Bond turned() {
            return new Bond(neighbor, center, -x, r, other, own);
        }
    }

    private double value(Node n, Bond b) {
        return switch (n) {
            case Node.Const c -> c.value();
            case Node.Distance d -> b.r;
            case Node.SquaredDistance d -> b.r * b.r;
            case Node.Component d -> b.x;
            case Node.Inside i -> b.r < i.range().get(b.center, b.neighbor) ? 1 : 0;
            case Node.Param p -> p.table().get(species(p.slots(), b));
            case Node.SpeciesIn s -> s.members() >> species(new int[] {s.slot()}, b)[0] & 1;
            case Node.SpeciesSwitch s -> {
                int tuple = 0;
                for (int k : species(s.slots(), b)) {
                    tuple = 2 * tuple + k;
                }
                yield value(s.argument(s.caseOf()[tuple]), b);
            }
            case Node.Select s -> value(value(s.condition(), b) != 0 ? s.then() : s.otherwise(), b);
            case Node.Neighbor v -> value(v.argument(0), b.turned());
            case Node.Reduce s -> b.own;
            case Node.Apply a -> a.function().evaluate(value(a.argument(0), b), a.arguments().size() > 1 ? value(a.argument(1), b) : 0);
            default -> throw new AssertionError("no value for " + n);
        };
    }

    private static int[] species(int[] slots, Bond b) {
        return Arrays.stream(slots).map(s -> s < 0 ? b.center : b.neighbor).toArray();
    }

    private static List<Bond> bonds() {
        Random random = new Random(3);
        List<Bond> out = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            for (double range : new double[] {2.5, 3.5}) {
                out.add(new Bond(k / 2, k % 2, range * random.nextDouble(-1, 1), range, random.nextDouble(), random.nextDouble()));
            }
        }
        return out;
    }

    private void assertMirrored(Node n) {
        Node m = mirror.of(n), sum = mirror.plusMirrored(n), difference = mirror.minusMirrored(n);
        for (Bond b : bonds()) {
            double here = value(n, b), there = value(n, b.turned()), scale = 1e-14 * (Math.abs(here) + Math.abs(there) + 1);
            assertEquals(there, value(m, b), scale, () -> "mirror of " + n + " on " + b);
            assertEquals(here + there, value(sum, b), scale, () -> "both ways of " + n + " on " + b);
            assertEquals(here - there, value(difference, b), scale, () -> "difference of both ways of " + n + " on " + b);
        }
    }

    @Test
    void whatIsTheSameBothWaysIsTheSameNode() {
        for (Node n : List.of(r, g.squaredDistance(), even, g.inside(near), g.constant(3), g.multiply(even, g.apply(Fn.EXP, g.negate(r))),
                g.select(g.inside(near), g.divide(even, r), g.constant(0)),
                g.speciesSwitch(new int[] {-1, 0}, new int[] {0, 1, 1, 0}, List.of(r, g.multiply(r, r)), 1))) {
            assertSame(n, mirror.of(n), () -> n.toString());
            assertTrue(Graph.isConstant(mirror.minusMirrored(n), 0), () -> n.toString());
            assertMirrored(n);
        }
    }

    @Test
    void whatIsNotChangesSides() {
        Node gas = g.select(g.speciesIn(-1, 0b01, 1), r, g.multiply(r, r));
        Node choice = g.speciesSwitch(new int[] {-1, 0}, new int[] {0, 1, 2, 0}, List.of(r, g.multiply(r, r), g.divide(uneven, r)), 1);
        for (Node n : List.of(x, uneven, ofCenter, gas, choice, g.apply(Fn.EXP, g.divide(r, uneven)))) {
            assertNotSame(n, mirror.of(n), () -> n.toString());
            assertSame(n, mirror.of(mirror.of(n)), () -> n.toString());
            assertMirrored(n);
        }
    }

    @Test
    void anAtomsSurroundingsBecomeThoseOfItsNeighbor() {
        assertSame(g.neighbor(density), mirror.of(density));
        assertSame(density, mirror.of(g.neighbor(density)));
        Node embedding = g.apply(Fn.SQRT, density);
        assertMirrored(g.multiply(g.add(embedding, g.neighbor(density)), r));
    }

    @Test
    void bothWaysOfSumsProductsAndQuotients() {
        Node f = g.apply(Fn.EXP, g.negate(r));
        for (Node n : List.of(g.negate(uneven), g.add(uneven, even), g.subtract(even, uneven), g.multiply(x, f), g.multiply(f, x),
                g.multiply(x, g.multiply(uneven, f)), g.multiply(g.multiply(even, x), uneven), g.divide(g.multiply(uneven, x), r), g.divide(even, uneven),
                g.multiply(ofCenter, uneven), g.select(g.inside(near), g.multiply(uneven, x), x), g.negate(g.divide(g.multiply(g.constant(3), x), r)),
                g.multiply(x, g.subtract(f, g.multiply(g.constant(0.5), even))))) {
            assertMirrored(n);
        }
    }

    @Test
    void aForceIsTwiceOneOfItsHalves() {
        // G[i,j] − G[j,i] of a symmetric pair energy of weight 1/2: the factors cancel, and no second function is computed.
        Node slope = g.apply(Fn.EXP, g.negate(r));
        assertSame(g.multiply(slope, x), mirror.minusMirrored(g.multiply(g.multiply(g.constant(0.5), slope), x)));
    }
}
