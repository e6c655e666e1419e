package org.eutectic.md.dynamics;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

/** What a barostat may do to the cell. */
public enum CellShape {
    /** All lengths change alike: one pressure is held. */
    ISOTROPIC,
    /** Lengths along x, y and z change by themselves; angles stay. */
    ANISOTROPIC,
    /** The cell changes freely, but does not turn. */
    FULL;

    /** Says so where a structure has no pressure that a barostat could hold. */
    static void requireClosed(Cell cell) {
        for (int k = 0; k < 3; k++) {
            if (!cell.periodic(k)) {
                throw StructureException.of(Kind.UNFIT, "a barostat needs a cell that is periodic in all three directions; this one is open along %s", "abc".substring(k, k + 1));
            }
        }
    }

    /** In how many ways the cell can move. */
    int freedom() {
        return this == ISOTROPIC ? 1 : this == ANISOTROPIC ? 3 : 6;
    }

    /** Leaves of a symmetric tensor (xx yy zz xy xz yz) what the cell may follow. */
    void restrict(double[] s) {
        if (this == ISOTROPIC) {
            double mean = (s[0] + s[1] + s[2]) / 3;
            s[0] = mean;
            s[1] = mean;
            s[2] = mean;
        }
        if (this != FULL) {
            s[3] = 0;
            s[4] = 0;
            s[5] = 0;
        }
    }
}
