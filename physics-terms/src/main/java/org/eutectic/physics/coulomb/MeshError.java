package org.eutectic.physics.coulomb;

/**
 * What a mesh costs in accuracy. The root of the mean square error of forces of smooth particle-mesh Ewald is k_e Q g(αh)/√(N V h) for a mesh of spacing h, with the
 * integral over the waves k of the mesh (in units of 1/h)
 *
 * <pre>
 * g² = 1/8π³ ∫ d³k  Σ_m k_m² [ (G(k) W²(k_m) − φ(k_m))² + G²(k) W²(k_m) Σ_n≠m W²(k_n) ],
 * φ = (4π/k²) exp(−k²/4α²),   W = Π_d (sin(k_d/2)/(k_d/2))^p,   G(k) = φ(k) / Π_d (Σ_m W_d(k_m))²
 * </pre>
 *
 * over aliases k_m and k_n = k + 2πm: the error functional of R. W. Hockney and J. W. Eastwood, Computer Simulation Using Particles, eq. 8-22, for forces that are the gradient
 * of the energy on the mesh (V. Ballenegger, J. J. Cerdà and C. Holm, J. Chem. Theory Comput. 8, 936 (2012)), with Essmann's influence function G.
 */
final class MeshError {
    /** Points of the integral along each direction, in one eighth of the zone. */
    private static final int POINTS = 6;
    /** Aliases each way: those farther off have W² of 1e-8 or less of the nearest. */
    private static final int ALIASES = 2;
    private static final int WIDE = 2 * ALIASES + 1;
    private static final double COARSEST = 2.5;
    private static final double FINEST = 0.02;

    private MeshError() {}

    /** The largest αh whose error is within what a splitting tolerates, for splines of an order; 0 where none is. */
    static double coarsest(Splitting splitting, int order) {
        double low = FINEST, high = COARSEST;
        if (of(low, order) > splitting.meshTolerance(low)) {
            return 0;
        }
        while (high > 1.01 * low) {
            double middle = Math.sqrt(low * high);
            if (of(middle, order) > splitting.meshTolerance(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** g of αh. */
    static double of(double z, int order) {
        double[] k = new double[POINTS * WIDE], w = new double[POINTS * WIDE], cloud = new double[POINTS * WIDE], sum = new double[POINTS];
        for (int p = 0; p < POINTS; p++) {
            for (int m = 0; m < WIDE; m++) {
                int at = p * WIDE + m;
                k[at] = Math.PI * (p + 0.5) / POINTS + 2 * Math.PI * (m - ALIASES);
                w[at] = Math.pow(Math.sin(0.5 * k[at]) / (0.5 * k[at]), order);
                cloud[at] = Math.exp(-k[at] * k[at] / (4 * z * z));
                sum[p] += w[at];
            }
        }
        double total = 0;
        for (int a = 0; a < POINTS; a++) {
            for (int b = 0; b <= a; b++) {
                for (int c = 0; c <= b; c++) {
                    // The integrand does not care about the order of directions.
                    int same = a == b && b == c ? 1 : a == b || b == c ? 3 : 6;
                    total += same * at(a * WIDE, b * WIDE, c * WIDE, k, w, cloud, sum[a] * sum[b] * sum[c]);
                }
            }
        }
        double cell = Math.PI / POINTS;
        return Math.sqrt(Math.max(0, total) * cell * cell * cell * 8 / (8 * Math.PI * Math.PI * Math.PI));
    }

    private static double at(int a, int b, int c, double[] k, double[] w, double[] cloud, double sum) {
        double nearest = w[a + ALIASES] * w[b + ALIASES] * w[c + ALIASES], others = 0;
        for (int l = 0; l < WIDE; l++) {
            for (int m = 0; m < WIDE; m++) {
                for (int n = 0; n < WIDE; n++) {
                    double u = w[a + l] * w[b + m] * w[c + n];
                    others += l == ALIASES && m == ALIASES && n == ALIASES ? 0 : u * u;
                }
            }
        }
        double influence = phi(a + ALIASES, b + ALIASES, c + ALIASES, k, cloud) / (sum * sum), total = 0;
        for (int l = 0; l < WIDE; l++) {
            for (int m = 0; m < WIDE; m++) {
                for (int n = 0; n < WIDE; n++) {
                    double u = w[a + l] * w[b + m] * w[c + n], miss = influence * u * u - phi(a + l, b + m, c + n, k, cloud);
                    double rest = l == ALIASES && m == ALIASES && n == ALIASES ? others : nearest * nearest + others - u * u;
                    total += square(a + l, b + m, c + n, k) * (miss * miss + influence * influence * u * u * rest);
                }
            }
        }
        return total;
    }

    private static double square(int a, int b, int c, double[] k) {
        return k[a] * k[a] + k[b] * k[b] + k[c] * k[c];
    }

    private static double phi(int a, int b, int c, double[] k, double[] cloud) {
        return 4 * Math.PI / square(a, b, c, k) * cloud[a] * cloud[b] * cloud[c];
    }
}
