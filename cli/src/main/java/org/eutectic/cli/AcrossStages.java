package org.eutectic.cli;

import java.util.function.LongPredicate;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.SimulationState;

/**
 * An observer of a run in several stages, each of which is a simulation of its own: the step between two stages is looked at once, and what it
 * writes is finished when the last stage ends.
 */
final class AcrossStages implements Observer {
    private final Observer observer;
    private final LongPredicate end;
    private long last = -1;
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
    public boolean needsFreshList() {
        return observer.needsFreshList();
    }

    @Override
    public void observe(SimulationState state) {
        boolean due = last < 0 || state.step() % interval() == 0 || end.test(state.step());
        if (due && state.step() != last) {
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
