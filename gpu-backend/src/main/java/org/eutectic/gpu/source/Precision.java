package org.eutectic.gpu.source;

import java.util.Locale;
import java.util.regex.Pattern;

/** With how many digits a program calculates. */
public enum Precision {
    /** Everything in double precision. */
    DOUBLE(8),
    /** Positions, sums, forces and energies in double precision; vectors between atoms and functions of them in single. */
    MIXED(4);

    /** A number with a point, which C takes for one of double precision. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])(\\d+\\.\\d+(?:[eE][-+]?\\d+)?)(?![\\w.])");

    /** Where a function goes to zero as 1/(1 + exp(x)) does, its slope has the square of an exponential: in single precision that must stay a number. */
    private static final String BOUND = "FUNCTION float bounded_exp(float x) { return exp(fmin(x, 40.0f)); }\n#undef exp\n#define exp(x) bounded_exp(x)\n";

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Of a number that functions take and give. */
    public int bytes() {
        return bytes;
    }

    /** The type of such a number, and that of positions, sums and forces. */
    String types() {
        return "typedef " + (this == DOUBLE ? "double real;\n" : "float real;\n" + BOUND) + "typedef double wide;\n";
    }

    /** A text in which numbers have this precision. */
    String numbers(String text) {
        return this == DOUBLE ? text : NUMBER.matcher(text).replaceAll("$1f");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
