package org.eutectic.atoms;

/** The neighbors of each center in one {@link Neighborhood}, those within a skin beyond the cutoff included. */
public final class Pairs {
    private final Neighborhood neighborhood;
    private final int centers;
    private int[] first;
    private int[] neighbors;
    private int longest;

    /**
     * @param first centers + 1 entries at least
     * @param neighbors places, those of one center in ascending order
     */
    Pairs(Neighborhood neighborhood, int centers, int[] first, int[] neighbors) {
        this.neighborhood = neighborhood;
        this.centers = centers;
        this.first = first;
        this.neighbors = neighbors;
        for (int i = 0; i < centers; i++) {
            longest = Math.max(longest, first[i + 1] - first[i]);
        }
    }

    public Neighborhood neighborhood() {
        return neighborhood;
    }

    /** The neighbors of center {@code i} are {@code neighbors()[first()[i] .. first()[i + 1])}. The array may be longer than centers + 1. */
    public int[] first() {
        return first;
    }

    /** Places of neighbors in the list, for each center in ascending order. The array may be longer than what is in use. */
    public int[] neighbors() {
        return neighbors;
    }

    /** How many neighbors all centers have together. */
    public int count() {
        return first[centers];
    }

    /** The largest number of neighbors of one center. */
    public int longest() {
        return longest;
    }
}
