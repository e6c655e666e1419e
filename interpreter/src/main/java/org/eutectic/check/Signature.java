package org.eutectic.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dimensions of a function's arguments and result.
 *
 * <p>A function with one body for all species is generic: {@code x^2} may be used for lengths in one place and for energies in another, so
 * each call gets its own copy. One whose bodies differ by species has the same dimensions for all of them.
 */
final class Signature {
    private final List<DimensionTerm> formals = new ArrayList<>();
    private final DimensionTerm result;
    private final Inference inference;

    Signature(List<DimensionTerm> formals, DimensionTerm result, Inference inference) {
        this.formals.addAll(formals);
        this.result = result;
        this.inference = inference;
    }

    /** The dimension of argument {@code k}; one that no declaration mentions is unknown. */
    DimensionTerm formal(int k) {
        while (formals.size() <= k) {
            formals.add(inference.unifier().fresh());
        }
        return formals.get(k);
    }

    int formalCount() {
        return formals.size();
    }

    DimensionTerm result() {
        return result;
    }

    /** A copy for one call, in which all unknowns but the {@code fixed} ones are new. */
    Signature instantiate(Set<Integer> fixed) {
        Map<Integer, DimensionTerm> renamed = new HashMap<>();
        List<DimensionTerm> copies = formals.stream().map(f -> inference.unifier().instantiate(f, fixed, renamed)).toList();
        return new Signature(copies, inference.unifier().instantiate(result, fixed, renamed), inference);
    }
}
