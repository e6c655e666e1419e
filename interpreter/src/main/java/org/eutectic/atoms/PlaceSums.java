package org.eutectic.atoms;

import java.util.List;
import java.util.function.IntConsumer;
import org.eutectic.parallel.Workers;

/**
 * Sums for each atom to which pairs add on both sides. The centers of a list are divided into {@link Shares}; each adds to a buffer, and buffers are added in the order of the
 * shares, so that sums do not depend on the number of threads.
 */
public final class PlaceSums {
    private static final int BLOCK = 4096;

    private final int width;
    private final List<Neighborhood> neighborhoods;
    private final Workers workers;
    private final Shares shares;
    private final double[][] buffers = new double[Shares.MOST][0];
    private final IntConsumer addBlock = this::addBlock;
    private final IntConsumer clear = this::clear;
    private NeighborList list;

    /**
     * @param width numbers for each atom
     * @param neighborhood whose pairs add
     */
    public PlaceSums(int width, Neighborhood neighborhood, Workers workers) {
        this(width, neighborhood, new Shares(), workers);
    }

    /**
     * @param width numbers for each atom
     * @param neighborhood whose pairs add
     * @param shares how centers are divided
     */
    public PlaceSums(int width, Neighborhood neighborhood, Shares shares, Workers workers) {
        this.width = width;
        this.neighborhoods = List.of(neighborhood);
        this.shares = shares;
        this.workers = workers;
    }

    /** Divides a list among shares and sets all sums to zero. */
    public void open(NeighborList list) {
        this.list = list;
        shares.of(list, neighborhoods);
        int size = width * list.total();
        for (int p = 0; p < shares.count(); p++) {
            if (shares.owner(p) == p && buffers[p].length < size) {
                buffers[p] = new double[size + size / 16];
            }
        }
        workers.run(shares.count(), clear);
    }

    private void clear(int p) {
        shares.clear(part(p), width, p);
    }

    /** How many shares there are. */
    public int count() {
        return shares.count();
    }

    /** The largest number of shares there can be. */
    public static int most() {
        return Shares.MOST;
    }

    /** The first center of a share. */
    public int from(int share) {
        return shares.from(0, share);
    }

    /** The end of the centers of a share. */
    public int to(int share) {
        return shares.to(0, share);
    }

    /** What a share adds to, {@code width} numbers for each place. */
    public double[] part(int share) {
        return buffers[shares.owner(share)];
    }

    /** The sums of all shares for the local places, those of ghosts with their owners; the live array. */
    public double[] sum() {
        workers.run((list.total() + BLOCK - 1) / BLOCK, addBlock);
        double[] sum = buffers[0];
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
        for (int p = 1; p < shares.count(); p++) {
            shares.add(buffers[0], part(p), width, p, lo, hi);
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
