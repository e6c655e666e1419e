package org.eutectic.term;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.parallel.Workers;

/**
 * A force field whose energy is a sum over atoms, each computed from its neighbors alone by a routine in Java. Centers are divided into shares, how many depends on the
 * number of atoms only; each share has a routine and buffers of its own, and buffers are added in the order of the shares: results do not depend on the number of threads.
 */
public final class CenterSum implements ForceField {
    private static final int MOST_SHARES = 8;
    private static final int CENTERS_A_SHARE = 256;

    private final String name;
    private final List<String> species;
    private final double cutoff;
    private final Neighborhood neighborhood;
    private final Workers workers;
    private final Supplier<Routine> routines;
    private final Share[] shares = new Share[MOST_SHARES];
    private final IntConsumer runShare = this::run;
    private NeighborList list;
    private int count;
    private boolean withForces;
    private double[] siteEnergies = new double[0];

    /** What computes the centers of one share; it belongs to one share and may keep scratch arrays between calls. */
    public interface Routine {
        /**
         * @param pairs all neighbors of each center within the cutoff, and some beyond
         * @param from first center
         * @param to the end of the centers
         * @param siteEnergies by place, eV: to be set
         * @param forces by place, {@link NeighborList#WIDTH} numbers each, eV/Å: to be added to, also those of neighbors and ghosts; null where nobody wants them
         * @param virial nine numbers, eV: to be added to
         */
        void compute(NeighborList list, Pairs pairs, int from, int to, double[] siteEnergies, double[] forces, double[] virial);
    }

    private static final class Share {
        final Routine routine;
        final double[] virial = new double[9];
        double[] forces = new double[0];
        Pairs.Share window;

        Share(Routine routine) {
            this.routine = routine;
        }
    }

    /**
     * @param cutoff Å
     * @param routines makes a routine for each share
     */
    public CenterSum(String name, List<String> species, double cutoff, int threads, Supplier<Routine> routines) {
        this.name = name;
        this.species = List.copyOf(species);
        this.cutoff = cutoff;
        this.neighborhood = Neighborhood.full(cutoff);
        this.workers = Workers.of(threads);
        this.routines = routines;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> species() {
        return species;
    }

    @Override
    public double cutoff() {
        return cutoff;
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return List.of(neighborhood);
    }

    @Override
    public void compute(NeighborList neighbors, boolean energy, boolean forces, boolean virial, Evaluation out) {
        if (neighbors != list) {
            divide(neighbors);
        }
        withForces = forces || virial;
        out.reset(list.centers());
        workers.run(count, runShare);
        double sum = 0;
        for (int i = 0; i < list.centers(); i++) {
            out.siteEnergies()[list.atoms()[i]] = siteEnergies[i];
            sum += siteEnergies[i];
        }
        out.setEnergy(energy ? sum : Double.NaN);
        for (int s = 0; s < count && withForces; s++) {
            Pairs.Share w = shares[s].window;
            add(shares[s].forces, w.localFrom(), w.localTo(), out.forces());
            add(shares[s].forces, w.ghostFrom(), w.ghostTo(), out.forces());
            for (int k = 0; k < 9; k++) {
                out.virial()[k] += shares[s].virial[k];
            }
        }
    }

    private void divide(NeighborList neighbors) {
        list = neighbors;
        count = Math.clamp(list.centers() / CENTERS_A_SHARE, 1, MOST_SHARES);
        if (siteEnergies.length < list.centers()) {
            siteEnergies = new double[list.centers()];
        }
        for (int s = 0; s < count; s++) {
            if (shares[s] == null) {
                shares[s] = new Share(routines.get());
            }
            shares[s].window = list.pairs(neighborhood).share(s, count);
            if (shares[s].forces.length < NeighborList.WIDTH * list.total()) {
                shares[s].forces = new double[NeighborList.WIDTH * (list.total() + list.total() / 8)];
            }
        }
    }

    private void run(int s) {
        Share share = shares[s];
        Pairs.Share w = share.window;
        if (withForces) {
            Arrays.fill(share.virial, 0);
            Arrays.fill(share.forces, NeighborList.WIDTH * w.localFrom(), NeighborList.WIDTH * w.localTo(), 0);
            Arrays.fill(share.forces, NeighborList.WIDTH * w.ghostFrom(), NeighborList.WIDTH * w.ghostTo(), 0);
        }
        share.routine.compute(list, list.pairs(neighborhood), w.from(), w.to(), siteEnergies, withForces ? share.forces : null, share.virial);
    }

    /** Adds the forces at some places to those of their atoms; ghosts give theirs to their owners. */
    private void add(double[] from, int first, int end, double[] forces) {
        int[] atoms = list.atoms();
        for (int t = first, k = NeighborList.WIDTH * first; t < end; t++, k += NeighborList.WIDTH) {
            int to = 3 * atoms[t];
            forces[to] += from[k];
            forces[to + 1] += from[k + 1];
            forces[to + 2] += from[k + 2];
        }
    }
}
