package org.eutectic.reference;

import static org.eutectic.reference.Cluster.CUTOFF;
import static org.eutectic.reference.Cluster.EVERY;
import static org.eutectic.reference.Cluster.SPECIES;
import static org.eutectic.reference.Cluster.distance;
import static org.eutectic.reference.Cluster.dot;
import static org.eutectic.reference.Cluster.energies;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.PlainNeighbors;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.ParamTable;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;
import org.eutectic.ir.SplineTable;
import org.junit.jupiter.api.Test;

/** Energies of hand-made graphs against loops written out over the positions. */
class ReferenceEnergyTest {
    private final Graph g = new Graph(2, true);
    private final Configuration cluster = Cluster.random(1, 7, 4.5);
    private final double[] x = cluster.positions();

    private Node lennardJones() {
        Node s6 = g.pow(g.divide(g.constant(3.4), g.distance()), g.constant(6));
        return g.multiply(g.constant(4 * 0.0104), g.subtract(g.multiply(s6, s6), s6));
    }

    private static double lennardJones(double r) {
        return 4 * 0.0104 * (Math.pow(3.4 / r, 12) - Math.pow(3.4 / r, 6));
    }

    private Node half(Node bond) {
        return g.multiply(g.constant(0.5), g.sum(Frame.of(EVERY), 0, bond));
    }

    private static Frame triplets(Relation relation, Range kept) {
        return new Frame(Arrays.asList(kept, EVERY), List.of(relation));
    }

    private List<Integer> neighbors(int i, double within) {
        List<Integer> n = new ArrayList<>();
        for (int j = 0; j < cluster.size(); j++) {
            if (j != i && distance(x, i, j) < within) {
                n.add(j);
            }
        }
        return n;
    }

    private void assertSites(Node energy, double[] expected) {
        Evaluation out = energies(g, energy, cluster);
        double total = Arrays.stream(expected).sum();
        assertArrayEquals(expected, out.siteEnergies(), 1e-12 * (1 + Math.abs(total)));
        assertEquals(total, out.energy(), 1e-12 * (1 + Math.abs(total)));
    }

    @Test
    void dimer() {
        Evaluation out = energies(g, half(lennardJones()), Cluster.open(0, 0, 0, 0, 3.7, 0));
        assertEquals(lennardJones(3.7), out.energy(), 1e-16);
        assertEquals(lennardJones(3.7) / 2, out.siteEnergies()[1], 1e-16);
    }

    @Test
    void aNeighborAtTheCutoffIsOutside() {
        assertEquals(0, energies(g, half(g.constant(1)), Cluster.open(0, 0, 0, CUTOFF, 0, 0)).energy());
        assertEquals(1, energies(g, half(g.constant(1)), Cluster.open(0, 0, 0, Math.nextDown(CUTOFF), 0, 0)).energy());
    }

    @Test
    void aloneAnAtomHasEmptySumsAndProducts() {
        Configuration one = Cluster.open(0, 0, 0);
        assertEquals(0, energies(g, half(lennardJones()), one).energy());
        assertEquals(1, energies(g, g.product(Frame.of(EVERY), 0, g.distance()), one).energy());
        assertEquals(0, energies(g, g.apply(Fn.SQRT, half(g.distance())), one).energy());
    }

    @Test
    void imagesOfAThinCell() {
        // A chain of one atom for each 1.5 Å: neighbours at 1.5 and 3.0 Å on both sides, all of them images of the atom itself.
        Configuration chain = new Configuration(SPECIES, new int[] {0}, new double[] {7, 0, 0},
            new Cell(new double[] {1.5, 0, 0, 0, 0, 0, 0, 0, 0}, new boolean[] {true, false, false}));
        Node e = g.sum(Frame.of(EVERY), 0, g.neighbor(half(g.distance())));
        Evaluation out = new Evaluation();
        // The volume of such a cell is zero, so the images are made by hand.
        Configuration wide = new Configuration(SPECIES, new int[] {0}, new double[] {7, 0, 0},
            new Cell(new double[] {1.5, 0, 0, 0, 9, 0, 0, 0, 9}, chain.cell().periodic()));
        Cluster.field(g, e).compute(PlainNeighbors.of(wide, SPECIES, 5), true, false, false, out);
        assertEquals(4 * (1.5 + 3.0), out.energy(), 1e-14);
    }

    @Test
    void threeBodySums() {
        for (Relation relation : Relation.values()) {
            Node body = g.multiply(g.multiply(g.cosine(), g.separation()), g.at(lennardJones(), new int[] {1}, 2));
            Frame frame = triplets(relation, null);
            double[] expected = new double[cluster.size()];
            for (int i = 0; i < expected.length; i++) {
                for (int j : neighbors(i, CUTOFF)) {
                    for (int k : neighbors(i, CUTOFF)) {
                        if (relation == Relation.DISTINCT && j == k || relation == Relation.ORDERED && j >= k) {
                            continue;
                        }
                        double cos = dot(x, i, j, k) / (distance(x, i, j) * distance(x, i, k));
                        expected[i] += cos * distance(x, j, k) * lennardJones(distance(x, i, k));
                    }
                }
            }
            assertSites(g.sum(Frame.of(EVERY), 0, g.sum(frame, 1, body)), expected);
        }
    }

    @Test
    void theFirstPositionMayBeSummedFirst() {
        Node body = g.at(g.distance(), new int[] {0}, 2);
        Node e = g.sum(Frame.of(EVERY), 0, g.sum(new Frame(Arrays.asList(EVERY, null), List.of(Relation.ORDERED)), 0, g.multiply(body, g.cosine())));
        double[] expected = new double[cluster.size()];
        for (int i = 0; i < expected.length; i++) {
            for (int k : neighbors(i, CUTOFF)) {
                for (int j : neighbors(i, CUTOFF)) {
                    expected[i] += j < k ? dot(x, i, j, k) / distance(x, i, k) : 0;
                }
            }
        }
        assertSites(e, expected);
    }

    @Test
    void quadruplets() {
        Node body = g.multiply(g.at(g.cosine(), new int[] {0, 1}, 3), g.at(g.separation(), new int[] {1, 2}, 3));
        Frame frame = new Frame(Arrays.asList(null, null, EVERY), List.of(Relation.DISTINCT, Relation.FREE, Relation.ORDERED));
        Node e = g.sum(Frame.of(EVERY), 0, g.sum(triplets(Relation.DISTINCT, null), 1, g.sum(frame, 2, body)));
        double[] expected = new double[cluster.size()];
        for (int i = 0; i < expected.length; i++) {
            for (int j : neighbors(i, CUTOFF)) {
                for (int k : neighbors(i, CUTOFF)) {
                    for (int l : neighbors(i, CUTOFF)) {
                        if (j != k && k < l) {
                            expected[i] += dot(x, i, j, k) / (distance(x, i, j) * distance(x, i, k)) * distance(x, k, l);
                        }
                    }
                }
            }
        }
        assertSites(e, expected);
    }

    @Test
    void rangesMaskTheKeptPosition() {
        Range near = Range.uniform(2, 3.0);
        // Every bond takes the sum, but bonds beyond 3 Å find it zero, where without the range they would find at least the neighbour itself.
        Node inner = g.sum(triplets(Relation.FREE, near), 1, g.at(g.distance(), new int[] {1}, 2));
        double[] expected = new double[cluster.size()];
        for (int i = 0; i < expected.length; i++) {
            double all = 0;
            for (int k : neighbors(i, CUTOFF)) {
                all += distance(x, i, k);
            }
            expected[i] = neighbors(i, 3.0).size() * all;
        }
        assertSites(g.sum(Frame.of(EVERY), 0, inner), expected);
        double[] shorter = new double[cluster.size()];
        for (int i = 0; i < shorter.length; i++) {
            shorter[i] = neighbors(i, 3.0).size();
        }
        assertSites(g.sum(Frame.of(near), 0, g.constant(1)), shorter);
        assertSites(g.sum(Frame.of(EVERY), 0, g.select(g.inside(near), g.constant(1), g.constant(0))), shorter);
    }

    @Test
    void productsWithZeroFactors() {
        Configuration c = Cluster.open(0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2.5);
        // Around atom 0 the factors are 0, 1 and 0.5.
        Node factor = g.subtract(g.distance(), g.constant(2));
        assertEquals(0, energies(g, g.product(Frame.of(EVERY), 0, factor), c).siteEnergies()[0]);
        Node others = g.sum(Frame.of(EVERY), 0, g.productOfOthers(Frame.of(EVERY), 0, factor));
        assertEquals(0.5, energies(g, others, c).siteEnergies()[0], 1e-15);
        Frame distinct = triplets(Relation.DISTINCT, null);
        Node screened = g.sum(Frame.of(EVERY), 0, g.product(distinct, 1, g.at(factor, new int[] {1}, 2)));
        assertEquals(0.5, energies(g, screened, c).siteEnergies()[0], 1e-15);
    }

    @Test
    void stagesLookAtNeighborsAndGatherFromThem() {
        Node rho = g.sum(Frame.of(EVERY), 0, g.distance());
        Node second = g.sum(Frame.of(EVERY), 0, g.multiply(g.neighbor(rho), g.distance()));
        Node third = g.sum(Frame.of(EVERY), 0, g.neighbor(second));
        Node gathered = g.gather(EVERY, g.multiply(g.distance(), rho));
        double[] one = new double[cluster.size()], two = one.clone(), three = one.clone();
        for (int i = 0; i < one.length; i++) {
            for (int j : neighbors(i, CUTOFF)) {
                one[i] += distance(x, i, j);
            }
        }
        for (int i = 0; i < one.length; i++) {
            for (int j : neighbors(i, CUTOFF)) {
                two[i] += one[j] * distance(x, i, j);
            }
        }
        for (int i = 0; i < one.length; i++) {
            for (int j : neighbors(i, CUTOFF)) {
                three[i] += two[j];
            }
        }
        assertSites(third, three);
        assertSites(gathered, two);
    }

    @Test
    void speciesChooseParametersCasesAndMembers() {
        Node a = g.param(new ParamTable("A", 2, 2, new double[] {1, 2, 3, 4}), new int[] {-1, 0}, 1);
        Node chosen = g.speciesSwitch(new int[] {0, -1}, new int[] {0, 1, 0, 0}, List.of(g.distance(), g.constant(10)), 1);
        Node member = g.select(g.speciesIn(0, 0b10, 1), g.constant(100), g.constant(0));
        Node e = g.sum(Frame.of(EVERY), 0, g.add(g.multiply(a, chosen), member));
        double[] expected = new double[cluster.size()];
        for (int i = 0; i < expected.length; i++) {
            for (int j : neighbors(i, CUTOFF)) {
                int si = i % 2, sj = j % 2;
                expected[i] += new double[] {1, 2, 3, 4}[2 * si + sj] * (sj == 0 && si == 1 ? 10 : distance(x, i, j)) + (sj == 1 ? 100 : 0);
            }
        }
        assertSites(e, expected);
    }

    @Test
    void onlyTheChosenBranchIsEvaluated() {
        Node lone = g.select(g.apply(Fn.LESS, g.distance(), g.constant(100)), g.constant(1), g.apply(Fn.LOG, g.negate(g.distance())));
        Evaluation out = energies(g, half(lone), cluster);
        assertEquals(Math.rint(2 * out.energy()), 2 * out.energy());
    }

    @Test
    void tablesAndProperties() {
        SplineTable table = new SplineTable("t", 0, 5, new double[] {1, 2, 3, 4}, SplineTable.Beyond.CONSTANT, SplineTable.Beyond.CONSTANT);
        cluster.setCharges(new double[] {1, -1, 2, -2, 3, -3, 4});
        Node q = g.property(Node.Property.Kind.CHARGE);
        Node e = g.multiply(q, g.sum(Frame.of(EVERY), 0, g.multiply(g.neighbor(q), g.spline(table, 0, g.distance()))));
        double[] expected = new double[cluster.size()];
        for (int i = 0; i < expected.length; i++) {
            for (int j : neighbors(i, CUTOFF)) {
                double t = distance(x, i, j) / 5;
                expected[i] += cluster.charges()[i] * cluster.charges()[j] * (1 + 2 * t + 3 * t * t + 4 * t * t * t);
            }
        }
        assertSites(e, expected);
    }

    @Test
    void masksOfPairsOfSpecies() {
        Range unlike = new Range(2, new double[] {0, CUTOFF, CUTOFF, 0});
        double[] expected = new double[cluster.size()];
        for (int i = 0; i < expected.length; i++) {
            for (int j : neighbors(i, CUTOFF)) {
                expected[i] += i % 2 != j % 2 ? distance(x, i, j) : 0;
            }
        }
        assertSites(g.sum(new Frame(Collections.singletonList(unlike), List.of()), 0, g.distance()), expected);
    }
}
