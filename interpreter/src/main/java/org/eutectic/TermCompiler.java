package org.eutectic;

import java.util.List;
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

    /** Whether all parts of a potential, built-in terms among them, are its business, for {@link #compileAll}; otherwise each energy has a force field of its own, and built-in terms bring theirs. */
    default boolean takesAll() {
        return false;
    }

    /**
     * A force field for all parts of a potential, of one that {@link #takesAll}; it tells them apart in what it gives, as {@link org.eutectic.atoms.Evaluation#terms}.
     *
     * @param parts in the order in which their energies are told
     */
    default ForceField compileAll(String name, List<String> species, List<Summand> parts, int threads) {
        throw new UnsupportedOperationException("each part of " + name + " has a force field of its own");
    }

    /** Looks at the parts of a potential before any of them is compiled, of one that {@link #takesAll}. Whoever cannot work with them says so with an exception for people. */
    default void accept(List<String> species, List<Summand> parts) {}
}
