package org.eutectic.md.dynamics;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;

/**
 * A neighbor list that serves while atoms move. It reaches a skin beyond the cutoff; as long as no atom has moved further than half the skin since it was
 * made, no pair can have come within the cutoff unseen. {@link #update} looks at every atom each time, so that the list is never too old.
 */
public final class VerletList {
    private final NeighborListBuilder builder;
    private final double limitSquared;
    private NeighborList list;
    private double[] reference = new double[0];
    private Cell cell;
    private long builds;

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
        limitSquared = 0.25 * skin * skin;
    }

    /**
     * Brings the list up to the configuration's positions, making it anew where an atom has moved too far or the cell has changed.
     *
     * @return whether it was made anew
     * @throws StructureException where a position is not finite or two atoms touch (seen when the list is made)
     */
    public boolean update(Configuration c) {
        if (list == null || list.centers() != c.size() || (cell != c.cell() && !cell.equals(c.cell())) || movedTooFar(c.positions())) {
            rebuild(c);
            return true;
        }
        list.updatePositions(c.positions(), c.cell());
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

    /** The list; the arrays in it change with each {@link #update}. */
    public NeighborList list() {
        return list;
    }

    /** How often the list was made. */
    public long builds() {
        return builds;
    }

    private boolean movedTooFar(double[] x) {
        double[] from = reference;
        double worst = 0;
        for (int k = 0; k < x.length; k += 3) {
            double dx = x[k] - from[k], dy = x[k + 1] - from[k + 1], dz = x[k + 2] - from[k + 2];
            // Math.max keeps a NaN, so a lost atom is never passed over.
            worst = Math.max(worst, dx * dx + dy * dy + dz * dz);
        }
        return !(worst <= limitSquared);
    }
}
