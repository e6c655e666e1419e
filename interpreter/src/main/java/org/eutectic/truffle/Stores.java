package org.eutectic.truffle;

import com.oracle.truffle.api.frame.VirtualFrame;
import org.eutectic.atoms.NeighborList;
import org.eutectic.kernel.Stage;

/** Statements that keep a value. */
final class Stores {
    private Stores() {}

    static final class SetNode extends EutecticStatement {
        private final int slot;
        @Child private EutecticExpression value;

        SetNode(int slot, EutecticExpression value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            frame.setDoubleStatic(slot, value.executeDouble(frame));
        }
    }

    static final class AccumulateNode extends EutecticStatement {
        private final int slot;
        private final boolean product;
        @Child private EutecticExpression value;

        AccumulateNode(int slot, boolean product, EutecticExpression value) {
            this.slot = slot;
            this.product = product;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            double v = value.executeDouble(frame);
            double old = frame.getDoubleStatic(slot);
            frame.setDoubleStatic(slot, product ? old * v : old + v);
        }
    }

    static final class SetLaneNode extends EutecticStatement {
        private final int array;
        private final int position;
        private final boolean add;
        @Child private EutecticExpression value;

        SetLaneNode(int array, int position, boolean add, EutecticExpression value) {
            this.array = array;
            this.position = position;
            this.add = add;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            double v = value.executeDouble(frame);
            double[] a = Slots.doubles(frame, array);
            int k = frame.getIntStatic(position);
            Memory.set(a, k, add ? Memory.get(a, k) + v : v);
        }
    }

    static final class SetPairNode extends EutecticStatement {
        private final Slots slots;
        private final int array;
        @Child private EutecticExpression value;

        SetPairNode(Slots slots, int array, EutecticExpression value) {
            this.slots = slots;
            this.array = array;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            double v = value.executeDouble(frame);
            Memory.set(Slots.doubles(frame, slots.pairs), slots.pairPlace(frame, array), v);
        }
    }

    static final class SetFieldNode extends EutecticStatement {
        private final Slots slots;
        private final int field;
        @Child private EutecticExpression value;

        SetFieldNode(Slots slots, int field, EutecticExpression value) {
            this.slots = slots;
            this.field = field;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            Slots.job(frame, slots.job).fields[field][frame.getIntStatic(slots.center)] = value.executeDouble(frame);
        }
    }

    static final class AddNeighborFieldNode extends EutecticStatement {
        private final Slots slots;
        private final int field;
        @Child private EutecticExpression value;

        AddNeighborFieldNode(Slots slots, int field, EutecticExpression value) {
            this.slots = slots;
            this.field = field;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            int j = Memory.get(Slots.ints(frame, slots.index), frame.getIntStatic(slots.position[0]));
            job.received[field][j] += value.executeDouble(frame);
        }
    }

    static final class AddFieldNode extends EutecticStatement {
        private final Slots slots;
        private final int field;
        @Child private EutecticExpression value;

        AddFieldNode(Slots slots, int field, EutecticExpression value) {
            this.slots = slots;
            this.field = field;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            Slots.job(frame, slots.job).received[field][frame.getIntStatic(slots.center)] += value.executeDouble(frame);
        }
    }

    static final class SetEnergyNode extends EutecticStatement {
        private final Slots slots;
        @Child private EutecticExpression value;

        SetEnergyNode(Slots slots, EutecticExpression value) {
            this.slots = slots;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            Slots.job(frame, slots.job).siteEnergies[frame.getIntStatic(slots.center)] += value.executeDouble(frame);
        }
    }

    /** The gradient of a bond: to the centre's sums, the neighbour's force and, where asked for, the virial. */
    static final class AddForceNode extends EutecticStatement {
        private final Slots slots;
        private final boolean virial;
        @Child private EutecticExpression x;
        @Child private EutecticExpression y;
        @Child private EutecticExpression z;

        AddForceNode(Slots slots, boolean virial, EutecticExpression x, EutecticExpression y, EutecticExpression z) {
            this.slots = slots;
            this.virial = virial;
            this.x = x;
            this.y = y;
            this.z = z;
        }

        @Override
        void execute(VirtualFrame frame) {
            double gx = x.executeDouble(frame), gy = y.executeDouble(frame), gz = z.executeDouble(frame);
            add(frame, slots.force[0], gx);
            add(frame, slots.force[1], gy);
            add(frame, slots.force[2], gz);
            int k = frame.getIntStatic(slots.position[0]);
            long j = (long) NeighborList.WIDTH * Memory.get(Slots.ints(frame, slots.index), k);
            double[] f = Slots.doubles(frame, slots.forces);
            subtract(f, j, gx);
            subtract(f, j + 1, gy);
            subtract(f, j + 2, gz);
            if (virial) {
                double dx = Memory.get(Slots.doubles(frame, slots.geometry[Stage.DX]), k);
                double dy = Memory.get(Slots.doubles(frame, slots.geometry[Stage.DY]), k);
                double dz = Memory.get(Slots.doubles(frame, slots.geometry[Stage.DZ]), k);
                addVirial(frame, gx, 0, dx, dy, dz);
                addVirial(frame, gy, 3, dx, dy, dz);
                addVirial(frame, gz, 6, dx, dy, dz);
            }
        }

        private static void subtract(double[] f, long k, double g) {
            Memory.set(f, k, Memory.get(f, k) - g);
        }

        /** A strain e_ab moves d_a by e_ab·d_b. */
        private void addVirial(VirtualFrame frame, double g, int row, double dx, double dy, double dz) {
            add(frame, slots.virialSum[row], -g * dx);
            add(frame, slots.virialSum[row + 1], -g * dy);
            add(frame, slots.virialSum[row + 2], -g * dz);
        }

        private static void add(VirtualFrame frame, int slot, double v) {
            frame.setDoubleStatic(slot, frame.getDoubleStatic(slot) + v);
        }
    }
}
