package org.eutectic.term;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The value of an argument of a built-in term. */
public sealed interface TermValue {

    record Text(String text) implements TermValue {}

    record File(Path path) implements TermValue {}

    /** Internal units. */
    record Number(double value) implements TermValue {}

    /** Internal units; a number for each species that the term knows. */
    record BySpecies(Map<String, Double> values) implements TermValue {
        public BySpecies {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    record Word(String word) implements TermValue {}

    record Flag(boolean yes) implements TermValue {}

    /** What another term of the potential publishes. */
    record OfTerm(String term, String field) implements TermValue {}

    /** A field of the potential itself. */
    record OfPotential(String field) implements TermValue {}

    /** The same for some species. */
    default TermValue restrictedTo(List<String> species) {
        if (!(this instanceof BySpecies s)) {
            return this;
        }
        Map<String, Double> fewer = new LinkedHashMap<>();
        species.stream().filter(s.values::containsKey).forEach(x -> fewer.put(x, s.values.get(x)));
        return new BySpecies(fewer);
    }

    /** What says all that this and another value say; empty where they contradict each other. */
    default Optional<TermValue> with(TermValue other) {
        if (this instanceof BySpecies a && other instanceof BySpecies b) {
            Map<String, Double> all = new LinkedHashMap<>(a.values);
            all.putAll(b.values);
            return a.values.entrySet().stream().allMatch(e -> e.getValue().equals(all.get(e.getKey()))) ? Optional.of(new BySpecies(all)) : Optional.empty();
        }
        return equals(other) ? Optional.of(this) : Optional.empty();
    }

    /** As one would write it, numbers in internal units. */
    default String written() {
        return switch (this) {
            case Text t -> '"' + t.text() + '"';
            case File f -> "\"" + f.path() + '"';
            case Number n -> plain(n.value());
            case BySpecies s -> s.values().entrySet().stream().map(e -> e.getKey() + ": " + plain(e.getValue())).collect(Collectors.joining(", ", "{", "}"));
            case Word w -> w.word();
            case Flag f -> f.yes() ? "yes" : "no";
            case OfTerm t -> t.term();
            case OfPotential p -> p.field() + "[i]";
        };
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? String.format(Locale.ROOT, "%.0f", x) : Double.toString(x);
    }
}
