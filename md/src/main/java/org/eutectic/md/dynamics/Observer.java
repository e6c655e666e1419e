package org.eutectic.md.dynamics;

import java.util.List;
import org.eutectic.md.file.OutputFile;

/** Looks at a simulation every so many steps, for example to write it down. */
public interface Observer {
    /** Called at steps that are multiples of this, and at the first and the last one. At least 1. */
    long interval();

    /** Whether the potential energy is wanted when {@link #observe} is called. Steps in which nobody wants it are faster. */
    default boolean needsEnergy() {
        return true;
    }

    /** Whether the virial is wanted when {@link #observe} is called. */
    default boolean needsVirial() {
        return false;
    }

    /** The files it writes, so that a run that is continued goes on writing them. */
    default List<OutputFile> files() {
        return List.of();
    }

    /** Looks at the present step; must change nothing. */
    void observe(SimulationState state);

    /** Called once when the run has ended well. */
    default void finish() {}

    /** Called once when the run was broken off: what was written so far must not look complete. */
    default void abandon() {}
}
