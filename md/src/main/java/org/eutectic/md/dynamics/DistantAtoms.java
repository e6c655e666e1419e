package org.eutectic.md.dynamics;

import java.util.Arrays;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;

/** The atoms of a simulation while a force field keeps and moves them: brings home what somebody looks at. */
final class DistantAtoms {
    private final SimulationState state;
    private final MovingForceField field;
    private final double skin;
    private final double[] reference;
    private MovedAtoms moved;
    /** Until the first step the host may still change velocities. */
    private boolean velocitiesAreHere = true;

    private DistantAtoms(SimulationState state, MovingForceField field, double skin) {
        this.state = state;
        this.field = field;
        this.skin = skin;
        this.reference = new double[3 * state.size()];
    }

    /** Null where the force field does not move atoms of these species. */
    static DistantAtoms of(SimulationState state, ForceField forceField, double skin) {
        MovingForceField moving = MovingForceField.of(forceField, state.configuration());
        return moving == null ? null : new DistantAtoms(state, moving, skin);
    }

    boolean begun() {
        return moved != null;
    }

    /** @param first positions for which the first list is to be made, Å */
    void begin(double[] first) {
        double[] responses = new double[state.size()];
        Arrays.setAll(responses, state::accelerationPerForce);
        moved = field.take(state.configuration(), new MovingForceField.Setting(state.masses(), responses, first, skin, state.timestep(), StateCheck.RUNAWAY / state.timestep()));
    }

    /** @see MovedAtoms#compute */
    boolean compute(boolean energy, boolean virial) {
        return moved.compute(energy, virial);
    }

    /** @see MovedAtoms#advance */
    int advance(StepRecipe recipe, long first, int count, boolean energy, boolean virial) {
        if (velocitiesAreHere) {
            moved.setVelocities(state.velocities());
            velocitiesAreHere = false;
        }
        return moved.advance(recipe, first, count, energy, virial);
    }

    /** Brings positions, velocities, heat, forces and what else was wanted home. */
    void fetch(boolean energy, boolean virial) {
        if (!velocitiesAreHere) {
            moved.fetchMotion(state.configuration().positions(), state.velocities());
            state.addHeat(moved.takeHeat());
        }
        moved.fetchForces(energy, virial, state.evaluation());
    }

    /** The positions for which the present list was made, Å. */
    double[] reference() {
        moved.fetchReference(reference);
        return reference;
    }

    long builds() {
        return moved.builds();
    }

    /** What is wrong with atoms that are not moved any further. */
    StructureException trouble(StateCheck check, VerletList neighbors) {
        fetch(false, false);
        if (!check.finiteForces()) {
            return check.notFinite();
        }
        try {
            neighbors.rebuild(state.configuration());
            check.requireSlow();
        } catch (StructureException e) {
            return e;
        }
        return StructureException.of(StructureException.Kind.NOT_FINITE, "the force field cannot move the atoms any further");
    }
}
