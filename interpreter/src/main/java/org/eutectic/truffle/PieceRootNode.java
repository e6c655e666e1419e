package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import org.eutectic.atoms.NeighborList;

/**
 * Some of the statements of a long stage, for one centre: the compiler's time grows faster than what it is given, so a stage of thousands of operations is compiled in
 * pieces. They share the {@link Job}'s arrays; numbers that a later piece reads go through {@link Job#carried}.
 */
final class PieceRootNode extends RootNode {
    private final String name;
    private final Slots slots;
    private final boolean forces;
    private final boolean virial;
    private final boolean pairs;
    @CompilationFinal(dimensions = 1) private final int[] lanes;
    /** Locals that it takes from earlier pieces, and those that it leaves to later ones. */
    @CompilationFinal(dimensions = 1) private final int[] taken;
    @CompilationFinal(dimensions = 1) private final int[] left;
    @Child private EutecticStatement body;

    PieceRootNode(EutecticLanguage language, String name, Slots slots, boolean forces, boolean virial, boolean pairs, int[] taken, int[] left, EutecticStatement body) {
        super(language, slots.descriptor());
        this.name = name;
        this.slots = slots;
        this.forces = forces;
        this.virial = virial;
        this.pairs = pairs;
        this.lanes = slots.lanes();
        this.taken = taken;
        this.left = left;
        this.body = body;
    }

    @Override
    @ExplodeLoop
    public Object execute(VirtualFrame frame) {
        Job job = CompilerDirectives.castExact(frame.getArguments()[0], Job.class);
        job.compiled &= CompilerDirectives.inCompiledCode();
        frame.setObjectStatic(slots.job, job);
        frame.setObjectStatic(slots.index, job.index);
        frame.setObjectStatic(slots.type, job.type);
        frame.setObjectStatic(slots.forces, job.forces);
        if (pairs) {
            frame.setObjectStatic(slots.pairs, job.pairs);
        }
        if (slots.keptCount.length > 0) {
            frame.setObjectStatic(slots.kept, job.kept);
            frame.setObjectStatic(slots.keptType, job.keptType);
        }
        for (int a = 0; a < lanes.length; a++) {
            frame.setObjectStatic(lanes[a], job.lanes[a]);
        }
        frame.setIntStatic(slots.center, job.center);
        frame.setIntStatic(slots.centerType, job.types[job.center]);
        for (int m = 0; m < slots.count.length; m++) {
            frame.setIntStatic(slots.count[m], job.counts[m]);
        }
        for (int l : taken) {
            frame.setDoubleStatic(slots.local[l], job.carried[l]);
        }
        zero(frame, slots.force);
        zero(frame, slots.virialSum);
        body.execute(frame);
        for (int l : left) {
            job.carried[l] = frame.getDoubleStatic(slots.local[l]);
        }
        if (forces) {
            int at = NeighborList.WIDTH * job.center;
            for (int a = 0; a < 3; a++) {
                job.forces[at + a] += frame.getDoubleStatic(slots.force[a]);
            }
        }
        if (virial) {
            for (int k = 0; k < 9; k++) {
                job.virialSum[k] += frame.getDoubleStatic(slots.virialSum[k]);
            }
        }
        return 0;
    }

    @ExplodeLoop
    private static void zero(VirtualFrame frame, int[] sums) {
        for (int s : sums) {
            frame.setDoubleStatic(s, 0);
        }
    }

    @Override
    public String getName() {
        return name;
    }
}
