package org.eutectic.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.model.Model;

/** What one run of the check shares: the unknowns, what was found, and the scopes of the models it met. */
final class Inference {
    private record Declared(String name, Span declaration) {}

    private final Unifier unifier = new Unifier();
    private final Map<Model, ModelScope> scopes = new IdentityHashMap<>();
    private final Map<Declared, DimensionTerm> parameters = new HashMap<>();
    private final Map<Declared, Signature> functions = new HashMap<>();
    private final Diagnostics units;
    private final Object relaxed;
    private DimensionTerm relaxedDimension;
    private final List<Mismatch> found = new ArrayList<>();

    /**
     * @param units where unknown units go
     * @param relaxed a number without unit ({@link Expr.Number}) or a declared dimension ({@link UnitExpr}) that may be any one dimension, to see
     *     whether changing it would mend an error; or null
     */
    Inference(Diagnostics units, Object relaxed) {
        this.units = units;
        this.relaxed = relaxed;
    }

    Unifier unifier() {
        return unifier;
    }

    List<Mismatch> found() {
        return found;
    }

    void report(Mismatch m) {
        if (found.stream().noneMatch(m::isSameAs)) {
            found.add(m);
        }
    }

    ModelScope scope(Model model) {
        ModelScope s = scopes.get(model);
        if (s == null) {
            s = new ModelScope(model, this);
            scopes.put(model, s);
        }
        return s;
    }

    /** A parameter's dimension: one for an alloy and its parents, where all have it from one declaration. */
    DimensionTerm parameter(String name, Span declaration, Supplier<DimensionTerm> make) {
        return parameters.computeIfAbsent(new Declared(name, declaration), d -> make.get());
    }

    /** The same for a function. */
    Signature function(String name, Span declaration, Supplier<Signature> make) {
        return functions.computeIfAbsent(new Declared(name, declaration), d -> make.get());
    }

    /** The unknowns that mean the same in all places: a generic function's copy for one call keeps them. */
    Set<Integer> sharedUnknowns() {
        Set<Integer> shared = new HashSet<>();
        scopes.values().forEach(s -> s.addSharedUnknowns(shared));
        return shared;
    }

    /** The dimension that is written; an unknown one where nothing is, or a unit nobody knows. */
    DimensionTerm declared(UnitExpr written, String name) {
        if (written == null) {
            return unifier.fresh(name);
        }
        if (written.equals(relaxed)) {
            return relaxed();
        }
        Unit unit = Units.parse(written, units);
        return Units.isKnown(written) ? DimensionTerm.of(unit.dimension()) : unifier.fresh(name);
    }

    DimensionTerm dimension(Expr.Number number) {
        if (number.unit() != null) {
            return declared(number.unit(), null);
        }
        if (number.equals(relaxed)) {
            return relaxed();
        }
        // Zero of anything is zero.
        return number.value() == 0 ? unifier.fresh() : DimensionTerm.NONE;
    }

    private DimensionTerm relaxed() {
        if (relaxedDimension == null) {
            relaxedDimension = unifier.fresh();
        }
        return relaxedDimension;
    }

    /** What the relaxed number or declaration had to be, where the model left no choice; else null. */
    Dimension relaxedTo() {
        DimensionTerm t = relaxedDimension == null ? null : unifier.resolve(relaxedDimension);
        return t != null && t.isKnown() ? t.known() : null;
    }

    boolean unify(DimensionTerm a, DimensionTerm b, Span reason) {
        return unifier.unify(a, b, reason);
    }
}
