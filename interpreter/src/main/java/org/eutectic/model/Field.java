package org.eutectic.model;

import java.util.List;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Span;

/**
 * An equation: a value for each atom (one index), each ordered pair (two) or each center with two of its neighbors (three), with one value for each combination of its components.
 *
 * @param span the whole equation
 * @param indices the index variables as written, the center first
 * @param value in the scope of the model that holds this field
 * @param monitored whether it is reported beside the energy; it is then one number for each atom
 */
public record Field(Span span, String name, List<String> indices, List<Item.Component> components, Expr value, boolean monitored) {

    public Field {
        indices = List.copyOf(indices);
        components = List.copyOf(components);
    }

    /** The species whose atoms have this field; all of them where it does not say. */
    public List<String> centers(List<String> all) {
        return value instanceof Expr.ByCenter b ? b.equations().stream().flatMap(e -> e.centers().elements().stream()).toList() : all;
    }

    /** Neighbors that it has values for, beside the center. */
    public int neighbors() {
        return indices.size() - 1;
    }
}
