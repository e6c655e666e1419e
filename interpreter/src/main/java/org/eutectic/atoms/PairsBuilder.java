package org.eutectic.atoms;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.parallel.Workers;

/**
 * Finds the pairs of one neighborhood. Threads take blocks of centers in turn, and each writes what it has found behind the block before, so that neighbors are looked
 * for once, stand without gaps and in an order that does not depend on who found them.
 */
final class PairsBuilder {
    private static final int SPINS = 1000;

    final Pairs pairs;
    private final Workers workers;
    private final PairSearch[] searches;
    private final AtomicInteger next = new AtomicInteger();
    private final IntConsumer search = this::search;
    private int blocks;
    /** How many blocks have their place, and where that of the following one begins. */
    private volatile int placed;
    private long end;
    private volatile boolean touching;

    PairsBuilder(Neighborhood neighborhood, PairSearch[] searches, Workers workers) {
        pairs = new Pairs(neighborhood);
        this.searches = searches;
        this.workers = workers;
    }

    /** @throws StructureException where two atoms touch */
    void build(ExtendedAtoms atoms, Configuration c, double reach) {
        int n = atoms.centers;
        pairs.centers = n;
        blocks = (n + Pairs.BLOCK - 1) / Pairs.BLOCK;
        if (pairs.first.length < n + 1) {
            pairs.first = new int[n + 1];
        }
        if (pairs.windows.length < 4 * blocks) {
            pairs.windows = new int[4 * blocks];
        }
        // Where there is not room enough, the first time over counts how much is needed.
        do {
            if (pairs.neighbors.length < end) {
                pairs.neighbors = null;
                pairs.neighbors = new int[(int) Math.min(Integer.MAX_VALUE - 8, end + end / 32)];
            }
            for (PairSearch s : searches) {
                s.open(atoms, reach, pairs.neighborhood().half());
            }
            next.set(0);
            end = 0;
            placed = 0;
            touching = false;
            workers.run(searches.length, search);
            if (touching) {
                throw tooClose(c, atoms);
            }
            if (end > Integer.MAX_VALUE - 8) {
                throw StructureException.of(Kind.CELL_TOO_SMALL, "%d pairs are more than a neighbor list can hold; a shorter cutoff or fewer atoms are needed", end);
            }
        } while (end > pairs.neighbors.length);
        pairs.first[n] = (int) end;
        pairs.longest = 0;
        for (PairSearch s : searches) {
            pairs.longest = Math.max(pairs.longest, s.longest);
        }
    }

    private void search(int thread) {
        PairSearch s = searches[thread];
        s.center = s.other = -1;
        for (int b = next.getAndIncrement(); b < blocks && !touching; b = next.getAndIncrement()) {
            int from = b * Pairs.BLOCK, to = Math.min(from + Pairs.BLOCK, pairs.centers);
            if (!s.find(from, to)) {
                touching = true;
                return;
            }
            long begin = place(b, s.first[to - from]);
            if (begin < 0) {
                return;
            }
            keep(s, b, from, to, begin);
        }
    }

    /** Waits until all blocks before have their place; negative where that will never be. */
    private long place(int block, int count) {
        for (int k = 0; placed != block; k++) {
            if (touching) {
                return -1;
            }
            if (k < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        long begin = end;
        end = begin + count;
        placed = block + 1;
        return begin;
    }

    private void keep(PairSearch s, int block, int from, int to, long begin) {
        int count = s.first[to - from];
        if (begin + count <= pairs.neighbors.length) {
            System.arraycopy(s.found, 0, pairs.neighbors, (int) begin, count);
        }
        for (int i = from; i < to; i++) {
            pairs.first[i] = (int) begin + s.first[i - from];
        }
        int[] w = pairs.windows;
        w[4 * block] = s.localLow;
        w[4 * block + 1] = s.localEnd;
        w[4 * block + 2] = s.ghostLow;
        w[4 * block + 3] = s.ghostEnd;
    }

    private StructureException tooClose(Configuration c, ExtendedAtoms atoms) {
        PairSearch lowest = Arrays.stream(searches).filter(s -> s.other >= 0).min((s, t) -> Integer.compare(s.center, t.center)).orElseThrow();
        double d2 = 0;
        for (int a = 0; a < 3; a++) {
            double d = atoms.positions[NeighborList.WIDTH * lowest.other + a] - atoms.positions[NeighborList.WIDTH * lowest.center + a];
            d2 += d * d;
        }
        int i = atoms.atoms[lowest.center], j = atoms.atoms[lowest.other], first = Math.min(i, j), second = Math.max(i, j);
        return StructureException.overlap(c, first, second, Math.sqrt(d2), lowest.other >= atoms.centers);
    }
}
