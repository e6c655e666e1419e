package org.eutectic.md.dynamics;

import org.eutectic.atoms.Configuration;
import org.eutectic.md.Units;

/** Gives atoms velocities. */
public final class Velocities {
    private Velocities() {}

    /**
     * Velocities drawn from the Maxwell-Boltzmann distribution, without total momentum, scaled so that the temperature over 3N − 3 degrees of freedom is
     * exactly the one asked for.
     *
     * @param temperature K
     */
    public static void maxwellBoltzmann(Configuration c, double temperature, long seed) {
        if (!(temperature >= 0) || !Double.isFinite(temperature)) {
            throw new IllegalArgumentException("a temperature must be a number from 0 K on, not " + temperature);
        }
        double[] m = c.masses();
        double[] v = new double[3 * m.length];
        RandomStream random = new RandomStream();
        for (int i = 0; i < m.length; i++) {
            double s = Math.sqrt(Units.BOLTZMANN * temperature / (Units.MASS_VELOCITY_SQUARED * m[i]));
            random.at(seed, -1, i);
            for (int k = 3 * i; k < 3 * i + 3; k++) {
                v[k] = s * random.nextGaussian();
            }
        }
        c.setVelocities(v);
        if (m.length > 1) {
            removeMomentum(c);
            double kinetic = SimulationState.kineticEnergy(v, m);
            double wanted = 0.5 * (v.length - 3) * Units.BOLTZMANN * temperature;
            double factor = kinetic > 0 ? Math.sqrt(wanted / kinetic) : 0;
            for (int k = 0; k < v.length; k++) {
                v[k] *= factor;
            }
        }
    }

    /** Takes the velocity of the center of mass from all atoms. */
    public static void removeMomentum(Configuration c) {
        removeDrift(c, -1);
    }

    /** The same, if the drift's share of the kinetic energy exceeds {@code share}. */
    static void removeDrift(Configuration c, double share) {
        double[] v = c.velocities(), m = c.masses();
        double mass = 0, x = 0, y = 0, z = 0;
        for (int i = 0; i < m.length; i++) {
            mass += m[i];
            x += m[i] * v[3 * i];
            y += m[i] * v[3 * i + 1];
            z += m[i] * v[3 * i + 2];
        }
        double drift = 0.5 * Units.MASS_VELOCITY_SQUARED * (x * x + y * y + z * z) / mass;
        if (m.length < 2 || !(drift > share * SimulationState.kineticEnergy(v, m))) {
            return;
        }
        for (int i = 0; i < m.length; i++) {
            v[3 * i] -= x / mass;
            v[3 * i + 1] -= y / mass;
            v[3 * i + 2] -= z / mass;
        }
    }
}
