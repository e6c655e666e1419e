package org.eutectic.ir;

/**
 * A site energy with its derivative: {@code x}, {@code y} and {@code z} are bond values G[i,j] = dE/dd[i,j] of the whole energy E, where a pair
 * of atoms appears as two bonds, i → j and j → i, each with its own vector. The bond i → j adds G to the force on i and −G to that on j, and
 * −G_a·d_b to the virial. All three are zero outside {@link SiteEnergy#cutoff}.
 *
 * @param charge dE/dq of an atom's charge; null unless the site energy {@linkplain SiteEnergy#wantsChargeSlopes asks for it}
 */
public record Gradient(SiteEnergy site, Node x, Node y, Node z, Node charge) {

    public Node component(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            default -> z;
        };
    }
}
