package org.eutectic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;

/**
 * A potential's force field that also tells, when asked, numbers of atoms that have no part in the energy: the spread of a committee, how far descriptors lie outside of what was seen in
 * training. Each costs about what an energy without forces costs that is made of the same sums, and only when it is asked for.
 */
public final class MonitoredForceField implements ForceField {
    private final ForceField field;
    private final List<String> names;
    private final List<ForceField> monitored;
    private final Evaluation scratch = new Evaluation();

    /** @param monitored force fields whose site energies are the values of these names */
    MonitoredForceField(ForceField field, List<String> names, List<ForceField> monitored) {
        this.field = field;
        this.names = List.copyOf(names);
        this.monitored = List.copyOf(monitored);
    }

    /** What can be asked for. */
    public List<String> monitored() {
        return names;
    }

    /**
     * The values of a monitored field, one for each atom in the order of the configuration, internal units (eV, Å, u, e).
     *
     * @param list one made for this force field
     * @param out takes them
     * @throws IllegalArgumentException for a name that is none of {@link #monitored}
     */
    public void monitor(NeighborList list, String name, double[] out) {
        int k = names.indexOf(name);
        if (k < 0) {
            throw new IllegalArgumentException(name + " is none of " + names);
        }
        monitored.get(k).compute(list, true, false, false, scratch);
        System.arraycopy(scratch.siteEnergies(), 0, out, 0, list.centers());
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<String> species() {
        return field.species();
    }

    @Override
    public double cutoff() {
        return monitored.stream().mapToDouble(ForceField::cutoff).reduce(field.cutoff(), Math::max);
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhoods(species());
    }

    @Override
    public List<Neighborhood> neighborhoods(List<String> present) {
        Set<Neighborhood> all = new LinkedHashSet<>(field.neighborhoods(present));
        // These know all species, whichever occur.
        monitored.forEach(m -> all.addAll(m.neighborhoods()));
        return List.copyOf(all);
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        field.compute(list, energy, forces, virial, out);
    }

    @Override
    public boolean warmUp(NeighborList list, boolean energy, boolean forces, boolean virial) {
        boolean ready = field.warmUp(list, energy, forces, virial);
        for (ForceField m : monitored) {
            ready &= m.warmUp(list, true, false, false);
        }
        return ready;
    }

    @Override
    public void close() {
        field.close();
        monitored.forEach(ForceField::close);
    }
}
