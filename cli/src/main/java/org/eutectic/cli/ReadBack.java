package org.eutectic.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;

/**
 * How far two potentials for the same species lie apart, on crystals near their rest whose sites hold the species at random and whose atoms are off their
 * sites.
 *
 * @param structures how many
 * @param atoms in each
 * @param energy the largest difference, eV for each atom
 * @param force the largest difference of a component, eV/Å
 * @param largestForce of the first potential, eV/Å
 */
record ReadBack(int structures, int atoms, double energy, double force, double largestForce) {
    private static final double[][] FCC = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
    /** Nearest neighbors in units of the edge. */
    private static final double FCC_NEAREST = Math.sqrt(0.5), DIAMOND_NEAREST = Math.sqrt(3) / 4;
    private static final double STEP = 0.97;
    /** Å. */
    private static final double SHORTEST = 0.8;
    /** Displacements, as a part of the nearest distance. */
    private static final double OFF_SITE = 0.08;

    static ReadBack compare(Potential original, Potential read, boolean diamond) {
        double energy = 0, force = 0, largest = 0;
        int structures = 2, atoms = 0;
        try (ForceField a = original.forceField(Backend.REFERENCE, 1); ForceField b = read.forceField(Backend.REFERENCE, 1)) {
            double edge = edgeAtRest(a, diamond);
            for (int k = 0; k < structures; k++) {
                Configuration c = crystal(original.species(), diamond, edge * (k == 0 ? 1 : 1.04), 2, new Random(11 + k), OFF_SITE);
                atoms = c.size();
                Evaluation x = compute(a, c), y = compute(b, c);
                energy = Math.max(energy, Math.abs(x.energy() - y.energy()) / c.size());
                for (int m = 0; m < x.forces().length; m++) {
                    force = Math.max(force, Math.abs(x.forces()[m] - y.forces()[m]));
                    largest = Math.max(largest, Math.abs(x.forces()[m]));
                }
            }
        }
        return new ReadBack(structures, atoms, energy, force, largest);
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, false, out);
        return out;
    }

    /** The edge of the cubic cell at which one cell with species at random has its lowest energy, coming from afar. */
    private static double edgeAtRest(ForceField field, boolean diamond) {
        double best = field.cutoff(), lowest = Double.POSITIVE_INFINITY;
        for (double nearest = 0.95 * field.cutoff(); nearest > SHORTEST; nearest *= STEP) {
            double edge = nearest / (diamond ? DIAMOND_NEAREST : FCC_NEAREST);
            Configuration c = crystal(field.species(), diamond, edge, 1, new Random(5), 0);
            Evaluation out = new Evaluation();
            field.compute(NeighborListBuilder.build(c, field), true, false, false, out);
            double energy = out.energy() / c.size();
            if (energy < lowest) {
                lowest = energy;
                best = edge;
            } else if (!(energy < lowest + Math.max(1, Math.abs(lowest)))) {
                break;
            }
        }
        return best;
    }

    private static Configuration crystal(List<String> species, boolean diamond, double edge, int cells, Random random, double offSite) {
        List<double[]> sites = new ArrayList<>();
        for (int cell = 0; cell < cells * cells * cells; cell++) {
            for (double[] s : FCC) {
                for (int second = 0; second <= (diamond ? 1 : 0); second++) {
                    sites.add(new double[] {cell % cells + s[0] + 0.25 * second, cell / cells % cells + s[1] + 0.25 * second,
                        cell / (cells * cells) + s[2] + 0.25 * second});
                }
            }
        }
        double reach = offSite * edge * (diamond ? DIAMOND_NEAREST : FCC_NEAREST);
        double[] x = new double[3 * sites.size()];
        int[] types = new int[sites.size()];
        for (int i = 0; i < types.length; i++) {
            for (int axis = 0; axis < 3; axis++) {
                x[3 * i + axis] = sites.get(i)[axis] * edge + 2 * reach * (random.nextDouble() - 0.5);
            }
            types[i] = cells == 1 ? i % species.size() : random.nextInt(species.size());
        }
        double side = cells * edge;
        return new Configuration(species, types, x, Cell.orthorhombic(side, side, side));
    }
}
