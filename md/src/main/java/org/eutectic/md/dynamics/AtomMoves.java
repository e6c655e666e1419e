package org.eutectic.md.dynamics;

import java.util.Arrays;
import org.eutectic.atoms.Evaluation;
import org.eutectic.md.Units;

/** What is done to all atoms in a step, by threads that share them in blocks. Nothing is allocated. */
final class AtomMoves {
    private final double[] positions;
    private final double[] velocities;
    private final double[] masses;
    private final Evaluation evaluation;
    private final AtomBlocks blocks;
    /** The acceleration by a force of 1 eV/Å, Å/fs²; 0 for atoms that are held. */
    final double[] accelerationPerForce;
    private final AtomBlocks.Work kick = this::kick;
    private final AtomBlocks.Work kickAndDrift = this::kickAndDrift;
    private final AtomBlocks.Work scale = this::scale;
    private final AtomBlocks.Work kinetic = this::kinetic;
    private final AtomBlocks.Work deform = this::deform;
    /** What the work above is done with. */
    private double kickTime;
    private double driftTime;
    private double factor;
    private double[] grow;
    private double[] shrink;
    /** How many atoms are held, and the kinetic energy that they are held at, eV. */
    private int held;
    private double heldEnergy;

    AtomMoves(double[] positions, double[] velocities, double[] masses, Evaluation evaluation, AtomBlocks blocks) {
        this.positions = positions;
        this.velocities = velocities;
        this.masses = masses;
        this.evaluation = evaluation;
        this.blocks = blocks;
        accelerationPerForce = new double[masses.length];
        Arrays.fill(accelerationPerForce, 1);
        takeMasses();
    }

    /** Takes over the masses that atoms have now. */
    void takeMasses() {
        for (int i = 0; i < masses.length; i++) {
            accelerationPerForce[i] = accelerationPerForce[i] == 0 ? 0 : Units.ACCELERATION / masses[i];
        }
    }

    int held() {
        return held;
    }

    /** @see SimulationState#hold */
    void hold(HeldAtoms group) {
        for (int i : group.atoms()) {
            if (accelerationPerForce[i] != 0) {
                held++;
            }
            accelerationPerForce[i] = 0;
            System.arraycopy(group.velocity(), 0, velocities, 3 * i, 3);
        }
        heldEnergy = 0;
        for (int i = 0; i < masses.length && held > 0; i++) {
            if (accelerationPerForce[i] == 0) {
                heldEnergy += 0.5 * Units.MASS_VELOCITY_SQUARED * massTimesSquare(velocities, masses, i, i + 1);
            }
        }
    }

    /** Kinetic energy of the atoms that are not held, eV. */
    double kineticEnergy() {
        return 0.5 * Units.MASS_VELOCITY_SQUARED * blocks.sum(kinetic) - heldEnergy;
    }

    /** @see SimulationState#kick */
    double kick(double dt) {
        kickTime = dt;
        return 0.5 * Units.MASS_VELOCITY_SQUARED * blocks.sum(kick) - heldEnergy;
    }

    /** @see SimulationState#kickAndDrift */
    void kickAndDrift(double kick, double drift) {
        kickTime = kick;
        driftTime = drift;
        blocks.sum(kickAndDrift);
    }

    /** @see SimulationState#scaleVelocities */
    void scale(double by) {
        factor = by;
        blocks.sum(scale);
    }

    /** @see SimulationState#deform */
    void deform(double[] positions, double[] momenta) {
        grow = positions;
        shrink = momenta;
        blocks.sum(deform);
    }

    private double kick(int block, int from, int to) {
        double[] v = velocities, f = evaluation.forces(), perForce = accelerationPerForce, m = masses;
        double sum = 0;
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double a = kickTime * perForce[i];
            double x = v[k] + a * f[k], y = v[k + 1] + a * f[k + 1], z = v[k + 2] + a * f[k + 2];
            sum += m[i] * (x * x + y * y + z * z);
            v[k] = x;
            v[k + 1] = y;
            v[k + 2] = z;
        }
        return sum;
    }

    private double kickAndDrift(int block, int from, int to) {
        double[] x = positions, v = velocities, f = evaluation.forces(), perForce = accelerationPerForce;
        double dt = driftTime;
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double a = kickTime * perForce[i];
            double vx = v[k] + a * f[k], vy = v[k + 1] + a * f[k + 1], vz = v[k + 2] + a * f[k + 2];
            v[k] = vx;
            v[k + 1] = vy;
            v[k + 2] = vz;
            x[k] += dt * vx;
            x[k + 1] += dt * vy;
            x[k + 2] += dt * vz;
        }
        return 0;
    }

    private double deform(int block, int from, int to) {
        transform(grow, positions, from, to);
        if (held == 0 && shrink != null) {
            transform(shrink, velocities, from, to);
        }
        return 0;
    }

    static void transform(double[] m, double[] x, int from, int to) {
        for (int k = 3 * from; k < 3 * to; k += 3) {
            double a = x[k], b = x[k + 1], c = x[k + 2];
            x[k] = m[0] * a + m[1] * b + m[2] * c;
            x[k + 1] = m[3] * a + m[4] * b + m[5] * c;
            x[k + 2] = m[6] * a + m[7] * b + m[8] * c;
        }
    }

    private double scale(int block, int from, int to) {
        if (held > 0) {
            for (int k = 3 * from; k < 3 * to; k++) {
                velocities[k] *= accelerationPerForce[k / 3] == 0 ? 1 : factor;
            }
            return 0;
        }
        for (int k = 3 * from; k < 3 * to; k++) {
            velocities[k] *= factor;
        }
        return 0;
    }

    private double kinetic(int block, int from, int to) {
        return massTimesSquare(velocities, masses, from, to);
    }

    static double massTimesSquare(double[] v, double[] masses, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += masses[i] * (v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2]);
        }
        return sum;
    }
}
