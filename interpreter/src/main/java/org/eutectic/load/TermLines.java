package org.eutectic.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.model.Model;
import org.eutectic.model.Term;
import org.eutectic.term.TermFactory;
import org.eutectic.term.TermValue;

/** The {@code term} lines of a potential, and the terms that it inherits. */
final class TermLines {
    private final Map<String, Declared> declarations;
    private final ModelBuilder models;
    private final Diagnostics diagnostics;
    private final Map<String, TermFactory> factories = new LinkedHashMap<>();

    TermLines(Map<String, Declared> declarations, ModelBuilder models, Diagnostics diagnostics) {
        this.declarations = declarations;
        this.models = models;
        this.diagnostics = diagnostics;
        ServiceLoader.load(TermFactory.class).forEach(f -> factories.put(f.name(), f));
    }

    private static List<Item.Term> lines(Declaration.Potential p) {
        return p.items().stream().filter(Item.Term.class::isInstance).map(Item.Term.class::cast).toList();
    }

    /** The terms that are other potentials; empty with diagnostics where one is not to be had, for its species are wanted. */
    Optional<List<Term.OfPotential>> potentials(Declaration.Potential p) {
        List<Term.OfPotential> terms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean complete = true;
        for (Item.Term t : lines(p)) {
            if (!names.add(t.name().name())) {
                diagnostics.error("duplicate-name", t.name().span(), "there are two terms '" + t.name() + "'", null);
            }
            Declared d = declarations.get(t.source().name());
            if (t.arguments() != null ? factories.containsKey(t.source().name()) : d != null) {
                Optional<Model> m = t.arguments() != null ? Optional.empty() : models.build(t.source(), "");
                m.ifPresent(x -> terms.add(new Term.OfPotential(t.span(), t.name().name(), x)));
                complete &= t.arguments() != null || m.isPresent();
            } else {
                unknown(t, d != null);
                complete &= t.arguments() != null;
            }
        }
        return complete ? Optional.of(terms) : Optional.empty();
    }

    private void unknown(Item.Term t, boolean potential) {
        Identifier source = t.source();
        if (potential) {
            diagnostics.error("unknown-term", source.span(), "'" + source + "' is a potential: as a term it takes no arguments", "write term " + t.name() + " = " + source);
        } else if (factories.containsKey(source.name())) {
            diagnostics.error("unknown-term", source.span(), "'" + source + "' is a built-in term: its arguments stand in parentheses", "write " + source + "(…): "
                + factories.get(source.name()).arguments().stream().map(a -> a.name()).collect(Collectors.joining(", ")));
        } else {
            List<String> names = new ArrayList<>(factories.keySet());
            if (t.arguments() == null) {
                declarations.values().stream().filter(x -> x.declaration() instanceof Declaration.Potential).forEach(x -> names.add(x.declaration().name().name()));
            }
            diagnostics.error("unknown-term", source.span(), "there is no " + (t.arguments() != null ? "built-in term" : "potential") + " '" + source + "'",
                Suggestion.nearest(source.name(), names).map(n -> "did you mean " + n + "?").orElse(t.arguments() == null ? "a term is another potential of this file or an imported one"
                    : names.isEmpty() ? "there is none" : "the built-in terms are " + String.join(", ", names)));
        }
    }

    /**
     * The model with all its terms: inherited ones, then its own in the order of the file.
     *
     * @param model without built-in terms
     */
    Model complete(Model model, Declaration.Potential p, FileData files) {
        List<Item.Term> lines = lines(p);
        List<Term> fromParents = inherited(model, lines), all = new ArrayList<>(fromParents);
        for (Item.Term t : lines) {
            boolean inherited = all.removeIf(x -> x.name().equals(t.name().name()) && fromParents.contains(x));
            if (inherited && !t.override()) {
                diagnostics.error("override-needed", t.name().span(), "the term '" + t.name() + "' is inherited", "if this one is meant in its place: override " + t.span().text());
            } else if (!inherited && t.override() && model.parents().stream().flatMap(m -> m.terms().stream()).noneMatch(x -> x.name().equals(t.name().name()))) {
                diagnostics.error("override-nothing", t.name().span(), "no term '" + t.name() + "' is inherited", "leave out override");
            }
            if (t.arguments() == null) {
                model.potentials().stream().filter(x -> x.name().equals(t.name().name())).forEach(all::add);
            } else if (factories.containsKey(t.source().name())) {
                List<Term.BuiltIn> earlier = all.stream().filter(Term.BuiltIn.class::isInstance).map(Term.BuiltIn.class::cast).toList();
                Term.BuiltIn made = new TermArguments(t, factories.get(t.source().name()), model, earlier, files, diagnostics).resolve();
                if (made != null) {
                    all.add(made);
                }
            }
        }
        all.forEach(t -> covers(t, model));
        return model.withTerms(all);
    }

    /** What all parents' terms come to: the same term of several is one, and what they say about different species is put together. */
    private List<Term> inherited(Model model, List<Item.Term> own) {
        List<Term> all = new ArrayList<>();
        List<Model> from = new ArrayList<>();
        Set<Term> contradicted = new HashSet<>();
        for (Model parent : model.parents()) {
            int before = all.size();
            for (Term t : parent.terms()) {
                if (own.stream().anyMatch(o -> o.override() && o.name().name().equals(t.name()))) {
                    continue;
                }
                int at = partner(t, all.subList(0, before));
                Optional<? extends Term> merged = at < 0 ? Optional.of(t) : merge(all.get(at), t, model.species());
                if (merged.isEmpty()) {
                    differ(model.span(), from.get(at), all.get(at), parent, t);
                    contradicted.add(all.get(at));
                } else if (at >= 0) {
                    all.set(at, merged.get());
                } else {
                    all.add(t instanceof Term.BuiltIn b ? inherited(b, model.species()) : t);
                    from.add(parent);
                }
            }
        }
        all.removeAll(contradicted);
        return all;
    }

    /** Of the terms of earlier parents the one that a term is to become one with: of its name, or the same calculation under another; −1 for none. */
    private static int partner(Term t, List<Term> earlier) {
        for (int k = 0; k < earlier.size(); k++) {
            if (earlier.get(k).name().equals(t.name())) {
                return k;
            }
        }
        for (int k = 0; k < earlier.size(); k++) {
            if (earlier.get(k) instanceof Term.BuiltIn a && t instanceof Term.BuiltIn b && a.factory().name().equals(b.factory().name())) {
                return k;
            }
        }
        return -1;
    }

    private static Term.BuiltIn inherited(Term.BuiltIn t, List<String> species) {
        return new Term.BuiltIn(t.span(), t.name(), t.factory(), species, t.values(), t.places(), List.of());
    }

    private static Optional<? extends Term> merge(Term one, Term other, List<String> species) {
        if (one instanceof Term.OfPotential a && other instanceof Term.OfPotential b) {
            return a.potential().span().equals(b.potential().span()) ? Optional.of(a) : Optional.empty();
        }
        if (!(one instanceof Term.BuiltIn a && other instanceof Term.BuiltIn b) || !a.factory().name().equals(b.factory().name())
            || !a.values().keySet().equals(b.values().keySet())) {
            return Optional.empty();
        }
        Map<String, TermValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, TermValue> e : a.values().entrySet()) {
            Optional<TermValue> both = e.getValue().with(b.values().get(e.getKey()));
            if (both.isEmpty()) {
                return Optional.empty();
            }
            values.put(e.getKey(), both.get());
        }
        return Optional.of(new Term.BuiltIn(a.span(), a.name(), a.factory(), species, values, a.places(), List.of()));
    }

    private void differ(Span place, Model first, Term a, Model second, Term b) {
        diagnostics.error("parents-differ", place, "the parents' terms '" + a.name() + "' of " + first.name() + (a.name().equals(b.name()) ? "" : " and '" + b.name() + "'")
            + " and of ".substring(a.name().equals(b.name()) ? 0 : 4) + second.name() + " contradict each other",
            first.name() + " has, at " + a.span() + ": " + a.span().text() + "\n" + second.name() + " has, at " + b.span() + ": " + b.span().text()
                + "\nsay which one is meant: override term " + a.name() + " = …");
    }

    /** Every species has its number, and a potential that is inherited as a term knows all species: what lies between them would otherwise be missing without a word. */
    private void covers(Term t, Model model) {
        boolean inherited = model.parents().stream().anyMatch(m -> m.terms().stream().anyMatch(x -> x.span().equals(t.span())));
        if (t instanceof Term.BuiltIn b) {
            b.values().forEach((argument, v) -> {
                List<String> missing = v instanceof TermValue.BySpecies s ? b.species().stream().filter(x -> !s.values().containsKey(x)).toList() : List.of();
                if (!missing.isEmpty()) {
                    diagnostics.error("missing-values", inherited ? model.span() : b.places().get(argument), "'" + argument + "' of " + b.factory().name() + " has no value for "
                        + String.join(", ", missing), inherited ? "the term '" + t.name() + "' is inherited from " + t.span() + "; give it anew: override term " + t.name() + " = …"
                            : "write " + argument + " = {" + String.join(", ", b.species().stream().map(x -> x + ": …").toList()) + "}");
                }
            });
        } else if (inherited && !t.species().containsAll(model.species())) {
            diagnostics.error("term-without-cross", model.span(), "the inherited term '" + t.name() + "' (" + ((Term.OfPotential) t).potential().name() + ") knows only "
                + String.join(", ", t.species()) + ": unlike atoms would have nothing of it", "it is written at " + t.span() + "; name a potential of all species: override term " + t.name() + " = …");
        }
    }
}
