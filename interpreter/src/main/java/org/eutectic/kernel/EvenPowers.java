package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;

/**
 * Sums of powers of a bond's distance, all of them even, written in r²: a Lennard-Jones force needs neither a root nor a second division. Products are taken apart, since
 * it is the force divided by r, not the force, whose powers are even.
 */
final class EvenPowers {
    /** Longer sums are not worth the products, and a wide power range loses digits. */
    private static final int MOST_TERMS = 4;
    private static final int LARGEST_POWER = 40;
    private final Graph g;
    private final Map<Node, TreeMap<Integer, Node>> known = new HashMap<>();

    EvenPowers(Graph g) {
        this.g = g;
    }

    /** A value as far as it is a sum of even powers, times the factors that are none; null where there is nothing to gain. */
    Rewritten of(Node n) {
        if (n.arity() != 1 || !(n instanceof Node.Apply)) {
            return null;
        }
        List<Node> factors = new ArrayList<>(), others = new ArrayList<>();
        collect(n, factors);
        TreeMap<Integer, Node> product = one();
        for (Node f : factors) {
            TreeMap<Integer, Node> p = powers(f);
            TreeMap<Integer, Node> next = p == null ? null : times(product, p);
            if (next == null) {
                others.add(f);
            } else {
                product = next;
            }
        }
        boolean even = product.keySet().stream().allMatch(e -> e % 2 == 0), trivial = product.keySet().stream().allMatch(e -> e == 0);
        return even && !trivial ? new Rewritten(sum(product), others) : null;
    }

    /** A value's sum of even powers, and what is to be multiplied with it. */
    record Rewritten(Node sum, List<Node> others) {}

    private void collect(Node n, List<Node> factors) {
        if (n instanceof Node.Apply a && a.function() == Fn.MULTIPLY) {
            collect(a.argument(0), factors);
            collect(a.argument(1), factors);
        } else if (n instanceof Node.Apply a && a.function() == Fn.NEGATE) {
            factors.add(g.constant(-1));
            collect(a.argument(0), factors);
        } else if (n instanceof Node.Apply a && a.function() == Fn.DIVIDE && powers(a.argument(1)) != null && powers(a.argument(1)).size() == 1) {
            collect(a.argument(0), factors);
            factors.add(g.divide(g.constant(1), a.argument(1)));
        } else {
            factors.add(n);
        }
    }

    private TreeMap<Integer, Node> one() {
        return new TreeMap<>(Map.of(0, g.constant(1)));
    }

    /** The coefficients by powers of r, or null. */
    private TreeMap<Integer, Node> powers(Node n) {
        if (!known.containsKey(n)) {
            known.put(n, find(n));
        }
        return known.get(n);
    }

    private TreeMap<Integer, Node> find(Node n) {
        if (n instanceof Node.Distance) {
            return new TreeMap<>(Map.of(1, g.constant(1)));
        }
        if (n instanceof Node.Const || n instanceof Node.Param) {
            return new TreeMap<>(Map.of(0, n));
        }
        if (!(n instanceof Node.Apply a)) {
            return null;
        }
        return switch (a.function()) {
            case NEGATE -> times(powers(a.argument(0)), new TreeMap<>(Map.of(0, g.constant(-1))));
            case ADD, SUBTRACT -> plus(powers(a.argument(0)), powers(a.argument(1)), a.function());
            case MULTIPLY -> times(powers(a.argument(0)), powers(a.argument(1)));
            case DIVIDE -> times(powers(a.argument(0)), power(powers(a.argument(1)), -1));
            case POW -> a.argument(1) instanceof Node.Const c && c.value() == Math.rint(c.value()) && Math.abs(c.value()) <= LARGEST_POWER
                ? power(powers(a.argument(0)), (int) c.value()) : null;
            default -> null;
        };
    }

    private TreeMap<Integer, Node> plus(TreeMap<Integer, Node> a, TreeMap<Integer, Node> b, Fn fn) {
        if (a == null || b == null) {
            return null;
        }
        TreeMap<Integer, Node> sum = new TreeMap<>(a);
        b.forEach((e, c) -> sum.merge(e, fn == Fn.ADD ? c : g.negate(c), g::add));
        return limited(sum);
    }

    private TreeMap<Integer, Node> times(TreeMap<Integer, Node> a, TreeMap<Integer, Node> b) {
        if (a == null || b == null) {
            return null;
        }
        TreeMap<Integer, Node> product = new TreeMap<>();
        a.forEach((d, c) -> b.forEach((e, f) -> product.merge(d + e, g.multiply(c, f), g::add)));
        return limited(product);
    }

    /** A whole power of one term. */
    private TreeMap<Integer, Node> power(TreeMap<Integer, Node> a, int n) {
        if (a == null || a.size() != 1) {
            return null;
        }
        Node c = a.firstEntry().getValue();
        Node power = n == -1 ? g.divide(g.constant(1), c) : g.pow(c, g.constant(n));
        return limited(new TreeMap<>(Map.of(n * a.firstKey(), power)));
    }

    private static TreeMap<Integer, Node> limited(TreeMap<Integer, Node> p) {
        p.values().removeIf(c -> Graph.isConstant(c, 0));
        return p.isEmpty() || p.size() > MOST_TERMS || p.firstKey() < -LARGEST_POWER || p.lastKey() > LARGEST_POWER ? null : p;
    }

    /** Horner's scheme from the power farthest from zero inward, in 1/r² for negative powers and in r² for positive ones. */
    private Node sum(TreeMap<Integer, Node> p) {
        Node square = g.squaredDistance(), below = null, above = null;
        Node inverse = g.divide(g.constant(1), square);
        int last = 0;
        for (Map.Entry<Integer, Node> e : p.headMap(0, false).entrySet()) {
            below = below == null ? e.getValue() : g.add(g.multiply(below, raise(inverse, (e.getKey() - last) / 2)), e.getValue());
            last = e.getKey();
        }
        if (below != null) {
            below = g.multiply(below, raise(inverse, -last / 2));
        }
        last = 0;
        for (Map.Entry<Integer, Node> e : p.tailMap(0, false).descendingMap().entrySet()) {
            above = above == null ? e.getValue() : g.add(g.multiply(above, raise(square, (last - e.getKey()) / 2)), e.getValue());
            last = e.getKey();
        }
        if (above != null) {
            above = g.multiply(above, raise(square, last / 2));
        }
        Node sum = p.getOrDefault(0, g.constant(0));
        sum = below == null ? sum : g.add(sum, below);
        return above == null ? sum : g.add(sum, above);
    }

    private Node raise(Node x, int n) {
        if (n <= 1) {
            return n == 0 ? g.constant(1) : x;
        }
        Node half = raise(x, n / 2), squared = g.multiply(half, half);
        return n % 2 == 0 ? squared : g.multiply(squared, x);
    }
}
