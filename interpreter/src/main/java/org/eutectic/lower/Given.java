package org.eutectic.lower;

import java.util.Optional;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;

/**
 * What a built-in term gives for each atom, read by equations as {@code charges[i]}: it takes the place of the charges of the structure, so that equations read one of
 * the two.
 */
final class Given {
    private static final String STRUCTURE = "charge";

    private final Graph graph;
    private String source;

    Given(Graph graph) {
        this.graph = graph;
    }

    /** The term that is read; empty where none is. */
    Optional<String> term() {
        return Optional.ofNullable(source).filter(s -> !s.equals(STRUCTURE));
    }

    Node at(Expr.Indexed x, Place place, int arity) {
        take(x, x.name().name());
        if (!(place instanceof Place.Slot s)) {
            throw new LoweringError("species-as-atom", x.indices().getFirst().span(), x.name().name() + " has a value for each atom, not for each species", null);
        }
        Node own = graph.property(Node.Property.Kind.CHARGE);
        return s.position() < 0 ? own : graph.at(graph.neighbor(own), new int[] {s.position()}, arity);
    }

    /** Notes that the structure's charges are read. */
    void structure(Expr.Indexed x) {
        take(x, STRUCTURE);
    }

    private void take(Expr.Indexed x, String name) {
        if (source != null && !source.equals(name)) {
            throw new LoweringError("two-charges", x.span(), "the equations of a potential read charges of one kind, and here are '" + name + "[i]' and '" + source + "[i]'",
                "put one of the two into a potential of its own, and add that as a term");
        }
        source = name;
    }
}
