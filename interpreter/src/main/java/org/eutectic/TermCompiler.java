package org.eutectic;

import java.util.List;
import java.util.Set;
import org.eutectic.atoms.ForceField;
import org.eutectic.ir.SiteEnergy;

/** Makes force fields of a potential's equations. The processor's own are {@link Backend}s; modules above this one bring others. */
public interface TermCompiler {

    /**
     * A force field for the sum of some energies.
     *
     * @param name of the potential
     * @param species in the order of species numbers, the same for all terms
     * @param threads number of threads of the processor that it may use
     */
    ForceField compile(String name, List<String> species, List<SiteEnergy> terms, int threads);

    /** Whether a force field of several energies tells them apart in what it gives, as {@link org.eutectic.atoms.Evaluation#terms}; otherwise each has one of its own. */
    default boolean tellsTermsApart() {
        return false;
    }

    /**
     * Looks at the names of a potential's built-in terms, or, of a compiler that {@link #tellsTermsApart}, those that the language cannot express, which have programs of their own that run on the processor. Whoever cannot work beside them says so with an exception for people.
     *
     * @param terms names, none where the potential is made of equations alone
     */
    default void accept(Set<String> terms) {}
}
