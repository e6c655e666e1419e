package org.eutectic.physics.dispersion;

import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.parallel.Workers;

/**
 * C6 of pairs, interpolated between reference compounds by coordination numbers N: Grimme et al. (2010), eq. 16, C6 = Σ_ab L_ab C6_ab/Σ_ab L_ab with
 * L_ab = exp(−4 ((N − N_a)² + (N′ − N_b)²)). As L is a product, so are the weights: C6 = Σ_ab w_a w_b C6_ab, where each atom's w sum to 1 and follow from its own
 * neighbors. For each atom and each species that a neighbor may have, Σ_a w_a C6_ab is kept.
 */
final class Coefficients {
    private static final double STEEPNESS = 4;
    private static final int MOST = References.MOST;
    private static final int BLOCK = 256;

    private final References references;
    private final Workers workers;
    private final IntConsumer block = this::block;
    /** Weights w and dw/dN, {@link References#MOST} for each place. */
    double[] weights = new double[0];
    double[] slopes = new double[0];
    /** Σ_a w_a C6_ab and Σ_a dw_a/dN C6_ab, MOST for each species for each place. */
    double[] mixed = new double[0];
    double[] mixedSlopes = new double[0];
    private NeighborList list;
    private double[] counts;

    Coefficients(References references, Workers workers) {
        this.references = references;
        this.workers = workers;
    }

    void update(NeighborList list, double[] counts) {
        this.list = list;
        this.counts = counts;
        int n = list.centers();
        if (weights.length < MOST * n) {
            weights = new double[MOST * n];
            slopes = new double[MOST * n];
            mixed = new double[MOST * n * references.species];
            mixedSlopes = new double[MOST * n * references.species];
        }
        workers.run((n + BLOCK - 1) / BLOCK, block);
    }

    private void block(int number) {
        int species = references.species;
        for (int i = number * BLOCK; i < Math.min(list.centers(), (number + 1) * BLOCK); i++) {
            int type = list.types()[i], at = MOST * i, size = references.sizes[type];
            weigh(counts[i], references.counts[type], size, at);
            for (int t = 0; t < species; t++) {
                double[] c6 = references.c6[type * species + t];
                for (int b = 0; b < MOST; b++) {
                    double sum = 0, slope = 0;
                    for (int a = 0; a < size; a++) {
                        sum += weights[at + a] * c6[a * MOST + b];
                        slope += slopes[at + a] * c6[a * MOST + b];
                    }
                    mixed[(i * species + t) * MOST + b] = sum;
                    mixedSlopes[(i * species + t) * MOST + b] = slope;
                }
            }
        }
    }

    private void weigh(double count, double[] references, int size, int at) {
        double nearest = Double.POSITIVE_INFINITY, sum = 0, mean = 0;
        for (int a = 0; a < size; a++) {
            nearest = Math.min(nearest, Math.abs(count - references[a]));
        }
        for (int a = 0; a < MOST; a++) {
            // Against that of the nearest, which would vanish, too, where an atom has more neighbors than any reference.
            double d = a < size ? count - references[a] : 0;
            weights[at + a] = a < size ? Math.exp(-STEEPNESS * (d * d - nearest * nearest)) : 0;
            sum += weights[at + a];
        }
        // A species without references has no weights, and a sum of zeros.
        for (int a = 0; a < size; a++) {
            weights[at + a] /= sum;
            mean -= 2 * STEEPNESS * (count - references[a]) * weights[at + a];
        }
        for (int a = 0; a < MOST; a++) {
            slopes[at + a] = a < size ? weights[at + a] * (-2 * STEEPNESS * (count - references[a]) - mean) : 0;
        }
    }
}
