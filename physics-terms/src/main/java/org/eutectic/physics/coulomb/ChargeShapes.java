package org.eutectic.physics.coulomb;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.eutectic.physics.pairs.RadialFunction;

/** Interactions of two unit charges at a distance, 1/Å. */
final class ChargeShapes {
    static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

    private ChargeShapes() {}

    /** Two points: 1/r. */
    static final RadialFunction POINTS = (r, out) -> {
        out[0] = 1 / r;
        out[1] = -1 / (r * r);
        out[2] = 2 / (r * r * r);
    };

    /** Two points, less what a Gaussian around one of them gives: erfc(a·r)/r, with a in 1/Å. */
    static RadialFunction damped(double a) {
        return (r, out) -> {
            double value = Erfc.value(a * r), slope = TWO_OVER_ROOT_PI * a * Math.exp(-a * a * r * r), s = 1 / r;
            out[0] = value * s;
            out[1] = -(value * s + slope) * s;
            out[2] = 2 * (value * s + slope) * s * s + 2 * slope * a * a;
        };
    }

    /** Two Gaussians: erf(b·r)/r, with b in 1/Å; two points where it is infinite. */
    static RadialFunction gaussians(double b) {
        return Double.isInfinite(b) ? POINTS : (r, out) -> {
            double value = Erf.value(b * r), slope = TWO_OVER_ROOT_PI * b * Math.exp(-b * b * r * r), s = 1 / r;
            out[0] = value * s;
            out[1] = (slope - value * s) * s;
            out[2] = 2 * (value * s - slope) * s * s - 2 * slope * b * b;
        };
    }

    /** b of two Gaussian charges of standard deviations of so many Å: 1/√(2(σ₁² + σ₂²)). */
    static double exponent(double first, double second) {
        return 1 / Math.sqrt(2 * (first * first + second * second));
    }

    /** Below this relative difference two exponents are taken as one: the formula for different ones loses more digits than that costs. */
    private static final double SAME = 1e-3;

    /**
     * What two Slater densities of exponents a and b lack against points: 1/r less the integral of Streitz and Mintmire, C. C. J. Roothaan, J. Chem. Phys. 19, 1445 (1951).
     * With x = ζr it is exp(−2x) (1 + 11/8 x + 3/4 x² + x³/6)/r for the same exponents, and (A + B r) exp(−2ar)/r + (C + D r) exp(−2br)/r for different ones.
     */
    static RadialFunction slater(double a, double b) {
        if (Math.abs(a - b) < SAME * (a + b)) {
            double z = 0.5 * (a + b);
            return (r, out) -> polynomial(r, z, 1, 11.0 / 8 * z, 0.75 * z * z, z * z * z / 6, out);
        }
        double aa = a * a, bb = b * b, d = aa - bb;
        RadialFunction first = (r, out) -> polynomial(r, a, bb * bb * (3 * aa - bb) / (d * d * d), a * bb * bb / (d * d), 0, 0, out);
        RadialFunction second = (r, out) -> polynomial(r, b, aa * aa * (aa - 3 * bb) / (d * d * d), b * aa * aa / (d * d), 0, 0, out);
        return first.plus(1, second);
    }

    /** exp(−2zr) (c0 + c1 r + c2 r² + c3 r³)/r. */
    private static void polynomial(double r, double z, double c0, double c1, double c2, double c3, double[] out) {
        double e = Math.exp(-2 * z * r), p = c0 / r + c1 + r * (c2 + r * c3), dp = -c0 / (r * r) + c2 + 2 * c3 * r, ddp = 2 * c0 / (r * r * r) + 2 * c3;
        out[0] = e * p;
        out[1] = e * (dp - 2 * z * p);
        out[2] = e * (ddp - 4 * z * dp + 4 * z * z * p);
    }
}
