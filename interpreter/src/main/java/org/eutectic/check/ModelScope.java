package org.eutectic.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** The dimensions of a model's parameters, fields and functions, each made when it is first asked for. */
final class ModelScope {
    private final Model model;
    private final Inference inference;
    private final Map<String, DimensionTerm> parameters = new HashMap<>();
    private final Map<String, DimensionTerm> fields = new HashMap<>();
    private final Map<String, Signature> signatures = new HashMap<>();
    /** Generic functions whose exponents are arguments: their bodies are checked anew at each call, with the numbers given there. */
    private final Set<String> checkedAtCalls = new HashSet<>();
    private final Set<String> inProgress = new HashSet<>();

    ModelScope(Model model, Inference inference) {
        this.model = model;
        this.inference = inference;
    }

    Model model() {
        return model;
    }

    Inference inference() {
        return inference;
    }

    /** The scope in which a definition that this model holds looks up its names. */
    ModelScope of(Definition d) {
        return inference.scope(d.scope(model));
    }

    /** The dimension of a parameter, or null if there is none of this name. */
    DimensionTerm parameter(String name) {
        DimensionTerm known = parameters.get(name);
        if (known != null || model.parameter(name).isEmpty()) {
            return known;
        }
        Parameter p = model.parameter(name).get();
        DimensionTerm t = name.equals(Model.CUTOFF) ? DimensionTerm.of(Dimension.LENGTH)
            : inference.parameter(name, p.span(), () -> inference.declared(p.dimension(), name));
        parameters.put(name, t);
        return t;
    }

    /** The dimension of a field, or null if there is none of this name. */
    DimensionTerm field(String name) {
        if (model.field(name).isEmpty()) {
            return null;
        }
        return fields.computeIfAbsent(name, n -> n.equals(Model.ENERGY) ? DimensionTerm.of(Dimension.ENERGY) : inference.unifier().fresh(n));
    }

    boolean isCheckedAtCalls(String function) {
        return checkedAtCalls.contains(function);
    }

    void checkAtCalls(String function) {
        checkedAtCalls.add(function);
    }

    /** The one body of a generic function, or null for any other. */
    static Definition genericBody(Function f) {
        if (f.definitions().size() != 1) {
            return null;
        }
        Definition d = f.definitions().get(0);
        return d.species().isEmpty() && d.content() instanceof Content.Written && !d.formals().isEmpty() ? d : null;
    }

    /** The dimensions of a function as declared and, where it is generic, as its body says; null if there is none of this name. */
    Signature function(String name) {
        Signature known = signatures.get(name);
        if (known != null || model.function(name).isEmpty()) {
            return known;
        }
        Function f = model.function(name).get();
        Definition body = genericBody(f);
        if (body == null) {
            Signature s = inference.function(name, f.span(), () -> declared(f, f.formals()));
            signatures.put(name, s);
            return s;
        }
        if (!inProgress.add(name)) {
            // A function that calls itself: the check of cycles reports it.
            return declared(f, f.formals());
        }
        Signature s = declared(f, f.formals().isEmpty() ? body.formals() : f.formals());
        FunctionDimensions.check(this, f, body, s, null, null);
        signatures.put(name, s);
        inProgress.remove(name);
        return s;
    }

    private Signature declared(Function f, List<Item.Formal> formals) {
        List<DimensionTerm> dimensions = new ArrayList<>();
        for (Item.Formal formal : formals) {
            dimensions.add(inference.declared(formal.dimension(), formal.name().name()));
        }
        return new Signature(dimensions, inference.declared(f.result(), f.name()), inference);
    }

    /** Adds the unknowns of parameters, fields and species-specific functions. */
    void addSharedUnknowns(Set<Integer> shared) {
        parameters.values().forEach(t -> add(shared, t));
        fields.values().forEach(t -> add(shared, t));
        signatures.forEach((name, s) -> {
            if (genericBody(model.function(name).get()) == null) {
                for (int k = 0; k < s.formalCount(); k++) {
                    add(shared, s.formal(k));
                }
                add(shared, s.result());
            }
        });
    }

    private void add(Set<Integer> shared, DimensionTerm t) {
        shared.addAll(inference.unifier().resolve(t).unknowns().keySet());
    }

    /** The scope of a parent by its name, or null. */
    ModelScope parent(Expr target) {
        return target instanceof Expr.Name n ? model.parent(n.name()).map(inference::scope).orElse(null) : null;
    }
}
