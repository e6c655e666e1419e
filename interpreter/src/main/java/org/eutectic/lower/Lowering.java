package org.eutectic.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.ir.Graph;
import org.eutectic.ir.MomentForm;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.model.Field;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.eutectic.model.Term;

/**
 * A checked model as graphs: functions are put in place of their calls, parameters become tables over species, fields become nodes. The graphs of
 * an alloy restricted to a parent's species are those of the parent, operation for operation.
 */
public final class Lowering {
    /** The property that leaves all sums over pairs of neighbors as they are written. */
    private static final String PAIRS = "eutectic.pairs";

    private final Diagnostics diagnostics;
    private final boolean keepParameters;
    private final boolean moments;

    /** @param keepParameters whether parameters stay visible in the graph, for fitting and printing */
    public Lowering(Diagnostics diagnostics, boolean keepParameters) {
        this(diagnostics, keepParameters, !keepParameters && !Boolean.getBoolean(PAIRS));
    }

    /** @param moments whether sums over pairs of neighbors become products of moments where these are less work */
    public Lowering(Diagnostics diagnostics, boolean keepParameters, boolean moments) {
        this.diagnostics = diagnostics;
        this.keepParameters = keepParameters;
        this.moments = moments;
    }

    /** One site energy for each summand; a summand with an error is reported and left out. */
    public List<SiteEnergy> lower(Model model) {
        List<SiteEnergy> energies = new ArrayList<>();
        lower(model, model.name(), model.species(), energies);
        return energies;
    }

    private void lower(Model model, String name, List<String> species, List<SiteEnergy> energies) {
        if (model.field(Model.ENERGY).isPresent()) {
            SiteEnergy own = own(model, name, species, Model.ENERGY, false, false);
            if (own != null) {
                energies.add(own);
            }
        }
        for (Term.OfPotential t : model.potentials()) {
            lower(t.potential(), t.name(), species, energies);
        }
    }

    /**
     * A field of a model on atoms in the place of its energy: what the model hands to built-in terms.
     *
     * @param species in the order of species numbers
     * @param weighted whether the field is multiplied by each atom's charge
     * @return null, with a diagnostic, where that cannot be
     */
    public SiteEnergy field(Model model, List<String> species, String field, boolean weighted) {
        return own(model, field, species, field, weighted, false);
    }

    /**
     * The monitored fields of a model and of the potentials that are its terms, each in the place of an energy, in internal units (eV, Å, u, e). Those of terms are named
     * after them: {@code core.doubt}. One with an error is reported and left out.
     */
    public List<SiteEnergy> monitored(Model model) {
        List<SiteEnergy> all = new ArrayList<>();
        monitored(model, "", model.species(), all);
        return all;
    }

    private void monitored(Model model, String prefix, List<String> species, List<SiteEnergy> all) {
        for (Field f : model.fields()) {
            if (f.monitored()) {
                SiteEnergy one = own(model, prefix + f.name(), species, f.name(), false, true);
                if (one != null) {
                    all.add(one);
                }
            }
        }
        for (Term.OfPotential t : model.potentials()) {
            monitored(t.potential(), prefix + t.name() + ".", species, all);
        }
    }

    private SiteEnergy own(Model model, String name, List<String> species, String field, boolean weighted, boolean reported) {
        Numbers numbers = new Numbers();
        Graph graph = new Graph(species.size(), keepParameters);
        Fields fields = new Fields(model, graph, species, numbers);
        Field lowered = model.field(field).orElseThrow();
        try {
            for (Field f : model.fields()) {
                // What is only monitored must not make the energy's sums reach farther.
                if (f.components().isEmpty() && !f.monitored() && !reported) {
                    fields.value(f, List.of(), f.span());
                }
            }
            Node energy = fields.value(lowered, List.of(), model.span());
            String charges = readsCharges(energy, new HashSet<>()) ? fields.expressions().given().term().orElse(null) : null;
            if (reported && charges != null) {
                throw new LoweringError("monitored-charges", lowered.span(), "'" + field + "' depends on what the term '" + charges + "' gives for each atom, which is not at hand where fields are monitored",
                    "monitor what depends on where atoms are; what terms give is reported in any case");
            }
            if (!reported && !field.equals(Model.ENERGY) && readsCharges(energy, new HashSet<>())) {
                throw new LoweringError("field-of-charges", lowered.span(), "'" + field + "' depends on charges, and a term reads it",
                    charges == null ? "a field that a term reads may depend on where atoms are and what they are, not on the charges of the structure" : "'" + charges + "' would have to be known before itself");
            }
            if (weighted) {
                energy = graph.multiply(graph.property(Node.Property.Kind.CHARGE), energy);
            }
            if (moments) {
                energy = MomentForm.of(graph, energy);
            }
            Range reach = fields.expressions().reductions().reach();
            SiteEnergy site = new SiteEnergy(name, graph, species, reach, known(graph, model, species, energy));
            return charges == null ? site : site.withChargesOf(charges);
        } catch (LoweringError e) {
            diagnostics.report(e.diagnostic());
            return null;
        }
    }

    private static boolean readsCharges(Node n, Set<Node> seen) {
        return seen.add(n) && (n instanceof Node.Property p && p.kind() == Node.Property.Kind.CHARGE || n.arguments().stream().anyMatch(a -> readsCharges(a, seen)));
    }

    /** Atoms of species that the model does not know have no energy in it. */
    private static Node known(Graph graph, Model model, List<String> species, Node energy) {
        int[] caseOf = new int[species.size()];
        Arrays.setAll(caseOf, s -> model.species().contains(species.get(s)) ? 0 : 1);
        return Arrays.stream(caseOf).allMatch(c -> c == 0) ? energy
            : graph.speciesSwitch(new int[] {-1}, caseOf, List.of(energy, graph.constant(0)), 0);
    }

    /** The number of a parameter for a tuple of species, internal units; NaN, with a diagnostic, where it has none. */
    public double value(Model model, Parameter p, List<String> tuple) {
        try {
            return new Numbers().value(model, p, tuple, p.span());
        } catch (LoweringError e) {
            diagnostics.report(e.diagnostic());
            return Double.NaN;
        }
    }
}
