package org.eutectic.kernel;

import java.util.List;
import java.util.Map;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Relation;

/**
 * What second neighbors are sifted by.
 *
 * @param condition {@code x < y}, of geometry and parameters alone, written out
 * @param range of the second neighbors
 * @param relation to the neighbor at position 0
 * @param around conditions around the loop: for which neighbors at position 0 it runs
 */
record Guard(Expression.Call condition, int range, Relation relation, List<Expression> around) {
    /** How far beyond the condition neighbors are kept; the loop tests it again. */
    private static final double BEYOND = 1e-9;

    /** A condition that neighbors can be sifted by, or null. */
    static Guard of(Expression condition, Statement.Loop loop, List<Expression> around) {
        boolean serves = less(condition) instanceof Expression.Call c && c.function() == Fn.LESS && loop.relations().getFirst() != Relation.FREE
            && c.arguments().stream().allMatch(Guard::isFixed) && c.arguments().stream().anyMatch(Guard::asksForSecond);
        return serves ? new Guard((Expression.Call) less(condition), loop.range(), loop.relations().getFirst(), around) : null;
    }

    /** {@code y > x} as {@code x < y}; others as they are. */
    static Expression less(Expression e) {
        return e instanceof Expression.Call c && c.function() == Fn.GREATER ? call(Fn.LESS, c.arguments().get(1), c.arguments().get(0)) : e;
    }

    /** Whether a value stays the same from loop to loop. */
    private static boolean isFixed(Expression e) {
        return switch (e) {
            case Expression.Constant c -> true;
            case Expression.Parameter p -> true;
            case Expression.Lane l -> l.array() < Stage.FIRST_FREE;
            case Expression.Call c -> !c.isCondition() && c.arguments().stream().allMatch(Guard::isFixed);
            default -> false;
        };
    }

    private static boolean asksForSecond(Expression e) {
        return e instanceof Expression.Lane l && l.position() == 1 || e instanceof Expression.Call c && c.arguments().stream().anyMatch(Guard::asksForSecond);
    }

    /**
     * A value that is negative for all neighbors that pass, and perhaps for a few that are just beyond. It has no root where the condition is that one is less than something.
     *
     * @param condition the same condition over the locals of a loop
     * @param sets what these stand for
     */
    static Expression sign(Expression.Call condition, Map<Integer, Expression> sets) {
        List<Expression> sides = ((Expression.Call) less(condition)).arguments();
        Expression x = sides.get(0), y = sides.get(1);
        Expression limit = y;
        for (Expression e = meaning(x, sets); hasRoot(e, sets);) {
            Expression.Call c = (Expression.Call) e;
            if (c.function() == Fn.SQRT) {
                Expression wide = call(Fn.ADD, call(Fn.MULTIPLY, limit, new Expression.Constant(1 + BEYOND)), new Expression.Constant(BEYOND));
                return call(Fn.SUBTRACT, c.arguments().getFirst(), call(Fn.MULTIPLY, wide, call(Fn.ABS, wide)));
            }
            Expression a = c.arguments().get(0), b = c.arguments().get(1);
            boolean first = hasRoot(meaning(a, sets), sets);
            limit = first ? call(c.function() == Fn.ADD ? Fn.SUBTRACT : Fn.ADD, limit, b) : call(Fn.SUBTRACT, limit, a);
            e = meaning(first ? a : b, sets);
        }
        return call(Fn.SUBTRACT, x, y);
    }

    /** Whether a value is a root and other things added to it. */
    private static boolean hasRoot(Expression e, Map<Integer, Expression> sets) {
        return e instanceof Expression.Call c && (c.function() == Fn.SQRT || (c.function() == Fn.ADD || c.function() == Fn.SUBTRACT) && hasRoot(meaning(c.arguments().get(0), sets), sets)
            || c.function() == Fn.ADD && hasRoot(meaning(c.arguments().get(1), sets), sets));
    }

    private static Expression meaning(Expression e, Map<Integer, Expression> sets) {
        return e instanceof Expression.Local l && sets.containsKey(l.local()) ? meaning(sets.get(l.local()), sets) : e;
    }

    private static Expression.Call call(Fn fn, Expression... arguments) {
        return new Expression.Call(fn, List.of(arguments));
    }
}
