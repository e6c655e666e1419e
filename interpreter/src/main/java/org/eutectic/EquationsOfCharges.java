package org.eutectic;

import java.util.LinkedHashSet;
import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.term.AtomField;
import org.eutectic.term.CoupledForceField;
import org.eutectic.term.FieldExchange;
import org.eutectic.term.TermValue;

/** Equations that read what a term gives for each atom, {@code charges[i]}: it stands in the place of the atoms' charges, and the equations' derivatives with respect to it go back to the term. */
final class EquationsOfCharges implements CoupledForceField {
    private final ForceField equations;
    private final TermValue.OfTerm of;
    private AtomField field;
    /** The list seen last, and the same with the term's values in the place of charges. */
    private NeighborList list;
    private NeighborList withValues;

    /** @param equations compute the {@linkplain Evaluation#chargeSlopes slopes} with respect to charges */
    EquationsOfCharges(ForceField equations, TermValue.OfTerm of) {
        this.equations = equations;
        this.of = of;
    }

    @Override
    public void connect(String name, FieldExchange exchange) {
        field = exchange.field(of);
    }

    @Override
    public String name() {
        return equations.name();
    }

    @Override
    public List<String> species() {
        return equations.species();
    }

    @Override
    public double cutoff() {
        return equations.cutoff();
    }

    @Override
    public List<Neighborhood> neighborhoods(List<String> present) {
        return List.copyOf(new LinkedHashSet<>(equations.neighborhoods(present)));
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhoods(species());
    }

    @Override
    public void compute(NeighborList neighbors, boolean energy, boolean forces, boolean virial, Evaluation out) {
        // The array stays the same as long as the number of atoms does.
        if (neighbors != list) {
            list = neighbors;
            withValues = neighbors.withCharges(field.values());
        }
        equations.compute(withValues, energy, forces, virial, out);
        if (forces || virial) {
            double[] slopes = out.chargeSlopes(list.centers());
            for (int i = 0; i < list.centers(); i++) {
                field.adjoints()[i] += slopes[list.atoms()[i]];
            }
        }
    }

    @Override
    public boolean warmUp(NeighborList neighbors, boolean energy, boolean forces, boolean virial) {
        return equations.warmUp(neighbors.withCharges(new double[neighbors.centers()]), energy, forces, virial);
    }

    @Override
    public void close() {
        equations.close();
    }
}
