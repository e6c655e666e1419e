package org.eutectic.md.dynamics;

/** Carries a state one step further. An integrator serves one simulation. */
public interface Integrator {
    /** Called once, with forces known, before the first step. */
    default void start(SimulationState state) {}

    /**
     * One step of {@link SimulationState#timestep}. {@link SimulationState#step} already has the number of the step to be made; forces are those at the
     * old positions, and must be those at the new ones when this returns.
     */
    void step(SimulationState state);

    /** Whether total momentum stays what it is. */
    default boolean conservesMomentum() {
        return true;
    }
}
