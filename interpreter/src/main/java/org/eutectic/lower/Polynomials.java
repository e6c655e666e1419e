package org.eutectic.lower;

import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;

/** Legendre polynomials and real spherical harmonics, by their recurrences. */
final class Polynomials {
    private static final int LARGEST_ORDER = 30;

    private Polynomials() {}

    private static void checkOrder(int l, Span use) {
        if (l < 0 || l > LARGEST_ORDER) {
            throw new LoweringError("order-range", use, "the order " + l + " is not between 0 and " + LARGEST_ORDER, null);
        }
    }

    /** P_l(x). */
    static Node legendre(Graph g, int l, Node x, Span use) {
        checkOrder(l, use);
        Node before = g.constant(1);
        if (l == 0) {
            return before;
        }
        Node now = x;
        for (int n = 1; n < l; n++) {
            // (n+1) P_{n+1} = (2n+1) x P_n − n P_{n−1}
            Node next = g.subtract(g.multiply(g.constant((2.0 * n + 1) / (n + 1)), g.multiply(x, now)), g.multiply(g.constant((double) n / (n + 1)), before));
            before = now;
            now = next;
        }
        return now;
    }

    /**
     * The real spherical harmonic Y_lm of a unit vector: orthonormal on the sphere, without the Condon-Shortley sign; m &gt; 0 goes with
     * cos(mφ), m &lt; 0 with sin(|m|φ).
     */
    static Node harmonic(Graph g, int l, int m, Node[] unit, Span use) {
        checkOrder(l, use);
        int k = Math.abs(m);
        if (k > l) {
            throw new LoweringError("order-range", use, "m = " + m + " is not between " + -l + " and " + l, null);
        }
        // (x + iy)^k = sin^k θ e^{ikφ}, as a polynomial.
        Node real = g.constant(1), imaginary = g.constant(0);
        for (int n = 0; n < k; n++) {
            Node nextReal = g.subtract(g.multiply(unit[0], real), g.multiply(unit[1], imaginary));
            imaginary = g.add(g.multiply(unit[0], imaginary), g.multiply(unit[1], real));
            real = nextReal;
        }
        double norm = (2 * l + 1) / (4 * Math.PI);
        for (int n = l - k + 1; n <= l + k; n++) {
            norm /= n;
        }
        Node along = associated(g, l, k, unit[2]);
        double factor = Math.sqrt(norm) * (k == 0 ? 1 : Math.sqrt(2));
        return g.multiply(g.multiply(g.constant(factor), along), m < 0 ? imaginary : real);
    }

    /** P_l^k(z) / sin^k θ, a polynomial in z. */
    private static Node associated(Graph g, int l, int k, Node z) {
        double start = 1;
        for (int n = 1; n <= k; n++) {
            start *= 2 * n - 1;
        }
        Node before = g.constant(0), now = g.constant(start);
        for (int n = k; n < l; n++) {
            // (n−k+1) Q_{n+1} = (2n+1) z Q_n − (n+k) Q_{n−1}
            Node next = g.subtract(g.multiply(g.constant((2.0 * n + 1) / (n - k + 1)), g.multiply(z, now)),
                g.multiply(g.constant((double) (n + k) / (n - k + 1)), before));
            before = now;
            now = next;
        }
        return now;
    }
}
