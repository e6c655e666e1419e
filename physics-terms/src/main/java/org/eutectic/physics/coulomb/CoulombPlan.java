package org.eutectic.physics.coulomb;

import java.util.List;
import org.eutectic.physics.pairs.RadialTable;

/**
 * The numbers with which {@link CoulombSum} sums over charges in one cell, for those who do the same elsewhere. All in units of e²/Å and the like.
 *
 * @param allPairs whether all pairs of atoms are summed beside those of the tables, as 1/r: in structures that are not periodic
 * @param pairs each of the functions q_i q_j V(r) that are summed over pairs inside a cutoff
 * @param self by species, dE/dq of a unit charge from itself
 * @param spread by species, a third of the mean square radius of its charges, Å²; null for points
 * @param alpha the inverse width of the charge clouds, 1/Å; 0 where there is no sum in reciprocal space
 * @param mesh for a sum on a mesh; live, and only good until the next plan; null without
 * @param waves for a sum over waves; null without
 */
public record CoulombPlan(boolean allPairs, List<Tables> pairs, double[] self, double[] spread, double alpha, MeshPlan mesh, Waves waves) {

    /** A function for each pair of species, by number first · species + second; equal ones are one object. */
    public record Tables(List<RadialTable> byPair) {
        public Tables {
            byPair = List.copyOf(byPair);
        }
    }

    /**
     * Waves of which k and −k are one.
     *
     * @param most the largest number along each of the basis vectors
     * @param numbers three for each wave
     * @param weights (2/V) (4π/k²) exp(−k²/4α²)
     * @param basis rows b1, b2, b3 with a_i·b_j = 2π δ_ij, 1/Å
     */
    public record Waves(int[] most, int[] numbers, double[] weights, double[] basis) {}
}
