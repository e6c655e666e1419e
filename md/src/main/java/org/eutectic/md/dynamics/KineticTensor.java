package org.eutectic.md.dynamics;

import java.util.Arrays;
import org.eutectic.md.Units;

/** The pressure tensor and its kinetic part, Σ m v v over the atoms that move freely, summed by blocks in their order: the same whatever the number of threads. */
final class KineticTensor {
    private static final int[] ROWS = {0, 1, 2, 0, 0, 1};
    private static final int[] COLUMNS = {0, 1, 2, 1, 2, 2};

    private final SimulationState state;
    private final double[] sums;
    private final AtomBlocks.Work work = this::add;

    KineticTensor(SimulationState state) {
        this.state = state;
        sums = new double[6 * state.blocks().count()];
    }

    /** @param out takes xx yy zz xy xz yz, eV */
    void compute(double[] out) {
        state.blocks().sum(work);
        Arrays.fill(out, 0, 6, 0);
        for (int k = 0; k < sums.length; k++) {
            out[k % 6] += sums[k];
        }
        for (int k = 0; k < 6; k++) {
            out[k] *= Units.MASS_VELOCITY_SQUARED;
        }
    }

    /** @param out takes xx yy zz xy xz yz, GPa; NaN where there is no volume or no virial */
    void pressure(double[] out) {
        double volume = state.configuration().cell().volume();
        if (!state.virialKnown() || !(volume > 0)) {
            Arrays.fill(out, 0, 6, Double.NaN);
            return;
        }
        double[] w = state.evaluation().virial();
        compute(out);
        for (int k = 0; k < 6; k++) {
            int row = ROWS[k], column = COLUMNS[k];
            out[k] = (out[k] + 0.5 * (w[3 * row + column] + w[3 * column + row])) / volume * Units.GIGAPASCAL;
        }
    }

    private double add(int block, int from, int to) {
        double[] v = state.velocities(), m = state.masses();
        double xx = 0, yy = 0, zz = 0, xy = 0, xz = 0, yz = 0;
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double w = state.accelerationPerForce(i) == 0 ? 0 : m[i];
            double x = v[k], y = v[k + 1], z = v[k + 2];
            xx += w * x * x;
            yy += w * y * y;
            zz += w * z * z;
            xy += w * x * y;
            xz += w * x * z;
            yz += w * y * z;
        }
        int at = 6 * block;
        sums[at] = xx;
        sums[at + 1] = yy;
        sums[at + 2] = zz;
        sums[at + 3] = xy;
        sums[at + 4] = xz;
        sums[at + 5] = yz;
        return 0;
    }
}
