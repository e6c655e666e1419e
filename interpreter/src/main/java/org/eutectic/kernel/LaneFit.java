package org.eutectic.kernel;

import java.util.List;
import org.eutectic.ir.Range;
import org.eutectic.lanes.LaneMath;

/** Whether a routine's loops over neighbors can compute several neighbors at a time, in the lanes of a vector. */
public final class LaneFit {
    /**
     * Within this distance, Å, an atom has some sixteen neighbors at 0.05 atoms/Å³, which fill two vectors of eight. Measured on Tersoff's and Stillinger and Weber's silicon
     * (3 to 3.8 Å: no gain, and a tenth lost) and on screened copper (5 Å: four times as fast).
     */
    private static final double FIRST_SHELL = 4.25;

    /**
     * Inner loops with more work than this, in operations of one lane, are left scalar: their code in lanes is longer than the JVM takes (655 kB). That of dozens of symmetry
     * functions in a network for water comes to some 300, and was refused after a minute and a half of compilation.
     */
    private static final int LARGEST_WORK = 240;
    /** What an exponential and its like count in lanes, where they are written out. */
    private static final int FUNCTION_WORK = 40;

    private LaneFit() {}

    /**
     * A routine does so in all its loops over neighbors that hold no other loops, or in none: sums in another order would make its results depend on what else is asked for.
     */
    static boolean isFit(List<Stage> stages) {
        return stages.stream().allMatch(stage -> stage.body().stream().allMatch(LaneFit::isFitOutside));
    }

    /**
     * Whether an atom has enough neighbors to fill vectors, which hold neighbors of one species: the few of a first shell, divided among several species, do not. Measured on silicon carbide
     * (Tersoff, four neighbors: a sixth of the time lost).
     */
    static boolean fillsVectors(Kernel kernel) {
        return kernel.species().size() == 1 || isBeyondFirstShell(kernel.ranges().getLast());
    }

    /** The same for loops over second and third neighbors. */
    static boolean isInnerFit(Kernel kernel) {
        return kernel.stages().stream().allMatch(stage -> isInnerFit(stage.body(), kernel.ranges()));
    }

    /** Whether a loop over second neighbors does too much for lanes. */
    static boolean isTooLong(List<Statement> body) {
        return work(body) > LARGEST_WORK;
    }

    /** Whether a value is an exponential or its like. */
    static boolean isDear(Expression e) {
        return e instanceof Expression.Call c && work(e) >= FUNCTION_WORK && !c.isCondition();
    }

    private static int work(List<Statement> statements) {
        return statements.stream().mapToInt(s -> s.expressions().stream().mapToInt(LaneFit::work).sum() + s.blocks().stream().mapToInt(LaneFit::work).sum()).sum();
    }

    private static int work(Expression e) {
        if (!(e instanceof Expression.Call c)) {
            return 0;
        }
        int own = switch (c.function()) {
            case EXP, LOG, POW, SIN, COS, TAN, ASIN, ACOS, ATAN, ATAN2, SINH, COSH, TANH, ERF, ERFC -> FUNCTION_WORK;
            default -> 1;
        };
        return own + c.arguments().stream().mapToInt(LaneFit::work).sum();
    }

    private static boolean isInnerFit(List<Statement> statements, List<Range> ranges) {
        return statements.stream().allMatch(statement -> statement instanceof Statement.Loop l && isInnerForLanes(l, ranges)
            ? !isTooLong(l.body()) && l.body().stream().allMatch(s -> isFit(s, l.position(), false)) : statement.blocks().stream().allMatch(block -> isInnerFit(block, ranges)));
    }

    private static boolean isFitOutside(Statement statement) {
        return switch (statement) {
            case Statement.Loop l -> !isInnermost(l) || looksUp(l) || l.body().stream().allMatch(s -> isFit(s, 0, false));
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

    /**
     * Whether a loop over second or third neighbors is to be run in lanes, in a routine that uses them there. Where they reach as far as the first shell only, as in
     * bond-order potentials, half the lanes would stay empty, and a neighbor at a time is as fast.
     */
    public static boolean isInnerForLanes(Statement.Loop loop, List<Range> ranges) {
        return loop.position() > 0 && (loop.range() >= ranges.size() || isBeyondFirstShell(ranges.get(loop.range()))) && loop.body().stream().noneMatch(LaneFit::holdsLoop);
    }

    /** Whether an atom is likely to have more neighbors in a range than fill a vector. */
    static boolean isBeyondFirstShell(Range range) {
        return range.max() > FIRST_SHELL;
    }

    /** Whether a loop over the centre's neighbors holds no other loops. */
    static boolean isInnermost(Statement.Loop loop) {
        return loop.position() == 0 && loop.body().stream().noneMatch(LaneFit::holdsLoop);
    }

    private static boolean holdsLoop(Statement statement) {
        return statement instanceof Statement.Loop || statement.blocks().stream().anyMatch(block -> block.stream().anyMatch(LaneFit::holdsLoop));
    }

    /** @param at the position of the loop in lanes */
    private static boolean isFit(Statement statement, int at, boolean inBranch) {
        return switch (statement) {
            case Statement.Set s -> s.value().isCondition() ? isFitCondition(s.value(), at) : isFit(s.value(), at);
            case Statement.Accumulate s -> !inBranch && (!s.product() || at > 0) && isFit(s.value(), at);
            case Statement.SetLane s -> !inBranch && s.position() == at && isFit(s.value(), at);
            case Statement.AddLane s -> !inBranch && at > 0 && s.position() == at && isFit(s.value(), at);
            case Statement.SetPair s -> !inBranch && at == 1 && isFit(s.value(), at);
            case Statement.If s -> isFitCondition(s.condition(), at) && areFit(s.then(), at) && areFit(s.otherwise(), at);
            case Statement.Switch s -> s.slots().stream().allMatch(p -> p <= at) && s.cases().stream().allMatch(c -> areFit(c, at));
            case Statement.AddForce s -> !inBranch && at == 0 && isFit(s.x(), at) && isFit(s.y(), at) && isFit(s.z(), at);
            case Statement.AddCentralForce s -> !inBranch && at == 0 && isFit(s.scale(), at);
            case Statement.AddNeighborField s -> !inBranch && at == 0 && isFit(s.value(), at);
            default -> false;
        };
    }

    private static boolean areFit(List<Statement> branch, int at) {
        return branch.stream().allMatch(s -> isFit(s, at, true));
    }

    private static boolean isFitCondition(Expression e, int at) {
        return switch (e) {
            case Expression.SpeciesIn s -> s.slot() <= at;
            case Expression.Inside s -> s.position() <= at;
            case Expression.Within s -> s.position() <= at;
            case Expression.Local l -> true;
            case Expression.Call c -> switch (c.function()) {
                case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> c.arguments().stream().allMatch(x -> isFit(x, at));
                case AND, OR, NOT -> c.arguments().stream().allMatch(x -> isFitCondition(x, at));
                default -> false;
            };
            default -> false;
        };
    }

    private static boolean isFit(Expression e, int at) {
        return switch (e) {
            case Expression.Lane l -> l.position() <= at;
            case Expression.PairLane p -> at > 0;
            case Expression.NeighborField f -> f.position() == 0;
            case Expression.Parameter p -> p.slots().stream().allMatch(s -> s <= at);
            case Expression.Call c -> LaneMath.supports(c.function()) && !c.function().isCondition() && c.arguments().stream().allMatch(x -> isFit(x, at));
            // Coefficients are read one neighbor at a time, see LoopFission.
            case Expression.Spline s -> false;
            case Expression.Constant c -> true;
            case Expression.Local l -> true;
            case Expression.Field f -> true;
            case Expression.NetworkValue v -> true;
            case Expression.Property p -> true;
            default -> false;
        };
    }
}
