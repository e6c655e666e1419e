package org.eutectic.md.dynamics;

import org.eutectic.md.Units;

/**
 * Langevin dynamics, integrated by the BAOAB splitting of Leimkuhler and Matthews (Appl. Math. Res. Express 2013, 34): half a kick, half a drift, exact
 * friction and noise, half a drift, forces, half a kick. Averages over positions are right to a higher order in the time step than with other splittings.
 * Each atom has its own friction and noise, so the total momentum wanders and the temperature is taken over all 3N coordinates.
 */
public final class Langevin implements Integrator {
    private final TemperatureProgram program;
    private final double damping;
    private final long seed;
    private final RandomStream random = new RandomStream();

    /**
     * @param program the temperature wanted
     * @param damping the time over which a velocity is forgotten, fs (the inverse of the friction)
     * @param seed tells one run's noise from another's
     */
    public Langevin(TemperatureProgram program, double damping, long seed) {
        if (!(damping > 0)) {
            throw new IllegalArgumentException("the damping time must be positive, not " + damping + " fs");
        }
        this.program = program;
        this.damping = damping;
        this.seed = seed;
    }

    @Override
    public void step(SimulationState state) {
        double dt = state.timestep();
        state.kick(0.5 * dt);
        state.drift(0.5 * dt);
        frictionAndNoise(state, dt);
        state.drift(0.5 * dt);
        state.computeForces();
        state.kick(0.5 * dt);
    }

    private void frictionAndNoise(SimulationState state, double dt) {
        double keep = StrictMath.exp(-dt / damping);
        double thermal = Units.BOLTZMANN * program.at(state.step()) / Units.MASS_VELOCITY_SQUARED;
        double width = Math.sqrt(-StrictMath.expm1(-2 * dt / damping) * thermal);
        double[] v = state.velocities(), m = state.masses();
        double gain = 0;
        for (int i = 0, k = 0; i < m.length; i++, k += 3) {
            random.at(seed, state.step(), i);
            double s = width / Math.sqrt(m[i]);
            double x = v[k], y = v[k + 1], z = v[k + 2];
            double a = keep * x + s * random.nextGaussian();
            double b = keep * y + s * random.nextGaussian();
            double c = keep * z + s * random.nextGaussian();
            gain += m[i] * (a * a + b * b + c * c - x * x - y * y - z * z);
            v[k] = a;
            v[k + 1] = b;
            v[k + 2] = c;
        }
        state.addHeat(0.5 * Units.MASS_VELOCITY_SQUARED * gain);
    }

    @Override
    public boolean conservesMomentum() {
        return false;
    }
}
