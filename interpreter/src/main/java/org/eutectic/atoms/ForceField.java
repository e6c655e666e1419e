package org.eutectic.atoms;

import java.util.List;

/** The one interface between a potential and whoever uses it. */
public interface ForceField extends AutoCloseable {

    /** The potential's name. */
    String name();

    /** The species it knows, in the order of the species numbers that {@link NeighborList#types()} must hold. */
    List<String> species();

    /** The distance up to which a neighbor list must be complete, Å. */
    double cutoff();

    /**
     * Energy, site energies, and, where asked for, forces and virial.
     *
     * @param list neighbors at least within {@link #cutoff()}; those beyond are ignored
     * @param forces whether forces are wanted
     * @param virial whether the virial is wanted (needs forces)
     * @param out is reset to the list's number of centers and filled
     */
    void compute(NeighborList list, boolean forces, boolean virial, Evaluation out);

    @Override
    default void close() {}
}
