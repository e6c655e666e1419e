package org.eutectic.md.dynamics;

/** Carries a state one step further. An integrator serves one simulation. */
public interface Integrator {
    /** Called once, with forces known, before the first step. */
    default void start(SimulationState state) {}

    /** Whether the virial must be known at the end of a step. */
    default boolean needsVirial(long step) {
        return false;
    }

    /** The name of its kind: a restart made with another kind has nothing to say to this one. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** What it remembers from step to step beside the state of the atoms, so that a run can be continued to the bit. */
    default double[] memory() {
        return new double[0];
    }

    /** Called in place of {@link #start} where a run is continued in which an integrator of this kind had this memory. */
    default void resume(SimulationState state, double[] memory) {
        start(state);
    }

    /**
     * One step of {@link SimulationState#timestep}. {@link SimulationState#step} already has the number of the step to be made; forces are those at the
     * old positions, and must be those at the new ones when this returns.
     */
    void step(SimulationState state);

    /** The same step in terms that a force field which moves atoms itself can carry out; null where there are none. Asked for when the integrator has started. */
    default StepRecipe recipe(SimulationState state) {
        return null;
    }

    /** Whether total momentum stays what it is. */
    default boolean conservesMomentum() {
        return true;
    }
}
