package org.eutectic.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Model;

/** Calls of functions: those of the table {@link Fn}, polynomials, and the model's own, which are put in place of the call. */
final class Calls {
    private final Expressions expressions;
    private final Graph graph;
    private final List<String> species;
    private final Networks networks;

    Calls(Expressions expressions, Graph graph, List<String> species) {
        this.expressions = expressions;
        this.graph = graph;
        this.species = species;
        this.networks = new Networks(expressions, graph, species);
    }

    /**
     * What a call names.
     *
     * @param places null where no index is written
     */
    private record Callee(Model scope, Function function, Place[] places) {}

    Node of(Expr.Call c, Env env) {
        if (c.callee() instanceof Expr.Name n && env.scope().function(n.name()).isEmpty()) {
            return builtIn(c, n, env);
        }
        Callee callee = callee(c, env);
        return own(c, callee.scope, callee.function, callee.places, env);
    }

    private Callee callee(Expr.Call c, Env env) {
        return switch (c.callee()) {
            case Expr.Name n -> new Callee(env.scope(), function(env.scope(), n.name(), n.span()), null);
            case Expr.Indexed x -> new Callee(env.scope(), function(env.scope(), x.name().name(), x.span()), Expressions.places(x.indices(), env));
            case Expr.Member m when m.target() instanceof Expr.Name n -> {
                Model parent = parent(n, env);
                yield new Callee(parent, function(parent, m.name().name(), m.span()), m.indices().isEmpty() ? null : Expressions.places(m.indices(), env));
            }
            default -> throw new LoweringError("not-a-function", c.callee().span(), "this is no function", null);
        };
    }

    Model parent(Expr.Name n, Env env) {
        return env.scope().parent(n.name()).orElseThrow(() ->
            new LoweringError("unknown-parent", n.span(), "'" + n.name() + "' is no potential that " + env.scope().name() + " extends", null));
    }

    private static Function function(Model scope, String name, Span use) {
        return scope.function(name).orElseThrow(() -> new LoweringError("unknown-function", use, scope.name() + " has no function '" + name + "'", null));
    }

    private Node builtIn(Expr.Call c, Expr.Name n, Env env) {
        List<Expr> a = c.arguments();
        switch (n.name()) {
            case "legendre" -> {
                count(c, "legendre", 2);
                return Polynomials.legendre(graph, expressions.whole(a.get(0), env), expressions.number(a.get(1), env), c.span());
            }
            case "ylm" -> {
                count(c, "ylm", 3);
                Node[] unit = expressions.geometry().direction(a.get(2), env);
                return Polynomials.harmonic(graph, expressions.whole(a.get(0), env), expressions.whole(a.get(1), env), unit, c.span());
            }
            case Committees.SPREAD -> {
                count(c, n.name(), 1);
                return Committees.spread(graph, member -> expressions.number(a.getFirst(), env.withMember(member)));
            }
            case Committees.EXTRAPOLATION -> {
                count(c, n.name(), 1);
                return extrapolation(c, env);
            }
            default -> { }
        }
        Fn fn = Fn.named(n.name()).orElseThrow(() -> new LoweringError("unknown-function", n.span(), "there is no function '" + n.name() + "' here", null));
        boolean chain = (fn == Fn.MIN || fn == Fn.MAX) && a.size() > 2;
        if (!chain) {
            count(c, n.name(), fn.argumentCount());
        }
        Node first = expressions.number(a.get(0), env);
        if (fn.argumentCount() == 1) {
            return graph.apply(fn, first);
        }
        for (Expr next : a.subList(1, a.size())) {
            first = graph.apply(fn, first, expressions.number(next, env));
        }
        return first;
    }

    private Node extrapolation(Expr.Call c, Env env) {
        Callee callee = c.arguments().getFirst() instanceof Expr.Call call ? callee(call, env) : null;
        if (callee == null || !callee.function.isNetwork()) {
            throw new LoweringError("network-expected", c.span(), "extrapolation takes a network's call", "write extrapolation(N[i](G[i]))");
        }
        return networks.extrapolation((Expr.Call) c.arguments().getFirst(), callee.scope, callee.function, callee.places, env);
    }

    private static void count(Expr.Call c, String name, int wanted) {
        if (c.arguments().size() != wanted) {
            throw new LoweringError("argument-count", c.span(), "'" + name + "' takes " + wanted + (wanted == 1 ? " argument" : " arguments") + ", not "
                + c.arguments().size(), null);
        }
    }

    /** A function of a model; places null where no index is written. */
    private Node own(Expr.Call c, Model scope, Function f, Place[] written, Env env) {
        Place[] places = written;
        if (f.isNetwork()) {
            return networks.of(c, scope, f, written, env);
        }
        if (places == null) {
            places = new Place[f.indices().size()];
            if (places.length > 0 && scope.species().size() != 1) {
                throw new LoweringError("missing-index", c.callee().span(), "'" + f.name() + "' needs " + places.length + " indices here",
                    "write " + f.name() + "[" + String.join(",", f.indices()) + "]");
            }
            Arrays.fill(places, places.length > 0 ? new Place.Fixed(scope.species().get(0)) : null);
        }
        return own(c, scope, f, places, c.arguments().stream().map(a -> expressions.number(a, env)).toList(), env);
    }

    private Node own(Expr.Call c, Model scope, Function f, Place[] places, List<Node> arguments, Env env) {
        if (places.length != f.indices().size()) {
            throw new LoweringError("index-count", c.callee().span(), "'" + f.name() + "' takes " + f.indices().size() + " indices, not " + places.length, null);
        }
        int[] slots = Arrays.stream(places).filter(Place.Slot.class::isInstance).mapToInt(p -> ((Place.Slot) p).position()).toArray();
        int tuples = 1;
        for (int k = 0; k < slots.length; k++) {
            tuples *= species.size();
        }
        Map<Definition, Integer> caseOfDefinition = new HashMap<>();
        List<Node> cases = new ArrayList<>();
        int[] caseOf = new int[tuples];
        for (int t = 0; t < tuples; t++) {
            List<String> tuple = Tuples.fill(places, t, slots.length, species);
            if (!Tuples.isKnown(scope, places, tuple)) {
                continue;
            }
            Definition d = f.definition(tuple).orElseThrow(() -> new LoweringError("missing-function", c.span(),
                "'" + f.name() + "' has no body" + (tuple.isEmpty() ? "" : " for " + String.join("-", tuple)), null));
            Integer known = caseOfDefinition.get(d);
            if (known == null) {
                List<String> calls = entering(scope, f, d, env);
                Env inside = d.species().isEmpty() ? general(scope, d, places, calls) : environment(scope, d, d.species(), calls);
                cases.add(body(c, f, d, arguments, new Env(inside.scope(), env.arity(), inside.indices(), Map.of(), Map.of(), calls, null, null)));
                known = cases.size() - 1;
                caseOfDefinition.put(d, known);
            }
            caseOf[t] = known;
        }
        return graph.speciesSwitch(slots, caseOf, cases, env.arity());
    }

    /** The calls inside this body. A function may call itself for other species: phi[Cu,Ni] may be the mean of phi[Cu,Cu] and phi[Ni,Ni]. */
    private static List<String> entering(Model scope, Function f, Definition d, Env env) {
        String call = scope.name() + "." + f.name() + (d.species().isEmpty() ? "" : "[" + String.join(",", d.species()) + "]");
        if (env.calls().contains(call)) {
            throw new LoweringError("recursion", f.span(), "'" + f.name() + "' calls itself" + (env.calls().getLast().equals(call) ? "" : " through " + through(env, call)),
                "a function may call only others: write the recursion out");
        }
        List<String> calls = new ArrayList<>(env.calls());
        calls.add(call);
        return calls;
    }

    private static String through(Env env, String call) {
        List<String> between = env.calls().subList(env.calls().indexOf(call) + 1, env.calls().size());
        return String.join(", ", between.stream().map(s -> s.substring(s.indexOf('.') + 1)).toList());
    }

    private static Env general(Model scope, Definition d, Place[] places, List<String> calls) {
        Env env = Env.constant(d.scope(scope), calls);
        for (int k = 0; k < d.variables().size(); k++) {
            env = env.withIndex(d.variables().get(k), places[k]);
        }
        return env;
    }

    /** The environment of a definition for named species. */
    static Env environment(Model holder, Definition d, List<String> tuple, List<String> calls) {
        Env env = Env.constant(d.scope(holder), calls);
        for (int k = 0; k < d.variables().size(); k++) {
            env = env.withIndex(d.variables().get(k), new Place.Fixed(tuple.get(k)));
        }
        return env;
    }

    private Node body(Expr.Call c, Function f, Definition d, List<Node> arguments, Env inside) {
        switch (d.content()) {
            case Content.Written w -> {
                count(c, f.name(), d.formals().size());
                Env env = inside;
                for (int k = 0; k < arguments.size(); k++) {
                    Item.Formal formal = d.formals().get(k);
                    env = env.withLocal(formal.name().name(), arguments.get(k));
                }
                return expressions.number(w.expression(), env);
            }
            case Content.Tabulated t -> {
                count(c, f.name(), 1);
                Node y = graph.spline(t.table(), 0, arguments.get(0));
                return t.dividedByArgument() ? graph.divide(y, arguments.get(0)) : y;
            }
            case Content.Number n -> {
                return graph.constant(n.value());
            }
            case Content.Networks n -> throw new IllegalStateException("a network is no function of one value");
        }
    }
}
