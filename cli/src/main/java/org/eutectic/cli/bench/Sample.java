package org.eutectic.cli.bench;

/**
 * What one round of one program gave.
 *
 * @param force nanoseconds of the forces for each atom and step
 * @param step nanoseconds of the whole step for each atom and step
 * @param list nanoseconds for each atom to make the neighbor list once; NaN where it was never made
 * @param memory bytes for each atom; NaN where not known yet
 * @param builds how often the list was made in the round
 * @param energy of the structure the round began with, eV; NaN where unknown
 */
record Sample(double force, double step, double list, double memory, long builds, double energy) {

    Sample withMemory(double bytes) {
        return new Sample(force, step, list, bytes, builds, energy);
    }
}
