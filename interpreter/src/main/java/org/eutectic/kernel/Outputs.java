package org.eutectic.kernel;

/**
 * What a routine is asked for; each combination is a routine of its own, so that a time step whose energy nobody reads computes none.
 *
 * @param virial needs the forces
 */
public record Outputs(boolean energy, boolean forces, boolean virial) {
    public static final Outputs ENERGY = new Outputs(true, false, false);
    public static final Outputs ALL = new Outputs(true, true, true);

    private static final Outputs[] EACH = new Outputs[8];

    static {
        for (int k = 0; k < 8; k++) {
            EACH[k] = new Outputs((k & 1) != 0, (k & 2) != 0, (k & 4) != 0);
        }
    }

    public Outputs {
        forces |= virial;
    }

    /** The same objects for every step. */
    public static Outputs of(boolean energy, boolean forces, boolean virial) {
        return EACH[(energy ? 1 : 0) + (forces ? 2 : 0) + (virial ? 4 : 0)];
    }

    /** A small number that tells them apart. */
    public int index() {
        return (energy ? 1 : 0) + (forces ? 2 : 0) + (virial ? 4 : 0);
    }
}
