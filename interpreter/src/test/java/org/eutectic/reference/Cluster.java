package org.eutectic.reference;

import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.PlainNeighbors;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.SiteEnergy;

/** Small groups of atoms, and what the reference says of them. */
final class Cluster {
    static final double CUTOFF = 4.0;
    static final Range EVERY = Range.uniform(2, CUTOFF);
    static final List<String> SPECIES = List.of("Cu", "Ni");

    private Cluster() {}

    /** Atoms of both species, by turns, in a box that is open in every direction. */
    static Configuration open(double... positions) {
        int[] types = new int[positions.length / 3];
        for (int i = 0; i < types.length; i++) {
            types[i] = i % 2;
        }
        return new Configuration(SPECIES, types, positions, Cell.none());
    }

    /** Atoms strewn over a cube, none closer than 1.6 Å. */
    static Configuration random(long seed, int atoms, double edge) {
        Random random = new Random(seed);
        double[] x = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            boolean free;
            do {
                free = true;
                for (int a = 0; a < 3; a++) {
                    x[3 * i + a] = edge * random.nextDouble();
                }
                for (int j = 0; j < i; j++) {
                    free &= distance(x, i, j) > 1.6;
                }
            } while (!free);
        }
        return open(x);
    }

    static double distance(double[] x, int i, int j) {
        return Math.sqrt(dot(x, i, j, j));
    }

    /** (x_j − x_i)·(x_k − x_i). */
    static double dot(double[] x, int i, int j, int k) {
        double s = 0;
        for (int a = 0; a < 3; a++) {
            s += (x[3 * j + a] - x[3 * i + a]) * (x[3 * k + a] - x[3 * i + a]);
        }
        return s;
    }

    static ReferenceForceField field(Graph g, Node energy) {
        return new ReferenceForceField("test", SPECIES, List.of(new SiteEnergy("test", g, SPECIES, EVERY, energy)));
    }

    static Evaluation energies(Graph g, Node energy, Configuration c) {
        Evaluation out = new Evaluation();
        field(g, energy).compute(PlainNeighbors.of(c, SPECIES, CUTOFF + 1), true, false, false, out);
        return out;
    }
}
