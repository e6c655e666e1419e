package org.eutectic.atoms;

/**
 * Which neighbors a force field asks for.
 *
 * @param cutoff the distance up to which they must be complete, Å
 * @param half whether each pair is wanted once, with one of its two atoms, or twice, with both
 */
public record Neighborhood(double cutoff, boolean half) {

    public Neighborhood {
        if (!(cutoff >= 0) || !Double.isFinite(cutoff)) {
            throw new IllegalArgumentException("a cutoff must be a distance, not " + cutoff + " Å");
        }
    }

    /** All neighbors of each atom: a pair of atoms stands with both. */
    public static Neighborhood full(double cutoff) {
        return new Neighborhood(cutoff, false);
    }

    /**
     * Each pair once. A pair is two atoms or images of atoms at a vector from each other; the same two atoms may be several pairs, and an atom and its images
     * {@code +s} and {@code −s} are one.
     */
    public static Neighborhood half(double cutoff) {
        return new Neighborhood(cutoff, true);
    }

    @Override
    public String toString() {
        return (half ? "each pair within " : "all neighbors within ") + cutoff + " Å";
    }
}
