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
import org.eutectic.atoms.PlaceSums;
import org.eutectic.atoms.Shares;
import org.eutectic.parallel.Workers;

/**
 * A force field whose energy is a sum over atoms, each computed from its neighbors alone by a routine in Java. Centers are divided into shares, how many depends on the
 * number of atoms only; each share has a routine and buffers of its own, and buffers are added in the order of the shares: results do not depend on the number of threads.
 */
public final class CenterSum implements ForceField {
    private static final int CENTERS_A_SHARE = 256;

    private final String name;
    private final List<String> species;
    private final double cutoff;
    private final Neighborhood neighborhood;
    private final Workers workers;
    private final Supplier<Routine> routines;
    private final PlaceSums forces;
    private final Share[] shares = new Share[Shares.MOST];
    private final IntConsumer runShare = this::run;
    private NeighborList list;
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
        this.forces = new PlaceSums(NeighborList.WIDTH, neighborhood, new Shares(CENTERS_A_SHARE), workers);
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
        list = neighbors;
        withForces = forces || virial;
        out.reset(list.centers());
        if (siteEnergies.length < list.centers()) {
            siteEnergies = new double[list.centers()];
        }
        this.forces.open(list);
        for (int s = 0; s < this.forces.count(); s++) {
            if (shares[s] == null) {
                shares[s] = new Share(routines.get());
            }
        }
        workers.run(this.forces.count(), runShare);
        double sum = 0;
        for (int i = 0; i < list.centers(); i++) {
            out.siteEnergies()[list.atoms()[i]] = siteEnergies[i];
            sum += siteEnergies[i];
        }
        out.setEnergy(energy ? sum : Double.NaN);
        if (withForces) {
            take(out);
        }
    }

    private void take(Evaluation out) {
        double[] sum = forces.sum(), f = out.forces();
        int[] atoms = list.atoms();
        for (int i = 0, k = 0; i < list.centers(); i++, k += NeighborList.WIDTH) {
            int to = 3 * atoms[i];
            f[to] = sum[k];
            f[to + 1] = sum[k + 1];
            f[to + 2] = sum[k + 2];
        }
        for (int s = 0; s < forces.count(); s++) {
            for (int k = 0; k < 9; k++) {
                out.virial()[k] += shares[s].virial[k];
            }
        }
    }

    private void run(int s) {
        Share share = shares[s];
        Arrays.fill(share.virial, 0);
        share.routine.compute(list, list.pairs(neighborhood), forces.from(s), forces.to(s), siteEnergies, withForces ? forces.part(s) : null, share.virial);
    }
}
