package org.eutectic.atoms;

import java.util.Arrays;

/**
 * A simulation cell: three edge vectors (rows, in Å) and which of them are periodic. A structure without a cell (a molecule) has
 * three zero vectors and no periodic direction; its volume is then zero and it has no stress.
 */
public final class Cell {
    private final double[] vectors;
    private final boolean[] periodic;

    /**
     * @param vectors nine numbers, a b c as rows, Å
     * @param periodic three flags
     */
    public Cell(double[] vectors, boolean[] periodic) {
        if (vectors.length != 9 || periodic.length != 3) {
            throw new IllegalArgumentException("a cell takes 9 numbers and 3 flags");
        }
        this.vectors = vectors.clone();
        this.periodic = periodic.clone();
    }

    public static Cell orthorhombic(double lx, double ly, double lz) {
        return new Cell(new double[] {lx, 0, 0, 0, ly, 0, 0, 0, lz}, new boolean[] {true, true, true});
    }

    /** No cell at all: open in every direction. */
    public static Cell none() {
        return new Cell(new double[9], new boolean[3]);
    }

    /** Component {@code axis} of edge vector {@code row}, Å. */
    public double get(int row, int axis) {
        return vectors[3 * row + axis];
    }

    /** A copy of the nine components, rows a b c. */
    public double[] vectors() {
        return vectors.clone();
    }

    public boolean periodic(int direction) {
        return periodic[direction];
    }

    public boolean[] periodic() {
        return periodic.clone();
    }

    public boolean anyPeriodic() {
        return periodic[0] || periodic[1] || periodic[2];
    }

    /** Signed triple product a·(b×c), Å³. */
    public double determinant() {
        double[] v = vectors;
        return v[0] * (v[4] * v[8] - v[5] * v[7]) - v[1] * (v[3] * v[8] - v[5] * v[6]) + v[2] * (v[3] * v[7] - v[4] * v[6]);
    }

    /** Volume in Å³; zero where there is no cell. */
    public double volume() {
        return Math.abs(determinant());
    }

    /** A cell deformed by x → (1 + strain)·x; {@code strain} is a 3×3 matrix in row order. */
    public Cell strained(double[] strain) {
        double[] w = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int a = 0; a < 3; a++) {
                double s = vectors[3 * row + a];
                for (int b = 0; b < 3; b++) {
                    s += strain[3 * a + b] * vectors[3 * row + b];
                }
                w[3 * row + a] = s;
            }
        }
        return new Cell(w, periodic);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Cell c && Arrays.equals(vectors, c.vectors) && Arrays.equals(periodic, c.periodic);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(vectors) + Arrays.hashCode(periodic);
    }

    @Override
    public String toString() {
        return "Cell" + Arrays.toString(vectors) + Arrays.toString(periodic);
    }
}
