package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.List;
import org.eutectic.ir.SplineTable;
import org.eutectic.truffle.Loops.SpeciesTuple;

/** Tabulated functions; the arithmetic is {@link SplineTable#evaluate}'s. */
final class Splines {
    /** Adding this leaves a number, rounded to a whole one, in the low bits: a conversion without the tests that Java's cast makes. */
    static final double WHOLE = 0x1.8p52;

    private Splines() {}

    /** A place in a grid: the segment, or −1 outside, and how far into it. Functions of one argument on one grid share it. */
    static final class PlaceNode extends EutecticStatement {
        private final int segmentSlot;
        private final int fractionSlot;
        private final double start;
        private final double inverse;
        private final int segments;
        @Child private EutecticExpression argument;

        PlaceNode(int segmentSlot, int fractionSlot, SplineTable grid, EutecticExpression argument) {
            this.segmentSlot = segmentSlot;
            this.fractionSlot = fractionSlot;
            this.start = grid.start();
            this.inverse = 1 / grid.step();
            this.segments = grid.segments();
            this.argument = argument;
        }

        @Override
        void execute(VirtualFrame frame) {
            double u = (argument.executeDouble(frame) - start) * inverse;
            // A knot may count to either side of it.
            int m = (int) Double.doubleToRawLongBits(u - 0.5 + WHOLE);
            boolean inside = u >= 0 && u < segments;
            frame.setIntStatic(segmentSlot, inside ? m : -1);
            frame.setDoubleStatic(fractionSlot, u - m);
        }
    }

    static final class SplineNode extends EutecticExpression {
        private final double[] c;
        private final double inverse;
        private final int order;
        private final SplineTable[] tables;
        /** For each tuple of species where the coefficients of its table begin. */
        @CompilationFinal(dimensions = 0) private final int[] begin;
        private final int segmentSlot;
        private final int fractionSlot;
        private final int[] caseOf;
        @Child private PlaceNode place;
        @Child private SpeciesTuple tuple;
        @Child private EutecticExpression argument;

        /**
         * @param tuple null where there is one table
         * @param place null where the slots have been filled before
         */
        SplineNode(List<SplineTable> tables, SpeciesTuple tuple, int[] caseOf, int order, PlaceNode place, int segmentSlot, int fractionSlot,
                   EutecticExpression argument) {
            this.tables = tables.toArray(SplineTable[]::new);
            this.tuple = tuple;
            this.caseOf = caseOf;
            this.order = order;
            this.place = place;
            this.segmentSlot = segmentSlot;
            this.fractionSlot = fractionSlot;
            this.argument = argument;
            SplineTable grid = tables.get(0);
            this.inverse = 1 / grid.step();
            int length = 4 * grid.segments();
            c = tables.size() == 1 ? grid.coefficients() : new double[length * tables.size()];
            for (int t = 0; t < tables.size() && tables.size() > 1; t++) {
                System.arraycopy(tables.get(t).coefficients(), 0, c, t * length, length);
            }
            begin = new int[caseOf.length];
            for (int k = 0; k < begin.length; k++) {
                begin[k] = caseOf[k] * length;
            }
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            if (place != null) {
                place.execute(frame);
            }
            int m = frame.getIntStatic(segmentSlot), chosen = tuple == null ? 0 : tuple.execute(frame);
            if (m < 0) {
                return outside(tuple == null ? 0 : caseOf[chosen], argument.executeDouble(frame));
            }
            double t = frame.getDoubleStatic(fractionSlot);
            long at = (tuple == null ? 0 : Memory.get(begin, (long) chosen)) + 4L * m;
            double c1 = Memory.get(c, at + 1), c2 = Memory.get(c, at + 2), c3 = Memory.get(c, at + 3);
            return switch (order) {
                case 0 -> ((c3 * t + c2) * t + c1) * t + Memory.get(c, at);
                case 1 -> ((3 * c3 * t + 2 * c2) * t + c1) * inverse;
                default -> (6 * c3 * t + 2 * c2) * inverse * inverse;
            };
        }

        @TruffleBoundary
        private double outside(int table, double x) {
            return tables[table].evaluate(x, order);
        }
    }
}
