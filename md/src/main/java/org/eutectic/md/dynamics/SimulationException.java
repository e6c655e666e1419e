package org.eutectic.md.dynamics;

import org.eutectic.atoms.StructureException;

import java.nio.file.Path;
import java.util.Optional;

/** A run that broke off: atoms touched, ran away or were lost, or the device that computed forces was. The message names step and atoms and says where the last good state was saved. */
public final class SimulationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long step;
    private final transient StructureException reason;
    private final transient Path saved;

    SimulationException(long step, RuntimeException reason, String epilogue, Path saved) {
        super("the run stopped at step " + step + ": " + reason.getMessage() + epilogue, reason);
        this.step = step;
        this.reason = reason instanceof StructureException s ? s : null;
        this.saved = saved;
    }

    /** The step that could not be made. */
    public long step() {
        return step;
    }

    /** What went wrong, and with which atoms; null where it was not the atoms. */
    public StructureException reason() {
        return reason;
    }

    /** Where the last good state was saved, where it was. */
    public Optional<Path> saved() {
        return Optional.ofNullable(saved);
    }
}
