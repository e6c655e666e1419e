package org.eutectic.atoms;

import java.util.Arrays;

/** One thread's search for the neighbors of a few centers after each other; what it finds stays here until somebody takes it. */
final class PairSearch {
    private static final double TOO_CLOSE = NeighborListBuilder.CLOSEST * NeighborListBuilder.CLOSEST;

    private ExtendedAtoms atoms;
    private CellGrid grid;
    private double[] positions;
    private double limit;
    private double reach;
    private boolean half;
    private double x, y, z;
    private int y0, y1, z0, z1;
    private int ownY, ownZ;
    /** Squared distances along y and z from the center to the boxes within reach, Å². */
    private final double[] gapsY = new double[CellGrid.MOST_IN_REACH];
    private final double[] gapsZ = new double[CellGrid.MOST_IN_REACH];
    private int count;
    private int[] sorted = new int[0];
    /** Neighbors found, those of each center by species and then in ascending order. */
    int[] found = new int[1024];
    /** Where in {@link #found} each center's begin, counted from the first center, and one end more. */
    int[] first = new int[0];
    int longest;
    /** The places of local and of ghost neighbors lie between these, ends not included. */
    int localLow, localEnd, ghostLow, ghostEnd;
    /** A center and another atom that are too close, or −1. */
    int center, other;

    void open(ExtendedAtoms atoms, double reach, boolean half) {
        this.atoms = atoms;
        this.grid = atoms.grid;
        this.positions = atoms.positions;
        this.reach = reach;
        this.limit = reach * reach;
        this.half = half;
        longest = 0;
    }

    /** Finds the neighbors of the centers {@code from} to {@code to}, an end not included; whether no two atoms touch. */
    boolean find(int from, int to) {
        if (first.length <= to - from) {
            first = new int[to - from + 1];
        }
        localLow = ghostLow = Integer.MAX_VALUE;
        localEnd = ghostEnd = 0;
        center = other = -1;
        count = 0;
        for (int i = from; i < to; i++) {
            first[i - from] = count;
            near(i);
            sortBySpecies(first[i - from]);
            longest = Math.max(longest, count - first[i - from]);
            if (other >= 0) {
                center = i;
                return false;
            }
        }
        first[to - from] = count;
        return true;
    }

    private void near(int i) {
        int at = NeighborList.WIDTH * i;
        x = positions[at];
        y = positions[at + 1];
        z = positions[at + 2];
        ownY = grid.boxY(y);
        ownZ = grid.boxZ(z);
        y0 = grid.boxY(y - reach);
        y1 = grid.boxY(y + reach);
        z0 = grid.boxZ(z - reach);
        z1 = grid.boxZ(z + reach);
        for (int b = y0; b <= y1; b++) {
            gapsY[b - y0] = grid.squaredGapY(y, b);
        }
        for (int b = z0; b <= z1; b++) {
            gapsZ[b - z0] = grid.squaredGapZ(z, b);
        }
        int begin = count;
        sweep(atoms.localStart, i, half);
        if (count > begin) {
            localLow = Math.min(localLow, found[begin]);
            localEnd = Math.max(localEnd, found[count - 1] + 1);
        }
        if (atoms.total > atoms.centers && atoms.nearGhosts(x, y, z)) {
            begin = count;
            sweep(atoms.ghostStart, -1, false);
            if (half && atoms.backward) {
                dropBackward(begin);
            }
            if (count > begin) {
                ghostLow = Math.min(ghostLow, found[begin]);
                ghostEnd = Math.max(ghostEnd, found[count - 1] + 1);
            }
        }
    }

    /** Goes along the rows of boxes that the sphere cuts; looking ahead only, from the center's own place on. */
    private void sweep(int[] start, int self, boolean ahead) {
        CellGrid g = grid;
        double loX = g.loX, inverse = g.inverseX, px = x;
        int nx = g.nx, lastX = nx - 1;
        // A hair of slack: box edges are rounded.
        double slack = limit * (1 + 1e-9);
        for (int bz = ahead ? ownZ : z0; bz <= z1; bz++) {
            double restZ = slack - gapsZ[bz - z0];
            if (restZ < 0) {
                continue;
            }
            for (int by = ahead && bz == ownZ ? ownY : y0; by <= y1; by++) {
                double rest = restZ - gapsY[by - y0];
                if (rest < 0) {
                    continue;
                }
                double chord = Math.sqrt(rest), left = (px - chord - loX) * inverse, right = (px + chord - loX) * inverse;
                int row = (bz * g.ny + by) * nx;
                int begin = start[row + Math.min(Math.max((int) left, 0), lastX)], end = start[row + Math.min(Math.max((int) right, 0), lastX) + 1];
                if (begin >= end) {
                    continue;
                }
                if (count + end - begin >= found.length) {
                    found = Arrays.copyOf(found, Math.max(2 * found.length, count + end - begin + 1));
                }
                if (self >= 0 && by == ownY && bz == ownZ) {
                    if (!ahead) {
                        count = scan(begin, self, count);
                    }
                    begin = self + 1;
                }
                count = scan(begin, end, count);
            }
        }
    }

    private int scan(int begin, int end, int from) {
        double[] p = positions;
        int[] out = found;
        double px = x, py = y, pz = z, most = limit;
        int n = from;
        for (int k = begin; k < end; k++) {
            int at = NeighborList.WIDTH * k;
            double dx = p[at] - px, dy = p[at + 1] - py, dz = p[at + 2] - pz;
            double d2 = dx * dx + dy * dy + dz * dz;
            if (d2 < TOO_CLOSE) {
                other = k;
            }
            out[n] = k;
            // Without a branch: whether a candidate lies inside cannot be predicted.
            n += (int) (Double.doubleToRawLongBits(d2 - most) >>> 63);
        }
        return n;
    }

    /** One species after the other, each in the order of before: loops that deal with several neighbors at a time want the same species for all of them. */
    private void sortBySpecies(int begin) {
        int[] types = atoms.types, from = found;
        int n = count - begin, least = Integer.MAX_VALUE, most = 0;
        for (int k = begin; k < count; k++) {
            least = Math.min(least, types[from[k]]);
            most = Math.max(most, types[from[k]]);
        }
        if (least >= most) {
            return;
        }
        if (sorted.length < n + 1) {
            sorted = new int[2 * n];
        }
        int m = 0;
        for (int s = least; s <= most; s++) {
            for (int k = begin; k < count; k++) {
                sorted[m] = from[k];
                m += types[from[k]] == s ? 1 : 0;
            }
        }
        System.arraycopy(sorted, 0, from, begin, n);
    }

    private void dropBackward(int begin) {
        int n = begin;
        for (int k = begin; k < count; k++) {
            if (atoms.forward(found[k])) {
                found[n++] = found[k];
            }
        }
        count = n;
    }
}
