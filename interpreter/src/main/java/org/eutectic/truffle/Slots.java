package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;

/** The frame of a stage: where its locals, loop counters, lane arrays and inputs stand. All slots are static, so reading one is a plain load. */
final class Slots {
    final int center;
    final int centerType;
    final int virial;
    /** The neighbour at each position of the loops. */
    @CompilationFinal(dimensions = 1) final int[] position = new int[3];
    /** Its species, where there are several. */
    @CompilationFinal(dimensions = 1) final int[] species = new int[3];
    /** How many lanes each range holds. */
    @CompilationFinal(dimensions = 1) final int[] count;
    @CompilationFinal(dimensions = 1) final int[] lane;
    /** Places of the neighbours in the extended list, their species, and the force field's inputs. */
    final int index;
    final int type;
    final int job;
    final int forces;
    /** Values of pairs of neighbours: array, first neighbour, second neighbour, each of the last two below the count of the largest range. */
    final int pairs;
    @CompilationFinal(dimensions = 1) final int[] local;
    @CompilationFinal(dimensions = 1) final int[] force = new int[3];
    @CompilationFinal(dimensions = 1) final int[] virialSum = new int[9];
    final FrameDescriptor descriptor;

    Slots(int locals, int lanes, int ranges) {
        FrameDescriptor.Builder b = FrameDescriptor.newBuilder();
        center = b.addSlots(1, FrameSlotKind.Static);
        centerType = b.addSlots(1, FrameSlotKind.Static);
        virial = b.addSlots(1, FrameSlotKind.Static);
        index = b.addSlots(1, FrameSlotKind.Static);
        type = b.addSlots(1, FrameSlotKind.Static);
        job = b.addSlots(1, FrameSlotKind.Static);
        forces = b.addSlots(1, FrameSlotKind.Static);
        pairs = b.addSlots(1, FrameSlotKind.Static);
        many(b, position);
        many(b, species);
        count = many(b, new int[ranges]);
        lane = many(b, new int[lanes]);
        local = many(b, new int[locals]);
        many(b, force);
        many(b, virialSum);
        descriptor = b.build();
    }

    private static int[] many(FrameDescriptor.Builder b, int[] slots) {
        for (int k = 0; k < slots.length; k++) {
            slots[k] = b.addSlots(1, FrameSlotKind.Static);
        }
        return slots;
    }

    /** Where a value of the pair of neighbours at the first two positions stands. */
    int pairPlace(VirtualFrame f, int array) {
        int n = f.getIntStatic(count[count.length - 1]);
        return (array * n + f.getIntStatic(position[0])) * n + f.getIntStatic(position[1]);
    }

    static double[] doubles(VirtualFrame f, int slot) {
        return CompilerDirectives.castExact(f.getObjectStatic(slot), double[].class);
    }

    static int[] ints(VirtualFrame f, int slot) {
        return CompilerDirectives.castExact(f.getObjectStatic(slot), int[].class);
    }

    static Job job(VirtualFrame f, int slot) {
        return CompilerDirectives.castExact(f.getObjectStatic(slot), Job.class);
    }
}
