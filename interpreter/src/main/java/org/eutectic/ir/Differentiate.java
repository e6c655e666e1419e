package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reverse-mode differentiation of a site energy with respect to the bond vectors d[i,j], and to charges where that is asked for.
 *
 * <p>Each node's adjoint (dE/dnode) is a node of the same graph, so forces are simplified and shared like everything else. The reverse of a
 * reduction is a broadcast, the reverse of a broadcast (a value of fewer positions used in a frame of more) a reduction over the other positions,
 * and the reverse of a neighbour's value a sum over the bonds that point to the atom. A value of two or more positions has one
 * adjoint for each frame it is used in; that of a bond value is merged over ranges.
 */
public final class Differentiate {
    private final Graph g;
    private final Adjoint adjoint;
    private final SiteEnergy site;
    private final Map<Node, Boolean> active = new HashMap<>();
    /** Pending adjoints by node id, then by frame (null for atom values). */
    private final TreeMap<Integer, Map<Frame, Node>> pending = new TreeMap<>();
    private final Map<Integer, Node> byId = new HashMap<>();
    private final Map<Range, Node[]> gradient = new LinkedHashMap<>();
    /** Adjoints of the outputs of networks and of moments. */
    private final Map<Node, Node[]> outputs = new HashMap<>();
    private Node charge;

    private Differentiate(SiteEnergy site) {
        this.site = site;
        this.g = site.graph();
        this.adjoint = new Adjoint(g);
        charge = site.wantsChargeSlopes() ? g.constant(0) : null;
    }

    /** The gradient of a site energy, in the same graph. */
    public static Gradient of(SiteEnergy site) {
        // A graph grows while it is differentiated, and several force fields may share one.
        synchronized (site.graph()) {
            return new Differentiate(site).run();
        }
    }

    private Gradient run() {
        add(site.energy(), null, g.constant(1));
        while (!pending.isEmpty()) {
            Map.Entry<Integer, Map<Frame, Node>> last = pending.pollLastEntry();
            Node node = byId.get(last.getKey());
            if (node instanceof Node.Network network) {
                new NetworkAdjoint(g, adjoint, network).slopes(outputs.get(network)).forEach((input, slope) -> addArgument(input, null, slope));
            } else if (node instanceof Node.Moments moments) {
                Node.MomentReverse reverse = g.momentReverse(moments, List.of(outputs.get(moments)));
                for (int k = 0; k < moments.arguments().size(); k++) {
                    add(moments.argument(k), Frame.of(moments.range()), g.momentSlope(reverse, k));
                }
            } else if (node.arity() == 1) {
                Map.Entry<Range, Node> merged = merge(last.getValue());
                propagate(node, Frame.of(merged.getKey()), merged.getValue());
            } else {
                last.getValue().forEach((frame, value) -> propagate(node, frame, value));
            }
        }
        Node[] total = {g.constant(0), g.constant(0), g.constant(0)};
        gradient.forEach((range, parts) -> {
            for (int a = 0; a < 3; a++) {
                total[a] = adjoint.sum(total[a], masked(range, site.cutoff(), parts[a]));
            }
        });
        return new Gradient(site, total[0], total[1], total[2], charge);
    }

    /** {@code value} inside {@code range} and zero outside, where only bonds inside {@code domain} are asked about. */
    private Node masked(Range range, Range domain, Node value) {
        return range.covers(domain) ? value : g.select(g.inside(range), value, g.constant(0));
    }

    private Map.Entry<Range, Node> merge(Map<Frame, Node> parts) {
        Range union = null;
        for (Frame f : parts.keySet()) {
            Range r = f.ranges().get(0);
            union = union == null ? r : union.union(r);
        }
        Node total = g.constant(0);
        for (Map.Entry<Frame, Node> e : parts.entrySet()) {
            total = adjoint.sum(total, masked(e.getKey().ranges().get(0), union, e.getValue()));
        }
        return Map.entry(union, total);
    }

    private boolean isActive(Node n) {
        Boolean known = active.get(n);
        if (known == null) {
            known = n instanceof Node.Distance || n instanceof Node.Component || n instanceof Node.Cosine || n instanceof Node.Separation || charge != null && isCharge(n);
            for (Node a : n.arguments()) {
                known |= isActive(a);
            }
            known &= !n.isCondition();
            active.put(n, known);
        }
        return known;
    }

    private static boolean isCharge(Node n) {
        return n instanceof Node.Property p && p.kind() == Node.Property.Kind.CHARGE;
    }

    private void add(Node node, Frame frame, Node value) {
        if (!isActive(node) || Graph.isConstant(value, 0)) {
            return;
        }
        byId.put(node.id(), node);
        pending.computeIfAbsent(node.id(), k -> new LinkedHashMap<>()).merge(frame, value, adjoint::sum);
    }

    /** Adds to the adjoint of an argument that stands in an operation of the given frame: atom values take the sum over the frame. */
    private void addArgument(Node argument, Frame frame, Node value) {
        if (frame != null && argument.arity() == 0) {
            add(argument, null, reduceTo(new int[0], frame, value));
        } else {
            add(argument, frame, value);
        }
    }

    /** The sum of a frame's values over all positions but the kept ones. */
    private Node reduceTo(int[] kept, Frame frame, Node value) {
        Node v = value;
        Frame f = frame;
        for (int p = frame.arity() - 1; p >= 0; p--) {
            if (Arrays.binarySearch(kept, p) < 0) {
                v = g.sum(onlyEliminated(f, p), p, v);
                f = f.without(p);
            }
        }
        return v;
    }

    /** Kept positions carry no range: whoever uses the result sums over, or masks to, their range. */
    private static Frame onlyEliminated(Frame f, int p) {
        Frame out = f;
        for (int q = 0; q < f.arity(); q++) {
            if (q != p) {
                out = out.withRange(q, null);
            }
        }
        return out;
    }

    private void propagate(Node node, Frame frame, Node bar) {
        switch (node) {
            case Node.Apply a -> {
                for (int k = 0; k < a.arguments().size(); k++) {
                    if (isActive(a.argument(k))) {
                        addArgument(a.argument(k), frame, adjoint.scale(bar, a.function().derivative(g, k, a.arguments(), a)));
                    }
                }
            }
            case Node.Select s -> {
                addArgument(s.then(), frame, g.select(s.condition(), bar, g.constant(0)));
                addArgument(s.otherwise(), frame, g.select(s.condition(), g.constant(0), bar));
            }
            case Node.SpeciesSwitch s -> {
                for (int k = 0; k < s.arguments().size(); k++) {
                    List<Node> cases = new ArrayList<>();
                    for (int m = 0; m < s.arguments().size(); m++) {
                        cases.add(m == k ? bar : g.constant(0));
                    }
                    addArgument(s.argument(k), frame, g.speciesSwitch(s.slots(), s.caseOf(), cases, s.arity()));
                }
            }
            case Node.Spline s -> addArgument(s.argument(0), frame, adjoint.scale(bar, g.spline(s, s.order() + 1, s.slots(), s.argument(0), s.arity())));
            case Node.At a -> {
                int[] p = a.positions();
                if (a.arity() == 3 && a.argument(0) instanceof Node.Cosine) {
                    cosine(p, frame, bar);
                    return;
                }
                if (a.arity() == 3 && a.argument(0) instanceof Node.Separation) {
                    separation(a, p, frame, bar);
                    return;
                }
                add(a.argument(0), restrict(frame, p), reduceTo(p, frame, bar));
            }
            case Node.NetworkValue v -> output(v.network(), v.output(), v.network().weights().shape().outputs(), bar);
            case Node.Moment m -> output(m.moments(), m.entry(), m.moments().rows().size() * m.moments().columns(), bar);
            case Node.Neighbor n -> add(n.argument(0), null, g.gather(frame.ranges().get(0), bar));
            case Node.Reduce r -> reduction(r, frame, bar);
            case Node.Distance d -> {
                for (int axis = 0; axis < 3; axis++) {
                    gradient(frame, axis, adjoint.scale(bar, g.unit(axis)));
                }
            }
            case Node.Component c -> gradient(frame, c.axis(), bar);
            case Node.Property p -> charge = adjoint.sum(charge, bar);
            case Node.Cosine c -> cosine(new int[] {0, 1}, frame, bar);
            case Node.Separation s -> separation(s, new int[] {0, 1}, frame, bar);
            default -> throw new IllegalStateException("no derivative of " + node.getClass().getSimpleName());
        }
    }

    /** The adjoint of one of several values that one node has. All of them come before the node, which takes their adjoints together. */
    private void output(Node of, int which, int count, Node bar) {
        Node[] bars = outputs.computeIfAbsent(of, k -> {
            Node[] zeros = new Node[count];
            Arrays.fill(zeros, g.constant(0));
            return zeros;
        });
        bars[which] = adjoint.sum(bars[which], bar);
        byId.put(of.id(), of);
        pending.computeIfAbsent(of.id(), k -> new LinkedHashMap<>());
    }

    /** The frame of those positions alone. */
    private static Frame restrict(Frame frame, int[] positions) {
        Frame f = frame;
        for (int p = frame.arity() - 1; p >= 0; p--) {
            if (Arrays.binarySearch(positions, p) < 0) {
                f = f.without(p);
            }
        }
        return f;
    }

    private void reduction(Node.Reduce r, Frame outer, Node bar) {
        Frame frame = r.frame();
        int[] kept = new int[r.arity()];
        Node inside = bar;
        for (int p = 0, k = 0; p < frame.arity(); p++) {
            if (p != r.eliminated()) {
                Range own = frame.ranges().get(p), asked = outer.ranges().get(k);
                if (own != null && !own.covers(asked)) {
                    inside = g.select(g.at(g.inside(own), new int[] {k}, r.arity()), inside, g.constant(0));
                }
                frame = frame.withRange(p, asked);
                for (int q = 0; q < k; q++) {
                    // Which tuples are asked about is up to the frame outside.
                    frame = frame.withRelation(kept[q], p, outer.relation(q, k));
                }
                kept[k++] = p;
            }
        }
        Node lifted = g.at(inside, kept, frame.arity());
        if (r.kind() == Node.Reduce.Kind.PROD) {
            lifted = adjoint.scale(lifted, g.productOfOthers(r.frame(), r.eliminated(), r.body()));
        }
        addArgument(r.body(), frame, lifted);
    }

    private void gradient(Frame frame, int axis, Node value) {
        Node zero = g.constant(0);
        Node[] sums = gradient.computeIfAbsent(frame.ranges().get(0), k -> new Node[] {zero, zero, zero});
        sums[axis] = adjoint.sum(sums[axis], value);
    }

    /**
     * dcos/dd_j = (u_k − cos·u_j)/r_j with the unit vectors u, and the same with j and k exchanged; j and k stand at the given positions. Of the sum of
     * adjoint · u_k over k, the part along u_j goes: one projection for each bond instead of a product for each angle.
     */
    private void cosine(int[] at, Frame frame, Node bar) {
        for (int p = 0; p < 2; p++) {
            int[] kept = {at[p]};
            Frame bond = restrict(frame, kept);
            Node[] across = new Node[3];
            Node along = g.constant(0);
            for (int axis = 0; axis < 3; axis++) {
                across[axis] = reduceTo(kept, frame, adjoint.scale(bar, g.at(g.unit(axis), new int[] {at[1 - p]}, frame.arity())));
                along = adjoint.sum(along, adjoint.scale(across[axis], g.unit(axis)));
            }
            for (int axis = 0; axis < 3; axis++) {
                Node transverse = adjoint.sum(across[axis], g.negate(adjoint.scale(along, g.unit(axis))));
                gradient(bond, axis, adjoint.scale(transverse, g.divide(g.constant(1), g.distance())));
            }
        }
    }

    /** r_jk = |d_k − d_j|. */
    private void separation(Node s, int[] at, Frame frame, Node bar) {
        int[] first = {at[0]}, second = {at[1]};
        Node over = frame.relation(at[0], at[1]) == Relation.FREE
            // The same neighbour twice: a distance of zero has no direction.
            ? g.select(g.apply(Fn.EQUAL, s, g.constant(0)), g.constant(0), adjoint.scale(bar, g.divide(g.constant(1), s)))
            : adjoint.scale(bar, g.divide(g.constant(1), s));
        for (int axis = 0; axis < 3; axis++) {
            Node d = g.component(axis);
            Node jk = adjoint.scale(over, g.subtract(g.at(d, second, frame.arity()), g.at(d, first, frame.arity())));
            gradient(restrict(frame, second), axis, reduceTo(second, frame, jk));
            gradient(restrict(frame, first), axis, g.negate(reduceTo(first, frame, jk)));
        }
    }
}
