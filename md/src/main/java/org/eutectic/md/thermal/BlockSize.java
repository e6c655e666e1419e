package org.eutectic.md.thermal;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;

/** How often a crystal's cell is repeated to make a piece of material. */
public final class BlockSize {
    private static final double STEP = 1.02;

    private BlockSize() {}

    /**
     * The least numbers of cells along each edge that give a block of so many atoms whose faces are about as far apart in all directions.
     *
     * @param longer how many times further apart they are to be along the third edge
     */
    public static int[] repeat(Configuration crystal, long atoms, double longer) {
        PeriodicFrame frame = PeriodicFrame.of(crystal.cell());
        int[] repeat = {1, 1, 1};
        for (double h = frame.height(0); (long) repeat[0] * repeat[1] * repeat[2] * crystal.size() < atoms; h *= STEP) {
            for (int k = 0; k < 3; k++) {
                repeat[k] = Math.max(1, (int) Math.round((k == 2 ? longer : 1) * h / frame.height(k)));
            }
        }
        return repeat;
    }
}
