package org.eutectic;

import java.util.List;
import java.util.Optional;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.term.BuiltInTerm;
import org.eutectic.term.TermValue;

/** A part of a potential, for those who compile all of its parts together. Parts that stand in one text, the potential itself or one that is a term of it, have the same {@link #owner}. */
public sealed interface Summand {

    /** What it is called in {@link org.eutectic.atoms.Evaluation#terms}. */
    String name();

    /** In which text it stands: nothing for the potential itself, {@code core.} for what the term {@code core} is. */
    String owner();

    /**
     * Equations of the language.
     *
     * @param reads the field of a term that they take for charges; null where they do not
     */
    record Equations(String owner, SiteEnergy energy, TermValue.OfTerm reads) implements Summand {
        @Override
        public String name() {
            return energy.name();
        }
    }

    /**
     * A field X[i] that equations define and built-in terms read; without an energy of its own. It stands before the first that reads it.
     *
     * @param value under which terms of the same owner ask for it
     * @param plain equations whose energies of sites are its values
     * @param weighted the same with each value times the atom's charge: where derivatives of the energy with respect to the values stand for charges, its forces are what follows from them
     */
    record Field(String owner, TermValue.OfPotential value, SiteEnergy plain, SiteEnergy weighted) implements Summand {
        @Override
        public String name() {
            return value.field();
        }
    }

    /**
     * A built-in term.
     *
     * @param name in the whole potential
     * @param published what it finds for each atom
     */
    record BuiltIn(String owner, String name, BuiltInTerm term, List<Published> published) implements Summand {
        public BuiltIn {
            published = List.copyOf(published);
        }

        /** The same energy as equations, where the language can express it. */
        public Optional<List<SiteEnergy>> asEquations(List<String> species) {
            return term.asPotential(species).map(text -> Potential.parse(text).terms().stream().map(t -> t.named(name)).toList());
        }
    }

    /**
     * A field on atoms that a term finds.
     *
     * @param name in {@link org.eutectic.atoms.Evaluation#fields}
     * @param value under which others of the same owner ask for it
     */
    record Published(String name, TermValue.OfTerm value) {}
}
