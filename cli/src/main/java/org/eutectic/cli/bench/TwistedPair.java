package org.eutectic.cli.bench;

import java.util.Locale;

/**
 * The pair energy of {@code lj-twist.eut} as plain Java, for the table that LAMMPS reads: Lennard-Jones with a Gaussian bump, both switched off by a polynomial
 * of fifth order. Å and eV.
 */
final class TwistedPair {
    static final String TABLE = "twisted_lj.table";
    /** Few enough for the table to stay in a cache, enough for an energy right to a millionth. */
    static final int SAMPLES = 4000;

    private static final double EPSILON = 0.0104;
    private static final double SIGMA = 3.40;
    private static final double HEIGHT = 0.002;
    private static final double CENTER = 5.1;
    private static final double WIDTH = 0.4;
    private static final double ON = 7;
    private static final double CUTOFF = 8.5;
    /** Where the table begins; no atoms of a melt come so close. */
    private static final double FIRST = 2;

    private TwistedPair() {}

    /** Energy and −dE/dr at a distance. */
    static double[] energyAndForce(double r) {
        double s6 = Math.pow(SIGMA / r, 6), y = (r - CENTER) / WIDTH;
        double bump = HEIGHT * Math.exp(-y * y);
        double e = 4 * EPSILON * s6 * (s6 - 1) + bump;
        double slope = -24 * EPSILON * s6 * (2 * s6 - 1) / r - 2 * y / WIDTH * bump;
        double x = Math.clamp((r - ON) / (CUTOFF - ON), 0, 1);
        double fade = 1 - x * x * x * (10 + x * (6 * x - 15));
        double fadeSlope = -30 * x * x * (1 - x) * (1 - x) / (CUTOFF - ON);
        return new double[] {fade * e, -(fade * slope + fadeSlope * e)};
    }

    /** The text of the file, evenly spaced in r², as LAMMPS keeps it. */
    static String table() {
        StringBuilder text = new StringBuilder("# sampled by eutectic bench\n\nTWIST\nN ").append(SAMPLES).append(" RSQ ").append(FIRST).append(' ').append(CUTOFF)
            .append("\n\n");
        double step = (CUTOFF * CUTOFF - FIRST * FIRST) / (SAMPLES - 1);
        for (int k = 0; k < SAMPLES; k++) {
            double r = Math.sqrt(FIRST * FIRST + k * step);
            double[] ef = energyAndForce(r);
            text.append(String.format(Locale.ROOT, "%d %.15g %.15g %.15g%n", k + 1, r, ef[0], ef[1]));
        }
        return text.toString();
    }
}
