package org.eutectic.term;

import java.util.Arrays;

/**
 * One number for each atom of a structure, and the derivative of the energy with respect to it: what terms hand each other within one evaluation. Both are in the order
 * of the neighbor list, local atoms only; a ghost has its {@linkplain org.eutectic.atoms.NeighborList#owners() owner's}.
 */
public final class AtomField {
    private double[] values = new double[0];
    private double[] adjoints = new double[0];

    /** Makes room for so many atoms and sets derivatives to zero. Values are what they were before, where the number of atoms is the same. */
    public void reset(int atoms) {
        if (values.length != atoms) {
            values = new double[atoms];
            adjoints = new double[atoms];
        }
        Arrays.fill(adjoints, 0);
    }

    /** Set by the term that publishes it, internal units. */
    public double[] values() {
        return values;
    }

    /** dE/dvalue, eV over the value's unit: whoever reads values adds to this, whoever publishes them takes it in {@link CoupledForceField#reverse}. */
    public double[] adjoints() {
        return adjoints;
    }
}
