package org.eutectic.physics.coulomb;

/** Cardinal B-splines M_p, which spread a charge over the p points of a mesh around it: Essmann et al., J. Chem. Phys. 103, 8577 (1995), section III A. */
final class Spline {
    private Spline() {}

    /**
     * Values and slopes at the p points around a place: point {@code floor(u) − p + 1 + j} has M_p(t + p − 1 − j), with t = u − floor(u).
     *
     * @param order p, at least 3
     * @param out p values are set from {@code at} on, p slopes from {@code slopes} on
     */
    static void at(double t, int order, double[] out, int at, int slopes) {
        out[at] = 1 - t;
        out[at + 1] = t;
        for (int k = 3; k < order; k++) {
            raise(t, k, out, at);
        }
        // dM_p(u)/du = M_{p−1}(u) − M_{p−1}(u − 1)
        out[slopes] = -out[at];
        for (int j = 1; j < order - 1; j++) {
            out[slopes + j] = out[at + j - 1] - out[at + j];
        }
        out[slopes + order - 1] = out[at + order - 2];
        raise(t, order, out, at);
    }

    /** From M_{k−1} to M_k by (k−1) M_k(u) = u M_{k−1}(u) + (k−u) M_{k−1}(u−1). */
    private static void raise(double t, int k, double[] v, int at) {
        double f = 1.0 / (k - 1);
        v[at + k - 1] = f * t * v[at + k - 2];
        for (int j = 1; j < k - 1; j++) {
            v[at + k - 1 - j] = f * ((t + j) * v[at + k - 2 - j] + (k - j - t) * v[at + k - 1 - j]);
        }
        v[at] *= f * (1 - t);
    }

    /** |b(m)|² for all waves m of a line of n points (Essmann's eq. 4.4), for even orders. */
    static double[] moduli(int order, int n) {
        double[] values = new double[2 * order], b = new double[n];
        at(0, order, values, 0, order);
        for (int m = 0; m < n; m++) {
            double c = 0, s = 0;
            // values[p − 1 − j] at t = 0 is M_p(j).
            for (int k = 0; k <= order - 2; k++) {
                double angle = 2 * Math.PI * m * k / n;
                c += values[order - 2 - k] * Math.cos(angle);
                s += values[order - 2 - k] * Math.sin(angle);
            }
            b[m] = 1 / (c * c + s * s);
        }
        return b;
    }
}
