package org.eutectic.truffle;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import org.eutectic.lanes.LaneSums;

/** Moments of an atom's neighbors: products of lane arrays, summed, and their slopes. Sums stand in the array in which networks leave their values. */
final class Moments {
    private Moments() {}

    /** Sums of products. */
    static final class RunNode extends EutecticStatement {
        private final Slots slots;
        private final int[] rows;
        private final int[] columns;
        private final int count;
        private final int at;

        /** @param count the slot that says how many lanes there are */
        RunNode(Slots slots, int[] rows, int[] columns, int count, int at) {
            this.slots = slots;
            this.rows = rows;
            this.columns = columns;
            this.count = count;
            this.at = at;
        }

        @Override
        void execute(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            LaneSums.products(job.lanes, rows, columns, frame.getIntStatic(count), job.networks, at);
        }
    }

    /** From the adjoints of the sums those of the arrays. */
    static final class ReverseNode extends EutecticStatement {
        private final Slots slots;
        private final int[] rows;
        private final int[] columns;
        private final int[] rowSlopes;
        private final int[] columnSlopes;
        private final int count;
        private final int at;
        @Children private final EutecticExpression[] adjoints;

        ReverseNode(Slots slots, int[] rows, int[] columns, int[] rowSlopes, int[] columnSlopes, int count, int at, EutecticExpression[] adjoints) {
            this.slots = slots;
            this.rows = rows;
            this.columns = columns;
            this.rowSlopes = rowSlopes;
            this.columnSlopes = columnSlopes;
            this.count = count;
            this.at = at;
            this.adjoints = adjoints;
        }

        @Override
        void execute(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            fill(frame, job.networks);
            int n = frame.getIntStatic(count);
            LaneSums.combinations(job.lanes, columns, job.networks, at, 1, columns.length, n, rowSlopes);
            LaneSums.combinations(job.lanes, rows, job.networks, at, columns.length, 1, n, columnSlopes);
        }

        @ExplodeLoop
        private void fill(VirtualFrame frame, double[] a) {
            for (int k = 0; k < adjoints.length; k++) {
                Memory.set(a, at + k, adjoints[k].executeDouble(frame));
            }
        }
    }
}
