package org.eutectic.md.thermal;

import org.eutectic.md.dynamics.Progress;

/**
 * What all runs for a property share.
 *
 * @param timestep fs
 * @param pressure GPa
 * @param threads for moving atoms; results do not depend on it
 * @param seed of all random numbers
 * @param progress is told how far the run under way has come
 */
public record Conditions(double timestep, double pressure, int threads, long seed, Progress progress) {}
