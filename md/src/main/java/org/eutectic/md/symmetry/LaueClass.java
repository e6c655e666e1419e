package org.eutectic.md.symmetry;

import java.util.List;

/** The eleven kinds of symmetry that a tensor of even rank can tell apart: point groups, inversion added. */
public enum LaueClass {
    TRICLINIC("-1", "triclinic"),
    MONOCLINIC("2/m", "monoclinic"),
    ORTHORHOMBIC("mmm", "orthorhombic"),
    TETRAGONAL_LOW("4/m", "tetragonal"),
    TETRAGONAL("4/mmm", "tetragonal"),
    TRIGONAL_LOW("-3", "trigonal"),
    TRIGONAL("-3m", "trigonal"),
    HEXAGONAL_LOW("6/m", "hexagonal"),
    HEXAGONAL("6/mmm", "hexagonal"),
    CUBIC_LOW("m-3", "cubic"),
    CUBIC("m-3m", "cubic");

    private final String symbol;
    private final String system;

    LaueClass(String symbol, String system) {
        this.symbol = symbol;
        this.system = system;
    }

    /** In Hermann and Mauguin's notation. */
    public String symbol() {
        return symbol;
    }

    /** The crystal system. */
    public String system() {
        return system;
    }

    /** From the proper rotations of a point group, its inversions undone: how many there are, and of which orders, tells the class. */
    static LaueClass of(List<double[]> rotations) {
        int[] order = new int[7];
        for (double[] r : rotations) {
            // The trace of a rotation is 1 + 2 cos of its angle: -1, 0, 1, 2, 3 for half turns, thirds, quarters, sixths, and none.
            order[new int[] {2, 3, 4, 6, 1}[(int) Math.round(r[0] + r[4] + r[8]) + 1]]++;
        }
        return switch (rotations.size()) {
            case 2 -> MONOCLINIC;
            case 3 -> TRIGONAL_LOW;
            case 4 -> order[4] > 0 ? TETRAGONAL_LOW : ORTHORHOMBIC;
            case 6 -> order[6] > 0 ? HEXAGONAL_LOW : TRIGONAL;
            case 8 -> TETRAGONAL;
            case 12 -> order[6] > 0 ? HEXAGONAL : CUBIC_LOW;
            case 24 -> CUBIC;
            default -> TRICLINIC;
        };
    }
}
