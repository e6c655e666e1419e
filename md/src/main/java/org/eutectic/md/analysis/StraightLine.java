package org.eutectic.md.analysis;

/**
 * The straight line of least squares through points.
 *
 * @param slope of y against x
 * @param offset y at x = 0
 * @param slopeError standard error of the slope, from what points lie beside the line: right where they are independent; NaN for fewer than three
 * @param offsetError the same of the offset
 */
public record StraightLine(double slope, double offset, double slopeError, double offsetError) {

    /** The line through points. */
    public static StraightLine through(double[] x, double[] y) {
        int n = x.length;
        double mx = 0, my = 0, xx = 0, xy = 0, rest = 0;
        for (int k = 0; k < n; k++) {
            mx += x[k] / n;
            my += y[k] / n;
        }
        for (int k = 0; k < n; k++) {
            xx += (x[k] - mx) * (x[k] - mx);
            xy += (x[k] - mx) * (y[k] - my);
        }
        double slope = xy / xx, offset = my - slope * mx;
        for (int k = 0; k < n; k++) {
            double d = y[k] - offset - slope * x[k];
            rest += d * d;
        }
        double scatter = n > 2 ? rest / (n - 2) : Double.NaN;
        return new StraightLine(slope, offset, Math.sqrt(scatter / xx), Math.sqrt(scatter * (1.0 / n + mx * mx / xx)));
    }
}
