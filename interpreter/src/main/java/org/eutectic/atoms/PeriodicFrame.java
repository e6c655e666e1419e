package org.eutectic.atoms;

import org.eutectic.atoms.StructureException.Kind;

/**
 * A cell seen as a coordinate frame. Periodic directions keep their cell vectors; open ones get unit vectors at right angles to those, so
 * that a slab, a wire or a molecule needs no cell vectors where it does not repeat.
 */
public final class PeriodicFrame {
    /** Below this ratio of the volume to the product of the edge lengths a cell counts as flat. */
    private static final double FLAT = 1e-7;

    private static final String[] NAMES = {"a", "b", "c"};

    private final boolean[] periodic;
    private final double[] basis;
    private final double[] reciprocal;
    private final double[] heights = new double[3];

    private PeriodicFrame(boolean[] periodic, double[] basis) {
        this.periodic = periodic;
        this.basis = basis;
        this.reciprocal = inverseTransposed(basis);
        for (int k = 0; k < 3; k++) {
            heights[k] = 1 / length(reciprocal, k);
        }
    }

    /**
     * The frame of a cell.
     *
     * @throws StructureException of kind NOT_FINITE or SINGULAR_CELL
     */
    public static PeriodicFrame of(Cell cell) {
        double[] v = cell.vectors();
        for (double x : v) {
            if (!Double.isFinite(x)) {
                throw StructureException.of(Kind.NOT_FINITE, "a component of the cell is %s", x);
            }
        }
        boolean[] p = cell.periodic();
        double product = 1;
        for (int k = 0; k < 3; k++) {
            if (p[k]) {
                double l = length(v, k);
                if (!(l > 0)) {
                    throw StructureException.of(Kind.SINGULAR_CELL,
                            "the cell is periodic along %s, but vector %1$s is zero; give it a length or make that direction open (pbc F)", NAMES[k]);
                }
                product *= l;
            }
        }
        completeOpenDirections(v, p);
        double volume = Math.abs(determinant(v));
        if (!(volume > FLAT * product)) {
            throw StructureException.of(Kind.SINGULAR_CELL, "the cell vectors span no volume (%.3g Å³): two are parallel or all three lie in a plane", volume);
        }
        return new PeriodicFrame(p, v);
    }

    public boolean periodic(int k) {
        return periodic[k];
    }

    /** Distance between the two faces of direction {@code k}, Å; 1 for a lone open direction. */
    public double height(int k) {
        return heights[k];
    }

    /** Component {@code axis} of basis vector {@code k}, Å. */
    public double basis(int k, int axis) {
        return basis[3 * k + axis];
    }

    /** The coordinate of a point along basis vector {@code k}, in units of that vector. */
    public double fractional(int k, double x, double y, double z) {
        return reciprocal[3 * k] * x + reciprocal[3 * k + 1] * y + reciprocal[3 * k + 2] * z;
    }

    /** Moves every point into the cell along the periodic directions, in place. */
    public void wrap(double[] positions, int atoms) {
        for (int i = 0; i < 3 * atoms; i += 3) {
            for (int k = 0; k < 3; k++) {
                if (periodic[k]) {
                    double n = Math.floor(fractional(k, positions[i], positions[i + 1], positions[i + 2]));
                    if (n != 0) {
                        for (int a = 0; a < 3; a++) {
                            positions[i + a] -= n * basis[3 * k + a];
                        }
                    }
                }
            }
        }
    }

    private static void completeOpenDirections(double[] v, boolean[] p) {
        int count = (p[0] ? 1 : 0) + (p[1] ? 1 : 0) + (p[2] ? 1 : 0);
        switch (count) {
            case 0 -> {
                for (int i = 0; i < 9; i++) {
                    v[i] = i % 4 == 0 ? 1 : 0;
                }
            }
            case 1 -> {
                int k = p[0] ? 0 : p[1] ? 1 : 2;
                int smallest = 0;
                for (int a = 1; a < 3; a++) {
                    if (Math.abs(v[3 * k + a]) < Math.abs(v[3 * k + smallest])) {
                        smallest = a;
                    }
                }
                int m = (k + 1) % 3, n = (k + 2) % 3;
                for (int a = 0; a < 3; a++) {
                    v[3 * n + a] = a == smallest ? 1 : 0;
                }
                normalCross(v, n, k, m);
                normalCross(v, k, m, n);
            }
            case 2 -> {
                int k = !p[0] ? 0 : !p[1] ? 1 : 2;
                normalCross(v, (k + 1) % 3, (k + 2) % 3, k);
            }
            default -> { }
        }
    }

    /** Row {@code to} becomes the unit vector along row {@code m} × row {@code n}; zero where they are parallel. */
    private static void normalCross(double[] v, int m, int n, int to) {
        double x = v[3 * m + 1] * v[3 * n + 2] - v[3 * m + 2] * v[3 * n + 1];
        double y = v[3 * m + 2] * v[3 * n] - v[3 * m] * v[3 * n + 2];
        double z = v[3 * m] * v[3 * n + 1] - v[3 * m + 1] * v[3 * n];
        double l = Math.sqrt(x * x + y * y + z * z);
        double s = l > 0 ? 1 / l : 0;
        v[3 * to] = x * s;
        v[3 * to + 1] = y * s;
        v[3 * to + 2] = z * s;
    }

    private static double length(double[] v, int row) {
        return Math.sqrt(v[3 * row] * v[3 * row] + v[3 * row + 1] * v[3 * row + 1] + v[3 * row + 2] * v[3 * row + 2]);
    }

    private static double determinant(double[] v) {
        return v[0] * (v[4] * v[8] - v[5] * v[7]) - v[1] * (v[3] * v[8] - v[5] * v[6]) + v[2] * (v[3] * v[7] - v[4] * v[6]);
    }

    private static double[] inverseTransposed(double[] v) {
        double d = 1 / determinant(v);
        double[] w = new double[9];
        for (int k = 0; k < 3; k++) {
            int m = 3 * ((k + 1) % 3), n = 3 * ((k + 2) % 3);
            w[3 * k] = d * (v[m + 1] * v[n + 2] - v[m + 2] * v[n + 1]);
            w[3 * k + 1] = d * (v[m + 2] * v[n] - v[m] * v[n + 2]);
            w[3 * k + 2] = d * (v[m] * v[n + 1] - v[m + 1] * v[n]);
        }
        return w;
    }
}
