package org.eutectic.atoms;

/** Placeholder replaced below. */
public final class Elements {
    private Elements() {}

    public static double mass(String symbol) {
        return 1;
    }
}
