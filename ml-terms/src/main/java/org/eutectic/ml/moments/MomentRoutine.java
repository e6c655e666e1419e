package org.eutectic.ml.moments;

import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Pairs;
import org.eutectic.lanes.Lanes;
import org.eutectic.term.CenterSum;

/**
 * Energies of the form E_i = f(A_i), A_i = sum(j) a(d[i,j]): first the sums A, then the energy and its derivative by A, then forces, F_ij = dE/dA · da/dd. Sums and
 * forces go over several neighbors at a time; the middle part, which knows no neighbors, over several atoms at a time: a batch of {@link Lanes#COUNT}.
 */
public abstract class MomentRoutine implements CenterSum.Routine {
    /** Numbers in a vector, and atoms in a batch. */
    protected static final int L = Lanes.COUNT;

    /** How many sums an atom has. */
    protected final int moments;
    /** The sums of the atoms of a batch: that of number {@code m} and atom {@code a} at {@code m·L + a}. */
    protected final double[] sums;
    /** Derivatives of the energies with respect to the sums, in the same order, eV. */
    protected final double[] adjoints;
    protected final double[] energies = new double[L];
    /** The species of each atom of the batch as this routine numbers them. */
    protected final int[] centerSpecies = new int[L];
    private final int[] numbers;
    private final int[] centers = new int[L];
    private final Neighbors[] neighbors = new Neighbors[L];

    /** The neighbors of one atom of the batch; arrays are padded to whole vectors with neighbors that count nothing. */
    protected static final class Neighbors {
        /** How many there are; {@code padded} is the next multiple of {@link Lanes#COUNT}. */
        public int count;
        public int padded;
        /** Unit vectors from the center, and distances, Å. */
        public double[] x = new double[0];
        public double[] y = new double[0];
        public double[] z = new double[0];
        public double[] r = new double[0];
        public int[] species = new int[0];
        /** Forces on the center, eV/Å, to be set. */
        public double[] gx = new double[0];
        public double[] gy = new double[0];
        public double[] gz = new double[0];
        /** Whatever a routine wants to keep of each neighbor. */
        public double[] kept = new double[0];
        int[] places = new int[0];

        private void reserve(int most, int keep) {
            int room = Lanes.padded(most);
            if (x.length < room) {
                x = new double[room];
                y = new double[room];
                z = new double[room];
                r = new double[room];
                species = new int[room];
                gx = new double[room];
                gy = new double[room];
                gz = new double[room];
                kept = new double[keep * room];
                places = new int[room];
            }
        }
    }

    /**
     * @param moments how many sums an atom has
     * @param numbers for each species of the neighbor list the number that this routine gives it; −1 for one that does not exist for it
     */
    protected MomentRoutine(int moments, int[] numbers) {
        this.moments = moments;
        this.numbers = numbers.clone();
        sums = new double[moments * L];
        adjoints = new double[moments * L];
        for (int a = 0; a < L; a++) {
            neighbors[a] = new Neighbors();
        }
    }

    /** How far a pair of species sees each other, squared, Å². */
    protected abstract double reach(int center, int neighbor);

    /** How many numbers to keep for each neighbor in {@link Neighbors#kept}. */
    protected abstract int keep();

    /** Sets the sums of one atom of the batch. */
    protected abstract void sum(int atom, Neighbors n);

    /** Sets energies and, where forces are wanted, the adjoints of all atoms of the batch; those beyond the last atom repeat it. */
    protected abstract void energies(boolean forces);

    /** Sets g of the neighbors of one atom of the batch: dE/dd[i,j]. */
    protected abstract void forces(int atom, Neighbors n);

    @Override
    public final void compute(NeighborList list, Pairs pairs, int from, int to, double[] siteEnergies, double[] forces, double[] virial) {
        int first = from;
        while (first < to) {
            first = batch(list, pairs, first, to, siteEnergies, forces, virial);
        }
    }

    /** Computes the next batch; returns the center after its last. */
    private int batch(NeighborList list, Pairs pairs, int first, int to, double[] siteEnergies, double[] forces, double[] virial) {
        int filled = 0, i = first;
        for (; i < to && filled < L; i++) {
            int s = numbers[list.types()[i]];
            if (s < 0) {
                siteEnergies[i] = 0;
                continue;
            }
            centers[filled] = i;
            centerSpecies[filled] = s;
            gather(list, pairs, i, s, neighbors[filled]);
            sum(filled, neighbors[filled]);
            filled++;
        }
        if (filled == 0) {
            return i;
        }
        for (int a = filled; a < L; a++) {
            centerSpecies[a] = centerSpecies[filled - 1];
            for (int m = a, last = filled - 1; m < sums.length; m += L, last += L) {
                sums[m] = sums[last];
            }
        }
        energies(forces != null);
        for (int a = 0; a < filled; a++) {
            siteEnergies[centers[a]] = energies[a];
            if (forces != null) {
                forces(a, neighbors[a]);
                scatter(centers[a], neighbors[a], forces, virial);
            }
        }
        return i;
    }

    private void gather(NeighborList list, Pairs pairs, int i, int center, Neighbors n) {
        double[] x = list.positions();
        int[] types = list.types(), all = pairs.neighbors();
        int begin = pairs.first()[i], end = pairs.first()[i + 1], at = NeighborList.WIDTH * i, count = 0;
        n.reserve(end - begin, keep());
        double xi = x[at], yi = x[at + 1], zi = x[at + 2];
        for (int k = begin; k < end; k++) {
            int j = all[k], s = numbers[types[j]], from = NeighborList.WIDTH * j;
            double dx = x[from] - xi, dy = x[from + 1] - yi, dz = x[from + 2] - zi, square = dx * dx + dy * dy + dz * dz;
            if (s >= 0 && square < reach(center, s)) {
                double r = Math.sqrt(square), inverse = 1 / r;
                n.x[count] = dx * inverse;
                n.y[count] = dy * inverse;
                n.z[count] = dz * inverse;
                n.r[count] = r;
                n.species[count] = s;
                n.places[count++] = j;
            }
        }
        n.count = count;
        n.padded = Lanes.padded(count);
        for (int k = count; k < n.padded; k++) {
            n.x[k] = 1;
            n.y[k] = 0;
            n.z[k] = 0;
            n.r[k] = Math.sqrt(reach(center, center));
            n.species[k] = center;
        }
    }

    private static void scatter(int i, Neighbors n, double[] forces, double[] virial) {
        double fx = 0, fy = 0, fz = 0, xx = 0, xy = 0, xz = 0, yx = 0, yy = 0, yz = 0, zx = 0, zy = 0, zz = 0;
        for (int k = 0; k < n.count; k++) {
            int to = NeighborList.WIDTH * n.places[k];
            double gx = n.gx[k], gy = n.gy[k], gz = n.gz[k], r = n.r[k], dx = n.x[k] * r, dy = n.y[k] * r, dz = n.z[k] * r;
            forces[to] -= gx;
            forces[to + 1] -= gy;
            forces[to + 2] -= gz;
            fx += gx;
            fy += gy;
            fz += gz;
            xx += gx * dx;
            xy += gx * dy;
            xz += gx * dz;
            yx += gy * dx;
            yy += gy * dy;
            yz += gy * dz;
            zx += gz * dx;
            zy += gz * dy;
            zz += gz * dz;
        }
        int own = NeighborList.WIDTH * i;
        forces[own] += fx;
        forces[own + 1] += fy;
        forces[own + 2] += fz;
        virial[0] -= xx;
        virial[1] -= xy;
        virial[2] -= xz;
        virial[3] -= yx;
        virial[4] -= yy;
        virial[5] -= yz;
        virial[6] -= zx;
        virial[7] -= zy;
        virial[8] -= zz;
    }
}
