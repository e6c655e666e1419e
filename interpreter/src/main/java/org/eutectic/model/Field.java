package org.eutectic.model;

import java.util.List;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Span;

/**
 * An equation: a value for each atom (one index) or each ordered pair (two), with one value for each combination of its components.
 *
 * @param span the whole equation
 * @param indices the index variables as written, the center first
 * @param value in the scope of the model that holds this field
 */
public record Field(Span span, String name, List<String> indices, List<Item.Component> components, Expr value) {

    public Field {
        indices = List.copyOf(indices);
        components = List.copyOf(components);
    }

    public boolean isBond() {
        return indices.size() == 2;
    }
}
