package org.eutectic.physics.pairs;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Pairs;
import org.eutectic.parallel.Workers;

/**
 * Sums for each atom to which pairs add on both sides. The centers of a list are divided into shares, how many depends on the number of atoms alone; each share has a
 * buffer of its own, and buffers are added in order, so that sums do not depend on the number of threads.
 */
public final class PlaceSums {
    private static final int MOST = 8;
    private static final int CENTERS_A_SHARE = 1024;
    private static final int BLOCK = 4096;

    private final int width;
    private final Workers workers;
    private final Pairs.Share[] shares = new Pairs.Share[MOST];
    private final double[][] parts = new double[MOST][0];
    private final IntConsumer addBlock = this::addBlock;
    private final IntConsumer clear = this::clear;
    private int count;
    private NeighborList list;

    /** @param width numbers for each atom */
    public PlaceSums(int width, Workers workers) {
        this.width = width;
        this.workers = workers;
    }

    /** Divides a list among shares and sets all sums to zero. */
    public void open(NeighborList list, Pairs pairs) {
        if (list != this.list) {
            this.list = list;
            divide(pairs);
        }
        int size = width * list.total();
        for (int p = 0; p < count; p++) {
            if (parts[p].length < size) {
                parts[p] = new double[size + size / 16];
            }
        }
        workers.run(count, clear);
    }

    private void divide(Pairs pairs) {
        count = Math.clamp(list.centers() / CENTERS_A_SHARE, 1, MOST);
        for (int p = 0; p < count; p++) {
            shares[p] = pairs.share(p, count);
        }
        // The first buffer takes the sums of all.
        shares[0] = new Pairs.Share(shares[0].from(), shares[0].to(), 0, list.centers(), list.centers(), list.total());
    }

    private void clear(int p) {
        Pairs.Share s = shares[p];
        Arrays.fill(parts[p], width * s.localFrom(), width * s.localTo(), 0);
        Arrays.fill(parts[p], width * s.ghostFrom(), width * s.ghostTo(), 0);
    }

    /** How many shares there are. */
    public int count() {
        return count;
    }

    /** The largest number of shares there can be. */
    public static int most() {
        return MOST;
    }

    /** The centers of a share. */
    public Pairs.Share share(int number) {
        return shares[number];
    }

    /** A share's buffer, {@code width} numbers for each place. */
    public double[] part(int share) {
        return parts[share];
    }

    /** The sums of all shares for the local places, those of ghosts with their owners; the live array. */
    public double[] sum() {
        workers.run((list.total() + BLOCK - 1) / BLOCK, addBlock);
        double[] sum = parts[0];
        int[] owners = list.owners();
        for (int g = list.centers(); g < list.total(); g++) {
            int to = width * owners[g], from = width * g;
            for (int k = 0; k < width; k++) {
                sum[to + k] += sum[from + k];
            }
        }
        return sum;
    }

    private void addBlock(int block) {
        int lo = block * BLOCK, hi = Math.min(lo + BLOCK, list.total());
        for (int p = 1; p < count; p++) {
            Pairs.Share s = shares[p];
            add(parts[p], Math.max(lo, s.localFrom()), Math.min(hi, s.localTo()));
            add(parts[p], Math.max(lo, s.ghostFrom()), Math.min(hi, s.ghostTo()));
        }
    }

    private void add(double[] part, int from, int to) {
        double[] sum = parts[0];
        for (int k = width * from; k < width * to; k++) {
            sum[k] += part[k];
        }
    }

    /** Adds xx, yy, zz, xy, xz, yz to a matrix in row order. */
    public static void addSymmetric(double[] six, double[] to) {
        to[0] += six[0];
        to[4] += six[1];
        to[8] += six[2];
        to[1] += six[3];
        to[3] += six[3];
        to[2] += six[4];
        to[6] += six[4];
        to[5] += six[5];
        to[7] += six[5];
    }
}
