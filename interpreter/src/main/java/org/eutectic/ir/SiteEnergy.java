package org.eutectic.ir;

import java.util.List;

/**
 * One short-range summand of a potential, lowered: the energy of an atom as a node of arity 0.
 *
 * @param name of the term; of the potential itself where it has only one
 * @param species in the order of species numbers
 * @param cutoff the largest distance any reduction reaches, for each pair
 * @param energy eV
 * @param centers bit s is set if atoms of species s have this energy; others have none, whatever the node says
 */
public record SiteEnergy(String name, Graph graph, List<String> species, Range cutoff, Node energy, long centers) {
    private static final long ALL = -1;

    /** An energy that all atoms have. */
    public SiteEnergy(String name, Graph graph, List<String> species, Range cutoff, Node energy) {
        this(name, graph, species, cutoff, energy, ALL);
    }

    /** Whether atoms of a species have it. */
    public boolean has(int ofSpecies) {
        return (centers >> ofSpecies & 1) != 0;
    }

    /** Whether atoms of all species have it. */
    public boolean isEverywhere() {
        return centers == ALL;
    }
}
