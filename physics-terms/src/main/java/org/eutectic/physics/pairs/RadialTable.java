package org.eutectic.physics.pairs;

import org.eutectic.atoms.NeighborListBuilder;

/**
 * A function of the distance as polynomials of the fifth degree in its square, which share values and two derivatives at the borders of segments. A segment is
 * 1/128 of its octave, so that it follows from the leading bits of the squared distance, and neither a root nor a division is needed in a loop over pairs.
 *
 * <p>Hermite's interpolation misses g by h⁶/46080 of its sixth derivative. For g = s^(−1/2), with h = s/128, that is 1e-15 of g: a table is as good as the
 * function. Forces are derivatives of the polynomials themselves, so that they belong to the energies to the last digits.
 */
public final class RadialTable {
    /** Numbers a segment takes: six coefficients, where it begins, and one to fill a line of the cache. */
    public static final int STRIDE = 8;
    private static final int BITS = 7;
    /** By so many bits a squared distance is shifted to the number of its segment; see {@link #FIRST}. */
    public static final int SHIFT = 52 - BITS;
    /** No two atoms are nearer than this, Å; a little less, for what moves between two neighbor lists. */
    private static final double LEAST = 0.5 * NeighborListBuilder.CLOSEST;

    /** The number of the first segment of all tables, before it is counted from 0. */
    public static final int FIRST = (int) (Double.doubleToRawLongBits(LEAST * LEAST) >>> SHIFT);
    /** Where that begins, Å². */
    public static final double LEAST_SQUARE = start(0);

    private final double[] coefficients;
    private final double cutoffSquare;

    /**
     * @param function must be defined a little beyond the cutoff, too
     * @param cutoff the largest distance at which it will be asked for, Å
     */
    public RadialTable(RadialFunction function, double cutoff) {
        cutoffSquare = cutoff * cutoff;
        int segments = (int) (Double.doubleToRawLongBits(cutoffSquare) >>> SHIFT) - FIRST + 1;
        coefficients = new double[STRIDE * segments];
        double[] a = new double[3], b = new double[3];
        inSquare(function, start(0), a);
        for (int k = 0; k < segments; k++) {
            double h = start(k + 1) - start(k);
            inSquare(function, start(k + 1), b);
            hermite(a, b, h, STRIDE * k);
            coefficients[STRIDE * k + 6] = start(k);
            System.arraycopy(b, 0, a, 0, 3);
        }
    }

    private static double start(int segment) {
        return Double.longBitsToDouble((long) (FIRST + segment) << SHIFT);
    }

    /** Derivatives with respect to s = r²: dg/ds = V′/2r, d²g/ds² = (V″ − V′/r)/4s. */
    private static void inSquare(RadialFunction f, double s, double[] out) {
        double r = Math.sqrt(s);
        f.at(r, out);
        double slope = out[1] / r;
        out[2] = (out[2] - slope) / (4 * s);
        out[1] = 0.5 * slope;
    }

    private void hermite(double[] a, double[] b, double h, int at) {
        double[] c = coefficients;
        c[at] = a[0];
        c[at + 1] = a[1];
        c[at + 2] = 0.5 * a[2];
        double value = b[0] - (a[0] + h * (a[1] + h * 0.5 * a[2])), slope = (b[1] - (a[1] + h * a[2])) * h, curvature = (b[2] - a[2]) * h * h;
        c[at + 3] = (10 * value - 4 * slope + 0.5 * curvature) / (h * h * h);
        c[at + 4] = (-15 * value + 7 * slope - curvature) / (h * h * h * h);
        c[at + 5] = (6 * value - 3 * slope + 0.5 * curvature) / (h * h * h * h * h);
    }

    /** The square of the cutoff, Å². */
    public double cutoffSquare() {
        return cutoffSquare;
    }

    /**
     * Where the coefficients c0 … c5 of a segment begin in {@link #coefficients}, followed by its beginning s0: the function is c0 + t (c1 + t (c2 + …)) with
     * t = r² − s0.
     *
     * @param square r², Å², below the cutoff's; below the least one the first segment is continued
     */
    public int segment(double square) {
        return ((int) (Double.doubleToRawLongBits(Math.max(square, LEAST_SQUARE)) >>> SHIFT) - FIRST) * STRIDE;
    }

    /** The live array. */
    public double[] coefficients() {
        return coefficients;
    }

    /** The function at a squared distance, Å²; 0 from the cutoff on. */
    public double value(double square) {
        if (square >= cutoffSquare) {
            return 0;
        }
        int k = segment(square);
        double[] c = coefficients;
        double t = square - c[k + 6];
        return c[k] + t * (c[k + 1] + t * (c[k + 2] + t * (c[k + 3] + t * (c[k + 4] + t * c[k + 5]))));
    }

    /** The derivative with respect to the squared distance, at one below the cutoff's, Å². */
    public double slope(double square) {
        int k = segment(square);
        double[] c = coefficients;
        double t = square - c[k + 6];
        return c[k + 1] + t * (2 * c[k + 2] + t * (3 * c[k + 3] + t * (4 * c[k + 4] + t * (5 * c[k + 5]))));
    }
}
