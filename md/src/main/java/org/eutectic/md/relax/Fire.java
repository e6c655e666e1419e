package org.eutectic.md.relax;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.dynamics.VerletList;

/**
 * The fast inertial relaxation engine (Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006)) in its second form with semi-implicit Euler steps (Guénolé et al.,
 * Comput. Mater. Sci. 175, 109584 (2020)): dynamics that steer velocities towards the forces, speed up while going downhill, and stop and step back when
 * going uphill. All atoms move with the same mass, 1 in units of Å, eV; the cell stays as it is.
 */
public final class Fire {
    private static final double START_MIXING = 0.25;
    private static final double MIXING_FACTOR = 0.99;
    private static final double START_STEP = 0.1;
    private static final double LARGEST_STEP = 1.0;
    private static final double SMALLEST_STEP = 0.002;
    private static final double SPEED_UP = 1.1;
    private static final double SLOW_DOWN = 0.5;
    private static final int DOWNHILL_BEFORE_SPEED_UP = 20;
    private static final double LARGEST_MOVE = 0.1;

    /** Is told of each step. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param step force evaluations so far
         * @param energy potential energy, eV
         * @param largestForce length of the largest force, eV/Å
         */
        void step(int step, double energy, double largestForce);
    }

    private final double tolerance;
    private final int limit;
    private final Listener listener;

    private Fire(double tolerance, int limit, Listener listener) {
        this.tolerance = tolerance;
        this.limit = limit;
        this.listener = listener;
    }

    /** Relaxes until no force exceeds 1e-4 eV/Å, in at most 10,000 steps. */
    public Fire() {
        this(1e-4, 10_000, (step, energy, force) -> { });
    }

    /** The same with another largest force, eV/Å. */
    public Fire withForceTolerance(double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("the force tolerance must be positive, not " + tolerance + " eV/Å");
        }
        return new Fire(tolerance, limit, listener);
    }

    /** The same with another largest number of steps. */
    public Fire withMaximumSteps(int steps) {
        return new Fire(tolerance, steps, listener);
    }

    /** The same with someone who is told of each step. */
    public Fire withListener(Listener listener) {
        return new Fire(tolerance, limit, listener);
    }

    /**
     * Moves the atoms of a configuration into the nearest minimum of the energy.
     *
     * @throws StructureException where atoms touch or forces are not finite
     */
    public RelaxationResult relax(Configuration c, ForceField forceField) {
        VerletList list = new VerletList(forceField, 0.5);
        Evaluation out = new Evaluation();
        double[] x = c.positions(), v = new double[x.length];
        double dt = START_STEP, mixing = START_MIXING;
        int downhill = 0;
        for (int step = 1; ; step++) {
            list.update(c);
            forceField.compute(list.list(), true, true, false, out);
            double[] f = out.forces();
            double largest = largest(f);
            if (!Double.isFinite(out.energy()) || !Double.isFinite(largest)) {
                throw StructureException.of(Kind.NOT_FINITE, "step %d of the relaxation gives an energy of %s and a force of %s", step, out.energy(), largest);
            }
            listener.step(step, out.energy(), largest);
            if (largest <= tolerance || step >= limit) {
                return new RelaxationResult(largest <= tolerance, step, out.energy(), largest);
            }
            if (dot(f, v) > 0) {
                if (++downhill > DOWNHILL_BEFORE_SPEED_UP) {
                    dt = Math.min(dt * SPEED_UP, LARGEST_STEP);
                    mixing *= MIXING_FACTOR;
                }
            } else if (step > 1) {
                downhill = 0;
                dt = Math.max(dt * SLOW_DOWN, SMALLEST_STEP);
                mixing = START_MIXING;
                double back = moveFactor(v, 0.5 * dt);
                for (int k = 0; k < x.length; k++) {
                    x[k] -= back * v[k];
                    v[k] = 0;
                }
            }
            move(x, v, f, dt, mixing);
        }
    }

    private static void move(double[] x, double[] v, double[] f, double dt, double mixing) {
        for (int k = 0; k < x.length; k++) {
            v[k] += dt * f[k];
        }
        double ratio = Math.sqrt(dot(v, v) / dot(f, f));
        for (int k = 0; k < x.length; k++) {
            v[k] = (1 - mixing) * v[k] + mixing * ratio * f[k];
        }
        double forward = moveFactor(v, dt);
        for (int k = 0; k < x.length; k++) {
            x[k] += forward * v[k];
        }
    }

    /** The time to move for: less than {@code dt} where an atom would go too far. */
    private static double moveFactor(double[] v, double dt) {
        double fastest = largest(v);
        return fastest * dt > LARGEST_MOVE ? LARGEST_MOVE / fastest : dt;
    }

    private static double largest(double[] f) {
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
