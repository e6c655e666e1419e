package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Fn;

/**
 * Takes dear functions out of loops over the few pairs of neighbors of a first shell: one loop leaves their arguments in an array over the pairs, then lanes compute the function for the
 * whole array, which they fill better than the row of any one neighbor, and the loop goes on with what was found.
 */
final class MappedPairs {
    private static final Set<Fn> DEAR = EnumSet.of(Fn.EXP, Fn.LOG, Fn.SIN, Fn.COS, Fn.TANH, Fn.ERF, Fn.ERFC);

    private final Statement.Loop outer;
    private final Map<Integer, Statement.Set> own = new HashMap<>();
    private final Map<Integer, Statement.Set> ownOfPair = new HashMap<>();
    private final Set<Integer> unknown = new HashSet<>();
    private final Set<Integer> changed = new HashSet<>();
    /** For each call the array that takes its values. */
    private final Map<Expression.Call, Integer> arrays = new LinkedHashMap<>();
    private int pairs;

    private MappedPairs(Statement.Loop outer, int pairs) {
        this.outer = outer;
        this.pairs = pairs;
    }

    /** A stage with the functions of its pairs computed apart. */
    static Stage of(Stage stage, Kernel kernel) {
        List<Statement> body = new ArrayList<>();
        int pairs = stage.pairs();
        for (Statement s : stage.body()) {
            if (s instanceof Statement.Loop l && l.position() == 0 && l.range() == kernel.largestRange()) {
                MappedPairs mapped = new MappedPairs(l, pairs);
                body.addAll(mapped.divide(kernel));
                pairs = mapped.pairs;
            } else {
                body.add(s);
            }
        }
        return pairs == stage.pairs() ? stage : stage.with(List.copyOf(body), pairs);
    }

    private List<Statement> divide(Kernel kernel) {
        List<Statement.Loop> inner = outer.body().stream().filter(s -> s instanceof Statement.Loop l && l.range() == outer.range() && l.relations().size() == 1
            && !LaneFit.isInnerForLanes(l, kernel.ranges()) && l.body().stream().noneMatch(x -> x instanceof Statement.Loop)).map(s -> (Statement.Loop) s).toList();
        if (inner.size() != 1) {
            return List.of(outer);
        }
        Statement.Loop loop = inner.getFirst();
        note(outer.body(), own, loop);
        note(loop.body(), ownOfPair, null);
        loop.body().stream().filter(s -> s.blocks().isEmpty()).forEach(s -> s.expressions().forEach(this::find));
        if (arrays.isEmpty()) {
            return List.of(outer);
        }
        Map<Integer, Statement> before = new LinkedHashMap<>(), inside = new LinkedHashMap<>();
        List<Statement> arguments = new ArrayList<>();
        arrays.forEach((call, array) -> {
            require(call.arguments().getFirst(), before, inside);
            arguments.add(new Statement.SetPair(array, call.arguments().getFirst()));
        });
        List<Statement> pair = new ArrayList<>(inside.values());
        pair.addAll(arguments);
        List<Statement> turn = new ArrayList<>(before.values());
        turn.add(new Statement.Loop(loop.position(), loop.range(), loop.relations(), List.copyOf(pair)));
        List<Statement> divided = new ArrayList<>();
        divided.add(new Statement.Loop(0, outer.range(), outer.relations(), List.copyOf(turn)));
        arrays.forEach((call, array) -> divided.add(new Statement.MapPairs(array, call.function())));
        List<Statement> rest = new ArrayList<>();
        outer.body().forEach(s -> rest.add(s == loop ? s.with(this::replaced) : s));
        divided.add(new Statement.Loop(0, outer.range(), outer.relations(), List.copyOf(rest)));
        return divided;
    }

    /** What the locals of a body stand for, as far as they are set once and for all turns. */
    private void note(List<Statement> body, Map<Integer, Statement.Set> sets, Statement skipped) {
        for (Statement s : body) {
            switch (s) {
                case Statement.Set set when !set.value().isCondition() -> sets.put(set.local(), set);
                case Statement.SetLane lane -> changed.add(lane.array());
                case Statement.AddLane lane -> changed.add(lane.array());
                default -> { }
            }
            if (s != skipped) {
                refuse(s);
            }
        }
    }

    /** Locals of branches, sums and conditions are not computed a second time. */
    private void refuse(Statement s) {
        if (s instanceof Statement.Accumulate a) {
            unknown.add(a.local());
        } else if (s instanceof Statement.Set set && set.value().isCondition()) {
            unknown.add(set.local());
        }
        s.blocks().forEach(block -> block.forEach(x -> {
            if (x instanceof Statement.Set set) {
                unknown.add(set.local());
            }
            refuse(x);
        }));
    }

    private void find(Expression e) {
        if (e instanceof Expression.Call c) {
            c.arguments().forEach(this::find);
            if (DEAR.contains(c.function()) && !arrays.containsKey(c) && c.arguments().stream().allMatch(this::isComputable)) {
                arrays.put(c, pairs++);
            }
        }
    }

    private boolean isComputable(Expression e) {
        return switch (e) {
            case Expression.Constant c -> true;
            case Expression.Parameter p -> true;
            case Expression.Lane l -> !changed.contains(l.array());
            case Expression.Local l -> !unknown.contains(l.local()) && (!ownOfPair.containsKey(l.local()) || isComputable(ownOfPair.get(l.local()).value()))
                && (!own.containsKey(l.local()) || isComputable(own.get(l.local()).value()));
            case Expression.Call c -> !DEAR.contains(c.function()) && !c.isCondition() && c.arguments().stream().allMatch(this::isComputable);
            default -> false;
        };
    }

    /** Collects the statements that an expression needs, each after what it needs itself. */
    private void require(Expression e, Map<Integer, Statement> before, Map<Integer, Statement> inside) {
        switch (e) {
            case Expression.Local l when ownOfPair.containsKey(l.local()) && !inside.containsKey(l.local()) -> {
                require(ownOfPair.get(l.local()).value(), before, inside);
                inside.put(l.local(), ownOfPair.get(l.local()));
            }
            case Expression.Local l when own.containsKey(l.local()) && !before.containsKey(l.local()) -> {
                require(own.get(l.local()).value(), before, inside);
                before.put(l.local(), own.get(l.local()));
            }
            case Expression.Call c -> c.arguments().forEach(a -> require(a, before, inside));
            default -> { }
        }
    }

    private Expression replaced(Expression e) {
        if (!(e instanceof Expression.Call c)) {
            return e;
        }
        Integer array = arrays.get(c);
        return array != null ? new Expression.PairLane(array) : new Expression.Call(c.function(), c.arguments().stream().map(this::replaced).toList());
    }
}
