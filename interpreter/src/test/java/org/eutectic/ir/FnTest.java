package org.eutectic.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of functions: every derivative against differences of the value, and what must not be infinite. */
class FnTest {
    private final Graph g = new Graph(1, false);

    /** Arguments that every function takes: between 0.05 and 0.95. */
    @ParameterizedTest
    @EnumSource(Fn.class)
    void derivativesAreSlopes(Fn f) {
        if (f.isCondition()) {
            return;
        }
        Random random = new Random(f.ordinal());
        for (int trial = 0; trial < 50; trial++) {
            double a = 0.05 + 0.9 * random.nextDouble(), b = 0.05 + 0.9 * random.nextDouble();
            for (int which = 0; which < f.argumentCount(); which++) {
                double h = 1e-3 * (which == 0 ? a : b), slope = 0;
                double[] weights = {-1. / 280, 4. / 105, -1. / 5, 4. / 5};
                for (int k = 0; k < 4; k++) {
                    double s = (4 - k) * h;
                    slope += weights[k] / h * (which == 0 ? f.evaluate(a + s, b) - f.evaluate(a - s, b) : f.evaluate(a, b + s) - f.evaluate(a, b - s));
                }
                boolean kink = (f == Fn.MIN || f == Fn.MAX) && Math.abs(a - b) < 5 * h;
                assertEquals(slope, derivative(f, which, a, b), kink ? 2 : 1e-9 * (1 + Math.abs(slope)), f + " at " + a + ", " + b + " by argument " + which);
            }
        }
    }

    private double derivative(Fn f, int which, double a, double b) {
        List<Node> arguments = f.argumentCount() == 1 ? List.of(g.constant(a)) : List.of(g.constant(a), g.constant(b));
        Node slope = f.derivative(g, which, arguments, g.constant(f.evaluate(a, b)));
        return assertInstanceOf(Node.Const.class, slope).value();
    }

    @Test
    void slopesAtZeroAreFinite() {
        assertEquals(0, derivative(Fn.SQRT, 0, 0, 0));
        assertEquals(0, derivative(Fn.POW, 0, 0, 0.5));
        assertEquals(0, derivative(Fn.POW, 0, 0, -0.7));
        assertEquals(1, derivative(Fn.POW, 0, 0, 1));
        assertEquals(0, derivative(Fn.POW, 0, 0, 2));
        assertEquals(1, derivative(Fn.ABS, 0, 0, 0));
    }

    @Test
    void inverseHyperbolicSineKeepsItsDigits() {
        for (double x : new double[] {1e-300, 1e-12, 0.3, 5, 1e10, 1e200}) {
            double y = Fn.ASINH.evaluate(x, 0);
            assertEquals(x, x < 300 ? Math.sinh(y) : Math.exp(y) / 2, 1e-13 * x * Math.max(1, y));
            assertEquals(-y, Fn.ASINH.evaluate(-x, 0));
        }
    }

    @Test
    void namesOfTheLanguageAreFound() {
        for (Fn f : Fn.values()) {
            assertTrue(f.keyword() == null || Fn.named(f.keyword()).orElseThrow() == f);
        }
        assertTrue(Fn.named("cosh2").isEmpty());
    }
}
