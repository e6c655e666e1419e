package org.eutectic.lanes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Fn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds that {@link LaneMath} states, against exact values. */
class LaneAccuracyTest {
    @ParameterizedTest
    @CsvSource({"EXP, -707, 709, 2", "EXP, -2, 2, 2", "LOG, 0.5, 2, 2", "LOG, 1e-9, 1e3, 2", "SIN, -8, 8, 2", "SIN, -1e5, 1e5, 2", "COS, -8, 8, 2", "COS, -1e5, 1e5, 2", "TAN, -8, 8, 3",
        "ATAN, -4, 4, 2", "ASIN, -1, 1, 2", "ACOS, -0.999, 1, 2", "SINH, -3, 3, 2", "COSH, -3, 3, 2", "TANH, -1, 1, 2", "TANH, -4, 4, 2", "ERF, -1, 1, 2", "ERF, -5, 5, 2", "ERFC, -1, 1, 3",
        "ERFC, 0.5, 5, 3", "POW, 0.1, 10, 2", "POW, 0.9, 1.1, 2"})
    void withinTheBound(Fn fn, double lo, double hi, double bound) {
        Random random = new Random(1);
        double[] x = new double[Lanes.padded(80)], y = new double[x.length], value = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = lo + (hi - lo) * random.nextDouble();
            y[i] = 60 * random.nextGaussian();
        }
        for (int i = 0; i < x.length; i += Lanes.COUNT) {
            DoubleVector a = DoubleVector.fromArray(Lanes.SPECIES, x, i);
            (fn == Fn.POW ? LaneMath.apply(fn, a, DoubleVector.fromArray(Lanes.SPECIES, y, i)) : LaneMath.apply(fn, a)).intoArray(value, i);
        }
        for (int i = 0; i < x.length; i++) {
            BigDecimal exact = Exact.value(fn, x[i], y[i]);
            double ulp = Math.ulp(exact.doubleValue()), error = new BigDecimal(value[i]).subtract(exact).abs().doubleValue() / ulp;
            assertTrue(error <= bound, fn + "(" + x[i] + ") = " + value[i] + ", not " + exact.doubleValue() + ": " + error + " ulp");
        }
    }
}
