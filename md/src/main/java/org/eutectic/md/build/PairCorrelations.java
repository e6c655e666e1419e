package org.eutectic.md.build;

import java.util.List;

/**
 * How often species are neighbors of each other, shell by shell: the parameters of J. M. Cowley, Phys. Rev. 77, 669 (1950), α = 1 − P(B next to A)/x(B). They are 0 where places are taken at random, below 0 where
 * unlike species seek each other.
 *
 * @param radii distances of the shells, Å
 * @param pairs the pairs of unlike species that there are, as {@code A-B}
 * @param values α for each shell and pair
 */
public record PairCorrelations(double[] radii, List<String> pairs, double[][] values) {

    /** The largest of all, without its sign. */
    public double largest() {
        double largest = 0;
        for (double[] row : values) {
            for (double a : row) {
                largest = Math.max(largest, Math.abs(a));
            }
        }
        return largest;
    }
}
