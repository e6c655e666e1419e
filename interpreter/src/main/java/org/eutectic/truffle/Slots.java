package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.kernel.Stage;
import org.eutectic.lanes.Lanes;

/** The frame of a stage: where its locals, loop counters, lane arrays and inputs stand. All slots are static, so reading one is a plain load. */
final class Slots {
    final int center;
    final int centerType;
    /** The neighbour at each position of the loops. */
    @CompilationFinal(dimensions = 1) final int[] position = new int[3];
    /** Its species, where there are several. */
    @CompilationFinal(dimensions = 1) final int[] species = new int[3];
    /** How many lanes each range holds. */
    @CompilationFinal(dimensions = 1) final int[] count;
    /** Places of the neighbours in the extended list, their species, and the force field's inputs. */
    final int index;
    final int type;
    final int job;
    final int forces;
    /** Values of pairs of neighbours: array, first neighbour, second neighbour, each of the last two below the count of the largest range. */
    final int pairs;
    /** Lists of second neighbors, how many each holds for the first neighbor that the loops stand at, and these ones' species; see {@link Lists}. */
    final int kept;
    @CompilationFinal(dimensions = 1) final int[] keptCount;
    final int keptType;
    /** Which lanes of a vector hold neighbors. */
    final int active;
    @CompilationFinal(dimensions = 1) final int[] local;
    @CompilationFinal(dimensions = 1) final int[] force = new int[3];
    @CompilationFinal(dimensions = 1) final int[] virialSum = new int[9];
    /** Arrays in which loops over lanes leave the gradient. */
    @CompilationFinal(dimensions = 1) final int[] gradient = new int[3];
    /** Arrays that the gather fills. */
    @CompilationFinal(dimensions = 1) final int[] geometry = new int[Stage.FIRST_FREE];
    /** An array for whoever needs one for a moment. */
    final int scratch;
    private final FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
    private final List<Integer> lanes = new ArrayList<>();

    Slots(int locals, int lanes, int ranges, int lists) {
        center = newSlot();
        centerType = newSlot();
        index = newSlot();
        type = newSlot();
        job = newSlot();
        forces = newSlot();
        active = newSlot();
        pairs = newSlot();
        kept = newSlot();
        keptType = newSlot();
        keptCount = many(new int[lists]);
        many(position);
        many(species);
        count = many(new int[ranges]);
        for (int k = 0; k < lanes; k++) {
            newLane();
        }
        Arrays.setAll(geometry, this::lane);
        local = many(new int[locals]);
        many(force);
        many(virialSum);
        for (int k = 0; k < 3; k++) {
            gradient[k] = newLane();
        }
        scratch = newLane();
    }

    private int[] many(int[] slots) {
        for (int k = 0; k < slots.length; k++) {
            slots[k] = newSlot();
        }
        return slots;
    }

    /** The slot that holds how many neighbors there are in a range, or in a list that stands for one. */
    int countOf(int range) {
        return range < count.length ? count[range] : keptCount[range - count.length];
    }

    /** Where a value of the pair of neighbours at the first two positions stands. */
    int pairPlace(VirtualFrame f, int array) {
        int n = f.getIntStatic(count[count.length - 1]);
        return array * pairRoom(n) + f.getIntStatic(position[0]) * n + f.getIntStatic(position[1]);
    }

    /** The room for an array over pairs of {@code n} neighbors: a strip of lanes may begin at the last one. */
    static int pairRoom(int n) {
        return n * n + Lanes.COUNT;
    }

    int newSlot() {
        return builder.addSlots(1, FrameSlotKind.Static);
    }

    /** Another lane array: the slot where it stands. */
    int newLane() {
        lanes.add(newSlot());
        return lanes.getLast();
    }

    int lane(int array) {
        return lanes.get(array);
    }

    /** The slots of all lane arrays, in the order of the {@link Job}'s. */
    int[] lanes() {
        return lanes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The frame, once all slots have been asked for. */
    FrameDescriptor descriptor() {
        return builder.build();
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
