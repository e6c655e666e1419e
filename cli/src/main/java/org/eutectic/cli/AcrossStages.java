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
 * writes is finished when the last stage ends in which it looks at anything.
 */
final class AcrossStages implements Observer {
    private final Observer observer;
    private final long[] intervals;
    private final int lastStage;
    private final LongPredicate end;
    private final Map<Path, Long> lengths = new LinkedHashMap<>();
    private long last = -1;
    private boolean begun;
    private boolean finished;
    private int stage;

    /**
     * @param intervals for each stage the steps between two looks, 0 for none
     * @param end whether a step is the last for this observer; the last of a stage need not be looked at
     */
    AcrossStages(Observer observer, long[] intervals, LongPredicate end) {
        this.observer = observer;
        this.intervals = intervals;
        this.end = end;
        int last = intervals.length - 1;
        while (last > 0 && intervals[last] == 0) {
            last--;
        }
        lastStage = last;
    }

    /** The next simulation is that of this stage, counted from 0. */
    void enterStage(int number) {
        stage = number;
    }

    /** The run ends here, whatever was to come. */
    void finishEarly() {
        if (begun && !finished) {
            finished = true;
            observer.finish();
        }
    }

    /**
     * The run is continued: its first step is one like all others, and files are written on.
     *
     * @param earlier how long files were, by {@link OutputFile#target}, bytes
     * @param now the stage in which the run goes on
     */
    void continueWith(Map<Path, Long> earlier, int now) {
        observer.files().forEach(f -> lengths.put(f.target(), earlier.getOrDefault(f.target(), 0L)));
        begun = lengths.isEmpty() || lengths.values().stream().anyMatch(n -> n > 0);
        finished = now > lastStage;
        if (!finished) {
            observer.files().forEach(f -> f.continueAt(lengths.get(f.target())));
        }
    }

    /** How long its files were before it looked at a step, if it has, bytes; all of that is then on the disk. */
    Map<Path, Long> lengthsBefore(long step) {
        if (!finished) {
            observer.files().forEach(OutputFile::force);
            if (step != last) {
                measure();
            }
        }
        return lengths;
    }

    private void measure() {
        observer.files().forEach(f -> lengths.put(f.target(), f.length()));
    }

    @Override
    public long interval() {
        return intervals[stage] == 0 ? Long.MAX_VALUE : intervals[stage];
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
        if (intervals[stage] == 0) {
            return;
        }
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
        if (stage == lastStage && !finished) {
            finished = true;
            observer.finish();
        }
    }

    @Override
    public void abandon() {
        observer.abandon();
    }
}
