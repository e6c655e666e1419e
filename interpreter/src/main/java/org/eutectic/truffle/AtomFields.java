package org.eutectic.truffle;

import java.util.List;
import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Shares;
import org.eutectic.parallel.Workers;

/** Values of atoms that one stage computes and later ones read: one array for each field, of local and then ghost atoms. */
final class AtomFields {
    /** Places whose sums are formed at a time. */
    private static final int BLOCK = 4096;

    private double[][] values = new double[0][];
    /** What workers do, made once so that a call allocates nothing; what they do it with follows. */
    private final IntConsumer addBlock = this::addBlock;
    private Job[] adding;
    private Shares addingShares;
    private NeighborList addingList;
    private int addingField;

    double[][] values() {
        return values;
    }

    /** Makes room; keeps what is large enough. */
    void reserve(int fields, int total) {
        if (values.length < fields || fields > 0 && values[0].length < total) {
            values = new double[fields][total + total / 10];
        }
    }

    /** Clears what a worker's share of a stage adds to. */
    static void clear(Job job, List<Integer> received, Shares shares, int share) {
        for (int k = 0; k < received.size(); k++) {
            shares.clear(job.received[received.get(k)], 1, share);
        }
    }

    /** Adds up what the workers' shares have for each atom, in their order; what is meant for a ghost goes to the atom of which it is an image. */
    void collect(List<Integer> received, Job[] jobs, Shares shares, NeighborList list, Workers workers) {
        int[] owners = list.owners();
        adding = jobs;
        addingShares = shares;
        addingList = list;
        for (int k = 0; k < received.size(); k++) {
            addingField = received.get(k);
            workers.run((list.total() + BLOCK - 1) / BLOCK, addBlock);
            double[] all = jobs[0].received[addingField], sum = values[addingField];
            for (int g = list.centers(); g < list.total(); g++) {
                sum[owners[g]] += all[g];
            }
        }
        addingList = null;
    }

    private void addBlock(int block) {
        double[] all = adding[0].received[addingField];
        int lo = block * BLOCK, hi = Math.min(lo + BLOCK, addingList.total()), local = Math.min(hi, addingList.centers());
        for (int p = 1; p < addingShares.count(); p++) {
            addingShares.add(all, adding[p].received[addingField], 1, p, lo, hi);
        }
        if (lo < local) {
            System.arraycopy(all, lo, values[addingField], lo, local - lo);
        }
    }

    /** Gives ghosts the values of the atoms of which they are images. */
    void spread(List<Integer> fields, NeighborList list) {
        int[] owners = list.owners();
        for (int k = 0; k < fields.size(); k++) {
            double[] v = values[fields.get(k)];
            for (int g = list.centers(); g < list.total(); g++) {
                v[g] = v[owners[g]];
            }
        }
    }
}
