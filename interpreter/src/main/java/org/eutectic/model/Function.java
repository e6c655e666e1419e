package org.eutectic.model;

import java.util.List;
import java.util.Optional;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.NetworkShape;

/**
 * A function: one body for each tuple of species.
 *
 * @param span where it was declared, or given where it has no declaration
 * @param indices the index variables of the declaration; its size is the number of species that choose the body
 * @param formals of the declaration, with their dimensions where written
 * @param result the declared dimension of the value, or null
 * @param symmetric whether a body for one order of two species serves the other too
 * @param definitions the last one that fits a tuple holds
 * @param network what a network was declared to be; null for a function that is none
 */
public record Function(Span span, String name, List<String> indices, List<Item.Formal> formals, UnitExpr result, boolean symmetric,
                       List<Definition> definitions, Network network) {

    /**
     * A network is a function of several numbers, perhaps with several values, whose bodies are weights.
     *
     * @param shape as declared, or null where each file has its own
     */
    public record Network(NetworkShape shape) {}

    public Function(Span span, String name, List<String> indices, List<Item.Formal> formals, UnitExpr result, boolean symmetric, List<Definition> definitions) {
        this(span, name, indices, formals, result, symmetric, definitions, null);
    }

    public boolean isNetwork() {
        return network != null;
    }

    public Function {
        indices = List.copyOf(indices);
        formals = List.copyOf(formals);
        definitions = List.copyOf(definitions);
    }

    /** The body for a tuple of species. */
    public Optional<Definition> definition(List<String> tuple) {
        return Definition.find(definitions, tuple, symmetric);
    }
}
