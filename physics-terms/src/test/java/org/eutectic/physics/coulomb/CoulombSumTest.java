package org.eutectic.physics.coulomb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erf;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.StructureException;
import org.eutectic.check.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoulombSumTest {
    private static final Cell TRICLINIC = new Cell(new double[] {13, 0, 0, 2.5, 12, 0, -1.5, 3, 14}, new boolean[] {true, true, true});

    private static CoulombSettings settings(CoulombMethod method) {
        return CoulombSettings.of(method).withCutoff(6.5).withAccuracy(method == CoulombMethod.PME ? 1e-9 : 1e-12);
    }

    private static Configuration structure(CoulombMethod method) {
        Configuration c = Ions.random(60, TRICLINIC, 5);
        if (method == CoulombMethod.DIRECT) {
            c.setCell(Cell.none());
        }
        return c;
    }

    /** Points, a Gaussian and a point, and Slater's densities. */
    private static final ChargeClouds[] CLOUDS = {null, ChargeClouds.gaussian(new double[] {0.8, 0}), ChargeClouds.slater(new double[] {1.4, 2.1})};

    /**
     * Central differences of the energy over 2e-4 Å: their own error is some 1e-8 of third derivatives (10 eV/Å³ here), and the energy (300 eV to 1e-14) over the step gives
     * 1e-8. The mesh's forces lack their mean, which is within its accuracy of 1e-9·14.4 eV/Å.
     */
    @ParameterizedTest
    @EnumSource(CoulombMethod.class)
    void forcesAndVirialAreDerivatives(CoulombMethod method) {
        for (ChargeClouds clouds : CLOUDS) {
            // A plain cut has a jump in the energy: none of these atoms crosses the cutoff.
            CoulombSum sum = new CoulombSum(settings(method), 2, clouds, 1);
            Configuration c = structure(method);
            double[] all = Ions.evaluate(c, sum);
            double h = 1e-4;
            for (int k : new int[] {0, 31, 100}) {
                Configuration up = c.copy(), down = c.copy();
                up.positions()[k] += h;
                down.positions()[k] -= h;
                double slope = (Ions.evaluate(up, sum)[0] - Ions.evaluate(down, sum)[0]) / (2 * h);
                assertEquals(-slope, all[1 + k], 2e-7, method + " force " + k);
            }
            for (int k : new int[] {0, 4, 8, 1, 2, 5}) {
                double[] strain = new double[9];
                strain[k] = h / 10;
                double up = Ions.evaluate(c.strained(strain), sum)[0];
                strain[k] = -h / 10;
                double slope = (up - Ions.evaluate(c.strained(strain), sum)[0]) / (2 * h / 10);
                assertEquals(-slope, all[all.length - 9 + k], 5e-6, method + " virial " + k);
            }
            double[] net = new double[3];
            for (int k = 1; k < all.length - 9; k++) {
                net[(k - 1) % 3] += all[k];
            }
            assertArrayEquals(new double[3], net, 1e-9, method + " net force");
        }
    }

    /** The same sum split elsewhere, asked for to 1e-13·14.4 eV/Å: energies of 100 eV to 1e-11, forces alike; what sums over lattice vectors of 15 Å as the virial does, to 1e-9. */
    @Test
    void energyDoesNotDependOnTheSplitting() {
        for (ChargeClouds clouds : CLOUDS) {
            Configuration c = Ions.random(60, TRICLINIC, 5);
            c.charges()[7] += 0.5;
            double[] first = null;
            for (double cutoff : new double[] {5.5, 7, 9, 12}) {
                CoulombSettings s = CoulombSettings.of(CoulombMethod.EWALD).withCutoff(cutoff).withAccuracy(1e-13).withTotal(0.5);
                double[] all = Ions.evaluate(c, new CoulombSum(s, 2, clouds, 1));
                first = first == null ? all : first;
                System.out.printf("cutoff %4.1f  E = %.12f eV%n", cutoff, all[0]);
                assertArrayEquals(Arrays.copyOf(first, all.length - 9), Arrays.copyOf(all, all.length - 9), 1e-10);
                assertArrayEquals(first, all, 1e-9);
            }
        }
    }

    /** In a cell large against them, Gaussians and points give what they give as a cluster, but for the images' dipoles. */
    @Test
    void allImagesOfAFarCellAreACluster() {
        Configuration c = Ions.random(8, Cell.orthorhombic(6, 6, 6), 3);
        // Without dipole and charge, images see each other's quadrupoles: 1/L⁵.
        double[] x = c.positions();
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 3; k++) {
                x[3 * (4 + i) + k] = 14 - x[3 * i + k];
            }
            c.charges()[4 + i] = c.charges()[i];
        }
        Configuration far = c.copy();
        far.setCell(Cell.orthorhombic(400, 400, 400));
        c.setCell(Cell.none());
        for (ChargeClouds clouds : CLOUDS) {
            double[] cluster = Ions.evaluate(c, new CoulombSum(CoulombSettings.of(CoulombMethod.DIRECT), 2, clouds, 1));
            CoulombSettings s = CoulombSettings.of(CoulombMethod.PME).withCutoff(40).withAccuracy(1e-8);
            // In another order of the atoms, and so of sums.
            assertArrayEquals(cluster, Ions.evaluate(c, new CoulombSum(s, 2, clouds, 1)), 1e-12);
            double[] cell = Ions.evaluate(far, new CoulombSum(s, 2, clouds, 1));
            assertArrayEquals(cluster, cell, 1e-5);
        }
    }

    /** Near charges do not see each other, nor any itself: pairs by hand, among them two on either side of the inner radius; and the matrix is that of the sum. */
    @Test
    void screenedCharges() {
        double[] w = {0.8, 0.5};
        CoulombSettings s = CoulombSettings.of(CoulombMethod.PME).withTotal(CoulombSettings.ANY).withScreening(new Screening(2, 5));
        CoulombSum sum = new CoulombSum(s, 2, ChargeClouds.gaussian(w), 1);
        double b = 1 / Math.sqrt(2 * (w[0] * w[0] + w[1] * w[1]));
        for (double r : new double[] {0.9, 1.9999, 2.0001, 3.3, 4.9999, 5.0001, 7}) {
            Configuration c = new Configuration(Ions.SPECIES, new int[] {0, 1}, new double[] {0, 0, 0, r, 0, 0}, Cell.none());
            c.setCharges(new double[] {1.5, -0.5});
            double seen = r < 2 ? 0 : r > 5 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * (r - 2) / 3), value = Units.COULOMB * -0.75 * Erf.value(b * r) / r * seen;
            assertEquals(value, Ions.evaluate(c, sum)[0], 1e-12, "at " + r);
        }
        Configuration c = Ions.random(60, TRICLINIC, 5);
        CoulombSettings all = settings(CoulombMethod.EWALD).withScreening(new Screening(1.5, 6));
        CoulombSum in = new CoulombSum(all, 2, ChargeClouds.gaussian(w), 1);
        double[] f = Ions.evaluate(c, in);
        double h = 1e-4;
        for (int k : new int[] {0, 31, 100}) {
            Configuration up = c.copy(), down = c.copy();
            up.positions()[k] += h;
            down.positions()[k] -= h;
            assertEquals((Ions.evaluate(down, in)[0] - Ions.evaluate(up, in)[0]) / (2 * h), f[1 + k], 2e-7, "force " + k);
        }
        NeighborList list = Ions.list(c, in);
        int n = c.size();
        double[] matrix = new double[n * n];
        in.matrix(list, matrix);
        double energy = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                energy += 0.5 * list.charges()[i] * list.charges()[j] * matrix[Math.max(i, j) * n + Math.min(i, j)];
            }
        }
        assertEquals(f[0], energy, 1e-9);
    }

    /** Two Gaussians and nothing else, by hand. */
    @Test
    void gaussians() {
        double r = 1.3;
        Configuration c = new Configuration(Ions.SPECIES, new int[] {0, 1}, new double[] {0, 0, 0, r, 0, 0}, Cell.none());
        c.setCharges(new double[] {0.7, -0.4});
        double a = 0.9, b = 0.5, width = Math.sqrt(2 * (a * a + b * b));
        double expected = 0.7 * -0.4 * Erf.value(r / width) / r + 0.49 / (2 * Math.sqrt(Math.PI) * a) + 0.16 / (2 * Math.sqrt(Math.PI) * b);
        double[] all = Ions.evaluate(c, new CoulombSum(CoulombSettings.of(CoulombMethod.DIRECT), 2, ChargeClouds.gaussian(new double[] {a, b}), 1));
        assertEquals(Units.COULOMB * expected, all[0], 1e-13);
    }

    /** Two Slater densities by numerical integration of the potential of one over the other, and the formula for equal exponents as the limit of that for different ones. */
    @Test
    void slaterDensities() {
        double a = 1.3, b = 2.2, r = 1.1;
        // Potential of a 1s density at distance s: 1/s − (1/s + ζ) exp(−2ζs); averaged over spheres of b around a point at r by Simpson's rule in both radius and angle.
        double sum = 0, step = 0.01;
        int angles = 400;
        for (int k = 1; k < 1200; k++) {
            double t = k * step, shell = 4 * b * b * b * t * t * Math.exp(-2 * b * t) * step * (k % 2 == 0 ? 2 : 4) / 3, mean = 0;
            for (int m = 0; m <= angles; m++) {
                double c = -1 + 2.0 * m / angles, s = Math.sqrt(r * r + t * t + 2 * r * t * c);
                double v = s < 1e-9 ? a : 1 / s - (1 / s + a) * Math.exp(-2 * a * s);
                mean += v * (m == 0 || m == angles ? 1 : m % 2 == 0 ? 2 : 4) / (3.0 * angles);
            }
            sum += shell * mean;
        }
        double[] out = new double[3], near = new double[3];
        ChargeClouds.slater(new double[] {a, b}).interaction(0, 1).at(r, out);
        assertEquals(sum, out[0], 1e-6);
        ChargeClouds.slater(new double[] {a, 1.0021 * a}).interaction(0, 1).at(r, out);
        ChargeClouds.slater(new double[] {a, 1.0019 * a}).interaction(0, 1).at(r, near);
        assertArrayEquals(out, near, 1e-4);
    }

    /** The matrix times charges are the potentials. */
    @ParameterizedTest
    @EnumSource(CoulombMethod.class)
    void matrixTimesChargesIsPotentials(CoulombMethod method) {
        for (ChargeClouds clouds : CLOUDS) {
            CoulombSum sum = new CoulombSum(settings(method), 2, clouds, 1);
            Configuration c = structure(method);
            NeighborList list = Ions.list(c, sum);
            ChargeField field = new ChargeField();
            sum.compute(list, list.charges(), false, false, field);
            int n = c.size();
            double[] matrix = new double[n * n];
            sum.matrix(list, matrix);
            for (int i = 0; i < n; i++) {
                double potential = 0;
                for (int j = 0; j < n; j++) {
                    potential += matrix[Math.max(i, j) * n + Math.min(i, j)] * list.charges()[j];
                }
                // The mesh is good for 1e-9.
                assertEquals(potential, field.potentials()[i], method == CoulombMethod.PME ? 1e-6 : 1e-9, method + " of atom " + i);
            }
        }
    }

    /** The published pair energies, summed over all images by the plainest loop; the table of the pair function is good for 1e-14. */
    @ParameterizedTest
    @EnumSource(value = CoulombMethod.class, names = {"CUT", "DSF", "WOLF"})
    void truncatedSums(CoulombMethod method) {
        Configuration c = Ions.random(20, Cell.orthorhombic(10, 9, 11), 8);
        double rc = 8, alpha = 0.25, pi = Math.sqrt(Math.PI), end = 1 - Erf.value(alpha * rc), e = Math.exp(-alpha * alpha * rc * rc);
        double slope = end / (rc * rc) + 2 * alpha / pi * e / rc, sum = 0;
        for (int i = 0; i < c.size(); i++) {
            double q = c.charges()[i];
            sum -= switch (method) {
                case DSF -> q * q * ((end / rc + slope * rc) / 2 + alpha / pi);
                case WOLF -> q * q * (end / (2 * rc) + alpha / pi);
                default -> 0;
            };
            for (int j = 0; j < c.size(); j++) {
                for (int s = 0; s < 27; s++) {
                    double square = 0;
                    for (int k = 0; k < 3; k++) {
                        int n = (k == 0 ? s % 3 : k == 1 ? s / 3 % 3 : s / 9) - 1;
                        double d = c.positions()[3 * j + k] - c.positions()[3 * i + k] + n * c.cell().get(k, k);
                        square += d * d;
                    }
                    double r = Math.sqrt(square), f = 1 - Erf.value(alpha * r);
                    if (r > 0 && r < rc) {
                        sum += 0.5 * q * c.charges()[j] * switch (method) {
                            case DSF -> f / r - end / rc + slope * (r - rc);
                            case WOLF -> f / r - end / rc;
                            default -> 1 / r;
                        };
                    }
                }
            }
        }
        double found = Ions.evaluate(c, CoulombSettings.of(method).withCutoff(rc).withDamping(alpha))[0];
        assertEquals(Units.COULOMB * sum, found, 1e-11 * Math.abs(found));
    }

    /** What is asked for is what one gets: the estimate is never too small by more than a tenth, nor too large by more than a factor of five. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8})
    void errorAchievedAgainstErrorAsked(double accuracy) {
        Configuration c = Ions.random(600, new Cell(new double[] {22, 0, 0, 4, 21, 0, -3, 5, 23}, new boolean[] {true, true, true}), 11);
        double[] exact = Ions.evaluate(c, CoulombSettings.of(CoulombMethod.EWALD).withCutoff(9).withAccuracy(1e-13));
        double[] error = new double[2];
        for (CoulombMethod m : List.of(CoulombMethod.EWALD, CoulombMethod.PME)) {
            double[] all = Ions.evaluate(c, CoulombSettings.of(m).withCutoff(9).withAccuracy(accuracy));
            double found = Ions.forceError(exact, all) / Units.COULOMB;
            error[m == CoulombMethod.PME ? 1 : 0] = found;
            assertTrue(found < 1.1 * accuracy && found > accuracy / 5, m + " asked " + accuracy + ", got " + found);
        }
        System.out.printf("asked %.0e: ewald %.1e, pme %.1e%n", accuracy, error[0], error[1]);
    }

    @ParameterizedTest
    @EnumSource(CoulombMethod.class)
    void threadsDoNotMatter(CoulombMethod method) {
        Configuration c = Ions.rockSalt(7, 5.6, 0.3, 2);
        if (method == CoulombMethod.DIRECT) {
            c.setCell(Cell.none());
        }
        CoulombSettings s = CoulombSettings.of(method).withCutoff(7).withAccuracy(1e-4);
        double[] one = Ions.evaluate(c, new CoulombSum(s, 2, null, 1)), three = Ions.evaluate(c, new CoulombSum(s, 2, null, 3));
        assertArrayEquals(one, three, 0);
    }

    /** But for JTransforms' copies of lines whose length is no power of two: three lines for each row of this mesh of 36³ points, there and back. */
    @ParameterizedTest
    @EnumSource(CoulombMethod.class)
    void aStepAllocatesNothing(CoulombMethod method) {
        Configuration c = Ions.rockSalt(4, 5.6, 0.3, 2);
        if (method == CoulombMethod.DIRECT) {
            c.setCell(Cell.none());
        }
        CoulombSum sum = new CoulombSum(CoulombSettings.of(method).withCutoff(7).withAccuracy(3e-5), 2, null, 1);
        NeighborList list = Ions.list(c, sum);
        ChargeField out = new ChargeField();
        com.sun.management.ThreadMXBean bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int k = 0; k < 5; k++) {
            long before = bean.getCurrentThreadAllocatedBytes();
            sum.compute(list, list.charges(), true, true, out);
            least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < (method == CoulombMethod.PME ? 3 * 2 * 36 * 36 * 2 * (36 * 8 + 16) : 512), method + " allocates " + least + " bytes");
    }

    @Test
    void refusesStructuresThatDoNotFit() {
        Configuration c = Ions.random(10, TRICLINIC, 5);
        c.charges()[0] += 0.25;
        assertEquals("the charges sum to 0.25 e, and the energy of all images of a charged cell is infinite; total = 0.25 e neutralises it by a uniform density",
            assertThrows(StructureException.class, () -> Ions.evaluate(c, settings(CoulombMethod.EWALD))).getMessage());
        assertEquals("the charges sum to 0.25 e, not to the stated total of 1.0 e",
            assertThrows(StructureException.class, () -> Ions.evaluate(c, settings(CoulombMethod.DSF).withTotal(1))).getMessage());
        Configuration slab = Ions.random(10, TRICLINIC, 5);
        slab.setCell(new Cell(TRICLINIC.vectors(), new boolean[] {true, true, false}));
        assertEquals("method = pme sums over images in three directions, and this structure is open along c: make it periodic there, with vacuum if it is a slab, or take dsf or wolf",
            assertThrows(StructureException.class, () -> Ions.evaluate(slab, settings(CoulombMethod.PME))).getMessage());
        assertTrue(assertThrows(StructureException.class, () -> Ions.evaluate(slab, settings(CoulombMethod.DIRECT))).getMessage().startsWith("method = direct sums over all pairs"));
        assertThrows(IllegalArgumentException.class, () -> CoulombSettings.of(CoulombMethod.EWALD).withAccuracy(1e-15));
        assertThrows(IllegalArgumentException.class, () -> CoulombSettings.of(CoulombMethod.PME).withAccuracy(0.2));
    }
}
