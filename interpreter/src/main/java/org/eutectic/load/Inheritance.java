package org.eutectic.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.GraphComparison;
import org.eutectic.lower.Lowering;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** What {@code extends A, B} takes from A and B: the equations, which must be the same, and every number for their own species. */
final class Inheritance {
    /** How many of the numbers in which parents differ a message shows with their places. */
    private static final int SHOWN = 5;

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
        if (parents.stream().allMatch(m -> m.fields().isEmpty() && m.potentials().isEmpty())) {
            return Optional.of(List.of());
        }
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
            Model one = parents.get(0), other = parents.get(k);
            if (!Objects.equals(one.form(), other.form())) {
                diagnostics.error("forms-differ", p.parents().get(k).span(), one.name() + " is " + described(one) + ", " + other.name() + " is " + described(other)
                    + ": their equations differ", difference(one, first, other, items.get()));
                return Optional.empty();
            }
            String difference = other.form() != null ? null : difference(one, first, other, items.get());
            if (difference != null) {
                diagnostics.error("forms-differ", p.parents().get(k).span(), "the equations of " + one.name() + " and " + other.name() + " differ", difference);
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
                case Item.Network n when n.indices().stream().noneMatch(Inheritance::isSpecies) -> items.add(new Item.Network(n.span(), false, n.name(), n.indices(), n.layers(), null));
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

    /** Where two sets of equations differ, with the equation of each, or null: fields that both have first, the energy before others, then what only one has. */
    private static String difference(Model one, List<Item> a, Model other, List<Item> b) {
        List<Item> equationsFirst = a.stream().sorted(Comparator.comparing(x -> !(x instanceof Item.Field) ? 2 : Model.ENERGY.equals(nameOf(x)) ? 0 : 1)).toList();
        for (Item x : equationsFirst) {
            Item y = sameName(x, b);
            if (y != null && y != x && !(x instanceof Item.Param || x instanceof Item.Network) && !oneLine(x.span()).equals(oneLine(y.span()))) {
                return has(one, x) + "\n" + has(other, y);
            }
            if (x instanceof Item.Network n && y instanceof Item.Network m && !sameLayers(n, m)) {
                return has(one, x) + "\n" + has(other, y) + "\nthey have different layers";
            }
            if (x instanceof Item.Param p && y instanceof Item.Param q && !sameDimension(p, q)) {
                return has(one, x) + "\n" + has(other, y) + "\nthey have different units";
            }
        }
        for (Item x : a) {
            if (sameName(x, b) == null) {
                return has(one, x) + "\n" + other.name() + " has no '" + nameOf(x) + "'";
            }
        }
        for (Item y : b) {
            if (sameName(y, a) == null) {
                return one.name() + " has no '" + nameOf(y) + "'\n" + has(other, y);
            }
        }
        return null;
    }

    private static String has(Model m, Item item) {
        return m.name() + " has, at " + item.span() + ": " + oneLine(item.span());
    }

    private static boolean sameDimension(Item.Param p, Item.Param q) {
        return p.dimension() == null || q.dimension() == null
            || Units.parse(p.dimension(), new Diagnostics()).dimension().equals(Units.parse(q.dimension(), new Diagnostics()).dimension());
    }

    private static boolean sameLayers(Item.Network n, Item.Network m) {
        return n.layers() == null ? m.layers() == null : m.layers() != null && Objects.equals(Layers.shape(n.layers(), new Diagnostics()), Layers.shape(m.layers(), new Diagnostics()));
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
            case Item.Network n -> n.name().name();
            default -> null;
        };
    }

    private static String oneLine(Span span) {
        return span.text().replaceAll("//[^\n]*", " ").replaceAll("\\s+", " ").strip();
    }

    /** Takes every parent's values for its own species. */
    void take(Drafts drafts, List<Model> parents, Declaration.Potential p) {
        Map<String, Clash> differing = new LinkedHashMap<>();
        for (Model parent : parents) {
            for (Draft d : drafts.all()) {
                if (!d.declaredByForm) {
                    continue;
                }
                for (List<String> tuple : Tuples.all(parent.species(), d.indices.size())) {
                    Optional<Definition> given = d.isFunction ? parent.function(d.name).map(Function::definitions).flatMap(x -> definition(x, tuple))
                        : parent.parameter(d.name).map(Parameter::definitions).flatMap(x -> definition(x, tuple));
                    // What the form says for all species holds for the heir too, but a number without species is one for all parents.
                    given.filter(x -> tuple.isEmpty() && !d.isFunction || d.defaults.stream().noneMatch(y -> y.span().equals(x.span())))
                        .ifPresent(x -> take(d, tuple, x, parent, parents, p, differing));
                }
            }
        }
        if (!differing.isEmpty()) {
            report(differing, drafts, p);
        }
    }

    /** What two parents give for the same species. */
    private record Clash(Definition one, Definition other) {
        boolean inText() {
            return !oneLine(one.span()).equals(oneLine(other.span()));
        }

        String places() {
            return one.span() + " has: " + oneLine(one.span()) + "\n" + other.span() + " has: " + oneLine(other.span());
        }
    }

    private void report(Map<String, Clash> differing, Drafts drafts, Declaration.Potential p) {
        // Functions written alike differ by the numbers in them, or only beside others that differ.
        boolean inText = differing.values().stream().anyMatch(Clash::inText);
        List<String> names = differing.keySet().stream().filter(n -> !inText || differing.get(n).inText()).toList();
        Draft first = drafts.get(names.getFirst().replaceAll("\\[.*", ""));
        String meant = first.name.equals(Model.CUTOFF) ? "override " + names.getFirst() + " …" : "override " + (first.kind == Draft.Kind.PARAMETER ? "param" : first.kind.noun) + " " + names.getFirst() + " = …";
        diagnostics.error("parents-differ", p.name().span(), "the parents give " + String.join(", ", names.stream().map(n -> "'" + n + "'").toList()) + " differently",
            String.join("\n", names.stream().limit(SHOWN).map(n -> differing.get(n).places()).toList()) + (names.size() > SHOWN ? "\nand " + (names.size() - SHOWN) + " more" : "")
                + "\nsay which one is meant: " + meant);
    }

    private static Optional<Definition> definition(List<Definition> all, List<String> tuple) {
        Definition found = null;
        for (Definition d : all) {
            boolean better = d.species().equals(tuple) || d.species().isEmpty() && (found == null || found.species().isEmpty());
            found = better ? d : found;
        }
        return Optional.ofNullable(found);
    }

    private void take(Draft d, List<String> tuple, Definition x, Model parent, List<Model> parents, Declaration.Potential p, Map<String, Clash> differing) {
        Definition taken = new Definition(x.span(), tuple, x.variables(), x.formals(), x.dimension(), x.content(), x.scope(parent));
        Definition earlier = d.inherited.stream().filter(o -> o.species().equals(tuple)).findFirst().orElse(null);
        if (earlier == null) {
            d.inherited.add(taken);
            return;
        }
        boolean same = earlier.span().equals(taken.span()) || d.isFunction && tuple.isEmpty() && oneLine(earlier.span()).equals(oneLine(taken.span()))
            || (d.isFunction ? sameEnergy(tuple, parent, parents) : sameNumber(d, tuple, parent, parents));
        if (!same && !overridden(d.name, p.items())) {
            differing.put(d.written(tuple), new Clash(earlier, taken));
        }
    }

    private static boolean sameNumber(Draft d, List<String> tuple, Model parent, List<Model> parents) {
        Lowering numbers = new Lowering(new Diagnostics(), false);
        double here = numbers.value(parent, parent.parameter(d.name).orElseThrow(), tuple);
        return parents.stream().takeWhile(m -> m != parent).filter(m -> m.species().containsAll(tuple))
            .anyMatch(m -> numbers.value(m, m.parameter(d.name).orElseThrow(), tuple) == here);
    }

    /** Whether a parent and an earlier one calculate the same for structures of these species: then their functions are the same, however they are written. */
    private static boolean sameEnergy(List<String> tuple, Model parent, List<Model> parents) {
        List<String> some = tuple.stream().distinct().toList();
        Lowering lowering = new Lowering(new Diagnostics(), false);
        return !some.isEmpty() && parents.stream().takeWhile(m -> m != parent).filter(m -> m.species().containsAll(some))
            .anyMatch(m -> GraphComparison.of(lowering.lower(m.restrictedTo(some)), lowering.lower(parent.restrictedTo(some))).isEmpty());
    }

    private static boolean overridden(String name, List<Item> own) {
        return own.stream().anyMatch(i -> i instanceof Item.Param p && p.override() && p.name().name().equals(name)
            || i instanceof Item.Network n && n.override() && n.name().name().equals(name) || i instanceof Item.Function f && f.override() && f.name().name().equals(name) || i instanceof Item.Cutoff c && c.override() && name.equals(Model.CUTOFF));
    }

    /** Where nothing says how far unlike atoms see each other, the farther-reaching parent does; a warning names functions that were not made for that. */
    void crossCutoffs(Drafts drafts, Declaration.Potential p, List<Model> parents) {
        Draft d = drafts.get(Model.CUTOFF);
        if (parents.isEmpty() || !d.defaults.isEmpty()) {
            return;
        }
        List<String> all = parents.stream().flatMap(m -> m.species().stream()).distinct().toList(), lines = new ArrayList<>();
        for (List<String> pair : Tuples.all(all, 2)) {
            double a = reach(pair.get(0), parents), b = reach(pair.get(1), parents);
            if (d.has(pair) || Double.isNaN(a) || Double.isNaN(b)) {
                continue;
            }
            d.own.add(new Definition(p.name().span(), pair, List.of(), List.of(), null, new Content.Number(Math.max(a, b)), null));
            String shorter = a < b ? pair.get(0) : pair.get(1);
            List<String> rising = a == b ? List.of() : BeyondCutoff.rising(parent(shorter, parents), shorter, Math.min(a, b), Math.max(a, b));
            if (!rising.isEmpty()) {
                lines.add("  cutoff[" + pair.get(0) + "," + pair.get(1) + "] " + Extension.plain(Math.min(a, b)) + " Å  // " + pair.get(0) + " reaches " + Extension.plain(a)
                    + " Å, " + pair.get(1) + " " + Extension.plain(b) + " Å; beyond its own cutoff " + String.join(", ", rising) + " of " + shorter + " rises again");
            }
        }
        if (!lines.isEmpty()) {
            diagnostics.warning("cutoffs-differ", p.name().span(), "the parents' cutoffs differ, and nothing says how far unlike atoms see each other: as far as the farther-reaching,"
                + " where functions of the other rise again", "say how far, in '" + p.name() + "':\n" + String.join("\n", lines));
        }
    }

    private static Model parent(String species, List<Model> parents) {
        return parents.stream().filter(m -> m.species().contains(species)).findFirst().orElseThrow();
    }

    /** How far a species sees its own kind, Å; NaN where that is wrong or missing. */
    private static double reach(String species, List<Model> parents) {
        Lowering numbers = new Lowering(new Diagnostics(), false);
        Model parent = parent(species, parents);
        return numbers.value(parent, parent.parameter(Model.CUTOFF).orElseThrow(), List.of(species, species));
    }
}
