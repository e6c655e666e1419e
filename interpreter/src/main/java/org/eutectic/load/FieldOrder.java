package org.eutectic.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
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
            } else if (f.indices().size() > 3) {
                diagnostics.error("field-indices", f.span(), "'" + name + "' has " + f.indices().size() + " indices; a field has a value for each atom, each pair, or each pair of neighbors",
                    "write " + name + "[i], " + name + "[i,j] or " + name + "[i,j,k]");
            } else if (Quantities.clashes(name, f.indices().size())) {
                diagnostics.error("reserved-name", f.name().span(), "'" + name + "' with " + Drafts.count(f.indices().size(), "index", "indices") + " is a quantity of the language", "choose another name");
            } else if (f.indices().stream().map(i -> i.name()).distinct().count() < f.indices().size()) {
                diagnostics.error("duplicate-index", f.indices().getLast().span(), (f.indices().size() == 2 ? "both" : "two") + " indices of '" + name + "' are called " + f.indices().getLast(),
                    "write " + name + (f.indices().size() == 2 ? "[i,j]" : "[i,j,k]"));
            } else if (fields.containsKey(name)) {
                join(fields.get(name), f);
            } else {
                if (name.equals(Model.ENERGY) && (f.indices().size() != 1 || !f.components().isEmpty())) {
                    diagnostics.error("energy-indices", f.span(), "the energy is one number for each atom", "write energy[i] = …");
                }
                requireReportable(f);
                fields.put(name, f.centers() == null ? f : with(f, new Expr.ByCenter(f.span(), List.of(new Expr.Equation(f.centers(), f.value())))));
            }
        }
        new ArrayList<>(fields.keySet()).forEach(this::visit);
        return ordered;
    }

    private void requireReportable(Item.Field f) {
        String name = f.name().name();
        if (f.monitored() && name.equals(Model.ENERGY)) {
            diagnostics.error("monitored-energy", f.span(), "the energy is reported in any case", "leave monitor out");
        } else if (f.monitored() && (f.indices().size() != 1 || !f.components().isEmpty())) {
            diagnostics.error("monitored-indices", f.span(), "what is monitored is one number for each atom", "write monitor " + name + "[i] = …, a sum over the others for one");
        }
    }

    /** Two equations for one field are each for other species of the center, and alike in everything else. */
    private void join(Item.Field earlier, Item.Field f) {
        String name = f.name().name(), place = "the other one stands at " + earlier.name().span();
        if (f.centers() == null || !(earlier.value() instanceof Expr.ByCenter known)) {
            diagnostics.error("duplicate-name", f.name().span(), "there are two equations for '" + name + "'", place
                + (f.centers() == null && earlier.centers() == null ? "" : "; to say what holds for which species of the center write " + name + "[i in Cu] = …"));
            return;
        }
        List<String> twice = f.centers().elements().stream().filter(s -> known.equations().stream().anyMatch(e -> e.centers().elements().contains(s))).toList();
        if (!twice.isEmpty()) {
            diagnostics.error("duplicate-name", f.centers().span(), "there are two equations for '" + name + "' of " + String.join(", ", twice), place);
        } else if (!names(f.indices()).equals(names(earlier.indices())) || !components(f).equals(components(earlier))) {
            diagnostics.error("field-indices", f.name().span(), "the equations for '" + name + "' have different indices or components", place
                + "; where one species has more components than another, give the fields different names");
        } else {
            if (f.monitored() != earlier.monitored()) {
                diagnostics.error("monitored-for-some", f.name().span(), "'" + name + "' is monitored for some species and not for others", place);
            }
            List<Expr.Equation> all = new ArrayList<>(known.equations());
            all.add(new Expr.Equation(f.centers(), f.value()));
            fields.put(name, with(earlier, new Expr.ByCenter(known.span(), List.copyOf(all))));
        }
    }

    private static List<String> names(List<Identifier> indices) {
        return indices.stream().map(Identifier::name).toList();
    }

    private static List<List<String>> components(Item.Field f) {
        return f.components().stream().map(c -> Stream.concat(Stream.of(c.name().name()), c.set().elements().stream()).toList()).toList();
    }

    private static Item.Field with(Item.Field f, Expr value) {
        return new Item.Field(f.span(), f.monitored(), f.name(), f.indices(), f.centers(), f.components(), value);
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
            ordered.add(new Field(f.span(), name, f.indices().stream().map(i -> i.name()).toList(), f.components(), f.value(), f.monitored()));
        }
    }
}
