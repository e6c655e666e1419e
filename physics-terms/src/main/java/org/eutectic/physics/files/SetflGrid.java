package org.eutectic.physics.files;

/**
 * Where a setfl file samples its functions.
 *
 * @param points number of distances, from 0 to the cutoff
 * @param densityPoints number of densities, from 0 to the largest
 * @param largestDensity in the potential's own unit; above it LAMMPS and this program go on along the tangent
 */
public record SetflGrid(int points, int densityPoints, double largestDensity) {
    /** The fewest samples that the interpolation can be made of. */
    public static final int LEAST = 6;

    public SetflGrid {
        if (points < LEAST || densityPoints < LEAST) {
            throw new IllegalArgumentException("a grid has at least " + LEAST + " points");
        }
        if (!(largestDensity > 0) || Double.isInfinite(largestDensity)) {
            throw new IllegalArgumentException("the largest density must be above zero");
        }
    }
}
