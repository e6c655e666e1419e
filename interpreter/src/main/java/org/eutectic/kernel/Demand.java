package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;

/**
 * Where each value of a stage is needed, and so where it is computed: users are visited before what they use. A bond value is kept in a lane array when
 * a loop over second neighbours reads it, or when several loops need it and it is dear.
 */
final class Demand {
    final Order.Table order;
    private final java.util.function.Predicate<Node> given;
    private final List<Range> ranges;
    private final Map<Node, TreeSet<Order>> direct = new HashMap<>();
    private final Map<Node, TreeSet<Integer>> arrayUses = new HashMap<>();
    private final Map<Node, TreeSet<Integer>> atomUses = new HashMap<>();
    private final Map<Node, Set<Group>> groups = new HashMap<>();
    private final Set<Node> inLoops = new HashSet<>();
    final Set<Node> reached = new LinkedHashSet<>();
    /** Atom and bond values that are computed at one place, kept, and used elsewhere. */
    final Map<Node, Order> homes = new HashMap<>();
    /** So many operations on what is kept are made again rather than kept. */
    private static final int QUICK = 10;
    /** Bond values that a loop over second neighbours reads at its first position, by the points where it does. */
    final Map<Node, TreeSet<Order>> hoistedToLane = new HashMap<>();
    final Map<Node, Set<Group>> hoistedToPair = new HashMap<>();
    /** Values of two neighbours that a loop keeps for later ones, and who reads them. */
    final Map<Node, Group> keptPairs = new java.util.LinkedHashMap<>();
    final Map<Node, Set<Group>> pairReaders = new HashMap<>();
    private final boolean keepsPairs;
    /** The sums, products and products of others of each group. */
    final Map<Group, Set<Node>> members = new java.util.LinkedHashMap<>();

    /** @param keepsPairs whether values of pairs of neighbors may be kept from one loop to another */
    Demand(Order.Table order, java.util.function.Predicate<Node> given, List<Range> ranges, boolean keepsPairs) {
        this.order = order;
        this.given = given;
        this.ranges = ranges;
        this.keepsPairs = keepsPairs;
    }

    int rangeIndex(Range r) {
        if (r == null) {
            return ranges.size() - 1;
        }
        return ranges.indexOf(r);
    }

    /** The test that a neighbour is inside a range: of its place where the range is a prefix of the lanes, else of its distance. */
    Expression inside(Range r, int position) {
        int at = ranges.indexOf(r);
        return at >= 0 ? new Expression.Inside(position, at) : new Expression.Within(position, r);
    }

    /** Visits everything below the roots: {@code atomRoots} at the atom's scopes, {@code laneRoots} inside loops over neighbours. */
    void analyze(List<Node> atomRoots, Map<Node, Order> laneRoots) {
        List<Node> all = new ArrayList<>();
        atomRoots.forEach(n -> collect(n, all));
        laneRoots.keySet().forEach(n -> collect(n, all));
        atomRoots.forEach(n -> useAtom(n, order.of(n).loop()));
        laneRoots.forEach((n, at) -> {
            if (n.arity() == 1) {
                useLane(n, at);
            } else {
                useInLoop(n);
            }
        });
        all.sort(Comparator.comparingInt(Node::id).reversed());
        all.forEach(this::visit);
    }

    private void collect(Node n, List<Node> all) {
        if (!reached.add(n)) {
            return;
        }
        all.add(n);
        if (given.test(n) || n instanceof Node.Neighbor) {
            return;
        }
        n.arguments().forEach(a -> collect(a, all));
    }

    private void useAtom(Node n, int scope) {
        atomUses.computeIfAbsent(n, k -> new TreeSet<>()).add(scope);
    }

    private void useInLoop(Node n) {
        inLoops.add(n);
    }

    private void useLane(Node n, Order at) {
        if (n.arity() == 0) {
            useInLoop(n);
        } else {
            direct.computeIfAbsent(n, k -> new TreeSet<>()).add(new Order(at.loop(), at.inner(), 0));
        }
    }

    private void useGroup(Node n, Group group) {
        if (n.arity() == 0) {
            useInLoop(n);
        } else {
            groups.computeIfAbsent(n, k -> new LinkedHashSet<>()).add(group);
        }
    }

    private void visit(Node n) {
        if (given.test(n) || n.arity() == 0 && n.arguments().isEmpty()) {
            return;
        }
        switch (n.arity()) {
            case 0 -> visitAtom(n);
            case 1 -> visitLane(n);
            default -> visitGrouped(n);
        }
    }

    private void visitAtom(Node n) {
        TreeSet<Integer> scopes = atomUses.computeIfAbsent(n, k -> new TreeSet<>());
        if (StageNetworks.isNetwork(n)) {
            scopes.clear();
            scopes.add(order.of(n).loop());
            if (n instanceof Node.Moments) {
                n.arguments().forEach(x -> arrayUses.computeIfAbsent(x, k -> new TreeSet<>()).add(order.of(n).loop()));
                return;
            }
        } else if (inLoops.contains(n) || scopes.size() > 1) {
            homes.put(n, new Order(order.of(n).loop(), 0, 0));
            scopes.clear();
            scopes.add(order.of(n).loop());
        }
        if (n instanceof Node.Reduce r) {
            useLane(r.body(), order.of(r.body()));
        } else {
            n.arguments().forEach(a -> scopes.forEach(s -> useAtom(a, s)));
        }
    }

    private void visitLane(Node n) {
        if (n instanceof Node.Neighbor || n instanceof Node.MomentSlope) {
            return;
        }
        TreeSet<Order> uses = direct.computeIfAbsent(n, k -> new TreeSet<>());
        TreeSet<Integer> arrays = arrayUses.getOrDefault(n, new TreeSet<>());
        Order ready = order.of(n);
        boolean scattered = n instanceof Node.Reduce r && r.eliminated() == 0 || n instanceof Node.ProductOfOthers;
        if (scattered) {
            addMember(n);
            return;
        }
        boolean born = n instanceof Node.Reduce;
        TreeSet<Integer> loops = new TreeSet<>();
        uses.forEach(u -> loops.add(u.loop()));
        boolean stored = !n.arguments().isEmpty() && (born || !arrays.isEmpty() || loops.size() > 1 && isDear(n));
        if (stored) {
            arrays.forEach(a -> loops.add(a - 1));
            int loop = born ? ready.loop() - 1 : Math.max(ready.loop(), loops.first());
            int inner = loop == ready.loop() ? ready.inner() : 0;
            Order home = new Order(loop, inner, 0);
            homes.put(n, home);
            uses.clear();
            uses.add(home);
        }
        if (n instanceof Node.Reduce) {
            addMember(n);
        } else {
            for (Node a : n.arguments()) {
                uses.forEach(u -> useLane(a, u));
            }
        }
    }

    /** The group in which a sum, product or product of others over second neighbours runs, and the demand of its body there. */
    private void addMember(Node n) {
        Node body = n.argument(0);
        Order at = order.of(body);
        if (n instanceof Node.ProductOfOthers p && p.arity() == 1) {
            useLane(body, at);
            return;
        }
        Frame frame = n instanceof Node.Reduce r ? r.frame() : ((Node.ProductOfOthers) n).frame();
        Group group = pairGroup(frame, at, 0);
        if (frame.arity() == 3) {
            throw new UnsupportedOperationException("a bond value from a sum over pairs of other neighbours");
        }
        members.computeIfAbsent(group, k -> new LinkedHashSet<>()).add(n);
        useGroup(body, group);
    }

    private Group pairGroup(Frame frame, Order at, int turn) {
        int outer = frame.ranges().get(0) == null ? -1 : rangeIndex(frame.ranges().get(0));
        if (outer == ranges.size() - 1) {
            outer = -1;
        }
        return new Group(null, new Order(at.loop(), at.inner(), 0), turn, outer, rangeIndex(frame.ranges().get(1)), List.of(frame.relation(0, 1)));
    }

    private void visitGrouped(Node n) {
        Set<Group> in = keptByFirst(n, groups.getOrDefault(n, Set.of()));
        switch (n) {
            case Node.At a -> in.forEach(group -> useAt(a, group));
            case Node.ProductOfOthers p when p.arity() == 2 -> in.forEach(reader -> {
                Group group = before(reader, p.frame());
                members.computeIfAbsent(group, k -> new LinkedHashSet<>()).add(p);
                useGroup(p.body(), group);
            });
            case Node.ProductOfOthers p -> in.forEach(group -> addTriple(p, p.frame(), p.body(), group.parent()));
            case Node.Reduce r when r.eliminated() == 2 -> in.forEach(group -> addTriple(r, r.frame(), r.body(), group));
            case Node.Reduce r when r.eliminated() == 1 -> in.forEach(reader -> {
                Group group = before(reader, r.frame());
                members.computeIfAbsent(group, k -> new LinkedHashSet<>());
                addTriple(r, r.frame(), r.body(), group);
            });
            case Node.Reduce r -> throw new UnsupportedOperationException("a value of two second neighbours summed over the first");
            default -> n.arguments().forEach(a -> in.forEach(group -> useGroup(a, group)));
        }
    }

    /**
     * Where several loops over the same second neighbours need a dear value, the first keeps it for the others.
     *
     * @return the groups that compute it
     */
    private Set<Group> keptByFirst(Node n, Set<Group> in) {
        if (!keepsPairs || n.arity() != 2 || in.size() < 2 || n.arguments().isEmpty() || n instanceof Node.At || n instanceof Node.Reduce
            || n instanceof Node.ProductOfOthers || n.isCondition() || !isDear(n)) {
            return in;
        }
        Group first = in.stream().filter(group -> group.parent() == null).min(Comparator.comparing(Group::at).thenComparing(Group::turn)).orElse(null);
        if (first == null) {
            return in;
        }
        Set<Group> computing = new LinkedHashSet<>();
        Set<Group> reading = new HashSet<>();
        for (Group group : in) {
            boolean reads = group.parent() == null && first.at().loop() < group.at().loop() && first.covers(group);
            (reads ? reading : computing).add(group);
        }
        if (LaneFit.isBeyondFirstShell(ranges.get(first.range())) && isQuick(n)) {
            return in;
        }
        if (!reading.isEmpty()) {
            keptPairs.put(n, first);
            pairReaders.put(n, reading);
        }
        return computing;
    }

    /**
     * Whether a value of two neighbors is but a little arithmetic away from such as are kept: of many pairs each array is far from the processor, and is better computed again.
     */
    private static boolean isQuick(Node n) {
        Set<Node> operations = new HashSet<>();
        return !isDearOperation(n) && isQuick(n, operations);
    }

    private static boolean isQuick(Node n, Set<Node> operations) {
        for (Node a : n.arguments()) {
            boolean kept = a.arity() < 2 || a instanceof Node.At || a instanceof Node.Reduce || a instanceof Node.ProductOfOthers || isDearOperation(a);
            if (!kept && operations.add(a) && (operations.size() > QUICK || !isQuick(a, operations))) {
                return false;
            }
        }
        return true;
    }

    /** The group over a frame's second neighbours that fills, for each first neighbour, an array that a reader needs. */
    private Group before(Group reader, Frame frame) {
        Group pair = reader.parent() == null ? reader : reader.parent();
        return pairGroup(frame, pair.at(), pair.turn() - 1);
    }

    private void addTriple(Node n, Frame frame, Node body, Group parent) {
        Order at = new Order(0, 0, order.of(body).innermost());
        // A sum over the second neighbour is asked for at any third one.
        boolean row = n instanceof Node.Reduce r && r.eliminated() == 1;
        List<Relation> relations = List.of(row ? Relation.FREE : frame.relation(0, 2), frame.relation(1, 2));
        Group group = new Group(parent, at, 0, -1, rangeIndex(frame.ranges().get(2)), relations);
        members.computeIfAbsent(parent, k -> new LinkedHashSet<>());
        members.computeIfAbsent(group, k -> new LinkedHashSet<>()).add(n);
        useGroup(body, group);
    }

    private void useAt(Node.At a, Group group) {
        Node x = a.argument(0);
        Group pair = group.parent() == null ? group : group.parent();
        if (x.arity() == 1) {
            if (a.positions()[0] == 0) {
                hoistedToLane.computeIfAbsent(x, k -> new TreeSet<>()).add(pair.at());
                if (x instanceof Node.Reduce || Order.Table.isGeometry(x) || !isDear(x)) {
                    useLane(x, pair.at());
                } else {
                    arrayUses.computeIfAbsent(x, k -> new TreeSet<>()).add(pair.at().loop());
                }
            } else if (!Order.Table.isGeometry(x)) {
                arrayUses.computeIfAbsent(x, k -> new TreeSet<>()).add(pair.at().loop());
            }
        } else if (a.positions()[0] == 0 && a.positions()[1] == 1) {
            hoistedToPair.computeIfAbsent(x, k -> new LinkedHashSet<>()).add(group);
            useGroup(x, pair);
        } else if (!x.arguments().isEmpty()) {
            throw new UnsupportedOperationException("a computed value of two second neighbours");
        }
    }

    /** Whether computing a value again costs more than keeping it: anything beyond a little arithmetic. */
    static boolean isDear(Node n) {
        return isDear(n, 0);
    }

    private static boolean isDear(Node n, int depth) {
        if (n instanceof Node.Reduce || n instanceof Node.Spline || n instanceof Node.Select || n instanceof Node.SpeciesSwitch) {
            return true;
        }
        if (n instanceof Node.Apply a && (a.function().ordinal() >= Fn.POW.ordinal() || a.function() == Fn.DIVIDE || depth > 2)) {
            return true;
        }
        return !(n instanceof Node.At) && n.arguments().stream().anyMatch(x -> x.arity() == n.arity() && isDear(x, depth + 1));
    }

    /** Whether this is one of the operations that a scope should not repeat in several branches. */
    static boolean isDearOperation(Node n) {
        return n instanceof Node.Spline || n instanceof Node.Apply a && (a.function().ordinal() >= Fn.POW.ordinal() || a.function() == Fn.DIVIDE);
    }
}
