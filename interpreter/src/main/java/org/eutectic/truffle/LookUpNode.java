package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.ir.SplineTable;
import org.eutectic.kernel.Expression;
import org.eutectic.lanes.Lanes;

/**
 * Looks up tables on one grid at one argument for each neighbor, and leaves values and slopes in arrays. The loop calls nothing and does not branch: arguments beyond the grid, which are rare,
 * are found on the way and mended afterwards. Where no species choose among tables, their coefficients stand side by side.
 */
final class LookUpNode extends EutecticStatement {
    private static final int COEFFICIENTS = 4;

    /** Coefficients of a table, or of several of which species choose one. */
    private static final class Coefficients {
        final double[] values;
        /** Where those of the first segment begin, by the tuple of species. */
        @CompilationFinal(dimensions = 0) final int[] begin;
        /** How far apart segments stand. */
        final long stride;

        Coefficients(double[] values, int[] begin, int stride) {
            this.values = values;
            this.begin = begin;
            this.stride = stride;
        }
    }

    /** What is looked up in a table, or in several of which species choose one. */
    private static final class Entry {
        final Expression.Spline spline;
        final Coefficients coefficients;
        final boolean chosen;
        final int order;
        final boolean byNeighbor;
        final boolean byCenter;
        final boolean centerFirst;
        final int output;

        Entry(Expression.Spline e, Coefficients coefficients, int output) {
            this.spline = e;
            this.coefficients = coefficients;
            this.chosen = e.tables().size() > 1;
            this.order = e.order();
            this.byCenter = e.slots().contains(-1);
            this.byNeighbor = e.slots().contains(0);
            this.centerFirst = byCenter && e.slots().getFirst() == -1;
            this.output = output;
        }
    }

    private final Slots slots;
    private final int argument;
    private final int count;
    private final int species;
    private final double start;
    private final double inverse;
    private final int segments;
    /** The greatest place inside the grid. */
    private final double last;
    private final boolean byNeighbor;
    @CompilationFinal(dimensions = 1) private final Entry[] entries;

    /**
     * @param argument array of arguments
     * @param tables what to look up: tables on one grid, whose species are the center's or the neighbor's
     * @param outputs an array for each
     */
    LookUpNode(Slots slots, int species, int argument, int count, List<Expression.Spline> tables, List<Integer> outputs) {
        this.slots = slots;
        this.species = species;
        this.argument = argument;
        this.count = count;
        SplineTable grid = tables.getFirst().tables().getFirst();
        this.start = grid.start();
        this.inverse = 1 / grid.step();
        this.segments = grid.segments();
        this.last = Math.nextDown((double) segments);
        List<SplineTable> beside = tables.stream().filter(e -> e.tables().size() == 1).map(e -> e.tables().getFirst()).distinct().toList();
        double[] all = new double[COEFFICIENTS * beside.size() * segments];
        for (int t = 0; t < beside.size(); t++) {
            copy(beside.get(t), all, COEFFICIENTS * t, COEFFICIENTS * beside.size());
        }
        Map<List<SplineTable>, double[]> choices = new HashMap<>();
        this.entries = new Entry[tables.size()];
        boolean any = false;
        for (int k = 0; k < entries.length; k++) {
            Expression.Spline e = tables.get(k);
            Coefficients c = e.tables().size() == 1 ? new Coefficients(all, new int[] {COEFFICIENTS * beside.indexOf(e.tables().getFirst())}, COEFFICIENTS * beside.size())
                : new Coefficients(choices.computeIfAbsent(e.tables(), this::oneAfterAnother), begin(e.caseOf()), COEFFICIENTS);
            entries[k] = new Entry(e, c, outputs.get(k));
            any |= entries[k].byNeighbor && entries[k].chosen;
        }
        this.byNeighbor = any;
    }

    private double[] oneAfterAnother(List<SplineTable> tables) {
        double[] all = new double[COEFFICIENTS * tables.size() * segments];
        for (int t = 0; t < tables.size(); t++) {
            copy(tables.get(t), all, COEFFICIENTS * segments * t, COEFFICIENTS);
        }
        return all;
    }

    private int[] begin(List<Integer> caseOf) {
        return caseOf.stream().mapToInt(c -> c * COEFFICIENTS * segments).toArray();
    }

    private static void copy(SplineTable table, double[] to, int offset, int stride) {
        for (int m = 0; m < table.segments(); m++) {
            System.arraycopy(table.coefficients(), COEFFICIENTS * m, to, offset + stride * m, COEFFICIENTS);
        }
    }

    @Override
    void execute(VirtualFrame frame) {
        double[] x = Slots.doubles(frame, argument);
        int[] type = Slots.ints(frame, slots.type);
        int n = frame.getIntStatic(count), center = species > 1 ? frame.getIntStatic(slots.centerType) : 0;
        long beyond = 0;
        if (byNeighbor) {
            // Neighbors of one species stand together: where tables begin is found once for all of them.
            for (int k = 0; k < n;) {
                int t = Memory.get(type, k), end = k + 1;
                while (end < n && Memory.get(type, end) == t) {
                    end++;
                }
                beyond |= lookUp(frame, x, k, end, center, t);
                k = end;
            }
        } else {
            beyond = lookUp(frame, x, 0, n, center, 0);
        }
        if (beyond < 0) {
            mend(x, type, n, center, outputs(frame));
        }
    }

    private long lookUp(VirtualFrame frame, double[] x, int from, int to, int center, int neighbor) {
        long[] begin = begin(center, neighbor);
        double[][] out = outputs(frame);
        long beyond = 0;
        for (long k = from; k < to; k++) {
            beyond |= lookUp(Memory.get(x, k), k, begin, out);
        }
        return beyond;
    }

    /** Slopes come from the values' coefficients: others of their own would cost the cache more than they save products. Negative where the argument lies beyond the grid. */
    @ExplodeLoop
    private long lookUp(double x, long k, long[] begin, double[][] out) {
        double u = (x - start) * inverse;
        // A knot may count to either side of it.
        double knot = u - 0.5 + Splines.WHOLE, t = u - (knot - Splines.WHOLE);
        long m = Math.max(0, Math.min(segments - 1, (int) Double.doubleToRawLongBits(knot)));
        for (int q = 0; q < entries.length; q++) {
            Entry e = entries[q];
            double[] c = e.coefficients.values;
            long at = begin[q] + e.coefficients.stride * m;
            double y;
            if (e.order == 0) {
                y = Lanes.multiplyAdd(Lanes.multiplyAdd(Lanes.multiplyAdd(t, Memory.get(c, at + 3), Memory.get(c, at + 2)), t, Memory.get(c, at + 1)), t, Memory.get(c, at));
            } else if (e.order == 1) {
                double c2 = Memory.get(c, at + 2);
                y = Lanes.multiplyAdd(Lanes.multiplyAdd(3 * t, Memory.get(c, at + 3), c2 + c2), t, Memory.get(c, at + 1)) * inverse;
            } else {
                double c2 = Memory.get(c, at + 2);
                y = Lanes.multiplyAdd(6 * t, Memory.get(c, at + 3), c2 + c2) * inverse * inverse;
            }
            Memory.set(out[q], k, y);
        }
        return Double.doubleToRawLongBits(u) | Double.doubleToRawLongBits(last - u);
    }

    @ExplodeLoop
    private double[][] outputs(VirtualFrame frame) {
        double[][] out = new double[entries.length][];
        for (int k = 0; k < entries.length; k++) {
            out[k] = Slots.doubles(frame, entries[k].output);
        }
        return out;
    }

    @ExplodeLoop
    private long[] begin(int center, int neighbor) {
        long[] begin = new long[entries.length];
        for (int k = 0; k < entries.length; k++) {
            Entry e = entries[k];
            begin[k] = e.chosen ? Memory.get(e.coefficients.begin, tuple(e, center, neighbor)) : e.coefficients.begin[0];
        }
        return begin;
    }

    private long tuple(Entry e, int center, int neighbor) {
        if (!e.byCenter) {
            return neighbor;
        }
        if (!e.byNeighbor) {
            return center;
        }
        return e.centerFirst ? center * species + neighbor : neighbor * species + center;
    }

    @TruffleBoundary
    private void mend(double[] x, int[] type, int n, int center, double[][] out) {
        for (int k = 0; k < n; k++) {
            double u = (x[k] - start) * inverse;
            if (u >= 0 && u <= last) {
                continue;
            }
            for (int q = 0; q < entries.length; q++) {
                Entry e = entries[q];
                int table = e.chosen ? e.spline.caseOf().get((int) tuple(e, center, byNeighbor ? type[k] : 0)) : 0;
                out[q][k] = e.spline.tables().get(table).evaluate(x[k], e.order);
            }
        }
    }
}
