package org.eutectic.md.thermal;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.analysis.BlockMean;
import org.eutectic.md.analysis.StraightLine;
import org.eutectic.md.dynamics.SimulationState;

/**
 * How well a run keeps its energy. Where energies are smooth functions of positions and forces their derivatives, the total energy swings by an amount that goes as the square of the time step and does not
 * drift; what is rough (a cutoff that jumps, a table too coarse, a network in single precision) drifts, the more the hotter.
 *
 * @param temperature wanted, K
 * @param mean of the run, K
 * @param drift of the total energy, eV for each atom and fs: the slope of a straight line through it
 * @param driftError its standard error from the slopes of blocks
 * @param swing root mean square of the total energy about the line, eV for each atom
 * @param time of the run, fs
 */
public record EnergyDrift(double temperature, double mean, double drift, double driftError, double swing, double time) {
    private static final int BLOCKS = 5;

    /**
     * Runs a crystal at constant energy.
     *
     * @param block the crystal, repeated often enough
     * @param settling steps with a thermostat before
     * @param steps that are counted
     * @param every steps between two looks
     */
    public static EnergyDrift of(Configuration block, ForceField field, double temperature, long settling, long steps, int every, Conditions conditions) {
        Sample sample = new Sample(block.copy(), field, conditions, 100);
        sample.heat(2 * temperature);
        sample.atTemperature(temperature, settling);
        double n = block.size();
        Sample.Series energy = new Sample.Series(every, true, s -> (s.potentialEnergy() + s.kineticEnergy()) / n), heat = new Sample.Series(every, false, SimulationState::temperature);
        sample.alone(steps, energy, heat);
        double[] e = energy.values(), t = new double[e.length];
        for (int k = 0; k < t.length; k++) {
            t[k] = k * every * conditions.timestep();
        }
        StraightLine line = StraightLine.through(t, e);
        double square = 0;
        for (int k = 0; k < t.length; k++) {
            double d = e[k] - line.offset() - line.slope() * t[k];
            square += d * d / t.length;
        }
        double[] slopes = new double[BLOCKS];
        int length = t.length / BLOCKS;
        for (int b = 0; b < BLOCKS; b++) {
            slopes[b] = StraightLine.through(java.util.Arrays.copyOfRange(t, b * length, (b + 1) * length), java.util.Arrays.copyOfRange(e, b * length, (b + 1) * length)).slope();
        }
        // The error of a line's slope goes as the length to the power of minus three halves where deviations are independent: that of the whole is a fifth of that of the mean of five.
        return new EnergyDrift(temperature, BlockMean.ofSeries(heat.values(), BLOCKS).value(), line.slope(), BlockMean.ofSeries(slopes, BLOCKS).error() / BLOCKS, Math.sqrt(square), steps * conditions.timestep());
    }
}
