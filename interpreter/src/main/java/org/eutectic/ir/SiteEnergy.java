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
 * @param charges the name of the term whose field it reads in the place of charges, so that its derivative with respect to them is wanted along with forces; null where it
 *     reads the structure's, if any
 */
public record SiteEnergy(String name, Graph graph, List<String> species, Range cutoff, Node energy, long centers, String charges) {
    private static final long ALL = -1;

    /** An energy that all atoms have. */
    public SiteEnergy(String name, Graph graph, List<String> species, Range cutoff, Node energy) {
        this(name, graph, species, cutoff, energy, ALL, null);
    }

    /** A part of this energy, which atoms of some species have. */
    public SiteEnergy part(String called, Range reach, Node of, long some) {
        return new SiteEnergy(called, graph, species, reach, of, some, charges);
    }

    /** The same under another name. */
    public SiteEnergy named(String other) {
        return new SiteEnergy(other, graph, species, cutoff, energy, centers, charges);
    }

    /** The same, with a term's field in the place of charges. */
    public SiteEnergy withChargesOf(String term) {
        return new SiteEnergy(name, graph, species, cutoff, energy, centers, term);
    }

    /** Whether the derivative with respect to each atom's charge is wanted. */
    public boolean wantsChargeSlopes() {
        return charges != null;
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
