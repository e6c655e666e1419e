package org.eutectic.reference;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.ir.Differentiate;
import org.eutectic.ir.Gradient;
import org.eutectic.ir.Node;
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
    private List<Gradient> gradients;

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
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        out.reset(list.centers());
        double total = 0;
        for (int t = 0; t < terms.size(); t++) {
            Gradient gradient = forces || virial ? gradients().get(t) : null;
            Node siteEnergy = terms.get(t).energy();
            List<Node> roots = new ArrayList<>(gradient == null ? List.of(siteEnergy) : List.of(siteEnergy, gradient.x(), gradient.y(), gradient.z()));
            if (gradient != null && gradient.charge() != null) {
                roots.add(gradient.charge());
            }
            TermWalk walk = new TermWalk(terms.get(t), list, list.pairs(neighborhoods().getFirst()), roots);
            for (int i = 0; i < list.centers(); i++) {
                if (!terms.get(t).has(list.types()[i])) {
                    continue;
                }
                SiteWalk site = walk.at(i);
                double e = site.value(siteEnergy);
                out.siteEnergies()[list.atoms()[i]] += e;
                total += e;
                if (gradient != null) {
                    addForces(gradient, site, list.atoms()[i], out);
                    if (gradient.charge() != null) {
                        out.chargeSlopes(list.centers())[list.atoms()[i]] += site.value(gradient.charge());
                    }
                }
            }
        }
        out.setEnergy(energy ? total : Double.NaN);
    }

    /** The gradients, made when forces are first asked for. */
    private synchronized List<Gradient> gradients() {
        if (gradients == null) {
            gradients = terms.stream().map(Differentiate::of).toList();
        }
        return gradients;
    }

    private static void addForces(Gradient gradient, SiteWalk site, int i, Evaluation out) {
        for (int lane = 0; lane < site.lanes(); lane++) {
            int j = site.atom(lane);
            for (int a = 0; a < 3; a++) {
                double g = site.value(gradient.component(a), new int[] {lane});
                out.forces()[3 * i + a] += g;
                out.forces()[3 * j + a] -= g;
                for (int b = 0; b < 3; b++) {
                    // d → d + ε·d: dE/dε_ab = g_a d_b.
                    out.virial()[3 * a + b] -= g * site.component(lane, b);
                }
            }
        }
    }
}
