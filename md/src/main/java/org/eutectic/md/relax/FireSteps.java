package org.eutectic.md.relax;

import org.eutectic.md.dynamics.DescentRule;

/** The steps of {@link Fire}: what moves, and how fast, from one calculation of forces to the next. */
final class FireSteps {
    private static final DescentRule RULE = DescentRule.STANDARD;

    private final double[] x;
    private final double[] v;
    private double dt = RULE.step();
    private double mixing = RULE.mixing();
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
            if (++downhill > RULE.patience()) {
                dt = Math.min(dt * RULE.speedUp(), RULE.largestStep());
                mixing *= RULE.mixingFactor();
            }
        } else if (begun) {
            downhill = 0;
            dt = Math.max(dt * RULE.slowDown(), RULE.smallestStep());
            mixing = RULE.mixing();
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
        return fastest * time > RULE.largestMove() ? RULE.largestMove() / fastest : time;
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
