package org.eutectic.md.property;

import java.util.Arrays;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;

/** How large blocks of a crystal are. */
final class CrystalBlock {
    private CrystalBlock() {}

    /** How often a cell must be repeated for its faces to be so far apart, Å; less far where it would be more than {@code most} atoms. */
    static int[] repeat(Configuration c, double height, int most) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        for (double h = height; ; h *= 0.95) {
            int[] repeat = new int[3];
            for (int k = 0; k < 3; k++) {
                repeat[k] = Math.max(1, (int) Math.ceil(h / frame.height(k) - 1e-6));
            }
            long atoms = (long) repeat[0] * repeat[1] * repeat[2] * c.size();
            if (atoms <= most || Arrays.stream(repeat).allMatch(r -> r == 1)) {
                return repeat;
            }
        }
    }

    /** The least distance between opposite faces, Å. */
    static double height(Cell cell) {
        PeriodicFrame frame = PeriodicFrame.of(cell);
        return Math.min(frame.height(0), Math.min(frame.height(1), frame.height(2)));
    }
}
