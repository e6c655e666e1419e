package org.eutectic.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.lower.Lowering;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** What {@code extends A, B} takes from A and B: the equations, which must be the same, and every number for their own species. */
final class Inheritance {
    private final Map<String, Declared> declarations;
    private final FormItems forms;
    private final Diagnostics diagnostics;

    Inheritance(Map<String, Declared> declarations, FormItems forms, Diagnostics diagnostics) {
        this.declarations = declarations;
        this.forms = forms;
        this.diagnostics = diagnostics;
    }

    /** The equations that all parents share; empty with a diagnostic where they differ. */
    Optional<List<Item>> base(Declaration.Potential p, List<Model> parents) {
        for (int k = 0; k < parents.size(); k++) {
            if (parents.get(k).fields().isEmpty()) {
                diagnostics.error("extends-sum", p.parents().get(k).span(), "'" + parents.get(k).name() + "' is a sum of terms: it has no equations to extend",
                    "extend its terms, then sum those");
                return Optional.empty();
            }
        }
        List<Item> first = null;
        for (int k = 0; k < parents.size(); k++) {
            Optional<List<Item>> items = equations(parents.get(k).name());
            if (items.isEmpty()) {
                return Optional.empty();
            }
            if (k == 0) {
                first = items.get();
                continue;
            }
            if (!java.util.Objects.equals(parents.get(0).form(), parents.get(k).form())) {
                diagnostics.error("forms-differ", p.parents().get(k).span(), parents.get(0).name() + " is " + described(parents.get(0)) + ", " + parents.get(k).name()
                    + " is " + described(parents.get(k)) + ": their equations differ", difference(first, items.get()));
                return Optional.empty();
            }
            String difference = parents.get(k).form() != null ? null : difference(first, items.get());
            if (difference != null) {
                diagnostics.error("forms-differ", p.parents().get(k).span(), "the equations of " + parents.get(0).name() + " and " + parents.get(k).name() + " differ", difference);
                return Optional.empty();
            }
        }
        return Optional.of(first);
    }

    private static String described(Model m) {
        return m.form() != null ? m.form() : "a form of its own";
    }

    /** The form's items, or of a potential with its own equations what every heir must share. */
    private Optional<List<Item>> equations(String potential) {
        Declaration.Potential p = (Declaration.Potential) declarations.get(potential).declaration();
        if (p.form() != null) {
            return forms.of(p.form());
        }
        if (!p.parents().isEmpty()) {
            return equations(p.parents().get(0).name());
        }
        List<Item> items = new ArrayList<>();
        for (Item item : p.items()) {
            switch (item) {
                case Item.Field f -> items.add(f);
                case Item.Function f when f.indices().stream().noneMatch(Inheritance::isSpecies) -> items.add(f);
                // Values are taken from each parent, so that they can be compared.
                case Item.Param q when q.indices().stream().noneMatch(Inheritance::isSpecies) ->
                    items.add(new Item.Param(q.span(), false, q.name(), q.indices(), q.dimension(), null));
                default -> { }
            }
        }
        return Optional.of(items);
    }

    private static boolean isSpecies(Identifier i) {
        return Character.isUpperCase(i.name().codePointAt(0));
    }

    /** Where two sets of equations first differ, or null. */
    private static String difference(List<Item> a, List<Item> b) {
        for (Item x : a) {
            Item y = sameName(x, b);
            if (y == null) {
                return "only one of them has: " + oneLine(x.span());
            }
            if (!(x instanceof Item.Param) && !oneLine(x.span()).equals(oneLine(y.span()))) {
                return x.span() + " has: " + oneLine(x.span()) + "\n" + y.span() + " has: " + oneLine(y.span());
            }
        }
        for (Item y : b) {
            if (nameOf(y) != null && sameName(y, a) == null) {
                return "only one of them has: " + oneLine(y.span());
            }
        }
        return null;
    }

    private static Item sameName(Item x, List<Item> others) {
        String name = nameOf(x);
        return name == null ? x : others.stream().filter(o -> o.getClass() == x.getClass() && name.equals(nameOf(o))).findFirst().orElse(null);
    }

    private static String nameOf(Item item) {
        return switch (item) {
            case Item.Field f -> f.name().name();
            case Item.Function f -> f.name().name();
            case Item.Param p -> p.name().name();
            default -> null;
        };
    }

    private static String oneLine(Span span) {
        return span.text().replaceAll("//[^\n]*", " ").replaceAll("\\s+", " ").strip();
    }

    /** Takes every parent's values for its own species. */
    void take(Drafts drafts, List<Model> parents, Declaration.Potential p) {
        for (Model parent : parents) {
            for (Draft d : drafts.all()) {
                if (!d.declaredByForm) {
                    continue;
                }
                for (List<String> tuple : Tuples.all(parent.species(), d.indices.size())) {
                    Optional<Definition> given = d.isFunction ? parent.function(d.name).map(Function::definitions).flatMap(x -> definition(x, tuple))
                        : parent.parameter(d.name).map(Parameter::definitions).flatMap(x -> definition(x, tuple));
                    // What the form says for all species holds for the heir too, but a number without species is one for all parents.
                    given.filter(x -> tuple.isEmpty() || d.defaults.stream().noneMatch(y -> y.span().equals(x.span()))).ifPresent(x -> take(d, tuple, x, parent, parents, p));
                }
            }
        }
    }

    private static Optional<Definition> definition(List<Definition> all, List<String> tuple) {
        Definition found = null;
        for (Definition d : all) {
            boolean better = d.species().equals(tuple) || d.species().isEmpty() && (found == null || found.species().isEmpty());
            found = better ? d : found;
        }
        return Optional.ofNullable(found);
    }

    private void take(Draft d, List<String> tuple, Definition x, Model parent, List<Model> parents, Declaration.Potential p) {
        Definition taken = new Definition(x.span(), tuple, x.variables(), x.formals(), x.dimension(), x.content(), x.scope(parent));
        Definition earlier = d.inherited.stream().filter(o -> o.species().equals(tuple)).findFirst().orElse(null);
        if (earlier == null) {
            d.inherited.add(taken);
            return;
        }
        boolean same = earlier.span().equals(taken.span()) || d.isFunction && tuple.isEmpty() && oneLine(earlier.span()).equals(oneLine(taken.span()))
            || !d.isFunction && sameNumber(d, tuple, earlier, parent, parents);
        if (!same && !overridden(d.name, p.items())) {
            diagnostics.error("parents-differ", p.name().span(), "the parents give '" + d.written(tuple) + "' differently", earlier.span() + " has: " + oneLine(earlier.span())
                + "\n" + taken.span() + " has: " + oneLine(taken.span()) + "\nsay which one is meant: override " + (d.isFunction ? "function " : "param ") + d.written(tuple) + " = …");
        }
    }

    private boolean sameNumber(Draft d, List<String> tuple, Definition earlier, Model parent, List<Model> parents) {
        Diagnostics ignored = new Diagnostics();
        Lowering numbers = new Lowering(ignored, false);
        double here = numbers.value(parent, parent.parameter(d.name).orElseThrow(), tuple);
        for (Model other : parents) {
            if (other == parent) {
                return false;
            }
            if (other.species().containsAll(tuple) && numbers.value(other, other.parameter(d.name).orElseThrow(), tuple) == here) {
                return true;
            }
        }
        return false;
    }

    private static boolean overridden(String name, List<Item> own) {
        return own.stream().anyMatch(i -> i instanceof Item.Param p && p.override() && p.name().name().equals(name)
            || i instanceof Item.Function f && f.override() && f.name().name().equals(name) || i instanceof Item.Cutoff && name.equals(Model.CUTOFF));
    }

    /** Where nothing says how far unlike atoms see each other, the farther-reaching parent does. */
    void crossCutoffs(Drafts drafts, Declaration.Potential p, List<Model> parents) {
        Draft d = drafts.get(Model.CUTOFF);
        if (parents.isEmpty() || !d.defaults.isEmpty()) {
            return;
        }
        Lowering numbers = new Lowering(new Diagnostics(), false);
        List<String> all = parents.stream().flatMap(m -> m.species().stream()).distinct().toList();
        for (List<String> pair : Tuples.all(all, 2)) {
            if (!d.has(pair)) {
                double longest = 0;
                for (Model m : parents) {
                    for (String s : pair) {
                        if (m.species().contains(s)) {
                            longest = Math.max(longest, numbers.value(m, m.parameter(Model.CUTOFF).orElseThrow(), List.of(s, s)));
                        }
                    }
                }
                if (!Double.isNaN(longest)) {
                    d.own.add(new Definition(p.name().span(), pair, List.of(), List.of(), null, new Content.Number(longest), null));
                }
            }
        }
    }
}
