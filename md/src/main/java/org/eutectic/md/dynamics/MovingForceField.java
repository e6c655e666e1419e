package org.eutectic.md.dynamics;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;

/** A force field that can itself move atoms, in the memory in which it computes: neighbor lists, forces and motion stay there, and nothing is carried to and fro between steps at which nobody looks. */
public interface MovingForceField extends ForceField {

    /** What moves atoms of the species that a configuration has: a force field itself, or that for these species; null where it does not move them. */
    static MovingForceField of(ForceField forceField, Configuration c) {
        List<String> present = Arrays.stream(c.types()).distinct().sorted().mapToObj(c.symbols()::get).toList();
        return forceField.forSpecies(present) instanceof MovingForceField m && m.species().containsAll(present) ? m : null;
    }

    /**
     * Takes atoms over for a run. Its {@link #species} must hold all that the configuration has.
     *
     * @param atoms of whom species, charges, positions and cell are taken; velocities are not
     */
    MovedAtoms take(Configuration atoms, Setting setting);

    /**
     * What stays the same in a run.
     *
     * @param masses n, u
     * @param responses n, the acceleration by a force of 1 eV/Å, Å/fs²; 0 for an atom that keeps its velocity
     * @param reference 3·n positions for which the first neighbor list is to be made, Å; they lie within half the skin of the atoms' own
     * @param skin how much further than the cutoff neighbor lists reach, Å
     * @param timestep fs
     * @param fastest the speed from which on an atom runs away, Å/fs; looked at when a list is made
     */
    record Setting(double[] masses, double[] responses, double[] reference, double skin, double timestep, double fastest) {}
}
