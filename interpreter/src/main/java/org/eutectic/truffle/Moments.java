package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.Arrays;
import java.util.List;
import org.eutectic.lanes.LaneHarmonics;
import org.eutectic.lanes.LaneSums;

/**
 * Moments of an atom's neighbors: lane arrays times harmonics of their directions, summed, and the slopes of that. Sums stand in the array in which networks leave
 * their values. The loops are the same for all potentials, and compiled once by the JVM, not as part of each routine.
 */
final class Moments {
    /** So many neighbors at a time, whose dozens of values stay close to the processor from one step to the next. */
    private static final int BLOCK = 32;

    private Moments() {}

    /** Where the sums and all that they are made of stand: lane arrays by their numbers in the {@link Job}. */
    static final class Room {
        private final LaneHarmonics harmonics;
        private final int[] rows;
        private final int[] direction;
        private final int[] columns;
        private final int[] columnSlopes;
        private final int count;
        private final int at;

        Room(Slots slots, List<Integer> orders, int[] rows, int[] direction, int at) {
            harmonics = new LaneHarmonics(orders.stream().mapToInt(Integer::intValue).toArray());
            this.rows = rows;
            this.direction = direction;
            this.at = at;
            count = slots.count[slots.count.length - 1];
            columns = newLanes(slots, harmonics.columns());
            columnSlopes = newLanes(slots, harmonics.columns());
        }

        private static int[] newLanes(Slots slots, int count) {
            int[] lanes = new int[count];
            Arrays.setAll(lanes, k -> {
                slots.newLane();
                return slots.lanes().length - 1;
            });
            return lanes;
        }

        /** The place of the first sum. */
        int at() {
            return at;
        }

        /** The first place after them. */
        int end() {
            return at + rows.length * columns.length;
        }

        @TruffleBoundary
        private void sums(Job job, int n) {
            harmonics.values(job.lanes, direction, columns, n);
            LaneSums.products(job.lanes, rows, columns, n, job.networks, at);
        }

        @TruffleBoundary
        private void slopes(Job job, int n, int adjoints, int[] ofRows, int[] ofDirection) {
            for (int first = 0; first < n; first += BLOCK) {
                int end = Math.min(n, first + BLOCK);
                LaneSums.combinations(job.lanes, columns, job.networks, adjoints, 1, columns.length, first, end, ofRows);
                LaneSums.combinations(job.lanes, rows, job.networks, adjoints, columns.length, 1, first, end, columnSlopes);
                harmonics.slopes(job.lanes, direction, columnSlopes, ofDirection, first, end);
            }
        }
    }

    /** Sums of products. */
    static final class RunNode extends EutecticStatement {
        private final Slots slots;
        private final Room room;

        RunNode(Slots slots, Room room) {
            this.slots = slots;
            this.room = room;
        }

        @Override
        void execute(VirtualFrame frame) {
            room.sums(Slots.job(frame, slots.job), frame.getIntStatic(room.count));
        }
    }

    /** From the adjoints of the sums those of the arrays. */
    static final class ReverseNode extends EutecticStatement {
        private final Slots slots;
        private final Room room;
        private final int[] ofRows;
        private final int[] ofDirection;
        private final int at;
        @Children private final EutecticExpression[] adjoints;

        /** @param slopes arrays that are filled, for the rows and the direction */
        ReverseNode(Slots slots, Room room, int[] slopes, int at, EutecticExpression[] adjoints) {
            this.slots = slots;
            this.room = room;
            this.ofRows = Arrays.copyOf(slopes, room.rows.length);
            this.ofDirection = Arrays.copyOfRange(slopes, room.rows.length, slopes.length);
            this.at = at;
            this.adjoints = adjoints;
        }

        /** The first place after the adjoints. */
        int end() {
            return at + adjoints.length;
        }

        @Override
        void execute(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            fill(frame, job.networks);
            room.slopes(job, frame.getIntStatic(room.count), at, ofRows, ofDirection);
        }

        @ExplodeLoop
        private void fill(VirtualFrame frame, double[] a) {
            for (int k = 0; k < adjoints.length; k++) {
                Memory.set(a, at + k, adjoints[k].executeDouble(frame));
            }
        }
    }
}
