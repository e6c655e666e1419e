package org.eutectic.md.dynamics;

/**
 * How a run went.
 *
 * @param steps steps made
 * @param seconds wall-clock time they took
 * @param nanosecondsPerDay simulated time for each day of computing
 * @param atomStepsPerSecond atoms times steps for each second
 * @param listBuilds how often the neighbor list was made
 * @param stopped whether {@link Simulation#stop} ended it early
 * @param profile where the time went, or null where it was not asked for
 */
public record SimulationResult(long steps, double seconds, double nanosecondsPerDay, double atomStepsPerSecond, long listBuilds, boolean stopped,
                               StepProfile profile) {}
