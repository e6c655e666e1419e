package org.eutectic.atoms;

import java.util.List;

/** The one interface between a potential and whoever uses it. */
public interface ForceField extends AutoCloseable {

    /** The potential's name. */
    String name();

    /** The species it knows, in the order of the species numbers that {@link NeighborList#types()} must hold. */
    List<String> species();

    /** Beyond this distance nothing is felt, Å. */
    double cutoff();

    /** Which neighbors a list must hold. */
    default List<Neighborhood> neighborhoods() {
        return List.of(Neighborhood.full(cutoff()));
    }

    /** Which neighbors a list must hold for a structure of some of the species, where fewer will do. */
    default List<Neighborhood> neighborhoods(List<String> present) {
        return neighborhoods();
    }

    /**
     * What computes structures of some of the species, where this one only chooses; otherwise itself. It may know fewer species, in another order.
     *
     * @param present the species of a structure
     */
    default ForceField forSpecies(List<String> present) {
        return this;
    }

    /**
     * Computes what is asked for. The rest of the result is not specified, but for an {@link Evaluation#energy} that was not asked for, which is NaN: a
     * routine that leaves out what nobody reads is faster. Forces do not depend on what else is asked for.
     *
     * @param list holds at least the {@link #neighborhoods}; neighbors beyond their cutoffs are ignored
     * @param energy whether the energy and the energies of sites are wanted
     * @param forces whether forces are wanted
     * @param virial whether the virial is wanted, which brings forces with it
     * @param out is reset to the list's number of centers and filled
     */
    void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out);

    /**
     * Does a little of what {@link #compute} would do and throws it away, so that routines are compiled before time is measured. To be called again and again,
     * with a pause between calls, until it says that nothing is left to do.
     *
     * @return whether {@link #compute} runs at full speed, as far as can be told
     */
    default boolean warmUp(NeighborList list, boolean energy, boolean forces, boolean virial) {
        return true;
    }

    @Override
    default void close() {}
}
