package org.eutectic.load;

import java.util.List;

/** What every potential can ask of atoms: names with a meaning of their own, each with a fixed number of indices. */
final class Quantities {
    private Quantities() {}

    static final List<String> NAMES = List.of("r", "d", "cos", "charge", "mass", "Z");

    /** How many indices the quantity of this name takes, or −1 where there is none. */
    static int indices(String name) {
        return switch (name) {
            case "r", "d" -> 2;
            case "cos" -> 3;
            case "charge", "mass", "Z" -> 1;
            default -> -1;
        };
    }

    /** Whether a name with so many indices has a meaning already. */
    static boolean clashes(String name, int count) {
        return indices(name) == count;
    }

    /** How it is written. */
    static String example(String name) {
        return switch (name) {
            case "r" -> "r[i,j]";
            case "d" -> "d[i,j].x";
            case "cos" -> "cos[j,i,k]";
            default -> name + "[i]";
        };
    }
}
