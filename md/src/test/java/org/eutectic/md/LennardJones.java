package org.eutectic.md;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;

import java.util.List;
import java.util.Random;

/** A written-out Lennard-Jones argon, smoothed so that energy and force vanish at the cutoff: something simple to move atoms with. */
public final class LennardJones implements ForceField {
    public static final double EPSILON = 0.0104;
    public static final double SIGMA = 3.4;
    public static final double CUTOFF = 8.0;

    private static final Neighborhood AROUND = Neighborhood.full(CUTOFF);

    private int failingCall = -1;
    private int calls;

    /** Makes one call return NaN, as a broken potential would. */
    public LennardJones failingAt(int call) {
        failingCall = call;
        return this;
    }

    @Override
    public String name() {
        return "argon";
    }

    @Override
    public List<String> species() {
        return List.of("Ar");
    }

    @Override
    public double cutoff() {
        return CUTOFF;
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return List.of(AROUND);
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        out.reset(list.centers());
        double[] p = list.positions(), f = out.forces(), u = out.siteEnergies(), w = out.virial();
        Pairs pairs = list.pairs(AROUND);
        int[] first = pairs.first(), neighbors = pairs.neighbors(), atoms = list.atoms();
        double shift = energy(CUTOFF), slope = slope(CUTOFF), total = 0;
        for (int i = 0; i < list.centers(); i++) {
            for (int k = first[i]; k < first[i + 1]; k++) {
                int j = NeighborList.WIDTH * neighbors[k], own = NeighborList.WIDTH * i;
                double x = p[j] - p[own], y = p[j + 1] - p[own + 1], z = p[j + 2] - p[own + 2];
                double r = Math.sqrt(x * x + y * y + z * z);
                if (r < CUTOFF) {
                    u[atoms[i]] += 0.5 * (energy(r) - shift - slope * (r - CUTOFF));
                    double s = (slope(r) - slope) / r;
                    f[3 * atoms[i]] += s * x;
                    f[3 * atoms[i] + 1] += s * y;
                    f[3 * atoms[i] + 2] += s * z;
                    if (virial) {
                        double[] d = {x, y, z};
                        for (int q = 0; q < 9; q++) {
                            w[q] -= 0.5 * s * d[q / 3] * d[q % 3];
                        }
                    }
                }
            }
            total += u[atoms[i]];
        }
        out.setEnergy(energy ? total : Double.NaN);
        if (++calls == failingCall) {
            f[7] = Double.NaN;
        }
    }

    private static double energy(double r) {
        double s6 = Math.pow(SIGMA / r, 6);
        return 4 * EPSILON * (s6 * s6 - s6);
    }

    private static double slope(double r) {
        double s6 = Math.pow(SIGMA / r, 6);
        return 4 * EPSILON * (6 * s6 - 12 * s6 * s6) / r;
    }

    /** A face-centered cubic crystal of n³ cells, atoms displaced a little. */
    public static Configuration crystal(int n, double lattice, double noise) {
        double[] base = {0, 0, 0, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5};
        double[] x = new double[12 * n * n * n];
        Random random = new Random(1);
        for (int c = 0, k = 0; c < n * n * n; c++) {
            int[] at = {c % n, c / n % n, c / (n * n)};
            for (int b = 0; b < 12; b++) {
                x[k++] = lattice * (at[b % 3] + base[b]) + noise * random.nextGaussian();
            }
        }
        return new Configuration(List.of("Ar"), new int[4 * n * n * n], x, Cell.orthorhombic(n * lattice, n * lattice, n * lattice));
    }
}
