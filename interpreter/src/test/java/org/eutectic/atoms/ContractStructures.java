package org.eutectic.atoms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Structures that ask something of a force field: open, periodic, triclinic, thin, dense, sparse. Distances suit cutoffs of 2.5 to 5 Å. */
final class ContractStructures {
    private ContractStructures() {}

    static Map<String, Configuration> of(List<String> species) {
        Map<String, Configuration> all = new LinkedHashMap<>();
        all.put("cluster", cluster(species, 3, 14, 5.2));
        all.put("crystal", crystal(species, 5, 2, new double[] {0, 0, 0.9}));
        all.put("thin cell", thin(species));
        all.put("isolated", isolated(species));
        return all;
    }

    /** Atoms strewn over a cube, none closer than 1.7 Å, open in every direction. */
    static Configuration cluster(List<String> species, long seed, int atoms, double edge) {
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
                    free &= Math.hypot(Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]), x[3 * i + 2] - x[3 * j + 2]) > 1.7;
                }
            } while (!free);
        }
        return make(species, random, x, Cell.none());
    }

    /** A face-centered cubic lattice of 3.3 Å, shaken, in a cell that leans by {@code tilt} (xy, xz, yz in Å). */
    static Configuration crystal(List<String> species, long seed, int cells, double[] tilt) {
        Random random = new Random(seed);
        double a = 3.3, edge = a * cells;
        double[][] basis = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
        double[] x = new double[12 * cells * cells * cells];
        int n = 0;
        for (int c = 0; c < cells * cells * cells; c++) {
            int[] place = {c % cells, c / cells % cells, c / (cells * cells)};
            for (double[] b : basis) {
                double[] f = new double[3];
                for (int k = 0; k < 3; k++) {
                    f[k] = (place[k] + b[k]) / cells;
                }
                x[n++] = edge * f[0] + tilt[0] * f[1] + tilt[1] * f[2] + 0.15 * random.nextGaussian();
                x[n++] = edge * f[1] + tilt[2] * f[2] + 0.15 * random.nextGaussian();
                x[n++] = edge * f[2] + 0.15 * random.nextGaussian();
            }
        }
        return make(species, random, x, new Cell(new double[] {edge, 0, 0, tilt[0], edge, 0, tilt[1], tilt[2], edge}, new boolean[] {true, true, true}));
    }

    /** Three atoms in a cell thinner than any cutoff in two directions, open in the third. */
    private static Configuration thin(List<String> species) {
        return make(species, new Random(9), new double[] {0.1, 0.2, 0, 1.2, -0.1, 1.6, 0.3, 1.5, 3.1},
            new Cell(new double[] {2.3, 0, 0, 0.4, 2.45, 0, 0, 0, 12}, new boolean[] {true, true, false}));
    }

    /** An atom alone, a pair, and a triangle, far from each other. */
    private static Configuration isolated(List<String> species) {
        return make(species, new Random(2), new double[] {0, 0, 0, 20, 0, 0, 20, 2.2, 0, 40, 0, 0, 41.9, 0.3, 0, 40.8, 1.9, 0.7}, Cell.none());
    }

    private static Configuration make(List<String> species, Random random, double[] x, Cell cell) {
        int[] types = new int[x.length / 3];
        for (int i = 0; i < types.length; i++) {
            types[i] = i < species.size() ? i : random.nextInt(species.size());
        }
        Configuration c = new Configuration(species, types, x, cell);
        c.setCharges(random.doubles(types.length, -1, 1).toArray());
        return c;
    }

    static Configuration moved(Configuration c, double[] direction, double h) {
        Configuration m = c.copy();
        for (int k = 0; k < direction.length; k++) {
            m.positions()[k] += h * direction[k];
        }
        return m;
    }

    /** Positions and cell turned by an orthogonal matrix: with strain R − 1, x → R·x. */
    static Configuration turned(Configuration c, double[] rotation) {
        double[] strain = rotation.clone();
        for (int a = 0; a < 3; a++) {
            strain[4 * a] -= 1;
        }
        return c.strained(strain);
    }

    /** The same atoms in another order: atom {@code order[i]} comes i-th. */
    static Configuration reordered(Configuration c, int[] order) {
        int n = c.size();
        int[] types = new int[n];
        double[] x = new double[3 * n], q = new double[n];
        for (int i = 0; i < n; i++) {
            types[i] = c.types()[order[i]];
            q[i] = c.charges()[order[i]];
            System.arraycopy(c.positions(), 3 * order[i], x, 3 * i, 3);
        }
        Configuration m = new Configuration(c.symbols(), types, x, c.cell());
        m.setCharges(q);
        return m;
    }

    /** Two copies along the first edge in a cell twice as long. */
    static Configuration doubled(Configuration c) {
        int n = c.size();
        int[] types = new int[2 * n];
        double[] x = new double[6 * n], q = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            types[i] = c.types()[i % n];
            q[i] = c.charges()[i % n];
            for (int a = 0; a < 3; a++) {
                x[3 * i + a] = c.positions()[3 * (i % n) + a] + i / n * c.cell().get(0, a);
            }
        }
        double[] v = c.cell().vectors();
        for (int a = 0; a < 3; a++) {
            v[a] *= 2;
        }
        Configuration m = new Configuration(c.symbols(), types, x, new Cell(v, c.cell().periodic()));
        m.setCharges(q);
        return m;
    }
}
