package org.eutectic.md.analysis;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.parallel.Workers;

/**
 * How many neighbors atoms have within given distances, and the angles between the directions to them: for each species in the middle and each two species at the ends the distribution of
 * angles, and for each two species that of coordination numbers, over the atoms of all frames.
 */
public final class BondAngles {
    private static final int BLOCK = 512;

    private final AtomGroups groups;
    private final double[] cutoffs;
    private final int bins;
    private final Workers workers;
    private final NeighborSearch search;
    private final long[] angles;
    /** For each species in the middle and each neighbor's, and behind them all neighbors alike, how many atoms had so many. */
    private long[][] coordination;
    private int frames;

    /**
     * @param cutoffs for each species (row) how far neighbors of each species are counted, Å; symmetric, in row order
     * @param bins into how many parts 180° are divided
     * @param threads how many share the work; the result does not depend on it
     */
    public BondAngles(AtomGroups groups, double[] cutoffs, int bins, int threads) {
        this.groups = groups;
        this.cutoffs = cutoffs.clone();
        this.bins = bins;
        workers = Workers.of(threads);
        int n = groups.species().size();
        search = new NeighborSearch(Arrays.stream(cutoffs).max().orElseThrow());
        angles = new long[n * n * n * bins];
        coordination = new long[n * (n + 1)][16];
    }

    /** One thread's neighbors of one center, and what it has counted. */
    private final class Counting implements NeighborSearch.Visitor {
        final long[] angles = new long[BondAngles.this.angles.length];
        final long[][] coordination = new long[BondAngles.this.coordination.length][16];
        private double[] directions = new double[3 * 32];
        private int[] kinds = new int[32];
        private int count;

        @Override
        public void see(int center, int neighbor, double dx, double dy, double dz, double squared) {
            int n = groups.species().size(), b = groups.of(neighbor);
            double cutoff = cutoffs[groups.of(center) * n + b];
            if (squared >= cutoff * cutoff) {
                return;
            }
            if (count == kinds.length) {
                kinds = Arrays.copyOf(kinds, 2 * count);
                directions = Arrays.copyOf(directions, 6 * count);
            }
            double length = Math.sqrt(squared);
            directions[3 * count] = dx / length;
            directions[3 * count + 1] = dy / length;
            directions[3 * count + 2] = dz / length;
            kinds[count++] = b;
        }

        void center(int place) {
            int n = groups.species().size(), a = groups.of(search.atom(place));
            count = 0;
            search.neighbors(place, this);
            int[] of = new int[n];
            for (int p = 0; p < count; p++) {
                of[kinds[p]]++;
                for (int q = 0; q < p; q++) {
                    double cos = directions[3 * p] * directions[3 * q] + directions[3 * p + 1] * directions[3 * q + 1] + directions[3 * p + 2] * directions[3 * q + 2];
                    int k = Math.min((int) (Math.acos(Math.clamp(cos, -1, 1)) / Math.PI * bins), bins - 1);
                    int b = Math.min(kinds[p], kinds[q]), c = Math.max(kinds[p], kinds[q]);
                    angles[((a * n + b) * n + c) * bins + k]++;
                }
            }
            for (int b = 0; b < n; b++) {
                coordination[a * (n + 1) + b] = counted(coordination[a * (n + 1) + b], of[b]);
            }
            coordination[a * (n + 1) + n] = counted(coordination[a * (n + 1) + n], count);
        }
    }

    private static long[] counted(long[] histogram, int value) {
        long[] wide = value < histogram.length ? histogram : Arrays.copyOf(histogram, 2 * value);
        wide[value]++;
        return wide;
    }

    /** Takes a frame of the same atoms in. */
    public void add(Configuration c) {
        search.open(c);
        workers.run((c.size() + BLOCK - 1) / BLOCK, task -> {
            Counting mine = new Counting();
            for (int p = task * BLOCK; p < Math.min(c.size(), (task + 1) * BLOCK); p++) {
                mine.center(p);
            }
            merge(mine);
        });
        frames++;
    }

    private synchronized void merge(Counting mine) {
        for (int k = 0; k < angles.length; k++) {
            angles[k] += mine.angles[k];
        }
        for (int h = 0; h < coordination.length; h++) {
            long[] from = mine.coordination[h];
            if (coordination[h].length < from.length) {
                coordination[h] = Arrays.copyOf(coordination[h], from.length);
            }
            for (int k = 0; k < from.length; k++) {
                coordination[h][k] += from[k];
            }
        }
    }

    /** How many frames were taken in. */
    public int frames() {
        return frames;
    }

    /** The middle of each part of 180°. */
    public double[] degrees() {
        double[] d = new double[bins];
        Arrays.setAll(d, k -> 180 * (k + 0.5) / bins);
        return d;
    }

    /** How many angles there were with the species {@code a} in the middle and {@code b} and {@code c} at the ends. */
    public long count(int a, int b, int c) {
        int n = groups.species().size(), from = ((a * n + Math.min(b, c)) * n + Math.max(b, c)) * bins;
        return Arrays.stream(angles, from, from + bins).sum();
    }

    /** The density of angles, one over a degree, 1 in all: zeros where there are none. What lies evenly in space goes as half a sine. */
    public double[] density(int a, int b, int c) {
        int n = groups.species().size(), from = ((a * n + Math.min(b, c)) * n + Math.max(b, c)) * bins;
        double sum = Math.max(1, count(a, b, c)), width = 180.0 / bins;
        double[] d = new double[bins];
        Arrays.setAll(d, k -> angles[from + k] / (sum * width));
        return d;
    }

    /** The parts of the atoms of a species that have 0, 1, 2, … neighbors of another; with the number of species for {@code b}, of all. As far as there are any. */
    public double[] coordination(int a, int b) {
        long[] h = coordination[a * (groups.species().size() + 1) + b];
        int last = h.length - 1;
        while (last > 0 && h[last] == 0) {
            last--;
        }
        double sum = Arrays.stream(h).sum();
        double[] parts = new double[last + 1];
        Arrays.setAll(parts, k -> h[k] / sum);
        return parts;
    }

    /** The mean of {@link #coordination}. */
    public double meanCoordination(int a, int b) {
        double mean = 0;
        double[] parts = coordination(a, b);
        for (int k = 0; k < parts.length; k++) {
            mean += k * parts[k];
        }
        return mean;
    }

    /** The species, numbered as here. */
    public List<String> species() {
        return groups.species();
    }
}
