package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.List;
import org.eutectic.atoms.NeighborList;
import org.eutectic.ir.Range;
import org.eutectic.kernel.Stage;
import org.eutectic.lanes.Lanes;

/**
 * Fills the lanes with the centre's neighbours: those inside the smallest range first, then those of each larger one, so that every range is a prefix. Compaction
 * is without branches, because on a hot structure a third of the list lies outside the cutoff and a mispredicted branch costs more than the arithmetic.
 */
final class GatherNode extends EutecticStatement {
    /** Bytes from one place's position to the next. */
    private static final long PLACE = 8L * NeighborList.WIDTH;

    private final Slots slots;
    private final int ranges;
    private final int species;
    private final boolean keepsSquares;
    private final boolean keepsVectors;
    /** Squared distances: range, species of the centre, species of the neighbour. */
    @CompilationFinal(dimensions = 0) private final double[] squared;
    private final boolean uniform;
    @CompilationFinal(dimensions = 1) private final double[] uniformSquared;

    GatherNode(Slots slots, int species, List<Range> ranges, boolean keepsSquares, boolean keepsVectors) {
        this.slots = slots;
        this.keepsSquares = keepsSquares;
        this.keepsVectors = keepsVectors;
        this.ranges = ranges.size();
        this.species = species;
        this.squared = new double[ranges.size() * species * species];
        this.uniformSquared = new double[ranges.size()];
        boolean same = true;
        for (int m = 0; m < ranges.size(); m++) {
            same &= ranges.get(m).isUniform();
            uniformSquared[m] = ranges.get(m).max() * ranges.get(m).max();
            for (int a = 0; a < species; a++) {
                for (int b = 0; b < species; b++) {
                    double d = ranges.get(m).get(a, b);
                    squared[(m * species + a) * species + b] = d * d;
                }
            }
        }
        this.uniform = same;
    }

    @Override
    @ExplodeLoop
    void execute(VirtualFrame frame) {
        Job job = Slots.job(frame, slots.job);
        int i = frame.getIntStatic(slots.center);
        int from = job.first[i], to = job.first[i + 1];
        double[] dx = Slots.doubles(frame, slots.geometry[Stage.DX]);
        double[] dy = Slots.doubles(frame, slots.geometry[Stage.DY]);
        double[] dz = Slots.doubles(frame, slots.geometry[Stage.DZ]);
        double[] r = Slots.doubles(frame, slots.geometry[Stage.R]);
        int[] index = Slots.ints(frame, slots.index);
        int[] type = Slots.ints(frame, slots.type);
        int n = 0;
        for (int m = 0; m < ranges; m++) {
            n = gather(job, i, from, to, m, n, dx, dy, dz, r, index, type);
            frame.setIntStatic(slots.count[m], n);
        }
        if (!keepsSquares) {
            roots(r, n);
        }
    }

    // Apart from the exploded loop over ranges: this one runs over as many lanes as there are.
    private static void roots(double[] r, int n) {
        for (int k = 0; k < n; k += Lanes.COUNT) {
            Vectors.load(r, k).sqrt().intoArray(r, k);
        }
    }

    private int gather(Job job, int i, int from, int to, int range, int start, double[] dx, double[] dy, double[] dz, double[] r2, int[] index, int[] type) {
        double[] x = job.positions;
        int[] types = job.types;
        int[] neighbors = job.neighbors;
        long at = (long) NeighborList.WIDTH * i;
        double xi = Memory.get(x, at), yi = Memory.get(x, at + 1), zi = Memory.get(x, at + 2);
        int row = species == 1 ? 0 : types[i] * species;
        long n = start;
        for (long k = from; k < to; k++) {
            int j = Memory.get(neighbors, k);
            long place = PLACE * (j & 0xffffffffL);
            double d;
            if (keepsVectors) {
                double a = Memory.at(x, place) - xi, b = Memory.at(x, place + 8) - yi, c = Memory.at(x, place + 16) - zi;
                d = Lanes.squares(a, b, c);
                Memory.set(dx, n, a);
                Memory.set(dy, n, b);
                Memory.set(dz, n, c);
            } else {
                // What is loaded stands second: so it needs no register and no instruction.
                double a = xi - Memory.at(x, place), b = yi - Memory.at(x, place + 8), c = zi - Memory.at(x, place + 16);
                d = Lanes.squares(a, b, c);
            }
            Memory.set(r2, n, d);
            Memory.set(index, n, j);
            int t = 0;
            if (species > 1) {
                t = Memory.get(types, j);
                Memory.set(type, n, t);
            }
            long inside = Double.doubleToRawLongBits(d - limit(range, row, t)) >>> 63;
            if (range > 0) {
                inside &= 1 - (Double.doubleToRawLongBits(d - limit(range - 1, row, t)) >>> 63);
            }
            n += inside;
        }
        return (int) n;
    }

    private double limit(int range, int row, int type) {
        return uniform ? uniformSquared[range] : squared[range * species * species + row + type];
    }
}
