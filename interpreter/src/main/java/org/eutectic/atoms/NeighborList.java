package org.eutectic.atoms;

/**
 * For each atom (a "centre") its neighbours within some distance, both ways round (a full list). Periodic images inside that distance stand
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
     * @param centers number of local atoms, which stand first
     * @param total local and ghost atoms
     * @param positions 3·total numbers, Å
     * @param types total entries: the force field's species number of each atom
     * @param owners total entries: the local atom of which this is an image (itself for local ones)
     * @param imageShifts 3·total whole numbers: the ghost stands at its owner plus this many cell vectors
     * @param first centers + 1 entries: the neighbours of i are {@code neighbors[first[i] .. first[i + 1])}
     * @param neighbors places in the extended list, for each centre in a fixed order
     * @param reach the distance up to which the list is complete when made, Å
     * @param charges one for each local atom, e, or null
     * @param masses one for each local atom, u
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

    /** The largest number of neighbours of one centre. */
    public int longest() {
        int n = 0;
        for (int i = 0; i < centers; i++) {
            n = Math.max(n, first[i + 1] - first[i]);
        }
        return n;
    }

    /**
     * Copies new positions of the local atoms in and moves the ghosts with their owners. Atoms must not be wrapped into the cell between two builds.
     *
     * @param local 3·centers numbers, Å
     */
    public void updatePositions(double[] local, Cell cell) {
        System.arraycopy(local, 0, positions, 0, 3 * centers);
        for (int g = centers; g < total; g++) {
            int o = 3 * owners[g];
            int sa = imageShifts[3 * g], sb = imageShifts[3 * g + 1], sc = imageShifts[3 * g + 2];
            for (int a = 0; a < 3; a++) {
                positions[3 * g + a] = local[o + a] + sa * cell.get(0, a) + sb * cell.get(1, a) + sc * cell.get(2, a);
            }
        }
    }
}
