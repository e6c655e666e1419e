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

    /** The value of {@link #polynomial} at a vector, and its slopes with the vector's components. */
    public static double[] value(int l, int m, double[] u) {
        int k = Math.abs(m);
        double[] power = power(u, k), lower = power(u, Math.max(k - 1, 0));
        double q = associated(l, k, u[2]), real = power[0], imaginary = power[1];
        return m < 0 ? new double[] {q * imaginary, k * q * lower[1], k * q * lower[0], associated(l, k + 1, u[2]) * imaginary}
            : new double[] {q * real, k * q * lower[0], -k * q * lower[1], associated(l, k + 1, u[2]) * real};
    }

    /** (x + iy)^k. */
    private static double[] power(double[] u, int k) {
        double real = 1, imaginary = 0;
        for (int n = 0; n < k; n++) {
            double next = u[0] * real - u[1] * imaginary;
            imaginary = u[0] * imaginary + u[1] * real;
            real = next;
        }
        return new double[] {real, imaginary};
    }

    /** The k-th derivative of P_l, which is that of order k − 1 differentiated. */
    private static double associated(int l, int k, double z) {
        double before = 0, now = k > l ? 0 : doubleFactorial(k);
        for (int n = k; n < l; n++) {
            double next = ((2 * n + 1) * z * now - (n + k) * before) / (n - k + 1);
            before = now;
            now = next;
        }
        return now;
    }

    /** (2k − 1)!!, the k-th derivative of P_k. */
    public static double doubleFactorial(int k) {
        double product = 1;
        for (int n = 1; n <= k; n++) {
            product *= 2 * n - 1;
        }
        return product;
    }

    /** P_l^k(z) / sin^k θ, a polynomial in z. */
    private static Node associated(Graph g, int l, int k, Node z) {
        Node before = g.constant(0), now = g.constant(doubleFactorial(k));
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
