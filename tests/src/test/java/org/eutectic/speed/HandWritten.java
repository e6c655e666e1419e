package org.eutectic.speed;

import java.util.Arrays;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;

/** The forces of one potential as a programmer with time would write them in Java, to hold Eutectic's against. */
abstract class HandWritten {
    private double[] places = new double[0];
    private double[] atoms = new double[0];

    /** The neighbors this wants. */
    abstract Neighborhood neighborhood();

    /** Makes room for a new neighbor list; as in any program, this is not done in every step. */
    abstract void take(Pairs pairs);

    /**
     * Adds the forces of all centers.
     *
     * @param forces eV/Å, three for each place of the list, periodic images too
     */
    abstract void add(NeighborList list, Pairs pairs, double[] forces);

    /** Forces on the atoms of the configuration, eV/Å; the array is used again. */
    final double[] forces(NeighborList list) {
        if (places.length != 3 * list.total()) {
            places = new double[3 * list.total()];
            atoms = new double[3 * list.centers()];
        } else {
            Arrays.fill(places, 0);
        }
        add(list, list.pairs(neighborhood()), places);
        int[] owners = list.owners();
        for (int g = list.centers(); g < list.total(); g++) {
            move(places, g, places, owners[g]);
        }
        Arrays.fill(atoms, 0);
        for (int i = 0; i < list.centers(); i++) {
            move(places, i, atoms, list.atoms()[i]);
        }
        return atoms;
    }

    private static void move(double[] from, int i, double[] to, int j) {
        to[3 * j] += from[3 * i];
        to[3 * j + 1] += from[3 * i + 1];
        to[3 * j + 2] += from[3 * i + 2];
    }
}
