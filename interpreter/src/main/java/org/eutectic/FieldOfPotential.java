package org.eutectic;

import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.term.AtomField;
import org.eutectic.term.CoupledForceField;
import org.eutectic.term.FieldExchange;
import org.eutectic.term.TermValue;

/**
 * A field X[i] that a potential's equations define, handed to built-in terms. Its values are the site energies of a potential with energy[i] = X[i]; what follows from its
 * adjoints are the forces of one with energy[i] = adjoint[i] X[i], in which the adjoints stand as charges of the atoms. It has no energy of its own.
 */
final class FieldOfPotential implements CoupledForceField {
    private final TermValue.OfPotential value;
    private final ForceField plain;
    private final ForceField weighted;
    private final Evaluation scratch = new Evaluation();
    private AtomField field;
    /** The list seen last, and the same with adjoints in the place of charges. */
    private NeighborList list;
    private NeighborList withAdjoints;

    /**
     * @param plain with the field as energy
     * @param weighted with the field times the atom's charge as energy
     */
    FieldOfPotential(TermValue.OfPotential value, ForceField plain, ForceField weighted) {
        this.value = value;
        this.plain = plain;
        this.weighted = weighted;
    }

    @Override
    public void connect(String name, FieldExchange exchange) {
        field = exchange.field(value);
    }

    @Override
    public String name() {
        return value.field();
    }

    @Override
    public List<String> species() {
        return plain.species();
    }

    @Override
    public double cutoff() {
        return plain.cutoff();
    }

    @Override
    public List<Neighborhood> neighborhoods(List<String> present) {
        java.util.Set<Neighborhood> both = new java.util.LinkedHashSet<>(plain.neighborhoods(present));
        both.addAll(weighted.neighborhoods(present));
        return List.copyOf(both);
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhoods(species());
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        plain.compute(list, true, false, false, scratch);
        for (int i = 0; i < list.centers(); i++) {
            field.values()[i] = scratch.siteEnergies()[list.atoms()[i]];
        }
        out.reset(list.centers());
        out.setEnergy(energy ? 0 : Double.NaN);
    }

    @Override
    public void reverse(NeighborList neighbors, boolean virial, Evaluation out) {
        // The array stays the same as long as the number of atoms does.
        if (neighbors != list) {
            list = neighbors;
            withAdjoints = neighbors.withCharges(field.adjoints());
        }
        weighted.compute(withAdjoints, false, true, virial, scratch);
        out.addForces(scratch);
    }

    @Override
    public boolean warmUp(NeighborList neighbors, boolean energy, boolean forces, boolean virial) {
        return plain.warmUp(neighbors, true, false, false)
            & (!forces && !virial || weighted.warmUp(neighbors.withCharges(new double[neighbors.centers()]), false, true, virial));
    }

    @Override
    public void close() {
        plain.close();
        weighted.close();
    }
}
