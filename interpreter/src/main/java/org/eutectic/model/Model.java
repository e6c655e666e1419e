package org.eutectic.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eutectic.check.Dimension;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.term.TermValue;

/**
 * A potential with everything it inherits: forms are flattened into it, parents' numbers stand in its definitions. It is also the scope in
 * which its own expressions look up names: a parameter, function or field of this model, or a parent by name ({@code Cu.f}).
 *
 * @param span the declaration's name
 * @param form the form it is, or null for a potential with equations of its own
 * @param species in the order of species numbers
 * @param fields in dependency order, {@code energy} among them; empty where the potential is only a sum of terms
 * @param parameters by name; {@code cutoff} is one of them, with two indices, Å
 * @param functions by name
 * @param parents those it {@code extends}
 * @param citations own and inherited, each once
 * @param terms summands that no equation of its own gives: other potentials and built-in ones
 */
public record Model(Span span, String name, String form, List<String> species, List<Field> fields, Map<String, Parameter> parameters,
                    Map<String, Function> functions, List<Model> parents, List<String> citations, List<Term> terms) {

    /** The name of the parameter that holds the range of the sums. */
    public static final String CUTOFF = "cutoff";

    /** The name of the field that is the site energy. */
    public static final String ENERGY = "energy";

    public Model {
        species = List.copyOf(species);
        fields = List.copyOf(fields);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        functions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(functions));
        parents = List.copyOf(parents);
        citations = List.copyOf(citations);
        terms = List.copyOf(terms);
    }

    public Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public Optional<Function> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    public Optional<Model> parent(String name) {
        return parents.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The same with other summands. */
    public Model withTerms(List<Term> others) {
        Set<String> all = new LinkedHashSet<>(citations);
        others.forEach(t -> {
            if (t instanceof Term.OfPotential p) {
                all.addAll(p.potential().citations());
            }
        });
        return new Model(span, name, form, species, fields, parameters, functions, parents, List.copyOf(all), others);
    }

    /** The summands that are other potentials. */
    public List<Term.OfPotential> potentials() {
        return terms.stream().filter(Term.OfPotential.class::isInstance).map(Term.OfPotential.class::cast).toList();
    }

    /** The summands that are built in. */
    public List<Term.BuiltIn> builtIns() {
        return terms.stream().filter(Term.BuiltIn.class::isInstance).map(Term.BuiltIn.class::cast).toList();
    }

    /** What the built-in term of a name gives for each atom, which equations read as {@code name[i]}; empty where there is no such term, or it gives nothing. */
    public Optional<TermValue.OfTerm> given(String term) {
        return builtIns().stream().filter(t -> t.name().equals(term)).findFirst().flatMap(t -> t.factory().publishes().keySet().stream().findFirst())
            .map(f -> new TermValue.OfTerm(term, f));
    }

    /** The dimension of what a term gives. */
    public Optional<Dimension> givenDimension(String term) {
        return given(term).map(g -> builtIns().stream().filter(t -> t.name().equals(term)).findFirst().orElseThrow().factory().publishes().get(g.field()));
    }

    /** Whether a name with one index is what a term gives: fields and parameters of that name come first. */
    public boolean readsGiven(String name, int indices) {
        return indices == 1 && field(name).filter(f -> f.indices().size() == 1).isEmpty() && parameter(name).filter(p -> p.indices().size() == 1).isEmpty() && given(name).isPresent();
    }

    /** The same potential for some of its species only, in the order given here. Parameters and functions keep all their definitions. */
    public Model restrictedTo(List<String> some) {
        if (!species.containsAll(some)) {
            throw new IllegalArgumentException(name + " knows " + species + ", not all of " + some);
        }
        List<Term> fewer = terms.stream().map(t -> t.restrictedTo(some)).filter(t -> !t.species().isEmpty()).toList();
        return new Model(span, name, form, some, fields, parameters, functions, parents, citations, fewer);
    }
}
