package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;

/**
 * Adds up an atom's values before they are handed to its neighbors: an embedding energy in three pieces has three slopes, of which a bond needs only the sum. One field is then read for each
 * neighbor, not three.
 */
final class FieldSums {
    private final Graph g;
    private final Map<Node, Node> done = new HashMap<>();

    private FieldSums(Graph g) {
        this.g = g;
    }

    static List<Node> in(Graph g, List<Node> roots) {
        FieldSums sums = new FieldSums(g);
        return roots.stream().map(sums::of).toList();
    }

    private Node of(Node n) {
        Node known = done.get(n);
        if (known == null) {
            known = isSum(n) ? sum(n) : rebuild(n);
            done.put(n, known);
        }
        return known;
    }

    private Node rebuild(Node n) {
        List<Node> arguments = n.arguments().stream().map(this::of).toList();
        return arguments.equals(n.arguments()) ? n : g.with(n, arguments);
    }

    private static boolean isSum(Node n) {
        return n.arity() == 1 && n instanceof Node.Apply a && a.function() == Fn.ADD;
    }

    private Node sum(Node n) {
        List<Node> own = new ArrayList<>(), neighbors = new ArrayList<>(), others = new ArrayList<>();
        collect(n, own, neighbors, others);
        if (own.size() < 2 && neighbors.size() < 2) {
            return rebuild(n);
        }
        List<Node> parts = new ArrayList<>();
        if (!own.isEmpty()) {
            parts.add(total(own));
        }
        if (!neighbors.isEmpty()) {
            parts.add(g.neighbor(total(neighbors)));
        }
        parts.addAll(others);
        return total(parts);
    }

    private Node total(List<Node> parts) {
        return parts.stream().reduce(g::add).orElseThrow();
    }

    private void collect(Node n, List<Node> own, List<Node> neighbors, List<Node> others) {
        if (isSum(n)) {
            n.arguments().forEach(a -> collect(a, own, neighbors, others));
        } else if (n instanceof Node.Neighbor) {
            neighbors.add(of(n.argument(0)));
        } else if (n.arity() == 0 && !n.arguments().isEmpty()) {
            own.add(of(n));
        } else {
            others.add(of(n));
        }
    }
}
