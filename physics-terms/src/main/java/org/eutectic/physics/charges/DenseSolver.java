package org.eutectic.physics.charges;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.eutectic.atoms.NeighborList;
import org.eutectic.physics.coulomb.ChargeInteraction;

/**
 * Cholesky's factors (EJML) of H + c 1 1ᵀ. The second part changes nothing where the sum of all charges is given, and for a large c the sum of both is positive definite
 * exactly where H is for charges that sum to zero.
 */
final class DenseSolver {
    private static final int BLOCK = 60;
    /** Of the largest diagonal element of an atom that takes part. */
    private static final double STIFFNESS = 10;

    private final LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionBlock_DDRM(BLOCK));
    private final DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
    private final DMatrixRMaj right = new DMatrixRMaj(1, 1);
    private final DMatrixRMaj solution = new DMatrixRMaj(1, 1);
    /** H⁻¹ 1. */
    private double[] ones = new double[0];
    private double sum;

    /** @throws org.eutectic.atoms.StructureException where H is indefinite */
    void factor(NeighborList list, ChargeInteraction interaction, double[] hardness, int n) {
        matrix.reshape(n, n);
        double[] h = matrix.data;
        interaction.matrix(list, h);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            h[i * n + i] += hardness[list.types()[i]];
            largest = Math.max(largest, h[i * n + i] < ChargeEquilibration.RIGID ? Math.abs(h[i * n + i]) : 0);
        }
        double stiff = STIFFNESS * largest;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double x = h[i * n + j] + stiff;
                h[i * n + j] = x;
                h[j * n + i] = x;
            }
        }
        if (!solver.setA(matrix)) {
            throw ChargeEquilibration.indefinite();
        }
        if (ones.length < n) {
            ones = new double[n];
        }
        right.reshape(n, 1);
        solution.reshape(n, 1);
        Arrays.fill(right.data, 0, n, 1);
        solver.solve(right, solution);
        System.arraycopy(solution.data, 0, ones, 0, n);
        sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ones[i];
        }
    }

    /** Solves H x + μ = b with Σx given. */
    void solve(double[] b, double total, double[] x) {
        int n = right.numRows;
        System.arraycopy(b, 0, right.data, 0, n);
        solver.solve(right, solution);
        double found = 0;
        for (int i = 0; i < n; i++) {
            found += solution.data[i];
        }
        double mu = (total - found) / sum;
        for (int i = 0; i < n; i++) {
            x[i] = solution.data[i] + mu * ones[i];
        }
    }
}
