package org.eutectic.md.output;

import org.eutectic.md.dynamics.SimulationState;

/**
 * What a log says of one step.
 *
 * @param step number of the step
 * @param time fs
 * @param temperature K
 * @param potential potential energy, eV
 * @param kinetic kinetic energy, eV
 * @param conserved total energy less what the thermostat put in, eV: its drift tells the quality of the integration
 * @param pressure xx yy zz xy xz yz, GPa, positive under compression; NaN without a volume
 * @param volume Å³
 */
public record ThermoRow(long step, double time, double temperature, double potential, double kinetic, double conserved, double[] pressure, double volume) {

    /** The row of a state. */
    public static ThermoRow of(SimulationState s) {
        double[] p = new double[6];
        s.pressure(p);
        double kinetic = s.kineticEnergy();
        return new ThermoRow(s.step(), s.time(), s.temperature(), s.potentialEnergy(), kinetic, s.potentialEnergy() + kinetic - s.heat(), p,
                s.configuration().cell().volume());
    }

    /** Total energy, eV. */
    public double total() {
        return potential + kinetic;
    }

    /** A third of the trace of the pressure tensor, GPa. */
    public double meanPressure() {
        return (pressure[0] + pressure[1] + pressure[2]) / 3;
    }
}
