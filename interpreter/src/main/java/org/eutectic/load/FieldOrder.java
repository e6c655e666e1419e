package org.eutectic.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.model.Field;
import org.eutectic.model.Model;

/** Puts equations into the order in which they can be evaluated. */
final class FieldOrder {
    private final Diagnostics diagnostics;
    private final Map<String, Item.Field> fields = new LinkedHashMap<>();
    private final List<Field> ordered = new ArrayList<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();

    FieldOrder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    List<Field> order(List<Item.Field> equations, Collection<String> parameters, Collection<String> functions) {
        for (Item.Field f : equations) {
            String name = f.name().name();
            if (parameters.contains(name) || functions.contains(name)) {
                diagnostics.error("duplicate-name", f.name().span(), "'" + name + "' is a " + (functions.contains(name) ? "function" : "parameter") + " already", "choose another name");
            } else if (f.indices().size() > 2) {
                diagnostics.error("field-indices", f.span(), "'" + name + "' has " + f.indices().size() + " indices; a field has a value for each atom or each pair",
                    "write " + name + "[i] or " + name + "[i,j]");
            } else if (Quantities.clashes(name, f.indices().size())) {
                diagnostics.error("reserved-name", f.name().span(), "'" + name + "' with " + Drafts.count(f.indices().size(), "index", "indices") + " is a quantity of the language", "choose another name");
            } else if (f.indices().size() == 2 && f.indices().get(0).name().equals(f.indices().get(1).name())) {
                diagnostics.error("duplicate-index", f.indices().get(1).span(), "both indices of '" + name + "' are called " + f.indices().get(1), "write " + name + "[i,j]");
            } else if (fields.putIfAbsent(name, f) != null) {
                diagnostics.error("duplicate-name", f.name().span(), "there are two equations for '" + name + "'", "the other one stands at " + fields.get(name).name().span());
            } else if (name.equals(Model.ENERGY) && (f.indices().size() != 1 || !f.components().isEmpty())) {
                diagnostics.error("energy-indices", f.span(), "the energy is one number for each atom", "write energy[i] = …");
            }
        }
        new ArrayList<>(fields.keySet()).forEach(this::visit);
        return ordered;
    }

    private void visit(String name) {
        if (done.contains(name)) {
            return;
        }
        int at = path.indexOf(name);
        if (at >= 0) {
            List<String> cycle = path.subList(at, path.size());
            Item.Field f = fields.get(name);
            diagnostics.error("field-cycle", f.name().span(), cycle.size() == 1 ? "'" + name + "' depends on itself" : "these fields depend on each other: "
                + String.join(" -> ", cycle) + " -> " + name, "a field may use only fields that can be evaluated before it");
            return;
        }
        path.add(name);
        Item.Field f = fields.get(name);
        ExpressionWalk.each(f.value(), e -> {
            if (e instanceof Expr.Indexed x && fields.containsKey(x.name().name()) && fields.get(x.name().name()).indices().size() == x.indices().size()) {
                visit(x.name().name());
            }
        });
        path.removeLast();
        if (done.add(name)) {
            ordered.add(new Field(f.span(), name, f.indices().stream().map(i -> i.name()).toList(), f.components(), f.value()));
        }
    }
}
