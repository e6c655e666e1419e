package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.List;

/** The tabulated functions that a block asks for, its loops and branches included. */
public final class SplineUses {
    private final List<Expression.Spline> found = new ArrayList<>();

    private SplineUses() {}

    /** Each as often as it occurs. */
    public static List<Expression.Spline> of(List<Statement> block) {
        SplineUses uses = new SplineUses();
        block.forEach(uses::visit);
        return uses.found;
    }

    private void visit(Statement statement) {
        statement.expressions().forEach(this::visit);
        statement.blocks().forEach(block -> block.forEach(this::visit));
    }

    private void visit(Expression e) {
        if (e instanceof Expression.Spline s) {
            found.add(s);
            visit(s.argument());
        } else if (e instanceof Expression.Call c) {
            c.arguments().forEach(this::visit);
        }
    }
}
