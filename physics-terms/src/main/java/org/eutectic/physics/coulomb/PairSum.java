package org.eutectic.physics.coulomb;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.atoms.PlaceSums;
import org.eutectic.parallel.Workers;
import org.eutectic.physics.pairs.RadialTable;

/** The sum over pairs inside a cutoff of q_i q_j V(r), with V by the species of both. */
final class PairSum {
    private final RadialTable[] tables;
    /** The table of all pairs of species, where they have the same. */
    private final RadialTable common;
    private final int species;
    private final Neighborhood neighborhood;
    private final Workers workers;
    /** Forces and potentials. */
    private final PlaceSums sums;
    private final double[][] virials = new double[PlaceSums.most()][6];
    private final IntConsumer share = this::share;
    private final IntConsumer sharePotentials = this::sharePotentials;
    private double[] charges = new double[0];
    private NeighborList list;
    private Pairs pairs;

    /** @param tables for each species with each, by number first · species + second */
    PairSum(RadialTable[] tables, int species, Neighborhood neighborhood, Workers workers) {
        this.tables = tables;
        common = Arrays.stream(tables).allMatch(t -> t == tables[0]) ? tables[0] : null;
        this.species = species;
        this.neighborhood = neighborhood;
        this.workers = workers;
        sums = new PlaceSums(NeighborList.WIDTH, neighborhood, workers);
    }

    CoulombPlan.Tables tables() {
        return new CoulombPlan.Tables(Arrays.asList(tables));
    }

    /** Adds to potentials, and to forces and the virial where they are wanted; in e/Å and so on. */
    void add(NeighborList list, double[] charges, boolean forces, ChargeField out) {
        this.list = list;
        pairs = list.pairs(neighborhood);
        extend(charges);
        sums.open(list);
        workers.run(sums.count(), forces ? share : sharePotentials);
        double[] s = sums.sum(), potentials = out.potentials(), f = out.forces();
        for (int i = 0; i < list.centers(); i++) {
            potentials[i] += s[4 * i + 3];
        }
        if (forces) {
            for (int i = 0; i < list.centers(); i++) {
                f[3 * i] += s[4 * i];
                f[3 * i + 1] += s[4 * i + 1];
                f[3 * i + 2] += s[4 * i + 2];
            }
            for (int p = 0; p < sums.count(); p++) {
                PlaceSums.addSymmetric(virials[p], out.virial());
            }
        }
    }

    /** What {@link #add} multiplies charges with, into the lower triangle of a matrix in row order. */
    void addMatrix(NeighborList list, double[] matrix) {
        Pairs all = list.pairs(neighborhood);
        double[] x = list.positions();
        int[] owners = list.owners(), types = list.types();
        int n = list.centers();
        for (int i = 0; i < n; i++) {
            for (int k = all.first()[i]; k < all.first()[i + 1]; k++) {
                int j = all.neighbors()[k], o = owners[j];
                double dx = x[4 * j] - x[4 * i], dy = x[4 * j + 1] - x[4 * i + 1], dz = x[4 * j + 2] - x[4 * i + 2];
                double value = tables[types[i] * species + types[j]].value(dx * dx + dy * dy + dz * dz);
                // An atom and its own image are a pair of which it has both ends.
                matrix[Math.max(i, o) * n + Math.min(i, o)] += o == i ? 2 * value : value;
            }
        }
    }

    private void extend(double[] local) {
        int n = list.centers(), total = list.total();
        if (charges.length < total) {
            charges = new double[total + total / 16];
        }
        System.arraycopy(local, 0, charges, 0, n);
        int[] owners = list.owners();
        for (int g = n; g < total; g++) {
            charges[g] = local[owners[g]];
        }
    }

    private void share(int p) {
        double[] x = list.positions(), f = sums.part(p), q = charges, virial = virials[p];
        int[] types = list.types(), first = pairs.first(), neighbors = pairs.neighbors();
        double vxx = 0, vyy = 0, vzz = 0, vxy = 0, vxz = 0, vyz = 0;
        for (int i = sums.from(p), end = sums.to(p); i < end; i++) {
            int a = 4 * i, row = types[i] * species;
            double xi = x[a], yi = x[a + 1], zi = x[a + 2], qi = q[i], fx = 0, fy = 0, fz = 0, potential = 0;
            for (int k = first[i]; k < first[i + 1]; k++) {
                int j = neighbors[k], b = 4 * j;
                double dx = x[b] - xi, dy = x[b + 1] - yi, dz = x[b + 2] - zi, square = dx * dx + dy * dy + dz * dz;
                RadialTable table = common != null ? common : tables[row + types[j]];
                if (square >= table.cutoffSquare()) {
                    continue;
                }
                int m = table.segment(square);
                double[] c = table.coefficients();
                double t = square - c[m + 6], c5 = c[m + 5], c4 = c[m + 4], c3 = c[m + 3], c2 = c[m + 2], c1 = c[m + 1];
                double value = c[m] + t * (c1 + t * (c2 + t * (c3 + t * (c4 + t * c5))));
                double slope = c1 + t * (2 * c2 + t * (3 * c3 + t * (4 * c4 + t * (5 * c5))));
                double qj = q[j], g = 2 * qi * qj * slope;
                potential += qj * value;
                double gx = g * dx, gy = g * dy, gz = g * dz;
                fx += gx;
                fy += gy;
                fz += gz;
                f[b] -= gx;
                f[b + 1] -= gy;
                f[b + 2] -= gz;
                f[b + 3] += qi * value;
                vxx -= gx * dx;
                vyy -= gy * dy;
                vzz -= gz * dz;
                vxy -= gx * dy;
                vxz -= gx * dz;
                vyz -= gy * dz;
            }
            f[a] += fx;
            f[a + 1] += fy;
            f[a + 2] += fz;
            f[a + 3] += potential;
        }
        virial[0] = vxx;
        virial[1] = vyy;
        virial[2] = vzz;
        virial[3] = vxy;
        virial[4] = vxz;
        virial[5] = vyz;
    }

    /** Potentials alone, which is what solvers for charges ask for again and again. */
    private void sharePotentials(int p) {
        double[] x = list.positions(), f = sums.part(p), q = charges;
        int[] types = list.types(), first = pairs.first(), neighbors = pairs.neighbors();
        for (int i = sums.from(p), end = sums.to(p); i < end; i++) {
            int a = 4 * i, row = types[i] * species;
            double xi = x[a], yi = x[a + 1], zi = x[a + 2], qi = q[i], potential = 0;
            for (int k = first[i]; k < first[i + 1]; k++) {
                int j = neighbors[k], b = 4 * j;
                double dx = x[b] - xi, dy = x[b + 1] - yi, dz = x[b + 2] - zi, square = dx * dx + dy * dy + dz * dz;
                RadialTable table = common != null ? common : tables[row + types[j]];
                if (square < table.cutoffSquare()) {
                    double value = table.value(square);
                    potential += q[j] * value;
                    f[b + 3] += qi * value;
                }
            }
            f[a + 3] += potential;
        }
    }
}
