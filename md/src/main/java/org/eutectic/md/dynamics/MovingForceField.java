package org.eutectic.md.dynamics;

import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;

/** A force field that can itself move atoms by velocity Verlet, in the memory in which it computes: nothing is carried to and fro between steps at which nobody looks. */
public interface MovingForceField extends ForceField {

    /**
     * Makes steps with one neighbor list. They are the same steps, to the last bit, in whatever portions they are asked for.
     *
     * @param list of which only the neighbors count, not the positions
     * @param steps at most
     * @return how many whole steps were made; where fewer than asked for, an atom has moved further than the list allows, in the step that follows those: atoms have drifted, and forces and the second half
     *     of the kick are still to come
     */
    int move(NeighborList list, Motion motion, int steps);

    /**
     * What is moved, in the order of the configuration; positions, velocities and forces are brought up to date.
     *
     * @param positions 3·n, Å
     * @param velocities 3·n, Å/fs
     * @param forces 3·n, eV/Å, those at the positions
     * @param responses n, the acceleration by a force of 1 eV/Å, Å/fs²
     * @param reference 3·n positions for which the list was made, Å
     * @param timestep fs
     * @param limitSquared the square of the distance from the reference that the list allows, Å²
     */
    record Motion(double[] positions, double[] velocities, double[] forces, double[] responses, double[] reference, double timestep, double limitSquared) {}
}
