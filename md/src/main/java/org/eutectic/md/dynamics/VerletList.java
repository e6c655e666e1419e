package org.eutectic.md.dynamics;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.Matrix3;
import org.eutectic.parallel.Workers;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A neighbor list that serves while atoms move. It reaches a skin beyond the cutoff; as long as no atom has moved further than half the skin since it was
 * made, no pair can have come within the cutoff unseen. {@link #update} looks at every atom each time, so that the list is never too old.
 */
public final class VerletList {
    /** Atoms a task: some microseconds of work. */
    private static final int BLOCK = 8192;

    private final NeighborListBuilder builder;
    private final double skin;
    private final double reach;
    private final double[] back = new double[9];
    private double limitSquared;
    private boolean deformed;
    private NeighborList list;
    private double[] reference = new double[0];
    private Cell cell;
    private long builds;
    private final Workers workers;
    private Configuration configuration;
    private boolean[] far = new boolean[0];
    private final IntConsumer measure = this::measure;
    private final IntConsumer moveLocals = this::moveLocals;
    private final IntConsumer moveGhosts = this::moveGhosts;

    /**
     * @param field what neighbors are needed for
     * @param skin how much further the list reaches, Å
     */
    public VerletList(ForceField field, double skin) {
        this(field, skin, 1);
    }

    /** The same, made by several threads. */
    public VerletList(ForceField field, double skin, int threads) {
        builder = new NeighborListBuilder(field, skin, threads);
        workers = Workers.of(threads);
        this.skin = skin;
        reach = field.neighborhoods().stream().mapToDouble(Neighborhood::cutoff).reduce(field.cutoff(), Math::max);
    }

    /**
     * Brings the list up to the configuration's positions, making it anew where an atom has moved too far or the cell has changed too much.
     *
     * @return whether it was made anew
     * @throws StructureException where a position is not finite or two atoms touch (seen when the list is made)
     */
    public boolean update(Configuration c) {
        if (list == null || list.centers() != c.size() || !sameFrame(c.cell()) || movedTooFar(c)) {
            rebuild(c);
            return true;
        }
        list.setCell(c.cell());
        configuration = c;
        workers.run(blocks(list.centers()), moveLocals);
        workers.run(blocks(list.total() - list.centers()), moveGhosts);
        configuration = null;
        return false;
    }

    /** Makes the list anew in any case. */
    public void rebuild(Configuration c) {
        list = builder.build(c);
        builds++;
        cell = c.cell();
        deformed = false;
        limitSquared = 0.25 * skin * skin;
        double[] x = c.positions();
        if (reference.length != x.length) {
            reference = new double[x.length];
        }
        System.arraycopy(x, 0, reference, 0, x.length);
    }

    /**
     * Makes the list that served at an earlier moment, and brings it up to the configuration's positions.
     *
     * @param earlier positions for which it was made, Å
     * @param earlierCell the cell for which it was made
     */
    public void resume(Configuration c, double[] earlier, Cell earlierCell) {
        double[] x = c.positions(), now = x.clone();
        Cell cellNow = c.cell();
        System.arraycopy(earlier, 0, x, 0, x.length);
        c.setCell(earlierCell);
        try {
            rebuild(c);
        } finally {
            System.arraycopy(now, 0, x, 0, x.length);
            c.setCell(cellNow);
        }
        update(c);
    }

    /** The positions for which the list was made, Å; the live array. */
    double[] reference() {
        return reference;
    }

    /** How much further than the cutoff the list reaches, Å. */
    double skin() {
        return skin;
    }

    /** The cell for which the list was made. */
    Cell referenceCell() {
        return cell;
    }

    /** The list; the arrays in it change with each {@link #update}. */
    public NeighborList list() {
        return list;
    }

    /** How often the list was made. */
    public long builds() {
        return builds;
    }

    /**
     * Whether the list can serve in a cell, and how: positions are compared where the deformation of the cell since the list was made is taken back. A pair within
     * the cutoff r was then no further apart than r times the norm of what takes it back; what the skin leaves is for the motion of both atoms.
     */
    private boolean sameFrame(Cell now) {
        deformed = cell != now && !cell.equals(now);
        limitSquared = 0.25 * skin * skin;
        if (!deformed) {
            return true;
        }
        if (!Arrays.equals(cell.periodic(), now.periodic()) || now.volume() == 0 || cell.volume() == 0) {
            return false;
        }
        // With the vectors as rows, x = Hᵀ s: back is (H⁻¹ H₀)ᵀ.
        Matrix3.inverse(now.vectors(), back);
        Matrix3.product(back, cell.vectors(), back);
        double norm = 0;
        for (int k = 0; k < 9; k++) {
            double e = back[k] - (k % 4 == 0 ? 1 : 0);
            norm += e * e;
        }
        double left = 0.5 * (skin - reach * Math.sqrt(norm));
        limitSquared = left * left;
        return left > 0;
    }

    private boolean movedTooFar(Configuration c) {
        int blocks = blocks(c.size());
        if (far.length < blocks) {
            far = new boolean[blocks];
        }
        configuration = c;
        workers.run(blocks, measure);
        configuration = null;
        for (int b = 0; b < blocks; b++) {
            if (far[b]) {
                return true;
            }
        }
        return false;
    }

    private static int blocks(int atoms) {
        return (atoms + BLOCK - 1) / BLOCK;
    }

    private void measure(int block) {
        double[] x = configuration.positions(), from = reference;
        boolean any = false;
        if (deformed) {
            double[] b = back;
            for (int k = 3 * BLOCK * block, end = (int) Math.min(k + 3L * BLOCK, x.length); k < end; k += 3) {
                double dx = b[0] * x[k] + b[3] * x[k + 1] + b[6] * x[k + 2] - from[k];
                double dy = b[1] * x[k] + b[4] * x[k + 1] + b[7] * x[k + 2] - from[k + 1];
                double dz = b[2] * x[k] + b[5] * x[k + 1] + b[8] * x[k + 2] - from[k + 2];
                any |= !(dx * dx + dy * dy + dz * dz <= limitSquared);
            }
            far[block] = any;
            return;
        }
        for (int k = 3 * BLOCK * block, end = (int) Math.min(k + 3L * BLOCK, x.length); k < end; k += 3) {
            double dx = x[k] - from[k], dy = x[k + 1] - from[k + 1], dz = x[k + 2] - from[k + 2];
            // A NaN counts as far, so a lost atom is never passed over.
            any |= !(dx * dx + dy * dy + dz * dz <= limitSquared);
        }
        far[block] = any;
    }

    private void moveLocals(int block) {
        int from = BLOCK * block;
        list.moveLocals(configuration.positions(), from, Math.min(from + BLOCK, list.centers()));
    }

    private void moveGhosts(int block) {
        int from = list.centers() + BLOCK * block;
        list.moveGhosts(from, Math.min(from + BLOCK, list.total()));
    }
}
