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
        FireSteps steps = new FireSteps(c.positions());
        for (int step = 1; ; step++) {
            list.update(c);
            forceField.compute(list.list(), true, true, false, out);
            double[] f = out.forces();
            double largest = FireSteps.largest(f);
            if (!Double.isFinite(out.energy()) || !Double.isFinite(largest)) {
                throw StructureException.of(Kind.NOT_FINITE, "step %d of the relaxation gives an energy of %s and a force of %s", step, out.energy(), largest);
            }
            listener.step(step, out.energy(), largest);
            if (largest <= tolerance || step >= limit) {
                return new RelaxationResult(largest <= tolerance, step, out.energy(), largest);
            }
            steps.advance(f);
        }
    }
}
