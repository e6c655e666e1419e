package org.eutectic.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.IndexSet;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.ir.Fn;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** Checks every name in one expression: what it is, how many indices and arguments it takes, and where its indices come from. */
final class NameCheck {
    private final NameScope scope;
    private final IndexedNames indexed;
    private final CalledNames called;

    NameCheck(Model model, Diagnostics diagnostics) {
        scope = new NameScope(model, diagnostics);
        indexed = new IndexedNames(scope, this);
        called = new CalledNames(scope, this, indexed);
    }

    void field(Field f) {
        scope.atoms = true;
        scope.center = f.indices().get(0);
        scope.indices.addAll(f.indices());
        for (Item.Component c : f.components()) {
            scope.components.put(c.name().name(), c.set().elements());
        }
        check(f.value());
    }

    void definition(Definition d, Expr body) {
        scope.indices.addAll(d.variables());
        for (Item.Formal f : d.formals()) {
            if (!scope.locals.add(f.name().name())) {
                scope.error("duplicate-name", f.name().span(), "there are two arguments '" + f.name() + "'", null);
            }
        }
        check(body);
    }

    /**
     * A number: an argument of a term.
     *
     * @param index what stands for a species in it, or null
     */
    void argument(Expr value, String index) {
        if (index != null) {
            scope.indices.add(index);
        }
        check(value);
    }

    void check(Expr e) {
        switch (e) {
            case Expr.Number n -> Units.parse(n.unit(), scope.diagnostics());
            case Expr.Text t -> scope.error("text-in-expression", t.span(), "a text is no number", "only readers of files take a text: from setfl(\"…\"), table(\"…\", 2)");
            case Expr.Name n -> name(n);
            case Expr.Indexed x -> indexed.indexed(x, null);
            case Expr.Member m -> called.member(m);
            case Expr.Call c -> called.call(c);
            case Expr.Several s -> several(s);
            case Expr.Part p -> {
                int kept = scope.parts;
                scope.parts = p.count();
                check(p.value());
                scope.parts = kept;
            }
            case Expr.Unary u -> check(u.operand());
            case Expr.Binary b -> {
                check(b.left());
                check(b.right());
            }
            case Expr.Reduction r -> reduction(r);
            case Expr.Piecewise p -> {
                for (Expr.Case c : p.cases()) {
                    if (c.condition() != null) {
                        check(c.condition());
                    }
                    check(c.value());
                }
            }
            case Expr.Let l -> {
                check(l.value());
                boolean added = scope.locals.add(l.name().name());
                check(l.body());
                if (added) {
                    scope.locals.remove(l.name().name());
                }
            }
            case Expr.ByCenter b -> byCenter(b);
            case Expr.PerSpecies p -> scope.error("values-per-species", p.span(), "a list of values for each species stands only in a term", null);
        }
    }

    private void byCenter(Expr.ByCenter b) {
        for (Expr.Equation e : b.equations()) {
            known(e.centers());
            scope.species.put(scope.center, e.centers().elements());
            check(e.value());
            scope.species.remove(scope.center);
        }
    }

    private void known(IndexSet species) {
        for (String s : species.elements()) {
            if (!scope.model.species().isEmpty() && !scope.model.species().contains(s)) {
                scope.error("unknown-species", species.span(), "'" + s + "' is no species of " + scope.model.name(), NameScope.nearest(s, scope.model.species(), "its species are "
                    + String.join(", ", scope.model.species())));
            }
        }
    }

    private void several(Expr.Several s) {
        int wanted = scope.parts;
        if (wanted != s.values().size()) {
            scope.error("several-values", s.span(), wanted == 0 ? "these are " + s.values().size() + " values; one is wanted here" : "these are " + s.values().size() + " values for " + wanted + " fields",
                wanted == 0 ? "several values stand only where several fields are given: (a, b)[i] = (1, 2)" : null);
        }
        scope.parts = 0;
        s.values().forEach(this::check);
        scope.parts = wanted;
    }

    private void name(Expr.Name n) {
        String name = n.name();
        if (scope.locals.contains(name)) {
            return;
        }
        List<String> elements = scope.components.get(name);
        if (elements != null) {
            if (elements.stream().anyMatch(e -> Character.isLetter(e.charAt(0)))) {
                scope.error("axis-as-number", n.span(), "'" + name + "' runs over axes; it is no number", "use it as a component: d[i,j;" + name + "]");
            }
            return;
        }
        Optional<Parameter> p = scope.model.parameter(name);
        if (p.isPresent()) {
            if (!p.get().indices().isEmpty() && !name.equals(Model.CUTOFF) && scope.model.species().size() != 1) {
                scope.error("missing-index", n.span(), "'" + name + "' needs " + Drafts.count(p.get().indices().size(), "index", "indices") + " here",
                    "write " + name + "[" + String.join(",", p.get().indices()) + "]");
            }
            return;
        }
        if (Units.constant(name).isPresent()) {
            return;
        }
        if (scope.model.field(name).isPresent()) {
            scope.error("missing-index", n.span(), "'" + name + "' is a field: it has a value for each " + List.of("atom", "pair", "pair of neighbors").get(scope.model.field(name).get().neighbors()),
                "write " + name + "[" + String.join(",", scope.model.field(name).get().indices()) + "]");
        } else if (scope.model.function(name).isPresent() || Fn.named(name).isPresent()) {
            scope.error("function-as-number", n.span(), "'" + name + "' is a function; it stands here without arguments", "write " + name + "(…)");
        } else if (scope.indices.contains(name)) {
            scope.error("index-as-number", n.span(), "'" + name + "' is an index, not a number", null);
        } else if (Quantities.indices(name) > 0) {
            scope.error("missing-index", n.span(), "'" + name + "' needs " + Drafts.count(Quantities.indices(name), "index", "indices"), "write " + Quantities.example(name));
        } else {
            Set<String> known = new LinkedHashSet<>(scope.locals);
            known.addAll(scope.components.keySet());
            known.addAll(scope.model.parameters().keySet());
            known.addAll(Units.constants());
            scope.error("unknown-name", n.span(), "there is no '" + name + "' here", NameScope.nearest(name, known, declaration(name)));
        }
    }

    private static String declaration(String name) {
        if (Units.unit(name).isPresent()) {
            return "a unit follows its number, and a compound one is written without blanks and with whole exponents or fractions: 3 eV/Å^2, 2 Å^-1, 1 eV^(1/2)";
        }
        return name.equals("rij") || name.equals("R_ij") || name.equals("r_ij") ? "the distance from i to j is r[i,j]" : "declare it: param " + name + " = …";
    }

    private void reduction(Expr.Reduction r) {
        List<String> added = new ArrayList<>();
        Map<String, List<String>> hidden = new HashMap<>(scope.components);
        for (Expr.Binder b : r.binders()) {
            boolean overComponents = b.set() != null && b.set().elements().stream().allMatch(e -> List.of("x", "y", "z").contains(e) || e.matches("-?\\d+"));
            if (overComponents) {
                scope.components.put(b.names().get(0).name(), b.set().elements());
                continue;
            }
            if (!scope.atoms) {
                scope.error("atoms-in-function", b.span(), "this sum runs over atoms; there are none in a function or a number", "sum in a field and hand its value over");
            }
            int before = added.size();
            for (Identifier name : b.names()) {
                if (scope.indices.add(name.name())) {
                    added.add(name.name());
                } else if (b.names().size() == 1) {
                    scope.error("duplicate-index", name.span(), "the index '" + name + "' is in use already", "choose another letter for this sum");
                }
            }
            if (b.names().size() > 1 && added.size() == before) {
                scope.error("duplicate-index", b.span(), "every index here is in use already: there is nothing to run over", "choose a new letter for this sum");
            }
            if (b.set() != null) {
                known(b.set());
                added.subList(before, added.size()).forEach(name -> scope.species.put(name, b.set().elements()));
            }
            if (b.within() != null) {
                boolean kept = scope.atoms;
                scope.atoms = false;
                check(b.within());
                scope.atoms = kept;
            }
        }
        check(r.body());
        added.forEach(scope.indices::remove);
        added.forEach(scope.species::remove);
        scope.ended.addAll(added);
        scope.components.clear();
        scope.components.putAll(hidden);
    }
}
