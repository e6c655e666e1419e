package org.eutectic.physics.coulomb;

import java.util.Arrays;

/** What charges in a structure give: reused between evaluations. All by local places of the neighbor list. */
public final class ChargeField {
    private double energy;
    private double[] potentials = new double[0];
    private double[] forces = new double[0];
    private final double[] virial = new double[9];
    private int atoms;

    void reset(int atoms) {
        this.atoms = atoms;
        if (potentials.length < atoms) {
            potentials = new double[atoms];
            forces = new double[3 * atoms];
        }
        Arrays.fill(potentials, 0, atoms, 0);
        Arrays.fill(forces, 0, 3 * atoms, 0);
        Arrays.fill(virial, 0);
        energy = 0;
    }

    int atoms() {
        return atoms;
    }

    void setEnergy(double energy) {
        this.energy = energy;
    }

    /** eV. */
    public double energy() {
        return energy;
    }

    /** dE/dq for each atom, eV/e; half of its product with the charge is the energy of the atom. The live array, which may be longer. */
    public double[] potentials() {
        return potentials;
    }

    /** Forces at fixed charges, eV/Å, three for each atom. The live array, which may be longer. */
    public double[] forces() {
        return forces;
    }

    /** Virial in eV, 3×3 in row order: −dE/dε, positive under compression. */
    public double[] virial() {
        return virial;
    }

    /** Scales all but what is zero anyway: from e²/Å to eV. */
    void scale(double factor) {
        energy *= factor;
        for (int i = 0; i < atoms; i++) {
            potentials[i] *= factor;
        }
        for (int i = 0; i < 3 * atoms; i++) {
            forces[i] *= factor;
        }
        for (int k = 0; k < 9; k++) {
            virial[k] *= factor;
        }
    }
}
