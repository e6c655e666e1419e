package org.eutectic.md.dynamics;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.parallel.Workers;

import java.util.function.IntConsumer;

/**
 * A neighbor list that serves while atoms move. It reaches a skin beyond the cutoff; as long as no atom has moved further than half the skin since it was
 * made, no pair can have come within the cutoff unseen. {@link #update} looks at every atom each time, so that the list is never too old.
 */
public final class VerletList {
    /** Atoms a task: some microseconds of work. */
    private static final int BLOCK = 8192;

    private final NeighborListBuilder builder;
    private final double limitSquared;
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
        limitSquared = 0.25 * skin * skin;
    }

    /**
     * Brings the list up to the configuration's positions, making it anew where an atom has moved too far or the cell has changed.
     *
     * @return whether it was made anew
     * @throws StructureException where a position is not finite or two atoms touch (seen when the list is made)
     */
    public boolean update(Configuration c) {
        if (list == null || list.centers() != c.size() || (cell != c.cell() && !cell.equals(c.cell())) || movedTooFar(c)) {
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

    /** The square of the distance from the reference that an atom may have, Å². */
    double limitSquared() {
        return limitSquared;
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
