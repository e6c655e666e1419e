package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.eutectic.lanes.Lanes;

/** Vectors as values of frame slots: a slot must be known to hold exactly this machine's class, or each operation on it allocates. */
final class Vectors {
    @SuppressWarnings("unchecked")
    private static final Class<? extends VectorMask<Double>> MASK = (Class<? extends VectorMask<Double>>) Lanes.SPECIES.maskAll(true).getClass();

    /** 0, 1, 2, … */
    private static final DoubleVector NUMBERS = DoubleVector.zero(Lanes.SPECIES).addIndex(1);

    private Vectors() {}

    static DoubleVector get(VirtualFrame frame, int slot) {
        return CompilerDirectives.castExact(frame.getObjectStatic(slot), Lanes.VECTOR);
    }

    static VectorMask<Double> mask(VirtualFrame frame, int slot) {
        return CompilerDirectives.castExact(frame.getObjectStatic(slot), MASK);
    }

    static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(Lanes.SPECIES, value);
    }

    static DoubleVector load(double[] array, int at) {
        return DoubleVector.fromArray(Lanes.SPECIES, array, at);
    }

    /** The sum of the lanes, in an order that is the same in compiled and in interpreted code: {@code reduceLanes} leaves that open. */
    static double sum(DoubleVector v, double[] scratch) {
        return fold(v, scratch, false);
    }

    /** The product of the lanes, in an order of its own too. */
    static double product(DoubleVector v, double[] scratch) {
        return fold(v, scratch, true);
    }

    @ExplodeLoop
    private static double fold(DoubleVector v, double[] scratch, boolean product) {
        v.intoArray(scratch, 0);
        double[] part = new double[Lanes.COUNT];
        for (int k = 0; k < Lanes.COUNT; k++) {
            part[k] = Memory.get(scratch, k);
        }
        for (int width = Lanes.COUNT / 2; width > 0; width /= 2) {
            for (int k = 0; k < width; k++) {
                part[k] = product ? part[k] * part[k + width] : part[k] + part[k + width];
            }
        }
        return part[0];
    }

    /** The first {@code n} lanes. */
    static VectorMask<Double> first(int n) {
        return Lanes.SPECIES.indexInRange(0, n);
    }

    /** All lanes but one; all where there is no such lane. */
    static VectorMask<Double> allBut(int lane) {
        return NUMBERS.compare(VectorOperators.NE, lane);
    }
}
