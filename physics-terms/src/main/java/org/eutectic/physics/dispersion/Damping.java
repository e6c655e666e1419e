package org.eutectic.physics.dispersion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eutectic.physics.pairs.RadialFunction;

/** How D3 is damped where electrons overlap. All lengths in bohr. */
public enum Damping {
    /** C. J. Chai and M. Head-Gordon's form, s_n C_n r^(−n)/(1 + 6 (r/(rs_n R0))^(−α)): Grimme et al., J. Chem. Phys. 132, 154104 (2010), eqs. 3 and 4. */
    ZERO("zero", "rs6", "s8", "rs8"),
    /** A. D. Becke and E. R. Johnson's, s_n C_n/(r^n + (a1 R0 + a2)^n): S. Grimme, S. Ehrlich and L. Goerigk, J. Comput. Chem. 32, 1456 (2011), eq. 5. */
    BJ("bj", "a1", "s8", "a2"),
    /** Zero damping with r/(rs_n R0) + β R0: D. G. A. Smith, L. A. Burns, K. Patkowski and C. D. Sherrill, J. Phys. Chem. Lett. 7, 2197 (2016), eq. 5. */
    ZEROM("zerom", "rs6", "s8", "beta"),
    /** The form of {@link #BJ} with parameters of Smith and others. */
    BJM("bjm", "a1", "s8", "a2"),
    /**
     * Optimised power, s_n C_n r^β/(r^(n+β) + (a1 R0 + a2)^(n+β)): J. Witte, N. Mardirossian, J. B. Neaton and M. Head-Gordon, J. Chem. Theory Comput. 13, 2043 (2017).
     */
    OP("op", "a1", "s8", "a2", "beta"),
    /** C6 only, C6 (s6 + a1/(1 + exp(r − a2 R0)))/(r⁶ + (a3 R0 + a4)⁶): H. Schröder, A. Creon and T. Schwabe, J. Chem. Theory Comput. 11, 3163 (2015). */
    CSO("cso", "a1", "a2", "a3", "a4");

    private final String word;
    private final List<String> parameters;

    Damping(String word, String... parameters) {
        this.word = word;
        this.parameters = List.of(parameters);
    }

    /** As the language writes it. */
    public String word() {
        return word;
    }

    /** Its parameters, besides s6. */
    public List<String> parameters() {
        return parameters;
    }

    /** The one of this word. */
    public static Damping of(String word) {
        return Arrays.stream(values()).filter(d -> d.word.equals(word.toLowerCase(Locale.ROOT))).findFirst().orElseThrow();
    }

    /**
     * The energy of a pair over −C6, in units of bohr.
     *
     * @param radius the pair's R0 of zero damping, bohr
     * @param ratio C8/C6, bohr²
     */
    RadialFunction function(DampingParameters p, double radius, double ratio) {
        double critical = Math.sqrt(ratio);
        return switch (this) {
            case ZERO, ZEROM -> weighted(p.s6(), zero(6, p.rs6() * radius, p.beta() * radius, p.alpha()), p.s8() * ratio, zero(8, p.rs8() * radius, p.beta() * radius, p.alpha() + 2));
            case BJ, BJM, OP -> {
                double length = p.a1() * critical + p.a2();
                yield weighted(p.s6(), rational(6, length, p.beta()), p.s8() * ratio, rational(8, length, p.beta()));
            }
            case CSO -> {
                RadialFunction rational = rational(6, p.a3() * critical + p.a4(), 0);
                yield (r, out) -> scale(p.s6(), p.a1(), p.a2() * critical, rational, r, out);
            }
        };
    }

    private static RadialFunction weighted(double first, RadialFunction six, double second, RadialFunction eight) {
        RadialFunction nothing = (r, out) -> Arrays.fill(out, 0);
        return nothing.plus(first, six).plus(second, eight);
    }

    /** 1/(r^n + c^(n+β) r^(−β)). */
    private static RadialFunction rational(int n, double c, double beta) {
        double far = Math.pow(c, n + beta);
        return (r, out) -> {
            double near = beta == 0 ? far : far * Math.pow(r, -beta), power = Math.pow(r, n), f = 1 / (power + near);
            double slope = (n * power - beta * near) / r, curvature = (n * (n - 1) * power + beta * (beta + 1) * near) / (r * r);
            out[0] = f;
            out[1] = -slope * f * f;
            out[2] = (2 * slope * slope * f - curvature) * f * f;
        };
    }

    /** r^(−n)/(1 + 6 (r/c + b)^(−a)). */
    private static RadialFunction zero(int n, double c, double b, double a) {
        return (r, out) -> {
            double x = r / c + b, u = 1 / (c * x), t = 6 * Math.pow(x, -a), f = 1 / (1 + t);
            // Of the damping: f′ = a t u f², f″ = −a (a+1) t u² f² + 2 a² t² u² f³.
            double slope = a * t * u * f * f, curvature = a * t * u * u * f * f * (2 * a * t * f - a - 1), power = Math.pow(r, -n);
            out[0] = power * f;
            out[1] = power * (slope - n * f / r);
            out[2] = power * (curvature - 2 * n * slope / r + n * (n + 1) * f / (r * r));
        };
    }

    private static void scale(double s6, double a1, double middle, RadialFunction f, double r, double[] out) {
        f.at(r, out);
        double fermi = 1 / (1 + Math.exp(r - middle)), slope = -a1 * fermi * (1 - fermi), curvature = -slope * (1 - 2 * fermi), s = s6 + a1 * fermi;
        double value = out[0], first = out[1];
        out[0] = s * value;
        out[1] = s * first + slope * value;
        out[2] = s * out[2] + 2 * slope * first + curvature * value;
    }
}
