package org.eutectic.model;

import java.util.List;
import java.util.Map;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.ir.SplineTable;

/**
 * What a reader of the field's own files found: numbers for the parameters and functions of a form, by the names that form declares.
 *
 * @param species those the file holds, in its order; tuples below count in this order, first index slowest
 * @param cutoff for each pair (species²), Å
 * @param params by name
 * @param functions by name
 * @param networks by name, for each species its weights
 */
public record PotentialData(List<String> species, double[] cutoff, Map<String, Values> params, Map<String, Tables> functions, Map<String, List<NetworkWeights>> networks) {

    public PotentialData(List<String> species, double[] cutoff, Map<String, Values> params, Map<String, Tables> functions) {
        this(species, cutoff, params, functions, Map.of());
    }

    /** Numbers for species^indices tuples, internal units (eV, Å, u, e). */
    public record Values(int indices, double[] values) {}

    /**
     * Tabulated functions for species^indices tuples.
     *
     * @param dividedByArgument true where the table holds x·f(x), as setfl files do for the pair term
     */
    public record Tables(int indices, List<SplineTable> tables, boolean dividedByArgument) {}
}
