package org.eutectic.check;

import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.reference.ReferenceForceField;

/** How far apart the energies of two potentials of the same species are, on clusters of atoms strewn about at random: for potentials that are the same but for rounding. */
public final class EnergyComparison {
    /** Clusters that are looked at. */
    public static final int CLUSTERS = 8;
    private static final int ATOMS = 12;
    /** Distances and the cube's edge in units of the cutoff: neighbors of many kinds, none on top of each other. */
    private static final double NEAREST = 0.42;
    private static final double EDGE = 1.3;

    private EnergyComparison() {}

    /** The largest difference, eV for each atom. */
    public static double largest(List<SiteEnergy> first, List<SiteEnergy> second) {
        List<String> species = first.getFirst().species();
        double cutoff = first.stream().mapToDouble(t -> t.cutoff().max()).max().orElse(0), largest = 0;
        for (int seed = 1; seed <= CLUSTERS; seed++) {
            Configuration c = cluster(species, new Random(seed), cutoff);
            largest = Math.max(largest, Math.abs(energy(first, c) - energy(second, c)) / ATOMS);
        }
        return largest;
    }

    private static double energy(List<SiteEnergy> terms, Configuration c) {
        ReferenceForceField field = new ReferenceForceField(terms.getFirst().name(), terms.getFirst().species(), terms);
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, false, false, out);
        return out.energy();
    }

    private static Configuration cluster(List<String> species, Random random, double cutoff) {
        double[] x = new double[3 * ATOMS];
        int[] types = new int[ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            types[i] = i % species.size();
            double nearest = 0;
            // Room grows with each try, so that one succeeds.
            for (double edge = EDGE * cutoff; nearest < NEAREST * cutoff; edge *= 1.05) {
                nearest = Double.POSITIVE_INFINITY;
                for (int axis = 0; axis < 3; axis++) {
                    x[3 * i + axis] = edge * random.nextDouble();
                }
                for (int j = 0; j < i; j++) {
                    nearest = Math.min(nearest, Math.hypot(Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]), x[3 * i + 2] - x[3 * j + 2]));
                }
            }
        }
        return new Configuration(species, types, x, Cell.none());
    }
}
