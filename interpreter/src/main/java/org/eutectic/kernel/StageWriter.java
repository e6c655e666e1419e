package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.kernel.ScopeWriter.Action;

/** Writes one stage: the loops over neighbours in the order in which their values become ready, and between them the atom's own values. */
final class StageWriter {
    private final Predicate<Node> given;
    private final Map<Node, Integer> fields;
    private final Order.Table order;
    private final Demand demand;
    private final int largest;
    private int locals;
    private int lanes = Stage.FIRST_FREE;
    private final Map<Node, Integer> arrays = new HashMap<>();
    private final Map<Node, Integer> valueArrays = new HashMap<>();
    private final Map<Node, Integer> pairArrays = new HashMap<>();
    private final Map<List<Integer>, Integer> slopeArrays = new HashMap<>();
    private final StageNetworks networks = new StageNetworks();
    private final ScopeWriter writer = new ScopeWriter(() -> locals++);
    private final Scope atoms = new Scope(null) {
        @Override
        Expression leaf(Node n) {
            Expression value = n.arity() == 0 && given.test(n) ? new Expression.Field(fields.get(n)) : networks.value(n);
            return value != null ? value : Scope.common(n);
        }
    };
    private final TreeMap<Integer, List<Action>> atomActions = new TreeMap<>();
    private final Map<Order, List<Action>> laneActions = new TreeMap<>();

    /**
     * @param given atom values of earlier stages
     * @param fields their numbers
     * @param keepsPairs whether values of pairs of neighbors may be kept from one loop to another
     */
    StageWriter(Predicate<Node> given, Map<Node, Integer> fields, List<Range> ranges, boolean keepsPairs) {
        this.given = given;
        this.fields = fields;
        this.order = new Order.Table(given);
        this.demand = new Demand(order, given, ranges, keepsPairs);
        this.largest = ranges.size() - 1;
    }

    /** An output of the atom: its site energy, a field. */
    record AtomOutput(Node value, Function<Expression, Statement> make) {}

    /** An output of each bond: its gradient, a neighbour's field. */
    record BondOutput(List<Node> values, Function<List<Expression>, Statement> make) {}

    Stage write(List<AtomOutput> atomOutputs, List<BondOutput> bondOutputs, boolean forces, List<Integer> cleared, List<Integer> written) {
        Map<Node, Order> laneRoots = new LinkedHashMap<>();
        for (BondOutput b : bondOutputs) {
            Order at = Order.START;
            for (Node n : b.values()) {
                at = at.max(order.of(n));
            }
            at = new Order(at.loop(), at.inner(), 0);
            for (Node n : b.values()) {
                laneRoots.merge(n, at, Order::max);
            }
            laneActions.computeIfAbsent(at, k -> new ArrayList<>()).add(new Action(b.values(), b.make()));
        }
        demand.analyze(atomOutputs.stream().map(AtomOutput::value).toList(), laneRoots);
        laneRoots.keySet().forEach(networks::use);
        for (AtomOutput o : atomOutputs) {
            networks.use(o.value());
            atomAction(order.of(o.value()).loop(), Action.of(o.value(), o.make()));
        }
        plan();
        List<Statement> body = new ArrayList<>();
        int last = Math.max(atomActions.isEmpty() ? 0 : atomActions.lastKey(), loops() - 1);
        for (int p = 0; p <= last; p++) {
            writer.write(atomActions.getOrDefault(p, List.of()), atoms, body);
            writeLoop(p, body);
        }
        return new Stage(List.copyOf(body), body.stream().anyMatch(s -> s instanceof Statement.Loop), forces, locals, lanes, pairArrays.size(), 0, cleared,
            written);
    }

    /** The array of an adjoint of one of the values of moments, which the reverse fills whether it is asked for or not. */
    private int slopes(Node.MomentReverse reverse, int value) {
        return slopeArrays.computeIfAbsent(List.of(reverse.id(), value), k -> lanes++);
    }

    private int loops() {
        int n = 0;
        for (Order o : laneActions.keySet()) {
            n = Math.max(n, o.loop() + 1);
        }
        for (Group g : demand.members.keySet()) {
            n = Math.max(n, (g.parent() == null ? g : g.parent()).at().loop() + 1);
        }
        return n;
    }

    private void atomAction(int scope, Action a) {
        atomActions.computeIfAbsent(scope, k -> new ArrayList<>()).add(a);
    }

    private void laneAction(Order at, Action a) {
        laneActions.computeIfAbsent(at, k -> new ArrayList<>()).add(a);
    }

    /** Gives every kept value its place. */
    private void plan() {
        for (Node n : demand.reached) {
            if (given.test(n)) {
                continue;
            }
            if (StageNetworks.isNetwork(n)) {
                atomAction(order.of(n).loop(), networks.run(n, arrays::get, this::slopes));
            } else if (n instanceof Node.MomentSlope s) {
                arrays.put(n, slopes(s.reverse(), s.value()));
            } else if (n instanceof Node.Reduce r && r.arity() == 0) {
                int local = locals++;
                boolean product = r.kind() == Node.Reduce.Kind.PROD;
                Order at = order.of(r.body());
                laneAction(new Order(at.loop(), at.inner(), 0), Action.of(r.body(), e -> new Statement.Accumulate(local, product, e)));
                atoms.put(n, new Expression.Local(local));
                accumulators.computeIfAbsent(at.loop(), k -> new ArrayList<>()).add(new Statement.Set(local, new Expression.Constant(product ? 1 : 0)));
            } else if (n instanceof Node.ProductOfOthers p && p.arity() == 1) {
                valueArrays.put(n, lanes++);
                arrays.put(n, lanes++);
                Order at = order.of(p.body());
                laneAction(new Order(at.loop(), at.inner(), 0), Action.of(p.body(), e -> new Statement.SetLane(valueArrays.get(n), 0, e)));
            } else if (n instanceof Node.ProductOfOthers) {
                valueArrays.put(n, lanes++);
                arrays.put(n, lanes++);
            } else if (n instanceof Node.Reduce r && (r.arity() == 1 && r.eliminated() == 0 || r.arity() == 2 && r.eliminated() == 1)) {
                arrays.put(n, lanes++);
            } else if (demand.homes.containsKey(n) && n.arity() == 1) {
                arrays.put(n, lanes++);
                if (!(n instanceof Node.Reduce)) {
                    laneAction(demand.homes.get(n), store(n));
                }
            } else if (demand.homes.containsKey(n) && n.arity() == 0) {
                atomAction(demand.homes.get(n).loop(), keepLocal(n, atoms));
            }
        }
        demand.keptPairs.keySet().forEach(n -> pairArrays.put(n, pairArrays.size()));
        demand.hoistedToLane.forEach((n, points) -> points.forEach(at -> hoists.computeIfAbsent(at, k -> new ArrayList<>()).add(n)));
    }

    /** Bond values whose statement has been written. */
    private final Set<Node> stored = new HashSet<>();
    /** The body of the loop over all lanes that is written last. */
    private List<Statement> lastLoop;
    private final Map<Integer, List<Statement>> accumulators = new HashMap<>();
    private final Map<Order, List<Node>> hoists = new HashMap<>();

    /** Computes a value, whoever else needs it, and leaves it in a local of the scope. */
    private Action keepLocal(Node n, Scope scope) {
        return Action.of(n, e -> {
            if (e instanceof Expression.Local) {
                scope.put(n, e);
                return null;
            }
            int local = locals++;
            scope.put(n, new Expression.Local(local));
            return new Statement.Set(local, e);
        });
    }

    /** Keeps a value in its array, where later statements of the same turn find it too. */
    private Action store(Node n) {
        return Action.of(n, e -> {
            stored.add(n);
            return new Statement.SetLane(arrays.get(n), 0, e);
        });
    }

    private void writeLoop(int p, List<Statement> out) {
        List<Order> points = new ArrayList<>();
        int inner = -1;
        for (Order o : laneActions.keySet()) {
            inner = o.loop() == p ? Math.max(inner, o.inner()) : inner;
        }
        for (Group g : demand.members.keySet()) {
            inner = g.parent() == null && g.at().loop() == p ? Math.max(inner, g.at().inner()) : inner;
        }
        if (inner < 0) {
            return;
        }
        for (int s = 0; s <= inner; s++) {
            points.add(new Order(p, s, 0));
        }
        for (Group g : demand.members.keySet()) {
            if (g.parent() == null && g.at().loop() == p) {
                for (Node n : demand.members.get(g)) {
                    if (n instanceof Node.Reduce r && r.eliminated() == 0) {
                        clear(arrays.get(n), out);
                    }
                }
            }
        }
        out.addAll(accumulators.getOrDefault(p, List.of()));
        Scope lane = laneScope(p);
        List<Statement> body = new ArrayList<>();
        for (Order at : points) {
            List<Action> actions = new ArrayList<>();
            for (Node n : hoists.getOrDefault(at, List.of())) {
                if (lane.find(n) == null) {
                    actions.add(keepLocal(n, lane));
                }
            }
            actions.addAll(laneActions.getOrDefault(at, List.of()));
            writer.write(actions, lane, body);
            demand.members.keySet().stream().filter(g -> g.parent() == null && g.at().equals(at))
                .sorted(java.util.Comparator.comparingInt(Group::turn)).toList()
                .forEach(g -> writePairs(g, demand.members.get(g), lane, body));
        }
        out.add(new Statement.Loop(0, largest, List.of(), body));
        lastLoop = body;
        valueArrays.forEach((n, values) -> {
            if (n.arity() == 1 && order.of(n).loop() == p + 1) {
                Range range = ((Node.ProductOfOthers) n).frame().ranges().get(0);
                out.add(new Statement.ProductsOfOthers(values, arrays.get(n), demand.rangeIndex(range)));
            }
        });
    }

    /** Sets an array to zero in the turns of the loop before, where there is one. */
    private void clear(int array, List<Statement> out) {
        if (lastLoop == null) {
            out.add(new Statement.Fill(array, 0));
        } else {
            lastLoop.add(new Statement.SetLane(array, 0, new Expression.Constant(0)));
        }
    }

    private Scope laneScope(int p) {
        return new Scope(atoms) {
            @Override
            Expression leaf(Node n) {
                if (n.arity() == 0) {
                    return atoms.leaf(n);
                }
                if (n instanceof Node.Inside i) {
                    return demand.inside(i.range(), 0);
                }
                if (n.arity() == 1 && arrays.containsKey(n) && isFilledBefore(n, p)) {
                    return new Expression.Lane(arrays.get(n), 0);
                }
                return n.arity() == 1 ? Scope.bond(n, 0, fields) : null;
            }
        };
    }

    private boolean isFilledBefore(Node n, int p) {
        Order home = demand.homes.get(n);
        return stored.contains(n) || (home == null ? order.of(n).loop() <= p : home.loop() < p);
    }

    private void writePairs(Group group, Set<Node> members, Scope lane, List<Statement> out) {
        List<Statement> before = new ArrayList<>();
        List<Statement> inside = new ArrayList<>();
        List<Statement> after = new ArrayList<>();
        Map<Integer, List<Action>> actions = new TreeMap<>();
        Map<Node, Integer> sums = new LinkedHashMap<>();
        for (Node n : members) {
            List<Action> at = actions.computeIfAbsent(order.of(n.argument(0)).innermost(), k -> new ArrayList<>());
            switch (n) {
                case Node.Reduce r when r.eliminated() == 1 -> {
                    int local = locals++;
                    boolean product = r.kind() == Node.Reduce.Kind.PROD;
                    before.add(new Statement.Set(local, new Expression.Constant(product ? 1 : 0)));
                    at.add(Action.of(r.body(), e -> new Statement.Accumulate(local, product, e)));
                    sums.put(n, local);
                }
                case Node.Reduce r -> at.add(Action.of(r.body(), e -> new Statement.AddLane(arrays.get(r), 1, e)));
                default -> {
                    inside.add(new Statement.Fill(valueArrays.get(n), 1));
                    at.add(Action.of(n.argument(0), e -> new Statement.SetLane(valueArrays.get(n), 1, e)));
                    after.add(new Statement.ProductsOfOthers(valueArrays.get(n), arrays.get(n), group.range()));
                }
            }
        }
        demand.keptPairs.forEach((n, keeper) -> {
            if (keeper.equals(group)) {
                actions.computeIfAbsent(order.of(n).innermost(), k -> new ArrayList<>()).add(Action.of(n, e -> new Statement.SetPair(pairArrays.get(n), e)));
            }
        });
        List<Group> triples = new ArrayList<>();
        int innermost = actions.isEmpty() ? 0 : actions.keySet().stream().max(Integer::compare).orElse(0);
        for (Group g : demand.members.keySet()) {
            if (group.equals(g.parent())) {
                triples.add(g);
                innermost = Math.max(innermost, g.at().innermost());
                for (Node n : demand.members.get(g)) {
                    if (n instanceof Node.Reduce r && r.eliminated() == 1) {
                        before.add(new Statement.Fill(arrays.get(n), 0));
                    }
                }
            }
        }
        Scope pair = pairScope(lane, 2, group.at().loop(), group);
        List<Statement> body = new ArrayList<>();
        for (int t = 0; t <= innermost; t++) {
            List<Action> here = new ArrayList<>();
            int at = t;
            demand.hoistedToPair.forEach((n, uses) -> {
                if (pair.find(n) == null && uses.stream().anyMatch(u -> group.equals(u.parent()) && u.at().innermost() == at)) {
                    here.add(keepLocal(n, pair));
                }
            });
            here.addAll(actions.getOrDefault(t, List.of()));
            writer.write(here, pair, body);
            for (Group g : triples) {
                if (g.at().innermost() == t) {
                    writeTriples(g, demand.members.get(g), pair, body);
                }
            }
        }
        out.addAll(before);
        Statement loop = new Statement.Loop(1, group.range(), group.relations(), body);
        inside.add(loop);
        inside.addAll(after);
        if (group.outerRange() < 0) {
            out.addAll(inside);
        } else {
            out.add(new Statement.If(new Expression.Inside(0, group.outerRange()), List.copyOf(inside), List.of()));
        }
        sums.forEach((n, local) -> {
            lane.put(n, new Expression.Local(local));
            if (arrays.containsKey(n)) {
                out.add(new Statement.SetLane(arrays.get(n), 0, new Expression.Local(local)));
            }
        });
    }

    private void writeTriples(Group group, Set<Node> members, Scope pair, List<Statement> out) {
        List<Action> actions = new ArrayList<>();
        List<Statement> after = new ArrayList<>();
        for (Node n : members) {
            switch (n) {
                case Node.Reduce r when r.eliminated() == 2 -> {
                    int local = locals++;
                    boolean product = r.kind() == Node.Reduce.Kind.PROD;
                    out.add(new Statement.Set(local, new Expression.Constant(product ? 1 : 0)));
                    actions.add(Action.of(r.body(), e -> new Statement.Accumulate(local, product, e)));
                    pair.put(n, new Expression.Local(local));
                }
                case Node.Reduce r -> actions.add(Action.of(r.body(), e -> new Statement.AddLane(arrays.get(r), 2, e)));
                default -> {
                    out.add(new Statement.Fill(valueArrays.get(n), 1));
                    actions.add(Action.of(n.argument(0), e -> new Statement.SetLane(valueArrays.get(n), 2, e)));
                    after.add(new Statement.ProductsOfOthers(valueArrays.get(n), arrays.get(n), group.range()));
                }
            }
        }
        List<Statement> body = new ArrayList<>();
        writer.write(actions, pairScope(pair, 3, group.parent().at().loop(), group), body);
        out.add(new Statement.Loop(2, group.range(), group.relations(), body));
        out.addAll(after);
    }

    /** Inside loops over second (arity 2) or third (arity 3) neighbours. */
    private Scope pairScope(Scope parent, int arity, int loop, Group group) {
        return new Scope(parent) {
            @Override
            Expression leaf(Node n) {
                if (demand.pairReaders.getOrDefault(n, Set.of()).contains(group)) {
                    return new Expression.PairLane(pairArrays.get(n));
                }
                return switch (n) {
                    case Node.At a when a.argument(0).arity() == 1 -> bondAt(a.argument(0), a.positions()[0]);
                    case Node.At a -> a.positions()[0] == 0 && a.positions()[1] == 1 ? at01(a.argument(0)) : leaf2(a.argument(0), a.positions());
                    case Node.Param p when p.arity() == arity -> new Expression.Parameter(p.table(), slots(p.slots()));
                    // The product of others, or the sum over the second neighbours for each third one, of this turn.
                    case Node.ProductOfOthers p when p.arity() == arity -> new Expression.Lane(arrays.get(n), arity - 1);
                    case Node.Reduce r when r.arity() == 2 && r.eliminated() == 1 -> new Expression.Lane(arrays.get(n), 1);
                    default -> n.arity() == 0 ? atoms.leaf(n) : null;
                };
            }

            private Expression at01(Node x) {
                return parent.find(x);
            }

            private Expression leaf2(Node x, int[] positions) {
                return x instanceof Node.Param p ? new Expression.Parameter(p.table(), slots(move(p.slots(), positions))) : null;
            }

            private Expression bondAt(Node x, int position) {
                if (x instanceof Node.Inside i) {
                    return demand.inside(i.range(), position);
                }
                if (position == 0) {
                    Expression e = parent.find(x);
                    if (e != null) {
                        return e;
                    }
                }
                if (arrays.containsKey(x) && (position > 0 || isFilledBefore(x, loop))) {
                    return new Expression.Lane(arrays.get(x), position);
                }
                return Scope.bond(x, position, fields);
            }
        };
    }
}
