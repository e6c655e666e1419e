package org.eutectic.md.dynamics;

import org.eutectic.atoms.Configuration;
import org.eutectic.md.Matrix3;
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

    /**
     * Takes from all atoms the velocities of a rigid rotation about the center of mass that has their angular momentum. For clusters: atoms that stand in a line
     * or at a point keep theirs.
     */
    public static void removeRotation(Configuration c) {
        double[] x = c.positions(), v = c.velocities(), m = c.masses();
        double mass = 0;
        double[] center = new double[3], drift = new double[3], inertia = new double[9], momentum = new double[3];
        for (int k = 0; k < x.length; k++) {
            center[k % 3] += m[k / 3] * x[k];
            drift[k % 3] += m[k / 3] * v[k];
            mass += k % 3 == 0 ? m[k / 3] : 0;
        }
        for (int i = 0; i < m.length; i++) {
            double rx = x[3 * i] - center[0] / mass, ry = x[3 * i + 1] - center[1] / mass, rz = x[3 * i + 2] - center[2] / mass;
            double vx = v[3 * i] - drift[0] / mass, vy = v[3 * i + 1] - drift[1] / mass, vz = v[3 * i + 2] - drift[2] / mass;
            momentum[0] += m[i] * (ry * vz - rz * vy);
            momentum[1] += m[i] * (rz * vx - rx * vz);
            momentum[2] += m[i] * (rx * vy - ry * vx);
            double[] part = {ry * ry + rz * rz, -rx * ry, -rx * rz, -rx * ry, rx * rx + rz * rz, -ry * rz, -rx * rz, -ry * rz, rx * rx + ry * ry};
            for (int k = 0; k < 9; k++) {
                inertia[k] += m[i] * part[k];
            }
        }
        double scale = inertia[0] + inertia[4] + inertia[8];
        if (!(Matrix3.determinant(inertia) > 1e-12 * scale * scale * scale)) {
            return;
        }
        Matrix3.inverse(inertia, inertia);
        double a = inertia[0] * momentum[0] + inertia[1] * momentum[1] + inertia[2] * momentum[2];
        double b = inertia[3] * momentum[0] + inertia[4] * momentum[1] + inertia[5] * momentum[2];
        double d = inertia[6] * momentum[0] + inertia[7] * momentum[1] + inertia[8] * momentum[2];
        for (int i = 0; i < m.length; i++) {
            double rx = x[3 * i] - center[0] / mass, ry = x[3 * i + 1] - center[1] / mass, rz = x[3 * i + 2] - center[2] / mass;
            v[3 * i] -= b * rz - d * ry;
            v[3 * i + 1] -= d * rx - a * rz;
            v[3 * i + 2] -= a * ry - b * rx;
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
