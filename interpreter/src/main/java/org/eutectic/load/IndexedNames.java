package org.eutectic.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.model.Field;
import org.eutectic.model.Parameter;

/** Checks names with indices: fields, parameters, and the quantities of the language. */
final class IndexedNames {
    private final NameScope scope;
    private final NameCheck names;

    IndexedNames(NameScope scope, NameCheck names) {
        this.scope = scope;
        this.names = names;
    }

    void indexed(Expr.Indexed x, Identifier member) {
        String name = x.name().name();
        int count = x.indices().size();
        Optional<Field> field = scope.model.field(name);
        Optional<Parameter> parameter = scope.model.parameter(name);
        List<Expr> parts = new ArrayList<>(x.components());
        if (member != null) {
            parts.add(new Expr.Name(member.span(), member.name()));
        }
        if (field.isPresent() && field.get().indices().size() == count) {
            places(x.indices(), true, x);
            fieldUse(x, field.get(), parts);
        } else if (parameter.isPresent() && parameter.get().indices().size() == count) {
            places(x.indices(), false, x);
            if (!parts.isEmpty()) {
                scope.error("component-of-number", x.span(), "'" + name + "' has no components", null);
            }
        } else if (scope.model.readsGiven(name, count)) {
            given(x, parts);
        } else if (Quantities.indices(name) == count) {
            quantity(x, parts);
        } else if (field.isPresent()) {
            scope.error("index-count", x.span(), "'" + name + "' is a field of " + List.of("atoms: it takes 1 index", "pairs: it takes 2 indices", "pairs of neighbors: it takes 3 indices").get(field.get().neighbors()) + ", not " + count,
                "write " + name + "[" + String.join(",", field.get().indices()) + "]");
        } else if (parameter.isPresent()) {
            scope.error("index-count", x.span(), "'" + name + "' takes " + Drafts.count(parameter.get().indices().size(), "index", "indices") + ", not " + count,
                parameter.get().indices().isEmpty() ? "write " + name : "write " + name + "[" + String.join(",", parameter.get().indices()) + "]");
        } else if (Quantities.indices(name) > 0) {
            scope.error("index-count", x.span(), "'" + name + "' takes " + Drafts.count(Quantities.indices(name), "index", "indices") + ", not " + count, "write " + Quantities.example(name));
        } else if (scope.model.function(name).isPresent()) {
            scope.error("function-as-number", x.span(), "'" + name + "' is a function; it stands here without arguments", "write " + x.span().text() + "(…)");
        } else if (scope.model.builtIns().stream().anyMatch(t -> t.name().equals(name))) {
            boolean gives = scope.model.given(name).isPresent();
            scope.error("index-count", x.span(), gives ? "'" + name + "' is what a term gives for each atom: it takes 1 index, not " + count : "the term '" + name + "' gives nothing for each atom",
                gives ? "write " + name + "[i]" : null);
        } else {
            Set<String> known = new LinkedHashSet<>(Quantities.NAMES.stream().filter(q -> Quantities.indices(q) == count).toList());
            scope.model.parameters().values().stream().filter(p -> p.indices().size() == count).forEach(p -> known.add(p.name()));
            scope.model.functions().values().stream().filter(f -> f.indices().size() == count).forEach(f -> known.add(f.name()));
            scope.model.fields().stream().filter(f -> f.indices().size() == count).forEach(f -> known.add(f.name()));
            scope.model.builtIns().stream().filter(t -> count == 1 && scope.model.given(t.name()).isPresent()).forEach(t -> known.add(t.name()));
            scope.error("unknown-name", x.name().span(), "there is no '" + name + "' here", name.equals("theta") && count == 3
                ? "the cosine of the angle at i is cos[j,i,k], the angle acos(cos[j,i,k])" : NameScope.nearest(name, known, null));
        }
    }

    /** What a built-in term gives for each atom. */
    private void given(Expr.Indexed x, List<Expr> parts) {
        places(x.indices(), true, x);
        if (!scope.atoms) {
            scope.error("field-in-function", x.span(), "'" + x.name().name() + "' is a field; a function or a number knows no atoms", "hand its value over as an argument");
        } else if (!parts.isEmpty()) {
            scope.error("component-of-number", x.span(), "'" + x.name().name() + "' is a number: it has no components", null);
        }
    }

    private void quantity(Expr.Indexed x, List<Expr> parts) {
        String name = x.name().name();
        boolean ofSpecies = name.equals("mass") || name.equals("Z");
        if (!scope.atoms && !ofSpecies) {
            scope.error("atoms-in-function", x.span(), "'" + x.span().text() + "' is about atoms; there are none in a function or a number", "hand it over as an argument");
            return;
        }
        places(x.indices(), !ofSpecies, x);
        if (!name.equals("d") && !parts.isEmpty()) {
            scope.error("component-of-number", x.span(), "'" + name + "' is a number: it has no components", null);
        } else if (name.equals("d")) {
            if (parts.size() != 1) {
                scope.error("vector-as-number", x.span(), parts.isEmpty() ? "'" + x.span().text() + "' is a vector; a number is wanted here" : "d takes one component",
                    "take a component, d[i,j].x, or the distance, r[i,j]");
            } else {
                component(parts.get(0), List.of("x", "y", "z"), "d");
            }
        }
        Set<String> distinct = new HashSet<>();
        x.indices().forEach(i -> distinct.add(i.name()));
        String vertex = x.indices().size() > 1 ? x.indices().get(1).name() : "";
        boolean same = name.equals("r") && distinct.size() == 1 || name.equals("cos") && (x.indices().get(0).name().equals(vertex) || x.indices().get(2).name().equals(vertex));
        if (same) {
            scope.error("same-atom", x.span(), "'" + x.span().text() + "' asks for the " + (name.equals("r") ? "distance of an atom from itself" : "angle at one of its own ends"), null);
        }
    }

    private void component(Expr part, List<String> elements, String of) {
        if (part instanceof Expr.Name n) {
            if (scope.components.containsKey(n.name())) {
                if (!elements.containsAll(scope.components.get(n.name()))) {
                    scope.error("unknown-component", part.span(), "'" + n.name() + "' runs over " + String.join(", ", scope.components.get(n.name())) + "; " + of + " has the components "
                        + String.join(", ", elements), null);
                }
                return;
            }
            if (List.of("x", "y", "z").contains(n.name())) {
                if (!elements.contains(n.name())) {
                    scope.error("unknown-component", part.span(), of + " has no component " + n.name(), "its components are " + String.join(", ", elements));
                }
                return;
            }
            if (!scope.locals.contains(n.name()) && scope.model.parameter(n.name()).isEmpty()) {
                scope.error("unknown-component", part.span(), of + " has no component " + n.name(), "its components are " + String.join(", ", elements));
                return;
            }
        }
        if (part instanceof Expr.Number n && !elements.contains(Integer.toString((int) n.value()))) {
            scope.error("unknown-component", part.span(), of + " has no component " + part.span().text(), "its components are " + String.join(", ", elements));
            return;
        }
        names.check(part);
    }

    private void fieldUse(Expr.Indexed x, Field f, List<Expr> parts) {
        if (!scope.atoms) {
            scope.error("field-in-function", x.span(), "'" + f.name() + "' is a field; a function or a number knows no atoms", "hand its value over as an argument");
            return;
        }
        List<String> used = x.indices().stream().map(Identifier::name).toList();
        if (f.neighbors() > 0 && (!used.getFirst().equals(scope.center) || used.subList(1, used.size()).contains(scope.center))) {
            scope.error("bond-of-neighbor", x.span(), f.name() + " is at hand for bonds from the center to a neighbor only",
                "write the center's index first, then a neighbor's");
            return;
        }
        if (f.neighbors() == 2 && used.get(1).equals(used.get(2))) {
            scope.error("same-neighbor", x.span(), f.name() + " is for two neighbors; this names one of them twice", "the sum over " + used.get(2) + " must leave out the other neighbor: sum(k != j)");
            return;
        }
        if (lacksSpecies(x, f)) {
            return;
        }
        if (parts.isEmpty() && scope.parts > 0 && !f.components().isEmpty() && size(f) == scope.parts) {
            return;
        }
        if (parts.size() != f.components().size()) {
            scope.error("component-count", x.span(), "'" + f.name() + "' has " + Drafts.count(f.components().size(), "component index", "component indices") + ", not " + parts.size(),
                f.components().isEmpty() ? null : "write " + f.name() + "[" + String.join(",", f.indices()) + "; "
                    + String.join(",", f.components().stream().map(c -> c.name().name()).toList()) + "]");
            return;
        }
        for (int k = 0; k < parts.size(); k++) {
            component(parts.get(k), f.components().get(k).set().elements(), f.name());
        }
    }

    /** Reports a field that some of the atoms asked for do not have. */
    private boolean lacksSpecies(Expr.Indexed x, Field f) {
        String atom = x.indices().get(0).name();
        List<String> lacking = scope.species.getOrDefault(atom, scope.model.species()).stream()
            .filter(s -> scope.model.species().contains(s) && !f.centers(scope.model.species()).contains(s)).toList();
        if (!lacking.isEmpty()) {
            scope.error("field-of-species", x.span(), "'" + f.name() + "' has no value for " + String.join(", ", lacking) + ", which " + atom + " may be here",
                atom.equals(scope.center) ? "write on the left: " + atom + " in " + set(f.centers(List.of())) : "sum over " + atom + " in " + set(f.centers(List.of())));
        }
        return !lacking.isEmpty();
    }

    /** All components of a field of the atom, in a place that takes several values. */
    void wholeUse(Expr.Indexed x, Field f) {
        places(x.indices(), true, x);
        if (!scope.atoms) {
            scope.error("field-in-function", x.span(), "'" + f.name() + "' is a field; a function or a number knows no atoms", "hand its value over as an argument");
        } else {
            lacksSpecies(x, f);
        }
    }

    private static String set(List<String> species) {
        return species.size() == 1 ? species.get(0) : "{" + String.join(",", species) + "}";
    }

    /** How many values a field has for each atom. */
    static int size(Field f) {
        return f.components().stream().mapToInt(c -> c.set().elements().size()).reduce(1, (a, b) -> a * b);
    }

    /** The field with several components that an expression names as a whole. */
    Optional<Field> whole(Expr e) {
        return e instanceof Expr.Indexed x && x.components().isEmpty() ? scope.model.field(x.name().name()).filter(f -> f.indices().size() == x.indices().size() && !f.components().isEmpty())
            : Optional.empty();
    }

    /** Checks that indices are at hand. */
    void places(List<Identifier> used, boolean atomsOnly, Expr use) {
        for (Identifier i : used) {
            if (scope.indices.contains(i.name()) || !atomsOnly && scope.model.species().contains(i.name())) {
                continue;
            }
            if (scope.model.species().contains(i.name())) {
                scope.error("species-as-atom", i.span(), "'" + i + "' is a species; an atom is wanted here", null);
            } else if (scope.ended.contains(i.name())) {
                scope.error("index-outside-sum", i.span(), "'" + i + "' is used outside the sum that runs over it", "put this inside the sum, perhaps with parentheses: sum(" + i + ") ( … )");
            } else if (Character.isUpperCase(i.name().codePointAt(0)) && !scope.model.species().isEmpty() && !scope.indices.contains(i.name())) {
                scope.error("unknown-species", i.span(), "'" + i + "' is no species of " + scope.model.name(),
                    NameScope.nearest(i.name(), scope.model.species(), "its species are " + String.join(", ", scope.model.species())));
            } else {
                scope.error("unknown-index", i.span(), "there is no index '" + i + "' here", scope.atoms ? "write sum(" + i + ") around it"
                    : "a function or number may use the indices of its own declaration" + (scope.indices.isEmpty() ? "" : ": " + String.join(", ", scope.indices)));
            }
        }
    }
}
