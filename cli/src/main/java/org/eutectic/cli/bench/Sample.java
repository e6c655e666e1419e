package org.eutectic.cli.bench;

/**
 * What one round of one program gave. Times are nanoseconds for each atom and step.
 *
 * @param force the forces
 * @param ghosts keeping periodic images and neighboring processes up to date, where that is not part of the forces; NaN where unknown
 * @param step the whole step
 * @param list nanoseconds for each atom to make the neighbor list once; NaN where it was never made
 * @param memory bytes for each atom; NaN where not known yet
 * @param builds how often the list was made in the round
 * @param energy of the structure the round began with, eV
 * @param lastEnergy of the structure it ended with, eV
 */
record Sample(double force, double ghosts, double step, double list, double memory, long builds, double energy, double lastEnergy) {

    Sample withMemory(double bytes) {
        return new Sample(force, ghosts, step, list, bytes, builds, energy, lastEnergy);
    }
}
