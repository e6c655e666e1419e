package org.eutectic.md.analysis;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;

/**
 * Pairs of atoms nearer than a reach, by linked cells, in a time proportional to their number; nothing of them is stored, so that far reaches in large systems take no memory. Cells of any
 * shape will do, open ones and ones thinner than the reach: then every image within reach is seen, an atom's own images among them. Atoms may touch.
 */
final class NeighborSearch {
    /** Boxes are this many times narrower than the reach: fewer pairs are looked at in vain than with boxes as wide as it. */
    private static final double FINER = 2;

    /** Is shown pairs. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param center an atom's number in the configuration
         * @param neighbor another's, perhaps the same one's image
         * @param dx from the center to the neighbor along x, Å
         * @param squared square of the distance, Å²
         */
        void see(int center, int neighbor, double dx, double dy, double dz, double squared);
    }

    private final double reach;
    private final boolean[] periodic = new boolean[3];
    private final double[] basis = new double[9];
    private final int[] boxes = new int[3];
    private final int[] steps = new int[3];
    private int atoms;
    private int[] order = new int[0];
    private int[] box = new int[0];
    private int[] start = new int[0];
    private double[] places = new double[0];
    private double[] parts = new double[0];

    /** @param reach distance up to which pairs are seen, Å */
    NeighborSearch(double reach) {
        this.reach = reach;
    }

    /** How many centers there are: the atoms, in an order in which those near each other follow each other. */
    int centers() {
        return atoms;
    }

    /** Sorts the atoms of a configuration into boxes. */
    void open(Configuration c) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        atoms = c.size();
        if (order.length < atoms) {
            order = new int[atoms];
            box = new int[atoms];
            places = new double[3 * atoms];
            parts = new double[3 * atoms];
        }
        double[] low = new double[3], extent = new double[3];
        wrap(c.positions(), frame, low, extent);
        layOut(frame, extent);
        int count = boxes[0] * boxes[1] * boxes[2];
        if (start.length < count + 1) {
            start = new int[count + 1];
        }
        java.util.Arrays.fill(start, 0, count + 1, 0);
        for (int i = 0; i < atoms; i++) {
            int at = 0;
            for (int k = 2; k >= 0; k--) {
                double s = (parts[3 * i + k] - low[k]) / extent[k];
                at = at * boxes[k] + Math.clamp((int) (s * boxes[k]), 0, boxes[k] - 1);
            }
            box[i] = at;
            start[at + 1]++;
        }
        for (int b = 0; b < count; b++) {
            start[b + 1] += start[b];
        }
        int[] next = java.util.Arrays.copyOf(start, count);
        double[] x = c.positions();
        for (int i = 0; i < atoms; i++) {
            int p = next[box[i]]++;
            order[p] = i;
            for (int a = 0; a < 3; a++) {
                places[3 * p + a] = x[3 * i + a];
            }
            for (int k = 0; k < 3; k++) {
                double n = periodic[k] ? Math.floor(frame.fractional(k, x[3 * i], x[3 * i + 1], x[3 * i + 2])) : 0;
                for (int a = 0; a < 3 && n != 0; a++) {
                    places[3 * p + a] -= n * basis[3 * k + a];
                }
            }
        }
    }

    /** Coordinates along the cell's vectors, in [0, 1) where they repeat. */
    private void wrap(double[] x, PeriodicFrame frame, double[] low, double[] extent) {
        for (int k = 0; k < 3; k++) {
            periodic[k] = frame.periodic(k);
            for (int a = 0; a < 3; a++) {
                basis[3 * k + a] = frame.basis(k, a);
            }
            double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < atoms; i++) {
                double s = frame.fractional(k, x[3 * i], x[3 * i + 1], x[3 * i + 2]);
                s -= periodic[k] ? Math.floor(s) : 0;
                parts[3 * i + k] = s;
                least = Math.min(least, s);
                most = Math.max(most, s);
            }
            low[k] = periodic[k] || atoms == 0 ? 0 : least;
            extent[k] = periodic[k] || atoms == 0 ? 1 : Math.max(most - least, 1e-3);
        }
    }

    private void layOut(PeriodicFrame frame, double[] extent) {
        double width = reach / FINER, most = Math.max(64, 2.0 * atoms), count;
        do {
            count = 1;
            for (int k = 0; k < 3; k++) {
                double n = Math.max(1, Math.floor(frame.height(k) * extent[k] / width));
                boxes[k] = (int) Math.min(n, 1 << 20);
                steps[k] = (int) Math.ceil(reach * boxes[k] / (frame.height(k) * extent[k]) * (1 + 1e-12));
                count *= n;
            }
            width *= 1.26;
        } while (count > most);
    }

    /** Shows each pair once, seen from one of its atoms, of the centers {@code from} to {@code to}, an end not included. */
    void pairs(int from, int to, Visitor visitor) {
        for (int p = from; p < to; p++) {
            sweep(p, true, visitor);
        }
    }

    /** Shows all neighbors of a center. */
    void neighbors(int center, Visitor visitor) {
        sweep(center, false, visitor);
    }

    /** The number that the configuration gives a center. */
    int atom(int center) {
        return order[center];
    }

    private void sweep(int p, boolean half, Visitor visitor) {
        int nx = boxes[0], ny = boxes[1], nz = boxes[2];
        int own = box[order[p]], cx = own % nx, cy = own / nx % ny, cz = own / (nx * ny);
        for (int bz = half ? cz : low(2, cz); bz <= high(2, cz); bz++) {
            int sz = Math.floorDiv(bz, nz);
            for (int by = half && bz == cz ? cy : low(1, cy); by <= high(1, cy); by++) {
                int sy = Math.floorDiv(by, ny), row = ((bz - sz * nz) * ny + by - sy * ny) * nx;
                boolean mine = bz == cz && by == cy;
                int first = half && mine ? cx : low(0, cx), last = high(0, cx);
                for (int sx = Math.floorDiv(first, nx); sx <= Math.floorDiv(last, nx); sx++) {
                    int begin = start[row + Math.max(first - sx * nx, 0)], end = start[row + Math.min(last - sx * nx, nx - 1) + 1];
                    double x = sx * basis[0] + sy * basis[3] + sz * basis[6], y = sx * basis[1] + sy * basis[4] + sz * basis[7], z = sx * basis[2] + sy * basis[5] + sz * basis[8];
                    if (mine && sx == 0) {
                        // Before the center in its own box: those that see the center themselves.
                        if (!half) {
                            scan(p, begin, p, x, y, z, visitor);
                        }
                        begin = p + 1;
                    }
                    scan(p, begin, end, x, y, z, visitor);
                }
            }
        }
    }

    private int low(int k, int own) {
        return periodic[k] ? own - steps[k] : Math.max(0, own - steps[k]);
    }

    private int high(int k, int own) {
        return periodic[k] ? own + steps[k] : Math.min(boxes[k] - 1, own + steps[k]);
    }

    private void scan(int p, int begin, int end, double shiftX, double shiftY, double shiftZ, Visitor visitor) {
        double limit = reach * reach, x = places[3 * p] - shiftX, y = places[3 * p + 1] - shiftY, z = places[3 * p + 2] - shiftZ;
        int center = order[p];
        for (int q = begin; q < end; q++) {
            double dx = places[3 * q] - x, dy = places[3 * q + 1] - y, dz = places[3 * q + 2] - z, squared = dx * dx + dy * dy + dz * dz;
            if (squared < limit) {
                visitor.see(center, order[q], dx, dy, dz, squared);
            }
        }
    }
}
