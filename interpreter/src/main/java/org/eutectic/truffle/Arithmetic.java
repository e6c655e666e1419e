package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import org.eutectic.ir.Fn;

/** Functions of the table {@link Fn}. */
final class Arithmetic {
    private Arithmetic() {}

    static final class BinaryNode extends EutecticExpression {
        private final Fn fn;
        @Child private EutecticExpression left;
        @Child private EutecticExpression right;

        BinaryNode(Fn fn, EutecticExpression left, EutecticExpression right) {
            this.fn = fn;
            this.left = left;
            this.right = right;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            double a = left.executeDouble(frame), b = right.executeDouble(frame);
            return switch (fn) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                case DIVIDE -> a / b;
                case POW -> Math.pow(a, b);
                case MIN -> Math.min(a, b);
                case MAX -> Math.max(a, b);
                default -> general(fn, a, b);
            };
        }
    }

    static final class ComparisonNode extends EutecticExpression {
        private final Fn fn;
        @Child private EutecticExpression left;
        @Child private EutecticExpression right;

        ComparisonNode(Fn fn, EutecticExpression left, EutecticExpression right) {
            this.fn = fn;
            this.left = left;
            this.right = right;
        }

        @Override
        boolean executeBoolean(VirtualFrame frame) {
            double a = left.executeDouble(frame), b = right.executeDouble(frame);
            return switch (fn) {
                case LESS -> a < b;
                case LESS_EQUAL -> a <= b;
                case GREATER -> a > b;
                case GREATER_EQUAL -> a >= b;
                case EQUAL -> a == b;
                default -> a != b;
            };
        }
    }

    static final class LogicNode extends EutecticExpression {
        private final Fn fn;
        @Child private EutecticExpression left;
        @Child private EutecticExpression right;

        /** @param right null for NOT */
        LogicNode(Fn fn, EutecticExpression left, EutecticExpression right) {
            this.fn = fn;
            this.left = left;
            this.right = right;
        }

        @Override
        boolean executeBoolean(VirtualFrame frame) {
            boolean a = left.executeBoolean(frame);
            return switch (fn) {
                case AND -> a && right.executeBoolean(frame);
                case OR -> a || right.executeBoolean(frame);
                default -> !a;
            };
        }
    }

    static final class UnaryNode extends EutecticExpression {
        private final Fn fn;
        @Child private EutecticExpression argument;

        UnaryNode(Fn fn, EutecticExpression argument) {
            this.fn = fn;
            this.argument = argument;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            double a = argument.executeDouble(frame);
            return switch (fn) {
                case NEGATE -> -a;
                case EXP -> Math.exp(a);
                case LOG -> Math.log(a);
                case SQRT -> Math.sqrt(a);
                case SIN -> Math.sin(a);
                case COS -> Math.cos(a);
                case TAN -> Math.tan(a);
                case ABS -> Math.abs(a);
                default -> general(fn, a, 0);
            };
        }
    }

    /** Functions without a compiler intrinsic: a call of the table's own code. */
    @TruffleBoundary
    private static double general(Fn fn, double a, double b) {
        return fn.evaluate(a, b);
    }
}
