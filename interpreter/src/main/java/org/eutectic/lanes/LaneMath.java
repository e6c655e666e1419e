package org.eutectic.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.eutectic.ir.Fn;

/**
 * The functions of {@link Fn} for all lanes of a vector, without branches on the data: made of the operations that become machine instructions (see the package), to be called from Truffle
 * nodes. The table's entry should be constant where this is compiled, so that only its function remains.
 *
 * <p>Results are within 2 units in the last place of the true value, tan and erfc within 3. Infinities, NaN and zeros of both signs give what the scalar functions give. Denormal
 * numbers count as zero in log and pow, and exp, pow and erfc give zero for results below 3.4e-308. Angles beyond 2^48 give NaN. asinh is missing.
 */
public final class LaneMath {
    private LaneMath() {}

    /** Whether {@link #apply} or, for conditions, {@link #test} or the operations of masks know this function; loops with others stay scalar. */
    public static boolean supports(Fn fn) {
        return fn != Fn.ASINH;
    }

    /** A function of one argument. */
    public static DoubleVector apply(Fn fn, DoubleVector x) {
        return switch (fn) {
            case NEGATE -> x.neg();
            case ABS -> x.abs();
            case SQRT -> x.sqrt();
            case EXP -> Exponential.exp(x);
            case LOG -> Exponential.log(x);
            case SIN -> Trigonometry.sin(x);
            case COS -> Trigonometry.cos(x);
            case TAN -> Trigonometry.tan(x);
            case ASIN -> Trigonometry.asin(x);
            case ACOS -> Trigonometry.acos(x);
            case ATAN -> Trigonometry.atan(x);
            case SINH -> Exponential.sinh(x);
            case COSH -> Exponential.cosh(x);
            case TANH -> Exponential.tanh(x);
            case ERF -> ErrorFunction.erf(x);
            case ERFC -> ErrorFunction.erfc(x);
            default -> throw new IllegalArgumentException("no lanes of one argument for " + fn);
        };
    }

    /** A function of two arguments. */
    public static DoubleVector apply(Fn fn, DoubleVector x, DoubleVector y) {
        return switch (fn) {
            case ADD -> x.add(y);
            case SUBTRACT -> x.sub(y);
            case MULTIPLY -> x.mul(y);
            case DIVIDE -> x.div(y);
            case POW -> Exponential.pow(x, y);
            case ATAN2 -> Trigonometry.atan2(x, y);
            case MIN -> x.min(y);
            case MAX -> x.max(y);
            default -> throw new IllegalArgumentException("no lanes of two arguments for " + fn);
        };
    }

    /** A power whose exponent is a constant of the compiled code: faster than a vector of exponents. */
    public static DoubleVector pow(DoubleVector x, double y) {
        return Exponential.pow(x, y);
    }

    /** A comparison. */
    public static VectorMask<Double> test(Fn fn, DoubleVector x, DoubleVector y) {
        return switch (fn) {
            case LESS -> x.lt(y);
            case LESS_EQUAL -> x.compare(VectorOperators.LE, y);
            case GREATER -> x.compare(VectorOperators.GT, y);
            case GREATER_EQUAL -> x.compare(VectorOperators.GE, y);
            case EQUAL -> x.eq(y);
            case NOT_EQUAL -> x.compare(VectorOperators.NE, y);
            default -> throw new IllegalArgumentException("not a comparison: " + fn);
        };
    }
}
