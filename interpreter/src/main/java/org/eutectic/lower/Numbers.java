package org.eutectic.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** Numbers of parameters, in internal units: evaluates the constant expressions that define them. */
final class Numbers {
    private final Expressions expressions = new Expressions(new Graph(1, false), List.of("*"), this, null);
    private final Map<List<Object>, Double> known = new HashMap<>();
    private final Set<List<Object>> open = new LinkedHashSet<>();

    /** A parameter of a model for a tuple of species. */
    double value(Model model, Parameter p, List<String> tuple, Span use) {
        List<Object> key = List.of(model.span(), p.name(), tuple);
        Double value = known.get(key);
        if (value == null) {
            if (!open.add(key)) {
                throw new LoweringError("parameter-cycle", p.span(), "the value of '" + p.name() + "' depends on itself", null);
            }
            try {
                value = compute(model, p, tuple, use);
            } finally {
                open.remove(key);
            }
            known.put(key, value);
        }
        return value;
    }

    private double compute(Model model, Parameter p, List<String> tuple, Span use) {
        Definition d = p.definition(tuple).orElseThrow(() -> new LoweringError("missing-parameter", use,
            "'" + p.name() + "' has no value" + (tuple.isEmpty() ? "" : " for " + String.join("-", tuple)), null));
        return switch (d.content()) {
            case Content.Number n -> n.value();
            case Content.Written w -> constant(expressions.number(w.expression(), Calls.environment(model, d, tuple, List.of())), p, d, w);
            case Content.Networks n -> throw new LoweringError("network-as-number", d.span(), "'" + p.name() + "' is a parameter, not a network", null);
            case Content.Tabulated t -> throw new LoweringError("table-as-number", d.span(), "'" + p.name() + "' is a parameter; a table gives a function", null);
        };
    }

    private static double constant(Node n, Parameter p, Definition d, Content.Written w) {
        if (!(n instanceof Node.Const c)) {
            throw new LoweringError("not-constant", w.expression().span(), "the value of '" + p.name() + "' is not constant", null);
        }
        if (w.rule() != null && !Double.isFinite(c.value())) {
            String which = p.name() + "[" + String.join(",", d.species()) + "]";
            throw new LoweringError("mix-undefined", d.span(), "the rule " + w.rule() + " has no value for " + which + ": the numbers it is made from differ in sign, or it divides by zero",
                "give " + which);
        }
        if (Double.isNaN(c.value()) || Double.isInfinite(c.value())) {
            throw new LoweringError("not-finite", w.expression().span(), "the value of '" + p.name() + "' is " + c.value() + ", no finite number", null);
        }
        return c.value();
    }

    Node node(double value) {
        return expressions.graph().constant(value);
    }

    /** An expression without atoms, at named species. */
    double constant(org.eutectic.dsl.ast.Expr e, Env env) {
        Node n = expressions.number(e, env);
        if (n instanceof Node.Const c) {
            return c.value();
        }
        throw new LoweringError("not-constant", e.span(), "a constant is wanted here", null);
    }

    /** A model's cutoff for a pair, Å. */
    double cutoff(Model model, String center, String neighbor, Span use) {
        Parameter p = model.parameter(Model.CUTOFF).orElseThrow(() ->
            new LoweringError("missing-cutoff", use, model.name() + " has no cutoff", "write cutoff 6.0 Å in it"));
        return value(model, p, List.of(center, neighbor), use);
    }

    /** The cutoff of a model over the species of a sum; pairs with a species that the model does not know do not interact. */
    Range cutoff(Model model, List<String> species, Span use) {
        List<Double> d = new ArrayList<>();
        for (String a : species) {
            for (String b : species) {
                d.add(model.species().contains(a) && model.species().contains(b) ? cutoff(model, a, b, use) : 0.0);
            }
        }
        return new Range(species.size(), d.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
