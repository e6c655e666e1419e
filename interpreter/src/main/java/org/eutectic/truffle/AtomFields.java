package org.eutectic.truffle;

import java.util.List;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Shares;

/** Values of atoms that one stage computes and later ones read: one array for each field, of local and then ghost atoms. */
final class AtomFields {
    private double[][] values = new double[0][];

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
    void collect(List<Integer> received, Job[] jobs, Shares shares, NeighborList list) {
        int[] owners = list.owners();
        for (int k = 0; k < received.size(); k++) {
            int field = received.get(k);
            double[] all = jobs[0].received[field], sum = values[field];
            for (int p = 1; p < shares.count(); p++) {
                shares.add(all, jobs[p].received[field], 1, p, 0, list.total());
            }
            System.arraycopy(all, 0, sum, 0, list.centers());
            for (int g = list.centers(); g < list.total(); g++) {
                sum[owners[g]] += all[g];
            }
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
