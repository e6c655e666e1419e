package org.eutectic.lower;

import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Harmonics;
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
        if (Math.abs(m) > l) {
            throw new LoweringError("order-range", use, "m = " + m + " is not between " + -l + " and " + l, null);
        }
        return g.multiply(g.constant(Math.sqrt(Harmonics.squaredNorm(l, m))), Harmonics.polynomial(g, l, m, unit));
    }
}
