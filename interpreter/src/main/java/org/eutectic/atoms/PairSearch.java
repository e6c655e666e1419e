package org.eutectic.atoms;

import java.util.Arrays;

/** One thread's share of a neighbor search: some of the extended atoms, the centers near each, and how many each center was given. */
final class PairSearch {
    private int from;
    private int to;
    private int[] centers = new int[1024];
    private int[] end = new int[0];
    private int[] cursor = new int[0];
    private CellBins.Overlap overlap;
    private int overlapping;

    /** Finds the centers near each of the extended atoms {@code from} to {@code to}, an end not included. */
    void find(CellBins bins, double[] positions, int n, int from, int to, double limit, Selection selection) {
        this.from = from;
        this.to = to;
        overlap = null;
        if (end.length < to - from) {
            end = new int[to - from + (to - from) / 8];
        }
        if (cursor.length < n) {
            cursor = new int[n];
        } else {
            Arrays.fill(cursor, 0, n, 0);
        }
        int pairs = 0;
        try {
            for (int e = from; e < to; e++) {
                overlapping = e;
                int next = bins.near(positions[3 * e], positions[3 * e + 1], positions[3 * e + 2], e, this, pairs);
                next = select(positions, e, pairs, next, limit * limit, selection);
                for (int k = pairs; k < next; k++) {
                    cursor[centers[k]]++;
                }
                pairs = next;
                end[e - from] = pairs;
            }
        } catch (CellBins.Overlap o) {
            overlap = o;
        }
    }

    /** Which pairs of a center and another atom are wanted. */
    @FunctionalInterface
    interface Selection {
        boolean has(int center, int other);
    }

    private int select(double[] x, int e, int begin, int end, double limit, Selection selection) {
        int n = begin;
        for (int k = begin; k < end; k++) {
            int i = centers[k];
            double dx = x[3 * i] - x[3 * e], dy = x[3 * i + 1] - x[3 * e + 1], dz = x[3 * i + 2] - x[3 * e + 2];
            if (dx * dx + dy * dy + dz * dz < limit && (selection == null || selection.has(i, e))) {
                centers[n++] = i;
            }
        }
        return n;
    }

    /** Room for so many pairs. */
    int[] room(int pairs) {
        if (centers.length < pairs) {
            centers = Arrays.copyOf(centers, pairs + pairs / 2);
        }
        return centers;
    }

    /** The first two points found to be too close, or null. */
    CellBins.Overlap overlap() {
        return overlap;
    }

    /** The extended atom that lies too close to the point of {@link #overlap}. */
    int overlapping() {
        return overlapping;
    }

    /** Reserves this share's places in each center's row, which begin at {@code next}, and moves that on. */
    void reserve(int[] next, int n) {
        for (int i = 0; i < n; i++) {
            int count = cursor[i];
            cursor[i] = next[i];
            next[i] += count;
        }
    }

    /** How many neighbors this share adds to a center; before {@link #reserve}. */
    int count(int center) {
        return cursor[center];
    }

    /** Writes the extended atoms into the rows of the centers near them. */
    void fill(int[] neighbors) {
        int k = 0;
        for (int e = from; e < to; e++) {
            for (int stop = end[e - from]; k < stop; k++) {
                neighbors[cursor[centers[k]]++] = e;
            }
        }
    }
}
