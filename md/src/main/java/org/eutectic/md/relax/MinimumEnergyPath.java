package org.eutectic.md.relax;

import java.util.List;
import org.eutectic.atoms.Configuration;

/**
 * A way from one minimum of the energy to another over a saddle.
 *
 * @param converged whether forces across the way, and at the saddle, fell below the tolerance
 * @param steps made, each one calculation of forces for every image
 * @param images from start to end, with both
 * @param energies of the images, eV
 * @param coordinate length of the way up to each image, Å in the space of all atoms' coordinates
 * @param slopes dE/ds at each image, eV/Å; zero at the ends and the saddle
 * @param saddle which image is the highest
 * @param largestForce what remains of the forces that the band brings to zero, on an atom of an image, eV/Å
 */
public record MinimumEnergyPath(boolean converged, int steps, List<Configuration> images, double[] energies, double[] coordinate, double[] slopes, int saddle, double largestForce) {

    /** From the start up to the saddle, eV. */
    public double barrier() {
        return energies[saddle] - energies[0];
    }

    /** From the end up to the saddle, eV. */
    public double barrierBack() {
        return energies[saddle] - energies[energies.length - 1];
    }

    /**
     * The energy between images, by cubic pieces through their energies and slopes, eV.
     *
     * @param s along the way, Å
     */
    public double energy(double s) {
        int k = 0;
        while (k + 2 < coordinate.length && coordinate[k + 1] < s) {
            k++;
        }
        double h = coordinate[k + 1] - coordinate[k], t = (s - coordinate[k]) / h;
        return energies[k] * (1 + 2 * t) * (1 - t) * (1 - t) + slopes[k] * h * t * (1 - t) * (1 - t) + energies[k + 1] * t * t * (3 - 2 * t) - slopes[k + 1] * h * t * t * (1 - t);
    }
}
