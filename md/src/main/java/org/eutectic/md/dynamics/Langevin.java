package org.eutectic.md.dynamics;

import java.util.Arrays;
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
    private final AtomBlocks.Work firstHalf = this::firstHalf;
    private SimulationState state;
    private RandomStream[] random;
    private double keep;
    private double width;

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
    public void start(SimulationState started) {
        state = started;
        random = new RandomStream[started.blocks().count()];
        Arrays.setAll(random, k -> new RandomStream());
    }

    @Override
    public void step(SimulationState state) {
        double dt = state.timestep();
        keep = StrictMath.exp(-dt / damping);
        double thermal = Units.BOLTZMANN * program.at(state.step()) / Units.MASS_VELOCITY_SQUARED;
        width = Math.sqrt(-StrictMath.expm1(-2 * dt / damping) * thermal);
        state.addHeat(0.5 * Units.MASS_VELOCITY_SQUARED * state.blocks().sum(firstHalf));
        state.computeForces();
        state.kick(0.5 * dt);
    }

    /** All that comes before the forces, in one pass over the atoms; gives twice the heat, in units of u·(Å/fs)². */
    private double firstHalf(int block, int from, int to) {
        double[] x = state.configuration().positions(), v = state.velocities(), f = state.evaluation().forces(), m = state.masses();
        double half = 0.5 * state.timestep(), gain = 0;
        RandomStream noise = random[block];
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double a = half * state.accelerationPerForce(i), s = width / Math.sqrt(m[i]);
            if (a == 0) {
                // It is held.
                x[k] += 2 * half * v[k];
                x[k + 1] += 2 * half * v[k + 1];
                x[k + 2] += 2 * half * v[k + 2];
                continue;
            }
            double vx = v[k] + a * f[k], vy = v[k + 1] + a * f[k + 1], vz = v[k + 2] + a * f[k + 2];
            noise.at(seed, state.step(), i);
            double wx = keep * vx + s * noise.nextGaussian();
            double wy = keep * vy + s * noise.nextGaussian();
            double wz = keep * vz + s * noise.nextGaussian();
            gain += m[i] * (wx * wx + wy * wy + wz * wz - vx * vx - vy * vy - vz * vz);
            x[k] = x[k] + half * vx + half * wx;
            x[k + 1] = x[k + 1] + half * vy + half * wy;
            x[k + 2] = x[k + 2] + half * vz + half * wz;
            v[k] = wx;
            v[k + 1] = wy;
            v[k + 2] = wz;
        }
        return gain;
    }

    @Override
    public StepRecipe recipe(SimulationState state) {
        return new StepRecipe.Noise(program, damping, seed);
    }

    @Override
    public boolean conservesMomentum() {
        return false;
    }
}
