package org.eutectic.term;

import java.util.List;
import java.util.Optional;
import org.eutectic.atoms.ForceField;

/** A built-in term with its numbers. Immutable. */
public interface BuiltInTerm {

    /**
     * Something that computes its energies, forces and virial, whatever back end computes the rest.
     *
     * @param species those of the structures to come, in the order of their numbers in the neighbor list. Of an alloy these are only the ones that are present, and
     *     beside those that the term knows there may be others: for it, their atoms do not exist.
     * @param threads at least 1; results must not depend on it
     * @return a {@link CoupledForceField} where the term reads or publishes fields on atoms
     */
    ForceField forceField(List<String> species, int threads);

    /**
     * The text of a potential that has the same energy, where the language can express it: what back ends that compile equations and nothing else take in its place.
     *
     * @param species of the potential, in their order; those that the term does not know do not exist for it
     */
    default Optional<String> asPotential(List<String> species) {
        return Optional.empty();
    }

    /** Whom to cite for its equations and numbers. */
    default List<String> citations() {
        return List.of();
    }

    /** What became of its arguments and files, for {@code explain}: a line for each thing that is worth knowing. */
    default List<String> description() {
        return List.of();
    }
}
