package org.eutectic.physics.charges;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.physics.coulomb.ChargeInteraction;
import org.eutectic.term.AtomField;
import org.eutectic.term.CoupledForceField;
import org.eutectic.term.FieldExchange;
import org.eutectic.term.TermValue;

/**
 * Charges that minimise their energy, as a term: publishes them, and counts that energy unless told otherwise. At the minimum its forces are those at fixed charges, and
 * dE/dχ = q. What other terms' energies add by reading the charges follows from one more solution of the same equations.
 */
final class ChargeForceField implements CoupledForceField {
    private final List<String> species;
    private final ChargeInteraction interaction;
    private final ChargeEquilibration equilibration;
    private final double[] hardness;
    private final double[] fixed;
    private final TermValue.OfPotential of;
    private final boolean counts;
    private final AdjointForces adjointForces;
    private AtomField published;
    private AtomField given;
    private double[] chi = new double[0];
    private double[] lambda = new double[0];

    /**
     * @param fixed χ by species, eV/e; null where it is a field
     * @param of that field; null where χ is fixed
     * @param counts whether the charges' energy is part of the potential's
     */
    ChargeForceField(List<String> species, ChargeInteraction interaction, ChargeEquilibration equilibration, double[] hardness, double[] fixed, TermValue.OfPotential of,
                     boolean counts) {
        this.species = species;
        this.interaction = interaction;
        this.equilibration = equilibration;
        this.hardness = hardness;
        this.fixed = fixed;
        this.of = of;
        this.counts = counts;
        adjointForces = new AdjointForces(interaction);
    }

    @Override
    public String name() {
        return "qeq";
    }

    @Override
    public List<String> species() {
        return species;
    }

    @Override
    public double cutoff() {
        return interaction.cutoff();
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return interaction.neighborhoods();
    }

    @Override
    public void connect(String name, FieldExchange exchange) {
        published = exchange.field(new TermValue.OfTerm(name, "charge"));
        given = of == null ? null : exchange.field(of);
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        int n = list.centers();
        out.reset(n);
        if (chi.length < n) {
            chi = new double[n];
            lambda = new double[n];
        }
        for (int i = 0; i < n; i++) {
            chi[i] = given == null ? fixed[list.types()[i]] : given.values()[i];
        }
        double[] charges = published.values();
        boolean withForces = forces || virial;
        double total = equilibration.solve(list, chi, withForces && counts, virial && counts, charges);
        out.setEnergy(energy ? counts ? total : 0 : Double.NaN);
        if (!counts) {
            return;
        }
        double[] potentials = equilibration.field().potentials(), from = equilibration.field().forces(), f = out.forces();
        for (int i = 0; i < n; i++) {
            int atom = list.atoms()[i];
            out.siteEnergies()[atom] = charges[i] * (chi[i] + 0.5 * hardness[list.types()[i]] * charges[i] + 0.5 * potentials[i]);
            f[3 * atom] = from[3 * i];
            f[3 * atom + 1] = from[3 * i + 1];
            f[3 * atom + 2] = from[3 * i + 2];
        }
        System.arraycopy(equilibration.field().virial(), 0, out.virial(), 0, 9);
        if (given != null && withForces) {
            for (int i = 0; i < n; i++) {
                given.adjoints()[i] += charges[i];
            }
        }
    }

    @Override
    public void reverse(NeighborList list, boolean virial, Evaluation out) {
        int n = list.centers();
        double[] adjoints = published.adjoints();
        if (Arrays.stream(adjoints, 0, n).allMatch(a -> a == 0)) {
            return;
        }
        equilibration.solveAdjoint(list, adjoints, lambda);
        double[] f = out.forces();
        int[] atoms = list.atoms();
        adjointForces.add(list, published.values(), lambda, virial, (i, x, y, z) -> {
            int to = 3 * atoms[i];
            f[to] += x;
            f[to + 1] += y;
            f[to + 2] += z;
        }, out.virial());
        for (int i = 0; i < n && given != null; i++) {
            given.adjoints()[i] += lambda[i];
        }
    }
}
