package org.eutectic.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eutectic.check.Dimension;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.term.TermFactory;
import org.eutectic.term.TermRequest;
import org.eutectic.term.TermValue;

/** A summand of a potential that its equations do not hold. */
public sealed interface Term {
    Span span();

    String name();

    /** Its species are a subset of the sum's; atoms of others do not exist for it. */
    List<String> species();

    /** The same for some species only. */
    Term restrictedTo(List<String> some);

    /** Another potential. */
    record OfPotential(Span span, String name, Model potential) implements Term {
        @Override
        public List<String> species() {
            return potential.species();
        }

        @Override
        public OfPotential restrictedTo(List<String> some) {
            return new OfPotential(span, name, potential.restrictedTo(potential.species().stream().filter(some::contains).toList()));
        }
    }

    /**
     * What a service gives.
     *
     * @param values of all arguments that are given or have a default
     * @param places of the arguments that are given, for messages
     * @param written arguments whose values are expressions, with the dimension that they must have; empty for an inherited term, whose values have been checked
     */
    record BuiltIn(Span span, String name, TermFactory factory, List<String> species, Map<String, TermValue> values, Map<String, Span> places, List<Written> written)
        implements Term {

        public BuiltIn {
            species = List.copyOf(species);
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
            places = Map.copyOf(places);
            written = List.copyOf(written);
        }

        @Override
        public BuiltIn restrictedTo(List<String> some) {
            Map<String, TermValue> fewer = new LinkedHashMap<>();
            values.forEach((argument, v) -> fewer.put(argument, v.restrictedTo(some)));
            return new BuiltIn(span, name, factory, species.stream().filter(some::contains).toList(), fewer, places, written);
        }

        public TermRequest request() {
            return new TermRequest(species, values);
        }

        /** Whether it is the same calculation, whatever it is called. */
        public boolean isSameAs(BuiltIn o) {
            return factory.name().equals(o.factory.name()) && values.equals(o.values) && species.equals(o.species);
        }

        /** As one would write it with all defaults, numbers in internal units: {@code coulomb(charge = {Na: 1, Cl: -1}, method = ewald)}. */
        public String written(boolean withDefaults) {
            return factory.name() + values.entrySet().stream().filter(e -> withDefaults || places.containsKey(e.getKey())).map(e -> e.getKey() + " = " + e.getValue().written())
                .collect(Collectors.joining(", ", "(", ")"));
        }
    }

    /** A value that is an expression. */
    record Written(String argument, Expr value, Dimension dimension) {}
}
