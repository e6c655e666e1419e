package org.eutectic.physics.charges;

import org.eutectic.atoms.NeighborList;
import org.eutectic.physics.coulomb.ChargeField;
import org.eutectic.physics.coulomb.ChargeInteraction;

/**
 * Conjugate gradients for H x + μ = b with Σx that of the guess, preconditioned by the hardness and projected onto changes that sum to zero (N. I. M. Gould, M. E. Hribar and
 * J. Nocedal, SIAM J. Sci. Comput. 23, 1376 (2001), algorithm 6.2). Sums run in the order of the atoms, so that results do not depend on the number of threads.
 */
final class GradientSolver {
    /** No component of the gradient may be larger, eV/e: charges are then good to some 1e-10 e. */
    static final double TOLERANCE = 1e-9;
    static final int MOST_STEPS = 1000;

    private final ChargeInteraction interaction;
    private final double[] hardness;
    private final ChargeField field = new ChargeField();
    private double[] residual = new double[0];
    private double[] direction = new double[0];
    private double[] preconditioned = new double[0];
    private int steps;

    GradientSolver(ChargeInteraction interaction, double[] hardness) {
        this.interaction = interaction;
        this.hardness = hardness;
    }

    /** How many steps the last solution took. */
    int steps() {
        return steps;
    }

    /**
     * Solves.
     *
     * @param x a guess with the sum wanted, which is replaced by the solution
     * @throws org.eutectic.atoms.StructureException where H is indefinite
     */
    void solve(NeighborList list, double[] b, double[] x) {
        int n = list.centers();
        if (residual.length < n) {
            residual = new double[n];
            direction = new double[n];
            preconditioned = new double[n];
        }
        times(list, x, direction);
        for (int i = 0; i < n; i++) {
            residual[i] = b[i] - direction[i];
        }
        double old = precondition(list, n);
        System.arraycopy(preconditioned, 0, direction, 0, n);
        for (steps = 0; steps < MOST_STEPS; steps++) {
            if (largest(n) < TOLERANCE) {
                return;
            }
            times(list, direction, preconditioned);
            double curvature = 0;
            for (int i = 0; i < n; i++) {
                curvature += direction[i] * preconditioned[i];
            }
            if (!(curvature > 0)) {
                throw ChargeEquilibration.indefinite();
            }
            double step = old / curvature;
            for (int i = 0; i < n; i++) {
                x[i] += step * direction[i];
                residual[i] -= step * preconditioned[i];
            }
            double next = precondition(list, n), ratio = next / old;
            old = next;
            for (int i = 0; i < n; i++) {
                direction[i] = preconditioned[i] + ratio * direction[i];
            }
        }
        throw ChargeEquilibration.notFound(largest(n));
    }

    /** H times x. */
    private void times(NeighborList list, double[] x, double[] out) {
        interaction.compute(list, x, false, false, field);
        for (int i = 0; i < list.centers(); i++) {
            out[i] = field.potentials()[i] + hardness[list.types()[i]] * x[i];
        }
    }

    /** Divides the residual by hardnesses, projected; its product with the residual. */
    private double precondition(NeighborList list, int n) {
        double sum = 0, inverse = 0, product = 0;
        for (int i = 0; i < n; i++) {
            double h = hardness[list.types()[i]];
            sum += residual[i] / h;
            inverse += 1 / h;
        }
        double mean = sum / inverse;
        for (int i = 0; i < n; i++) {
            // The residual, too, is taken without what the constraint makes up for, so that it goes to zero.
            residual[i] -= mean;
            preconditioned[i] = residual[i] / hardness[list.types()[i]];
            product += preconditioned[i] * residual[i];
        }
        return product;
    }

    private double largest(int n) {
        double most = 0;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, Math.abs(residual[i]));
        }
        return most;
    }
}
