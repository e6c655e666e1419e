package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides loops over second neighbors that are too long for lanes: short loops before them leave exponentials and the like in arrays over pairs, and what is left reads these. Dozens of
 * symmetry functions of angles are of this kind.
 */
final class Portions {
    private final Statement.Loop loop;
    private final List<Statement> body = new ArrayList<>();
    private final Map<Integer, Expression> sets;
    /** Locals that are left in arrays over pairs, in the order in which they are computed. */
    private final Map<Integer, Integer> arrays = new LinkedHashMap<>();
    private final Room room;

    /** Locals and arrays over pairs of the stage, more of which are taken. */
    private static final class Room {
        private int locals;
        private int pairs;

        Room(Stage stage) {
            locals = stage.locals();
            pairs = stage.pairs();
        }
    }

    private Portions(Statement.Loop loop, Room room) {
        this.loop = loop;
        this.room = room;
        loop.body().forEach(s -> body.add(s.blocks().isEmpty() ? s.with(e -> apart(e, s instanceof Statement.Set)) : s));
        this.sets = Sifting.sets(body);
    }

    /** An expression with the exponentials in it as locals of their own. */
    private Expression apart(Expression e, boolean stays) {
        if (!(e instanceof Expression.Call c)) {
            return e;
        }
        Expression.Call call = new Expression.Call(c.function(), c.arguments().stream().map(a -> apart(a, false)).toList());
        if (stays || !LaneFit.isDear(call)) {
            return call;
        }
        body.add(new Statement.Set(room.locals, call));
        return new Expression.Local(room.locals++);
    }

    /** A stage with its long inner loops divided. */
    static Stage of(Stage stage, Kernel kernel) {
        Room room = new Room(stage);
        List<Statement> body = stage.body().stream().map(s -> s instanceof Statement.Loop l && l.position() == 0 ? divided(l, kernel, room) : s).toList();
        return stage.with(body, room.locals, stage.lanes()).with(body, room.pairs);
    }

    private static Statement divided(Statement.Loop outer, Kernel kernel, Room room) {
        return new Statement.Loop(outer.position(), outer.range(), outer.relations(), List.copyOf(divided(outer.body(), kernel, room)));
    }

    private static List<Statement> divided(List<Statement> block, Kernel kernel, Room room) {
        List<Statement> out = new ArrayList<>();
        for (Statement statement : block) {
            switch (statement) {
                case Statement.Loop l when l.position() == 1 && LaneFit.isInnerForLanes(l, kernel.ranges()) && LaneFit.isTooLong(l.body()) -> out.addAll(new Portions(l, room).divide());
                case Statement.If s -> out.add(new Statement.If(s.condition(), List.copyOf(divided(s.then(), kernel, room)), List.copyOf(divided(s.otherwise(), kernel, room))));
                default -> out.add(statement);
            }
        }
        return out;
    }

    private List<Statement> divide() {
        Map<Integer, Integer> kept = new HashMap<>();
        for (Statement s : body) {
            if (s instanceof Statement.SetPair p && p.value() instanceof Expression.Local l && sets.containsKey(l.local())) {
                kept.put(l.local(), p.array());
            }
        }
        List<Statement> out = new ArrayList<>();
        List<Integer> portion = new ArrayList<>();
        for (Statement s : body) {
            if (s instanceof Statement.Set set && !set.value().isCondition() && !(set.value() instanceof Expression.PairLane) && (kept.containsKey(set.local()) || LaneFit.isDear(set.value()))) {
                portion.add(set.local());
                if (portion.size() > 1 && LaneFit.isTooLong(slice(portion))) {
                    portion.removeLast();
                    write(portion, kept, out);
                    portion.add(set.local());
                }
            }
        }
        if (portion.isEmpty()) {
            return List.of(loop);
        }
        write(portion, kept, out);
        List<Statement> rest = new ArrayList<>();
        Set<Integer> needed = new HashSet<>();
        for (Statement s : body.reversed()) {
            boolean left = s instanceof Statement.SetPair p && arrays.containsValue(p.array());
            if (!left && (!(s instanceof Statement.Set set) || needed.contains(set.local()))) {
                Statement here = s instanceof Statement.Set set && arrays.containsKey(set.local()) ? read(set.local()) : s;
                need(here, needed);
                rest.addFirst(here);
            }
        }
        out.add(new Statement.Loop(loop.position(), loop.range(), loop.relations(), List.copyOf(rest)));
        return out;
    }

    private Statement read(int local) {
        return new Statement.Set(local, new Expression.PairLane(arrays.get(local)));
    }

    /** Writes a loop that leaves some locals in arrays. */
    private void write(List<Integer> portion, Map<Integer, Integer> kept, List<Statement> out) {
        List<Statement> written = new ArrayList<>(slice(portion));
        for (int local : portion) {
            int array = kept.containsKey(local) ? kept.get(local) : room.pairs++;
            written.add(new Statement.SetPair(array, new Expression.Local(local)));
        }
        portion.forEach(local -> arrays.put(local, ((Statement.SetPair) written.get(written.size() - portion.size() + portion.indexOf(local))).array()));
        out.add(new Statement.Loop(loop.position(), loop.range(), loop.relations(), List.copyOf(written)));
        portion.clear();
    }

    /** What computes some locals; those that earlier loops have left are read. */
    private List<Statement> slice(List<Integer> wanted) {
        Set<Integer> needed = new HashSet<>(wanted);
        List<Statement> out = new ArrayList<>();
        for (Statement s : body.reversed()) {
            boolean sets = s instanceof Statement.Set set && needed.contains(set.local()) || s instanceof Statement.If && setsAny(s, needed);
            if (sets) {
                Statement here = s instanceof Statement.Set set && arrays.containsKey(set.local()) ? read(set.local()) : s;
                need(here, needed);
                out.addFirst(here);
            }
        }
        return out;
    }

    private static boolean setsAny(Statement statement, Set<Integer> needed) {
        return statement instanceof Statement.Set s && needed.contains(s.local()) || statement.blocks().stream().anyMatch(b -> b.stream().anyMatch(s -> setsAny(s, needed)));
    }

    private static void need(Statement statement, Set<Integer> needed) {
        statement.expressions().forEach(e -> e.addLocals(needed));
        statement.blocks().forEach(b -> b.forEach(s -> need(s, needed)));
    }
}
