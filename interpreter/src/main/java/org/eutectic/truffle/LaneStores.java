package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import org.eutectic.atoms.NeighborList;
import org.eutectic.ir.Fn;
import org.eutectic.kernel.Stage;
import org.eutectic.lanes.LaneMath;
import org.eutectic.lanes.Lanes;

/** What lanes keep, and what is done with it once all lanes have been computed. */
final class LaneStores {
    private LaneStores() {}

    static final class SetNode extends EutecticStatement {
        private final int slot;
        @Child private LaneExpression value;

        SetNode(int slot, LaneExpression value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            frame.setObjectStatic(slot, value.execute(frame));
        }
    }

    static final class SetMaskNode extends EutecticStatement {
        private final int slot;
        @Child private LaneExpression condition;

        SetMaskNode(int slot, LaneExpression condition) {
            this.slot = slot;
            this.condition = condition;
        }

        @Override
        void execute(VirtualFrame frame) {
            frame.setObjectStatic(slot, condition.executeMask(frame));
        }
    }

    /** Adds those lanes that hold neighbors to a vector of sums. */
    static final class SumNode extends EutecticStatement {
        private final int slot;
        private final int active;
        @Child private LaneExpression value;

        SumNode(int slot, int active, LaneExpression value) {
            this.slot = slot;
            this.active = active;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            add(frame, slot, active, value.execute(frame));
        }

        static void add(VirtualFrame frame, int slot, int active, DoubleVector v) {
            frame.setObjectStatic(slot, Vectors.get(frame, slot).add(v, Vectors.mask(frame, active)));
        }
    }

    /** Multiplies a vector of products by those lanes that hold neighbors. */
    static final class ProductNode extends EutecticStatement {
        private final int slot;
        private final int active;
        @Child private LaneExpression value;

        ProductNode(int slot, int active, LaneExpression value) {
            this.slot = slot;
            this.active = active;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            DoubleVector v = value.execute(frame), one = Vectors.broadcast(1);
            frame.setObjectStatic(slot, Vectors.get(frame, slot).mul(one.blend(v, Vectors.mask(frame, active))));
        }
    }

    /** Sets, or adds to, those places of an array whose lanes hold neighbors, and leaves the others as they are. */
    static final class ChangeArrayNode extends EutecticStatement {
        private final int array;
        private final int position;
        private final int active;
        private final boolean adds;
        @Child private LaneExpression value;

        ChangeArrayNode(int array, int position, int active, boolean adds, LaneExpression value) {
            this.array = array;
            this.position = position;
            this.active = active;
            this.adds = adds;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            DoubleVector v = value.execute(frame);
            double[] a = Slots.doubles(frame, array);
            int k = frame.getIntStatic(position);
            DoubleVector old = Vectors.load(a, k);
            old.blend(adds ? old.add(v) : v, Vectors.mask(frame, active)).intoArray(a, k);
        }
    }

    /**
     * Values of pairs of neighbors, second neighbors side by side. What is stored beyond the last stands where the next first neighbor's values will be, or behind the array.
     */
    static final class SetPairNode extends EutecticStatement {
        private final Slots slots;
        private final int array;
        @Child private LaneExpression value;

        SetPairNode(Slots slots, int array, LaneExpression value) {
            this.slots = slots;
            this.array = array;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            value.execute(frame).intoArray(Slots.doubles(frame, slots.pairs), slots.pairPlace(frame, array));
        }
    }

    /** A function of values of all pairs of neighbors, row after row. */
    static final class MapPairsNode extends EutecticStatement {
        private final Slots slots;
        private final int array;
        private final Fn fn;

        MapPairsNode(Slots slots, int array, Fn fn) {
            this.slots = slots;
            this.array = array;
            this.fn = fn;
        }

        @Override
        void execute(VirtualFrame frame) {
            double[] a = Slots.doubles(frame, slots.pairs);
            int n = frame.getIntStatic(slots.count[slots.count.length - 1]), from = array * Slots.pairRoom(n), to = from + n * n;
            for (int k = from; k < to; k += Lanes.COUNT) {
                LaneMath.apply(fn, Vectors.load(a, k)).intoArray(a, k);
            }
        }
    }

    static final class SetArrayNode extends EutecticStatement {
        private final int array;
        private final int position;
        @Child private LaneExpression value;

        SetArrayNode(int array, int position, LaneExpression value) {
            this.array = array;
            this.position = position;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            value.execute(frame).intoArray(Slots.doubles(frame, array), frame.getIntStatic(position));
        }
    }

    /** Both sides of a choice, lane by lane. */
    static final class ChoiceNode extends EutecticStatement {
        @CompilationFinal(dimensions = 1) private final int[] slots;
        @CompilationFinal(dimensions = 1) private final int[] kept;
        @Child private LaneExpression condition;
        @Child private EutecticStatement then;
        @Child private EutecticStatement otherwise;

        /**
         * @param slots locals that both sides set
         * @param kept as many slots for the first side's values
         */
        ChoiceNode(LaneExpression condition, EutecticStatement then, EutecticStatement otherwise, int[] slots, int[] kept) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
            this.slots = slots;
            this.kept = kept;
        }

        @Override
        @ExplodeLoop
        void execute(VirtualFrame frame) {
            VectorMask<Double> mask = condition.executeMask(frame);
            then.execute(frame);
            for (int k = 0; k < slots.length; k++) {
                frame.setObjectStatic(kept[k], Vectors.get(frame, slots[k]));
            }
            otherwise.execute(frame);
            for (int k = 0; k < slots.length; k++) {
                frame.setObjectStatic(slots[k], Vectors.get(frame, slots[k]).blend(Vectors.get(frame, kept[k]), mask));
                frame.clearStatic(kept[k]);
            }
        }
    }

    /** The gradient of the bonds: summed for the centre here, kept for the neighbors, who get theirs one by one. */
    static final class ForceNode extends EutecticStatement {
        private final Slots slots;
        @CompilationFinal(dimensions = 1) private final int[] force;
        @CompilationFinal(dimensions = 1) private final int[] virial;
        @Children private final LaneExpression[] gradient;

        /** @param virial null where it is not asked for */
        ForceNode(Slots slots, int[] force, int[] virial, LaneExpression... gradient) {
            this.slots = slots;
            this.force = force;
            this.virial = virial;
            this.gradient = gradient;
        }

        @Override
        @ExplodeLoop
        void execute(VirtualFrame frame) {
            int k = frame.getIntStatic(slots.position[0]);
            for (int a = 0; a < 3; a++) {
                DoubleVector g = gradient[a].execute(frame);
                g.intoArray(Slots.doubles(frame, slots.gradient[a]), k);
                SumNode.add(frame, force[a], slots.active, g);
                if (virial != null) {
                    for (int b = 0; b < 3; b++) {
                        DoubleVector d = Vectors.load(Slots.doubles(frame, slots.geometry[Stage.DX + b]), k);
                        SumNode.add(frame, virial[3 * a + b], slots.active, g.mul(d).neg());
                    }
                }
            }
        }
    }

    /** Forces on the neighbors. */
    static final class ScatterForcesNode extends EutecticStatement {
        private final Slots slots;
        private final int count;

        ScatterForcesNode(Slots slots, int count) {
            this.slots = slots;
            this.count = count;
        }

        @Override
        void execute(VirtualFrame frame) {
            double[] gx = Slots.doubles(frame, slots.gradient[0]), gy = Slots.doubles(frame, slots.gradient[1]), gz = Slots.doubles(frame, slots.gradient[2]);
            double[] f = Slots.doubles(frame, slots.forces);
            int[] index = Slots.ints(frame, slots.index);
            int n = frame.getIntStatic(count);
            for (long k = 0; k < n; k++) {
                long j = (long) NeighborList.WIDTH * Memory.get(index, k);
                Memory.set(f, j, Memory.get(f, j) - Memory.get(gx, k));
                Memory.set(f, j + 1, Memory.get(f, j + 1) - Memory.get(gy, k));
                Memory.set(f, j + 2, Memory.get(f, j + 2) - Memory.get(gz, k));
            }
        }
    }

    /** What neighbors' fields receive. */
    static final class ScatterFieldNode extends EutecticStatement {
        private final Slots slots;
        private final int field;
        private final int array;
        private final int count;

        ScatterFieldNode(Slots slots, int field, int array, int count) {
            this.slots = slots;
            this.field = field;
            this.array = array;
            this.count = count;
        }

        @Override
        void execute(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            double[] sum = job.received[field];
            double[] value = Slots.doubles(frame, array);
            int[] index = Slots.ints(frame, slots.index);
            int n = frame.getIntStatic(count);
            for (long k = 0; k < n; k++) {
                long j = Memory.get(index, k);
                Memory.set(sum, j, Memory.get(sum, j) + Memory.get(value, k));
            }
        }
    }

    /** The neighbors' values of a field, side by side. */
    static final class GatherFieldNode extends EutecticStatement {
        private final Slots slots;
        private final int field;
        private final int array;
        private final int count;

        GatherFieldNode(Slots slots, int field, int array, int count) {
            this.slots = slots;
            this.field = field;
            this.array = array;
            this.count = count;
        }

        @Override
        void execute(VirtualFrame frame) {
            double[] values = Slots.job(frame, slots.job).fields[field];
            double[] out = Slots.doubles(frame, array);
            int[] index = Slots.ints(frame, slots.index);
            int n = frame.getIntStatic(count);
            for (long k = 0; k < n; k++) {
                Memory.set(out, k, Memory.get(values, Memory.get(index, k)));
            }
        }
    }
}
