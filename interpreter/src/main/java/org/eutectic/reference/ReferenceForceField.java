package org.eutectic.reference;

import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.ir.SiteEnergy;

/**
 * The oracle: walks the nodes of the intermediate representation one value at a time, as they are defined and with nothing clever. It is
 * hundreds of times slower than the compiled force fields, which are held to its results. One thread; sums run in the order of the list, so
 * equal calls give equal bits.
 */
public final class ReferenceForceField implements ForceField {
    private final String name;
    private final List<String> species;
    private final List<SiteEnergy> terms;

    /**
     * @param species in the order of species numbers, the same for all terms
     * @param terms their energies add up
     */
    public ReferenceForceField(String name, List<String> species, List<SiteEnergy> terms) {
        for (SiteEnergy term : terms) {
            if (!term.species().equals(species)) {
                throw new IllegalArgumentException("term " + term.name() + " is over " + term.species() + ", the potential over " + species);
            }
        }
        this.name = name;
        this.species = List.copyOf(species);
        this.terms = List.copyOf(terms);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> species() {
        return species;
    }

    @Override
    public double cutoff() {
        return terms.stream().mapToDouble(t -> t.cutoff().max()).max().orElse(0);
    }

    @Override
    public void compute(NeighborList list, boolean forces, boolean virial, Evaluation out) {
        out.reset(list.centers());
        if (forces || virial) {
            throw new UnsupportedOperationException("the reference gives energies only");
        }
        double total = 0;
        for (SiteEnergy term : terms) {
            TermWalk walk = new TermWalk(term, list, atomicNumbers(), List.of(term.energy()));
            for (int i = 0; i < list.centers(); i++) {
                double e = walk.at(i).value(term.energy());
                out.siteEnergies()[i] += e;
                total += e;
            }
        }
        out.setEnergy(total);
    }

    private double[] atomicNumbers() {
        return new double[species.size()];
    }
}
