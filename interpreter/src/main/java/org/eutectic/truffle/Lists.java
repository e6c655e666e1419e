package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.eutectic.ir.Relation;
import org.eutectic.kernel.Statement;
import org.eutectic.lanes.Lanes;

/**
 * Lists of second neighbors, one for each first neighbor: a row of {@link Job#kept} that begins with how many there are. Filling them and moving values in and out go one neighbor at a time; the
 * loops over them are then in lanes, without holes.
 */
final class Lists {
    private static final VectorSpecies<Integer> PLACES = VectorSpecies.of(int.class, VectorShape.forBitSize(32 * Lanes.COUNT));
    /** For each set of lanes their numbers, in a row of as many as there are lanes. */
    private static final int[] LANES_OF = lanesOf();

    private Lists() {}

    private static int[] lanesOf() {
        int[] table = new int[Lanes.COUNT << Lanes.COUNT];
        for (int set = 0; set < 1 << Lanes.COUNT; set++) {
            int at = set * Lanes.COUNT;
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                if ((set >> lane & 1) != 0) {
                    table[at++] = lane;
                }
            }
        }
        return table;
    }

    /** The room for lists of {@code n} neighbors. */
    static int room(int lists, int n) {
        return lists * n * width(n);
    }

    /** Room for a row: strips of lanes are stored whole. */
    private static int width(int n) {
        return n + 1 + Lanes.COUNT;
    }

    /** Where the row of the first neighbor that the loops stand at begins. */
    private static long row(VirtualFrame frame, Slots slots, int list) {
        int n = frame.getIntStatic(slots.count[slots.count.length - 1]);
        return (long) (list * n + frame.getIntStatic(slots.position[0])) * width(n);
    }

    /** Fills a list with those for which an array is negative. */
    static final class KeepNode extends EutecticStatement {
        private final Slots slots;
        private final int list;
        private final int signs;
        private final int count;
        private final boolean later;

        KeepNode(Slots slots, Statement.Keep keep, int signs, int count) {
            this.slots = slots;
            this.list = keep.list();
            this.signs = signs;
            this.count = count;
            this.later = keep.relation() == Relation.ORDERED;
        }

        @Override
        void execute(VirtualFrame frame) {
            int[] kept = Slots.ints(frame, slots.kept);
            double[] a = Slots.doubles(frame, signs);
            long row = row(frame, slots, list);
            int n = frame.getIntStatic(count), j = frame.getIntStatic(slots.position[0]);
            long at = row + 1;
            if (!later) {
                at = keep(kept, a, 0, Math.min(j, n), at);
            }
            at = keep(kept, a, j + 1, n, at);
            int found = (int) (at - row - 1);
            Memory.set(kept, row, found);
            frame.setIntStatic(slots.keptCount[list], found);
        }

        /** Without branches, which would be mispredicted: a table says which lanes come first. */
        private static long keep(int[] kept, double[] a, int from, int to, long at) {
            for (int k = from; k < to; k += Lanes.COUNT) {
                int passed = (int) Vectors.load(a, k).lt(0).and(Vectors.first(to - k)).toLong();
                IntVector.fromArray(PLACES, LANES_OF, passed * Lanes.COUNT).add(k).intoArray(kept, (int) at);
                at += Integer.bitCount(passed);
            }
            return at;
        }
    }

    static final class RecallNode extends EutecticStatement {
        private final Slots slots;
        private final int list;

        RecallNode(Slots slots, int list) {
            this.slots = slots;
            this.list = list;
        }

        @Override
        void execute(VirtualFrame frame) {
            frame.setIntStatic(slots.keptCount[list], Memory.get(Slots.ints(frame, slots.kept), row(frame, slots, list)));
        }
    }

    /** Moves values between places among all neighbors and places in a list. */
    static final class MoveNode extends EutecticStatement {
        private final Slots slots;
        private final int list;
        private final boolean in;
        /** Whether species go along. */
        private final boolean species;
        @CompilationFinal(dimensions = 1) private final int[] from;
        @CompilationFinal(dimensions = 1) private final int[] to;

        /** @param in whether values are copied into the list's places, or added to those of all neighbors */
        MoveNode(Slots slots, int list, boolean in, boolean species, List<Integer> from, List<Integer> to) {
            this.slots = slots;
            this.list = list;
            this.in = in;
            this.species = species;
            this.from = from.stream().mapToInt(slots::lane).toArray();
            this.to = to.stream().mapToInt(slots::lane).toArray();
        }

        @Override
        void execute(VirtualFrame frame) {
            int[] kept = Slots.ints(frame, slots.kept);
            long row = row(frame, slots, list) + 1;
            int n = frame.getIntStatic(slots.keptCount[list]);
            for (int m = 0; m < n; m++) {
                move(frame, Memory.get(kept, row + m), m);
            }
        }

        @ExplodeLoop
        private void move(VirtualFrame frame, int k, int m) {
            if (species) {
                Memory.set(Slots.ints(frame, slots.keptType), m, Memory.get(Slots.ints(frame, slots.type), k));
            }
            for (int a = 0; a < from.length; a++) {
                double[] x = Slots.doubles(frame, from[a]), y = Slots.doubles(frame, to[a]);
                if (in) {
                    Memory.set(y, m, Memory.get(x, k));
                } else {
                    Memory.set(y, k, Memory.get(y, k) + Memory.get(x, m));
                }
            }
        }
    }
}
