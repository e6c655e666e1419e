package org.eutectic.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Span;

/**
 * What a parameter or function is for one tuple of species, or for all of them.
 *
 * @param span where it was written: the origin that {@code explain} shows
 * @param species the tuple it is for, or empty for every tuple
 * @param variables the index variables that {@link Content.Written} may use; where a tuple is named too (an inherited rule for all species) they stand for its species
 * @param formals a function's arguments as written here; empty for a parameter
 * @param dimension as written here, or null
 * @param from the model in whose scope it was written, null for the model that holds it
 */
public record Definition(Span span, List<String> species, List<String> variables, List<Item.Formal> formals, UnitExpr dimension,
                         Content content, Model from) {

    public Definition {
        species = List.copyOf(species);
        variables = List.copyOf(variables);
        formals = List.copyOf(formals);
    }

    /** The model in which names of this definition are looked up, where {@code holder} holds it. */
    public Model scope(Model holder) {
        return from != null ? from : holder;
    }

    /** This definition as an heir of {@code holder} holds it. */
    public Definition inheritedFrom(Model holder) {
        return from != null ? this : new Definition(span, species, variables, formals, dimension, content, holder);
    }

    static Optional<Definition> find(List<Definition> all, List<String> tuple, boolean symmetric) {
        Definition exact = null, swapped = null, general = null;
        List<String> reversed = new ArrayList<>(tuple).reversed();
        for (Definition d : all) {
            if (d.species.isEmpty()) {
                general = d;
            } else if (d.species.equals(tuple)) {
                exact = d;
            } else if (symmetric && d.species.equals(reversed)) {
                swapped = d;
            }
        }
        return Optional.ofNullable(exact != null ? exact : swapped != null ? swapped : general);
    }
}
