package org.eutectic.atoms;

/**
 * For each atom (a "center") its neighbors within some distance, both ways round (a full list). Periodic images inside that distance stand
 * as ghost atoms after the local ones, so that {@code d[i,j] = x_j - x_i} needs no minimum image and cells may be thinner than the cutoff.
 * The arrays are live: whoever moves atoms calls {@link #updatePositions}.
 */
public final class NeighborList {
    private final int centers;
    private final int total;
    private final double[] positions;
    private final int[] types;
    private final int[] owners;
    private final int[] imageShifts;
    private final int[] first;
    private final int[] neighbors;
    private final double reach;
    private final double[] charges;
    private final double[] masses;

    /**
     * The arrays may be longer than what is in use, so that they can serve again for the next list.
     *
     * @param centers number of local atoms, which stand first
     * @param total local and ghost atoms
     * @param positions 3·total numbers, Å; local atoms stand wrapped into the cell, wherever the configuration has them
     * @param types total entries: the force field's species number of each atom
     * @param owners total entries: the local atom of which this is an image (itself for local ones)
     * @param imageShifts 3·total whole numbers: an atom stands where the configuration has its owner, plus this many cell vectors
     * @param first centers + 1 entries: the neighbors of i are {@code neighbors[first[i] .. first[i + 1])}
     * @param neighbors places in the extended list, for each center in a fixed order
     * @param reach the distance up to which the list is complete when made, Å
     * @param charges one for each local atom, e, or null
     * @param masses one for each local atom, u, or null where the structure gives none and a species is no element
     */
    public NeighborList(int centers, int total, double[] positions, int[] types, int[] owners, int[] imageShifts, int[] first, int[] neighbors,
                        double reach, double[] charges, double[] masses) {
        this.centers = centers;
        this.total = total;
        this.positions = positions;
        this.types = types;
        this.owners = owners;
        this.imageShifts = imageShifts;
        this.first = first;
        this.neighbors = neighbors;
        this.reach = reach;
        this.charges = charges;
        this.masses = masses;
    }

    public int centers() {
        return centers;
    }

    public int total() {
        return total;
    }

    public double[] positions() {
        return positions;
    }

    public int[] types() {
        return types;
    }

    /** The same list, sharing all arrays, for a force field that numbers the species differently. */
    public NeighborList withTypes(int[] others) {
        return new NeighborList(centers, total, positions, others, owners, imageShifts, first, neighbors, reach, charges, masses);
    }

    public int[] owners() {
        return owners;
    }

    public int[] first() {
        return first;
    }

    public int[] neighbors() {
        return neighbors;
    }

    public double reach() {
        return reach;
    }

    public double[] charges() {
        return charges;
    }

    public double[] masses() {
        return masses;
    }

    /** The largest number of neighbors of one center. */
    public int longest() {
        int n = 0;
        for (int i = 0; i < centers; i++) {
            n = Math.max(n, first[i + 1] - first[i]);
        }
        return n;
    }

    /** Whole cell vectors by which each extended atom is shifted against its owner in the configuration; 3·total numbers. */
    public int[] imageShifts() {
        return imageShifts;
    }

    /**
     * Takes over new positions of the local atoms and moves the ghosts with them. Atoms must not be wrapped into the cell between two builds.
     *
     * @param local 3·centers numbers, Å
     */
    public void updatePositions(double[] local, Cell cell) {
        double ax = cell.get(0, 0), ay = cell.get(0, 1), az = cell.get(0, 2);
        double bx = cell.get(1, 0), by = cell.get(1, 1), bz = cell.get(1, 2);
        double cx = cell.get(2, 0), cy = cell.get(2, 1), cz = cell.get(2, 2);
        for (int g = 0, k = 0; g < total; g++, k += 3) {
            int o = 3 * owners[g];
            int sa = imageShifts[k], sb = imageShifts[k + 1], sc = imageShifts[k + 2];
            positions[k] = local[o] + sa * ax + sb * bx + sc * cx;
            positions[k + 1] = local[o + 1] + sa * ay + sb * by + sc * cy;
            positions[k + 2] = local[o + 2] + sa * az + sb * bz + sc * cz;
        }
    }
}
