package org.eutectic.md.output;

import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.LammpsText;

import java.nio.file.Path;
import java.util.List;

/**
 * A trajectory as LAMMPS dump text: {@code id type element xu yu zu}, with {@code vx vy vz} in Å/ps (units metal) and {@code fx fy fz} in eV/Å where asked
 * for, and a column for each field that terms find for atoms, such as charges. Positions are unwrapped. LAMMPS wants vector a along x and b in the xy plane: other cells are turned, with everything in them.
 * The file has its name when the run has ended ({@link OutputFile}).
 */
public final class DumpTrajectory extends FileObserver {
    private final boolean velocities;
    private final boolean forces;
    private final FieldMonitor monitor;
    private final List<String> fields;

    /**
     * @param interval steps from frame to frame
     * @param velocities whether to write velocities
     * @param forces whether to write forces
     */
    public DumpTrajectory(Path path, long interval, boolean velocities, boolean forces) {
        this(path, interval, velocities, forces, null, List.of());
    }

    /**
     * @param interval steps from frame to frame
     * @param velocities whether to write velocities
     * @param forces whether to write forces
     * @param fields monitored fields, each a column of its name
     */
    public DumpTrajectory(Path path, long interval, boolean velocities, boolean forces, FieldMonitor monitor, List<String> fields) {
        super(path, interval);
        this.velocities = velocities;
        this.forces = forces;
        this.monitor = monitor;
        this.fields = List.copyOf(fields);
    }

    @Override
    public boolean needsEnergy() {
        return false;
    }

    @Override
    public void observe(SimulationState state) {
        LammpsText.appendDump(file::append, state.configuration(), state.step(), state.time(), velocities ? state.velocities() : null, forces ? state.evaluation().forces() : null,
            FieldMonitor.columns(state, monitor, fields));
        file.flush();
    }
}
