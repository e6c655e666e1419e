package org.eutectic.md.dynamics;

import org.eutectic.md.Units;

/**
 * Constant temperature by a chain of Nosé-Hoover thermostats (G. J. Martyna, M. L. Klein and M. Tuckerman, J. Chem. Phys. 97, 2635 (1992)), integrated
 * reversibly: half the chain, velocity Verlet, half the chain. Without random numbers; small stiff systems are better served by noise.
 */
public final class NoseHoover implements Integrator {
    private final TemperatureProgram program;
    private final double relaxation;
    private final NoseHooverChain chain;

    /**
     * @param program the temperature wanted, above 0 K
     * @param relaxation the time of the thermostat's oscillations, fs
     */
    public NoseHoover(TemperatureProgram program, double relaxation) {
        this.program = program;
        this.relaxation = relaxation;
        chain = new NoseHooverChain(relaxation);
    }

    @Override
    public void start(SimulationState state) {
        state.removeDrift();
    }

    @Override
    public double[] memory() {
        double[] memory = new double[NoseHooverChain.memory()];
        chain.save(memory, 0);
        return memory;
    }

    @Override
    public StepRecipe recipe(SimulationState state) {
        int freedom = state.degreesOfFreedom();
        return freedom == 0 ? new StepRecipe.Newton() : new StepRecipe.Chain(program, relaxation, freedom, this::memory, memory -> chain.load(memory, 0));
    }

    @Override
    public void resume(SimulationState state, double[] memory) {
        chain.load(memory, 0);
    }

    @Override
    public void step(SimulationState state) {
        double dt = state.timestep();
        act(state, state.kineticEnergy());
        state.kickAndDrift(0.5 * dt, dt);
        state.computeForces();
        act(state, state.kick(0.5 * dt));
    }

    private void act(SimulationState state, double kinetic) {
        if (state.degreesOfFreedom() == 0) {
            return;
        }
        double scale = chain.act(2 * kinetic, state.degreesOfFreedom(), Units.BOLTZMANN * program.at(state.step()), 0.5 * state.timestep());
        state.scaleVelocities(scale);
        state.addHeat((scale * scale - 1) * kinetic);
    }
}
