package org.eutectic.term;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.check.Dimension;

/**
 * What a built-in term wants to know: {@code Argument.required("charge").bySpecies(Dimension.CHARGE).orField("charge").orWord("structure")}. It may take values of
 * several kinds. Immutable.
 *
 * @param kinds what values it takes
 * @param required whether it must be given
 * @param standard what stands for it where it is not given; null where it is then absent
 */
public record Argument(String name, List<Kind> kinds, boolean required, TermValue standard) {

    /** What a value may be. */
    public sealed interface Kind {
        /** A text that means itself, such as the name of a functional. */
        record Text() implements Kind {}

        /** The name of a file that must exist. */
        record File() implements Kind {}

        /** A number. */
        record Number(Dimension dimension) implements Kind {}

        /** A number for each species: {@code {Na: 1 e, Cl: -1 e}}, or one that holds for all. */
        record BySpecies(Dimension dimension) implements Kind {}

        /** One of some words. */
        record Word(List<String> words) implements Kind {}

        /** {@code yes} or {@code no}; {@code true} and {@code false} will do. */
        record Flag() implements Kind {}

        /** A field that another term publishes; what is written is that term's name. */
        record OfTerm(String field) implements Kind {}

        /** A field on atoms of the potential itself: {@code chi[i]}. */
        record OfPotential(Dimension dimension) implements Kind {}
    }

    public Argument {
        kinds = List.copyOf(kinds);
    }

    /** One that must be given. */
    public static Argument required(String name) {
        return new Argument(name, List.of(), true, null);
    }

    /** One that may be left out; then it is absent, unless a default is said. */
    public static Argument optional(String name) {
        return new Argument(name, List.of(), false, null);
    }

    private Argument or(Kind kind) {
        List<Kind> more = new ArrayList<>(kinds);
        more.add(kind);
        return new Argument(name, more, required, standard);
    }

    public Argument text() {
        return or(new Kind.Text());
    }

    public Argument file() {
        return or(new Kind.File());
    }

    public Argument number(Dimension dimension) {
        return or(new Kind.Number(dimension));
    }

    public Argument bySpecies(Dimension dimension) {
        return or(new Kind.BySpecies(dimension));
    }

    public Argument word(String... words) {
        return or(new Kind.Word(List.of(words)));
    }

    public Argument flag() {
        return or(new Kind.Flag());
    }

    /** @param field what the other term publishes, such as {@code charge} */
    public Argument ofTerm(String field) {
        return or(new Kind.OfTerm(field));
    }

    public Argument ofPotential(Dimension dimension) {
        return or(new Kind.OfPotential(dimension));
    }

    /** The same, with a number (internal units) for where it is not given. */
    public Argument standard(double number) {
        return new Argument(name, kinds, false, new TermValue.Number(number));
    }

    /** The same, with a word for where it is not given. */
    public Argument standard(String word) {
        return new Argument(name, kinds, false, new TermValue.Word(word));
    }

    /** The same, with yes or no for where it is not given. */
    public Argument standard(boolean flag) {
        return new Argument(name, kinds, false, new TermValue.Flag(flag));
    }

    /** The kind of this class, or null where it takes none such. */
    public <K extends Kind> K kind(Class<K> wanted) {
        return kinds.stream().filter(wanted::isInstance).map(wanted::cast).findFirst().orElse(null);
    }

    /** What it takes, as a phrase: {@code a length (Å)}, {@code one of cut, ewald}, … */
    public String describe() {
        List<String> all = new ArrayList<>();
        for (Kind k : kinds) {
            all.add(switch (k) {
                case Kind.Text t -> "a text in quotes";
                case Kind.File f -> "the name of a file in quotes";
                case Kind.Number n -> n.dimension().describe();
                case Kind.BySpecies s -> s.dimension().describe() + " for each species";
                case Kind.Word w -> (w.words().size() == 1 ? "" : "one of ") + String.join(", ", w.words());
                case Kind.Flag f -> "yes or no";
                case Kind.OfTerm t -> "a term that gives a " + t.field();
                case Kind.OfPotential p -> "a field on atoms (such as X[i])";
            });
        }
        return String.join(", or ", all);
    }
}
