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
    /** Numbers that stand for each place in arrays of vectors, such as {@link #positions}: three and a zero, so that one register takes them at once. */
    public static final int WIDTH = 4;

    private final int centers;
    private final int total;
    private final int[] atoms;
    private final double[] positions;
    private final int[] types;
    private final int[] owners;
    private final int[] wraps;
    private final int[] images;
    private final int[] shifts;
    private final List<Pairs> pairs;
    private final AtomValues charges;
    private final AtomValues masses;
    /** The cell, in a box that the views of one list share. */
    private final Cell[] cell;
    /** How far each shift leads, Å, three for each. */
    private final double[] vectors;

    NeighborList(ExtendedAtoms a, List<Pairs> pairs) {
        this(a.centers, a.total, a.atoms, a.positions, a.types, a.owners, a.wraps, a.images, a.shifts, pairs, a.charges, a.masses, new Cell[] {a.cell()});
    }

    /**
     * @param centers number of local atoms, which stand first
     * @param total local and ghost atoms
     * @param atoms total entries: the configuration's number of each atom
     * @param positions {@link #WIDTH}·total numbers, Å; local atoms stand wrapped into the cell, wherever the configuration has them
     * @param types total entries: the force field's species number of each atom
     * @param owners total entries: the place of the local atom of which this is an image (its own for local ones)
     * @param wraps 3·centers whole numbers: a local atom stands where the configuration has it, plus this many cell vectors
     * @param images total − centers entries: the number of each ghost's shift
     * @param shifts three whole numbers for each shift: a ghost stands where its owner does, plus this many cell vectors
     * @param pairs for each neighborhood the neighbors
     * @param charges one for each local atom, e
     * @param masses one for each local atom, u
     * @param cell one entry: the cell
     */
    NeighborList(int centers, int total, int[] atoms, double[] positions, int[] types, int[] owners, int[] wraps, int[] images, int[] shifts, List<Pairs> pairs,
                 AtomValues charges, AtomValues masses, Cell[] cell) {
        this.centers = centers;
        this.total = total;
        this.atoms = atoms;
        this.positions = positions;
        this.types = types;
        this.owners = owners;
        this.wraps = wraps;
        this.images = images;
        this.shifts = shifts;
        this.pairs = pairs;
        this.charges = charges;
        this.masses = masses;
        this.cell = cell;
        this.vectors = new double[shifts.length];
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

    /** Å, {@link #WIDTH} for each place: x, y, z, and zeros. */
    public double[] positions() {
        return positions;
    }

    /** The force field's species number of each place. */
    public int[] types() {
        return types;
    }

    /** The same list, sharing all arrays, for a force field that numbers the species differently. */
    public NeighborList withTypes(int[] others) {
        return new NeighborList(centers, total, atoms, positions, others, owners, wraps, images, shifts, pairs, charges, masses, cell);
    }

    /**
     * The same list, sharing all arrays, with other charges.
     *
     * @param others one for each local place, e; not copied
     */
    public NeighborList withCharges(double[] others) {
        return new NeighborList(centers, total, atoms, positions, types, owners, wraps, images, shifts, pairs, AtomValues.byPlace(others), masses, cell);
    }

    /** The cell in which the atoms are now. */
    public Cell cell() {
        return cell[0];
    }

    /** The place of the local atom of which the one at a place is an image; a local one is its own. */
    public int[] owners() {
        return owners;
    }

    /** Charges of the local places, e, or null where the structure has none. */
    public double[] charges() {
        return charges.at(atoms);
    }

    /** Masses of the local places, u, or null where the structure gives none and a species is no element. */
    public double[] masses() {
        return masses.at(atoms);
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
        setCell(cell);
        moveLocals(local, 0, centers);
        moveGhosts(centers, total);
    }

    /** The first of three steps that together update positions, of which the others may be done in parts side by side: takes over the cell. */
    public void setCell(Cell cell) {
        this.cell[0] = cell;
        for (int s = 0; s < shifts.length; s += 3) {
            for (int a = 0; a < 3; a++) {
                vectors[s + a] = shifts[s] * cell.get(0, a) + shifts[s + 1] * cell.get(1, a) + shifts[s + 2] * cell.get(2, a);
            }
        }
    }

    /**
     * How far each local place lies from where the configuration has its atom, and each ghost from its owner.
     *
     * @param out 3·total numbers, Å
     */
    public void offsets(double[] out) {
        // A list that is new has not been moved yet.
        setCell(cell());
        for (int i = 0; i < centers; i++) {
            for (int a = 0; a < 3; a++) {
                out[3 * i + a] = wraps[3 * i] * cell[0].get(0, a) + wraps[3 * i + 1] * cell[0].get(1, a) + wraps[3 * i + 2] * cell[0].get(2, a);
            }
        }
        for (int g = centers; g < total; g++) {
            System.arraycopy(vectors, 3 * images[g - centers], out, 3 * g, 3);
        }
    }

    /** The second step: moves the atoms at some of the local places, the last one not included. */
    public void moveLocals(double[] local, int from, int to) {
        Cell cell = this.cell[0];
        double ax = cell.get(0, 0), ay = cell.get(0, 1), az = cell.get(0, 2);
        double bx = cell.get(1, 0), by = cell.get(1, 1), bz = cell.get(1, 2);
        double cx = cell.get(2, 0), cy = cell.get(2, 1), cz = cell.get(2, 2);
        for (int i = from, k = WIDTH * from; i < to; i++, k += WIDTH) {
            int o = 3 * atoms[i], m = 3 * i;
            int u = wraps[m], v = wraps[m + 1], w = wraps[m + 2];
            positions[k] = local[o] + u * ax + v * bx + w * cx;
            positions[k + 1] = local[o + 1] + u * ay + v * by + w * cy;
            positions[k + 2] = local[o + 2] + u * az + v * bz + w * cz;
        }
    }

    /** The third step: moves the ghosts at some of the places from {@link #centers} on after their owners. */
    public void moveGhosts(int from, int to) {
        for (int g = from, k = WIDTH * from; g < to; g++, k += WIDTH) {
            int o = WIDTH * owners[g], s = 3 * images[g - centers];
            positions[k] = positions[o] + vectors[s];
            positions[k + 1] = positions[o + 1] + vectors[s + 1];
            positions[k + 2] = positions[o + 2] + vectors[s + 2];
        }
    }
}
