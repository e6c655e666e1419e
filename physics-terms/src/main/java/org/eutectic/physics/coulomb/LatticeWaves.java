package org.eutectic.physics.coulomb;

import org.eutectic.atoms.Cell;

/** Wave vectors of a cell. */
final class LatticeWaves {
    private LatticeWaves() {}

    /** Sets rows b1, b2, b3 with a_i·b_j = 2π δ_ij, 1/Å. */
    static void basis(Cell cell, double[] out) {
        double factor = 2 * Math.PI / cell.determinant();
        for (int k = 0; k < 3; k++) {
            int m = (k + 1) % 3, n = (k + 2) % 3;
            for (int a = 0; a < 3; a++) {
                int b = (a + 1) % 3, c = (a + 2) % 3;
                out[3 * k + a] = factor * (cell.get(m, b) * cell.get(n, c) - cell.get(m, c) * cell.get(n, b));
            }
        }
    }

    /** Adds −dE/dε of a wave whose energy is E: E (1 − 2 (1/k² + 1/4α²) k k), as xx, yy, zz, xy, xz, yz. */
    static void addVirial(double x, double y, double z, double quarter, double energy, double[] sum) {
        double f = 2 * (1 / (x * x + y * y + z * z) + quarter) * energy;
        sum[0] += energy - f * x * x;
        sum[1] += energy - f * y * y;
        sum[2] += energy - f * z * z;
        sum[3] -= f * x * y;
        sum[4] -= f * x * z;
        sum[5] -= f * y * z;
    }
}
