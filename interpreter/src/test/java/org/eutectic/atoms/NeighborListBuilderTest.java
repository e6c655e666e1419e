package org.eutectic.atoms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.StructureException.Kind;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class NeighborListBuilderTest {
    private static final List<String> ARGON = List.of("Ar");
    /** Finds whatever full neighbors a list has. */
    private static final Neighborhood ALL = Neighborhood.full(0);

    private static NeighborListBuilder full(double cutoff, int threads) {
        return new NeighborListBuilder(ARGON, List.of(Neighborhood.full(cutoff)), 0, threads);
    }

    @Test
    void agreesWithAllPairsInRandomCells() {
        Random random = new Random(7);
        NeighborListBuilder[] builders = {full(3.1, 1), full(6.7, 1)};
        for (int trial = 0; trial < 160; trial++) {
            boolean[] periodic = {(trial & 1) == 0, (trial & 2) == 0, (trial & 4) == 0};
            // Every third cell is thinner than the reach.
            double size = trial % 3 == 0 ? 2.5 : 9;
            Configuration c = randomConfiguration(random, size, 3 + random.nextInt(40), periodic);
            NeighborListBuilder builder = builders[trial % 2];
            try {
                check(c, builder.build(c), trial % 2 == 0 ? 3.1 : 6.7);
            } catch (StructureException e) {
                assertEquals(Kind.OVERLAP, e.kind());
                assertTrue(closestPair(c) < NeighborListBuilder.CLOSEST, e.getMessage());
            }
        }
    }

    @Test
    void oneAtomSeesItsOwnImages() {
        Configuration c = new Configuration(ARGON, new int[1], new double[] {0.1, 0.2, 0.3}, Cell.orthorhombic(2, 2, 2));
        NeighborList list = full(4.1, 1).build(c);
        // Shells of the simple cubic lattice: 6 + 12 + 8 + 6 within 2·2.05.
        assertEquals(32, list.pairs(ALL).first()[1]);
        check(c, list, 4.1);
    }

    @Test
    void atomsFarOutsideTheCellAreTheSameAtoms() {
        Random random = new Random(3);
        Configuration inside = randomConfiguration(random, 9, 30, new boolean[] {true, true, true});
        Configuration outside = inside.copy();
        for (int i = 0; i < outside.size(); i++) {
            int k = i % 3;
            for (int a = 0; a < 3; a++) {
                outside.positions()[3 * i + a] += (i - 15) * inside.cell().get(k, a);
            }
        }
        NeighborList list = full(4, 1).build(outside);
        check(outside, list, 4);
        assertTrue(list.total() < 40 * 30, "images only around the cell, not around every stray atom: " + list.total());
        assertEquals(lengths(full(4, 1).build(inside)), lengths(list));
    }

    @Test
    void ghostsFollowTheirOwners() {
        Random random = new Random(11);
        Configuration c = randomConfiguration(random, 8, 25, new boolean[] {true, false, true});
        NeighborListBuilder builder = full(5, 1);
        NeighborList list = builder.build(c);
        for (int k = 0; k < c.positions().length; k++) {
            c.positions()[k] += 0.01 * random.nextGaussian();
        }
        list.updatePositions(c.positions(), c.cell());
        double[] moved = Arrays.copyOf(list.positions(), NeighborList.WIDTH * list.centers());
        List<Double> before = distances(list, 4.5);
        NeighborList fresh = full(5, 1).build(c);
        List<Double> after = distances(fresh, 4.5);
        assertEquals(after.size(), before.size());
        for (int k = 0; k < after.size(); k++) {
            assertEquals(after.get(k), before.get(k), 1e-12);
        }
        assertEquals(NeighborList.WIDTH * c.size(), moved.length);
    }

    @Test
    void offsetsLeadFromAtomsToPlacesAndFromOwnersToGhosts() {
        Random random = new Random(12);
        Configuration c = randomConfiguration(random, 8, 25, new boolean[] {true, true, false});
        for (int a = 0; a < 3; a++) {
            c.positions()[a] += 3 * c.cell().get(0, a) - c.cell().get(1, a);
        }
        NeighborList list = full(5, 1).build(c);
        double[] offsets = new double[3 * list.total()];
        list.offsets(offsets);
        for (int t = 0; t < list.total(); t++) {
            for (int a = 0; a < 3; a++) {
                double from = t < list.centers() ? c.positions()[3 * list.atoms()[t] + a] : list.positions()[NeighborList.WIDTH * list.owners()[t] + a];
                assertEquals(list.positions()[NeighborList.WIDTH * t + a], from + offsets[3 * t + a], 1e-12);
            }
        }
    }

    @Test
    void orderIsByPlaceAndTheSameEachTime() {
        Configuration c = randomConfiguration(new Random(5), 12, 60, new boolean[] {true, true, true});
        NeighborList a = full(5, 1).build(c);
        int[] first = a.pairs(ALL).first();
        for (int i = 0; i < a.centers(); i++) {
            for (int k = first[i] + 1; k < first[i + 1]; k++) {
                assertTrue(a.pairs(ALL).neighbors()[k] > a.pairs(ALL).neighbors()[k - 1]);
            }
        }
        NeighborListBuilder builder = full(5, 1);
        builder.build(randomConfiguration(new Random(6), 15, 90, new boolean[] {true, true, true}));
        NeighborList b = builder.build(c);
        assertArrayEquals(first, Arrays.copyOf(b.pairs(ALL).first(), 61));
        assertArrayEquals(Arrays.copyOf(a.pairs(ALL).neighbors(), first[60]), Arrays.copyOf(b.pairs(ALL).neighbors(), first[60]));
    }

    @Test
    void listsDoNotDependOnThreads() {
        int m = 14;
        double[] x = new double[3 * m * m * m];
        Random random = new Random(8);
        for (int i = 0; i < m * m * m; i++) {
            x[3 * i] = 3.0 * (i % m) + 0.3 * random.nextDouble();
            x[3 * i + 1] = 3.0 * (i / m % m) + 0.3 * random.nextDouble();
            x[3 * i + 2] = 3.0 * (i / (m * m)) + 0.3 * random.nextDouble();
        }
        Configuration c = new Configuration(ARGON, new int[m * m * m], x, Cell.orthorhombic(3 * m, 3 * m, 3 * m));
        NeighborList one = full(6.5, 1).build(c);
        NeighborListBuilder builder = full(6.5, 3);
        for (int k = 0; k < 2; k++) {
            NeighborList three = builder.build(c);
            int pairs = one.pairs(ALL).first()[one.centers()];
            assertArrayEquals(one.pairs(ALL).first(), three.pairs(ALL).first());
            assertArrayEquals(Arrays.copyOf(one.pairs(ALL).neighbors(), pairs), Arrays.copyOf(three.pairs(ALL).neighbors(), pairs));
        }
        x[3000] = x[3003] + 0.1;
        x[3001] = x[3004];
        x[3002] = x[3005];
        StructureException e = assertThrows(StructureException.class, () -> builder.build(c));
        assertEquals("atoms 1001 (Ar) and 1002 (Ar) are 0.1000 Å apart; nothing closer than 0.3 Å can be computed", e.getMessage());
    }

    @Test
    void typesAreThePotentials() {
        Configuration c = new Configuration(List.of("O", "Mg"), new int[] {1, 0, 1}, new double[] {0, 0, 0, 2, 0, 0, 4, 0, 0}, Cell.none());
        NeighborList list = new NeighborListBuilder(List.of("Mg", "Al", "O"), List.of(Neighborhood.full(3)), 0, 1).build(c);
        for (int place = 0; place < 3; place++) {
            assertEquals(list.atoms()[place] == 1 ? 2 : 0, list.types()[place]);
        }
        assertEquals(List.of(1, 2, 1), lengths(list));
    }

    @Test
    void saysWhatIsWrong() {
        Configuration c = new Configuration(List.of("Cu", "Xx"), new int[] {0, 1}, new double[] {0, 0, 0, 2, 0, 0}, Cell.none());
        refuses(c, Kind.UNKNOWN_SPECIES, "the structure holds Xx, which the potential does not know; it knows Cu, Ni");
        double[] close = {5, 0, 0, 0.05, 0, 0, 9.85, 0, 0};
        Configuration overlap = new Configuration(List.of("Cu"), new int[3], close, Cell.orthorhombic(10, 10, 10));
        StructureException e = refuses(overlap, Kind.OVERLAP, "0.2000 Å apart");
        assertEquals(3, e.atoms()[0] + e.atoms()[1]);
        assertTrue(e.getMessage().contains("periodic image"), e.getMessage());
        double[] one = {0, 0, 0};
        Configuration flat = new Configuration(List.of("Cu"), new int[1], one, new Cell(new double[] {4, 0, 0, 0, 4, 0, 4, 4, 0}, new boolean[] {true, true, true}));
        refuses(flat, Kind.SINGULAR_CELL, "span no volume");
        Configuration missing = new Configuration(List.of("Cu"), new int[1], one, new Cell(new double[9], new boolean[] {true, true, true}));
        refuses(missing, Kind.SINGULAR_CELL, "vector a is zero");
        Configuration thin = new Configuration(List.of("Cu"), new int[1], one, Cell.orthorhombic(4, 0.2, 4));
        refuses(thin, Kind.CELL_TOO_SMALL, "0.2000 Å thick along b");
        Configuration nan = new Configuration(List.of("Cu"), new int[1], new double[] {0, Double.NaN, 0}, Cell.none());
        refuses(nan, Kind.NOT_FINITE, "the y coordinate of atom 1 (Cu) is NaN");
    }

    @Test
    void emptyAndLonelyStructuresAreFine() {
        assertEquals(0, full(5, 1).build(new Configuration(ARGON, new int[0], new double[0], Cell.none())).total());
        Configuration far = new Configuration(ARGON, new int[2], new double[] {0, 0, 0, 1e7, -1e7, 1e7}, Cell.none());
        assertEquals(List.of(0, 0), lengths(full(5, 1).build(far)));
    }

    private static StructureException refuses(Configuration c, Kind kind, String part) {
        StructureException e = assertThrows(StructureException.class, () -> new NeighborListBuilder(List.of("Cu", "Ni"), List.of(Neighborhood.full(5)), 0, 1).build(c));
        assertEquals(kind, e.kind());
        assertTrue(e.getMessage().contains(part), e.getMessage());
        return e;
    }

    private static Configuration randomConfiguration(Random random, double size, int n, boolean[] periodic) {
        double[] v = new double[9];
        for (int k = 0; k < 9; k++) {
            v[k] = size * ((k % 4 == 0 ? 1 : 0) + 0.4 * (random.nextDouble() - 0.5));
        }
        double[] x = new double[3 * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                double s = 1.6 * random.nextDouble() - 0.3;
                for (int a = 0; a < 3; a++) {
                    x[3 * i + a] += s * v[3 * k + a];
                }
            }
        }
        return new Configuration(ARGON, new int[n], x, new Cell(v, periodic));
    }

    /** Compares with a sum over all pairs and far more images than needed. */
    private static void check(Configuration c, NeighborList list, double reach) {
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
            span[k] = frame.periodic(k) ? (int) Math.ceil(reach / frame.height(k) + high - low) + 1 : 0;
        }
        for (int place = 0; place < n; place++) {
            int i = list.atoms()[place];
            List<Double> expected = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                for (int a = -span[0]; a <= span[0]; a++) {
                    for (int b = -span[1]; b <= span[1]; b++) {
                        for (int d = -span[2]; d <= span[2]; d++) {
                            double r2 = 0;
                            for (int q = 0; q < 3; q++) {
                                double u = x[3 * j + q] - x[3 * i + q] + a * c.cell().get(0, q) + b * c.cell().get(1, q) + d * c.cell().get(2, q);
                                r2 += u * u;
                            }
                            if (r2 < reach * reach && (i != j || a != 0 || b != 0 || d != 0)) {
                                expected.add(Math.sqrt(r2));
                            }
                        }
                    }
                }
            }
            List<Double> actual = new ArrayList<>();
            double[] p = list.positions();
            for (int k = list.pairs(ALL).first()[place]; k < list.pairs(ALL).first()[place + 1]; k++) {
                int j = list.pairs(ALL).neighbors()[k];
                actual.add(distance(p, j, place));
            }
            Collections.sort(expected);
            Collections.sort(actual);
            assertEquals(expected.size(), actual.size(), "neighbors of " + i);
            for (int k = 0; k < expected.size(); k++) {
                assertEquals(expected.get(k), actual.get(k), 1e-10);
            }
        }
    }

    private static double closestPair(Configuration c) {
        double closest = Double.POSITIVE_INFINITY;
        double[] x = c.positions();
        for (int i = 0; i < c.size(); i++) {
            for (int j = 0; j <= i; j++) {
                for (int image = 0; image < 3375; image++) {
                    int a = image % 15 - 7, b = image / 15 % 15 - 7, d = image / 225 - 7;
                    if ((a != 0 && !c.cell().periodic(0)) || (b != 0 && !c.cell().periodic(1)) || (d != 0 && !c.cell().periodic(2)) || (i == j && image == 1687)) {
                        continue;
                    }
                    double r2 = 0;
                    for (int q = 0; q < 3; q++) {
                        r2 += square(x[3 * j + q] - x[3 * i + q] + a * c.cell().get(0, q) + b * c.cell().get(1, q) + d * c.cell().get(2, q));
                    }
                    closest = Math.min(closest, Math.sqrt(r2));
                }
            }
        }
        return closest;
    }

    private static double distance(double[] p, int i, int j) {
        int a = NeighborList.WIDTH * i, b = NeighborList.WIDTH * j;
        return Math.sqrt(square(p[a] - p[b]) + square(p[a + 1] - p[b + 1]) + square(p[a + 2] - p[b + 2]));
    }

    private static List<Double> distances(NeighborList list, double within) {
        List<Double> all = new ArrayList<>();
        double[] p = list.positions();
        for (int i = 0; i < list.centers(); i++) {
            for (int k = list.pairs(ALL).first()[i]; k < list.pairs(ALL).first()[i + 1]; k++) {
                int j = list.pairs(ALL).neighbors()[k];
                double r = distance(p, i, j);
                if (r < within) {
                    all.add(r);
                }
            }
        }
        Collections.sort(all);
        return all;
    }

    private static List<Integer> lengths(NeighborList list) {
        Integer[] n = new Integer[list.centers()];
        for (int i = 0; i < list.centers(); i++) {
            n[list.atoms()[i]] = list.pairs(ALL).first()[i + 1] - list.pairs(ALL).first()[i];
        }
        return List.of(n);
    }

    private static double square(double x) {
        return x * x;
    }
}
