package org.eutectic.physics.coulomb;

import java.util.List;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;

/** An energy ½ Σ_ij q_i K_ij q_j of charges, whatever K is. */
public interface ChargeInteraction {

    /** Which pairs it needs. */
    List<Neighborhood> neighborhoods();

    /** Å; where sums in real space end. */
    double cutoff();

    /**
     * Computes energy and potentials, and forces and virial where they are wanted.
     *
     * @param list made with {@link #neighborhoods}
     * @param charges of the local places, e
     * @throws org.eutectic.atoms.StructureException where the method does not fit the cell, or charges do not sum to zero
     */
    void compute(NeighborList list, double[] charges, boolean forces, boolean virial, ChargeField out);

    /** Sets K, eV/e²; its lower triangle, in row order. */
    void matrix(NeighborList list, double[] matrix);
}
