package org.eutectic.md.dynamics;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps a file from which the run can be continued to the bit. Each new state takes the place of the one before, which is kept as
 * {@link #previous}: a run that is killed at any moment leaves a state that can be read.
 */
public final class RestartWriter implements Observer {
    private final Path file;
    private final long interval;
    private final Function<SimulationState, Map<String, String>> notes;
    private long written = -1;

    public RestartWriter(Path file, long interval) {
        this(file, interval, state -> Map.of());
    }

    /** @param notes what else to write down with a state */
    public RestartWriter(Path file, long interval, Function<SimulationState, Map<String, String>> notes) {
        this.file = file;
        this.interval = interval;
        this.notes = notes;
    }

    /** Where the state before the last is kept: {@code restart.xyz} becomes {@code restart.previous.xyz}. */
    public static Path previous(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(dot <= 0 ? name + ".previous" : name.substring(0, dot) + ".previous" + name.substring(dot));
    }

    /** The file already holds the state of this step, from which a run is continued. */
    public void continuing(long step) {
        written = step;
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public void observe(SimulationState state) {
        if (state.step() != written) {
            state.restart(notes.apply(state)).write(file, previous(file));
            written = state.step();
        }
    }
}
