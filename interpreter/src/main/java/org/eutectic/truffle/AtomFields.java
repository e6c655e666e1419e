package org.eutectic.truffle;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.NeighborList;

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
    static void clear(Job job, List<Integer> received, int fields, int total) {
        if (received.isEmpty()) {
            return;
        }
        if (job.received == null || job.received.length < fields) {
            job.received = new double[fields][0];
        }
        for (int k = 0; k < received.size(); k++) {
            int field = received.get(k);
            if (job.received[field].length < total) {
                job.received[field] = new double[total + total / 10];
            } else {
                Arrays.fill(job.received[field], 0, total, 0);
            }
        }
    }

    /** Adds up what the workers' shares have for each atom, in their order; what is meant for a ghost goes to the atom of which it is an image. */
    void collect(List<Integer> received, Job[] jobs, int shares, NeighborList list) {
        for (int k = 0; k < received.size(); k++) {
            int field = received.get(k);
            double[] sum = values[field];
            int[] owners = list.owners();
            Arrays.fill(sum, 0, list.centers(), 0);
            for (int p = 0; p < shares; p++) {
                double[] part = jobs[p].received[field];
                for (int i = 0; i < list.centers(); i++) {
                    sum[i] += part[i];
                }
                for (int g = list.centers(); g < list.total(); g++) {
                    sum[owners[g]] += part[g];
                }
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
