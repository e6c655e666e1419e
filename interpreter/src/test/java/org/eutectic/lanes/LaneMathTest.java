package org.eutectic.lanes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Fn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lanes give what the scalar functions give, edges included. */
class LaneMathTest {
    private static final double INF = Double.POSITIVE_INFINITY, NAN = Double.NaN;
    private static final double[] EDGES = {0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1.5, -1.5, 1e-300, -1e-300, 1e-20, 1e300, -1e300, 1e30, -1e30, 1e15, 4503599627370497.0,
        -4503599627370497.0, 9007199254740993.0, -709, 709.7, 710, 711, -711, 745, -746, 26, 28, 0x1p-1022, Double.MAX_VALUE, -Double.MAX_VALUE, INF, -INF, NAN,
        Double.longBitsToDouble(0x7ff8000000000007L), Double.longBitsToDouble(0xfff8000000000fffL)};

    private static double at(Fn fn, double x) {
        return LaneMath.apply(fn, Lanes.all(x)).lane(Lanes.COUNT - 1);
    }

    private static double at(Fn fn, double x, double y) {
        return LaneMath.apply(fn, Lanes.all(x), Lanes.all(y)).lane(Lanes.COUNT - 1);
    }

    private static double pow(double x, double y) {
        return at(Fn.POW, x, y);
    }

    /** The distance in units of the last place of what is expected; zeros of both signs and numbers below the least exponential are equal. */
    static double ulps(double value, double expected) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(value, expected) == 0 ? 0 : INF;
        }
        return Math.abs(expected) < 1e-307 && value == 0 ? 0 : Math.abs(value - expected) / Math.ulp(expected);
    }

    /** Function, interval, whether its ends are decimal exponents, and the greatest distance: two of ours and one of the scalar function. */
    static Stream<Arguments> ranges() {
        return Stream.of(Arguments.of(Fn.EXP, -708.0, 710, false, 2), Arguments.of(Fn.EXP, -1.0, 1, false, 2), Arguments.of(Fn.EXP, -20.0, -3, true, 2),
            Arguments.of(Fn.LOG, 0.3, 3, false, 2), Arguments.of(Fn.LOG, -307.0, 308, true, 2), Arguments.of(Fn.LOG, 0.999, 1.001, false, 2),
            Arguments.of(Fn.SIN, -10.0, 10, false, 3), Arguments.of(Fn.SIN, -1e5, 1e5, false, 3), Arguments.of(Fn.SIN, -300.0, 14, true, 3),
            Arguments.of(Fn.COS, -10.0, 10, false, 3), Arguments.of(Fn.COS, -1e5, 1e5, false, 3), Arguments.of(Fn.COS, -300.0, 14, true, 3),
            Arguments.of(Fn.TAN, -10.0, 10, false, 4), Arguments.of(Fn.TAN, -300.0, 14, true, 4),
            Arguments.of(Fn.ASIN, -1.0, 1, false, 3), Arguments.of(Fn.ASIN, -300.0, 0, true, 3), Arguments.of(Fn.ACOS, -1.0, 1, false, 3), Arguments.of(Fn.ACOS, 0.9999, 1, false, 3),
            Arguments.of(Fn.ATAN, -3.0, 3, false, 3), Arguments.of(Fn.ATAN, -300.0, 300, true, 3),
            Arguments.of(Fn.SINH, -710.4, 710.4, false, 4), Arguments.of(Fn.SINH, -2.0, 2, false, 4), Arguments.of(Fn.SINH, -300.0, 0, true, 4),
            Arguments.of(Fn.COSH, -710.4, 710.4, false, 4), Arguments.of(Fn.COSH, -2.0, 2, false, 4),
            Arguments.of(Fn.TANH, -25.0, 25, false, 4), Arguments.of(Fn.TANH, -1.0, 1, false, 4), Arguments.of(Fn.TANH, -300.0, 0, true, 4),
            Arguments.of(Fn.ERF, -7.0, 7, false, 3), Arguments.of(Fn.ERF, -300.0, 0, true, 3),
            Arguments.of(Fn.ERFC, -7.0, 7, false, 4), Arguments.of(Fn.ERFC, 0.0, 26.5, false, 5), Arguments.of(Fn.ERFC, -300.0, 0, true, 3));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void lanesAgreeWithScalars(Fn fn, double lo, double hi, boolean decimal, double bound) {
        Random random = new Random(fn.ordinal());
        double[] x = new double[Lanes.padded(4_000)], y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double t = lo + (hi - lo) * (i % 2 == 0 ? i / (double) x.length : random.nextDouble());
            x[i] = decimal ? (i % 3 == 0 && fn != Fn.LOG ? -1 : 1) * Math.pow(10, t) : t;
        }
        for (int i = 0; i < x.length; i += Lanes.COUNT) {
            LaneMath.apply(fn, DoubleVector.fromArray(Lanes.SPECIES, x, i)).intoArray(y, i);
        }
        for (int i = 0; i < x.length; i++) {
            double expected = fn.evaluate(x[i], 0), error = ulps(y[i], expected);
            assertTrue(error <= bound, fn + "(" + x[i] + ") = " + y[i] + ", not " + expected + ": " + error + " ulp");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fn.class, names = {"NEGATE", "ABS", "SQRT", "EXP", "LOG", "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "SINH", "COSH", "TANH", "ERF", "ERFC"})
    void edges(Fn fn) {
        for (double x : EDGES) {
            if ((fn == Fn.SIN || fn == Fn.COS || fn == Fn.TAN) && Math.abs(x) > Trigonometry.LARGEST) {
                assertTrue(Double.isNaN(at(fn, x)), fn + "(" + x + ") is beyond reduction");
                continue;
            }
            double expected = fn.evaluate(x, 0), value = at(fn, x);
            assertTrue(ulps(value, expected) <= 4, fn + "(" + x + ") = " + value + ", not " + expected);
            if (expected == 0 && x == 0) {
                assertEquals(expected, value, 0, fn + " keeps the sign of zero");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fn.class, names = {"POW", "ATAN2", "MIN", "MAX"})
    void edgesOfTwo(Fn fn) {
        int n = EDGES.length;
        double[] x = new double[Lanes.padded(n * n)], y = new double[x.length];
        for (int i = 0; i < n * n; i++) {
            x[i] = EDGES[i / n];
            y[i] = EDGES[i % n];
        }
        compare(fn, x, y);
        if (fn == Fn.POW) {
            double[] value = new double[x.length];
            for (double exponent : EDGES) {
                for (int i = 0; i < n; i += Lanes.COUNT) {
                    LaneMath.pow(DoubleVector.fromArray(Lanes.SPECIES, y, i), exponent).intoArray(value, i);
                }
                for (int i = 0; i < n; i++) {
                    check(fn, y[i], exponent, value[i]);
                }
            }
        }
    }

    private static void compare(Fn fn, double[] x, double[] y) {
        double[] value = new double[x.length];
        for (int i = 0; i < x.length; i += Lanes.COUNT) {
            LaneMath.apply(fn, DoubleVector.fromArray(Lanes.SPECIES, x, i), DoubleVector.fromArray(Lanes.SPECIES, y, i)).intoArray(value, i);
        }
        for (int i = 0; i < x.length; i++) {
            check(fn, x[i], y[i], value[i]);
        }
    }

    private static void check(Fn fn, double x, double y, double value) {
        double expected = fn.evaluate(x, y);
        assertTrue(ulps(value, expected) <= 3, () -> fn + "(" + x + ", " + y + ") = " + value + ", not " + expected);
    }

    @Test
    void powersAgreeWithScalars() {
        Random random = new Random(3);
        double[] x = new double[Lanes.padded(6_000)], y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.exp(random.nextGaussian() * (i % 5));
            y[i] = random.nextGaussian() * (i % 3 == 0 ? 100 : 3);
            if (i % 7 == 0) {
                x[i] = -x[i];
                y[i] = Math.rint(y[i]);
            }
        }
        compare(Fn.POW, x, y);
    }

    @Test
    void anglesAgreeWithScalars() {
        Random random = new Random(4);
        double[] x = new double[Lanes.padded(10_000)], y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextGaussian() * Math.pow(10, i % 9 - 4);
            y[i] = random.nextGaussian();
        }
        compare(Fn.ATAN2, x, y);
    }

    @Test
    void valuesThatPotentialsMeet() {
        assertEquals(0, at(Fn.EXP, -1e30));
        assertEquals(0, at(Fn.EXP, -INF));
        assertEquals(INF, at(Fn.EXP, 710));
        assertEquals(1, at(Fn.EXP, 0));
        assertEquals(-INF, at(Fn.LOG, 0));
        assertTrue(Double.isNaN(at(Fn.LOG, -1)));
        assertEquals(0, pow(0, 2.5));
        assertEquals(1, pow(-3, 0));
        assertEquals(-27, pow(-3, 3));
        assertTrue(Double.isNaN(pow(-3, 0.5)));
        assertEquals(0, at(Fn.ERFC, 1e15));
    }

    @Test
    void everyFunctionIsSupportedOrRefused() {
        assertFalse(LaneMath.supports(Fn.ASINH));
        for (Fn fn : Fn.values()) {
            if (!LaneMath.supports(fn) || fn == Fn.AND || fn == Fn.OR || fn == Fn.NOT) {
                continue;
            }
            for (double x : new double[] {0.25, 0.5}) {
                double expected = fn.evaluate(x, 0.25);
                double value = fn.argumentCount() == 1 ? at(fn, x)
                    : fn.isCondition() ? LaneMath.test(fn, Lanes.all(x), Lanes.all(0.25)).laneIsSet(0) ? 1 : 0 : at(fn, x, 0.25);
                assertTrue(ulps(value, expected) <= 3, fn + "(" + x + ") = " + value + ", not " + expected);
            }
        }
    }
}
