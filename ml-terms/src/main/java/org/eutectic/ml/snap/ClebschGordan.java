package org.eutectic.ml.snap;

/** Clebsch-Gordan coefficients; all arguments are twice the angular momenta. */
final class ClebschGordan {
    private ClebschGordan() {}

    /** Those of j1 and j2 coupled to j, with m = m1 + m2 − (j1 + j2 − j)/2 counted from 0, as VMK 8.2.1 eq. (3) has them: at m1·(j2 + 1) + m2; 0 where there is no such m. */
    static double[] of(int j1, int j2, int j) {
        double[] all = new double[(j1 + 1) * (j2 + 1)];
        for (int m1 = 0; m1 <= j1; m1++) {
            for (int m2 = 0; m2 <= j2; m2++) {
                int m = m1 + m2 - (j1 + j2 - j) / 2;
                all[m1 * (j2 + 1) + m2] = m < 0 || m > j ? 0 : coefficient(j1, j2, j, m1, m2, m);
            }
        }
        return all;
    }

    private static double coefficient(int j1, int j2, int j, int m1, int m2, int m) {
        int a = (j1 + j2 - j) / 2, n1 = j1 - m1;
        int c = (j - j2 + 2 * m1 - j1) / 2, d = (j - j1 - 2 * m2 + j2) / 2;
        double sum = 0;
        for (int z = Math.max(0, Math.max(-c, -d)); z <= Math.min(a, Math.min(n1, m2)); z++) {
            double term = 1 / (factorial(z) * factorial(a - z) * factorial(n1 - z) * factorial(m2 - z) * factorial(c + z) * factorial(d + z));
            sum += z % 2 == 0 ? term : -term;
        }
        double triangle = factorial(a) * factorial((j1 - j2 + j) / 2) * factorial((j2 - j1 + j) / 2) / factorial((j1 + j2 + j) / 2 + 1);
        return sum * Math.sqrt(triangle) * Math.sqrt(factorial(m1) * factorial(n1) * factorial(m2) * factorial(j2 - m2) * factorial(m) * factorial(j - m) * (j + 1));
    }

    private static double factorial(int n) {
        double x = 1;
        for (int k = 2; k <= n; k++) {
            x *= k;
        }
        return x;
    }
}
