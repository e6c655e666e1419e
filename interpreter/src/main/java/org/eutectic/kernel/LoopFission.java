package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Divides loops over neighbors that look up tables: one loop computes where, in lanes; a short one looks up, a neighbor at a time, because coefficients stand at places of their own for each;
 * another computes on with what was found, in lanes again. Short bodies also let the processor work on several neighbors at once, where a long one holds but one.
 */
final class LoopFission {
    private final Statement.Loop loop;
    private final Set<Integer> own = new HashSet<>();
    private final Map<Integer, Integer> levelOf = new HashMap<>();
    /** What locals stand for that are read from somewhere: later loops read it again. */
    private final Map<Integer, Expression> leaves = new HashMap<>();
    /** The array that keeps a local for later loops. */
    private final Map<Integer, Integer> kept = new HashMap<>();
    /** For each table looked up the array of its values, and the level from which it is there. */
    private final Map<Expression.Spline, Integer> values = new LinkedHashMap<>();
    private final Map<Expression.Spline, Integer> levels = new HashMap<>();
    private final TreeMap<Integer, List<Statement>> bodies = new TreeMap<>();
    private int locals;
    private int arrays;

    private LoopFission(Statement.Loop loop, int locals, int arrays) {
        this.loop = loop;
        this.locals = locals;
        this.arrays = arrays;
    }

    /** A stage with its loops divided where that can be done. */
    static Stage of(Stage stage) {
        List<Statement> body = new ArrayList<>();
        int locals = stage.locals(), arrays = stage.lanes();
        for (Statement s : stage.body()) {
            if (s instanceof Statement.Loop l && LaneFit.isInnermost(l) && canDivide(l)) {
                LoopFission f = new LoopFission(l, locals, arrays);
                body.addAll(f.divide());
                locals = f.locals;
                arrays = f.arrays;
            } else {
                body.add(s);
            }
        }
        return stage.with(List.copyOf(body), locals, arrays);
    }

    private static boolean canDivide(Statement.Loop loop) {
        boolean any = false;
        for (Statement s : loop.body()) {
            if (s instanceof Statement.Set set && set.value().isCondition()) {
                return false;
            }
            if (!s.blocks().isEmpty() && !SplineUses.of(List.of(s)).isEmpty()) {
                return false;
            }
            any |= !SplineUses.of(List.of(s)).isEmpty();
        }
        return any;
    }

    private List<Statement> divide() {
        for (Statement s : loop.body()) {
            place(s);
        }
        List<Statement> loops = new ArrayList<>();
        int last = Math.max(bodies.isEmpty() ? 0 : bodies.lastKey(), levels.values().stream().mapToInt(Integer::intValue).max().orElse(0));
        List<List<Statement>> lookUps = new ArrayList<>();
        for (int level = 0; level <= last; level++) {
            lookUps.add(lookUps(level));
        }
        for (int level = 0; level <= last; level++) {
            if (!lookUps.get(level).isEmpty()) {
                loops.add(with(lookUps.get(level)));
            }
            if (bodies.containsKey(level)) {
                loops.add(with(bodies.get(level)));
            }
        }
        return loops;
    }

    private Statement with(List<Statement> body) {
        return new Statement.Loop(loop.position(), loop.range(), loop.relations(), List.copyOf(body));
    }

    private void place(Statement statement) {
        int level = level(statement);
        collectOwn(statement, level, false);
        bodies.computeIfAbsent(level, k -> new ArrayList<>()).add(statement.with(e -> at(e, level)));
    }

    private void collectOwn(Statement statement, int level, boolean inside) {
        if (statement instanceof Statement.Set s) {
            own.add(s.local());
            levelOf.put(s.local(), level);
            if (!inside && !(s.value() instanceof Expression.Call || s.value() instanceof Expression.Spline || s.value() instanceof Expression.Local)) {
                leaves.put(s.local(), s.value());
            }
        }
        statement.blocks().forEach(block -> block.forEach(s -> collectOwn(s, level, true)));
    }

    private int level(Statement statement) {
        int level = 0;
        for (Expression e : statement.expressions()) {
            level = Math.max(level, level(e));
        }
        for (List<Statement> block : statement.blocks()) {
            for (Statement s : block) {
                level = Math.max(level, level(s));
            }
        }
        return level;
    }

    /** The first loop in which a value is at hand. */
    private int level(Expression e) {
        return switch (e) {
            case Expression.Local l -> levelOf.getOrDefault(l.local(), 0);
            case Expression.Spline s -> {
                int level = level(s.argument()) + 1;
                if (levels.putIfAbsent(s, level) == null) {
                    values.put(s, arrays++);
                }
                yield level;
            }
            case Expression.Call c -> c.arguments().stream().mapToInt(this::level).max().orElse(0);
            default -> 0;
        };
    }

    /** A value as a loop has it: what earlier ones have made it finds in arrays. */
    private Expression at(Expression e, int level) {
        return switch (e) {
            case Expression.Local l when own.contains(l.local()) && levelOf.get(l.local()) < level -> {
                Expression leaf = leaves.get(l.local());
                yield leaf != null ? leaf : new Expression.Lane(keep(l.local()), 0);
            }
            case Expression.Spline s -> new Expression.Lane(values.get(s), 0);
            case Expression.Call c -> new Expression.Call(c.function(), c.arguments().stream().map(a -> at(a, level)).toList());
            default -> e;
        };
    }

    private int keep(int local) {
        Integer array = kept.get(local);
        if (array == null) {
            array = arrays++;
            kept.put(local, array);
            bodies.get(levelOf.get(local)).add(new Statement.SetLane(array, 0, new Expression.Local(local)));
        }
        return array;
    }

    /** The loop that looks up what a level needs: tables of one argument share their place in the grid. */
    private List<Statement> lookUps(int level) {
        List<Statement> out = new ArrayList<>();
        Map<Expression, Integer> arguments = new LinkedHashMap<>();
        values.forEach((spline, array) -> {
            if (levels.get(spline) != level) {
                return;
            }
            int local = arguments.computeIfAbsent(spline.argument(), a -> {
                int made = locals++;
                out.add(new Statement.Set(made, argument(a, level)));
                return made;
            });
            out.add(new Statement.SetLane(array, 0, new Expression.Spline(spline.tables(), spline.slots(), spline.caseOf(), spline.order(), new Expression.Local(local))));
        });
        return out;
    }

    /** Where the argument of a table stands: a loop before has left it in an array. */
    private Expression argument(Expression e, int level) {
        Expression known = at(e, level);
        if (known instanceof Expression.Lane) {
            return known;
        }
        int array = arrays++;
        bodies.computeIfAbsent(level - 1, k -> new ArrayList<>()).add(new Statement.SetLane(array, 0, at(e, level - 1)));
        return new Expression.Lane(array, 0);
    }
}
