package org.eutectic.md.output;

import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.ExtendedXyz;

import java.nio.file.Path;

/**
 * A trajectory as extended XYZ. Positions run on through periodic boundaries, so displacements can be read off. Each frame tells step, time and potential
 * energy; what terms find for each atom, such as charges, has a column under the term's name. The file has its name when the run has ended ({@link OutputFile}).
 */
public final class XyzTrajectory extends FileObserver {
    private final boolean velocities;
    private final boolean forces;

    /**
     * @param interval steps from frame to frame
     * @param velocities whether to write velocities
     * @param forces whether to write forces
     */
    public XyzTrajectory(Path path, long interval, boolean velocities, boolean forces) {
        super(path, interval);
        this.velocities = velocities;
        this.forces = forces;
    }

    @Override
    public void observe(SimulationState state) {
        ExtendedXyz.append(file::append, state.configuration(), velocities ? state.velocities() : null, forces ? state.evaluation().forces() : null, state.evaluation(),
                "energy=" + state.potentialEnergy() + " step=" + state.step() + " time_fs=" + state.time());
        file.flush();
    }
}
