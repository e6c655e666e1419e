package org.eutectic.physics.dispersion;

import java.util.Map;

/**
 * A damping with its numbers; those that it does not know are 0. Lengths in bohr, as they are published. Immutable.
 *
 * @param s9 weight of the three-body term
 * @param alpha exponent of zero damping; 14, and 16 for C8 and three bodies
 * @param beta of {@link Damping#ZEROM} (1/bohr) and {@link Damping#OP}
 * @param source where the numbers were published, a DOI; empty for one's own
 */
public record DampingParameters(Damping damping, double s6, double s8, double s9, double rs6, double rs8, double a1, double a2, double a3, double a4, double alpha, double beta,
                                String source) {
    private static final double ALPHA = 14;

    /** From names and numbers; s6 and rs8 are 1 where they are not given. */
    static DampingParameters of(Damping damping, Map<String, Double> n, String source) {
        return new DampingParameters(damping, n.getOrDefault("s6", 1.0), n.getOrDefault("s8", 0.0), n.getOrDefault("s9", 1.0), n.getOrDefault("rs6", 0.0),
            n.getOrDefault("rs8", 1.0), n.getOrDefault("a1", 0.0), n.getOrDefault("a2", 0.0), n.getOrDefault("a3", 0.0), n.getOrDefault("a4", 0.0),
            n.getOrDefault("alpha", ALPHA), n.getOrDefault("beta", 0.0), source);
    }
}
