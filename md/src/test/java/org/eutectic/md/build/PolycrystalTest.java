package org.eutectic.md.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.md.Matrix3;
import org.eutectic.md.dynamics.RandomStream;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

class PolycrystalTest {
    private static final double A = 3.6;
    private static final double NEAREST = A / Math.sqrt(2);

    /** How many atoms have so many neighbors about as near as in the crystal. */
    private static int[] coordination(Configuration c) {
        double reach = 1.2 * NEAREST;
        NeighborList list = new NeighborListBuilder(c.symbols(), List.of(Neighborhood.full(reach)), 0, 1).build(c);
        Pairs pairs = list.pairs(Neighborhood.full(reach));
        int[] histogram = new int[20];
        for (int i = 0; i < list.centers(); i++) {
            int n = 0;
            for (int k = pairs.first()[i]; k < pairs.first()[i + 1]; k++) {
                n += Atoms.distance(list, i, pairs.neighbors()[k]) < reach ? 1 : 0;
            }
            histogram[Math.min(19, n)]++;
        }
        return histogram;
    }

    @Test
    void grainsFillTheBox() {
        double[] edges = {45, 50, 55};
        Polycrystal.Result made = Polycrystal.of(Lattice.FCC.build(List.of("Cu"), A), edges, 4, 0.7 * NEAREST, 3);
        Configuration c = made.configuration();
        assertEquals(Arrays.stream(made.sizes()).sum(), c.size());
        assertTrue(Arrays.stream(made.sizes()).min().orElseThrow() > 0);
        // Boundaries cost a layer here and there: a grain of some 30 Å has a sixth of its atoms within an Å of them.
        double perfect = 4 / (A * A * A) * edges[0] * edges[1] * edges[2];
        assertEquals(perfect, c.size() + made.leftOut(), 0.02 * perfect);
        assertTrue(c.size() > 0.93 * perfect && made.leftOut() > 0, c.size() + " of " + perfect);
        assertTrue(Atoms.nearestDistance(c) >= 0.7 * NEAREST);
        for (int k = 0; k < c.positions().length; k++) {
            assertTrue(c.positions()[k] >= 0 && c.positions()[k] <= edges[k % 3]);
        }
        int[] neighbors = coordination(c);
        assertTrue(neighbors[12] > 0.55 * c.size(), "most are inside of grains: " + Arrays.toString(neighbors));
        assertTrue(neighbors[12] < 0.95 * c.size(), "but there are boundaries: " + Arrays.toString(neighbors));
        assertArrayEquals(c.positions(), Polycrystal.of(Lattice.FCC.build(List.of("Cu"), A), edges, 4, 0.7 * NEAREST, 3).configuration().positions());
    }

    /** No place is left without an owner, and none has two: before any atom is left out there are as many as the volume holds, on average over seeds. */
    @Test
    void everyPlaceHasOneGrain() {
        double[] edges = {16, 17, 18};
        double sum = 0;
        int seeds = 60;
        for (int seed = 0; seed < seeds; seed++) {
            sum += Polycrystal.of(Lattice.BCC.build(List.of("Fe"), 2.9), edges, 1 + seed % 5, 0, seed).configuration().size();
        }
        double expected = 2 / Math.pow(2.9, 3) * edges[0] * edges[1] * edges[2];
        // Each grain's number deviates by the square root of the atoms at its surface or less, about 15 of 400.
        assertEquals(expected, sum / seeds, 4 * 15 / Math.sqrt(seeds));
    }

    @Test
    void rotationsAreUniform() {
        int count = 4000;
        double[] mean = new double[9], squares = new double[9], product = new double[9];
        for (int k = 0; k < count; k++) {
            double[] r = Polycrystal.rotation(new RandomStream().at(1, 2, k)), transposed = {r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]};
            Matrix3.product(r, transposed, product);
            assertArrayEquals(Matrix3.identity(), product, 1e-14);
            assertEquals(1, Matrix3.determinant(r), 1e-14);
            for (int m = 0; m < 9; m++) {
                mean[m] += r[m] / count;
                squares[m] += r[m] * r[m] / count;
            }
        }
        // Each element is uniformly distributed on [-1, 1]: mean 0, mean square 1/3, standard errors √(1/3n) and √(4/45n).
        for (int m = 0; m < 9; m++) {
            assertEquals(0, mean[m], 4 * Math.sqrt(1 / 3.0 / count));
            assertEquals(1 / 3.0, squares[m], 4 * Math.sqrt(4 / 45.0 / count));
        }
    }

    @Test
    void whatCannotBeMadeIsSaid() {
        Configuration fcc = Lattice.FCC.build(List.of("Cu"), A);
        assertEquals("at least one grain is needed, not 0", assertThrows(BuildException.class, () -> Polycrystal.of(fcc, new double[] {9, 9, 9}, 0, 2, 1)).getMessage());
        assertEquals("atoms of different grains cannot be kept 2 Å apart in a box of 3 × 9 × 9 Å".replace("2 Å", "2.000 Å").replace("3 × 9 × 9", "3.000 × 9.000 × 9.000"),
            assertThrows(BuildException.class, () -> Polycrystal.of(fcc, new double[] {3, 9, 9}, 2, 2, 1)).getMessage());
    }
}
