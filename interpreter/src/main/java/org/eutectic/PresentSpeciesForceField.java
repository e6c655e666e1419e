package org.eutectic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;

/**
 * A potential of several species that uses, on each structure, the equations of those alone that occur in it. So an alloy gives, on a structure of one
 * parent's species, that parent's numbers to the last bit (the same operations in the same order), and in the same time.
 */
final class PresentSpeciesForceField implements ForceField {
    private final Potential potential;
    private final TermCompiler backend;
    private final int threads;
    private final double cutoff;
    private final Map<List<String>, ForceField> fields = new HashMap<>();
    /** The list seen last, as the field for its species takes it. */
    private NeighborList list;
    private NeighborList renumbered;
    private ForceField field;
    private int[] types = new int[0];

    PresentSpeciesForceField(Potential potential, TermCompiler backend, int threads) {
        this.potential = potential;
        this.backend = backend;
        this.threads = threads;
        this.cutoff = potential.cutoff();
    }

    @Override
    public String name() {
        return potential.name();
    }

    @Override
    public List<String> species() {
        return potential.species();
    }

    @Override
    public double cutoff() {
        return cutoff;
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhoods(species());
    }

    @Override
    public List<Neighborhood> neighborhoods(List<String> present) {
        return field(present).neighborhoods();
    }

    @Override
    public void compute(NeighborList neighbors, boolean energy, boolean forces, boolean virial, Evaluation out) {
        // Atoms move, but do not change species: once for each list is enough.
        if (neighbors != list) {
            choose(neighbors);
        }
        field.compute(renumbered, energy, forces, virial, out);
    }

    @Override
    public ForceField forSpecies(List<String> present) {
        return field(present);
    }

    /** The force field for structures of some species. */
    private ForceField field(List<String> present) {
        List<String> some = species().stream().filter(present::contains).toList();
        return some.isEmpty() || some.size() == species().size()
            ? fields.computeIfAbsent(species(), all -> potential.fixedForceField(backend, threads))
            : fields.computeIfAbsent(some, names -> potential.restrictedTo(names).fixedForceField(backend, threads));
    }

    @Override
    public boolean warmUp(NeighborList neighbors, boolean energy, boolean forces, boolean virial) {
        if (neighbors != list) {
            choose(neighbors);
        }
        return field.warmUp(renumbered, energy, forces, virial);
    }

    private void choose(NeighborList neighbors) {
        int count = species().size();
        int[] number = new int[count];
        Arrays.fill(number, -1);
        for (int i = 0; i < neighbors.centers(); i++) {
            number[neighbors.types()[i]] = 0;
        }
        int[] present = IntStream.range(0, count).filter(s -> number[s] == 0).toArray();
        field = field(Arrays.stream(present).mapToObj(species()::get).toList());
        if (present.length == 0 || present.length == count) {
            renumbered = neighbors;
        } else {
            for (int k = 0; k < present.length; k++) {
                number[present[k]] = k;
            }
            if (types.length < neighbors.total()) {
                types = new int[neighbors.total() + neighbors.total() / 8];
            }
            for (int t = 0; t < neighbors.total(); t++) {
                types[t] = number[neighbors.types()[t]];
            }
            renumbered = neighbors.withTypes(types);
        }
        list = neighbors;
    }

    @Override
    public void close() {
        fields.values().forEach(ForceField::close);
    }
}
