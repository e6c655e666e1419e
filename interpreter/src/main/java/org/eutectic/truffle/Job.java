package org.eutectic.truffle;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Pairs;
import org.eutectic.lanes.Lanes;

/** What one worker's calls of a stage read and write: the system, shared by all, and the worker's own scratch and sums. */
final class Job {
    /** Numbers that fill two lines of the cache, which processors fetch together. */
    static final int APART = 16;

    /** The call's arguments, which are this alone. */
    final Object[] arguments = {this};
    /** The centres of the call: the first and the one after the last. */
    int from;
    int to;
    /** For stages in {@link Pieces}: the centre, how many neighbors it has in each range, and numbers that one piece leaves to another. */
    int center;
    int[] counts = new int[0];
    double[] carried = new double[0];
    /** Set by each call: whether it was compiled code that ran. */
    boolean compiled;
    double[] positions;
    int[] types;
    int[] first;
    int[] neighbors;
    double[] charges;
    double[] masses;
    /** Values of atom fields, one array for each, of local and ghost atoms. */
    double[][] fields;
    double[] siteEnergies;

    /** Own: lanes, their places and species. */
    double[][] lanes = new double[0][];
    double[] pairs = new double[0];
    /** Lists of second neighbors, see {@link Lists}, and species of those in one. */
    int[] kept = new int[0];
    int[] keptType = new int[0];
    /** Values of the networks of one atom, see {@link Networks}. */
    double[] networks = new double[0];
    int[] index = new int[0];
    int[] type = new int[0];
    /** Forces on local and ghost atoms: its own, or another's. */
    double[] forces = new double[0];
    private double[] ownForces = forces;
    final double[] virialSum = new double[9];
    /** What local and ghost atoms' fields receive, one array for each field that receives: its own, or another's. */
    double[][] received = new double[0][];
    private double[][] ownReceived = received;

    void bind(NeighborList list, Pairs pairs, double[][] fields, double[] siteEnergies) {
        this.positions = list.positions();
        this.types = list.types();
        this.first = pairs.first();
        this.neighbors = pairs.neighbors();
        this.charges = list.charges();
        this.masses = list.masses();
        this.fields = fields;
        this.siteEnergies = siteEnergies;
    }

    /** Makes room for values of pairs of neighbours. */
    double[] pairs(int room) {
        if (pairs.length < room) {
            pairs = new double[room + room / 2];
        }
        return pairs;
    }

    /** Makes room for lists of second neighbors. */
    int[] kept(int room) {
        if (kept.length < room) {
            kept = new int[room + room / 2];
        }
        return kept;
    }

    /** Makes room; keeps what is large enough. */
    void reserve(int laneArrays, int longest) {
        if (lanes.length < laneArrays || index.length < longest + Lanes.COUNT) {
            // A strip of lanes may begin at the last neighbor; and workers that write to one line of the cache wait for each other.
            int room = Math.max(index.length, longest + longest / 4 + APART + Lanes.COUNT);
            lanes = new double[laneArrays][room];
            index = new int[room];
            type = new int[room];
            keptType = new int[room];
        }
    }

    /** Makes room for forces, or uses another's. */
    void reserveForces(Job owner, int total) {
        if (owner == this && ownForces.length < NeighborList.WIDTH * total) {
            ownForces = new double[NeighborList.WIDTH * (total + total / 10)];
        }
        forces = owner.ownForces;
    }

    /** Makes room for what fields receive, or uses another's. */
    void reserveReceived(Job owner, List<Integer> wanted, int fields, int total) {
        if (ownReceived.length < fields) {
            received = Arrays.copyOf(received, fields);
            int made = ownReceived.length;
            ownReceived = Arrays.copyOf(ownReceived, fields);
            Arrays.fill(ownReceived, made, fields, new double[0]);
        }
        for (int k = 0; k < wanted.size(); k++) {
            int field = wanted.get(k);
            if (owner == this && ownReceived[field].length < total) {
                ownReceived[field] = new double[total + total / 10];
            }
            received[field] = owner.ownReceived[field];
        }
    }
}
