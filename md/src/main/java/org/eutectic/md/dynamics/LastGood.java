package org.eutectic.md.dynamics;

import java.nio.file.Path;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.file.OutputException;

/** The last state of a run known to be good, saved when the run breaks off. */
final class LastGood {
    private final SimulationState state;
    private final Path file;
    /** Empty where nobody wants the state saved. */
    private final double[] positions;
    private final double[] velocities;
    /** Null where atoms stay what they are. */
    private int[] types;
    private double[] masses;
    private Cell cell;
    private long step = -1;
    private double time;
    private double heat;

    /** @param file where to save it, or null */
    LastGood(SimulationState state, Path file) {
        this.state = state;
        this.file = file;
        positions = new double[file == null ? 0 : 3 * state.size()];
        velocities = new double[positions.length];
    }

    /** Remembers the present state as good. */
    void keep() {
        System.arraycopy(state.configuration().positions(), 0, positions, 0, positions.length);
        System.arraycopy(state.velocities(), 0, velocities, 0, velocities.length);
        if (state.exchange() != null && file != null) {
            types = state.configuration().types().clone();
            masses = state.masses().clone();
        }
        cell = state.configuration().cell();
        step = state.step();
        time = state.time();
        heat = state.heat();
    }

    /** Saves it; gives what to throw. */
    SimulationException failure(long failed, RuntimeException reason) {
        if (file == null) {
            return new SimulationException(failed, reason, "", null);
        }
        Configuration good = state.configuration().copy();
        System.arraycopy(positions, 0, good.positions(), 0, positions.length);
        good.setVelocities(velocities.clone());
        good.setCell(cell);
        if (types != null) {
            System.arraycopy(types, 0, good.types(), 0, types.length);
            good.setMasses(masses.clone());
        }
        try {
            new Restart(good, step, time, heat).write(file);
            return new SimulationException(failed, reason, ". The last good state, step " + step + ", is in " + file, file);
        } catch (OutputException e) {
            return new SimulationException(failed, reason, ". The last good state could not be saved: " + e.getMessage(), null);
        }
    }
}
