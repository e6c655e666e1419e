package org.eutectic.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.ir.Fn;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** Checks every name in one expression: what it is, how many indices and arguments it takes, and where its indices come from. */
final class NameCheck {
    private final Model model;
    private final Diagnostics diagnostics;
    /** Index variables at hand: the center, the neighbor of a bond field, what sums run over. */
    private final Set<String> indices = new LinkedHashSet<>();
    private final Map<String, List<String>> components = new HashMap<>();
    private final Set<String> locals = new HashSet<>();
    /** Whether atoms are at hand: in equations, not in functions and numbers. */
    private boolean atoms;
    /** Index variables of sums that have ended, for the message. */
    private final Set<String> ended = new HashSet<>();

    NameCheck(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    void field(Field f) {
        atoms = true;
        indices.addAll(f.indices());
        for (Item.Component c : f.components()) {
            components.put(c.name().name(), c.set().elements());
        }
        check(f.value());
    }

    void definition(Definition d, Expr body) {
        indices.addAll(d.variables());
        for (Item.Formal f : d.formals()) {
            if (!locals.add(f.name().name())) {
                error("duplicate-name", f.name().span(), "there are two arguments '" + f.name() + "'", null);
            }
        }
        check(body);
    }

    private void error(String code, Span span, String message, String help) {
        diagnostics.error(code, span, message, help);
    }

    private static String nearest(String name, Collection<String> known, String otherwise) {
        return Suggestion.nearest(name, known).map(n -> "did you mean " + n + "?").orElse(otherwise);
    }

    private void check(Expr e) {
        switch (e) {
            case Expr.Number n -> Units.parse(n.unit(), diagnostics);
            case Expr.Text t -> error("text-in-expression", t.span(), "a text is no number", "only readers of files take a text: from setfl(\"…\"), table(\"…\", 2)");
            case Expr.Name n -> name(n);
            case Expr.Indexed x -> indexed(x, null);
            case Expr.Member m -> member(m);
            case Expr.Call c -> call(c);
            case Expr.Unary u -> check(u.operand());
            case Expr.Binary b -> {
                check(b.left());
                check(b.right());
            }
            case Expr.Reduction r -> reduction(r);
            case Expr.Piecewise p -> {
                if (p.cases().stream().noneMatch(c -> c.condition() == null)) {
                    error("missing-otherwise", p.span(), "this piecewise has no value where none of its conditions holds", "end it with otherwise : value");
                }
                for (Expr.Case c : p.cases()) {
                    if (c.condition() != null) {
                        check(c.condition());
                    }
                    check(c.value());
                }
            }
            case Expr.Let l -> {
                check(l.value());
                boolean added = locals.add(l.name().name());
                check(l.body());
                if (added) {
                    locals.remove(l.name().name());
                }
            }
            case Expr.PerSpecies p -> error("values-per-species", p.span(), "a list of values for each species stands only in a term", null);
        }
    }

    private void name(Expr.Name n) {
        String name = n.name();
        if (locals.contains(name) || components.containsKey(name)) {
            return;
        }
        Optional<Parameter> p = model.parameter(name);
        if (p.isPresent()) {
            if (!p.get().indices().isEmpty() && !name.equals(Model.CUTOFF) && model.species().size() != 1) {
                error("missing-index", n.span(), "'" + name + "' needs " + Drafts.count(p.get().indices().size(), "index", "indices") + " here",
                    "write " + name + "[" + String.join(",", p.get().indices()) + "]");
            }
            return;
        }
        if (Units.constant(name).isPresent()) {
            return;
        }
        if (model.field(name).isPresent()) {
            error("missing-index", n.span(), "'" + name + "' is a field: it has a value for each " + (model.field(name).get().isBond() ? "pair" : "atom"),
                "write " + name + "[" + String.join(",", model.field(name).get().indices()) + "]");
        } else if (model.function(name).isPresent() || Fn.named(name).isPresent()) {
            error("function-as-number", n.span(), "'" + name + "' is a function; it stands here without arguments", "write " + name + "(…)");
        } else if (indices.contains(name)) {
            error("index-as-number", n.span(), "'" + name + "' is an index, not a number", null);
        } else if (Quantities.indices(name) > 0) {
            error("missing-index", n.span(), "'" + name + "' needs " + Drafts.count(Quantities.indices(name), "index", "indices"), "write " + Quantities.example(name));
        } else {
            Set<String> known = new LinkedHashSet<>(locals);
            known.addAll(components.keySet());
            known.addAll(model.parameters().keySet());
            known.addAll(Units.constants());
            error("unknown-name", n.span(), "there is no '" + name + "' here", nearest(name, known, "declare it: param " + name + " = …"));
        }
    }

    private void indexed(Expr.Indexed x, Identifier member) {
        String name = x.name().name();
        int count = x.indices().size();
        Optional<Field> field = model.field(name);
        Optional<Parameter> parameter = model.parameter(name);
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
                error("component-of-number", x.span(), "'" + name + "' has no components", null);
            }
        } else if (Quantities.indices(name) == count) {
            quantity(x, parts);
        } else if (field.isPresent()) {
            error("index-count", x.span(), "'" + name + "' is a field of " + (field.get().isBond() ? "pairs: it takes 2 indices" : "atoms: it takes 1 index") + ", not " + count,
                "write " + name + "[" + String.join(",", field.get().indices()) + "]");
        } else if (parameter.isPresent()) {
            error("index-count", x.span(), "'" + name + "' takes " + Drafts.count(parameter.get().indices().size(), "index", "indices") + ", not " + count,
                parameter.get().indices().isEmpty() ? "write " + name : "write " + name + "[" + String.join(",", parameter.get().indices()) + "]");
        } else if (Quantities.indices(name) > 0) {
            error("index-count", x.span(), "'" + name + "' takes " + Drafts.count(Quantities.indices(name), "index", "indices") + ", not " + count, "write " + Quantities.example(name));
        } else if (model.function(name).isPresent()) {
            error("function-as-number", x.span(), "'" + name + "' is a function; it stands here without arguments", "write " + x.span().text() + "(…)");
        } else {
            Set<String> known = new LinkedHashSet<>(model.parameters().keySet());
            model.fields().forEach(f -> known.add(f.name()));
            known.addAll(model.functions().keySet());
            known.addAll(Quantities.NAMES);
            error("unknown-name", x.name().span(), "there is no '" + name + "' here", nearest(name, known, null));
        }
    }

    private void quantity(Expr.Indexed x, List<Expr> parts) {
        String name = x.name().name();
        boolean ofSpecies = name.equals("mass") || name.equals("Z");
        places(x.indices(), !ofSpecies, x);
        if (!atoms && !ofSpecies) {
            error("atoms-in-function", x.span(), "'" + x.span().text() + "' is about atoms; there are none in a function or a number", "hand it over as an argument");
            return;
        }
        if (!name.equals("d") && !parts.isEmpty()) {
            error("component-of-number", x.span(), "'" + name + "' is a number: it has no components", null);
        } else if (name.equals("d")) {
            if (parts.size() != 1) {
                error("vector-as-number", x.span(), parts.isEmpty() ? "'" + x.span().text() + "' is a vector; a number is wanted here" : "d takes one component",
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
            error("same-atom", x.span(), "'" + x.span().text() + "' asks for the " + (name.equals("r") ? "distance of an atom from itself" : "angle at one of its own ends"), null);
        }
    }

    private void component(Expr part, List<String> elements, String of) {
        if (part instanceof Expr.Name n) {
            if (components.containsKey(n.name())) {
                if (!elements.containsAll(components.get(n.name()))) {
                    error("unknown-component", part.span(), "'" + n.name() + "' runs over " + String.join(", ", components.get(n.name())) + "; " + of + " has the components "
                        + String.join(", ", elements), null);
                }
                return;
            }
            if (List.of("x", "y", "z").contains(n.name())) {
                if (!elements.contains(n.name())) {
                    error("unknown-component", part.span(), of + " has no component " + n.name(), "its components are " + String.join(", ", elements));
                }
                return;
            }
            if (!locals.contains(n.name()) && model.parameter(n.name()).isEmpty()) {
                error("unknown-component", part.span(), of + " has no component " + n.name(), "its components are " + String.join(", ", elements));
                return;
            }
        }
        if (part instanceof Expr.Number n && !elements.contains(Integer.toString((int) n.value()))) {
            error("unknown-component", part.span(), of + " has no component " + part.span().text(), "its components are " + String.join(", ", elements));
            return;
        }
        check(part);
    }

    private void fieldUse(Expr.Indexed x, Field f, List<Expr> parts) {
        if (!atoms) {
            error("field-in-function", x.span(), "'" + f.name() + "' is a field; a function or a number knows no atoms", "hand its value over as an argument");
            return;
        }
        if (parts.size() != f.components().size()) {
            error("component-count", x.span(), "'" + f.name() + "' has " + Drafts.count(f.components().size(), "component index", "component indices") + ", not " + parts.size(),
                f.components().isEmpty() ? null : "write " + f.name() + "[" + String.join(",", f.indices()) + "; "
                    + String.join(",", f.components().stream().map(c -> c.name().name()).toList()) + "]");
            return;
        }
        for (int k = 0; k < parts.size(); k++) {
            component(parts.get(k), f.components().get(k).set().elements(), f.name());
        }
    }

    /** Checks that indices are at hand. */
    private void places(List<Identifier> used, boolean atomsOnly, Expr use) {
        for (Identifier i : used) {
            if (indices.contains(i.name()) || !atomsOnly && model.species().contains(i.name())) {
                continue;
            }
            if (model.species().contains(i.name())) {
                error("species-as-atom", i.span(), "'" + i + "' is a species; an atom is wanted here", null);
            } else if (ended.contains(i.name())) {
                error("index-outside-sum", i.span(), "'" + i + "' is used outside the sum that runs over it", "put this inside the sum, perhaps with parentheses: sum(" + i + ") ( … )");
            } else if (Character.isUpperCase(i.name().codePointAt(0)) && !model.species().isEmpty() && !indices.contains(i.name())) {
                error("unknown-species", i.span(), "'" + i + "' is no species of " + model.name(),
                    nearest(i.name(), model.species(), "its species are " + String.join(", ", model.species())));
            } else {
                error("unknown-index", i.span(), "there is no index '" + i + "' here", atoms ? "write sum(" + i + ") around it"
                    : "a function or number may use the indices of its own declaration" + (indices.isEmpty() ? "" : ": " + String.join(", ", indices)));
            }
        }
    }

    private void member(Expr.Member m) {
        if (m.target() instanceof Expr.Indexed x) {
            indexed(x, m.name());
            return;
        }
        Model parent = parent(m);
        if (parent == null) {
            return;
        }
        Optional<Parameter> p = parent.parameter(m.name().name());
        if (p.isEmpty()) {
            boolean function = parent.function(m.name().name()).isPresent();
            error(function ? "function-as-number" : "unknown-name", m.name().span(), function ? "'" + m.name() + "' is a function; it stands here without arguments"
                : parent.name() + " has no parameter '" + m.name() + "'", nearest(m.name().name(), parent.parameters().keySet(), null));
            return;
        }
        parentIndices(m, p.get().indices(), parent);
    }

    private Model parent(Expr.Member m) {
        if (!(m.target() instanceof Expr.Name n)) {
            error("unknown-member", m.span(), "'" + m.name() + "' is no member of this", null);
            return null;
        }
        Optional<Model> parent = model.parent(n.name());
        if (parent.isEmpty()) {
            List<String> names = model.parents().stream().map(Model::name).toList();
            error("unknown-parent", n.span(), "'" + n.name() + "' is no potential that this one extends", nearest(n.name(), names, names.isEmpty() ? null
                : "it extends " + String.join(", ", names)));
        }
        return parent.orElse(null);
    }

    private void parentIndices(Expr.Member m, List<String> wanted, Model parent) {
        if (m.indices().isEmpty()) {
            if (!wanted.isEmpty() && parent.species().size() != 1) {
                error("missing-index", m.name().span(), "'" + m.name() + "' of " + parent.name() + " needs " + Drafts.count(wanted.size(), "species", "species") + " here",
                    "write " + parent.name() + "." + m.name() + "[" + String.join(",", java.util.Collections.nCopies(wanted.size(), parent.species().get(0))) + "]");
            }
        } else if (m.indices().size() != wanted.size()) {
            error("index-count", m.span(), "'" + m.name() + "' takes " + Drafts.count(wanted.size(), "index", "indices") + ", not " + m.indices().size(), null);
        } else {
            for (Identifier i : m.indices()) {
                if (!parent.species().contains(i.name()) && !indices.contains(i.name())) {
                    error("unknown-species", i.span(), "'" + i + "' is no species of " + parent.name(), nearest(i.name(), parent.species(), null));
                }
            }
        }
    }

    private void call(Expr.Call c) {
        switch (c.callee()) {
            case Expr.Name n -> named(c, n);
            case Expr.Indexed x -> {
                places(x.indices(), false, x);
                Optional<Function> f = model.function(x.name().name());
                if (f.isEmpty()) {
                    unknownFunction(x.name().name(), x.name().span());
                } else if (f.get().indices().size() != x.indices().size()) {
                    error("index-count", x.span(), "'" + x.name() + "' takes " + Drafts.count(f.get().indices().size(), "index", "indices") + ", not " + x.indices().size(),
                        f.get().indices().isEmpty() ? "write " + x.name() + "(…)" : "write " + x.name() + "[" + String.join(",", f.get().indices()) + "](…)");
                } else {
                    arguments(c, f.get());
                }
            }
            case Expr.Member m when m.target() instanceof Expr.Name -> {
                Model parent = parent(m);
                if (parent != null) {
                    Optional<Function> f = parent.function(m.name().name());
                    if (f.isEmpty()) {
                        error("unknown-function", m.name().span(), parent.name() + " has no function '" + m.name() + "'", nearest(m.name().name(), parent.functions().keySet(), null));
                    } else {
                        parentIndices(m, f.get().indices(), parent);
                        arguments(c, f.get());
                    }
                }
            }
            default -> error("not-a-function", c.callee().span(), "this is no function", null);
        }
        boolean vector = c.callee() instanceof Expr.Name n && n.name().equals("ylm");
        for (int k = 0; k < c.arguments().size(); k++) {
            Expr a = c.arguments().get(k);
            if (vector && k == 2 && a instanceof Expr.Indexed x && x.name().name().equals("d") && x.components().isEmpty()) {
                places(x.indices(), true, x);
            } else if (!(c.callee() instanceof Expr.Name t && t.name().equals("table"))) {
                check(a);
            }
        }
    }

    private void named(Expr.Call c, Expr.Name n) {
        Optional<Function> f = model.function(n.name());
        if (f.isPresent()) {
            if (!f.get().indices().isEmpty() && model.species().size() != 1) {
                error("missing-index", n.span(), "'" + n.name() + "' needs " + Drafts.count(f.get().indices().size(), "index", "indices") + " here",
                    "write " + n.name() + "[" + String.join(",", f.get().indices()) + "](…)");
            }
            arguments(c, f.get());
            return;
        }
        if (n.name().equals("table")) {
            error("table-in-expression", c.span(), "a table is a function of its own", "write function f(r: Å) : eV, then function f[Cu] = table(\"file\", 2)");
            return;
        }
        int wanted = n.name().equals("legendre") ? 2 : n.name().equals("ylm") ? 3 : Fn.named(n.name()).map(Fn::argumentCount).orElse(-1);
        boolean more = n.name().equals("min") || n.name().equals("max");
        if (wanted < 0) {
            unknownFunction(n.name(), n.span());
        } else if (c.arguments().size() != wanted && !(more && c.arguments().size() > wanted)) {
            error("argument-count", c.span(), "'" + n.name() + "' takes " + Drafts.count(wanted, "argument", "arguments") + ", not " + c.arguments().size(), null);
        }
    }

    private void unknownFunction(String name, Span span) {
        if (model.parameter(name).isPresent() || locals.contains(name)) {
            error("not-a-function", span, "'" + name + "' is a number, not a function", "to multiply, write " + name + "*(…)");
            return;
        }
        Set<String> known = new LinkedHashSet<>(model.functions().keySet());
        for (Fn fn : Fn.values()) {
            if (fn.keyword() != null) {
                known.add(fn.keyword());
            }
        }
        known.addAll(List.of("legendre", "ylm"));
        error("unknown-function", span, "there is no function '" + name + "'", nearest(name, known, null));
    }

    private void arguments(Expr.Call c, Function f) {
        int wanted = f.formals().isEmpty() ? 1 : f.formals().size();
        if (c.arguments().size() != wanted) {
            error("argument-count", c.span(), "'" + f.name() + "' takes " + Drafts.count(wanted, "argument", "arguments") + ", not " + c.arguments().size(), "it is declared at " + f.span());
        }
    }

    private void reduction(Expr.Reduction r) {
        List<String> added = new ArrayList<>();
        Map<String, List<String>> hidden = new HashMap<>(components);
        for (Expr.Binder b : r.binders()) {
            boolean overComponents = b.set() != null && b.set().elements().stream().allMatch(e -> List.of("x", "y", "z").contains(e) || e.matches("-?\\d+"));
            if (overComponents) {
                components.put(b.names().get(0).name(), b.set().elements());
                continue;
            }
            if (!atoms) {
                error("atoms-in-function", b.span(), "this sum runs over atoms; there are none in a function or a number", "sum in a field and hand its value over");
            }
            int before = added.size();
            for (Identifier name : b.names()) {
                if (indices.add(name.name())) {
                    added.add(name.name());
                } else if (b.names().size() == 1) {
                    error("duplicate-index", name.span(), "the index '" + name + "' is in use already", "choose another letter for this sum");
                }
            }
            if (b.names().size() > 1 && added.size() == before) {
                error("duplicate-index", b.span(), "every index here is in use already: there is nothing to run over", "choose a new letter for this sum");
            }
            if (b.set() != null) {
                for (String s : b.set().elements()) {
                    if (!model.species().isEmpty() && !model.species().contains(s)) {
                        error("unknown-species", b.set().span(), "'" + s + "' is no species of " + model.name(), nearest(s, model.species(), "its species are "
                            + String.join(", ", model.species())));
                    }
                }
            }
            if (b.within() != null) {
                boolean kept = atoms;
                atoms = false;
                check(b.within());
                atoms = kept;
            }
        }
        check(r.body());
        added.forEach(indices::remove);
        ended.addAll(added);
        components.clear();
        components.putAll(hidden);
    }
}
