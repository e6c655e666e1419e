package org.eutectic.model;

import java.util.List;
import java.util.Optional;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Span;

/**
 * A parameter: one number for each tuple of species.
 *
 * @param span where it was declared, or given where it has no declaration
 * @param indices the index variables of the declaration; its size is the number of species that choose the value
 * @param dimension as declared, or null
 * @param definitions the last one that fits a tuple holds
 */
public record Parameter(Span span, String name, List<String> indices, UnitExpr dimension, List<Definition> definitions) {

    public Parameter {
        indices = List.copyOf(indices);
        definitions = List.copyOf(definitions);
    }

    /** The definition for a tuple of species; of a pair given one way round it serves the other too. */
    public Optional<Definition> definition(List<String> tuple) {
        return Definition.find(definitions, tuple, indices.size() == 2);
    }
}
