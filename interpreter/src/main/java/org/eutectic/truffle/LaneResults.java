package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import jdk.incubator.vector.DoubleVector;

/** The sums and products that a loop in lanes makes: a vector collects each, and its lanes are joined when the loop is done. */
final class LaneResults {
    private final Slots slots;
    /** Scalars that take the results, which of them are products, and the vectors in which they are collected. */
    @CompilationFinal(dimensions = 1) private final int[] scalars;
    @CompilationFinal(dimensions = 1) private final boolean[] product;
    @CompilationFinal(dimensions = 1) private final int[] vectors;
    /** What the body of the loop leaves in the frame, for no later turn to see. */
    @CompilationFinal(dimensions = 1) private final int[] temporary;

    LaneResults(Slots slots, int[] scalars, boolean[] product, int[] vectors, int[] temporary) {
        this.slots = slots;
        this.scalars = scalars;
        this.product = product;
        this.vectors = vectors;
        this.temporary = temporary;
    }

    /** Before the first strip. */
    @ExplodeLoop
    void begin(VirtualFrame frame) {
        for (int k = 0; k < vectors.length; k++) {
            frame.setObjectStatic(vectors[k], Vectors.broadcast(product[k] ? 1 : 0));
        }
    }

    /** After the last strip. */
    @ExplodeLoop
    void end(VirtualFrame frame) {
        double[] scratch = Slots.doubles(frame, slots.scratch);
        for (int k = 0; k < scalars.length; k++) {
            DoubleVector v = Vectors.get(frame, vectors[k]);
            double old = frame.getDoubleStatic(scalars[k]);
            frame.setDoubleStatic(scalars[k], product[k] ? old * Vectors.product(v, scratch) : old + Vectors.sum(v, scratch));
            frame.clearStatic(vectors[k]);
        }
    }

    /** Before the first strip and after each. */
    @ExplodeLoop
    void clear(VirtualFrame frame) {
        for (int s : temporary) {
            frame.clearStatic(s);
        }
        frame.clearStatic(slots.active);
    }
}
