package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The algebra that {@link Graph} does while it makes a node. Every rule keeps the value, up to rounding, wherever the original is finite. */
final class Simplify {
    private Simplify() {}

    /** A simpler node that equals the application, or null. */
    static Node apply(Graph g, Fn fn, Node[] a) {
        boolean constant = true;
        for (Node x : a) {
            constant &= x instanceof Node.Const;
        }
        if (constant) {
            return g.constant(fn.evaluate(value(a[0]), a.length > 1 ? value(a[1]) : 0));
        }
        return switch (fn) {
            case NEGATE -> negate(g, a[0]);
            case ADD -> add(g, a[0], a[1]);
            case SUBTRACT -> subtract(g, a[0], a[1]);
            case MULTIPLY -> multiply(g, a[0], a[1]);
            case DIVIDE -> divide(g, a[0], a[1]);
            case POW -> pow(g, a[0], a[1]);
            case AND -> is(a[0], 0) || is(a[1], 0) ? g.constant(0) : a[0] instanceof Node.Const ? a[1] : a[1] instanceof Node.Const ? a[0] : null;
            case OR -> is(a[0], 1) || is(a[1], 1) ? g.constant(1) : a[0] instanceof Node.Const ? a[1] : a[1] instanceof Node.Const ? a[0] : null;
            default -> null;
        };
    }

    private static double value(Node n) {
        return ((Node.Const) n).value();
    }

    private static boolean is(Node n, double v) {
        return Graph.isConstant(n, v);
    }

    private static Node.Apply as(Node n, Fn fn) {
        Node inner = n instanceof Node.At at ? at.argument(0) : n;
        return inner instanceof Node.Apply ap && ap.function() == fn ? ap : null;
    }

    /** Argument {@code k} of {@code op}, which stands under {@code n} (perhaps an At), in n's frame. */
    private static Node argumentOf(Graph g, Node n, Node.Apply op, int k) {
        Node x = op.argument(k);
        return n instanceof Node.At at ? g.at(x, at.positions(), at.arity()) : x;
    }

    private static Node negate(Graph g, Node x) {
        Node.Apply neg = as(x, Fn.NEGATE);
        return neg != null ? argumentOf(g, x, neg, 0) : null;
    }

    private static Node add(Graph g, Node a, Node b) {
        if (is(a, 0)) {
            return b;
        }
        if (is(b, 0)) {
            return a;
        }
        Node.Apply nb = as(b, Fn.NEGATE);
        if (nb != null) {
            return g.subtract(a, argumentOf(g, b, nb, 0));
        }
        if (a == b) {
            return g.multiply(g.constant(2), a);
        }
        Node.Apply na = as(a, Fn.NEGATE);
        return na != null ? g.subtract(b, argumentOf(g, a, na, 0)) : factored(g, Fn.ADD, a, b);
    }

    private static Node subtract(Graph g, Node a, Node b) {
        if (is(b, 0)) {
            return a;
        }
        if (is(a, 0)) {
            return g.negate(b);
        }
        if (a == b) {
            return g.constant(0);
        }
        Node.Apply nb = as(b, Fn.NEGATE);
        if (nb != null) {
            return g.add(a, argumentOf(g, b, nb, 0));
        }
        Node.Apply na = as(a, Fn.NEGATE);
        return na != null ? g.negate(g.add(argumentOf(g, a, na, 0), b)) : factored(g, Fn.SUBTRACT, a, b);
    }

    /** a·(b ± c) for a·b ± a·c, where that is work for each pair of neighbors; or null. */
    private static Node factored(Graph g, Fn fn, Node a, Node b) {
        if (a.arity() < 2 || a.arity() != b.arity()) {
            return null;
        }
        List<Node> p = new ArrayList<>(), q = new ArrayList<>(), common = new ArrayList<>();
        factors(a, p);
        factors(b, q);
        for (Node x : List.copyOf(p)) {
            if (x.arity() > 0 && q.remove(x)) {
                p.remove(x);
                common.add(x);
            }
        }
        return common.isEmpty() ? null : g.multiply(product(g, common), g.apply(fn, product(g, p), product(g, q)));
    }

    private static void factors(Node x, List<Node> into) {
        if (x instanceof Node.Apply m && m.function() == Fn.MULTIPLY) {
            m.arguments().forEach(y -> factors(y, into));
        } else {
            into.add(x);
        }
    }

    private static Node product(Graph g, List<Node> factors) {
        Node product = g.constant(1);
        for (Node x : factors) {
            product = g.multiply(product, x);
        }
        return product;
    }

    private static Node multiply(Graph g, Node a, Node b) {
        if (is(a, 0) || is(b, 0)) {
            return g.constant(0);
        }
        if (is(a, 1)) {
            return b;
        }
        if (is(b, 1)) {
            return a;
        }
        if (is(a, -1)) {
            return g.negate(b);
        }
        if (is(b, -1)) {
            return g.negate(a);
        }
        Node.Apply na = as(a, Fn.NEGATE);
        if (na != null) {
            return g.negate(g.multiply(argumentOf(g, a, na, 0), b));
        }
        Node.Apply nb = as(b, Fn.NEGATE);
        if (nb != null) {
            return g.negate(g.multiply(a, argumentOf(g, b, nb, 0)));
        }
        // Constants meet: c1·(c2·x) = (c1·c2)·x.
        if (g.isKnown(a) && knownFactor(g, b) >= 0) {
            return foldFactor(g, a, b);
        }
        if (g.isKnown(b) && knownFactor(g, a) >= 0) {
            return foldFactor(g, b, a);
        }
        return null;
    }

    /** The place of a factor that is known, or −1. */
    private static int knownFactor(Graph g, Node n) {
        Node.Apply m = as(n, Fn.MULTIPLY);
        return m == null || g.isKnown(n) ? -1 : g.isKnown(m.argument(0)) ? 0 : g.isKnown(m.argument(1)) ? 1 : -1;
    }

    private static Node foldFactor(Graph g, Node known, Node product) {
        Node.Apply m = as(product, Fn.MULTIPLY);
        int k = knownFactor(g, product);
        return g.multiply(g.multiply(known, argumentOf(g, product, m, k)), argumentOf(g, product, m, 1 - k));
    }

    private static Node divide(Graph g, Node a, Node b) {
        if (is(a, 0)) {
            return a;
        }
        if (is(b, 1)) {
            return a;
        }
        Node.Apply na = as(a, Fn.NEGATE);
        return na != null ? g.negate(g.divide(argumentOf(g, a, na, 0), b)) : null;
    }

    private static Node pow(Graph g, Node x, Node n) {
        if (!(n instanceof Node.Const c)) {
            return null;
        }
        double v = c.value();
        if (v == 0) {
            return g.constant(1);
        }
        if (v == 1) {
            return x;
        }
        if (v == 2) {
            return g.multiply(x, x);
        }
        if (v == 0.5) {
            return g.apply(Fn.SQRT, x);
        }
        if (v == -1) {
            return g.divide(g.constant(1), x);
        }
        return null;
    }

    static Node reduce(Graph g, Node.Reduce.Kind kind, Frame frame, int eliminated, Node body) {
        boolean sum = kind == Node.Reduce.Kind.SUM;
        if (is(body, sum ? 0 : 1) && frame.ranges().stream().filter(r -> r != null).count() == 1) {
            return body;
        }
        if (is(body, 0) && sum) {
            return body;
        }
        // A kept position that neither the body nor a relation nor a range asks for is no position of this sum.
        int[] seen = Graph.positionsSeen(body);
        for (int p = frame.arity() - 1; p >= 0; p--) {
            if (p != eliminated && frame.ranges().get(p) == null && Arrays.binarySearch(seen, p) < 0 && isFree(frame, p)) {
                return dropPosition(g, kind, frame, eliminated, body, p);
            }
        }
        if (sum) {
            Node hoisted = hoist(g, frame, eliminated, body);
            if (hoisted != null) {
                return hoisted;
            }
        }
        return g.rawReduce(kind, frame, eliminated, body);
    }

    private static boolean isFree(Frame frame, int p) {
        for (int q = 0; q < frame.arity(); q++) {
            if (q != p && frame.relation(p, q) != Relation.FREE) {
                return false;
            }
        }
        return true;
    }

    private static Node dropPosition(Graph g, Node.Reduce.Kind kind, Frame frame, int eliminated, Node body, int p) {
        Node smaller = body;
        if (body instanceof Node.At at) {
            int[] positions = at.positions();
            for (int k = 0; k < positions.length; k++) {
                positions[k] -= positions[k] > p ? 1 : 0;
            }
            smaller = g.at(at.argument(0), positions, frame.arity() - 1);
        }
        Node reduced = g.reduce(kind, frame.without(p), eliminated - (eliminated > p ? 1 : 0), smaller);
        // The result's positions are the kept ones without p, seen from the kept ones with p.
        int[] places = new int[frame.arity() - 2];
        int pKept = p - (eliminated < p ? 1 : 0);
        for (int k = 0; k < places.length; k++) {
            places[k] = k < pKept ? k : k + 1;
        }
        return g.at(reduced, places, frame.arity() - 1);
    }

    /** a·Σ b for Σ a·b where a does not see the summed position, or null. */
    private static Node hoist(Graph g, Frame frame, int eliminated, Node body) {
        for (int p = 0; p < frame.arity(); p++) {
            if (p != eliminated && frame.ranges().get(p) != null) {
                return null;
            }
        }
        if (body instanceof Node.Apply ap && ap.function() == Fn.NEGATE) {
            return g.negate(g.sum(frame, eliminated, ap.argument(0)));
        }
        Product product = Product.of(g, body, eliminated);
        if (product.inner() == null || product.inner().arity() == 0) {
            return null;
        }
        if (product.outer() == null) {
            // What is of the summed neighbor alone apart from the rest, which other sums may share.
            return product.inner() == body ? null : g.sum(frame, eliminated, product.inner());
        }
        Node sum = g.sum(frame, eliminated, product.inner());
        return g.multiply(product.outer(), sum);
    }

    /**
     * A product divided by what its factors see; null stands for an empty product. The rest keeps its own products, so that others share them.
     *
     * @param outer factors that do not see the summed position, in the frame without it
     * @param own factors that see nothing else
     */
    private record Product(Graph g, Node outer, Node own, Node rest) {

        static Product of(Graph g, Node x, int eliminated) {
            int[] seen = Graph.positionsSeen(x);
            if (Arrays.binarySearch(seen, eliminated) < 0) {
                return Finite.outsideSums(x) ? new Product(g, project(g, x, eliminated), null, null) : new Product(g, null, null, x);
            }
            if (seen.length == 1 && x.arity() > 1) {
                return new Product(g, null, x, null);
            }
            if (x instanceof Node.Apply a && a.function() == Fn.MULTIPLY) {
                Product p = of(g, a.argument(0), eliminated), q = of(g, a.argument(1), eliminated);
                return new Product(g, times(g, p.outer, q.outer), times(g, p.own, q.own), times(g, p.rest, q.rest));
            }
            if (x instanceof Node.Apply a && a.function() == Fn.DIVIDE) {
                Product p = of(g, a.argument(0), eliminated);
                Node divisor = a.argument(1);
                if (Arrays.binarySearch(Graph.positionsSeen(divisor), eliminated) < 0 && Finite.isNonZeroOutsideSums(divisor)) {
                    return new Product(g, g.divide(p.outer == null ? g.constant(1) : p.outer, project(g, divisor, eliminated)), p.own, p.rest);
                }
                if (p.outer != null && !Graph.isConstant(p.outer, 1)) {
                    return new Product(g, p.outer, p.own, g.divide(p.rest == null ? g.constant(1) : p.rest, divisor));
                }
            }
            return new Product(g, null, null, x);
        }

        private static Node times(Graph g, Node a, Node b) {
            return a == null ? b : b == null ? a : g.multiply(a, b);
        }

        Node inner() {
            return times(g, own, rest);
        }
    }

    /** A node that does not see one position, in the frame without that position. */
    private static Node project(Graph g, Node x, int eliminated) {
        if (x.arity() == 0) {
            return x;
        }
        Node.At at = (Node.At) x;
        int[] p = at.positions();
        for (int k = 0; k < p.length; k++) {
            p[k] -= p[k] > eliminated ? 1 : 0;
        }
        return g.at(at.argument(0), p, x.arity() - 1);
    }
}
