package org.eutectic.md.analysis;

import java.util.List;
import org.eutectic.atoms.Configuration;

/** The atoms of a trajectory by their species: who they are must not change from frame to frame, or displacements would be of nobody. */
public final class AtomGroups {
    private final List<String> species;
    private final int[] group;
    private final int[] sizes;
    private final double[] masses;

    /** The groups of a first frame. */
    public AtomGroups(Configuration first) {
        species = List.copyOf(java.util.stream.IntStream.range(0, first.size()).mapToObj(first::symbol).distinct().toList());
        group = new int[first.size()];
        sizes = new int[species.size()];
        masses = new double[species.size()];
        double[] m = first.massesIfKnown();
        for (int i = 0; i < group.length; i++) {
            group[i] = species.indexOf(first.symbol(i));
            sizes[group[i]]++;
            masses[group[i]] += m == null ? Double.NaN : m[i];
        }
        for (int g = 0; g < sizes.length; g++) {
            masses[g] /= sizes[g];
        }
    }

    /** The species in the order in which they come up. */
    public List<String> species() {
        return species;
    }

    /** How many atoms there are. */
    public int atoms() {
        return group.length;
    }

    /** The group of an atom. */
    int of(int atom) {
        return group[atom];
    }

    /** How many atoms a group has. */
    public int size(int g) {
        return sizes[g];
    }

    /** The mean mass of a group's atoms, u; NaN where it is not known. */
    public double mass(int g) {
        return masses[g];
    }

    /**
     * Makes sure that a later frame holds the same atoms in the same order.
     *
     * @param place file and frame, for the message
     */
    public void require(Configuration c, String place) {
        if (c.size() != group.length) {
            throw new AnalysisException(place + ": " + c.size() + " atoms, but " + group.length + " in the first frame; atoms can be followed only while none come or go");
        }
        for (int i = 0; i < group.length; i++) {
            if (!c.symbol(i).equals(species.get(group[i]))) {
                throw new AnalysisException(place + ": atom " + (i + 1) + " is " + c.symbol(i) + ", but " + species.get(group[i])
                    + " in the first frame; atoms can be followed only while their order stays (for LAMMPS dumps: write the column id)");
            }
        }
    }
}
