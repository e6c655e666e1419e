package org.eutectic.md.dynamics;

/** Is told now and then how far a run has come. */
@FunctionalInterface
public interface Progress {
    /**
     * @param done steps made in this run
     * @param total steps to be made in this run
     * @param nanosecondsPerDay simulated time for each day of computing at the present speed
     * @param atomStepsPerSecond atoms times steps for each second at the present speed
     */
    void update(long done, long total, double nanosecondsPerDay, double atomStepsPerSecond);
}
