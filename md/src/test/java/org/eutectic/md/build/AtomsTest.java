package org.eutectic.md.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

/** Supercells, vacancies, displacements, random and quasirandom alloys. */
class AtomsTest {
    private static Configuration fcc(int n) {
        return Atoms.supercell(Lattice.FCC.build(List.of("Cu"), 3.6), new int[] {n, n, n});
    }

    @Test
    void supercellsAreWhatPrototypesBuild() {
        Configuration c = fcc(3), same = Lattice.FCC.build(List.of("Cu"), 3.6, 3.6, new int[] {3, 3, 3}, new boolean[] {true, true, true}, new double[3]);
        assertArrayEquals(same.positions(), c.positions(), 1e-12);
        assertArrayEquals(same.cell().vectors(), c.cell().vectors(), 1e-12);
        assertEquals(3.6 / Math.sqrt(2), Atoms.nearestDistance(c), 1e-12);
        Configuration oblique = new Configuration(List.of("Na", "Cl"), new int[] {0, 1}, new double[] {0, 0, 0, 2, 2, 2}, new Cell(new double[] {4, 0, 0, 1, 4, 0, 0.5, 0.3, 4}, new boolean[] {true, true, false}));
        oblique.setCharges(new double[] {1, -1});
        oblique.setMasses(new double[] {23, 37});
        oblique.setVelocities(new double[] {1, 2, 3, 4, 5, 6});
        Configuration block = Atoms.supercell(oblique, new int[] {1, 2, 3});
        assertArrayEquals(new double[] {4, 0, 0, 2, 8, 0, 1.5, 0.9, 12}, block.cell().vectors(), 1e-12);
        assertArrayEquals(new double[] {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}, block.charges());
        assertArrayEquals(new double[] {23, 37, 23, 37, 23, 37, 23, 37, 23, 37, 23, 37}, block.masses());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 1, 2, 3}, Arrays.copyOf(block.velocities(), 9));
        assertArrayEquals(new double[] {2 + 1 + 2 * 0.5, 2 + 4 + 2 * 0.3, 2 + 2 * 4}, Arrays.copyOfRange(block.positions(), 33, 36), 1e-12);
        assertEquals("a structure without a cell cannot be repeated", said(() -> Atoms.supercell(new Configuration(List.of("Cu"), new int[1], new double[3], Cell.none()), new int[] {2, 1, 1})));
        assertEquals("a structure is repeated at least once along each edge, not 1 × 0 × 2 times", said(() -> Atoms.supercell(oblique, new int[] {1, 0, 2})));
        assertEquals("4.00e+09 atoms are more than this program can hold", said(() -> Atoms.supercell(fcc(1), new int[] {1000, 1000, 1000})));
    }

    private static String said(org.junit.jupiter.api.function.Executable made) {
        return assertThrows(BuildException.class, made).getMessage();
    }

    /** Every place is as likely to be vacant: chi-square over 108 places and 400 seeds of 27 vacancies each. */
    @Test
    void vacanciesAreAnywhere() {
        Configuration c = fcc(3);
        int seeds = 400, count = 27;
        int[] vacant = new int[c.size()];
        for (int seed = 0; seed < seeds; seed++) {
            Configuration v = Atoms.withVacancies(c, count, seed);
            assertEquals(c.size() - count, v.size());
            for (int i = 0, k = 0; i < c.size(); i++) {
                if (k < v.size() && v.positions()[3 * k] == c.positions()[3 * i] && v.positions()[3 * k + 1] == c.positions()[3 * i + 1] && v.positions()[3 * k + 2] == c.positions()[3 * i + 2]) {
                    k++;
                } else {
                    vacant[i]++;
                }
            }
        }
        double p = (double) count / c.size(), chiSquare = 0;
        for (int n : vacant) {
            chiSquare += (n - seeds * p) * (n - seeds * p) / (seeds * p * (1 - p));
        }
        // Mean 108, less what is tied by the number, and variance 2·108: four standard deviations on either side.
        assertEquals(108, chiSquare, 4 * Math.sqrt(2 * 108));
        assertArrayEquals(Atoms.withVacancies(c, count, 3).positions(), Atoms.withVacancies(c, count, 3).positions());
        assertEquals("108 vacancies among 108 atoms: fewer than there are atoms are needed", said(() -> Atoms.withVacancies(c, 108, 1)));
    }

    @Test
    void displacementsAreNormal() {
        Configuration c = fcc(10), r = Atoms.rattled(c, 0.05, 2);
        double square = 0, fourth = 0, sum = 0;
        for (int k = 0; k < c.positions().length; k++) {
            double d = (r.positions()[k] - c.positions()[k]) / 0.05;
            sum += d;
            square += d * d;
            fourth += d * d * d * d;
        }
        int n = c.positions().length;
        // Standard errors 1/√n, √(2/n), √(96/n).
        assertEquals(0, sum / n, 4 / Math.sqrt(n));
        assertEquals(1, square / n, 4 * Math.sqrt(2.0 / n));
        assertEquals(3, fourth / n, 4 * Math.sqrt(96.0 / n));
    }

    private static RandomAlloy alloy(Object... parts) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int k = 0; k < parts.length; k += 2) {
            map.put((String) parts[k], (Double) parts[k + 1]);
        }
        return new RandomAlloy("Cu", map);
    }

    @Test
    void alloysHaveTheirComposition() {
        Configuration c = fcc(5), alloy = alloy("Ni", 0.3, "Au", 0.125).of(c, 1);
        assertEquals(Map.of("Ni", 150, "Au", 63, "Cu", 287), Atoms.composition(alloy), "largest remainders: 62.5 and 287.5");
        assertArrayEquals(c.positions(), alloy.positions());
        assertEquals(Map.of("Ni", 500), Atoms.composition(alloy("Ni", 1.0).of(c, 1)));
        for (int places = 1; places < 60; places++) {
            Map<String, Integer> counts = alloy("Ni", 1 / 3.0, "Au", 1 / 3.0).counts(places);
            assertTrue(counts.values().stream().allMatch(n -> Math.abs(n - counts.size()) >= 0) && Math.abs(counts.get("Ni") - places / 3.0) < 1 && Math.abs(counts.get("Au") - places / 3.0) < 1, counts.toString());
            assertTrue(Math.abs(places - counts.get("Ni") - counts.get("Au") - places / 3.0) < 1, counts.toString());
        }
        // In a random alloy α deviates from 0 by 1/√(pairs) or so, the first shell has 3000 pairs.
        double[] alphas = IntStream.range(0, 50).mapToDouble(seed -> QuasirandomAlloy.correlations(alloy("Ni", 0.5).of(c, seed), IntStream.range(0, 500).toArray(), 1).values()[0][0]).toArray();
        double mean = Arrays.stream(alphas).average().orElseThrow(), square = Arrays.stream(alphas).map(a -> a * a).average().orElseThrow();
        // Without replacement an unlike pair is likelier by n/(n - 1).
        assertEquals(-1 / 499.0, mean, 4 * Math.sqrt(1 / 3000.0 / 50));
        assertEquals(1 / 3000.0, square, 4 * Math.sqrt(2.0 / 50) / 3000);
        assertEquals("the structure holds no Cu whose places could be taken; it holds Al", said(() -> alloy("Ni", 0.5).of(Lattice.FCC.build(List.of("Al"), 4.05), 1)));
        assertEquals("the parts {Ni=0.6, Au=0.5} add up to 1.10000, more than 1", said(() -> alloy("Ni", 0.6, "Au", 0.5)));
        assertEquals("Ni: a part must lie above 0 and not above 1 (or be a percentage), not 1.5", said(() -> alloy("Ni", 1.5)));
        assertEquals("Cu: these places are Cu already; name what takes some of them", said(() -> alloy("Cu", 0.5)));
    }

    /** Ordered crystals have correlations that can be counted by hand. */
    @Test
    void correlationsOfOrderedCrystals() {
        int[] places = IntStream.range(0, 32).toArray();
        // CuAu: 8 of 12 first neighbors are unlike, 0 of 6 second ones. Cu3Au: around copper 4 of 12 are gold, of which there is a quarter.
        PairCorrelations l10 = QuasirandomAlloy.correlations(Atoms.supercell(Lattice.L10.build(List.of("Cu", "Au"), 3.9), new int[] {2, 2, 2}), places, 2);
        assertEquals(1 - 8 / 12.0 / 0.5, l10.values()[0][0], 1e-12);
        assertEquals(1, l10.values()[1][0], 1e-12);
        assertArrayEquals(new double[] {3.9 / Math.sqrt(2), 3.9}, l10.radii(), 1e-12);
        PairCorrelations l12 = QuasirandomAlloy.correlations(Atoms.supercell(Lattice.L12.build(List.of("Cu", "Au"), 3.75), new int[] {2, 2, 2}), places, 2);
        assertEquals(1 - 4 / 12.0 / 0.25, l12.values()[0][0], 1e-12);
        assertEquals(1, l12.values()[1][0], 1e-12);
        // One cell, in which atoms are neighbors of their own images.
        assertEquals(1 - 4 / 12.0 / 0.25, QuasirandomAlloy.correlations(Lattice.L12.build(List.of("Cu", "Au"), 3.75), IntStream.range(0, 4).toArray(), 2).values()[0][0], 1e-12);
    }

    @Test
    void quasirandomAlloysHaveNoCorrelations() {
        Configuration c = fcc(4);
        int[] places = IntStream.range(0, c.size()).toArray();
        Configuration random = alloy("Ni", 0.25).of(c, 1), sqs = QuasirandomAlloy.arrange(random, places, 3, 1);
        assertEquals(Atoms.composition(random), Atoms.composition(sqs));
        // 256 atoms: 288 pairs of each shell's 1536, 768, 3072 should be unlike; whole numbers meet that exactly.
        PairCorrelations found = QuasirandomAlloy.correlations(sqs, places, 3);
        assertEquals(0, found.largest(), 1e-12);
        assertTrue(QuasirandomAlloy.correlations(random, places, 3).largest() > 0.01);
        // Three species on eight atoms' worth of places cannot do as well, but better than nine in ten arrangements at random.
        Configuration three = alloy("Ni", 1 / 3.0, "Au", 1 / 3.0).of(Atoms.supercell(Lattice.BCC.build(List.of("Cu"), 2.9), new int[] {3, 3, 3}), 1);
        int[] all = IntStream.range(0, 54).toArray();
        double best = QuasirandomAlloy.correlations(QuasirandomAlloy.arrange(three, all, 2, 1), all, 2).largest();
        double[] others = IntStream.range(0, 40).mapToDouble(seed -> QuasirandomAlloy.correlations(alloy("Ni", 1 / 3.0, "Au", 1 / 3.0).of(Atoms.supercell(Lattice.BCC.build(List.of("Cu"), 2.9), new int[] {3, 3, 3}), seed), all, 2)
            .largest()).sorted().toArray();
        assertTrue(best < 0.5 * others[0], best + " against " + Arrays.toString(others));
        assertEquals(Arrays.toString(QuasirandomAlloy.arrange(three, all, 2, 7).types()), Arrays.toString(QuasirandomAlloy.arrange(three, all, 2, 7).types()));
        assertEquals("a quasirandom structure needs at least two species on the same places; name one with --alloy", said(() -> QuasirandomAlloy.arrange(c, places, 2, 1)));
    }
}
