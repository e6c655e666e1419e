package org.eutectic.md.dynamics;

/**
 * A chain of thermostats on something with a kinetic energy, integrated as by G. J. Martyna, M. E. Tuckerman, D. J. Tobias and M. L. Klein, Mol. Phys. 87,
 * 1117 (1996), section 4, with Suzuki and Yoshida's three-fold splitting.
 */
final class NoseHooverChain {
    private static final int LENGTH = 3;
    private static final double OUTER = 1 / (2 - StrictMath.cbrt(2));
    private static final double[] PARTS = {OUTER, 1 - 2 * OUTER, OUTER};

    private final double relaxation;
    private final double[] position = new double[LENGTH];
    private final double[] velocity = new double[LENGTH];

    /** @param relaxation the time of its oscillations, fs */
    NoseHooverChain(double relaxation) {
        if (!(relaxation > 0)) {
            throw new IllegalArgumentException("the relaxation time must be positive, not " + relaxation + " fs");
        }
        this.relaxation = relaxation;
    }

    /** Writes what it remembers to six places from {@code at} on. */
    void save(double[] memory, int at) {
        System.arraycopy(position, 0, memory, at, LENGTH);
        System.arraycopy(velocity, 0, memory, at + LENGTH, LENGTH);
    }

    /** The reverse of {@link #save}. */
    void load(double[] memory, int at) {
        System.arraycopy(memory, at, position, 0, LENGTH);
        System.arraycopy(memory, at + LENGTH, velocity, 0, LENGTH);
    }

    /** Numbers that it remembers. */
    static int memory() {
        return 2 * LENGTH;
    }

    /**
     * Lets the chain act for a time.
     *
     * @param twice twice the kinetic energy, eV
     * @param freedom degrees of freedom
     * @param kT eV
     * @param dt fs
     * @return the factor by which velocities are to be multiplied
     */
    double act(double twice, int freedom, double kT, double dt) {
        double scale = 1;
        for (double part : PARTS) {
            double d = part * dt;
            for (int k = LENGTH - 1; k >= 0; k--) {
                push(k, scale * scale * twice, freedom, kT, d);
            }
            scale *= StrictMath.exp(-d * velocity[0]);
            for (int k = 0; k < LENGTH; k++) {
                position[k] += d * velocity[k];
            }
            for (int k = 0; k < LENGTH; k++) {
                push(k, scale * scale * twice, freedom, kT, d);
            }
        }
        return scale;
    }

    private void push(int k, double twice, int freedom, double kT, double d) {
        double drag = k + 1 < LENGTH ? StrictMath.exp(-0.25 * d * velocity[k + 1]) : 1;
        double force = k == 0 ? twice - freedom * kT : mass(k - 1, freedom, kT) * velocity[k - 1] * velocity[k - 1] - kT;
        velocity[k] = drag * (drag * velocity[k] + 0.5 * d * force / mass(k, freedom, kT));
    }

    private double mass(int k, int freedom, double kT) {
        return (k == 0 ? freedom : 1) * kT * relaxation * relaxation;
    }

    /** What the chain adds to the conserved energy, eV. */
    double energy(int freedom, double kT) {
        double energy = 0;
        for (int k = 0; k < LENGTH; k++) {
            energy += 0.5 * mass(k, freedom, kT) * velocity[k] * velocity[k] + (k == 0 ? freedom : 1) * kT * position[k];
        }
        return energy;
    }
}
