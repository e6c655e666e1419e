package org.eutectic.ir;

/**
 * A piecewise cubic on a uniform grid: knot m stands at {@code start + m·step}; on segment m, with t = (x − x_m)/step in [0,1],
 * y = ((c3·t + c2)·t + c1)·t + c0. What happens beyond the ends is stated: {@link Beyond}.
 */
public final class SplineTable {
    /** What a table gives outside its grid. */
    public enum Beyond {
        /** The end segment goes on. */
        EXTRAPOLATE,
        /** The end segment's tangent at the last knot goes on, so value and slope stay continuous. */
        LINEAR,
        /** The end value stays, the slope is zero. */
        CONSTANT
    }

    private final String name;
    private final double start;
    private final double step;
    private final double[] coefficients;
    private final Beyond below;
    private final Beyond above;

    /** @param coefficients four for each segment, c0 c1 c2 c3 */
    public SplineTable(String name, double start, double step, double[] coefficients, Beyond below, Beyond above) {
        this.name = name;
        this.start = start;
        this.step = step;
        this.coefficients = coefficients;
        this.below = below;
        this.above = above;
    }

    /** Whether both have the same knots and go on in the same way beyond them. */
    public boolean hasGridOf(SplineTable other) {
        return start == other.start && step == other.step && segments() == other.segments() && below == other.below && above == other.above;
    }

    public String name() {
        return name;
    }

    public double start() {
        return start;
    }

    public double step() {
        return step;
    }

    public int segments() {
        return coefficients.length / 4;
    }

    /** The live coefficients, four for each segment. */
    public double[] coefficients() {
        return coefficients;
    }

    public Beyond below() {
        return below;
    }

    public Beyond above() {
        return above;
    }

    /** Value (order 0), first or second derivative at x. */
    public double evaluate(double x, int order) {
        double u = (x - start) / step;
        int n = segments();
        if (u < 0 && below != Beyond.EXTRAPOLATE) {
            return beyond(0, 0, u, below, order);
        }
        if (u > n && above != Beyond.EXTRAPOLATE) {
            return beyond(n - 1, 1, u - n, above, order);
        }
        int m = (int) u;
        m = Math.max(0, Math.min(m, n - 1));
        return segment(m, u - m, order);
    }

    private double beyond(int m, double t, double excess, Beyond how, int order) {
        double slope = how == Beyond.LINEAR ? segment(m, t, 1) : 0;
        return switch (order) {
            case 0 -> segment(m, t, 0) + slope * excess * step;
            case 1 -> slope;
            default -> 0;
        };
    }

    private double segment(int m, double t, int order) {
        double c0 = coefficients[4 * m], c1 = coefficients[4 * m + 1], c2 = coefficients[4 * m + 2], c3 = coefficients[4 * m + 3];
        return switch (order) {
            case 0 -> ((c3 * t + c2) * t + c1) * t + c0;
            case 1 -> ((3 * c3 * t + 2 * c2) * t + c1) / step;
            default -> (6 * c3 * t + 2 * c2) / (step * step);
        };
    }
}
