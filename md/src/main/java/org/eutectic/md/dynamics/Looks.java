package org.eutectic.md.dynamics;

import java.util.List;

/** Who looks at which steps of a run, and what has to be known of a step for that. */
final class Looks {
    /** What beside forces may be wanted of a step. */
    static final int ENERGY = 1;
    static final int VIRIAL = 2;

    private final SimulationState state;
    private final List<Observer> observers;
    private final Integrator integrator;
    private final CellMotion motion;
    private final long first;
    private final long last;

    /**
     * @param motion of the cell, or null
     * @param first the step that the run begins with
     * @param last the step that it ends with, if nobody stops it
     */
    Looks(SimulationState state, List<Observer> observers, Integrator integrator, CellMotion motion, long first, long last) {
        this.state = state;
        this.observers = List.copyOf(observers);
        this.integrator = integrator;
        this.motion = motion;
        this.first = first;
        this.last = last;
    }

    private boolean due(Observer o, long step) {
        return step % o.interval() == 0 || step == first || step == last;
    }

    /** Whether somebody looks at a step. */
    boolean any(long step) {
        if (step == last) {
            return true;
        }
        for (int k = 0; k < observers.size(); k++) {
            if (due(observers.get(k), step)) {
                return true;
            }
        }
        return false;
    }

    /** Asks for what somebody will read at a step. */
    void want(long step) {
        int w = wants(step);
        state.want((w & ENERGY) != 0, (w & VIRIAL) != 0);
    }

    /** What somebody will read at a step; of the first and the last step everything. */
    int wants(long step) {
        if (step == first || step == last) {
            return ENERGY | VIRIAL;
        }
        int wanted = integrator.needsVirial(step) || motion != null && motion.needsVirial(step) ? VIRIAL : 0;
        for (int k = 0; k < observers.size(); k++) {
            Observer o = observers.get(k);
            if (due(o, step)) {
                wanted |= (o.needsEnergy() ? ENERGY : 0) | (o.needsVirial() ? VIRIAL : 0);
            }
        }
        return wanted;
    }

    /** Lets all observers look. */
    void all() {
        knowAll();
        for (int k = 0; k < observers.size(); k++) {
            observers.get(k).observe(state);
        }
    }

    /** Lets those observers look whose turn it is. */
    void due(long step) {
        for (int k = 0; k < observers.size(); k++) {
            Observer o = observers.get(k);
            if (due(o, step)) {
                o.observe(state);
            }
        }
    }

    /** Lets the others look, too, at a step that has turned out to be the last. */
    void others(long step) {
        knowAll();
        for (Observer o : observers) {
            if (!due(o, step)) {
                o.observe(state);
            }
        }
    }

    /** A step that was not planned to be the last has perhaps no energy. */
    private void knowAll() {
        if (!(state.energyKnown() && state.virialKnown())) {
            state.want(true, true);
            state.computeForces();
        }
    }

    /** The run has come to its end. */
    void finish() {
        for (Observer o : observers) {
            o.finish();
        }
    }

    /** The run has broken off. */
    void abandon() {
        for (Observer o : observers) {
            o.abandon();
        }
    }
}
