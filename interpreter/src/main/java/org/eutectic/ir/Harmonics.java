package org.eutectic.ir;

/** Real spherical harmonics as polynomials of a unit vector's components, by recurrences that harmonics of other orders share. */
public final class Harmonics {
    private Harmonics() {}

    /**
     * Y_lm without its normalization: Q_l^|m|(z) times the real (m ≥ 0) or imaginary part (m &lt; 0) of (x + iy)^|m|, where Q_l^k(cos θ) = P_l^k(cos θ)/sin^k θ.
     *
     * @param unit components of the unit vector
     */
    public static Node polynomial(Graph g, int l, int m, Node[] unit) {
        int k = Math.abs(m);
        // (x + iy)^k = sin^k θ e^{ikφ}, as a polynomial.
        Node real = g.constant(1), imaginary = g.constant(0);
        for (int n = 0; n < k; n++) {
            Node nextReal = g.subtract(g.multiply(unit[0], real), g.multiply(unit[1], imaginary));
            imaginary = g.add(g.multiply(unit[0], imaginary), g.multiply(unit[1], real));
            real = nextReal;
        }
        return g.multiply(associated(g, l, k, unit[2]), m < 0 ? imaginary : real);
    }

    /**
     * The square of what makes {@link #polynomial} orthonormal on the sphere. With w = 4π/(2l+1) of it Σ_m w q_lm(u) q_lm(v) = P_l(u·v), the addition theorem
     * (NIST Handbook of Mathematical Functions, eq. 14.30.9).
     */
    public static double squaredNorm(int l, int m) {
        int k = Math.abs(m);
        double norm = (2 * l + 1) / (4 * Math.PI) * (k == 0 ? 1 : 2);
        for (int n = l - k + 1; n <= l + k; n++) {
            norm /= n;
        }
        return norm;
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
