package org.eutectic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
    private record Place(String prefix, String name, Model owner, Term.BuiltIn term) {}

    private static List<Place> places(Model model) {
        List<Place> all = new ArrayList<>();
        collect(model, "", all);
        return all;
    }

    private static void collect(Model model, String prefix, List<Place> all) {
        model.builtIns().forEach(t -> all.add(new Place(prefix, prefix + t.name(), model, t)));
        model.potentials().forEach(t -> collect(t.potential(), prefix + t.name() + ".", all));
    }

    boolean isEmpty() {
        return made.isEmpty();
    }

    Map<String, BuiltInTerm> byName() {
        return Collections.unmodifiableMap(made);
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
     * All parts of a model, those first that need nothing of others, those that read a term's field last.
     *
     * @param model the one that these were made of, or that with fewer species
     * @param equations the summands that are written, in the order in which {@link Lowering#lower} gives them
     */
    List<Summand> summands(Model model, List<SiteEnergy> equations) {
        List<Summand> all = new ArrayList<>(), last = new ArrayList<>();
        List<Owner> owners = owners(model, "", new ArrayList<>());
        for (int k = 0; k < equations.size(); k++) {
            SiteEnergy e = equations.get(k);
            Owner owner = owners.get(k);
            if (e.wantsChargeSlopes()) {
                last.add(new Summand.Equations(owner.prefix, e, owner.model.given(e.charges()).orElseThrow()));
            } else {
                all.add(new Summand.Equations(owner.prefix, e, null));
            }
        }
        for (Place p : places(model)) {
            for (TermValue v : p.term.values().values()) {
                if (v instanceof TermValue.OfPotential field && all.stream().noneMatch(x -> x instanceof Summand.Field f && f.owner().equals(p.prefix) && f.value().equals(field))) {
                    all.add(field(field, p, model.species()));
                }
            }
            Map<String, Dimension> fields = p.term.factory().publishes();
            all.add(new Summand.BuiltIn(p.prefix, p.name, made.get(p.name),
                fields.keySet().stream().map(n -> new Summand.Published(fields.size() == 1 ? p.name : p.name + "." + n, new TermValue.OfTerm(p.term.name(), n))).toList()));
        }
        all.addAll(last);
        return all;
    }

    /**
     * Force fields for structures of the species of a model.
     *
     * @param summands of the model
     * @param compiler makes the force field of equations
     */
    static List<SumForceField.Part> parts(List<Summand> summands, List<String> species, int threads, Function<SiteEnergy, ForceField> compiler) {
        List<SumForceField.Part> parts = new ArrayList<>();
        Map<String, FieldExchange> exchanges = new HashMap<>();
        for (Summand s : summands) {
            FieldExchange exchange = exchanges.computeIfAbsent(s.owner(), o -> new FieldExchange());
            switch (s) {
                case Summand.Equations e when e.reads() == null -> parts.add(new SumForceField.Part(e.name(), compiler.apply(e.energy()), null));
                case Summand.Equations e -> {
                    EquationsOfCharges reading = new EquationsOfCharges(compiler.apply(e.energy()), e.reads());
                    reading.connect(e.name(), exchange);
                    parts.add(new SumForceField.Part(e.name(), reading, exchange));
                }
                case Summand.Field f -> {
                    FieldOfPotential field = new FieldOfPotential(f.value(), compiler.apply(f.plain()), compiler.apply(f.weighted()));
                    field.connect(f.name(), exchange);
                    parts.add(new SumForceField.Part(f.name(), field, exchange));
                }
                case Summand.BuiltIn b -> {
                    ForceField f = b.term().forceField(species, threads);
                    if (f instanceof CoupledForceField c) {
                        c.connect(b.name().substring(b.owner().length()), exchange);
                    }
                    Map<String, AtomField> published = new LinkedHashMap<>();
                    b.published().forEach(p -> published.put(p.name(), exchange.field(p.value())));
                    parts.add(new SumForceField.Part(b.name(), f, exchange, published));
                }
            }
        }
        return parts;
    }

    /** A model that has an energy of its own. */
    private record Owner(String prefix, Model model) {}

    /** In the order in which they are lowered. */
    private static List<Owner> owners(Model model, String prefix, List<Owner> all) {
        if (model.field(Model.ENERGY).isPresent()) {
            all.add(new Owner(prefix, model));
        }
        model.potentials().forEach(t -> owners(t.potential(), prefix + t.name() + ".", all));
        return all;
    }

    private static Summand.Field field(TermValue.OfPotential value, Place at, List<String> species) {
        Diagnostics diagnostics = new Diagnostics();
        Lowering lowering = new Lowering(diagnostics, false);
        SiteEnergy plain = lowering.field(at.owner, species, value.field(), false), weighted = lowering.field(at.owner, species, value.field(), true);
        diagnostics.throwIfErrors();
        return new Summand.Field(at.prefix, value, plain, weighted);
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
