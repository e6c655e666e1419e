package org.eutectic.ir;

import java.util.List;

/**
 * One short-range summand of a potential, lowered: the energy of an atom as a node of arity 0.
 *
 * @param name of the term; of the potential itself where it has only one
 * @param species in the order of species numbers
 * @param cutoff the largest distance any reduction reaches, for each pair
 * @param energy eV
 */
public record SiteEnergy(String name, Graph graph, List<String> species, Range cutoff, Node energy) {}
