package org.eutectic.md.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.eutectic.atoms.Configuration;

/**
 * The smallest cell that repeats to the crystal, from shifts that carry every atom onto one of its kind.
 *
 * @param basis three shortest vectors of the lattice, rows, Å
 * @param orbit for each atom of the structure the place of its representative in {@link #representatives}
 * @param representatives atoms of the structure, one for each site of the primitive cell
 */
record PrimitiveCell(double[] basis, int[] orbit, int[] representatives) {

    /** How many cells away shortest vectors are looked for; enough for any cell that is not extremely oblique. */
    private static final int RANGE = 2;

    /** @param tolerance how far an atom may lie off, Å */
    static PrimitiveCell of(Configuration c, double tolerance) {
        double[] cell = c.cell().vectors();
        Periodicity whole = new Periodicity(cell);
        int first = rarest(c);
        List<double[]> shifts = new ArrayList<>();
        int[] orbit = new int[c.size()];
        Arrays.setAll(orbit, i -> i);
        for (int j = 0; j < c.size(); j++) {
            if (c.types()[j] == c.types()[first]) {
                double[] shift = Periodicity.difference(c.positions(), j, c.positions(), first);
                int[] image = images(c, whole, shift, tolerance);
                if (image != null) {
                    shifts.add(shift);
                    for (int i = 0; i < orbit.length; i++) {
                        orbit[i] = Math.min(orbit[i], image[i]);
                    }
                }
            }
        }
        double[] basis = shortest(cell, shifts);
        // Where the search for short vectors falls short, the cell as it stands is right too, only larger.
        return basis == null ? numbered(cell, IntStream.range(0, c.size()).toArray()) : numbered(basis, orbit);
    }

    private static PrimitiveCell numbered(double[] basis, int[] orbit) {
        int[] representatives = Arrays.stream(orbit).distinct().sorted().toArray();
        return new PrimitiveCell(basis, Arrays.stream(orbit).map(o -> Arrays.binarySearch(representatives, o)).toArray(), representatives);
    }

    /** An atom of the species that fewest atoms are of. */
    private static int rarest(Configuration c) {
        int[] count = new int[c.symbols().size()];
        for (int t : c.types()) {
            count[t]++;
        }
        int best = 0;
        for (int i = 1; i < c.size(); i++) {
            best = count[c.types()[i]] < count[c.types()[best]] ? i : best;
        }
        return best;
    }

    /** Onto which atom each one is shifted, or null where one is shifted to where none of its kind stands. */
    private static int[] images(Configuration c, Periodicity cell, double[] shift, double tolerance) {
        int[] image = new int[c.size()];
        for (int i = 0; i < image.length; i++) {
            double[] place = {c.positions()[3 * i] + shift[0], c.positions()[3 * i + 1] + shift[1], c.positions()[3 * i + 2] + shift[2]};
            image[i] = -1;
            for (int k = 0; k < image.length && image[i] < 0; k++) {
                if (c.types()[k] == c.types()[i] && cell.distance(place, 0, c.positions(), k) < tolerance) {
                    image[i] = k;
                }
            }
            if (image[i] < 0) {
                return null;
            }
        }
        return image;
    }

    private static double[] shortest(double[] cell, List<double[]> shifts) {
        List<double[]> candidates = new ArrayList<>();
        for (double[] s : shifts) {
            for (int code = 0; code < 125; code++) {
                double[] v = s.clone();
                for (int k = 0; k < 3; k++) {
                    int n = code / (int) Math.pow(5, k) % 5 - RANGE;
                    for (int x = 0; x < 3; x++) {
                        v[x] += n * cell[3 * k + x];
                    }
                }
                candidates.add(v);
            }
        }
        candidates.sort(Comparator.comparingDouble(PrimitiveCell::square));
        double volume = Math.abs(determinant(cell)) / shifts.size();
        double[] a = null, b = null;
        for (double[] v : candidates) {
            double length = Math.sqrt(square(v));
            if (length < 1e-3 * Math.cbrt(volume)) {
                continue;
            }
            if (a == null) {
                a = v;
            } else if (b == null) {
                b = Math.sqrt(square(cross(a, v))) > 1e-3 * Math.sqrt(square(a)) * length ? v : null;
            } else if (Math.abs(Math.abs(dot(cross(a, b), v)) / volume - 1) < 1e-2) {
                return new double[] {a[0], a[1], a[2], b[0], b[1], b[2], v[0], v[1], v[2]};
            }
        }
        return null;
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double square(double[] v) {
        return dot(v, v);
    }

    private static double determinant(double[] m) {
        return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }
}
