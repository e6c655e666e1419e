package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import org.eutectic.lanes.Lanes;

/**
 * A loop over a centre's neighbors, several at a time: strips of as many as a vector holds, each strip of one species, so that whatever depends on species
 * is the same for all its lanes. What goes to the neighbors themselves is kept in arrays and handed out one by one afterwards.
 */
final class LaneLoopNode extends EutecticStatement {
    private final Slots slots;
    private final int count;
    private final int species;
    /** Whether neighbors of one species are taken after those of another, because what is computed depends on it. */
    private final boolean runs;
    /** Arrays that the body reads: the lanes after the last repeat it, so that they compute something finite. */
    @CompilationFinal(dimensions = 1) private final int[] padded;
    private final LaneResults results;
    @Children private final EutecticStatement[] before;
    /** One for all, or one for each pair of species (the centre's slower). */
    @Children private final EutecticStatement[] bodies;
    @Children private final EutecticStatement[] after;

    LaneLoopNode(Slots slots, int count, int species, boolean runs, int[] padded, LaneResults results, EutecticStatement[] before, EutecticStatement[] bodies,
                 EutecticStatement[] after) {
        this.slots = slots;
        this.count = count;
        this.species = species;
        this.runs = runs && species > 1 || bodies.length > 1;
        this.padded = padded;
        this.results = results;
        this.before = before;
        this.bodies = bodies;
        this.after = after;
    }

    @Override
    void execute(VirtualFrame frame) {
        int n = frame.getIntStatic(count);
        if (n == 0) {
            return;
        }
        each(frame, before);
        pad(frame, n);
        if (!runs) {
            run(frame, 0, n, 0);
        } else {
            runs(frame, n);
        }
        each(frame, after);
    }

    private void runs(VirtualFrame frame, int n) {
        int[] type = Slots.ints(frame, slots.type);
        for (int k = 0; k < n;) {
            int t = Memory.get(type, k), end = k + 1;
            while (end < n && Memory.get(type, end) == t) {
                end++;
            }
            choose(frame, k, end, bodies.length == 1 ? 0 : frame.getIntStatic(slots.centerType) * species + t);
            k = end;
        }
    }

    @ExplodeLoop
    private void choose(VirtualFrame frame, int from, int to, int which) {
        for (int b = 0; b < bodies.length; b++) {
            if (b == which) {
                run(frame, from, to, b);
            }
        }
    }

    private void run(VirtualFrame frame, int from, int to, int body) {
        results.begin(frame);
        results.clear(frame);
        for (int k = from; k < to; k += Lanes.COUNT) {
            frame.setIntStatic(slots.position[0], k);
            if (runs) {
                frame.setIntStatic(slots.species[0], Memory.get(Slots.ints(frame, slots.type), k));
            }
            frame.setObjectStatic(slots.active, Vectors.first(to - k));
            bodies[body].execute(frame);
            results.clear(frame);
        }
        results.end(frame);
    }

    @ExplodeLoop
    private static void each(VirtualFrame frame, EutecticStatement[] statements) {
        for (EutecticStatement s : statements) {
            s.execute(frame);
        }
    }

    @ExplodeLoop
    private void pad(VirtualFrame frame, int n) {
        for (int array : padded) {
            double[] a = Slots.doubles(frame, array);
            Vectors.broadcast(Memory.get(a, n - 1)).intoArray(a, n);
        }
    }
}
