package org.eutectic.atoms;

/** The neighbors of each center in one {@link Neighborhood}, those within a skin beyond the cutoff included. */
public final class Pairs {
    /** Centers whose neighbors are looked for, and whose windows are kept, together. */
    static final int BLOCK = 64;

    private final Neighborhood neighborhood;
    int centers;
    int[] first = new int[1];
    int[] neighbors = new int[0];
    int longest;
    /** For each block: the first and the end of the places of local neighbors, the same of ghosts. */
    int[] windows = new int[0];

    Pairs(Neighborhood neighborhood) {
        this.neighborhood = neighborhood;
    }

    public Neighborhood neighborhood() {
        return neighborhood;
    }

    /** The neighbors of center {@code i} are {@code neighbors()[first()[i] .. first()[i + 1])}. The array may be longer than centers + 1. */
    public int[] first() {
        return first;
    }

    /** Places of neighbors in the list, for each center in ascending order for each species. The array may be longer than what is in use. */
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

    /**
     * A share of the centers, and the places at which they and their neighbors stand: whoever gives each share a buffer of forces of its own need clear and add up
     * these alone. All ends are not included.
     *
     * @param from first center
     * @param to end of the centers
     * @param localFrom first local place, of a center or a neighbor
     * @param localTo end of the local places
     * @param ghostFrom first place of a ghost
     * @param ghostTo end of the places of ghosts; the same as the first where there are none
     */
    public record Share(int from, int to, int localFrom, int localTo, int ghostFrom, int ghostTo) {}

    /** One of {@code shares} shares of the centers that have about as many neighbors each; they depend on nothing but the list. */
    public Share share(int number, int shares) {
        int from = border(number, shares), to = border(number + 1, shares);
        int localFrom = from, localTo = to, ghostFrom = Integer.MAX_VALUE, ghostTo = 0;
        for (int b = from / BLOCK; b * BLOCK < to; b++) {
            localFrom = Math.min(localFrom, windows[4 * b]);
            localTo = Math.max(localTo, windows[4 * b + 1]);
            ghostFrom = Math.min(ghostFrom, windows[4 * b + 2]);
            ghostTo = Math.max(ghostTo, windows[4 * b + 3]);
        }
        return new Share(from, to, localFrom, localTo, Math.min(ghostFrom, ghostTo), ghostTo);
    }

    /** The first center before which so many shares lie; a center counts as much as a neighbor, so that atoms without any are shared, too. */
    private int border(int number, int shares) {
        long weight = ((long) count() + centers) * number / shares;
        int low = 0, high = centers;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if ((long) first[middle] + middle < weight) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
