package org.eutectic.gpu.source;

import java.util.List;
import java.util.function.IntFunction;
import org.eutectic.ir.Harmonics;

/**
 * Writes the {@link Harmonics} of some orders at a unit vector (x_u, y_u, z_u), and their slopes with its components: q_lm = Q_l^k(z) times the real or imaginary part of (x + iy)^k, k = |m|. The
 * first factor goes by (n−k+1) Q_{n+1} = (2n+1) z Q_n − (n+k) Q_{n−1} (NIST Handbook of Mathematical Functions, eq. 14.10.3), and dQ_l^k/dz = Q_l^{k+1}.
 */
final class HarmonicsSource {
    private final List<Integer> orders;
    private final int highest;
    private final int columns;

    HarmonicsSource(List<Integer> orders) {
        this.orders = orders;
        this.highest = orders.stream().mapToInt(Integer::intValue).max().orElse(0);
        this.columns = orders.stream().mapToInt(l -> 2 * l + 1).sum();
    }

    /** How many there are: for each order m from −l to l. */
    int columns() {
        return columns;
    }

    /** The column of an order's m = 0. */
    private int middle(int order) {
        int first = 0;
        for (int l : orders) {
            if (l == order) {
                return first + l;
            }
            first += 2 * l + 1;
        }
        return -1;
    }

    /** Q_l^k for all l from k up and all k up to a largest one, in names q_l_k; (x + iy)^k in re_k and im_k. */
    private void writeFactors(Lines out, int largest) {
        out.line("const real re_0 = 1.0, im_0 = 0.0;");
        for (int k = 1; k <= highest; k++) {
            out.line("const real re_" + k + " = x_u * re_" + (k - 1) + " - y_u * im_" + (k - 1) + ", im_" + k + " = x_u * im_" + (k - 1) + " + y_u * re_" + (k - 1) + ";");
        }
        for (int k = 0; k <= Math.min(highest, largest); k++) {
            out.line("const real q_" + k + "_" + k + " = " + ExpressionSource.number(Harmonics.doubleFactorial(k)) + ";");
            for (int n = k; n < highest; n++) {
                String rise = ExpressionSource.number((2.0 * n + 1) / (n - k + 1)) + " * z_u * q_" + n + "_" + k;
                out.line("const real q_" + (n + 1) + "_" + k + " = " + rise + (n == k ? "" : " - " + ExpressionSource.number((double) (n + k) / (n - k + 1)) + " * q_" + (n - 1) + "_" + k) + ";");
            }
        }
    }

    /** @param column where each is put */
    void writeValues(Lines out, IntFunction<String> column) {
        writeFactors(out, highest);
        for (int l : orders) {
            for (int m = -l; m <= l; m++) {
                int k = Math.abs(m);
                out.line(column.apply(middle(l) + m) + " = q_" + l + "_" + k + " * " + (m < 0 ? "im_" : "re_") + k + ";");
            }
        }
    }

    /**
     * From the harmonics' adjoints bar[column] those of the components.
     *
     * @param axis where each of the three is put
     */
    void writeSlopes(Lines out, IntFunction<String> axis) {
        writeFactors(out, highest);
        out.line("real x_bar = 0.0, y_bar = 0.0, z_bar = 0.0;");
        for (int l : orders) {
            for (int m = -l; m <= l; m++) {
                int k = Math.abs(m);
                String bar = "bar[" + (middle(l) + m) + "]", part = (m < 0 ? "im_" : "re_") + k;
                if (k < l) {
                    out.line("z_bar += " + bar + " * q_" + l + "_" + (k + 1) + " * " + part + ";");
                }
                if (k > 0) {
                    // Real and imaginary part of d(x + iy)^k: k (x + iy)^(k-1) times dx or i dy.
                    String q = k + ".0 * " + bar + " * q_" + l + "_" + k;
                    out.line("x_bar += " + q + " * " + (m < 0 ? "im_" : "re_") + (k - 1) + ";");
                    out.line("y_bar " + (m < 0 ? "+= " : "-= ") + q + " * " + (m < 0 ? "re_" : "im_") + (k - 1) + ";");
                }
            }
        }
        for (int a = 0; a < 3; a++) {
            out.line(axis.apply(a) + " = " + List.of("x_bar", "y_bar", "z_bar").get(a) + ";");
        }
    }
}
