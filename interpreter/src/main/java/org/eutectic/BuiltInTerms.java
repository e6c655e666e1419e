package org.eutectic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eutectic.atoms.ForceField;
import org.eutectic.check.Dimension;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.GraphComparison;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.lower.Lowering;
import org.eutectic.model.Model;
import org.eutectic.model.Term;
import org.eutectic.term.AtomField;
import org.eutectic.term.BuiltInTerm;
import org.eutectic.term.CoupledForceField;
import org.eutectic.term.FieldExchange;
import org.eutectic.term.TermException;
import org.eutectic.term.TermValue;

/** The built-in terms of a potential, made of their arguments: its own, and those of potentials that are terms of it, under names such as {@code core.charges}. */
final class BuiltInTerms {
    private final Map<String, BuiltInTerm> made;

    private BuiltInTerms(Map<String, BuiltInTerm> made) {
        this.made = made;
    }

    /** Makes all of them; what cannot be made is reported at the argument that is to blame. */
    static BuiltInTerms create(Model model, Diagnostics diagnostics) {
        Map<String, BuiltInTerm> made = new LinkedHashMap<>();
        for (Place p : places(model)) {
            for (TermValue v : p.term.values().values()) {
                if (v instanceof TermValue.OfPotential field) {
                    new Lowering(diagnostics, false).field(p.owner, model.species(), field.field(), false);
                }
            }
            try {
                made.put(p.name, p.term.factory().create(p.term.request()));
            } catch (TermException e) {
                Span at = p.term.places().getOrDefault(e.argument() == null ? "" : e.argument(), p.term.span());
                diagnostics.error("bad-term", at, e.getMessage(), e.help());
            }
        }
        return new BuiltInTerms(made);
    }

    /** Where a term stands: in which model, and under which name in the whole potential. */
    private record Place(String name, Model owner, Term.BuiltIn term) {}

    private static List<Place> places(Model model) {
        List<Place> all = new ArrayList<>();
        collect(model, "", all);
        return all;
    }

    private static void collect(Model model, String prefix, List<Place> all) {
        model.builtIns().forEach(t -> all.add(new Place(prefix + t.name(), model, t)));
        model.potentials().forEach(t -> collect(t.potential(), prefix + t.name() + ".", all));
    }

    boolean isEmpty() {
        return made.isEmpty();
    }

    Map<String, BuiltInTerm> byName() {
        return Collections.unmodifiableMap(made);
    }

    /** The names of those that are no potential of the language. */
    Set<String> beyondLanguage(List<String> species) {
        Set<String> names = new LinkedHashSet<>(made.keySet());
        names.removeIf(name -> made.get(name).asPotential(species).isPresent());
        return names;
    }

    /** Those that are potentials of the language as its equations. */
    List<SiteEnergy> asEquations(List<String> species) {
        List<SiteEnergy> all = new ArrayList<>();
        made.forEach((name, term) -> term.asPotential(species).ifPresent(text -> Potential.parse(text).terms().forEach(t -> all.add(t.named(name)))));
        return all;
    }

    Set<String> citations() {
        Set<String> all = new LinkedHashSet<>();
        made.values().forEach(t -> all.addAll(t.citations()));
        return all;
    }

    /** How far they reach, Å. */
    double cutoff(Model model) {
        double reach = 0;
        for (BuiltInTerm t : made.values()) {
            try (ForceField f = t.forceField(model.species(), 1)) {
                reach = Math.max(reach, f.cutoff());
            }
        }
        return reach;
    }

    /**
     * Force fields for structures of the species of a model.
     *
     * @param model the one that these were made of, or that with fewer species
     * @param equations the summands that are written, in the order in which {@link Lowering#lower} gives them
     * @param compiler makes the force field of equations
     */
    List<SumForceField.Part> parts(Model model, List<SiteEnergy> equations, int threads, Function<SiteEnergy, ForceField> compiler) {
        List<SumForceField.Part> parts = new ArrayList<>();
        Map<Model, FieldExchange> exchanges = new java.util.IdentityHashMap<>();
        equations.stream().filter(e -> !e.wantsChargeSlopes()).forEach(e -> parts.add(new SumForceField.Part(e.name(), compiler.apply(e), null)));
        for (Place p : places(model)) {
            FieldExchange exchange = exchanges.computeIfAbsent(p.owner, m -> new FieldExchange());
            for (TermValue v : p.term.values().values()) {
                if (v instanceof TermValue.OfPotential field && parts.stream().noneMatch(x -> x.exchange() == exchange && x.name().equals(field.field()))) {
                    FieldOfPotential f = field(field, p.owner, model.species(), compiler);
                    f.connect(field.field(), exchange);
                    parts.add(new SumForceField.Part(field.field(), f, exchange));
                }
            }
            ForceField f = made.get(p.name).forceField(model.species(), threads);
            if (f instanceof CoupledForceField c) {
                c.connect(p.term.name(), exchange);
            }
            Map<String, AtomField> published = new LinkedHashMap<>();
            Map<String, Dimension> fields = p.term.factory().publishes();
            fields.keySet().forEach(n -> published.put(fields.size() == 1 ? p.name : p.name + "." + n, exchange.field(new TermValue.OfTerm(p.term.name(), n))));
            parts.add(new SumForceField.Part(p.name, f, exchange, published));
        }
        // What reads a term's field comes after it.
        List<Model> owners = owners(model, new ArrayList<>());
        for (int k = 0; k < equations.size(); k++) {
            SiteEnergy e = equations.get(k);
            if (e.wantsChargeSlopes()) {
                FieldExchange exchange = exchanges.get(owners.get(k));
                EquationsOfCharges reading = new EquationsOfCharges(compiler.apply(e), owners.get(k).given(e.charges()).orElseThrow());
                reading.connect(e.name(), exchange);
                parts.add(new SumForceField.Part(e.name(), reading, exchange));
            }
        }
        return parts;
    }

    /** The models that have an energy of their own, in the order in which they are lowered. */
    private static List<Model> owners(Model model, List<Model> all) {
        if (model.field(Model.ENERGY).isPresent()) {
            all.add(model);
        }
        model.potentials().forEach(t -> owners(t.potential(), all));
        return all;
    }

    private static FieldOfPotential field(TermValue.OfPotential value, Model owner, List<String> species, Function<SiteEnergy, ForceField> compiler) {
        Diagnostics diagnostics = new Diagnostics();
        Lowering lowering = new Lowering(diagnostics, false);
        SiteEnergy plain = lowering.field(owner, species, value.field(), false), weighted = lowering.field(owner, species, value.field(), true);
        diagnostics.throwIfErrors();
        return new FieldOfPotential(value, compiler.apply(plain), compiler.apply(weighted));
    }

    /** Where the terms of two models first differ; empty where they are the same calculations in the same order. */
    static Optional<GraphComparison.Difference> difference(Model one, Model other) {
        List<Place> a = places(one), b = places(other);
        for (int k = 0; k < Math.max(a.size(), b.size()); k++) {
            Term.BuiltIn x = k < a.size() ? a.get(k).term : null, y = k < b.size() ? b.get(k).term : null;
            if (x == null || y == null || !x.isSameAs(y)) {
                return Optional.of(new GraphComparison.Difference(written(x), written(y)));
            }
        }
        return Optional.empty();
    }

    private static String written(Term.BuiltIn t) {
        return t == null ? "no such term" : "term " + t.name() + " = " + t.written(true);
    }
}
