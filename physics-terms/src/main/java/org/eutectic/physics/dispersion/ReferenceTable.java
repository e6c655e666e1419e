package org.eutectic.physics.dispersion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The published figures of D3 for elements 1 to 94, from resources beside this class that say where they come from. In atomic units. */
final class ReferenceTable {
    /** The last element there is, plutonium. */
    static final int LAST = 94;
    private static final ReferenceTable SHARED = new ReferenceTable();

    private final double[] covalentRadii = new double[LAST + 1];
    /** √(½ √Z <r⁴>/<r²>), so that C8 = 3 C6 Q Q′: Grimme et al. (2010), eqs. 6 and 7. */
    private final double[] moments = new double[LAST + 1];
    private final double[][] counts = new double[LAST + 1][];
    private final double[][] radii = new double[LAST + 1][];
    private final double[][][] c6 = new double[LAST + 1][][];

    private ReferenceTable() {
        List<String> elements = lines("elements.txt"), pairs = lines("radii.txt"), coefficients = lines("c6.txt");
        for (int z = 1, line = 0; z <= LAST; z++) {
            double[] n = numbers(elements.get(z - 1));
            covalentRadii[z] = n[1] / AtomicUnits.BOHR;
            moments[z] = Math.sqrt(0.5 * n[2] * Math.sqrt(z));
            counts[z] = Arrays.copyOfRange(n, 3, n.length);
            radii[z] = numbers(pairs.get(z - 1));
            c6[z] = new double[z + 1][];
            for (int other = 1; other <= z; other++) {
                c6[z][other] = numbers(coefficients.get(line++));
            }
        }
    }

    static ReferenceTable shared() {
        return SHARED;
    }

    static List<String> lines(String resource) {
        try (InputStream in = ReferenceTable.class.getResourceAsStream(resource); BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(l -> !l.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] numbers(String line) {
        String[] words = line.split(" ");
        double[] n = new double[words.length];
        for (int k = 0; k < n.length; k++) {
            n[k] = Double.parseDouble(words[k]);
        }
        return n;
    }

    /** Coordination numbers of an element's reference compounds. */
    double[] counts(int z) {
        return counts[z];
    }

    /** C6 of reference {@code a} of one element with reference {@code b} of another, hartree·bohr⁶. */
    double c6(int z, int a, int other, int b) {
        return other <= z ? c6[z][other][a * counts[other].length + b] : c6[other][z][b * counts[z].length + a];
    }

    /** C8/C6 of two elements, bohr². */
    double ratio(int z, int other) {
        return 3 * moments[z] * moments[other];
    }

    /** R0 of two elements, bohr. */
    double radius(int z, int other) {
        return (other <= z ? radii[z][other - 1] : radii[other][z - 1]) / AtomicUnits.BOHR;
    }

    /** Distance at which two atoms count as bonded, 4/3 of the sum of their covalent radii, bohr. */
    double bond(int z, int other) {
        return 4.0 / 3.0 * (covalentRadii[z] + covalentRadii[other]);
    }
}
