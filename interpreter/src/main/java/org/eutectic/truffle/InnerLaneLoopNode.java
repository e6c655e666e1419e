package org.eutectic.truffle;

import com.oracle.truffle.api.frame.VirtualFrame;
import jdk.incubator.vector.VectorMask;
import org.eutectic.ir.Relation;
import org.eutectic.kernel.Statement;
import org.eutectic.lanes.Lanes;

/**
 * A loop over second or third neighbors, several at a time, for one neighbor of each loop around it. Where it must leave out a neighbor that another loop stands at, that
 * one's lane is computed with the others and dropped.
 */
final class InnerLaneLoopNode extends EutecticStatement {
    private final Slots slots;
    private final int at;
    private final int count;
    private final int types;
    private final boolean runs;
    private final Relation toFirst;
    private final Relation toSecond;
    private final LaneResults results;
    @Child private EutecticStatement body;

    /**
     * @param count the slot that holds how many neighbors there are
     * @param types the slot of their species
     * @param runs whether neighbors of one species are taken after those of another, because what is computed depends on it
     */
    InnerLaneLoopNode(Slots slots, Statement.Loop loop, int count, int types, boolean runs, LaneResults results, EutecticStatement body) {
        this.slots = slots;
        this.at = loop.position();
        this.toFirst = loop.relations().get(0);
        this.toSecond = at > 1 ? loop.relations().get(1) : Relation.FREE;
        this.count = count;
        this.types = types;
        this.runs = runs;
        this.results = results;
        this.body = body;
    }

    @Override
    void execute(VirtualFrame frame) {
        int n = frame.getIntStatic(count);
        int from = Math.max(start(frame, toFirst, 0), at > 1 ? start(frame, toSecond, 1) : 0);
        results.begin(frame);
        if (runs) {
            runs(frame, from, n);
        } else {
            run(frame, from, n);
        }
        results.end(frame);
    }

    private int start(VirtualFrame frame, Relation relation, int position) {
        return relation == Relation.ORDERED ? frame.getIntStatic(slots.position[position]) + 1 : 0;
    }

    private void runs(VirtualFrame frame, int from, int n) {
        int[] type = Slots.ints(frame, types);
        for (int k = from; k < n;) {
            int t = Memory.get(type, k), end = k + 1;
            while (end < n && Memory.get(type, end) == t) {
                end++;
            }
            frame.setIntStatic(slots.species[at], t);
            run(frame, k, end);
            k = end;
        }
    }

    private void run(VirtualFrame frame, int from, int to) {
        results.clear(frame);
        for (int k = from; k < to; k += Lanes.COUNT) {
            frame.setIntStatic(slots.position[at], k);
            VectorMask<Double> active = Vectors.first(to - k);
            if (toFirst == Relation.DISTINCT) {
                active = active.and(Vectors.allBut(frame.getIntStatic(slots.position[0]) - k));
            }
            if (toSecond == Relation.DISTINCT) {
                active = active.and(Vectors.allBut(frame.getIntStatic(slots.position[1]) - k));
            }
            frame.setObjectStatic(slots.active, active);
            body.execute(frame);
            results.clear(frame);
        }
    }
}
