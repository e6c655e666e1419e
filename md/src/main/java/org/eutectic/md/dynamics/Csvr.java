package org.eutectic.md.dynamics;

import org.eutectic.md.Units;

/**
 * Canonical sampling through velocity rescaling (Bussi, Donadio and Parrinello, J. Chem. Phys. 126, 014101 (2007)): velocity Verlet, then all velocities are
 * scaled by one random factor such that the kinetic energy has its canonical distribution. Dynamics are hardly disturbed, momentum is conserved.
 */
public final class Csvr implements Integrator {
    private final TemperatureProgram program;
    private final double relaxation;
    private final long seed;
    private final RandomStream random = new RandomStream();
    private final double[] drawn = new double[4];
    private double timestep;

    /**
     * @param program the temperature wanted
     * @param relaxation the time in which the kinetic energy relaxes, fs
     * @param seed tells one run's noise from another's
     */
    public Csvr(TemperatureProgram program, double relaxation, long seed) {
        if (!(relaxation > 0)) {
            throw new IllegalArgumentException("the relaxation time must be positive, not " + relaxation + " fs");
        }
        this.program = program;
        this.relaxation = relaxation;
        this.seed = seed;
    }

    @Override
    public void start(SimulationState state) {
        timestep = state.timestep();
        // Scaling would heat a drift of the whole system like any other motion.
        state.removeDrift();
    }

    @Override
    public void resume(SimulationState state, double[] memory) {
        timestep = state.timestep();
        // The drift was taken away at the start, and what has gathered since by rounding belongs to the run.
    }

    @Override
    public void step(SimulationState state) {
        double dt = timestep;
        state.kickAndDrift(0.5 * dt, dt);
        state.computeForces();
        double kinetic = state.kick(0.5 * dt);
        int n = state.degreesOfFreedom();
        if (kinetic == 0 || n == 0) {
            return;
        }
        draw(state.step(), n, drawn);
        double keep = drawn[0], share = drawn[1] / kinetic, g = drawn[2];
        double square = keep + share * drawn[3] + 2 * g * Math.sqrt(keep * share);
        double factor = Math.sqrt(Math.max(0, square));
        if (g + Math.sqrt(keep / share) < 0) {
            factor = -factor;
        }
        state.scaleVelocities(factor);
        state.addHeat((factor * factor - 1) * kinetic);
    }

    /** @see StepRecipe.Draw */
    private void draw(long step, int freedom, double[] out) {
        random.at(seed, step, -1);
        out[0] = StrictMath.exp(-timestep / relaxation);
        out[1] = (1 - out[0]) * 0.5 * Units.BOLTZMANN * program.at(step);
        out[2] = random.nextGaussian();
        out[3] = out[2] * out[2] + random.nextChiSquared(freedom - 1);
    }

    @Override
    public StepRecipe recipe(SimulationState state) {
        int freedom = state.degreesOfFreedom();
        return freedom == 0 ? new StepRecipe.Newton() : new StepRecipe.Rescaling((step, out) -> draw(step, freedom, out));
    }
}
