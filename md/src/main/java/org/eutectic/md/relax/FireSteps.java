package org.eutectic.md.relax;

/** The steps of {@link Fire}: what moves, and how fast, from one calculation of forces to the next. */
final class FireSteps {
    private static final double START_MIXING = 0.25;
    private static final double MIXING_FACTOR = 0.99;
    private static final double START_STEP = 0.1;
    private static final double LARGEST_STEP = 1.0;
    private static final double SMALLEST_STEP = 0.002;
    private static final double SPEED_UP = 1.1;
    private static final double SLOW_DOWN = 0.5;
    private static final int DOWNHILL_BEFORE_SPEED_UP = 20;
    private static final double LARGEST_MOVE = 0.1;

    private final double[] x;
    private final double[] v;
    private double dt = START_STEP;
    private double mixing = START_MIXING;
    private int downhill;
    private boolean begun;

    /** @param x places, three numbers each, Å; moved in place */
    FireSteps(double[] x) {
        this.x = x;
        v = new double[x.length];
    }

    /** Moves everything, given the forces where it is. */
    void advance(double[] f) {
        if (dot(f, v) > 0) {
            if (++downhill > DOWNHILL_BEFORE_SPEED_UP) {
                dt = Math.min(dt * SPEED_UP, LARGEST_STEP);
                mixing *= MIXING_FACTOR;
            }
        } else if (begun) {
            downhill = 0;
            dt = Math.max(dt * SLOW_DOWN, SMALLEST_STEP);
            mixing = START_MIXING;
            double back = moveFactor(0.5 * dt);
            for (int k = 0; k < x.length; k++) {
                x[k] -= back * v[k];
                v[k] = 0;
            }
        }
        begun = true;
        for (int k = 0; k < x.length; k++) {
            v[k] += dt * f[k];
        }
        double ratio = Math.sqrt(dot(v, v) / dot(f, f));
        for (int k = 0; k < x.length; k++) {
            v[k] = (1 - mixing) * v[k] + mixing * ratio * f[k];
        }
        double forward = moveFactor(dt);
        for (int k = 0; k < x.length; k++) {
            x[k] += forward * v[k];
        }
    }

    /** The time to move for: less than {@code time} where an atom would go too far. */
    private double moveFactor(double time) {
        double fastest = largest(v);
        return fastest * time > LARGEST_MOVE ? LARGEST_MOVE / fastest : time;
    }

    /** The length of the largest of vectors that stand one after the other. */
    static double largest(double[] f) {
        double worst = 0;
        for (int k = 0; k < f.length; k += 3) {
            worst = Math.max(worst, f[k] * f[k] + f[k + 1] * f[k + 1] + f[k + 2] * f[k + 2]);
        }
        return Math.sqrt(worst);
    }

    private static double dot(double[] a, double[] b) {
        double s = 0;
        for (int k = 0; k < a.length; k++) {
            s += a[k] * b[k];
        }
        return s;
    }
}
