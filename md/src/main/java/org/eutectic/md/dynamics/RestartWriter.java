package org.eutectic.md.dynamics;

import java.nio.file.Path;

/** Keeps a file from which the run can be continued to the bit; each new state takes the place of the one before. */
public final class RestartWriter implements Observer {
    private final Path file;
    private final long interval;

    public RestartWriter(Path file, long interval) {
        this.file = file;
        this.interval = interval;
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public boolean needsFreshList() {
        return true;
    }

    @Override
    public boolean needsEnergy() {
        return false;
    }

    @Override
    public void observe(SimulationState state) {
        new Restart(state.configuration(), state.step(), state.time(), state.heat()).write(file);
    }
}
