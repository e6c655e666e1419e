package org.eutectic.truffle;

import com.oracle.truffle.api.frame.VirtualFrame;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import org.eutectic.ir.Fn;
import org.eutectic.lanes.LaneMath;
import org.eutectic.lanes.Lanes;

/** What lanes compute: leaves and functions. */
final class LaneValues {
    private LaneValues() {}

    /** What is the same for all lanes: a constant, a value of the centre, a parameter of a run of one species. */
    static final class SameNode extends LaneExpression {
        @Child private EutecticExpression value;

        SameNode(EutecticExpression value) {
            this.value = value;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            return Vectors.broadcast(value.executeDouble(frame));
        }

        @Override
        VectorMask<Double> executeMask(VirtualFrame frame) {
            return Lanes.SPECIES.maskAll(value.executeBoolean(frame));
        }
    }

    static final class ConstantNode extends LaneExpression {
        private final double value;

        ConstantNode(double value) {
            this.value = value;
        }

        double value() {
            return value;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            return Vectors.broadcast(value);
        }
    }

    static final class LocalNode extends LaneExpression {
        private final int slot;

        LocalNode(int slot) {
            this.slot = slot;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            return Vectors.get(frame, slot);
        }

        @Override
        VectorMask<Double> executeMask(VirtualFrame frame) {
            return Vectors.mask(frame, slot);
        }
    }

    static final class ArrayNode extends LaneExpression {
        private final int array;
        private final int position;

        ArrayNode(int array, int position) {
            this.array = array;
            this.position = position;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            return Vectors.load(Slots.doubles(frame, array), frame.getIntStatic(position));
        }
    }

    /** A value kept for pairs of neighbors: the second ones' stand side by side. */
    static final class PairNode extends LaneExpression {
        private final Slots slots;
        private final int array;

        PairNode(Slots slots, int array) {
            this.slots = slots;
            this.array = array;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            return Vectors.load(Slots.doubles(frame, slots.pairs), slots.pairPlace(frame, array));
        }
    }

    /** A condition as a number: 1 where it holds. */
    static final class TruthNode extends LaneExpression {
        @Child private LaneExpression condition;

        TruthNode(LaneExpression condition) {
            this.condition = condition;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            return Vectors.broadcast(0).blend(Vectors.broadcast(1), condition.executeMask(frame));
        }
    }

    /** Lanes of a shorter range come first. */
    static final class InsideNode extends LaneExpression {
        private final int position;
        private final int count;

        InsideNode(int position, int count) {
            this.position = position;
            this.count = count;
        }

        @Override
        VectorMask<Double> executeMask(VirtualFrame frame) {
            return Vectors.first(frame.getIntStatic(count) - frame.getIntStatic(position));
        }
    }

    static final class ComparisonNode extends LaneExpression {
        private final Fn fn;
        @Child private LaneExpression left;
        @Child private LaneExpression right;

        ComparisonNode(Fn fn, LaneExpression left, LaneExpression right) {
            this.fn = fn;
            this.left = left;
            this.right = right;
        }

        @Override
        VectorMask<Double> executeMask(VirtualFrame frame) {
            DoubleVector a = left.execute(frame), b = right.execute(frame);
            return LaneMath.test(fn, a, b);
        }
    }

    /** Several conditions at once. */
    static final class LogicNode extends LaneExpression {
        private final Fn fn;
        @Child private LaneExpression left;
        @Child private LaneExpression right;

        /** @param right null for the negation */
        LogicNode(Fn fn, LaneExpression left, LaneExpression right) {
            this.fn = fn;
            this.left = left;
            this.right = right;
        }

        @Override
        VectorMask<Double> executeMask(VirtualFrame frame) {
            VectorMask<Double> a = left.executeMask(frame);
            return switch (fn) {
                case AND -> a.and(right.executeMask(frame));
                case OR -> a.or(right.executeMask(frame));
                default -> a.not();
            };
        }
    }

    /** A power with a constant exponent. */
    static final class PowerNode extends LaneExpression {
        private static final int MOST_FACTORS = 24;
        private final double exponent;
        @Child private LaneExpression base;

        PowerNode(LaneExpression base, double exponent) {
            this.base = base;
            this.exponent = exponent;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            DoubleVector x = base.execute(frame);
            if (exponent != Math.rint(exponent) || Math.abs(exponent) > MOST_FACTORS) {
                return LaneMath.pow(x, exponent);
            }
            DoubleVector power = wholePower(x, (int) Math.abs(exponent));
            return exponent < 0 ? Vectors.broadcast(1).div(power) : power;
        }

        private static DoubleVector wholePower(DoubleVector x, int n) {
            if (n <= 1) {
                return n == 0 ? Vectors.broadcast(1) : x;
            }
            DoubleVector half = wholePower(x, n / 2), square = half.mul(half);
            return n % 2 == 0 ? square : square.mul(x);
        }
    }

    static final class BinaryNode extends LaneExpression {
        private final Fn fn;
        @Child private LaneExpression left;
        @Child private LaneExpression right;

        BinaryNode(Fn fn, LaneExpression left, LaneExpression right) {
            this.fn = fn;
            this.left = left;
            this.right = right;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            DoubleVector a = left.execute(frame), b = right.execute(frame);
            return LaneMath.apply(fn, a, b);
        }
    }

    static final class UnaryNode extends LaneExpression {
        private final Fn fn;
        @Child private LaneExpression argument;

        UnaryNode(Fn fn, LaneExpression argument) {
            this.fn = fn;
            this.argument = argument;
        }

        @Override
        DoubleVector execute(VirtualFrame frame) {
            DoubleVector a = argument.execute(frame);
            return LaneMath.apply(fn, a);
        }
    }
}
