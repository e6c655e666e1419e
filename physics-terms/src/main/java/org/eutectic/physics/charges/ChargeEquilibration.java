package org.eutectic.physics.charges;

import java.util.Arrays;
import java.util.Locale;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.physics.coulomb.ChargeField;
import org.eutectic.physics.coulomb.ChargeInteraction;

/**
 * Charges that minimise
 *
 * <pre>
 * E(q) = Σ_i χ_i q_i + ½ Σ_i η_i q_i² + ½ Σ_ij q_i K_ij q_j,   Σ_i q_i = Q
 * </pre>
 *
 * with electronegativities χ, hardnesses η and an interaction K: A. K. Rappé and W. A. Goddard, J. Phys. Chem. 95, 3358 (1991). Up to {@link #DENSE} atoms the equations are
 * solved by Cholesky's factors of H = η + K; beyond, by conjugate gradients that start from the charges of the steps before. Either way H must be positive definite for
 * charges that sum to zero: where it is not, the energy has no minimum, and that is an error.
 */
public final class ChargeEquilibration {
    /** Charges beyond this, e, are no charges of atoms. */
    public static final double CATASTROPHE = 10;
    /** A hardness, eV/e², at which an atom has no charge to speak of: that of species that do not take part. */
    public static final double RIGID = 1e13;
    /** No component of the gradient may be larger where conjugate gradients end, eV/e: charges are then good to some 1e-10 e. */
    public static final double TOLERANCE = GradientSolver.TOLERANCE;
    /** So many turns they take at most. */
    public static final int MOST_STEPS = GradientSolver.MOST_STEPS;
    /** So many atoms are solved for at once. */
    public static final int DENSE = 500;

    private final ChargeInteraction interaction;
    private final double[] hardness;
    private final double total;
    private final int dense;
    private final DenseSolver factors = new DenseSolver();
    private final GradientSolver gradients;
    private final ChargeHistory history = new ChargeHistory();
    private final ChargeField field = new ChargeField();
    private double[] right = new double[0];
    private boolean factored;

    /**
     * @param hardness η by species, eV/e²: the second derivative of an atom's energy with respect to its charge, without what K has on its diagonal
     * @param total Q, e
     */
    public ChargeEquilibration(ChargeInteraction interaction, double[] hardness, double total) {
        this(interaction, hardness, total, DENSE);
    }

    /** @param dense up to how many atoms the equations are solved at once */
    ChargeEquilibration(ChargeInteraction interaction, double[] hardness, double total, int dense) {
        this.interaction = interaction;
        this.hardness = hardness.clone();
        this.total = total;
        this.dense = dense;
        gradients = new GradientSolver(interaction, this.hardness);
    }

    /** What {@link #solve} leaves: the energy ½ Σ q K q, forces and virial at the charges found. */
    public ChargeField field() {
        return field;
    }

    /**
     * Finds the charges.
     *
     * @param chi by local places, eV/e
     * @param charges set by local places, e
     * @return their energy E(q), eV
     * @throws StructureException where there is no minimum, or a charge beyond {@link #CATASTROPHE}
     */
    public double solve(NeighborList list, double[] chi, boolean forces, boolean virial, double[] charges) {
        int n = list.centers();
        reserve(n);
        factored = n <= dense;
        if (factored) {
            factors.factor(list, interaction, hardness, n);
            for (int i = 0; i < n; i++) {
                right[i] = -chi[i];
            }
            factors.solve(right, total, charges);
        } else {
            history.guess(list, total, charges);
            for (int i = 0; i < n; i++) {
                right[i] = -chi[i];
            }
            gradients.solve(list, right, charges);
            history.keep(list, charges);
        }
        requireSane(list, charges);
        interaction.compute(list, charges, forces, virial, field);
        double energy = field.energy();
        for (int i = 0; i < n; i++) {
            energy += charges[i] * (chi[i] + 0.5 * hardness[list.types()[i]] * charges[i]);
        }
        return energy;
    }

    /**
     * Solves H λ + ν = −adjoint with Σλ = 0: then −Σ_ij λ_i ∂H_ij q_j − Σ_i λ_i ∂χ_i are the forces of an energy whose derivative with respect to the charges is the adjoint.
     * To be called after {@link #solve} for the same list.
     *
     * @param adjoint dE/dq by local places, eV/e
     * @param lambda set by local places, e
     */
    public void solveAdjoint(NeighborList list, double[] adjoint, double[] lambda) {
        int n = list.centers();
        for (int i = 0; i < n; i++) {
            right[i] = -adjoint[i];
        }
        if (factored) {
            factors.solve(right, 0, lambda);
        } else {
            Arrays.fill(lambda, 0, n, 0);
            gradients.solve(list, right, lambda);
        }
    }

    private void reserve(int n) {
        if (right.length < n) {
            right = new double[n];
        }
    }

    private static void requireSane(NeighborList list, double[] charges) {
        for (int i = 0; i < list.centers(); i++) {
            if (!(Math.abs(charges[i]) <= CATASTROPHE)) {
                throw catastrophe(list.atoms()[i], charges[i]);
            }
        }
    }

    /** What is said of an atom, by its number in the configuration, whose charge is beyond {@link #CATASTROPHE}. */
    public static StructureException catastrophe(int atom, double charge) {
        return new StructureException(Kind.UNFIT, String.format(Locale.ROOT,
            "polarisation catastrophe: charge equilibration gives atom %d a charge of %.3g e; atoms are too near each other for their hardness", atom + 1, charge), null, atom);
    }

    /** What is said where there is no minimum. */
    public static StructureException indefinite() {
        return StructureException.of(Kind.UNFIT,
            "the hardness matrix is indefinite: charges could grow without end; a larger hardness, wider charges or a smaller gamma make it definite, and atoms that nearly touch do the opposite");
    }

    /** What is said where conjugate gradients have not found the charges, with the largest component of the gradient that is left, eV/e. */
    public static StructureException notFound(double gradient) {
        return StructureException.of(Kind.UNFIT, "charge equilibration does not converge: after %d steps of conjugate gradients an atom's gradient is still %.2g eV/e", MOST_STEPS, gradient);
    }
}
