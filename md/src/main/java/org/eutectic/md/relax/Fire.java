package org.eutectic.md.relax;

import java.util.Arrays;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.dynamics.DescentRule;
import org.eutectic.md.dynamics.MovedAtoms;
import org.eutectic.md.dynamics.MovingForceField;
import org.eutectic.md.dynamics.VerletList;

/**
 * The fast inertial relaxation engine (Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006)) in its second form with semi-implicit Euler steps (Guénolé et al.,
 * Comput. Mater. Sci. 175, 109584 (2020)): dynamics that steer velocities towards the forces, speed up while going downhill, and stop and step back when
 * going uphill. All atoms move with the same mass, 1 in units of Å, eV; the cell stays as it is. A {@link MovingForceField} does all of that where it computes.
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

    /** How much further than the cutoff neighbor lists reach, Å. */
    private static final double SKIN = 0.5;
    /** Steps that a force field which keeps the atoms makes at once. */
    private static final int PORTION = 50;

    private final double tolerance;
    private final int limit;
    private final Listener listener;

    private final int[] held;

    private Fire(double tolerance, int limit, Listener listener, int[] held) {
        this.tolerance = tolerance;
        this.limit = limit;
        this.listener = listener;
        this.held = held;
    }

    /** Relaxes until no force exceeds 1e-4 eV/Å, in at most 10,000 steps. */
    public Fire() {
        this(1e-4, 10_000, (step, energy, force) -> { }, new int[0]);
    }

    /** The same with another largest force, eV/Å. */
    public Fire withForceTolerance(double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("the force tolerance must be positive, not " + tolerance + " eV/Å");
        }
        return new Fire(tolerance, limit, listener, held);
    }

    /** The same with another largest number of steps. */
    public Fire withMaximumSteps(int steps) {
        return new Fire(tolerance, steps, listener, held);
    }

    /** The same with someone who is told of each step. */
    public Fire withListener(Listener listener) {
        return new Fire(tolerance, limit, listener, held);
    }

    /** The same with atoms, counted from 0, that stay where they are whatever acts on them. */
    public Fire withHeld(int... atoms) {
        return new Fire(tolerance, limit, listener, atoms.clone());
    }

    /**
     * Moves the atoms of a configuration into the nearest minimum of the energy.
     *
     * @throws StructureException where atoms touch or forces are not finite
     */
    public RelaxationResult relax(Configuration c, ForceField forceField) {
        MovingForceField moving = c.size() == 0 ? null : MovingForceField.of(forceField, c);
        return moving == null ? relaxHere(c, forceField) : relaxThere(c, moving);
    }

    private RelaxationResult relaxHere(Configuration c, ForceField forceField) {
        VerletList list = new VerletList(forceField, SKIN);
        Evaluation out = new Evaluation();
        FireSteps steps = new FireSteps(c.positions());
        for (int step = 1; ; step++) {
            list.update(c);
            forceField.compute(list.list(), true, true, false, out);
            double[] f = out.forces();
            for (int i : held) {
                Arrays.fill(f, 3 * i, 3 * i + 3, 0);
            }
            RelaxationResult result = tell(step, out.energy(), FireSteps.largest(f));
            if (result.converged() || step >= limit) {
                return result;
            }
            steps.advance(f);
        }
    }

    private RelaxationResult tell(int step, double energy, double largest) {
        if (!Double.isFinite(energy) || !Double.isFinite(largest)) {
            throw StructureException.of(Kind.NOT_FINITE, "step %d of the relaxation gives an energy of %s and a force of %s", step, energy, largest);
        }
        listener.step(step, energy, largest);
        return new RelaxationResult(largest <= tolerance, step, energy, largest);
    }

    /** The same where the force field keeps the atoms: only figures come home, some steps' at once. */
    private RelaxationResult relaxThere(Configuration c, MovingForceField forceField) {
        double[] responses = new double[c.size()], masses = c.massesIfKnown(), figures = new double[2 * PORTION];
        Arrays.fill(responses, 1);
        for (int i : held) {
            responses[i] = 0;
        }
        double[] any = masses == null ? new double[c.size()] : masses;
        MovedAtoms atoms = forceField.take(c, new MovingForceField.Setting(any, responses, c.positions(), SKIN, 1, Double.POSITIVE_INFINITY));
        for (int step = 0; ;) {
            int asked = Math.min(PORTION, Math.max(1, limit - step)), made = atoms.descend(DescentRule.STANDARD, tolerance, asked, figures);
            RelaxationResult result = null;
            for (int k = 0; k < made; k++) {
                result = tell(++step, figures[2 * k], figures[2 * k + 1]);
            }
            boolean ends = made > 0 && result.converged() || made == asked && step >= limit;
            if (ends || made < asked) {
                atoms.fetchMotion(c.positions(), new double[3 * c.size()]);
            }
            if (ends) {
                return result;
            }
            if (made < asked) {
                // What is wrong with the atoms is told here as it is for other force fields.
                new VerletList(forceField, SKIN).rebuild(c);
                throw StructureException.of(Kind.NOT_FINITE, "the force field cannot go on after step %d of the relaxation", step);
            }
        }
    }
}
