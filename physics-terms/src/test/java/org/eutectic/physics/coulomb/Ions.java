package org.eutectic.physics.coulomb;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;

/** Structures of ions, and what a sum gives for them in the order of their atoms. */
final class Ions {
    static final List<String> SPECIES = List.of("A", "B");

    private Ions() {}

    /** Ions of alternating charge at random places, no two nearer than 2 Å. */
    static Configuration random(int atoms, Cell cell, long seed) {
        Random random = new Random(seed);
        double[] x = new double[3 * atoms];
        int[] types = new int[atoms];
        double[] charges = new double[atoms];
        for (int i = 0; i < atoms; i++) {
            types[i] = i % 2;
            charges[i] = 1 - 2 * (i % 2);
            do {
                double a = random.nextDouble(), b = random.nextDouble(), c = random.nextDouble();
                for (int k = 0; k < 3; k++) {
                    x[3 * i + k] = a * cell.get(0, k) + b * cell.get(1, k) + c * cell.get(2, k);
                }
            } while (near(x, i, cell, 2.0));
        }
        Configuration c = new Configuration(SPECIES, types, x, cell);
        c.setCharges(charges);
        return c;
    }

    private static boolean near(double[] x, int i, Cell cell, double least) {
        for (int j = 0; j < i; j++) {
            for (int s = 0; s < 27; s++) {
                double square = 0;
                for (int k = 0; k < 3; k++) {
                    double d = x[3 * i + k] - x[3 * j + k] + (s % 3 - 1) * cell.get(0, k) + (s / 3 % 3 - 1) * cell.get(1, k) + (s / 9 - 1) * cell.get(2, k);
                    square += d * d;
                }
                if (square < least * least) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Rock salt of n³ cubes, each atom moved a little. */
    static Configuration rockSalt(int n, double edge, double shift, long seed) {
        Random random = new Random(seed);
        List<double[]> x = new ArrayList<>();
        for (int i = 0; i < 8 * n * n * n; i++) {
            int a = i % (2 * n), b = i / (2 * n) % (2 * n), c = i / (4 * n * n);
            x.add(new double[] {a, b, c});
        }
        int[] types = new int[x.size()];
        double[] positions = new double[3 * types.length], charges = new double[types.length];
        for (int i = 0; i < types.length; i++) {
            double[] p = x.get(i);
            types[i] = (int) (p[0] + p[1] + p[2]) % 2;
            charges[i] = 1 - 2 * types[i];
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = 0.5 * edge * p[k] + shift * (2 * random.nextDouble() - 1);
            }
        }
        Configuration c = new Configuration(SPECIES, types, positions, Cell.orthorhombic(n * edge, n * edge, n * edge));
        c.setCharges(charges);
        return c;
    }

    static NeighborList list(Configuration c, CoulombSum sum) {
        List<Neighborhood> wanted = sum.neighborhoods();
        return new NeighborListBuilder(c.symbols(), wanted, 0, 1).build(c);
    }

    /** Energy first, then forces, then the virial. */
    static double[] evaluate(Configuration c, CoulombSum sum) {
        NeighborList list = list(c, sum);
        ChargeField out = new ChargeField();
        sum.compute(list, list.charges(), true, true, out);
        double[] all = new double[1 + 3 * c.size() + 9];
        all[0] = out.energy();
        for (int i = 0; i < c.size(); i++) {
            System.arraycopy(out.forces(), 3 * i, all, 1 + 3 * list.atoms()[i], 3);
        }
        System.arraycopy(out.virial(), 0, all, 1 + 3 * c.size(), 9);
        return all;
    }

    static double[] evaluate(Configuration c, CoulombSettings settings) {
        return evaluate(c, new CoulombSum(settings, c.symbols().size(), null, 1));
    }

    /** Root of the mean square difference of forces, eV/Å. */
    static double forceError(double[] a, double[] b) {
        double sum = 0;
        for (int k = 1; k < a.length - 9; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(3 * sum / (a.length - 10));
    }
}
