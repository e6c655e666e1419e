package org.eutectic.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The functions that become LAMMPS's table. */
class TwistedPairTest {
    @Test
    void theForceIsTheSlopeOfTheEnergy() {
        double h = 1e-5;
        for (double r = 3; r < 9; r += 0.1) {
            double slope = (TwistedPair.energyAndForce(r + h)[0] - TwistedPair.energyAndForce(r - h)[0]) / (2 * h);
            assertEquals(-slope, TwistedPair.energyAndForce(r)[1], 1e-9, "at " + r);
        }
    }
}
