package org.eutectic.md.dynamics;

/** Newton's equations at constant energy (NVE): half a kick, a drift, half a kick. Symplectic and reversible. */
public final class VelocityVerlet implements Integrator {
    @Override
    public void step(SimulationState state) {
        double dt = state.timestep();
        state.kickAndDrift(0.5 * dt, dt);
        state.computeForces();
        state.kick(0.5 * dt);
    }

    @Override
    public StepRecipe recipe(SimulationState state) {
        return new StepRecipe.Newton();
    }
}
