package org.eutectic.kernel;

import java.util.List;
import org.eutectic.lanes.LaneMath;

/** Whether a routine's loops over neighbors can compute several neighbors at a time, in the lanes of a vector. */
public final class LaneFit {
    private LaneFit() {}

    /**
     * A routine does so in all its loops that hold no other loops, or in none: sums in another order would make its results depend on what else is asked for. Loops
     * over second neighbors, of which there are few, stay scalar.
     */
    static boolean isFit(List<Stage> stages) {
        return stages.stream().allMatch(stage -> stage.body().stream().allMatch(LaneFit::isFitOutside));
    }

    private static boolean isFitOutside(Statement statement) {
        return switch (statement) {
            case Statement.Loop l -> !isInnermost(l) || looksUp(l) || l.body().stream().allMatch(s -> isFit(s, false));
            // Loops inside a choice stand where none is looked for.
            case Statement.If s -> s.then().stream().allMatch(LaneFit::isFitOutside) && s.otherwise().stream().allMatch(LaneFit::isFitOutside);
            case Statement.Switch s -> s.cases().stream().allMatch(c -> c.stream().allMatch(LaneFit::isFitOutside));
            default -> true;
        };
    }

    /** Whether a loop does nothing but look up tables, see {@link LoopFission}. */
    public static boolean looksUp(Statement.Loop loop) {
        return loop.position() == 0 && loop.body().stream().allMatch(s -> s instanceof Statement.Set set && set.value() instanceof Expression.Lane
            || s instanceof Statement.SetLane lane && lane.value() instanceof Expression.Spline e && e.argument() instanceof Expression.Local);
    }

    /** Whether a loop is to be run in lanes, in a routine that uses them. */
    public static boolean isForLanes(Statement.Loop loop) {
        return isInnermost(loop) && !looksUp(loop);
    }

    /** Whether a loop over the centre's neighbors holds no other loops. */
    static boolean isInnermost(Statement.Loop loop) {
        return loop.position() == 0 && loop.body().stream().noneMatch(LaneFit::holdsLoop);
    }

    private static boolean holdsLoop(Statement statement) {
        return statement instanceof Statement.Loop || statement.blocks().stream().anyMatch(block -> block.stream().anyMatch(LaneFit::holdsLoop));
    }

    private static boolean isFit(Statement statement, boolean inBranch) {
        return switch (statement) {
            case Statement.Set s -> s.value().isCondition() ? !inBranch && isFitCondition(s.value()) : isFit(s.value());
            case Statement.Accumulate s -> !inBranch && !s.product() && isFit(s.value());
            case Statement.SetLane s -> !inBranch && s.position() == 0 && isFit(s.value());
            case Statement.If s -> isFitCondition(s.condition()) && areFit(s.then()) && areFit(s.otherwise());
            case Statement.Switch s -> s.slots().stream().allMatch(p -> p <= 0) && s.cases().stream().allMatch(LaneFit::areFit);
            case Statement.AddForce s -> !inBranch && isFit(s.x()) && isFit(s.y()) && isFit(s.z());
            case Statement.AddCentralForce s -> !inBranch && isFit(s.scale());
            case Statement.AddNeighborField s -> !inBranch && isFit(s.value());
            default -> false;
        };
    }

    private static boolean areFit(List<Statement> branch) {
        return branch.stream().allMatch(s -> isFit(s, true));
    }

    private static boolean isFitCondition(Expression e) {
        return switch (e) {
            case Expression.SpeciesIn s -> s.slot() <= 0;
            case Expression.Inside s -> s.position() == 0;
            case Expression.Within s -> s.position() == 0;
            case Expression.Local l -> true;
            case Expression.Call c -> switch (c.function()) {
                case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> c.arguments().stream().allMatch(LaneFit::isFit);
                case AND, OR, NOT -> c.arguments().stream().allMatch(LaneFit::isFitCondition);
                default -> false;
            };
            default -> false;
        };
    }

    private static boolean isFit(Expression e) {
        return switch (e) {
            case Expression.Lane l -> l.position() == 0;
            case Expression.NeighborField f -> f.position() == 0;
            case Expression.Parameter p -> p.slots().stream().allMatch(s -> s <= 0);
            case Expression.Call c -> LaneMath.supports(c.function()) && !c.function().isCondition() && c.arguments().stream().allMatch(LaneFit::isFit);
            // Coefficients are read one neighbor at a time, see LoopFission.
            case Expression.Spline s -> false;
            case Expression.Constant c -> true;
            case Expression.Local l -> true;
            case Expression.Field f -> true;
            case Expression.Property p -> true;
            default -> false;
        };
    }
}
