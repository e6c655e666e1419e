package org.eutectic.lanes;

import java.math.BigDecimal;
import java.math.MathContext;
import org.eutectic.ir.Fn;

/** Functions to some sixty digits, by power series. */
final class Exact {
    private static final BigDecimal PI = new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798");
    private static final BigDecimal ONE = BigDecimal.ONE, TWO = BigDecimal.TWO;
    private static final MathContext DIGITS = new MathContext(80);

    private Exact() {}

    /** @param y ignored by functions of one argument */
    static BigDecimal value(Fn fn, double x, double y) {
        BigDecimal a = new BigDecimal(x), b = new BigDecimal(y);
        return switch (fn) {
            case EXP -> exp(a);
            case LOG -> log(a, Math.log(x));
            case POW -> exp(b.multiply(log(a, Math.log(x)), DIGITS));
            case SIN -> sin(a);
            case COS -> sin(PI.divide(TWO, DIGITS).subtract(a));
            case TAN -> sin(a).divide(sin(PI.divide(TWO, DIGITS).subtract(a)), DIGITS);
            case ATAN -> atan(a);
            case ASIN -> atan(a.divide(ONE.subtract(a.multiply(a)).sqrt(DIGITS), DIGITS));
            case ACOS -> atan(ONE.subtract(a).divide(ONE.add(a), DIGITS).sqrt(DIGITS)).multiply(TWO);
            case SINH -> exp(a).subtract(exp(a.negate())).divide(TWO, DIGITS);
            case COSH -> exp(a).add(exp(a.negate())).divide(TWO, DIGITS);
            case TANH -> ONE.subtract(TWO.divide(exp(a.multiply(TWO)).add(ONE), DIGITS));
            case ERF -> erf(a);
            case ERFC -> ONE.subtract(erf(a));
            default -> throw new IllegalArgumentException(fn.toString());
        };
    }

    private static BigDecimal exp(BigDecimal x) {
        BigDecimal small = x.divide(BigDecimal.valueOf(1L << 20), DIGITS), term = ONE, sum = ONE;
        for (int n = 1; n < 25; n++) {
            term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term);
        }
        return sum.pow(1 << 20, DIGITS);
    }

    /** Two steps of Halley's iteration, each of which triples the digits. */
    private static BigDecimal log(BigDecimal x, double guess) {
        BigDecimal y = new BigDecimal(guess);
        for (int k = 0; k < 2; k++) {
            BigDecimal e = exp(y);
            y = y.add(TWO.multiply(x.subtract(e)).divide(x.add(e), DIGITS), DIGITS);
        }
        return y;
    }

    private static BigDecimal sin(BigDecimal x) {
        BigDecimal turns = x.divide(PI.multiply(TWO), DIGITS).setScale(0, java.math.RoundingMode.HALF_EVEN), r = x.subtract(turns.multiply(PI).multiply(TWO));
        BigDecimal term = r, sum = r, square = r.multiply(r, DIGITS);
        for (int n = 1; n < 45; n++) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(-2L * n * (2 * n + 1)), DIGITS);
            sum = sum.add(term);
        }
        return sum;
    }

    private static BigDecimal atan(BigDecimal x) {
        BigDecimal small = x;
        for (int k = 0; k < 6; k++) {
            small = small.divide(ONE.add(ONE.add(small.multiply(small)).sqrt(DIGITS)), DIGITS);
        }
        BigDecimal power = small, sum = small, square = small.multiply(small, DIGITS).negate();
        for (int n = 1; n < 25; n++) {
            power = power.multiply(square, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), DIGITS));
        }
        return sum.multiply(BigDecimal.valueOf(64));
    }

    /** The series cancels as many digits as exp(x²) has, and its difference to one as many again. */
    private static BigDecimal erf(BigDecimal x) {
        double square = x.doubleValue() * x.doubleValue();
        MathContext digits = new MathContext(60 + (int) square);
        BigDecimal minus = x.multiply(x, digits).negate(), power = x, sum = x;
        for (int n = 1; n < 60 + 6 * square; n++) {
            power = power.multiply(minus, digits).divide(BigDecimal.valueOf(n), digits);
            sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), digits), digits);
        }
        return sum.multiply(TWO).divide(PI.sqrt(new MathContext(95)), digits);
    }
}
