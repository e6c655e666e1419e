package org.eutectic.md.property;

import java.util.Arrays;
import org.eutectic.md.Matrix3;
import org.eutectic.md.Units;

/**
 * Frequencies on a grid of wave vectors that fills the Brillouin zone, Γ in the middle between points (H. J. Monkhorst and J. D. Pack, Phys. Rev. B 13, 5188 (1976), even numbers).
 *
 * @param size points along each reciprocal vector of the primitive cell
 * @param frequencies point after point, the last index fastest; THz, imaginary ones negative
 */
public record PhononMesh(int[] size, double[][] frequencies) {
    /** Tetrahedra of a cube by numbers of corners: x + 2 y + 4 z; all have the diagonal from 0 to 7 in common. */
    private static final int[][] TETRAHEDRA = {{0, 1, 3, 7}, {0, 1, 5, 7}, {0, 2, 3, 7}, {0, 2, 6, 7}, {0, 4, 5, 7}, {0, 4, 6, 7}};

    /**
     * What vibrations of a harmonic crystal contribute at a temperature, for each atom; modes with imaginary frequencies are left out.
     *
     * @param temperature K
     * @param freeEnergy Helmholtz's, with the zero-point energy, eV
     * @param entropy eV/K
     * @param heatCapacity at constant volume, eV/K
     */
    public record Thermal(double temperature, double freeEnergy, double entropy, double heatCapacity) {}

    /**
     * The density of states.
     *
     * @param frequency THz
     * @param states for each atom and THz; the integral over all frequencies is 3
     */
    public record Density(double[] frequency, double[] states) {}

    /**
     * Calculates frequencies.
     *
     * @param length the numbers of points are the lengths of the reciprocal vectors (without 2π) times this, Å: the size of a box whose own waves the grid's are
     */
    public static PhononMesh of(Phonons phonons, double length, CalculationProgress progress) {
        double[] inverse = new double[9], cell = phonons.constants().lattice().primitive();
        Matrix3.inverse(cell, inverse);
        int[] n = new int[3];
        for (int k = 0; k < 3; k++) {
            // Even numbers keep Γ, where acoustic waves have no frequency, off the grid.
            n[k] = 2 * Math.max(1, (int) Math.ceil(length * Math.sqrt(inverse[k] * inverse[k] + inverse[3 + k] * inverse[3 + k] + inverse[6 + k] * inverse[6 + k]) / 2 - 1e-9));
        }
        int total = n[0] * n[1] * n[2];
        double[][] f = new double[total][];
        for (int p = 0; p < total / 2; p++) {
            double[] place = {(p / (n[1] * n[2]) + 0.5) / n[0], (p / n[2] % n[1] + 0.5) / n[1], (p % n[2] + 0.5) / n[2]};
            f[p] = phonons.frequencies(BandPath.wave(cell, place));
            // A wave and the one that runs the other way have the same frequency.
            f[total - 1 - p] = f[p];
            progress.at("waves", p + 1, total / 2);
        }
        return new PhononMesh(n, f);
    }

    /** The lowest frequency, THz; negative where imaginary. */
    public double lowest() {
        return Arrays.stream(frequencies).mapToDouble(f -> f[0]).min().orElseThrow();
    }

    /** The highest frequency, THz. */
    public double highest() {
        return Arrays.stream(frequencies).mapToDouble(f -> f[f.length - 1]).max().orElseThrow();
    }

    private int atoms() {
        return frequencies[0].length / 3;
    }

    /** Which part of all modes has an imaginary frequency. */
    public double imaginaryPart() {
        return Arrays.stream(frequencies).flatMapToDouble(Arrays::stream).filter(f -> f <= 0).count() / (3.0 * atoms() * frequencies.length);
    }

    /** Energy of the ground state over that of atoms at rest, eV for each atom. */
    public double zeroPointEnergy() {
        return thermal(0).freeEnergy();
    }

    /** The sums over all modes of quantum oscillators (N. W. Ashcroft and N. D. Mermin, Solid State Physics (1976), chapter 23). */
    public Thermal thermal(double temperature) {
        double free = 0, entropy = 0, capacity = 0, kt = Units.BOLTZMANN * temperature;
        for (double[] all : frequencies) {
            for (double f : all) {
                if (f > 0) {
                    double quantum = Units.PLANCK * 1e-3 * f;
                    free += quantum / 2;
                    if (temperature > 0) {
                        double x = quantum / kt, occupied = 1 / Math.expm1(x), log = Math.log(-Math.expm1(-x));
                        free += kt * log;
                        entropy += x * occupied - log;
                        capacity += x * x * occupied * (occupied + 1);
                    }
                }
            }
        }
        double each = atoms() * frequencies.length;
        // Far below the first quantum x·x·occupied is 0 times infinity.
        return new Thermal(temperature, free / each, Units.BOLTZMANN * entropy / each, Units.BOLTZMANN * (Double.isFinite(capacity) ? capacity : 0) / each);
    }

    /**
     * The density of states by linear interpolation in tetrahedra (G. Lehmann and M. Taut, phys. stat. sol. (b) 54, 469 (1972)); no smearing.
     *
     * @param points how many frequencies, evenly spaced over all there are
     */
    public Density density(int points) {
        double low = Math.min(0, lowest()) * 1.02, high = highest() * 1.02;
        double[] x = new double[points], y = new double[points];
        Arrays.setAll(x, k -> low + (high - low) * k / (points - 1));
        double step = (high - low) / (points - 1);
        int branches = frequencies[0].length;
        double weight = 1.0 / (6.0 * frequencies.length * atoms());
        double[] e = new double[4];
        for (int p = 0; p < frequencies.length; p++) {
            int[] corner = corners(p);
            for (int[] t : TETRAHEDRA) {
                for (int b = 0; b < branches; b++) {
                    for (int k = 0; k < 4; k++) {
                        e[k] = frequencies[corner[t[k]]][b];
                    }
                    Arrays.sort(e);
                    int first = Math.max(0, (int) Math.ceil((e[0] - low) / step)), last = Math.min(points - 1, (int) Math.floor((e[3] - low) / step));
                    for (int k = first; k <= last; k++) {
                        y[k] += weight * share(e, x[k]);
                    }
                }
            }
        }
        return new Density(x, y);
    }

    private int[] corners(int p) {
        int i = p / (size[1] * size[2]), j = p / size[2] % size[1], k = p % size[2];
        int[] corner = new int[8];
        for (int c = 0; c < 8; c++) {
            corner[c] = ((i + c % 2) % size[0] * size[1] + (j + c / 2 % 2) % size[1]) * size[2] + (k + c / 4) % size[2];
        }
        return corner;
    }

    /** The density of a tetrahedron, of volume 1, with values from below at its corners. */
    private static double share(double[] e, double x) {
        if (x < e[0] || x > e[3] || e[3] == e[0]) {
            return 0;
        }
        if (x < e[1]) {
            return 3 * (x - e[0]) * (x - e[0]) / ((e[1] - e[0]) * (e[2] - e[0]) * (e[3] - e[0]));
        }
        if (x <= e[2] && e[2] > e[1]) {
            double a = x - e[1], e21 = e[1] - e[0], e31 = e[2] - e[0], e41 = e[3] - e[0], e32 = e[2] - e[1], e42 = e[3] - e[1];
            return (3 * e21 + 6 * a - 3 * (e31 + e42) * a * a / (e32 * e42)) / (e31 * e41);
        }
        return e[3] > e[2] ? 3 * (e[3] - x) * (e[3] - x) / ((e[3] - e[0]) * (e[3] - e[1]) * (e[3] - e[2])) : 0;
    }
}
