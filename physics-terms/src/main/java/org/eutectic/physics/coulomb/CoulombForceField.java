package org.eutectic.physics.coulomb;

import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.term.AtomField;
import org.eutectic.term.CoupledForceField;
import org.eutectic.term.FieldExchange;
import org.eutectic.term.TermValue;

/** Energies, forces and virial of charges by species, of the structure, or of another term. */
final class CoulombForceField implements CoupledForceField {
    private final List<String> species;
    private final CoulombSum sum;
    private final double[] fixed;
    private final boolean[] known;
    private final TermValue.OfTerm of;
    private final ChargeField field = new ChargeField();
    private AtomField given;
    private double[] charges = new double[0];

    /**
     * @param fixed charges by species, e; null where they are not fixed
     * @param known the species that take part
     * @param of what gives the charges; null where they are fixed or the structure's
     */
    CoulombForceField(List<String> species, CoulombSum sum, double[] fixed, boolean[] known, TermValue.OfTerm of) {
        this.species = species;
        this.sum = sum;
        this.fixed = fixed;
        this.known = known;
        this.of = of;
    }

    @Override
    public String name() {
        return "coulomb";
    }

    @Override
    public List<String> species() {
        return species;
    }

    @Override
    public double cutoff() {
        return sum.cutoff();
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return sum.neighborhoods();
    }

    @Override
    public void connect(String name, FieldExchange exchange) {
        given = of == null ? null : exchange.field(of);
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        int n = list.centers();
        out.reset(n);
        takeCharges(list);
        boolean withForces = forces || virial;
        sum.compute(list, charges, withForces, virial, field);
        double[] potentials = field.potentials(), from = field.forces(), f = out.forces();
        int[] atoms = list.atoms();
        for (int i = 0; i < n; i++) {
            int to = 3 * atoms[i];
            out.siteEnergies()[atoms[i]] = 0.5 * charges[i] * potentials[i];
            f[to] = from[3 * i];
            f[to + 1] = from[3 * i + 1];
            f[to + 2] = from[3 * i + 2];
        }
        System.arraycopy(field.virial(), 0, out.virial(), 0, 9);
        out.setEnergy(energy ? field.energy() : Double.NaN);
        if (given != null && withForces) {
            double[] adjoints = given.adjoints();
            for (int i = 0; i < n; i++) {
                adjoints[i] += known[list.types()[i]] ? potentials[i] : 0;
            }
        }
    }

    private void takeCharges(NeighborList list) {
        int n = list.centers();
        if (charges.length < n) {
            charges = new double[n];
        }
        double[] source = given != null ? given.values() : fixed != null ? null : list.charges();
        if (source == null && fixed == null) {
            throw StructureException.of(Kind.UNFIT, "charge = structure asks for the structure's charges, and it has none: give the file a column of them, or the term charges by species");
        }
        for (int i = 0; i < n; i++) {
            int type = list.types()[i];
            charges[i] = !known[type] ? 0 : source == null ? fixed[type] : source[i];
        }
    }
}
