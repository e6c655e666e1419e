package org.eutectic.md;

/** Matrices of three rows and columns, nine numbers in row order; results go where the last argument says and may take the place of an argument. */
public final class Matrix3 {
    private Matrix3() {}

    /** The matrix 1. */
    public static double[] identity() {
        return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
    }

    public static double determinant(double[] m) {
        return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }

    public static void inverse(double[] m, double[] out) {
        double d = 1 / determinant(m);
        double a = d * (m[4] * m[8] - m[5] * m[7]), b = d * (m[2] * m[7] - m[1] * m[8]), c = d * (m[1] * m[5] - m[2] * m[4]);
        double e = d * (m[5] * m[6] - m[3] * m[8]), f = d * (m[0] * m[8] - m[2] * m[6]), g = d * (m[2] * m[3] - m[0] * m[5]);
        double h = d * (m[3] * m[7] - m[4] * m[6]), i = d * (m[1] * m[6] - m[0] * m[7]), j = d * (m[0] * m[4] - m[1] * m[3]);
        set(out, a, b, c, e, f, g, h, i, j);
    }

    /** a·b. */
    public static void product(double[] a, double[] b, double[] out) {
        set(out, a[0] * b[0] + a[1] * b[3] + a[2] * b[6], a[0] * b[1] + a[1] * b[4] + a[2] * b[7], a[0] * b[2] + a[1] * b[5] + a[2] * b[8],
            a[3] * b[0] + a[4] * b[3] + a[5] * b[6], a[3] * b[1] + a[4] * b[4] + a[5] * b[7], a[3] * b[2] + a[4] * b[5] + a[5] * b[8],
            a[6] * b[0] + a[7] * b[3] + a[8] * b[6], a[6] * b[1] + a[7] * b[4] + a[8] * b[7], a[6] * b[2] + a[7] * b[5] + a[8] * b[8]);
    }

    private static void set(double[] out, double a, double b, double c, double d, double e, double f, double g, double h, double i) {
        out[0] = a;
        out[1] = b;
        out[2] = c;
        out[3] = d;
        out[4] = e;
        out[5] = f;
        out[6] = g;
        out[7] = h;
        out[8] = i;
    }

    /**
     * The exponential of a factor times a symmetric matrix, by its series and squaring; good to rounding for exponents below 1.
     *
     * @param s xx yy zz xy xz yz
     */
    public static void exponential(double[] s, double factor, double[] out) {
        double f = factor / 16;
        double[] x = {f * s[0], f * s[3], f * s[4], f * s[3], f * s[1], f * s[5], f * s[4], f * s[5], f * s[2]}, term = identity();
        System.arraycopy(term, 0, out, 0, 9);
        for (int n = 1; n <= 10; n++) {
            product(term, x, term);
            for (int k = 0; k < 9; k++) {
                term[k] /= n;
                out[k] += term[k];
            }
        }
        for (int n = 0; n < 4; n++) {
            product(out, out, out);
        }
    }
}
