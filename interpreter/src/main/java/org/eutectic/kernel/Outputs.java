package org.eutectic.kernel;

/**
 * What a routine is asked for; each combination is a routine of its own, so that a time step whose energy nobody reads computes none.
 *
 * @param virial needs the forces
 */
public record Outputs(boolean energy, boolean forces, boolean virial) {
    public static final Outputs ENERGY = new Outputs(true, false, false);
    public static final Outputs ALL = new Outputs(true, true, true);

    public Outputs {
        forces |= virial;
    }

    /** A small number that tells them apart. */
    public int index() {
        return (energy ? 1 : 0) + (forces ? 2 : 0) + (virial ? 4 : 0);
    }
}
