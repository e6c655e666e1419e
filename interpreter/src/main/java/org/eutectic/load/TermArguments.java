package org.eutectic.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eutectic.check.Dimension;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.lower.ConstantExpressions;
import org.eutectic.model.Field;
import org.eutectic.model.Model;
import org.eutectic.model.Term;
import org.eutectic.term.Argument;
import org.eutectic.term.Argument.Kind;
import org.eutectic.term.TermFactory;
import org.eutectic.term.TermValue;

/** What stands in the parentheses of a built-in term: which argument each value belongs to, whether it is of a kind that the argument takes, and what it is. */
final class TermArguments {
    private final Item.Term term;
    private final TermFactory factory;
    private final Model model;
    private final List<Term.BuiltIn> earlier;
    private final FileData files;
    private final Diagnostics diagnostics;
    private final ConstantExpressions constants = new ConstantExpressions();
    private final Map<String, TermValue> values = new LinkedHashMap<>();
    private final Map<String, Span> places = new LinkedHashMap<>();
    private final List<Term.Written> written = new ArrayList<>();

    /** @param earlier built-in terms that stand before this one, whose fields it may read */
    TermArguments(Item.Term term, TermFactory factory, Model model, List<Term.BuiltIn> earlier, FileData files, Diagnostics diagnostics) {
        this.term = term;
        this.factory = factory;
        this.model = model;
        this.earlier = earlier;
        this.files = files;
        this.diagnostics = diagnostics;
    }

    /** The term; null with diagnostics where its arguments are not as they should be. */
    Term.BuiltIn resolve() {
        int before = diagnostics.errorCount();
        List<Argument> known = factory.arguments();
        Map<String, Expr> given = match(known);
        for (Argument a : known) {
            Expr e = given.get(a.name());
            TermValue v = e == null ? a.standard() : value(a, e);
            if (v != null) {
                values.put(a.name(), v);
            }
        }
        return diagnostics.errorCount() > before ? null : new Term.BuiltIn(term.span(), term.name().name(), factory, model.species(), values, places, written);
    }

    /** The values by argument: those without a name stand first and go by their place. */
    private Map<String, Expr> match(List<Argument> known) {
        Map<String, Expr> given = new LinkedHashMap<>();
        List<String> names = known.stream().map(Argument::name).toList();
        String named = null;
        for (int k = 0; k < term.arguments().size(); k++) {
            Item.Argument a = term.arguments().get(k);
            String name = a.name() != null ? a.name().name() : k < names.size() ? names.get(k) : null;
            if (a.name() != null && !names.contains(name)) {
                diagnostics.error("unknown-argument", a.name().span(), factory.name() + " takes no '" + name + "'", Suggestion.nearest(name, names)
                    .map(n -> "did you mean " + n + "?").orElse(takes(names)));
            } else if (a.name() == null && name == null) {
                diagnostics.error("argument-count", a.span(), factory.name() + " takes at most " + Drafts.count(names.size(), "argument", "arguments"), takes(names));
            } else if (a.name() == null && named != null) {
                diagnostics.error("argument-order", a.span(), "a value without a name stands after '" + named + " = …'", "write its name, or put it first: " + takes(names));
            } else if (given.putIfAbsent(name, a.value()) != null) {
                diagnostics.error("duplicate-name", a.span(), "'" + name + "' is given twice", null);
            } else {
                places.put(name, a.value().span());
            }
            named = a.name() != null ? name : named;
        }
        List<Argument> missing = known.stream().filter(a -> a.required() && !given.containsKey(a.name())).toList();
        if (!missing.isEmpty()) {
            diagnostics.error("missing-argument", term.source().span(), factory.name() + " lacks " + String.join(", ", missing.stream().map(a -> "'" + a.name() + "'").toList()),
                String.join("\n", missing.stream().map(a -> "write " + a.name() + " = …, " + a.describe()).toList()));
        }
        return given;
    }

    private String takes(List<String> names) {
        return names.isEmpty() ? null : factory.name() + " takes " + String.join(", ", names);
    }

    private TermValue value(Argument a, Expr e) {
        return switch (e) {
            case Expr.Text t when a.kind(Kind.File.class) != null -> {
                Path file = files.file(t, null);
                yield file == null ? null : new TermValue.File(file);
            }
            case Expr.Text t when a.kind(Kind.Text.class) != null -> {
                String text = files.text(t);
                yield text == null ? null : new TermValue.Text(text);
            }
            case Expr.Text t -> wrong(a, e);
            case Expr.PerSpecies p when a.kind(Kind.BySpecies.class) != null -> bySpecies(a, p);
            case Expr.PerSpecies p -> wrong(a, e);
            case Expr.Name n -> name(a, n);
            case Expr.Indexed x when a.kind(Kind.OfPotential.class) != null && model.parameter(x.name().name()).isEmpty() -> field(a, x);
            default -> number(a, e);
        };
    }

    private TermValue wrong(Argument a, Expr e) {
        diagnostics.error("argument-kind", e.span(), "'" + a.name() + "' of " + factory.name() + " is " + a.describe(), null);
        return null;
    }

    private TermValue name(Argument a, Expr.Name n) {
        Kind.Word word = a.kind(Kind.Word.class);
        if (word != null && word.words().contains(n.name())) {
            return new TermValue.Word(n.name());
        }
        if (a.kind(Kind.Flag.class) != null && List.of("yes", "no", "true", "false").contains(n.name())) {
            return new TermValue.Flag(n.name().equals("yes") || n.name().equals("true"));
        }
        Kind.OfTerm reference = a.kind(Kind.OfTerm.class);
        if (reference != null && earlier.stream().anyMatch(t -> t.name().equals(n.name()))) {
            Term.BuiltIn of = earlier.stream().filter(t -> t.name().equals(n.name())).findFirst().orElseThrow();
            if (of.factory().publishes().containsKey(reference.field())) {
                return new TermValue.OfTerm(n.name(), reference.field());
            }
            diagnostics.error("argument-kind", n.span(), "the term '" + n.name() + "' gives no " + reference.field() + " for each atom", of.factory().publishes().isEmpty()
                ? of.factory().name() + " gives no field to others" : of.factory().name() + " gives " + String.join(", ", of.factory().publishes().keySet()));
            return null;
        }
        boolean number = a.kind(Kind.Number.class) != null || a.kind(Kind.BySpecies.class) != null;
        if (number && (model.parameter(n.name()).isPresent() || word == null && reference == null)) {
            return number(a, n);
        }
        List<String> near = new ArrayList<>(word == null ? List.of() : word.words());
        if (reference != null) {
            earlier.stream().filter(t -> t.factory().publishes().containsKey(reference.field())).forEach(t -> near.add(t.name()));
        }
        if (number) {
            near.addAll(model.parameters().keySet());
        }
        boolean later = reference != null && model.terms().stream().anyMatch(t -> t.name().equals(n.name()));
        diagnostics.error("argument-kind", n.span(), "'" + a.name() + "' of " + factory.name() + " is " + a.describe() + "; '" + n.name() + "' is " + (later ? "no such term" : "none"),
            Suggestion.nearest(n.name(), near).map(s -> "did you mean " + s + "?").orElse(reference == null ? null : "a term may read what terms before it give"));
        return null;
    }

    private TermValue field(Argument a, Expr.Indexed x) {
        Field f = model.field(x.name().name()).orElse(null);
        if (f == null) {
            diagnostics.error("unknown-name", x.name().span(), "there is no field '" + x.name() + "' here", Suggestion.nearest(x.name().name(), model.fields().stream().map(Field::name).toList())
                .map(n -> "did you mean " + n + "?").orElse(null));
            return null;
        }
        if (f.neighbors() > 0 || !f.components().isEmpty() || x.indices().size() != 1 || !x.components().isEmpty()) {
            diagnostics.error("argument-kind", x.span(), "'" + a.name() + "' is one number for each atom; '" + f.name() + "' has a value for each " + (f.neighbors() > 0 ? "pair" : "atom and component"),
                f.neighbors() > 0 || !f.components().isEmpty() ? null : "write " + f.name() + "[i]");
            return null;
        }
        written.add(new Term.Written(a.name(), x, a.kind(Kind.OfPotential.class).dimension()));
        return new TermValue.OfPotential(f.name());
    }

    /** An expression: a number, or the number of each species where it has an index. */
    private TermValue number(Argument a, Expr e) {
        Kind.Number one = a.kind(Kind.Number.class);
        Kind.BySpecies each = a.kind(Kind.BySpecies.class);
        if (one == null && each == null) {
            return wrong(a, e);
        }
        if (one != null && !(e instanceof Expr.Indexed && each != null)) {
            Double x = constant(a, e, one.dimension(), null, null);
            return x == null ? null : new TermValue.Number(x);
        }
        String index = e instanceof Expr.Indexed x && !x.indices().isEmpty() ? x.indices().getFirst().name() : "i";
        Map<String, Double> all = new LinkedHashMap<>();
        for (String s : model.species()) {
            Double x = constant(a, e, each.dimension(), index, s);
            if (x == null) {
                return null;
            }
            all.put(s, x);
        }
        return new TermValue.BySpecies(all);
    }

    private TermValue bySpecies(Argument a, Expr.PerSpecies p) {
        Dimension dimension = a.kind(Kind.BySpecies.class).dimension();
        Map<String, Double> all = new LinkedHashMap<>();
        boolean sound = true;
        for (Expr.Entry entry : p.entries()) {
            Identifier s = entry.species();
            if (!model.species().contains(s.name())) {
                diagnostics.error("unknown-species", s.span(), "'" + s + "' is no species of " + model.name(), Suggestion.nearest(s.name(), model.species())
                    .map(n -> "did you mean " + n + "?").orElse("its species are " + String.join(", ", model.species())));
                sound = false;
                continue;
            }
            Double x = constant(a, entry.value(), dimension, null, null);
            sound &= x != null;
            if (x != null && all.put(s.name(), x) != null) {
                diagnostics.error("duplicate-species", s.span(), "species '" + s + "' stands here twice", null);
                sound = false;
            }
        }
        return sound ? new TermValue.BySpecies(all) : null;
    }

    /** The value of an expression, NaN where a later check finds its fault; null with a diagnostic where it is none. */
    private Double constant(Argument a, Expr e, Dimension dimension, String index, String species) {
        int before = diagnostics.errorCount();
        new NameCheck(model, diagnostics).argument(e, index);
        if (diagnostics.errorCount() > before) {
            return null;
        }
        if (written.stream().noneMatch(w -> w.value() == e)) {
            written.add(new Term.Written(a.name(), e, dimension));
        }
        OptionalDouble x = constants.value(model, index == null ? Map.of() : Map.of(index, species), Map.of(), e);
        if (x.isEmpty() || !Double.isFinite(x.getAsDouble())) {
            diagnostics.error("argument-value", e.span(), "'" + a.name() + "' has no value" + (species == null ? "" : " for " + species),
                x.isEmpty() ? null : "it is " + x.getAsDouble());
            return null;
        }
        return x.getAsDouble();
    }
}
