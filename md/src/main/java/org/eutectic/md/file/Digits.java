package org.eutectic.md.file;

/** Numbers as text, quickly and always the English way. */
public final class Digits {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};

    private Digits() {}

    /** Appends a number with so many digits (at most 10) after the point, padded with blanks to a width. */
    public static void fixed(StringBuilder out, double x, int digits, int width) {
        int from = out.length();
        double scaled = Math.abs(x) * POWERS[digits];
        if (!(scaled < 9e15)) {
            out.append(x);
        } else {
            long n = Math.round(scaled);
            long one = (long) POWERS[digits];
            if (x < 0 && n != 0) {
                out.append('-');
            }
            out.append(n / one);
            if (digits > 0) {
                out.append('.');
                String rest = Long.toString(n % one);
                out.repeat('0', digits - rest.length()).append(rest);
            }
        }
        int missing = width - (out.length() - from);
        if (missing > 0) {
            out.insert(from, " ".repeat(missing));
        }
    }
}
