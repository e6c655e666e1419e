package org.eutectic.atoms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Full and half neighbors within several cutoffs, side by side in one list. */
class NeighborhoodsTest {
    private static final List<String> SPECIES = List.of("Ar");

    /** Each cell vector in turn periodic or open, cells of all shapes, also thinner than the cutoffs, atoms outside of them. */
    @Test
    void agreeWithAllPairs() {
        Random random = new Random(17);
        List<List<Neighborhood>> choices = List.of(List.of(Neighborhood.half(4.2)), List.of(Neighborhood.full(3.1)),
            List.of(Neighborhood.half(5.3), Neighborhood.full(2.4)), List.of(Neighborhood.half(2.2), Neighborhood.full(4.7)),
            List.of(Neighborhood.half(3.3), Neighborhood.half(4.4), Neighborhood.full(3.3)));
        int compared = 0;
        for (int trial = 0; trial < 240; trial++) {
            boolean[] periodic = {(trial & 1) == 0, (trial & 2) == 0, (trial & 4) == 0};
            double size = 2.6 + 9 * random.nextDouble();
            Configuration c = separated(random, size, 1 + trial % 24, periodic);
            List<Neighborhood> wanted = choices.get(trial % choices.size());
            double skin = trial % 2 * 0.4;
            NeighborList list = new NeighborListBuilder(SPECIES, wanted, skin, 1).build(c);
            for (Neighborhood n : wanted) {
                Map<String, Integer> expected = allPairs(c, n.cutoff() + skin), actual = pairs(list, list.pairs(n));
                if (n.half()) {
                    mirror(actual);
                }
                assertEquals(expected, actual, n + ", trial " + trial);
                compared += expected.size();
            }
        }
        assertTrue(compared > 10_000, "pairs compared: " + compared);
    }

    @Test
    void anAtomAndItsImages() {
        Configuration c = new Configuration(SPECIES, new int[1], new double[] {7, -3, 11}, Cell.orthorhombic(2, 2, 2));
        Neighborhood half = Neighborhood.half(4.1), full = Neighborhood.full(4.1);
        NeighborList list = new NeighborListBuilder(SPECIES, List.of(half, full), 0, 1).build(c);
        assertEquals(16, list.pairs(half).count());
        assertEquals(32, list.pairs(full).count());
        int ghosts = list.total() - 1;
        assertEquals(ghosts / 2, new NeighborListBuilder(SPECIES, List.of(half), 0, 1).build(c).total() - 1, "half lists need ghosts on one side alone");
    }

    @Test
    void doNotDependOnThreads() {
        Configuration c = crystal(18, 0.2);
        List<Neighborhood> wanted = List.of(Neighborhood.half(7.1), Neighborhood.full(4));
        NeighborList one = new NeighborListBuilder(SPECIES, wanted, 0.3, 1).build(c);
        NeighborListBuilder builder = new NeighborListBuilder(SPECIES, wanted, 0.3, 3);
        for (int round = 0; round < 4; round++) {
            NeighborList three = builder.build(c);
            assertEquals(one.total(), three.total());
            int all = one.total();
            assertArrayEquals(Arrays.copyOf(one.atoms(), all), Arrays.copyOf(three.atoms(), all));
            assertArrayEquals(Arrays.copyOf(one.owners(), all), Arrays.copyOf(three.owners(), all));
            assertArrayEquals(Arrays.copyOf(one.positions(), NeighborList.WIDTH * all), Arrays.copyOf(three.positions(), NeighborList.WIDTH * all));
            for (Neighborhood n : wanted) {
                Pairs a = one.pairs(n), b = three.pairs(n);
                assertEquals(a.longest(), b.longest());
                assertArrayEquals(Arrays.copyOf(a.first(), one.centers() + 1), Arrays.copyOf(b.first(), one.centers() + 1));
                assertArrayEquals(Arrays.copyOf(a.neighbors(), a.count()), Arrays.copyOf(b.neighbors(), b.count()));
                for (int s = 0; s < 7; s++) {
                    assertEquals(a.share(s, 7), b.share(s, 7));
                }
            }
        }
    }

    @Test
    void sharesCoverTheirNeighbors() {
        for (Configuration c : List.of(crystal(14, 0.3), separated(new Random(2), 12, 20, new boolean[] {true, false, true}), separated(new Random(2), 3, 1, new boolean[3]))) {
            List<Neighborhood> wanted = List.of(Neighborhood.half(6.5), Neighborhood.full(4));
            NeighborList list = new NeighborListBuilder(SPECIES, wanted, 0, 1).build(c);
            for (Neighborhood n : wanted) {
                Pairs pairs = list.pairs(n);
                for (int shares : new int[] {1, 3, 8}) {
                    int next = 0;
                    for (int s = 0; s < shares; s++) {
                        Pairs.Share share = pairs.share(s, shares);
                        assertEquals(next, share.from());
                        next = share.to();
                        int count = pairs.first()[share.to()] - pairs.first()[share.from()];
                        assertEquals(pairs.count() / (double) shares, count, 2 * pairs.longest() + 2, "pairs of a share");
                        for (int k = pairs.first()[share.from()]; k < pairs.first()[share.to()]; k++) {
                            int j = pairs.neighbors()[k];
                            boolean inside = j < list.centers() ? j >= share.localFrom() && j < share.localTo() : j >= share.ghostFrom() && j < share.ghostTo();
                            assertTrue(inside, j + " is not in " + share);
                        }
                        assertTrue(share.localFrom() <= share.from() && share.localTo() >= share.to() && share.ghostFrom() <= share.ghostTo());
                    }
                    assertEquals(list.centers(), next);
                }
            }
        }
    }

    @Test
    void neighborsInSpaceAreNearInTheList() {
        Configuration c = crystal(16, 0.1);
        NeighborList list = new NeighborListBuilder(SPECIES, List.of(Neighborhood.half(4)), 0, 1).build(c);
        Pairs.Share share = list.pairs(Neighborhood.half(4)).share(0, 8);
        assertTrue(share.localTo() < list.centers() / 2, "an eighth of the atoms has neighbors all over the list: " + share);
    }

    @Test
    void valuesOfAtomsAreInTheOrderOfTheList() {
        Configuration c = crystal(5, 0.3);
        c.setCharges(new Random(1).doubles(c.size()).toArray());
        NeighborList list = new NeighborListBuilder(SPECIES, List.of(Neighborhood.half(4)), 0, 1).build(c);
        for (int p = 0; p < list.total(); p++) {
            assertEquals(list.atoms()[list.owners()[p]], list.atoms()[p]);
        }
        for (int p = 0; p < list.centers(); p++) {
            assertEquals(c.charges()[list.atoms()[p]], list.charges()[p]);
            assertEquals(c.masses()[list.atoms()[p]], list.masses()[p]);
            assertEquals(p, list.owners()[p]);
        }
    }

    @Test
    void saysWhatItWasNotMadeFor() {
        Neighborhood three = Neighborhood.full(3), five = Neighborhood.full(5);
        NeighborList list = new NeighborListBuilder(SPECIES, List.of(five, three), 0, 1).build(crystal(3, 0.1));
        assertEquals(three, list.pairs(Neighborhood.full(2)).neighborhood(), "the shortest that will do");
        assertEquals(five, list.pairs(Neighborhood.full(4)).neighborhood());
        String message = assertThrows(IllegalArgumentException.class, () -> list.pairs(Neighborhood.half(3))).getMessage();
        assertEquals("the neighbor list was not made for this force field, which needs each pair within 3.0 Å; it has all neighbors within 5.0 Å, "
            + "all neighbors within 3.0 Å", message);
        assertThrows(IllegalArgumentException.class, () -> list.pairs(Neighborhood.full(5.1)));
    }

    /** Buffers serve again: what a rebuild allocates does not grow with the number of atoms. */
    @Test
    void rebuildsAllocateNothingForAtoms() {
        Configuration c = crystal(14, 0.2);
        NeighborListBuilder builder = new NeighborListBuilder(SPECIES, List.of(Neighborhood.half(6), Neighborhood.full(4)), 0.5, 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        Random random = new Random(4);
        double[] sites = c.positions().clone();
        int rounds = 20;
        long before = 0;
        for (int round = -rounds; round < rounds; round++) {
            if (round == 0) {
                before = threads.getThreadAllocatedBytes(thread);
            }
            for (int k = 0; k < sites.length; k++) {
                c.positions()[k] = sites[k] + 0.05 * random.nextGaussian();
            }
            builder.build(c).masses();
        }
        long bytes = (threads.getThreadAllocatedBytes(thread) - before) / rounds;
        assertTrue(bytes < c.size(), "bytes for each rebuild: " + bytes + ", atoms: " + c.size());
    }

    /** A simple cubic crystal of n³ atoms 3 Å apart, shaken. */
    private static Configuration crystal(int n, double noise) {
        double[] x = new double[3 * n * n * n];
        Random random = new Random(8);
        for (int i = 0; i < n * n * n; i++) {
            x[3 * i] = 3.0 * (i % n) + noise * random.nextDouble();
            x[3 * i + 1] = 3.0 * (i / n % n) + noise * random.nextDouble();
            x[3 * i + 2] = 3.0 * (i / (n * n)) + noise * random.nextDouble();
        }
        return new Configuration(SPECIES, new int[n * n * n], x, Cell.orthorhombic(3 * n, 3 * n, 3 * n));
    }

    /** Atoms at random in a cell of any shape, and outside of it, no two nearer than allowed. */
    private static Configuration separated(Random random, double size, int n, boolean[] periodic) {
        while (true) {
            double[] v = new double[9];
            for (int k = 0; k < 9; k++) {
                v[k] = size * ((k % 4 == 0 ? 1 : 0) + 0.5 * (random.nextDouble() - 0.5));
            }
            double[] x = new double[3 * n];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < 3; k++) {
                    double s = 2.2 * random.nextDouble() - 0.6;
                    for (int a = 0; a < 3; a++) {
                        x[3 * i + a] += s * v[3 * k + a];
                    }
                }
            }
            Configuration c = new Configuration(SPECIES, new int[n], x, new Cell(v, periodic));
            if (allPairs(c, NeighborListBuilder.CLOSEST).isEmpty()) {
                return c;
            }
        }
    }

    /** Every ordered pair and image: the two atoms, and the vector between them as text, rounded; how often it occurs. */
    private static Map<String, Integer> allPairs(Configuration c, double reach) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        double[] x = c.positions();
        int n = c.size();
        int[] span = new int[3];
        for (int k = 0; k < 3; k++) {
            double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                double s = frame.fractional(k, x[3 * i], x[3 * i + 1], x[3 * i + 2]);
                low = Math.min(low, s);
                high = Math.max(high, s);
            }
            span[k] = frame.periodic(k) ? (int) Math.ceil(reach / frame.height(k) + high - low) : 0;
        }
        Map<String, Integer> all = new TreeMap<>();
        for (int a = -span[0]; a <= span[0]; a++) {
            for (int b = -span[1]; b <= span[1]; b++) {
                for (int d = -span[2]; d <= span[2]; d++) {
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j < n; j++) {
                            double[] u = new double[3];
                            for (int q = 0; q < 3; q++) {
                                u[q] = x[3 * j + q] - x[3 * i + q] + a * c.cell().get(0, q) + b * c.cell().get(1, q) + d * c.cell().get(2, q);
                            }
                            if (u[0] * u[0] + u[1] * u[1] + u[2] * u[2] < reach * reach && (i != j || a != 0 || b != 0 || d != 0)) {
                                all.merge(key(i, j, u), 1, Integer::sum);
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Map<String, Integer> pairs(NeighborList list, Pairs pairs) {
        Map<String, Integer> all = new TreeMap<>();
        double[] p = list.positions();
        for (int i = 0; i < list.centers(); i++) {
            for (int k = pairs.first()[i]; k < pairs.first()[i + 1]; k++) {
                int j = pairs.neighbors()[k];
                int to = NeighborList.WIDTH * j, from = NeighborList.WIDTH * i;
                double[] u = {p[to] - p[from], p[to + 1] - p[from + 1], p[to + 2] - p[from + 2]};
                all.merge(key(list.atoms()[i], list.atoms()[j], u), 1, Integer::sum);
                if (k > pairs.first()[i]) {
                    int before = pairs.neighbors()[k - 1], species = list.types()[j] - list.types()[before];
                    assertTrue(species > 0 || species == 0 && j > before, "neighbors by species, then in ascending order");
                }
            }
        }
        return all;
    }

    /** Adds each pair as the other atom sees it. */
    private static void mirror(Map<String, Integer> pairs) {
        for (Map.Entry<String, Integer> e : new ArrayList<>(pairs.entrySet())) {
            String[] w = e.getKey().split(" ");
            double[] u = {-Double.parseDouble(w[2]), -Double.parseDouble(w[3]), -Double.parseDouble(w[4])};
            pairs.merge(key(Integer.parseInt(w[1]), Integer.parseInt(w[0]), u), e.getValue(), Integer::sum);
        }
    }

    private static String key(int i, int j, double[] u) {
        StringBuilder s = new StringBuilder(i + " " + j);
        for (double x : u) {
            s.append(' ').append(Math.round(x * 1e7) / 1e7 + 0.0);
        }
        return s.toString();
    }
}
