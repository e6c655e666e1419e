package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a value of two neighbors stays the same when they change places, apart from the order of factors and summands: equal values get equal numbers, products and
 * sums by what they hold.
 */
public final class Exchange {
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Map<List<Object>, Integer> known = new HashMap<>();

    private final Graph g;

    private Exchange(Graph g) {
        this.g = g;
    }

    /** @param x of arity 2, or of the center alone */
    public static boolean keeps(Graph g, Node x) {
        Exchange e = new Exchange(g);
        return x.arity() == 0 || e.number(x) == e.number(g.at(x, new int[] {1, 0}, 2));
    }

    private int number(Node n) {
        Integer done = numbers.get(n);
        if (done == null) {
            List<Object> key = key(n);
            done = known.computeIfAbsent(key, k -> known.size());
            numbers.put(n, done);
        }
        return done;
    }

    private List<Object> key(Node n) {
        Node operation = operation(n);
        List<Integer> parts = new ArrayList<>();
        switch (operation) {
            case Node.Apply a when commutes(a.function()) -> {
                gather(n, a.function(), parts);
                Collections.sort(parts);
                return List.of(a.function(), parts);
            }
            case Node.Apply a -> {
                arguments(n).forEach(x -> parts.add(number(x)));
                return List.of(a.function(), parts);
            }
            case Node.Select s -> {
                arguments(n).forEach(x -> parts.add(number(x)));
                return List.of("select", parts);
            }
            default -> {
                return List.of(n);
            }
        }
    }

    /** What a value of one neighbor, seen from two, is made by. */
    private static Node operation(Node n) {
        return n instanceof Node.At at ? at.argument(0) : n;
    }

    private List<Node> arguments(Node n) {
        return n instanceof Node.At at ? at.argument(0).arguments().stream().map(x -> x.arity() == 0 ? x : g.at(x, at.positions(), n.arity())).toList() : n.arguments();
    }

    private static boolean commutes(Fn f) {
        return f == Fn.MULTIPLY || f == Fn.ADD || f == Fn.MIN || f == Fn.MAX || f == Fn.AND || f == Fn.OR;
    }

    private void gather(Node n, Fn function, List<Integer> into) {
        if (operation(n) instanceof Node.Apply a && a.function() == function) {
            arguments(n).forEach(x -> gather(x, function, into));
        } else {
            into.add(number(n));
        }
    }
}
