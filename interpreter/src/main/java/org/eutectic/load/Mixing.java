package org.eutectic.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eutectic.check.Dimension;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Model;

/**
 * Fills what is not given between unlike species by the rules that {@code mix} names. What the potential gives and what it inherits stays; a rule for
 * named species goes before one for all, and any rule before the form's default.
 */
final class Mixing {
    private final Drafts drafts;
    private final List<String> species;
    private final Diagnostics diagnostics;

    Mixing(Drafts drafts, List<String> species, Diagnostics diagnostics) {
        this.drafts = drafts;
        this.species = species;
        this.diagnostics = diagnostics;
    }

    void apply(List<Item> items) {
        List<Item.Mix> rules = items.stream().filter(Item.Mix.class::isInstance).map(Item.Mix.class::cast).toList();
        Set<Definition> named = new HashSet<>(), general = new HashSet<>();
        rules.stream().filter(m -> !m.species().isEmpty()).forEach(m -> apply(m, named));
        rules.stream().filter(m -> m.species().isEmpty()).forEach(m -> apply(m, general));
    }

    /** @param peers what rules of the same rank have filled: two of them must not fill the same */
    private void apply(Item.Mix m, Set<Definition> peers) {
        MixRule rule = MixRule.named(m.rule().name()).orElse(null);
        if (rule == null) {
            diagnostics.error("unknown-mix-rule", m.rule().span(), "there is no mixing rule '" + m.rule() + "'", Suggestion.nearest(m.rule().name(), MixRule.keywords())
                .map(n -> "did you mean " + n + "?").orElse("the rules are " + String.join(", ", MixRule.keywords())));
            return;
        }
        List<String> among = among(m);
        List<List<String>> calls = rule.calls(m.names().stream().map(Identifier::name).toList());
        if (among == null) {
            return;
        }
        if (calls.isEmpty()) {
            diagnostics.error("mix-arguments", m.span(), "'" + rule.keyword() + "' is given " + Drafts.count(m.names().size(), "name", "names"), "write " + rule.usage());
            return;
        }
        boolean sound = true, filled = false;
        for (int c = 0; c < calls.size(); c++) {
            List<Identifier> names = calls.size() > 1 ? List.of(m.names().get(c)) : m.names();
            List<Item> lines = rule.lines(calls.get(c));
            if (fits(m, rule, names, lines)) {
                for (Item line : lines) {
                    filled |= fill(m, rule, line, among, peers);
                }
            } else {
                sound = false;
            }
        }
        if (sound && !filled) {
            diagnostics.warning("idle-mix", m.span(), "this rule fills nothing: all that it could fill is given or inherited", "leave it out");
        }
    }

    /** The species that a rule is for, in the potential's order; null with a diagnostic where they are not two of its own. */
    private List<String> among(Item.Mix m) {
        if (m.species().isEmpty()) {
            return species;
        }
        Set<String> names = new TreeSet<>();
        for (Identifier i : m.species()) {
            names.add(i.name());
            if (!species.contains(i.name())) {
                diagnostics.error("unknown-species", i.span(), "'" + i + "' is no species of this potential",
                    Suggestion.nearest(i.name(), species).map(n -> "did you mean " + n + "?").orElse("its species are " + String.join(", ", species)));
                return null;
            }
        }
        if (names.size() < 2) {
            diagnostics.error("mix-species", m.species().getFirst().span(), "a rule fills what two different species have between them", "name both: mix[Cu,Ni] …");
            return null;
        }
        return species.stream().filter(names::contains).toList();
    }

    /** Whether all that a rule's lines fill and ask for is there, as they want it. */
    private boolean fits(Item.Mix m, MixRule rule, List<Identifier> names, List<Item> lines) {
        List<Dimension> wanted = rule.dimensions();
        for (Item line : lines) {
            String name = name(line);
            Identifier at = names.stream().filter(n -> n.name().equals(name)).findFirst().orElse(m.rule());
            Draft d = drafts.get(name);
            boolean function = line instanceof Item.Function;
            if (d == null || d.isFunction != function) {
                String kind = function ? "function" : "parameter";
                diagnostics.error("unknown-name", at.span(), d != null ? "'" + name + "' is no " + kind + ", and " + rule.keyword() + " mixes those"
                    : "there is no " + kind + " '" + name + "' to mix", d != null ? null : Suggestion.nearest(name,
                    drafts.all().stream().filter(x -> x.isFunction == function && !x.name.equals(Model.CUTOFF)).map(x -> x.name).toList()).map(n -> "did you mean " + n + "?").orElse(
                        rule == MixRule.TERSOFF ? "this rule is for forms with Tersoff's parameters, as forms/tersoff.eut has them" : null));
                return false;
            }
            if (d.indices.size() != indices(line).size()) {
                diagnostics.error("mix-indices", at.span(), "'" + name + "' takes " + Drafts.count(d.indices.size(), "index", "indices") + "; this rule is for "
                    + Drafts.count(indices(line).size(), "index", "indices"), "give its values one by one");
                return false;
            }
            int position = names.indexOf(at);
            if (position >= 0 && position < wanted.size() && d.dimension != null && !Units.parse(d.dimension, new Diagnostics()).dimension().equals(wanted.get(position))) {
                diagnostics.error("mix-dimension", at.span(), "'" + name + "' stands where " + rule.keyword() + " wants " + wanted.get(position).describe(), "write " + rule.usage());
                return false;
            }
        }
        if (rule == MixRule.JOHNSON) {
            return density(m, names);
        }
        return true;
    }

    private boolean density(Item.Mix m, List<Identifier> names) {
        Draft f = drafts.get(names.size() > 1 ? names.get(1).name() : "f");
        if (f == null || !f.isFunction || f.indices.size() != 1) {
            diagnostics.error("mix-density", (names.size() > 1 ? names.get(1) : m.rule()).span(), "this rule divides by densities: functions with one index"
                + (names.size() > 1 ? "" : ", called f where no other name is written"), "write mix johnson(phi, f)");
            return false;
        }
        return true;
    }

    private boolean fill(Item.Mix m, MixRule rule, Item line, List<String> among, Set<Definition> peers) {
        Draft d = drafts.get(name(line));
        List<String> indices = indices(line);
        Expr value = line instanceof Item.Param p ? p.value() : line instanceof Item.Cutoff c ? c.value() : ((Item.Function) line).body();
        List<Item.Formal> formals = line instanceof Item.Function f ? f.formals() : List.of();
        // A line that asks only for the first species differs from one order to the other.
        boolean bothOrders = !d.servesBothWays() || !value.span().text().contains("j");
        List<Definition> made = new ArrayList<>();
        for (List<String> tuple : Tuples.all(among, indices.size())) {
            boolean once = bothOrders || species.indexOf(tuple.getFirst()) < species.indexOf(tuple.getLast());
            if (tuple.stream().distinct().count() < 2 || !matches(indices, tuple) || !once) {
                continue;
            }
            Definition other = given(d, tuple);
            if (other == null) {
                made.add(new Definition(m.span(), tuple, indices, formals, null, new Content.Written(value, rule.keyword()), null));
            } else if (peers.contains(other) && !other.span().equals(m.span())) {
                diagnostics.error("duplicate-value", m.span(), "two rules fill '" + d.written(tuple) + "'", "the other one stands at " + other.span());
                return true;
            }
        }
        d.own.addAll(made);
        peers.addAll(made);
        return !made.isEmpty();
    }

    /** Whether species are the same wherever a line's indices are. */
    private static boolean matches(List<String> indices, List<String> tuple) {
        for (int a = 0; a < indices.size(); a++) {
            for (int b = 0; b < a; b++) {
                if (indices.get(a).equals(indices.get(b)) && !tuple.get(a).equals(tuple.get(b))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a tuple has already, a form's default aside; null where it has nothing. */
    private static Definition given(Draft d, List<String> tuple) {
        return Stream.concat(d.own.stream(), d.inherited.stream())
            .filter(x -> x.species().isEmpty() || x.species().equals(tuple) || d.servesBothWays() && x.species().equals(tuple.reversed())).findFirst().orElse(null);
    }

    /** What a rule's line fills. */
    static String name(Item line) {
        return switch (line) {
            case Item.Param p -> p.name().name();
            case Item.Function f -> f.name().name();
            default -> Model.CUTOFF;
        };
    }

    private static List<String> indices(Item line) {
        List<Identifier> indices = line instanceof Item.Param p ? p.indices() : line instanceof Item.Function f ? f.indices() : ((Item.Cutoff) line).indices();
        return indices.stream().map(Identifier::name).toList();
    }
}
