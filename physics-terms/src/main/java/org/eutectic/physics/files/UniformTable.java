package org.eutectic.physics.files;

import org.eutectic.ir.SplineTable;

/**
 * Samples of a function on a uniform grid, and the piecewise cubic that DYNAMO and LAMMPS draw through them.
 *
 * <p>Each segment is the cubic Hermite polynomial through its two samples with the slopes s there (per step):
 *
 * <pre>
 * y(t) = y0 + s0 t + (3 (y1 − y0) − 2 s0 − s1) t² + (s0 + s1 − 2 (y1 − y0)) t³
 * </pre>
 *
 * <p>The slopes are the five-point central difference (y₋₂ − 8 y₋₁ + 8 y₊₁ − y₊₂)/12 in the interior, the three-point one a step from the
 * ends and the one-sided difference at the ends. It is not the natural or the not-a-knot spline: a potential file means this curve,
 * because its author and everyone since ran it so, and the differences would show in the ninth digit.
 *
 * @param step between samples, in the argument's unit
 */
record UniformTable(double step, double[] values) {

    /** The curve; its first knot stands at argument 0. */
    SplineTable curve(String name, SplineTable.Beyond below, SplineTable.Beyond above) {
        int n = values.length;
        double[] slopes = slopes(values);
        double[] coefficients = new double[4 * (n - 1)];
        for (int m = 0; m < n - 1; m++) {
            double rise = values[m + 1] - values[m];
            coefficients[4 * m] = values[m];
            coefficients[4 * m + 1] = slopes[m];
            coefficients[4 * m + 2] = 3 * rise - 2 * slopes[m] - slopes[m + 1];
            coefficients[4 * m + 3] = slopes[m] + slopes[m + 1] - 2 * rise;
        }
        return new SplineTable(name, 0, step, coefficients, below, above);
    }

    private static double[] slopes(double[] y) {
        int n = y.length;
        double[] s = new double[n];
        for (int m = 2; m < n - 2; m++) {
            s[m] = (y[m - 2] - y[m + 2] + 8 * (y[m + 1] - y[m - 1])) / 12;
        }
        s[1] = (y[2] - y[0]) / 2;
        s[n - 2] = (y[n - 1] - y[n - 3]) / 2;
        s[0] = y[1] - y[0];
        s[n - 1] = y[n - 1] - y[n - 2];
        return s;
    }

    /**
     * The same function on another grid, by the cubic through the four nearest samples (Lagrange); beyond the last sample it stays
     * constant. This is how several {@code funcfl} files, each with a grid of its own, come to share one.
     */
    UniformTable resampled(int count, double newStep) {
        double[] sampled = new double[count];
        int n = values.length;
        for (int m = 0; m < count; m++) {
            double u = m * newStep / step;
            int k = Math.max(1, Math.min((int) u, n - 3));
            double p = Math.min(u - k, 2);
            sampled[m] = values[k - 1] * -p * (p - 1) * (p - 2) / 6
                + values[k] * (p + 1) * (p - 1) * (p - 2) / 2
                - values[k + 1] * (p + 1) * p * (p - 2) / 2
                + values[k + 2] * (p + 1) * p * (p - 1) / 6;
        }
        return new UniformTable(newStep, sampled);
    }

    double last() {
        return (values.length - 1) * step;
    }
}
