package org.eutectic.md.dynamics;

import org.eutectic.md.Matrix3;

/**
 * Strains the cell at a constant rate, and the atoms with it: after a time t the vectors of the cell are (1 + t R) times those at the beginning, R the rates of
 * engineering strain. Velocities stay. The work done is not booked as heat: the energy rises by it.
 */
public final class StrainRate implements CellMotion {
    private final double[] rate;
    private final long first;
    private final double[] from = new double[9];
    private final double[] to = new double[9];
    private boolean due;

    /**
     * @param rate 3×3 in row order, 1/fs: x → (1 + t R) x
     * @param first the step at which the straining begins
     */
    public StrainRate(double[] rate, long first) {
        this.rate = rate.clone();
        this.first = first;
    }

    @Override
    public void before(SimulationState state) {
        due = true;
    }

    @Override
    public void move(SimulationState state) {
        if (due) {
            deformation(state.step() - 1, state.timestep(), from);
            deformation(state.step(), state.timestep(), to);
            Matrix3.inverse(from, from);
            Matrix3.product(to, from, to);
            state.deform(to, null);
            due = false;
        }
    }

    private void deformation(long step, double timestep, double[] out) {
        for (int k = 0; k < 9; k++) {
            out[k] = (k % 4 == 0 ? 1 : 0) + (step - first) * timestep * rate[k];
        }
    }
}
