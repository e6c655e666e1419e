package org.eutectic.md.output;

import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.ExtendedXyz;

import java.nio.file.Path;
import java.util.List;

/**
 * A trajectory as extended XYZ. Positions run on through periodic boundaries, so displacements can be read off. Each frame tells step, time and potential
 * energy; what terms find for each atom, such as charges, has a column under the term's name. The file has its name when the run has ended ({@link OutputFile}).
 */
public final class XyzTrajectory extends FileObserver {
    private final boolean velocities;
    private final boolean forces;
    private final FieldMonitor monitor;
    private final List<String> fields;

    /**
     * @param interval steps from frame to frame
     * @param velocities whether to write velocities
     * @param forces whether to write forces
     */
    public XyzTrajectory(Path path, long interval, boolean velocities, boolean forces) {
        this(path, interval, velocities, forces, null, List.of());
    }

    /**
     * @param interval steps from frame to frame
     * @param velocities whether to write velocities
     * @param forces whether to write forces
     * @param fields monitored fields, each a column of its name
     */
    public XyzTrajectory(Path path, long interval, boolean velocities, boolean forces, FieldMonitor monitor, List<String> fields) {
        super(path, interval);
        this.velocities = velocities;
        this.forces = forces;
        this.monitor = monitor;
        this.fields = List.copyOf(fields);
    }

    @Override
    public void observe(SimulationState state) {
        ExtendedXyz.append(file::append, state.configuration(), velocities ? state.velocities() : null, forces ? state.evaluation().forces() : null,
                FieldMonitor.columns(state, monitor, fields),
                "energy=" + state.potentialEnergy() + " step=" + state.step() + " time_fs=" + state.time());
        file.flush();
    }
}
