package org.eutectic.atoms;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Atoms in the order in which forces on them are computed, and for each of them ("center") its neighbors. Periodic images within reach stand as ghost atoms after
 * the local ones, so that {@code d[i,j] = x_j - x_i} needs no minimum image and cells may be thinner than the cutoff.
 *
 * <p>The list has its own order, in which atoms near each other in space are near each other in memory. A number of an atom in this order is its "place";
 * {@link #atoms} leads from there to the atom's number in the configuration. All arrays here go by place; they are live: whoever moves atoms calls
 * {@link #updatePositions}. They may be longer than what is in use, so that they can serve again for the next list.
 */
public final class NeighborList {
    private final int centers;
    private final int total;
    private final int[] atoms;
    private final double[] positions;
    private final int[] types;
    private final int[] owners;
    private final int[] imageShifts;
    private final List<Pairs> pairs;
    private final double[] charges;
    private final double[] masses;

    /**
     * @param centers number of local atoms, which stand first
     * @param total local and ghost atoms
     * @param atoms total entries: the configuration's number of each atom
     * @param positions 3·total numbers, Å; local atoms stand wrapped into the cell, wherever the configuration has them
     * @param types total entries: the force field's species number of each atom
     * @param owners total entries: the place of the local atom of which this is an image (its own for local ones)
     * @param imageShifts 3·total whole numbers: an atom stands where the configuration has it, plus this many cell vectors
     * @param pairs for each neighborhood the neighbors
     * @param charges one for each local atom, e, or null
     * @param masses one for each local atom, u, or null where the structure gives none and a species is no element
     */
    NeighborList(int centers, int total, int[] atoms, double[] positions, int[] types, int[] owners, int[] imageShifts, List<Pairs> pairs, double[] charges,
                 double[] masses) {
        this.centers = centers;
        this.total = total;
        this.atoms = atoms;
        this.positions = positions;
        this.types = types;
        this.owners = owners;
        this.imageShifts = imageShifts;
        this.pairs = pairs;
        this.charges = charges;
        this.masses = masses;
    }

    /** Number of local atoms; they have the places 0 … centers − 1. */
    public int centers() {
        return centers;
    }

    /** Number of local and ghost atoms. */
    public int total() {
        return total;
    }

    /** For each place the number of the atom in the configuration; a ghost has that of its owner. */
    public int[] atoms() {
        return atoms;
    }

    /** Å, three for each place. */
    public double[] positions() {
        return positions;
    }

    /** The force field's species number of each place. */
    public int[] types() {
        return types;
    }

    /** The same list, sharing all arrays, for a force field that numbers the species differently. */
    public NeighborList withTypes(int[] others) {
        return new NeighborList(centers, total, atoms, positions, others, owners, imageShifts, pairs, charges, masses);
    }

    /** The place of the local atom of which the one at a place is an image; a local one is its own. */
    public int[] owners() {
        return owners;
    }

    /** Charges of the local places, e, or null where the structure has none. */
    public double[] charges() {
        return charges;
    }

    /** Masses of the local places, u, or null where the structure gives none and a species is no element. */
    public double[] masses() {
        return masses;
    }

    /**
     * The neighbors within a cutoff, where the list was made with those or, of the same kind, with more.
     *
     * @throws IllegalArgumentException where the list was made without them
     */
    public Pairs pairs(Neighborhood wanted) {
        Pairs best = null;
        for (int k = 0; k < pairs.size(); k++) {
            Neighborhood has = pairs.get(k).neighborhood();
            if (has.half() == wanted.half() && has.cutoff() >= wanted.cutoff() && (best == null || has.cutoff() < best.neighborhood().cutoff())) {
                best = pairs.get(k);
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("the neighbor list was not made for this force field, which needs " + wanted + "; it has "
                + pairs.stream().map(p -> p.neighborhood().toString()).collect(Collectors.joining(", ")));
        }
        return best;
    }

    /**
     * Takes over new positions of the local atoms and moves the ghosts with them. Atoms must not be wrapped into the cell between two builds.
     *
     * @param local 3·centers numbers, Å, in the order of the configuration
     */
    public void updatePositions(double[] local, Cell cell) {
        double ax = cell.get(0, 0), ay = cell.get(0, 1), az = cell.get(0, 2);
        double bx = cell.get(1, 0), by = cell.get(1, 1), bz = cell.get(1, 2);
        double cx = cell.get(2, 0), cy = cell.get(2, 1), cz = cell.get(2, 2);
        for (int g = 0, k = 0; g < total; g++, k += 3) {
            int o = 3 * atoms[g];
            int sa = imageShifts[k], sb = imageShifts[k + 1], sc = imageShifts[k + 2];
            positions[k] = local[o] + sa * ax + sb * bx + sc * cx;
            positions[k + 1] = local[o + 1] + sa * ay + sb * by + sc * cy;
            positions[k + 2] = local[o + 2] + sa * az + sb * bz + sc * cz;
        }
    }
}
