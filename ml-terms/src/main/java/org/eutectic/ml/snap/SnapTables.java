package org.eutectic.ml.snap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What SNAP's equations have of indices and of numbers that depend on twojmax alone. All j are twice an angular momentum. Matrices u_j have rows mb and columns ma from 0 to j;
 * by u_j[j−mb][j−ma] = (−1)^(ma+mb) conj(u_j[mb][ma]) the upper rows mb ≤ j/2 say all ("half" below). Names after A. P. Thompson et al., J. Comput. Phys. 285, 316 (2015), and
 * D. A. Varshalovich, A. N. Moskalev, V. K. Khersonskii, Quantum Theory of Angular Momentum (1988), "VMK".
 */
final class SnapTables {
    final int twojmax;
    /** How many elements the matrices of all j have, all and those of the upper rows. */
    final int full;
    final int half;
    /** Where the matrix of each j begins, among all elements and among those of the upper rows. */
    final int[] fullStart;
    final int[] halfStart;
    /** For each element of the upper rows its number among all, that of its mirror image, and the sign with which this is its conjugate. */
    final int[] place;
    final int[] mirror;
    final double[] sign;
    /** How often each element of the upper rows counts in a product over a whole matrix: 2; in the middle row of even j up to the diagonal 2, on it 1, beyond 0. */
    final double[] weight;
    /** Whether a diagonal element, which an atom alone has, too. */
    final boolean[] diagonal;
    /**
     * The recursion VMK 4.8.1 eqs. (14) and (15): element q of the upper rows is conj(a) x + conj(b) z with x and z elements of u_{j−1}, or their conjugates, times a number.
     * {@code source} has the places of both, {@code factors} what the real and the imaginary part of each are multiplied by; zeros where there is no such element.
     */
    final int[] source;
    final double[] factors;
    /** Number of products Z, each a sum of terms: those of number e are {@code begin[e] … begin[e + 1]}. */
    final int products;
    final int[] begin;
    /** For each term the two elements of U, among all, and the product of two Clebsch-Gordan coefficients. */
    final int[] pairs;
    final double[] coefficients;
    /** For each product the element, among those of the upper rows, and the component of the bispectrum that it belongs to. */
    final int[] target;
    final int[] component;
    /** Factor of each product in the derivative of the energy: with weight, multiplicity of the component, and normalisation. */
    final double[] slope;
    /** Factor of each product in its component of the bispectrum; 0 for those of which that is not made. */
    final double[] share;
    final int components;
    /** The bispectrum of an atom alone. */
    final double[] alone;

    SnapTables(int twojmax, boolean bnorm) {
        this.twojmax = twojmax;
        fullStart = new int[twojmax + 2];
        halfStart = new int[twojmax + 2];
        for (int j = 0; j <= twojmax; j++) {
            fullStart[j + 1] = fullStart[j] + (j + 1) * (j + 1);
            halfStart[j + 1] = halfStart[j] + (j / 2 + 1) * (j + 1);
        }
        full = fullStart[twojmax + 1];
        half = halfStart[twojmax + 1];
        place = new int[half];
        mirror = new int[half];
        sign = new double[half];
        weight = new double[half];
        diagonal = new boolean[half];
        for (int j = 0; j <= twojmax; j++) {
            for (int mb = 0; 2 * mb <= j; mb++) {
                for (int ma = 0; ma <= j; ma++) {
                    int q = halfStart[j] + mb * (j + 1) + ma;
                    place[q] = fullStart[j] + mb * (j + 1) + ma;
                    mirror[q] = fullStart[j] + (j - mb) * (j + 1) + j - ma;
                    sign[q] = (ma + mb) % 2 == 0 ? 1 : -1;
                    weight[q] = 2 * mb < j || ma < mb ? 2 : ma == mb ? 1 : 0;
                    diagonal[q] = ma == mb;
                }
            }
        }
        source = new int[2 * half];
        factors = new double[4 * half];
        for (int j = 1; j <= twojmax; j++) {
            for (int q = halfStart[j]; q < halfStart[j + 1]; q++) {
                int mb = (q - halfStart[j]) / (j + 1), ma = (q - halfStart[j]) % (j + 1);
                if (ma < j) {
                    recur(2 * q, j, mb, ma, Math.sqrt((j - ma) / (double) (j - mb)));
                }
                if (ma > 0) {
                    recur(2 * q + 1, j, mb, ma - 1, -Math.sqrt(ma / (double) (j - mb)));
                }
            }
        }
        int n = twojmax + 1;
        int[] number = new int[n * n * n];
        int count = 0;
        for (int[] t : triples()) {
            number[(t[0] * n + t[1]) * n + t[2]] = t[2] >= t[0] ? count++ : -1;
        }
        components = count;
        alone = new double[count];
        List<int[]> made = new ArrayList<>();
        List<double[]> factor = new ArrayList<>();
        List<Terms> terms = new ArrayList<>();
        for (int[] t : triples()) {
            int j1 = t[0], j2 = t[1], j = t[2];
            double[] cg = ClebschGordan.of(j1, j2, j);
            double norm = bnorm ? 1.0 / (j + 1) : 1;
            // The component's own triple is sorted, and a matrix counts as often as it occurs in it: Gayatri et al., arXiv:2011.12875, section IV.
            int own = j >= j1 ? number[(j1 * n + j2) * n + j] : j >= j2 ? number[(j * n + j2) * n + j1] : number[(j2 * n + j) * n + j1];
            double times = j >= j1 ? j1 == j ? j2 == j ? 3 : 2 : 1 : j2 == j ? 2 : 1;
            double slopes = times * (bnorm ? norm : j1 > j ? (j1 + 1) / (j + 1.0) : 1);
            if (j >= j1) {
                alone[own] = bnorm ? 1 : j + 1;
            }
            for (int q = halfStart[j]; q < halfStart[j + 1]; q++) {
                if (weight[q] != 0) {
                    made.add(new int[] {q, own});
                    factor.add(new double[] {slopes * weight[q], j >= j1 ? weight[q] * norm : 0});
                    terms.add(terms(j1, j2, j, q, cg));
                }
            }
        }
        products = made.size();
        target = made.stream().mapToInt(m -> m[0]).toArray();
        component = made.stream().mapToInt(m -> m[1]).toArray();
        slope = factor.stream().mapToDouble(f -> f[0]).toArray();
        share = factor.stream().mapToDouble(f -> f[1]).toArray();
        begin = new int[products + 1];
        for (int e = 0; e < products; e++) {
            begin[e + 1] = begin[e] + terms.get(e).coefficients.length;
        }
        pairs = terms.stream().flatMapToInt(t -> Arrays.stream(t.pairs)).toArray();
        coefficients = terms.stream().flatMapToDouble(t -> Arrays.stream(t.coefficients)).toArray();
    }

    private record Terms(int[] pairs, double[] coefficients) {}

    /** All j1 ≥ j2 and the j to which they couple. */
    private List<int[]> triples() {
        List<int[]> all = new ArrayList<>();
        for (int j1 = 0; j1 <= twojmax; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                for (int j = j1 - j2; j <= Math.min(twojmax, j1 + j2); j += 2) {
                    all.add(new int[] {j1, j2, j});
                }
            }
        }
        return all;
    }

    /** One element of u_{j−1} in the recursion; what lies below its upper rows is the mirror image of what lies above. */
    private void recur(int at, int j, int mb, int ma, double factor) {
        boolean below = 2 * mb == j;
        int from = below ? halfStart[j - 1] + (mb - 1) * j + j - 1 - ma : halfStart[j - 1] + mb * j + ma;
        source[at] = from;
        factors[2 * at] = below ? factor * sign[from] : factor;
        factors[2 * at + 1] = below ? -factor * sign[from] : factor;
    }

    /** Z_j[mb][ma] = sum over mb1 + mb2 and ma1 + ma2 that couple to mb and ma: Thompson et al., eq. (13). */
    private Terms terms(int j1, int j2, int j, int q, double[] cg) {
        int mb = (q - halfStart[j]) / (j + 1), ma = (q - halfStart[j]) % (j + 1), shift = (j1 + j2 - j) / 2;
        List<int[]> elements = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        for (int mb1 = Math.max(0, mb + shift - j2); mb1 <= Math.min(j1, mb + shift); mb1++) {
            for (int ma1 = Math.max(0, ma + shift - j2); ma1 <= Math.min(j1, ma + shift); ma1++) {
                int mb2 = mb + shift - mb1, ma2 = ma + shift - ma1;
                elements.add(new int[] {fullStart[j1] + mb1 * (j1 + 1) + ma1, fullStart[j2] + mb2 * (j2 + 1) + ma2});
                numbers.add(cg[mb1 * (j2 + 1) + mb2] * cg[ma1 * (j2 + 1) + ma2]);
            }
        }
        return new Terms(elements.stream().flatMapToInt(Arrays::stream).toArray(), numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
