package org.eutectic.ir;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;

/** What a network's layer does to the weighted sum x of each of its units. Gaussian and exponential are those of n2p2 (NeuralNetwork.h, {@code ActivationFunction}). */
public enum Activation {
    /** x. */
    LINEAR(x -> x, x -> 1),
    TANH(Math::tanh, x -> 1 - square(Math.tanh(x))),
    /** 1/(1 + e^−x). */
    LOGISTIC(Activation::logistic, x -> logistic(x) * logistic(-x)),
    /** 1/(1 + e^−x) − 1/2. */
    CENTERED_LOGISTIC(x -> 0.5 * Math.tanh(0.5 * x), x -> logistic(x) * logistic(-x)),
    /** log(1 + e^x). */
    SOFTPLUS(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), Activation::logistic),
    /** x/(1 + e^−x). S. Elfwing, E. Uchibe, K. Doya, Neural Networks 107, 3 (2018). */
    SILU(x -> x * logistic(x), x -> logistic(x) * (1 + x * logistic(-x))),
    /** x·Φ(x), Φ the distribution function of the normal distribution. D. Hendrycks and K. Gimpel, arXiv:1606.08415. */
    GELU(x -> x * normal(x), x -> normal(x) + x * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI)),
    /** e^−x. */
    EXP(x -> Math.exp(-x), x -> -Math.exp(-x)),
    /** e^(−x²/2). */
    GAUSSIAN(x -> Math.exp(-0.5 * x * x), x -> -x * Math.exp(-0.5 * x * x)),
    COS(Math::cos, x -> -Math.sin(x));

    private final DoubleUnaryOperator value;
    private final DoubleUnaryOperator slope;

    Activation(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        this.value = value;
        this.slope = slope;
    }

    /** The activation that the language and weight files call by this name. */
    public static Optional<Activation> named(String name) {
        for (Activation a : values()) {
            if (a.keyword().equals(name)) {
                return Optional.of(a);
            }
        }
        return Optional.empty();
    }

    /** Its name in the language. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    public double value(double x) {
        return value.applyAsDouble(x);
    }

    /** The derivative at x. */
    public double slope(double x) {
        return slope.applyAsDouble(x);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double normal(double x) {
        return 0.5 * Erfc.value(-x / Math.sqrt(2));
    }
}
