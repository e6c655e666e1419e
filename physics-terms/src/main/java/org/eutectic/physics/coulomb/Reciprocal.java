package org.eutectic.physics.coulomb;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.NeighborList;

/** What the charge clouds of an Ewald sum give: the part of the sum in reciprocal space, without that of the clouds on themselves. */
interface Reciprocal {

    /** Takes over a cell and a splitting; cheap where both are those of before. */
    void prepare(Cell cell, Splitting splitting, int atoms);

    /** Adds to potentials, e/Å, and to forces and the virial where they are wanted. */
    void add(NeighborList list, double[] charges, boolean forces, boolean virial, ChargeField out);

    /** What {@link #add} multiplies charges with, into the lower triangle of a matrix in row order. */
    void addMatrix(NeighborList list, double[] matrix);
}
