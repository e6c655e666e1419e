package org.eutectic.md.dynamics;

import org.eutectic.atoms.StructureException;

/** Changes the cell, and takes the atoms with it, in the middle of a step of any integrator. It serves one simulation. */
public interface CellMotion {
    /** Whether the virial must be known at the end of a step. */
    default boolean needsVirial(long step) {
        return false;
    }

    /**
     * Called once, before the first step.
     *
     * @throws StructureException where the cell cannot be moved so
     */
    default void start(SimulationState state) {}

    /** Called before a step is made, with positions, velocities and forces of one moment. {@link SimulationState#step} already has the number of the step. */
    void before(SimulationState state);

    /** Called when the atoms have been moved and forces at their new places are not known yet. */
    void move(SimulationState state);

    /** Called at the end of the step, with forces known. */
    default void after(SimulationState state) {}
}
