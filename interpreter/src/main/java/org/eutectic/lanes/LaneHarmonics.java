package org.eutectic.lanes;

import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Harmonics;

/**
 * The {@link Harmonics} of some orders at the directions in lanes, and their slopes with the components of the direction. Of q_lm = Q_l^k(z)·(x + iy)^k, real or
 * imaginary part, k = |m|, the first factor goes by the recurrence of Legendre polynomials' derivatives, (n−k+1) Q_{n+1} = (2n+1) z Q_n − (n+k) Q_{n−1} (NIST
 * Handbook of Mathematical Functions, eq. 14.10.3), and dQ_l^k/dz = Q_l^{k+1}.
 */
public final class LaneHarmonics {
    private static final int COUNT = Lanes.COUNT;

    private final int highest;
    private final int columns;
    /** For each order up to the highest the column of its m = 0, or −1. */
    private final int[] middle;

    /** @param orders ascending */
    public LaneHarmonics(int[] orders) {
        highest = orders[orders.length - 1];
        middle = new int[highest + 1];
        java.util.Arrays.fill(middle, -1);
        int first = 0;
        for (int l : orders) {
            middle[l] = first + l;
            first += 2 * l + 1;
        }
        columns = first;
    }

    /** How many there are: for each order m from −l to l. */
    public int columns() {
        return columns;
    }

    /**
     * Fills an array for each harmonic.
     *
     * @param a all arrays
     * @param direction numbers of those of the unit vector's components
     * @param out numbers of those that are filled
     * @param n lanes
     */
    public void values(double[][] a, int[] direction, int[] out, int n) {
        double[] ux = a[direction[0]], uy = a[direction[1]], uz = a[direction[2]];
        for (int lane = 0; lane < n; lane += COUNT) {
            DoubleVector x = load(ux, lane), y = load(uy, lane), z = load(uz, lane), real = Lanes.all(1), imaginary = Lanes.all(0);
            for (int k = 0; k <= highest; k++) {
                DoubleVector before = Lanes.all(0), now = Lanes.all(Harmonics.doubleFactorial(k));
                for (int l = k; l <= highest; l++) {
                    if (middle[l] >= 0) {
                        now.mul(real).intoArray(a[out[middle[l] + k]], lane);
                        if (k > 0) {
                            now.mul(imaginary).intoArray(a[out[middle[l] - k]], lane);
                        }
                    }
                    DoubleVector next = z.mul(now).mul((2.0 * l + 1) / (l - k + 1)).sub(before.mul((double) (l + k) / (l - k + 1)));
                    before = now;
                    now = next;
                }
                DoubleVector next = x.mul(real).sub(y.mul(imaginary));
                imaginary = x.mul(imaginary).add(y.mul(real));
                real = next;
            }
        }
    }

    /**
     * From adjoints of the harmonics those of the direction's components.
     *
     * @param adjoints numbers of their arrays
     * @param out numbers of the arrays of the three sums that are filled
     * @param first where the first vector begins
     * @param n lanes, with those before it
     */
    public void slopes(double[][] a, int[] direction, int[] adjoints, int[] out, int first, int n) {
        double[] ux = a[direction[0]], uy = a[direction[1]], uz = a[direction[2]];
        for (int lane = first; lane < n; lane += COUNT) {
            DoubleVector zero = Lanes.all(0), x = load(ux, lane), y = load(uy, lane), z = load(uz, lane), real = Lanes.all(1), imaginary = zero, lowerReal = zero, lowerImaginary = zero;
            DoubleVector sx = zero, sy = zero, sz = zero;
            for (int k = 0; k <= highest; k++) {
                DoubleVector before = zero, now = Lanes.all(Harmonics.doubleFactorial(k)), beforeSlope = zero, slope = zero;
                DoubleVector cosine = zero, sine = zero, cosineSlope = zero, sineSlope = zero;
                for (int l = k; l <= highest; l++) {
                    if (middle[l] >= 0) {
                        DoubleVector c = load(a[adjoints[middle[l] + k]], lane);
                        cosine = now.fma(c, cosine);
                        cosineSlope = slope.fma(c, cosineSlope);
                        if (k > 0) {
                            DoubleVector s = load(a[adjoints[middle[l] - k]], lane);
                            sine = now.fma(s, sine);
                            sineSlope = slope.fma(s, sineSlope);
                        }
                    }
                    DoubleVector next = z.mul(now).mul((2.0 * l + 1) / (l - k + 1)).sub(before.mul((double) (l + k) / (l - k + 1)));
                    // The order k + 1 begins at l = k + 1.
                    DoubleVector nextSlope = l == k ? Lanes.all(Harmonics.doubleFactorial(k + 1))
                        : z.mul(slope).mul((2.0 * l + 1) / (l - k)).sub(beforeSlope.mul((double) (l + k + 1) / (l - k)));
                    before = now;
                    now = next;
                    beforeSlope = slope;
                    slope = nextSlope;
                }
                sz = cosineSlope.fma(real, sineSlope.fma(imaginary, sz));
                sx = sx.add(cosine.mul(lowerReal).add(sine.mul(lowerImaginary)).mul(k));
                sy = sy.add(sine.mul(lowerReal).sub(cosine.mul(lowerImaginary)).mul(k));
                lowerReal = real;
                lowerImaginary = imaginary;
                DoubleVector next = x.mul(real).sub(y.mul(imaginary));
                imaginary = x.mul(imaginary).add(y.mul(real));
                real = next;
            }
            sx.intoArray(a[out[0]], lane);
            sy.intoArray(a[out[1]], lane);
            sz.intoArray(a[out[2]], lane);
        }
    }

    private static DoubleVector load(double[] a, int at) {
        return DoubleVector.fromArray(Lanes.SPECIES, a, at);
    }
}
