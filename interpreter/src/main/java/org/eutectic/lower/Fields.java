package org.eutectic.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.model.Field;
import org.eutectic.model.Model;

/** The equations of a model, each lowered once for each combination of its components. */
final class Fields {
    private final Model model;
    private final Expressions expressions;
    private final Map<List<String>, Node> values = new HashMap<>();

    Fields(Model model, Graph graph, List<String> species, Numbers numbers) {
        this.model = model;
        expressions = new Expressions(graph, species, numbers, this);
    }

    Expressions expressions() {
        return expressions;
    }

    /** The combinations of a field's components, the first slowest. */
    List<List<String>> components(Field f) {
        List<List<String>> all = List.of(List.of());
        for (var c : f.components()) {
            all = all.stream().flatMap(head -> c.set().elements().stream().map(e -> {
                List<String> longer = new java.util.ArrayList<>(head);
                longer.add(e);
                return List.copyOf(longer);
            })).toList();
        }
        return all;
    }

    /** A field's value: an atom's (arity 0), a bond's (arity 1, or 0 if it is the same for all bonds), or that of two neighbors (arity 2 or less). */
    Node value(Field f, List<String> components, Span use) {
        List<String> key = new java.util.ArrayList<>(components);
        key.add(0, f.name());
        Node known = values.get(key);
        if (known != null) {
            return known;
        }
        if (components.size() != f.components().size()) {
            throw new LoweringError("component-count", use, f.name() + " has " + f.components().size() + " components, not " + components.size(), null);
        }
        Env env = Env.atom(model, f.indices().get(0));
        for (String neighbor : f.indices().subList(1, f.indices().size())) {
            env = env.withNeighbor(neighbor);
        }
        for (int k = 0; k < components.size(); k++) {
            var c = f.components().get(k);
            if (!c.set().elements().contains(components.get(k))) {
                throw new LoweringError("unknown-component", use, f.name() + " has no component " + components.get(k),
                    c.name().name() + " runs over " + String.join(", ", c.set().elements()));
            }
            env = env.withComponent(c.name().name(), components.get(k));
        }
        Node value = expressions.number(f.value(), env);
        values.put(key, value);
        return value;
    }
}
