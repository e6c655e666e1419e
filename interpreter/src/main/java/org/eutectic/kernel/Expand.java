package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;

/**
 * Rewrites a graph for loops: angles and separations become arithmetic on the lanes, so that what each neighbour contributes is hoisted like everything else, and
 * a sum over a shorter range than the lanes chooses by a condition which the loop tests.
 */
final class Expand {
    private final Graph g;
    private final Range largest;
    private final Map<Node, Node> done = new HashMap<>();

    Expand(Graph g, Range largest) {
        this.g = g;
        this.largest = largest;
    }

    Node of(Node n) {
        Node known = done.get(n);
        if (known == null) {
            known = rebuild(n);
            done.put(n, known);
        }
        return known;
    }

    private Node rebuild(Node n) {
        return switch (n) {
            case Node.Cosine c -> cosine(0, 1, 2);
            case Node.Separation s -> separation(0, 1, 2);
            case Node.At a when a.argument(0) instanceof Node.Cosine -> cosine(a.positions()[0], a.positions()[1], a.arity());
            case Node.At a when a.argument(0) instanceof Node.Separation -> separation(a.positions()[0], a.positions()[1], a.arity());
            case Node.At a -> g.at(of(a.argument(0)), a.positions(), a.arity());
            case Node.Apply a -> {
                Node[] args = a.arguments().stream().map(this::of).toArray(Node[]::new);
                yield g.apply(a.function(), args);
            }
            case Node.Select s -> g.select(of(s.condition()), of(s.then()), of(s.otherwise()));
            case Node.SpeciesSwitch s -> {
                List<Node> cases = new ArrayList<>();
                s.arguments().forEach(x -> cases.add(of(x)));
                yield g.speciesSwitch(s.slots(), s.caseOf(), cases, s.arity());
            }
            case Node.Spline s -> g.spline(s.table(), s.order(), of(s.argument(0)));
            case Node.Neighbor x -> g.neighbor(of(x.argument(0)));
            case Node.Gather x -> {
                Node body = of(x.argument(0));
                yield g.gather(largest, x.range().covers(largest) ? body : g.select(g.inside(x.range()), body, g.constant(0)));
            }
            case Node.Reduce r -> reduce(r);
            case Node.ProductOfOthers p -> g.productOfOthers(p.frame(), p.excluded(), of(p.body()));
            case Node.Inside i -> i.range().covers(largest) ? g.constant(1) : i;
            default -> n;
        };
    }

    private Node reduce(Node.Reduce r) {
        Node body = of(r.body());
        Frame frame = r.frame();
        Range range = frame.ranges().get(r.eliminated());
        if (r.arity() == 0 && !range.covers(largest)) {
            Node neutral = g.constant(r.kind() == Node.Reduce.Kind.SUM ? 0 : 1);
            return g.reduce(r.kind(), Frame.of(largest), 0, g.select(g.inside(range), body, neutral));
        }
        return g.reduce(r.kind(), frame, r.eliminated(), body);
    }

    private Node lane(int axis, int position, int arity) {
        return g.at(axis < 0 ? g.divide(g.constant(1), g.distance()) : g.component(axis), new int[] {position}, arity);
    }

    private Node cosine(int p, int q, int arity) {
        Node dot = g.constant(0);
        for (int axis = 0; axis < 3; axis++) {
            dot = g.add(dot, g.multiply(lane(axis, p, arity), lane(axis, q, arity)));
        }
        return g.multiply(dot, g.multiply(lane(-1, p, arity), lane(-1, q, arity)));
    }

    private Node separation(int p, int q, int arity) {
        Node sum = g.constant(0);
        for (int axis = 0; axis < 3; axis++) {
            Node d = g.subtract(lane(axis, q, arity), lane(axis, p, arity));
            sum = g.add(sum, g.multiply(d, d));
        }
        return g.apply(Fn.SQRT, sum);
    }
}
