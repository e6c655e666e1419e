package org.eutectic.kernel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;

/** In routines that hold r²: where 1/r is computed, 1/r² is its square, and r·r is r². A division or a root takes the time of several products. */
final class SharedReciprocal {
    private final Graph g;
    private final Node square;
    private final Node root;
    private final Node inverse;
    private final Node inverseSquare;
    private final Map<Node, Node> done = new HashMap<>();

    private SharedReciprocal(Graph g) {
        this.g = g;
        this.square = g.squaredDistance();
        this.root = g.apply(Fn.SQRT, square);
        this.inverse = g.divide(g.constant(1), root);
        this.inverseSquare = g.divide(g.constant(1), square);
    }

    /** The same values, with 1/r shared. */
    static List<Node> in(Graph g, List<Node> roots) {
        SharedReciprocal shared = new SharedReciprocal(g);
        Set<Node> seen = new HashSet<>();
        roots.forEach(n -> collect(n, seen));
        return seen.contains(shared.inverse) ? roots.stream().map(shared::of).toList() : roots;
    }

    private static void collect(Node n, Set<Node> seen) {
        if (seen.add(n)) {
            n.arguments().forEach(a -> collect(a, seen));
        }
    }

    private Node of(Node n) {
        Node known = done.get(n);
        if (known == null) {
            known = rebuild(n);
            done.put(n, known);
        }
        return known;
    }

    private Node rebuild(Node n) {
        if (n == inverseSquare) {
            return g.multiply(inverse, inverse);
        }
        if (n instanceof Node.Apply a && a.function() == Fn.MULTIPLY && a.argument(0) == root && a.argument(1) == root) {
            return square;
        }
        List<Node> arguments = n.arguments().stream().map(this::of).toList();
        return arguments.equals(n.arguments()) ? n : g.with(n, arguments);
    }
}
