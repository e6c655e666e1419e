package org.eutectic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.term.AtomField;
import org.eutectic.term.CoupledForceField;
import org.eutectic.term.FieldExchange;

/**
 * The sum of several terms: their energies, forces and virials add up in the order of the terms. Each term has the neighbors that it asks for; equal neighborhoods are
 * one list. Terms that hand each other fields on atoms are evaluated forward and then backward, see {@link CoupledForceField}.
 */
final class SumForceField implements ForceField {
    private final String name;
    private final List<String> species;
    private final List<Part> parts;
    private final List<FieldExchange> exchanges;
    private final List<String> names;
    private final List<AtomField> fields;
    private final List<String> fieldNames;
    private final Evaluation[] results;
    private final double[] energies;

    /**
     * A summand.
     *
     * @param exchange where the fields lie that it shares with others of its potential; null where it shares none
     * @param published what it finds for each atom, by name
     */
    record Part(String name, ForceField field, FieldExchange exchange, Map<String, AtomField> published) {
        Part(String name, ForceField field, FieldExchange exchange) {
            this(name, field, exchange, Map.of());
        }
    }

    SumForceField(String name, List<String> species, List<Part> parts) {
        this.name = name;
        this.species = List.copyOf(species);
        this.parts = List.copyOf(parts);
        this.exchanges = parts.stream().map(Part::exchange).filter(Objects::nonNull).distinct().toList();
        this.names = parts.stream().map(Part::name).toList();
        this.fields = new ArrayList<>();
        List<String> called = new ArrayList<>();
        parts.forEach(p -> p.published.forEach((n, f) -> {
            called.add(n);
            fields.add(f);
        }));
        this.fieldNames = List.copyOf(called);
        results = new Evaluation[parts.size()];
        Arrays.setAll(results, k -> new Evaluation());
        energies = new double[parts.size()];
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
        return parts.stream().mapToDouble(p -> p.field.cutoff()).max().orElse(0);
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhoods(species);
    }

    @Override
    public List<Neighborhood> neighborhoods(List<String> present) {
        Set<Neighborhood> all = new LinkedHashSet<>();
        parts.forEach(p -> all.addAll(p.field.neighborhoods(present)));
        return new ArrayList<>(all);
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        for (int k = 0; k < exchanges.size(); k++) {
            exchanges.get(k).reset(list.centers());
        }
        for (int k = 0; k < results.length; k++) {
            parts.get(k).field.compute(list, energy, forces, virial, results[k]);
        }
        for (int k = results.length - 1; k >= 0 && (forces || virial); k--) {
            if (parts.get(k).field instanceof CoupledForceField c) {
                c.reverse(list, virial, results[k]);
            }
        }
        out.reset(list.centers());
        for (int k = 0; k < results.length; k++) {
            out.add(results[k]);
            energies[k] = results[k].energy();
        }
        out.setTerms(names, energies);
        out.setFields(fieldNames, list.centers());
        for (int k = 0; k < fields.size(); k++) {
            double[] from = fields.get(k).values(), to = out.field(fieldNames.get(k));
            for (int i = 0; i < list.centers(); i++) {
                to[list.atoms()[i]] = from[i];
            }
        }
    }

    @Override
    public boolean warmUp(NeighborList list, boolean energy, boolean forces, boolean virial) {
        boolean ready = true;
        for (Part p : parts) {
            ready &= p.field.warmUp(list, energy, forces, virial);
        }
        return ready;
    }

    @Override
    public void close() {
        parts.forEach(p -> p.field.close());
    }
}
