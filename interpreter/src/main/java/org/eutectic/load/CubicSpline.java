package org.eutectic.load;

import org.eutectic.ir.SplineTable;

/** The interpolating cubic spline with continuous second derivative through samples on a uniform grid. */
final class CubicSpline {
    private CubicSpline() {}

    /**
     * The natural spline (second derivative zero at both ends). Below the grid the end segment goes on, above it the end value stays.
     *
     * @param y at least three samples
     */
    static SplineTable natural(String name, double start, double step, double[] y) {
        int n = y.length;
        double[] second = new double[n];
        double[] upper = new double[n];
        // Thomas's algorithm on second[k-1] + 4 second[k] + second[k+1] = 6 (y[k+1] - 2 y[k] + y[k-1]), in units of step².
        for (int k = 1; k < n - 1; k++) {
            double pivot = 4 - upper[k - 1];
            upper[k] = 1 / pivot;
            second[k] = (6 * (y[k + 1] - 2 * y[k] + y[k - 1]) - second[k - 1]) / pivot;
        }
        for (int k = n - 2; k > 0; k--) {
            second[k] -= upper[k] * second[k + 1];
        }
        double[] c = new double[4 * (n - 1)];
        for (int k = 0; k < n - 1; k++) {
            c[4 * k] = y[k];
            c[4 * k + 1] = y[k + 1] - y[k] - (2 * second[k] + second[k + 1]) / 6;
            c[4 * k + 2] = second[k] / 2;
            c[4 * k + 3] = (second[k + 1] - second[k]) / 6;
        }
        return new SplineTable(name, start, step, c, SplineTable.Beyond.EXTRAPOLATE, SplineTable.Beyond.CONSTANT);
    }
}
