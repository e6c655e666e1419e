package org.eutectic.md.dynamics;

import java.util.Locale;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

/** Whether atoms are where they can be, and the words for it where they are not. */
final class StateCheck {
    /** An atom that moves further than this in one step, Å, is running away. */
    static final double RUNAWAY = 1;

    private final SimulationState state;

    StateCheck(SimulationState state) {
        this.state = state;
    }

    boolean finiteForces() {
        for (double f : state.evaluation().forces()) {
            if (!Double.isFinite(f)) {
                return false;
            }
        }
        return true;
    }

    void requireSlow() {
        double limit = RUNAWAY / state.timestep();
        double[] velocities = state.velocities();
        for (int i = 0; i < state.size(); i++) {
            double x = velocities[3 * i], y = velocities[3 * i + 1], z = velocities[3 * i + 2];
            double v2 = x * x + y * y + z * z;
            if (!(v2 < limit * limit)) {
                throw new StructureException(Kind.RUNAWAY, String.format(Locale.ROOT,
                        "atom %d (%s) moves %.3g Å in one step; the time step is too long or atoms came too close", i + 1, state.configuration().symbol(i),
                        Math.sqrt(v2) * state.timestep()), null, i);
            }
        }
    }

    StructureException notFinite() {
        double[] f = state.evaluation().forces();
        for (int i = 0; i < state.size(); i++) {
            double force = Math.sqrt(f[3 * i] * f[3 * i] + f[3 * i + 1] * f[3 * i + 1] + f[3 * i + 2] * f[3 * i + 2]);
            if (!Double.isFinite(force)) {
                return new StructureException(Kind.NOT_FINITE, "the force on atom " + (i + 1) + " (" + state.configuration().symbol(i) + ") is " + force, null, i);
            }
        }
        for (int i = 0; i < state.size() && state.energyKnown(); i++) {
            if (!Double.isFinite(state.evaluation().siteEnergies()[i])) {
                return new StructureException(Kind.NOT_FINITE, "the energy of atom " + (i + 1) + " (" + state.configuration().symbol(i) + ") is "
                        + state.evaluation().siteEnergies()[i], null, i);
            }
        }
        return StructureException.of(Kind.NOT_FINITE, "the %s energy is not finite", state.energyKnown() ? "potential" : "kinetic");
    }
}
