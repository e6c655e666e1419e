package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int LARGEST_POWER = 64;
    private final Graph g;
    private final List<Range> chain;
    private final Range largest;
    private final boolean squared;
    private final EvenPowers evenPowers;
    private final Map<Node, Node> done = new HashMap<>();

    /**
     * @param chain ranges that are prefixes of the lanes, smallest first
     * @param squared whether the lanes hold r² and not r
     */
    Expand(Graph g, List<Range> chain, boolean squared) {
        this.g = g;
        this.squared = squared;
        this.evenPowers = new EvenPowers(g);
        this.chain = chain;
        this.largest = chain.getLast();
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
        EvenPowers.Rewritten even = squared ? evenPowers.of(n) : null;
        if (even != null) {
            Node product = even.sum();
            for (Node other : even.others()) {
                product = g.multiply(product, of(other));
            }
            return product;
        }
        return switch (n) {
            case Node.Distance d -> squared ? g.apply(Fn.SQRT, g.squaredDistance()) : d;
            case Node.Cosine c -> cosine(0, 1, 2);
            case Node.Separation s -> separation(0, 1, 2);
            case Node.At a when a.argument(0) instanceof Node.Cosine -> cosine(a.positions()[0], a.positions()[1], a.arity());
            case Node.At a when a.argument(0) instanceof Node.Separation -> separation(a.positions()[0], a.positions()[1], a.arity());
            case Node.At a -> g.at(of(a.argument(0)), a.positions(), a.arity());
            case Node.Apply a -> {
                Node[] args = a.arguments().stream().map(this::of).toArray(Node[]::new);
                yield switch (a.function()) {
                    case DIVIDE -> quotient(args[0], args[1]);
                    case POW -> power(args[0], args[1]);
                    case LESS, LESS_EQUAL -> isBeyond(args[0], args[1]) ? g.constant(1) : g.apply(a.function(), args);
                    case GREATER, GREATER_EQUAL -> isBeyond(args[0], args[1]) ? g.constant(0) : g.apply(a.function(), args);
                    default -> g.apply(a.function(), args);
                };
            }
            case Node.Select s -> g.select(of(s.condition()), of(s.then()), of(s.otherwise()));
            case Node.SpeciesSwitch s -> {
                List<Node> cases = new ArrayList<>();
                s.arguments().forEach(x -> cases.add(of(x)));
                yield g.speciesSwitch(s.slots(), s.caseOf(), cases, s.arity());
            }
            case Node.Spline s -> g.with(s, java.util.List.of(of(s.argument(0))));
            case Node.Neighbor x -> g.neighbor(of(x.argument(0)));
            case Node.Gather x -> {
                yield g.gather(largest, inside(x.range(), of(x.argument(0))));
            }
            case Node.PairSum s -> g.pairSum(largest, inside(s.range(), of(s.toCenter())), inside(s.range(), of(s.toNeighbor())));
            case Node.Reduce r -> reduce(r);
            case Node.ProductOfOthers p -> {
                Range range = p.frame().ranges().get(p.excluded());
                yield g.productOfOthers(unmasked(p.frame()).withRange(p.excluded(), cover(range)), p.excluded(),
                    limited(of(p.body()), range, p.excluded(), p.frame().arity(), 1));
            }
            case Node.Moments m -> g.ofDirection(largest, m.orders(),
                java.util.stream.Stream.concat(m.rows().stream().map(x -> inside(m.range(), of(x))), m.direction().stream().map(this::of)).toList());
            case Node.Network _, Node.NetworkValue _, Node.NetworkReverse _, Node.NetworkSlope _, Node.Moment _, Node.MomentReverse _, Node.MomentSlope _ -> g.with(n, n.arguments().stream().map(this::of).toList());
            case Node.Inside i -> i.range().covers(largest) ? g.constant(1) : i;
            default -> n;
        };
    }

    /** Whether no lane is as far as a limit, so that what a choice has for greater distances is never asked for. */
    private boolean isBeyond(Node distance, Node limit) {
        if (distance != of(g.distance())) {
            return false;
        }
        return limit instanceof Node.Const c ? c.value() >= largest.max()
            : limit instanceof Node.Param p && Arrays.equals(p.slots(), new int[] {-1, 0}) && new Range(g.species(), p.table().values()).covers(largest);
    }

    private Node inside(Range range, Node body) {
        return range.covers(largest) ? body : g.select(g.inside(range), body, g.constant(0));
    }

    /** Quotients by one number share its reciprocal: a division takes the time of several products. */
    private Node quotient(Node a, Node b) {
        // x^n/x, a power's slope, is finite where 1/x may not be.
        boolean slope = a instanceof Node.Apply p && p.function() == Fn.POW && p.argument(0) == b;
        return slope || Graph.isConstant(a, 1) || b instanceof Node.Const c && !isOrdinary(1 / c.value()) ? g.divide(a, b) : g.multiply(a, g.divide(g.constant(1), b));
    }

    private static boolean isOrdinary(double x) {
        return Math.abs(x) >= Double.MIN_NORMAL && Double.isFinite(x);
    }

    /** Powers with a whole or half exponent as products, so that x⁶ and x¹² share theirs. */
    private Node power(Node x, Node exponent) {
        if (!(exponent instanceof Node.Const c) || 2 * c.value() != Math.rint(2 * c.value()) || Math.abs(c.value()) > LARGEST_POWER) {
            return g.pow(x, exponent);
        }
        double size = Math.abs(c.value());
        int n = (int) size;
        Node power = n == size ? wholePower(x, n) : g.multiply(wholePower(x, n), g.apply(Fn.SQRT, x));
        return c.value() < 0 ? g.divide(g.constant(1), power) : power;
    }

    private Node wholePower(Node x, int n) {
        if (n <= 1) {
            return n == 0 ? g.constant(1) : x;
        }
        Node half = wholePower(x, n / 2);
        Node square = g.multiply(half, half);
        return n % 2 == 0 ? square : g.multiply(square, x);
    }

    private Node reduce(Node.Reduce r) {
        Frame frame = r.frame();
        Range range = frame.ranges().get(r.eliminated());
        double neutral = r.kind() == Node.Reduce.Kind.SUM ? 0 : 1;
        Node result;
        if (r.arity() == 0) {
            Node body = of(r.body());
            result = g.reduce(r.kind(), Frame.of(largest), 0, range.covers(largest) ? body : g.select(g.inside(range), body, g.constant(neutral)));
        } else {
            Node body = limited(of(r.body()), range, r.eliminated(), frame.arity(), neutral);
            result = g.reduce(r.kind(), unmasked(frame).withRange(r.eliminated(), cover(range)), r.eliminated(), body);
            if (!(result instanceof Node.Reduce same && same.arity() == r.arity())) {
                // Without its mask the body may see fewer positions, and a sum of fewer has come of it: that one is not expanded yet.
                result = of(result);
            }
        }
        for (int p = 0, kept = 0; p < frame.arity(); p++) {
            if (p != r.eliminated()) {
                Range limit = frame.ranges().get(p);
                if (limit != null && !limit.covers(largest)) {
                    result = g.select(g.at(g.inside(limit), new int[] {kept}, r.arity()), result, g.constant(0));
                }
                kept++;
            }
        }
        return result;
    }

    /** The smallest prefix of the lanes that holds a range. */
    private Range cover(Range range) {
        return chain.stream().filter(c -> c.covers(range)).findFirst().orElse(largest);
    }

    /** The body inside a range which is no prefix, and the neutral element outside. */
    private Node limited(Node body, Range range, int position, int arity, double neutral) {
        return cover(range).equals(range) ? body : g.select(g.at(g.inside(range), new int[] {position}, arity), body, g.constant(neutral));
    }

    private static Frame unmasked(Frame frame) {
        Frame f = frame;
        for (int p = 0; p < frame.arity(); p++) {
            f = f.withRange(p, null);
        }
        return f;
    }

    private Node component(int axis, int position, int arity) {
        return g.at(g.component(axis), new int[] {position}, arity);
    }

    /** The product of the two unit vectors, which are values of the bonds. */
    private Node cosine(int p, int q, int arity) {
        Node dot = g.constant(0);
        for (int axis = 0; axis < 3; axis++) {
            Node unit = of(g.unit(axis));
            dot = g.add(dot, g.multiply(g.at(unit, new int[] {p}, arity), g.at(unit, new int[] {q}, arity)));
        }
        return dot;
    }

    private Node separation(int p, int q, int arity) {
        Node sum = g.constant(0);
        for (int axis = 0; axis < 3; axis++) {
            Node d = g.subtract(component(axis, q, arity), component(axis, p, arity));
            sum = g.add(sum, g.multiply(d, d));
        }
        return g.apply(Fn.SQRT, sum);
    }
}
