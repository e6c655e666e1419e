package org.eutectic.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.ir.Graph;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.ir.Node;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Model;

/** Networks of the center's values: one node for each set of weights, chosen by the center's species. */
final class Networks {
    private final Expressions expressions;
    private final Graph graph;
    private final List<String> species;

    Networks(Expressions expressions, Graph graph, List<String> species) {
        this.expressions = expressions;
        this.graph = graph;
        this.species = species;
    }

    /** One output of a network. */
    Node of(Expr.Call c, Model scope, Function f, Place[] written, Env env) {
        return of(c, scope, f, written, env, (d, inputs) -> output(c, f, d, inputs, env));
    }

    /** How far the inputs of a network lie outside of what it saw in training. */
    Node extrapolation(Expr.Call c, Model scope, Function f, Place[] written, Env env) {
        return of(c, scope, f, written, env, (d, inputs) -> {
            List<NetworkWeights> members = ((Content.Networks) d.content()).members();
            requireInputs(c, d, members.getFirst(), inputs);
            return Committees.extrapolation(graph, members, inputs, c.span());
        });
    }

    private Node of(Expr.Call c, Model scope, Function f, Place[] written, Env env, BiFunction<Definition, List<Node>, Node> value) {
        if (written != null && written.length != f.indices().size()) {
            throw new LoweringError("index-count", c.callee().span(), "'" + f.name() + "' takes " + f.indices().size() + " indices, not " + written.length, null);
        }
        Place[] places = written != null || f.indices().isEmpty() ? written : new Place[] {new Place.Fixed(scope.species().get(0))};
        Place place = places == null || places.length == 0 ? null : places[0];
        List<Node> inputs = inputs(c, f, env);
        if (place instanceof Place.Slot s && s.position() >= 0) {
            throw ofNeighbor(c, f);
        }
        if (!(place instanceof Place.Slot)) {
            return value.apply(definition(c, f, place == null ? List.of() : List.of(((Place.Fixed) place).species())), inputs);
        }
        Map<Definition, Integer> caseOfDefinition = new HashMap<>();
        List<Node> cases = new ArrayList<>();
        int[] caseOf = new int[species.size()];
        for (int s = 0; s < caseOf.length; s++) {
            if (scope.species().contains(species.get(s))) {
                Definition d = definition(c, f, List.of(species.get(s)));
                if (!caseOfDefinition.containsKey(d)) {
                    cases.add(value.apply(d, inputs));
                    caseOfDefinition.put(d, cases.size() - 1);
                }
                caseOf[s] = caseOfDefinition.get(d);
            }
        }
        return graph.speciesSwitch(new int[] {-1}, caseOf, cases, env.arity());
    }

    private List<Node> inputs(Expr.Call c, Function f, Env env) {
        List<Node> inputs = new ArrayList<>();
        Env plain = env.withPart(null);
        for (Expr a : c.arguments()) {
            inputs.addAll(expressions.componentsOf(a, plain).orElseGet(() -> List.of(expressions.number(a, plain))));
        }
        if (inputs.stream().anyMatch(n -> n.arity() > 0)) {
            throw ofNeighbor(c, f);
        }
        return inputs;
    }

    private static LoweringError ofNeighbor(Expr.Call c, Function f) {
        return new LoweringError("network-of-neighbor", c.span(), "a network takes values of the center, which do not change from neighbor to neighbor",
            "give the network's value a field of its own, q[i] = " + f.name() + "[i](…), and ask for q[j]");
    }

    private static Definition definition(Expr.Call c, Function f, List<String> tuple) {
        return f.definition(tuple).orElseThrow(() -> new LoweringError("missing-function", c.span(),
            "'" + f.name() + "' has no weights" + (tuple.isEmpty() ? "" : " for " + String.join("-", tuple)), null));
    }

    private Node output(Expr.Call c, Function f, Definition d, List<Node> inputs, Env env) {
        List<NetworkWeights> members = ((Content.Networks) d.content()).members();
        int outputs = members.getFirst().shape().outputs();
        int output = c.output() != null ? expressions.whole(c.output(), env) - 1 : env.part() != null && env.part().count() == outputs ? env.part().position() : 0;
        requireInputs(c, d, members.getFirst(), inputs);
        if (c.output() == null && outputs > 1 && (env.part() == null || env.part().count() != outputs)) {
            throw new LoweringError("network-output", c.span(), "the network " + members.getFirst().name() + " has " + outputs + " outputs; "
                + (env.part() == null ? "one value is" : env.part().count() + " are") + " wanted here", "name one after a semicolon: " + c.callee().span().text() + "(…; 1)");
        }
        if (output < 0 || output >= outputs) {
            throw new LoweringError("network-output", c.output().span(), "the network " + members.getFirst().name() + " has the outputs 1 to " + outputs, null);
        }
        if (env.member() != null) {
            return graph.networkValue(graph.network(env.member().of().member(members, env.member().position(), c.span()), inputs), output);
        }
        Node sum = graph.constant(0);
        for (NetworkWeights w : members) {
            sum = graph.add(sum, graph.networkValue(graph.network(w, inputs), output));
        }
        return members.size() == 1 ? sum : graph.multiply(graph.constant(1.0 / members.size()), sum);
    }

    private static void requireInputs(Expr.Call c, Definition d, NetworkWeights w, List<Node> inputs) {
        if (w.shape().inputs() != inputs.size()) {
            throw new LoweringError("network-inputs", c.span(), "the network " + w.name() + " takes " + w.shape().inputs() + " numbers; these are " + inputs.size(), "its weights are given at " + d.span());
        }
    }
}
