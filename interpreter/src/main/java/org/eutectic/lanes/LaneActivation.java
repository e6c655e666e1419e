package org.eutectic.lanes;

import static org.eutectic.lanes.Lanes.all;

import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Activation;

/** Activations of networks and their slopes for all lanes. The activation should be constant where this is compiled. */
final class LaneActivation {
    private LaneActivation() {}

    static DoubleVector value(Activation f, DoubleVector x) {
        return switch (f) {
            case LINEAR -> x;
            case TANH -> Exponential.tanh(x);
            case LOGISTIC -> logistic(x);
            case CENTERED_LOGISTIC -> Exponential.tanh(x.mul(0.5)).mul(0.5);
            case SOFTPLUS -> x.max(0).add(Exponential.log(Exponential.exp(x.abs().neg()).add(1)));
            case SILU -> x.mul(logistic(x));
            case GELU -> x.mul(normal(x));
            case EXP -> Exponential.exp(x.neg());
            case GAUSSIAN -> gaussian(x);
            case COS -> Trigonometry.cos(x);
        };
    }

    /** The derivative at x, where the value is y. */
    static DoubleVector slope(Activation f, DoubleVector x, DoubleVector y) {
        return switch (f) {
            case LINEAR -> all(1);
            case TANH -> y.neg().fma(y, all(1));
            // y (1 - y) loses the digits of 1 - y where y is near 1: those of a slope that is nearly zero.
            case LOGISTIC -> y.mul(all(1).sub(y));
            case CENTERED_LOGISTIC -> y.neg().fma(y, all(0.25));
            case SOFTPLUS -> logistic(x);
            case SILU -> {
                DoubleVector s = logistic(x);
                yield s.fma(x.sub(y), s);
            }
            case GELU -> gaussian(x).mul(x).fma(all(1 / Math.sqrt(2 * Math.PI)), normal(x));
            case EXP -> y.neg();
            case GAUSSIAN -> x.mul(y).neg();
            case COS -> Trigonometry.sin(x).neg();
        };
    }

    private static DoubleVector logistic(DoubleVector x) {
        return all(1).div(Exponential.exp(x.neg()).add(1));
    }

    private static DoubleVector gaussian(DoubleVector x) {
        return Exponential.exp(x.mul(x).mul(-0.5));
    }

    private static DoubleVector normal(DoubleVector x) {
        return ErrorFunction.erfc(x.mul(-Math.sqrt(0.5))).mul(0.5);
    }
}
