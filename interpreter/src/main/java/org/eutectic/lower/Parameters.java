package org.eutectic.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.ParamTable;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** Parameters to nodes: one table for each parameter and each pattern of named and open species. */
final class Parameters {
    private final Graph graph;
    private final List<String> species;
    private final Numbers numbers;
    private final Map<List<Object>, ParamTable> tables = new HashMap<>();

    Parameters(Graph graph, List<String> species, Numbers numbers) {
        this.graph = graph;
        this.species = species;
        this.numbers = numbers;
    }

    /** A parameter by its bare name: it has no index, or the model has one species only, or it is the same for all. */
    Node bare(Expr.Name use, Parameter p, Env env) {
        Model scope = env.scope();
        int count = p.indices().size();
        if (count == 0) {
            return at(use.span(), scope, p, new Place[0], env.arity());
        }
        if (p.name().equals(Model.CUTOFF)) {
            return cutoff(use.span(), p, env);
        }
        if (scope.species().size() == 1) {
            Place[] only = new Place[count];
            Arrays.fill(only, new Place.Fixed(scope.species().get(0)));
            return at(use.span(), scope, p, only, env.arity());
        }
        throw new LoweringError("missing-index", use.span(), "'" + p.name() + "' needs " + count + (count == 1 ? " index" : " indices") + " here",
            "write " + p.name() + "[" + String.join(",", p.indices()) + "]");
    }

    /** The bare {@code cutoff} is that of the one pair at hand. */
    private Node cutoff(Span use, Parameter p, Env env) {
        Model scope = env.scope();
        double first = numbers.cutoff(scope, scope.species().get(0), scope.species().get(0), use);
        boolean same = true;
        for (String a : scope.species()) {
            for (String b : scope.species()) {
                same &= numbers.cutoff(scope, a, b, use) == first;
            }
        }
        if (same) {
            return graph.constant(first);
        }
        if (env.arity() == 1 && env.calls().isEmpty()) {
            return at(use, scope, p, new Place[] {Place.CENTER, new Place.Slot(0)}, 1);
        }
        throw new LoweringError("missing-index", use, "the cutoff differs from pair to pair: say which one is meant here", "write cutoff[i,j]");
    }

    /** A parameter at these places. */
    Node at(Span use, Model scope, Parameter p, Place[] places, int arity) {
        if (places.length != p.indices().size()) {
            throw new LoweringError("index-count", use, "'" + p.name() + "' takes " + p.indices().size() + " indices, not " + places.length, null);
        }
        List<Object> key = new ArrayList<>(List.of(scope.span(), p.name()));
        List<Integer> slots = new ArrayList<>();
        for (Place place : places) {
            switch (place) {
                case Place.Slot s -> {
                    slots.add(s.position());
                    key.add("*");
                }
                case Place.Fixed f -> key.add(f.species());
            }
        }
        ParamTable table = tables.get(key);
        if (table == null) {
            table = table(use, scope, p, places, slots.size());
            tables.put(key, table);
        }
        return graph.param(table, slots.stream().mapToInt(Integer::intValue).toArray(), arity);
    }

    private ParamTable table(Span use, Model scope, Parameter p, Place[] places, int open) {
        int n = species.size();
        int count = 1;
        for (int k = 0; k < open; k++) {
            count *= n;
        }
        double[] values = new double[count];
        boolean[] known = new boolean[count];
        double any = Double.NaN;
        for (int t = 0; t < count; t++) {
            List<String> tuple = Tuples.fill(places, t, open, species);
            // Species that a summand does not know never ask it.
            known[t] = Tuples.isKnown(scope, places, tuple);
            if (known[t]) {
                values[t] = numbers.value(scope, p, tuple, use);
                any = values[t];
            }
        }
        for (int t = 0; t < count; t++) {
            if (!known[t]) {
                values[t] = any;
            }
        }
        return new ParamTable(name(scope, p), n, open, values);
    }

    /** As {@code explain} shows it: a parent's parameter with the parent's name, for two parents have the same names. */
    private String name(Model scope, Parameter p) {
        return scope.species().size() < species.size() ? scope.name() + "." + p.name() : p.name();
    }
}
