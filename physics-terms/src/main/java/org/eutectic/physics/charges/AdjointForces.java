package org.eutectic.physics.charges;

import org.eutectic.atoms.NeighborList;
import org.eutectic.physics.coulomb.ChargeField;
import org.eutectic.physics.coulomb.ChargeInteraction;

/** The forces −Σ_ij λ_i ∂K_ij/∂x q_j between two sets of charges, as half of what energies of q + λ and q − λ differ by. */
final class AdjointForces {

    /** Takes a force. */
    @FunctionalInterface
    interface Sink {
        /** Adds to the force on a local place, eV/Å. */
        void add(int place, double x, double y, double z);
    }

    private final ChargeInteraction interaction;
    private final ChargeField field = new ChargeField();
    private double[] mixed = new double[0];

    AdjointForces(ChargeInteraction interaction) {
        this.interaction = interaction;
    }

    /** @param virial to which −dE/dε is added where it is wanted, eV */
    void add(NeighborList list, double[] charges, double[] lambda, boolean wantVirial, Sink forces, double[] virial) {
        int n = list.centers();
        if (mixed.length < n) {
            mixed = new double[n];
        }
        for (int sign = 1; sign >= -1; sign -= 2) {
            for (int i = 0; i < n; i++) {
                mixed[i] = charges[i] + sign * lambda[i];
            }
            interaction.compute(list, mixed, true, wantVirial, field);
            double[] f = field.forces();
            for (int i = 0; i < n; i++) {
                forces.add(i, 0.5 * sign * f[3 * i], 0.5 * sign * f[3 * i + 1], 0.5 * sign * f[3 * i + 2]);
            }
            for (int k = 0; k < 9 && wantVirial; k++) {
                virial[k] += 0.5 * sign * field.virial()[k];
            }
        }
    }
}
