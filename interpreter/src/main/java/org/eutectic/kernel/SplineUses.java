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
        switch (statement) {
            case Statement.Set s -> visit(s.value());
            case Statement.Accumulate s -> visit(s.value());
            case Statement.SetLane s -> visit(s.value());
            case Statement.AddLane s -> visit(s.value());
            case Statement.SetPair s -> visit(s.value());
            case Statement.Loop s -> s.body().forEach(this::visit);
            case Statement.If s -> {
                visit(s.condition());
                s.then().forEach(this::visit);
                s.otherwise().forEach(this::visit);
            }
            case Statement.Switch s -> s.cases().forEach(c -> c.forEach(this::visit));
            case Statement.SetField s -> visit(s.value());
            case Statement.AddNeighborField s -> visit(s.value());
            case Statement.AddField s -> visit(s.value());
            case Statement.SetEnergy s -> visit(s.value());
            case Statement.AddForce s -> {
                visit(s.x());
                visit(s.y());
                visit(s.z());
            }
            case Statement.Fill s -> { }
            case Statement.ProductsOfOthers s -> { }
        }
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
