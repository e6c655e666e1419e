package org.eutectic.ir;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a factor may move out of a sum. It must not be infinite (a divisor zero) where the sum is empty: inside an empty sum that does no harm, outside it would
 * make NaN of the zero.
 */
final class Finite {
    private final Set<Node> seen = new HashSet<>();
    /** Numbers that are not zero here, because a choice has asked. */
    private final Set<Node> nonZero;

    private Finite(Set<Node> nonZero) {
        this.nonZero = nonZero;
    }

    static boolean outsideSums(Node x) {
        return new Finite(Set.of()).holds(x);
    }

    /** Whether a divisor may move. */
    static boolean isNonZeroOutsideSums(Node x) {
        return (isPositive(x) || !hasReduction(x, new HashSet<>())) && outsideSums(x);
    }

    private boolean holds(Node x) {
        if (!seen.add(x)) {
            return true;
        }
        if (x instanceof Node.Apply a) {
            boolean pole = switch (a.function()) {
                case DIVIDE -> mayBeZero(a.argument(1));
                case POW -> !Arrays.stream(values(a.argument(1))).allMatch(v -> v >= 0) && mayBeZero(a.argument(0));
                case LOG -> mayBeZero(a.argument(0));
                default -> false;
            };
            if (pole) {
                return false;
            }
        }
        if (x instanceof Node.Select s && s.condition() instanceof Node.Apply c && c.function() == Fn.EQUAL && Graph.isConstant(c.argument(1), 0)) {
            Set<Node> more = new HashSet<>(nonZero);
            more.add(c.argument(0));
            return holds(s.then()) && new Finite(more).holds(s.otherwise());
        }
        return x.arguments().stream().allMatch(this::holds);
    }

    private boolean mayBeZero(Node x) {
        return !nonZero.contains(x) && !isPositive(x) && hasReduction(x, new HashSet<>());
    }

    private static boolean hasReduction(Node x, Set<Node> visited) {
        return visited.add(x) && (x instanceof Node.Reduce || x instanceof Node.Gather || x instanceof Node.PairSum || x.arguments().stream().anyMatch(y -> hasReduction(y, visited)));
    }

    /** Whether a value is greater than zero wherever it is a number; false where that is not plain to see. */
    private static boolean isPositive(Node x) {
        return switch (x) {
            case Node.Const c -> c.value() > 0;
            case Node.At at -> isPositive(at.argument(0));
            case Node.Apply a when a.function() == Fn.ADD -> isPositive(a.argument(0)) && isNotNegative(a.argument(1))
                || isNotNegative(a.argument(0)) && isPositive(a.argument(1));
            case Node.Apply a when a.function() == Fn.SQRT -> isPositive(a.argument(0));
            default -> false;
        };
    }

    private static boolean isNotNegative(Node x) {
        return switch (x) {
            case Node.Const c -> c.value() >= 0;
            case Node.At at -> isNotNegative(at.argument(0));
            case Node.Apply a -> switch (a.function()) {
                case EXP, SQRT, ABS -> true;
                case POW -> keepsSign(a.argument(1)) || isNotNegative(a.argument(0));
                case MULTIPLY -> a.argument(0) == a.argument(1) || isNotNegative(a.argument(0)) && isNotNegative(a.argument(1));
                case ADD -> isNotNegative(a.argument(0)) && isNotNegative(a.argument(1));
                default -> false;
            };
            case Node.Reduce r -> isNotNegative(r.body());
            default -> false;
        };
    }

    /** Whether any number to this power is not negative, or no number at all. */
    private static boolean keepsSign(Node exponent) {
        return Arrays.stream(values(exponent)).allMatch(v -> v != Math.rint(v) || v % 2 == 0);
    }

    /** The values of a number that is known for each species; of any other one that is odd and negative. */
    private static double[] values(Node n) {
        return switch (n) {
            case Node.Const c -> new double[] {c.value()};
            case Node.Param p -> p.table().values();
            case Node.At at -> values(at.argument(0));
            default -> new double[] {-1};
        };
    }
}
