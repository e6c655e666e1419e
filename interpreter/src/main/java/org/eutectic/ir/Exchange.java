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

    private Exchange() {}

    /** @param x of arity 2, or of the center alone */
    public static boolean keeps(Graph g, Node x) {
        Exchange e = new Exchange();
        return x.arity() == 0 || e.number(x) == e.number(g.at(x, new int[] {1, 0}, 2));
    }

    private int number(Node n) {
        Integer done = numbers.get(n);
        if (done == null) {
            done = known.computeIfAbsent(key(n), k -> known.size());
            numbers.put(n, done);
        }
        return done;
    }

    private List<Object> key(Node n) {
        if (!(n instanceof Node.Apply a)) {
            return n instanceof Node.Select s ? List.of("select", number(s.condition()), number(s.then()), number(s.otherwise())) : List.of(n);
        }
        List<Integer> parts = new ArrayList<>();
        if (commutes(a.function())) {
            gather(a, a.function(), parts);
            Collections.sort(parts);
        } else {
            a.arguments().forEach(x -> parts.add(number(x)));
        }
        return List.of(a.function(), parts);
    }

    private static boolean commutes(Fn f) {
        return f == Fn.MULTIPLY || f == Fn.ADD || f == Fn.MIN || f == Fn.MAX || f == Fn.AND || f == Fn.OR;
    }

    private void gather(Node n, Fn function, List<Integer> into) {
        if (n instanceof Node.Apply a && a.function() == function) {
            a.arguments().forEach(x -> gather(x, function, into));
        } else {
            into.add(number(n));
        }
    }
}
