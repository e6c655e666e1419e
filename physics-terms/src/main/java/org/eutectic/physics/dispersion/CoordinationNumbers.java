package org.eutectic.physics.dispersion;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.atoms.PlaceSums;
import org.eutectic.parallel.Workers;
import org.eutectic.physics.pairs.RadialTable;

/** How many neighbors each atom has, as D3 counts them, and the forces that follow from that. */
final class CoordinationNumbers {
    private final References references;
    private final Neighborhood neighborhood;
    private final Workers workers;
    private final PlaceSums counts;
    private final PlaceSums forces;
    private final double[][] virials = new double[PlaceSums.most()][6];
    private final IntConsumer count = this::count;
    private final IntConsumer push = this::push;
    private NeighborList list;
    private Pairs pairs;
    /** dE/dCN of all places, ghosts among them. */
    private double[] slopes = new double[0];

    CoordinationNumbers(References references, Neighborhood neighborhood, Workers workers) {
        this.references = references;
        this.neighborhood = neighborhood;
        this.workers = workers;
        counts = new PlaceSums(1, neighborhood, workers);
        forces = new PlaceSums(3, neighborhood, workers);
    }

    /** The counts of the local places; the live array. */
    double[] of(NeighborList list) {
        this.list = list;
        pairs = list.pairs(neighborhood);
        counts.open(list);
        workers.run(counts.count(), count);
        return counts.sum();
    }

    /**
     * The forces for given dE/dCN, three for each local place; the live array. What it adds to the virial stands in {@link #virials}.
     *
     * @param local dE/dCN of the local places, eV
     */
    double[] forces(double[] local) {
        int total = list.total();
        if (slopes.length < total) {
            slopes = new double[total + total / 16];
        }
        for (int i = 0; i < total; i++) {
            slopes[i] = local[list.owners()[i]];
        }
        forces.open(list);
        workers.run(forces.count(), push);
        return forces.sum();
    }

    int shares() {
        return forces.count();
    }

    /** For each share xx, yy, zz, xy, xz, yz. */
    double[][] virials() {
        return virials;
    }

    private void count(int p) {
        double[] x = list.positions(), n = counts.part(p);
        int[] types = list.types(), first = pairs.first(), neighbors = pairs.neighbors();
        for (int i = counts.from(p); i < counts.to(p); i++) {
            int a = 4 * i, row = types[i] * references.species;
            double sum = 0;
            for (int k = first[i]; k < first[i + 1]; k++) {
                int j = neighbors[k], b = 4 * j;
                double dx = x[b] - x[a], dy = x[b + 1] - x[a + 1], dz = x[b + 2] - x[a + 2];
                double value = references.counting[row + types[j]].value(dx * dx + dy * dy + dz * dz);
                sum += value;
                n[j] += value;
            }
            n[i] += sum;
        }
    }

    private void push(int p) {
        double[] x = list.positions(), f = forces.part(p), virial = virials[p];
        int[] types = list.types(), first = pairs.first(), neighbors = pairs.neighbors();
        Arrays.fill(virial, 0);
        for (int i = forces.from(p); i < forces.to(p); i++) {
            int a = 4 * i, row = types[i] * references.species;
            double fx = 0, fy = 0, fz = 0;
            for (int k = first[i]; k < first[i + 1]; k++) {
                int j = neighbors[k], b = 4 * j;
                double dx = x[b] - x[a], dy = x[b + 1] - x[a + 1], dz = x[b + 2] - x[a + 2], square = dx * dx + dy * dy + dz * dz;
                RadialTable table = references.counting[row + types[j]];
                if (square >= table.cutoffSquare()) {
                    continue;
                }
                double g = 2 * (slopes[i] + slopes[j]) * table.slope(square), gx = g * dx, gy = g * dy, gz = g * dz;
                fx += gx;
                fy += gy;
                fz += gz;
                f[3 * j] -= gx;
                f[3 * j + 1] -= gy;
                f[3 * j + 2] -= gz;
                virial[0] -= gx * dx;
                virial[1] -= gy * dy;
                virial[2] -= gz * dz;
                virial[3] -= gx * dy;
                virial[4] -= gx * dz;
                virial[5] -= gy * dz;
            }
            f[3 * i] += fx;
            f[3 * i + 1] += fy;
            f[3 * i + 2] += fz;
        }
    }
}
