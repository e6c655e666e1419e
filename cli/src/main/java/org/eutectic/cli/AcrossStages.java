package org.eutectic.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.OutputFile;

/**
 * An observer of a run in several stages, each of which is a simulation of its own: the step between two stages is looked at once, and what it
 * writes is finished when the last stage ends.
 */
final class AcrossStages implements Observer {
    private final Observer observer;
    private final LongPredicate end;
    private final Map<Path, Long> lengths = new LinkedHashMap<>();
    private long last = -1;
    private boolean begun;
    private boolean lastStage;

    /** @param end whether a step is the last of the run; the last of a stage need not be looked at */
    AcrossStages(Observer observer, LongPredicate end) {
        this.observer = observer;
        this.end = end;
    }

    /** From now on the end of a simulation is the end of the run. */
    void enterLastStage() {
        lastStage = true;
    }

    /**
     * The run is continued: its first step is one like all others, and files are written on.
     *
     * @param earlier how long files were, by {@link OutputFile#target}, bytes
     */
    void continueWith(Map<Path, Long> earlier) {
        begun = true;
        observer.files().forEach(f -> f.continueAt(earlier.getOrDefault(f.target(), 0L)));
    }

    /** How long its files were before it looked at a step, if it has, bytes; all of that is then on the disk. */
    Map<Path, Long> lengthsBefore(long step) {
        observer.files().forEach(OutputFile::force);
        if (step != last) {
            measure();
        }
        return lengths;
    }

    private void measure() {
        observer.files().forEach(f -> lengths.put(f.target(), f.length()));
    }

    @Override
    public long interval() {
        return observer.interval();
    }

    @Override
    public boolean needsEnergy() {
        return observer.needsEnergy();
    }

    @Override
    public boolean needsVirial() {
        return observer.needsVirial();
    }

    @Override
    public List<OutputFile> files() {
        return observer.files();
    }

    @Override
    public void observe(SimulationState state) {
        boolean due = !begun || state.step() % interval() == 0 || end.test(state.step());
        begun = true;
        if (due && state.step() != last) {
            measure();
            last = state.step();
            observer.observe(state);
        }
    }

    @Override
    public void finish() {
        if (lastStage) {
            observer.finish();
        }
    }

    @Override
    public void abandon() {
        observer.abandon();
    }
}
