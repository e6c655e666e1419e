package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import org.eutectic.ir.Range;
import org.eutectic.truffle.Loops.SpeciesTuple;

/** Leaves, tables and species-dependent values. */
final class Values {
    private Values() {}

    static final class ConstantNode extends EutecticExpression {
        private final double value;

        ConstantNode(double value) {
            this.value = value;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            return value;
        }
    }

    static final class LocalNode extends EutecticExpression {
        private final int slot;

        LocalNode(int slot) {
            this.slot = slot;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            return frame.getDoubleStatic(slot);
        }
    }

    static final class LaneNode extends EutecticExpression {
        private final int array;
        private final int position;

        LaneNode(int array, int position) {
            this.array = array;
            this.position = position;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            return Memory.get(Slots.doubles(frame, array), frame.getIntStatic(position));
        }
    }

    static final class PairLaneNode extends EutecticExpression {
        private final Slots slots;
        private final int array;

        PairLaneNode(Slots slots, int array) {
            this.slots = slots;
            this.array = array;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            return Memory.get(Slots.doubles(frame, slots.pairs), slots.pairPlace(frame, array));
        }
    }

    static final class FieldNode extends EutecticExpression {
        private final Slots slots;
        private final int field;

        FieldNode(Slots slots, int field) {
            this.slots = slots;
            this.field = field;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            return Slots.job(frame, slots.job).fields[field][frame.getIntStatic(slots.center)];
        }
    }

    static final class NeighborFieldNode extends EutecticExpression {
        private final Slots slots;
        private final int field;
        private final int position;

        NeighborFieldNode(Slots slots, int field, int position) {
            this.slots = slots;
            this.field = field;
            this.position = position;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            return Memory.get(job.fields[field], Memory.get(Slots.ints(frame, slots.index), frame.getIntStatic(position)));
        }
    }

    /** The centre's charge (atoms without one are neutral) or mass. */
    static final class PropertyNode extends EutecticExpression {
        private final Slots slots;
        private final boolean charge;

        PropertyNode(Slots slots, boolean charge) {
            this.slots = slots;
            this.charge = charge;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            double[] values = charge ? job.charges : job.masses;
            return values == null ? 0 : values[frame.getIntStatic(slots.center)];
        }
    }

    static final class ParameterNode extends EutecticExpression {
        @CompilationFinal(dimensions = 0) private final double[] values;
        @Child private SpeciesTuple tuple;

        ParameterNode(double[] values, SpeciesTuple tuple) {
            this.values = values;
            this.tuple = tuple;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            return Memory.get(values, tuple.execute(frame));
        }
    }

    static final class SpeciesInNode extends EutecticExpression {
        private final long members;
        @Child private SpeciesTuple species;

        SpeciesInNode(SpeciesTuple species, long members) {
            this.species = species;
            this.members = members;
        }

        @Override
        boolean executeBoolean(VirtualFrame frame) {
            return (members >>> species.execute(frame) & 1) != 0;
        }
    }

    /** Lanes of a shorter range come first, so being inside it is a comparison of places. */
    static final class InsideNode extends EutecticExpression {
        private final int position;
        private final int count;

        InsideNode(int position, int count) {
            this.position = position;
            this.count = count;
        }

        @Override
        boolean executeBoolean(VirtualFrame frame) {
            return frame.getIntStatic(position) < frame.getIntStatic(count);
        }
    }

    static final class WithinNode extends EutecticExpression {
        private final int distances;
        private final int position;
        private final double[] limits;
        @Child private SpeciesTuple pair;

        WithinNode(int distances, int position, Range range, boolean squared, SpeciesTuple pair) {
            this.distances = distances;
            this.position = position;
            this.pair = pair;
            this.limits = new double[range.species() * range.species()];
            for (int k = 0; k < limits.length; k++) {
                double limit = range.get(k / range.species(), k % range.species());
                limits[k] = squared ? limit * limit : limit;
            }
        }

        @Override
        boolean executeBoolean(VirtualFrame frame) {
            return Memory.get(Slots.doubles(frame, distances), frame.getIntStatic(position)) < limits[pair.execute(frame)];
        }
    }
}
