package org.eutectic.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Suggestion;

/** The items of a form with those it inherits: {@code form X is Y}. What X writes anew takes the place of Y's. */
final class FormItems {
    private final Map<String, Declared> declarations;
    private final Diagnostics diagnostics;

    FormItems(Map<String, Declared> declarations, Diagnostics diagnostics) {
        this.declarations = declarations;
        this.diagnostics = diagnostics;
    }

    /** The items of the form of this name, the inherited ones first; empty with a diagnostic where there is none. */
    Optional<List<Item>> of(Identifier name) {
        return of(name, new LinkedHashSet<>());
    }

    private Optional<List<Item>> of(Identifier name, Set<String> open) {
        Declared d = declarations.get(name.name());
        if (d == null) {
            diagnostics.error("unknown-form", name.span(), "there is no form '" + name + "'", nearest(name.name(), true));
            return Optional.empty();
        }
        if (!(d.declaration() instanceof Declaration.Form form)) {
            diagnostics.error("not-a-form", name.span(), "'" + name + "' is a potential, not a form", "to build on another potential write: extends " + name);
            return Optional.empty();
        }
        if (!open.add(name.name())) {
            diagnostics.error("form-cycle", name.span(), "these forms inherit from each other: " + String.join(", ", open), null);
            return Optional.empty();
        }
        if (form.parent() == null) {
            return Optional.of(form.items());
        }
        return of(form.parent(), open).map(inherited -> join(inherited, form.items()));
    }

    private List<Item> join(List<Item> inherited, List<Item> own) {
        List<Item> all = new ArrayList<>(inherited);
        for (Item item : own) {
            Optional<Item> earlier = all.stream().filter(i -> inherited.contains(i) && sameThing(i, item)).findFirst();
            if (earlier.isPresent() && needsOverride(earlier.get(), item)) {
                diagnostics.error("override-needed", item.span(), "this takes the place of an inherited " + (item instanceof Item.Function ? "function" : item instanceof Item.Network ? "network" : "parameter"),
                    "if that is meant write override before it; the inherited one stands at " + earlier.get().span());
            }
            earlier.ifPresent(all::remove);
            all.add(item);
        }
        return all;
    }

    private static boolean needsOverride(Item earlier, Item item) {
        return item instanceof Item.Function f && !f.override() && earlier instanceof Item.Function e && e.body() != null
            || item instanceof Item.Network n && !n.override() && earlier instanceof Item.Network m && m.value() != null
            || item instanceof Item.Param p && !p.override() && earlier instanceof Item.Param q && q.value() != null;
    }

    private static boolean sameThing(Item a, Item b) {
        return switch (a) {
            // An equation may give what the inherited form has as a parameter.
            case Item.Param p -> b instanceof Item.Param q && p.name().name().equals(q.name().name())
                || b instanceof Item.Field f && p.name().name().equals(f.name().name()) && p.indices().size() == f.indices().size();
            case Item.Function f -> b instanceof Item.Function g && f.name().name().equals(g.name().name());
            case Item.Field f -> b instanceof Item.Field g && f.name().name().equals(g.name().name());
            case Item.Network n -> b instanceof Item.Network m && n.name().name().equals(m.name().name());
            case Item.Cutoff c -> b instanceof Item.Cutoff;
            default -> false;
        };
    }

    /** "did you mean" among the forms or the potentials, or null. */
    String nearest(String name, boolean forms) {
        List<String> names = declarations.values().stream().filter(d -> d.declaration() instanceof Declaration.Form == forms)
            .map(d -> d.declaration().name().name()).toList();
        return Suggestion.nearest(name, names).map(n -> "did you mean " + n + "?")
            .orElse(names.isEmpty() ? "import the file that declares it" : "known here: " + String.join(", ", names));
    }
}
