package org.eutectic.md.symmetry;

/** Distances in a crystal, where places a lattice vector apart are the same. */
final class Periodicity {
    private final double[] cell;
    private final double[] inverse;

    /** @param cell three independent vectors, rows, Å */
    Periodicity(double[] cell) {
        this.cell = cell;
        inverse = inverse(cell);
    }

    /** The distance in Å between a place {@code i} of {@code x} and a place {@code j} of {@code y}, lattice vectors aside; meant for places that nearly agree. */
    double distance(double[] x, int i, double[] y, int j) {
        double[] d = difference(x, i, y, j);
        double[] rest = new double[3];
        for (int k = 0; k < 3; k++) {
            double s = d[0] * inverse[k] + d[1] * inverse[3 + k] + d[2] * inverse[6 + k];
            s -= Math.rint(s);
            for (int a = 0; a < 3; a++) {
                rest[a] += s * cell[3 * k + a];
            }
        }
        return Math.sqrt(rest[0] * rest[0] + rest[1] * rest[1] + rest[2] * rest[2]);
    }

    static double[] difference(double[] x, int i, double[] y, int j) {
        return new double[] {x[3 * i] - y[3 * j], x[3 * i + 1] - y[3 * j + 1], x[3 * i + 2] - y[3 * j + 2]};
    }

    /** The inverse of a 3×3 matrix in row order. */
    static double[] inverse(double[] m) {
        double[] c = {m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
        double determinant = m[0] * c[0] + m[1] * c[3] + m[2] * c[6];
        for (int k = 0; k < 9; k++) {
            c[k] /= determinant;
        }
        return c;
    }
}
