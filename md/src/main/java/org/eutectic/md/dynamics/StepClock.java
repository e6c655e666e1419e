package org.eutectic.md.dynamics;

/** Clocks for the parts of a step. Where nobody wants to know, the time is never asked for. */
final class StepClock {
    private final boolean running;
    private long pair;
    private long neighbor;
    private long steps;
    private long output;

    StepClock(boolean running) {
        this.running = running;
    }

    long now() {
        return running ? System.nanoTime() : 0;
    }

    void start() {
        pair = neighbor = steps = output = 0;
    }

    void addNeighbor(long from, long to) {
        neighbor += to - from;
    }

    void addPair(long from, long to) {
        pair += to - from;
    }

    /** Time that so far is forces' and lists': to be taken off what contains it. */
    long inside() {
        return pair + neighbor;
    }

    void addStep(long from, long to, long insideBefore) {
        steps += to - from - (inside() - insideBefore);
    }

    void addOutput(long from, long to, long insideBefore) {
        output += to - from - (inside() - insideBefore);
    }

    /** What was measured, or null where nobody wanted to know. */
    StepProfile profile(double seconds) {
        return running ? new StepProfile(1e-9 * pair, 1e-9 * neighbor, 1e-9 * steps, 1e-9 * output, seconds - 1e-9 * (pair + neighbor + steps + output)) : null;
    }
}
