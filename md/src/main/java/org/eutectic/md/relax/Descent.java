package org.eutectic.md.relax;

/**
 * Goes downhill to a minimum, step by step along directions that somebody proposes. Steps are accepted by the strong Wolfe conditions, with a value that may
 * rise by its rounding error: near a minimum values no longer differ while slopes still do (W. W. Hager and H. Zhang, SIAM J. Optim. 16, 170 (2005), eq. 4.1).
 */
final class Descent {
    private static final double DESCENT = 1e-4;
    private static final double ROUNDING = 1e-11;
    private static final int TRIALS = 30;

    /** What is minimized. */
    interface Objective {
        /**
         * The value at a point.
         *
         * @param gradient is filled
         */
        double evaluate(double[] x, double[] gradient);

        /** Whether the point evaluated last is near enough to the minimum. */
        boolean converged();

        /** The largest factor by which a step may be multiplied without going further than the value's shape can be trusted. */
        double longest(double[] step);

        /** Whether no more evaluations are allowed. */
        boolean exhausted();
    }

    /** Proposes where to go next. */
    interface Direction {
        /** A step from a point with a gradient. */
        double[] step(double[] gradient);

        /** Learns from a step that was made. */
        void learn(double[] move, double[] before, double[] after);

        /** Begins anew with the steepest descent; gives whether anything was forgotten. */
        boolean forget();

        /** To what part of its size a slope must fall along a step. */
        double slope();
    }

    private final Objective objective;
    private final Direction direction;
    private double[] x;
    private double[] gradient;
    private double value;
    /** Whether the last evaluation was that of {@link #x}. */
    private boolean there = true;

    Descent(Objective objective, Direction direction) {
        this.objective = objective;
        this.direction = direction;
    }

    /**
     * Moves a point to the minimum.
     *
     * @param start is changed in place to the lowest point found
     * @return whether the objective says that it converged
     */
    boolean minimize(double[] start) {
        x = start.clone();
        gradient = new double[x.length];
        value = objective.evaluate(x, gradient);
        boolean moved = true;
        while (!objective.converged() && moved && !objective.exhausted()) {
            double[] step = direction.step(gradient);
            double slope = dot(step, gradient);
            moved = slope < 0 && search(step, slope);
            if (!moved) {
                // What was learnt about the shape no longer holds.
                moved = direction.forget();
            }
        }
        System.arraycopy(x, 0, start, 0, x.length);
        if (!there) {
            // The objective remembers its last evaluation, which was a step too far.
            objective.evaluate(x, gradient);
        }
        return objective.converged();
    }

    /** Looks along a step for a point that is lower and less steep; goes there and learns from it. */
    private boolean search(double[] step, double slope) {
        double allowed = objective.longest(step), error = ROUNDING * Math.abs(value);
        double low = 0, lowSlope = slope, high = Double.POSITIVE_INFINITY, highSlope = Double.NaN, at = Math.min(1, allowed);
        double[] trial = new double[x.length], g = new double[x.length];
        for (int n = 0; n < TRIALS && !objective.exhausted(); n++) {
            System.arraycopy(x, 0, trial, 0, x.length);
            add(trial, at, step);
            double v = objective.evaluate(trial, g), s = dot(step, g);
            there = false;
            boolean lower = v <= value + DESCENT * at * slope || v <= value + error;
            if (lower && (Math.abs(s) <= direction.slope() * Math.abs(slope) || objective.converged() || at >= allowed && s < 0)) {
                accept(trial, g, v);
                return true;
            }
            if (!lower || s > 0) {
                high = at;
                highSlope = s > 0 ? s : Double.NaN;
            } else {
                low = at;
                lowSlope = s;
            }
            at = next(low, lowSlope, high, highSlope, allowed);
        }
        return false;
    }

    /** Where the slope would vanish if it changed evenly, kept away from the ends; the middle where it is not known; further on where no end is. */
    private static double next(double low, double lowSlope, double high, double highSlope, double allowed) {
        if (Double.isInfinite(high)) {
            return Math.min(allowed, Math.max(4 * low, low + 1e-3));
        }
        double part = Double.isNaN(highSlope) ? 0.5 : lowSlope / (lowSlope - highSlope);
        return low + Math.clamp(part, 0.05, 0.95) * (high - low);
    }

    private void accept(double[] to, double[] g, double v) {
        double[] move = to.clone();
        add(move, -1, x);
        direction.learn(move, gradient, g);
        x = to;
        gradient = g;
        value = v;
        there = true;
    }

    static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    static double dot(double[] a, double[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s;
    }
}
