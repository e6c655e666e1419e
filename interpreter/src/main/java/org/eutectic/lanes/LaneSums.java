package org.eutectic.lanes;

import jdk.incubator.vector.DoubleVector;

/**
 * Sums over lanes of products of two arrays out of many, and combinations of many arrays: products of small matrices, a block of rows and columns at a time so that
 * what is loaded once is used several times.
 */
public final class LaneSums {
    private static final int COUNT = Lanes.COUNT;
    private static final int ROWS = 4;

    private LaneSums() {}

    /**
     * out[at + r·columns + c] = Σ_k a[rows[r]][k] · a[columns[c]][k] over the first {@code n} lanes. Arrays hold a whole number of vectors; what stands behind the
     * last lane is lost.
     */
    public static void products(double[][] a, int[] rows, int[] columns, int n, double[] out, int at) {
        clearBehind(a, rows, n);
        clearBehind(a, columns, n);
        int r = 0;
        for (; r + ROWS <= rows.length; r += ROWS) {
            double[] x0 = a[rows[r]], x1 = a[rows[r + 1]], x2 = a[rows[r + 2]], x3 = a[rows[r + 3]];
            int c = 0, to = at + r * columns.length, step = columns.length;
            for (; c + 2 <= columns.length; c += 2) {
                double[] y0 = a[columns[c]], y1 = a[columns[c + 1]];
                DoubleVector zero = Lanes.all(0), s00 = zero, s10 = zero, s20 = zero, s30 = zero, s01 = zero, s11 = zero, s21 = zero, s31 = zero;
                for (int k = 0; k < n; k += COUNT) {
                    DoubleVector y = load(y0, k), z = load(y1, k), x = load(x0, k);
                    s00 = x.fma(y, s00);
                    s01 = x.fma(z, s01);
                    x = load(x1, k);
                    s10 = x.fma(y, s10);
                    s11 = x.fma(z, s11);
                    x = load(x2, k);
                    s20 = x.fma(y, s20);
                    s21 = x.fma(z, s21);
                    x = load(x3, k);
                    s30 = x.fma(y, s30);
                    s31 = x.fma(z, s31);
                }
                out[to + c] = sum(s00);
                out[to + c + 1] = sum(s01);
                out[to + step + c] = sum(s10);
                out[to + step + c + 1] = sum(s11);
                out[to + 2 * step + c] = sum(s20);
                out[to + 2 * step + c + 1] = sum(s21);
                out[to + 3 * step + c] = sum(s30);
                out[to + 3 * step + c + 1] = sum(s31);
            }
            for (; c < columns.length; c++) {
                double[] y0 = a[columns[c]];
                DoubleVector zero = Lanes.all(0), s0 = zero, s1 = zero, s2 = zero, s3 = zero;
                for (int k = 0; k < n; k += COUNT) {
                    DoubleVector y = load(y0, k);
                    s0 = y.fma(load(x0, k), s0);
                    s1 = y.fma(load(x1, k), s1);
                    s2 = y.fma(load(x2, k), s2);
                    s3 = y.fma(load(x3, k), s3);
                }
                out[to + c] = sum(s0);
                out[to + step + c] = sum(s1);
                out[to + 2 * step + c] = sum(s2);
                out[to + 3 * step + c] = sum(s3);
            }
        }
        for (; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                DoubleVector s = Lanes.all(0);
                for (int k = 0; k < n; k += COUNT) {
                    s = load(a[rows[r]], k).fma(load(a[columns[c]], k), s);
                }
                out[at + r * columns.length + c] = sum(s);
            }
        }
    }

    /** In the order of the lanes, whatever the machine's way of adding them. */
    private static double sum(DoubleVector v) {
        double s = v.lane(0);
        for (int k = 1; k < COUNT; k++) {
            s += v.lane(k);
        }
        return s;
    }

    /**
     * a[to[t]][k] = Σ_f factors[at + f·fromStep + t·toStep] · a[from[f]][k] for the lanes k from {@code first}, which begins a vector, to before {@code n}; what stands behind them is lost.
     */
    public static void combinations(double[][] a, int[] from, double[] factors, int at, int fromStep, int toStep, int first, int n, int[] to) {
        int t = 0;
        for (; t + ROWS <= to.length; t += ROWS) {
            double[] z0 = a[to[t]], z1 = a[to[t + 1]], z2 = a[to[t + 2]], z3 = a[to[t + 3]];
            int k = first;
            // Two vectors at a time, which share the factors.
            for (; k + COUNT < n; k += 2 * COUNT) {
                DoubleVector zero = Lanes.all(0), s0 = zero, s1 = zero, s2 = zero, s3 = zero, u0 = zero, u1 = zero, u2 = zero, u3 = zero;
                for (int f = 0, place = at + t * toStep; f < from.length; f++, place += fromStep) {
                    double[] x = a[from[f]];
                    DoubleVector y = load(x, k), z = load(x, k + COUNT), factor = Lanes.all(factors[place]);
                    s0 = y.fma(factor, s0);
                    u0 = z.fma(factor, u0);
                    factor = Lanes.all(factors[place + toStep]);
                    s1 = y.fma(factor, s1);
                    u1 = z.fma(factor, u1);
                    factor = Lanes.all(factors[place + 2 * toStep]);
                    s2 = y.fma(factor, s2);
                    u2 = z.fma(factor, u2);
                    factor = Lanes.all(factors[place + 3 * toStep]);
                    s3 = y.fma(factor, s3);
                    u3 = z.fma(factor, u3);
                }
                s0.intoArray(z0, k);
                s1.intoArray(z1, k);
                s2.intoArray(z2, k);
                s3.intoArray(z3, k);
                u0.intoArray(z0, k + COUNT);
                u1.intoArray(z1, k + COUNT);
                u2.intoArray(z2, k + COUNT);
                u3.intoArray(z3, k + COUNT);
            }
            for (; k < n; k += COUNT) {
                DoubleVector zero = Lanes.all(0), s0 = zero, s1 = zero, s2 = zero, s3 = zero;
                for (int f = 0, place = at + t * toStep; f < from.length; f++, place += fromStep) {
                    DoubleVector x = load(a[from[f]], k);
                    s0 = x.fma(Lanes.all(factors[place]), s0);
                    s1 = x.fma(Lanes.all(factors[place + toStep]), s1);
                    s2 = x.fma(Lanes.all(factors[place + 2 * toStep]), s2);
                    s3 = x.fma(Lanes.all(factors[place + 3 * toStep]), s3);
                }
                s0.intoArray(z0, k);
                s1.intoArray(z1, k);
                s2.intoArray(z2, k);
                s3.intoArray(z3, k);
            }
        }
        for (; t < to.length; t++) {
            for (int k = first; k < n; k += COUNT) {
                DoubleVector s = Lanes.all(0);
                for (int f = 0, place = at + t * toStep; f < from.length; f++, place += fromStep) {
                    s = load(a[from[f]], k).fma(Lanes.all(factors[place]), s);
                }
                s.intoArray(a[to[t]], k);
            }
        }
    }

    private static void clearBehind(double[][] a, int[] which, int n) {
        for (int w : which) {
            for (int k = n; k < Lanes.padded(n); k++) {
                a[w][k] = 0;
            }
        }
    }

    private static DoubleVector load(double[] a, int at) {
        return DoubleVector.fromArray(Lanes.SPECIES, a, at);
    }
}
