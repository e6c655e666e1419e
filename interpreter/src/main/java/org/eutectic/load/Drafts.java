package org.eutectic.load;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.ir.Fn;
import org.eutectic.ir.NetworkShape;
import org.eutectic.lower.Committees;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Model;

/** The parameters and functions of one potential while they are put together, and the rules for what may be given twice. */
final class Drafts {
    private static final List<String> GENERIC_INDICES = List.of("i", "j", "k", "l");

    private final List<String> species;
    private final List<List<String>> families;
    private final Diagnostics diagnostics;
    private final FileData files;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /** @param families the species of each parent; none for a potential that extends nothing */
    Drafts(List<String> species, List<List<String>> families, Span potential, FileData files, Diagnostics diagnostics) {
        this.species = species;
        this.families = families;
        this.files = files;
        this.diagnostics = diagnostics;
        Draft cutoff = new Draft(Model.CUTOFF, Draft.Kind.PARAMETER, true, potential, List.of("i", "j"));
        cutoff.declared = true;
        drafts.put(Model.CUTOFF, cutoff);
    }

    Collection<Draft> all() {
        return drafts.values();
    }

    Draft get(String name) {
        return drafts.get(name);
    }

    /** What a form says. */
    void declare(Item item) {
        put(item, true);
    }

    /** What the potential itself says: declarations and values for all species first, then values for named species. */
    void give(List<Item> items) {
        items.stream().filter(i -> !namesSpecies(i)).forEach(i -> put(i, false));
        items.stream().filter(this::namesSpecies).forEach(i -> put(i, false));
    }

    private boolean namesSpecies(Item item) {
        List<Identifier> indices = item instanceof Item.Param p ? p.indices() : item instanceof Item.Function f ? f.indices() : item instanceof Item.Network n ? n.indices()
            : item instanceof Item.Cutoff c ? c.indices() : List.of();
        return isSpecies(indices);
    }

    /** Whether indices name species: index variables are lower case, species are not. */
    private boolean isSpecies(List<Identifier> indices) {
        return indices.stream().anyMatch(i -> species.contains(i.name()) || Character.isUpperCase(i.name().codePointAt(0)));
    }

    private void put(Item item, boolean form) {
        switch (item) {
            case Item.Param p -> {
                Draft d = draft(p.name(), p.indices(), Draft.Kind.PARAMETER, form, p.span(), p.value() == null);
                if (d != null) {
                    param(d, p, form);
                }
            }
            case Item.Function f -> {
                Draft d = draft(f.name(), f.indices(), Draft.Kind.FUNCTION, form, f.span(), f.body() == null);
                if (d != null) {
                    function(d, f, form);
                }
            }
            case Item.Network n -> {
                Draft d = draft(n.name(), n.indices(), Draft.Kind.NETWORK, form, n.span(), n.value() == null);
                if (d != null) {
                    network(d, n, form);
                }
            }
            case Item.Cutoff c -> {
                Draft d = drafts.get(Model.CUTOFF);
                if (checkIndices(d, c.indices(), c.span(), form)) {
                    add(d, definition(c.span(), c.indices(), List.of(), null, new Content.Written(c.value()), form), form, c.override());
                }
            }
            default -> { }
        }
    }

    /** The draft of this name, made where there is none; null with a diagnostic where the item does not fit it. */
    private Draft draft(Identifier name, List<Identifier> indices, Draft.Kind kind, boolean form, Span span, boolean declarationOnly) {
        boolean bySpecies = !form && isSpecies(indices), function = kind != Draft.Kind.PARAMETER;
        Draft d = drafts.get(name.name());
        if (function && (Fn.named(name.name()).isPresent() || List.of("legendre", "ylm", "table", Committees.SPREAD, Committees.EXTRAPOLATION).contains(name.name()))) {
            diagnostics.error("reserved-name", name.span(), "'" + name + "' is a function of the language", "choose another name");
            return null;
        }
        if (!function && Quantities.clashes(name.name(), indices.size())) {
            diagnostics.error("reserved-name", name.span(), "'" + name + "' with " + count(indices.size(), "index", "indices") + " is a quantity of the language", "choose another name");
            return null;
        }
        if (d == null) {
            d = new Draft(name.name(), kind, form, span, bySpecies ? GENERIC_INDICES.subList(0, Math.min(4, indices.size()))
                : indices.stream().map(Identifier::name).toList());
            drafts.put(name.name(), d);
        } else if (d.kind != kind) {
            diagnostics.error("duplicate-name", name.span(), "'" + name + "' is a " + d.kind.noun + " already", "see " + d.span);
            return null;
        } else if (!bySpecies && d.declared && !(kind == Draft.Kind.NETWORK && !declarationOnly) && (declarationOnly || form || !d.declaredByForm)) {
            diagnostics.error("duplicate-name", name.span(), "'" + name + "' is declared twice", "the other declaration stands at " + d.span);
            return null;
        }
        d.declared |= !bySpecies;
        return checkIndices(d, indices, name.span(), form) ? d : null;
    }

    private boolean checkIndices(Draft d, List<Identifier> indices, Span span, boolean form) {
        boolean ok = true;
        if (!indices.isEmpty() && indices.size() != d.indices.size()) {
            diagnostics.error("index-count", span, "'" + d.name + "' takes " + count(d.indices.size(), "index", "indices") + ", not " + indices.size(),
                d.indices.isEmpty() ? null : "it is " + d.name + "[" + String.join(",", d.indices) + "]");
            ok = false;
        }
        if (!form && isSpecies(indices)) {
            for (Identifier i : indices) {
                if (!species.contains(i.name())) {
                    diagnostics.error("unknown-species", i.span(), "'" + i + "' is no species of this potential",
                        Suggestion.nearest(i.name(), species).map(n -> "did you mean " + n + "?").orElse("its species are " + String.join(", ", species)
                            + (!families.isEmpty() ? "; to have another, extend a potential for it too" : "")));
                    ok = false;
                }
            }
        }
        return ok;
    }

    static String count(int n, String one, String many) {
        return n == 0 ? "no " + many : n + " " + (n == 1 ? one : many);
    }

    private void param(Draft d, Item.Param p, boolean form) {
        if (p.dimension() != null && d.dimension == null) {
            d.dimension = p.dimension();
        }
        if (p.value() != null) {
            add(d, definition(p.span(), p.indices(), List.of(), p.dimension(), new Content.Written(p.value()), form), form, p.override());
        }
    }

    private void function(Draft d, Item.Function f, boolean form) {
        if (f.symmetric() && d.indices.size() != 2) {
            diagnostics.error("symmetric-indices", f.name().span(), "'" + f.name() + "' takes " + count(d.indices.size(), "index", "indices") + "; only a function of two species is symmetric",
                "leave symmetric out");
        } else {
            d.symmetric |= f.symmetric();
        }
        if (f.result() != null && d.dimension == null) {
            d.dimension = f.result();
        }
        if (f.formals() != null) {
            if (d.formals.isEmpty()) {
                d.formals = f.formals();
            } else if (d.formals.size() != f.formals().size()) {
                diagnostics.error("formal-count", f.name().span(), "'" + f.name() + "' is declared with " + count(d.formals.size(), "argument", "arguments")
                    + ", not " + f.formals().size(), "the declaration stands at " + d.span);
                return;
            }
        }
        if (f.body() == null) {
            if (f.formals() == null) {
                diagnostics.error("function-without-arguments", f.name().span(), "the function '" + f.name() + "' has no arguments", "write function " + f.name() + "(r: Å)");
            }
            return;
        }
        Content content = new Content.Written(f.body());
        boolean fromFile = f.formals() == null || FileData.isTable(f.body());
        if (fromFile) {
            content = files.function(d, f);
            if (content == null) {
                return;
            }
        }
        add(d, definition(f.span(), f.indices(), fromFile ? List.of() : f.formals(), f.result(), content, form), form, f.override());
    }

    private void network(Draft d, Item.Network n, boolean form) {
        if (d.indices.size() > 1) {
            diagnostics.error("network-indices", n.name().span(), "'" + d.name + "' takes " + d.indices.size() + " indices; a network is chosen by the species of one atom", "write network " + d.name + "[i]");
            return;
        }
        NetworkShape shape = n.layers() == null ? null : Layers.shape(n.layers(), diagnostics);
        if (shape != null && d.shape != null && !shape.equals(d.shape)) {
            diagnostics.error("network-shape", n.layers().span(), "'" + d.name + "' is declared as " + d.shape + ", not " + shape, "the declaration stands at " + d.span);
            return;
        }
        d.shape = shape != null ? shape : d.shape;
        Content content = n.value() == null ? null : files.networks(d, n);
        if (content != null) {
            add(d, definition(n.span(), n.indices(), List.of(), null, content, form), form, n.override());
        }
    }

    private Definition definition(Span span, List<Identifier> indices, List<Item.Formal> formals, UnitExpr dimension, Content content, boolean form) {
        List<String> names = indices.stream().map(Identifier::name).toList();
        boolean bySpecies = !form && isSpecies(indices);
        return new Definition(span, bySpecies ? names : List.of(), bySpecies ? List.of() : names, formals, dimension, content, null);
    }

    private void add(Draft d, Definition definition, boolean form, boolean override) {
        if (form) {
            d.defaults.add(definition);
            return;
        }
        List<String> tuple = definition.species();
        if (d.own.stream().anyMatch(o -> o.species().equals(tuple))) {
            diagnostics.error("duplicate-value", definition.span(), "'" + d.written(tuple) + "' is given twice", "the other one stands at "
                + d.own.stream().filter(o -> o.species().equals(tuple)).findFirst().orElseThrow().span());
            return;
        }
        boolean general = tuple.isEmpty() && !d.indices.isEmpty();
        boolean replacesDefault = d.isFunction && !d.defaults.isEmpty() && tuple.isEmpty();
        boolean replacesInherited = general ? override && !d.inherited.isEmpty() : d.hasInherited(tuple);
        // A form's default is a parent's value too, where that gives none of its own.
        boolean replacesParents = d.declaredByForm && !d.defaults.isEmpty() && families.stream()
            .anyMatch(f -> general ? Tuples.all(f, d.indices.size()).stream().anyMatch(t -> !d.hasInherited(t)) : !tuple.isEmpty() && f.containsAll(tuple));
        // A file's cutoff is no parent's.
        boolean free = families.isEmpty() && d.name.equals(Model.CUTOFF);
        if ((replacesDefault || replacesInherited || replacesParents) && !override && !free) {
            Span other = replacesInherited ? d.inherited.stream().filter(i -> i.species().equals(tuple) || i.species().equals(tuple.reversed())).findFirst().orElseThrow().span()
                : d.defaults.getLast().span();
            diagnostics.error("override-needed", definition.span(), "'" + d.written(tuple) + "' is inherited: this would replace it",
                "if that is meant write override before it; the inherited one stands at " + other);
            return;
        }
        if (override && !replacesInherited && d.defaults.isEmpty()) {
            diagnostics.error("override-nothing", definition.span(), "there is nothing to override: '" + d.written(tuple) + "' is not inherited", "leave override out");
            return;
        }
        if (replacesInherited) {
            d.inherited.removeIf(i -> general || i.species().equals(tuple) || d.servesBothWays() && i.species().equals(tuple.reversed()));
        }
        d.own.add(definition);
    }
}
