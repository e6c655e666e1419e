package org.eutectic.ir;

import static org.eutectic.ir.DimensionRule.COMPARISON;
import static org.eutectic.ir.DimensionRule.LOGIC;
import static org.eutectic.ir.DimensionRule.NUMBER;
import static org.eutectic.ir.DimensionRule.POWER;
import static org.eutectic.ir.DimensionRule.PRODUCT;
import static org.eutectic.ir.DimensionRule.QUOTIENT;
import static org.eutectic.ir.DimensionRule.RATIO;
import static org.eutectic.ir.DimensionRule.ROOT;
import static org.eutectic.ir.DimensionRule.SAME;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The one table of functions: name in the language, number of arguments, dimension rule, value, derivative and spelling in C. Conditions are 1
 * (true) or 0. A new function is one entry here.
 */
public enum Fn {
    LESS(null, 2, COMPARISON, (a, b) -> a < b ? 1 : 0, null, "(%s < %s)"),
    LESS_EQUAL(null, 2, COMPARISON, (a, b) -> a <= b ? 1 : 0, null, "(%s <= %s)"),
    GREATER(null, 2, COMPARISON, (a, b) -> a > b ? 1 : 0, null, "(%s > %s)"),
    GREATER_EQUAL(null, 2, COMPARISON, (a, b) -> a >= b ? 1 : 0, null, "(%s >= %s)"),
    EQUAL(null, 2, COMPARISON, (a, b) -> a == b ? 1 : 0, null, "(%s == %s)"),
    NOT_EQUAL(null, 2, COMPARISON, (a, b) -> a != b ? 1 : 0, null, "(%s != %s)"),
    AND(null, 2, LOGIC, (a, b) -> a != 0 && b != 0 ? 1 : 0, null, "(%s && %s)"),
    OR(null, 2, LOGIC, (a, b) -> a != 0 || b != 0 ? 1 : 0, null, "(%s || %s)"),
    NOT(null, 1, LOGIC, (a, b) -> a == 0 ? 1 : 0, null, "(!%s)"),
    NEGATE(null, 1, SAME, (a, b) -> -a, (g, w, x, y) -> g.constant(-1), "-(%s)"),
    ADD(null, 2, SAME, (a, b) -> a + b, (g, w, x, y) -> g.constant(1), "(%s + %s)"),
    SUBTRACT(null, 2, SAME, (a, b) -> a - b, (g, w, x, y) -> g.constant(w == 0 ? 1 : -1), "(%s - %s)"),
    MULTIPLY(null, 2, PRODUCT, (a, b) -> a * b, (g, w, x, y) -> x.get(1 - w), "(%s * %s)"),
    DIVIDE(null, 2, QUOTIENT, (a, b) -> a / b,
        (g, w, x, y) -> w == 0 ? g.divide(g.constant(1), x.get(1)) : g.negate(g.divide(y, x.get(1))), "(%s / %s)"),
    POW("pow", 2, POWER, Math::pow, Fn::powDerivative, "pow(%s, %s)"),
    EXP("exp", 1, NUMBER, (a, b) -> Math.exp(a), (g, w, x, y) -> y, "exp(%s)"),
    LOG("log", 1, NUMBER, (a, b) -> Math.log(a), (g, w, x, y) -> g.divide(g.constant(1), x.get(0)), "log(%s)"),
    // The slope of a root at zero is infinite; multiplied by the zero slope of an empty sum it must give zero, not NaN.
    SQRT("sqrt", 1, ROOT, (a, b) -> Math.sqrt(a),
        (g, w, x, y) -> g.select(g.apply(EQUAL, x.get(0), g.constant(0)), g.constant(0), g.divide(g.constant(0.5), y)), "sqrt(%s)"),
    SIN("sin", 1, NUMBER, (a, b) -> Math.sin(a), (g, w, x, y) -> cosine(g, x), "sin(%s)"),
    COS("cos", 1, NUMBER, (a, b) -> Math.cos(a), (g, w, x, y) -> g.negate(g.apply(SIN, x.get(0))), "cos(%s)"),
    TAN("tan", 1, NUMBER, (a, b) -> Math.tan(a), (g, w, x, y) -> g.add(g.constant(1), g.multiply(y, y)), "tan(%s)"),
    ASIN("asin", 1, NUMBER, (a, b) -> Math.asin(a), (g, w, x, y) -> g.divide(g.constant(1), g.apply(SQRT, g.oneMinusSquare(x.get(0)))), "asin(%s)"),
    ACOS("acos", 1, NUMBER, (a, b) -> Math.acos(a), (g, w, x, y) -> g.divide(g.constant(-1), g.apply(SQRT, g.oneMinusSquare(x.get(0)))), "acos(%s)"),
    ATAN("atan", 1, NUMBER, (a, b) -> Math.atan(a),
        (g, w, x, y) -> g.divide(g.constant(1), g.add(g.constant(1), g.multiply(x.get(0), x.get(0)))), "atan(%s)"),
    ATAN2("atan2", 2, RATIO, Math::atan2, (g, w, x, y) -> {
        Node r2 = g.add(g.multiply(x.get(0), x.get(0)), g.multiply(x.get(1), x.get(1)));
        return w == 0 ? g.divide(x.get(1), r2) : g.negate(g.divide(x.get(0), r2));
    }, "atan2(%s, %s)"),
    SINH("sinh", 1, NUMBER, (a, b) -> Math.sinh(a), (g, w, x, y) -> hyperbolicCosine(g, x), "sinh(%s)"),
    COSH("cosh", 1, NUMBER, (a, b) -> Math.cosh(a), (g, w, x, y) -> g.apply(SINH, x.get(0)), "cosh(%s)"),
    TANH("tanh", 1, NUMBER, (a, b) -> Math.tanh(a), (g, w, x, y) -> g.oneMinusSquare(y), "tanh(%s)"),
    ASINH("asinh", 1, NUMBER, (a, b) -> asinh(a),
        (g, w, x, y) -> g.divide(g.constant(1), g.apply(SQRT, g.add(g.constant(1), g.multiply(x.get(0), x.get(0))))), "asinh(%s)"),
    ERF("erf", 1, NUMBER, (a, b) -> Erf.value(a), (g, w, x, y) -> g.gaussian(x.get(0), 2 / Math.sqrt(Math.PI)), "erf(%s)"),
    ERFC("erfc", 1, NUMBER, (a, b) -> Erfc.value(a), (g, w, x, y) -> g.gaussian(x.get(0), -2 / Math.sqrt(Math.PI)), "erfc(%s)"),
    ABS("abs", 1, SAME, (a, b) -> Math.abs(a),
        (g, w, x, y) -> g.select(g.apply(LESS, x.get(0), g.constant(0)), g.constant(-1), g.constant(1)), "fabs(%s)"),
    MIN("min", 2, SAME, Math::min, (g, w, x, y) -> g.branch(LESS_EQUAL, x, w), "fmin(%s, %s)"),
    MAX("max", 2, SAME, Math::max, (g, w, x, y) -> g.branch(GREATER_EQUAL, x, w), "fmax(%s, %s)");

    /** A function's value; one-argument functions ignore the second. */
    @FunctionalInterface
    public interface Value {
        double of(double a, double b);
    }

    /** A function's derivative with respect to one argument, given the arguments and the value itself. */
    @FunctionalInterface
    public interface Derivative {
        Node of(Graph graph, int which, List<Node> arguments, Node value);
    }

    private final String keyword;
    private final int argumentCount;
    private final DimensionRule rule;
    private final Value value;
    private final Derivative derivative;
    private final String c;

    Fn(String keyword, int argumentCount, DimensionRule rule, Value value, Derivative derivative, String c) {
        this.keyword = keyword;
        this.argumentCount = argumentCount;
        this.rule = rule;
        this.value = value;
        this.derivative = derivative;
        this.c = c;
    }

    /** The function that the language calls by this name. */
    public static Optional<Fn> named(String keyword) {
        for (Fn f : values()) {
            if (keyword.equals(f.keyword)) {
                return Optional.of(f);
            }
        }
        return Optional.empty();
    }

    /** Its name in the language, or null for an operator. */
    public String keyword() {
        return keyword;
    }

    public int argumentCount() {
        return argumentCount;
    }

    public DimensionRule dimensionRule() {
        return rule;
    }

    public boolean isCondition() {
        return rule == COMPARISON || rule == LOGIC;
    }

    public double evaluate(double a, double b) {
        return value.of(a, b);
    }

    /** The derivative with respect to argument {@code which}; conditions have none. */
    public Node derivative(Graph graph, int which, List<Node> arguments, Node self) {
        return derivative.of(graph, which, arguments, self);
    }

    /** The call in C, with {@code %s} for each argument. */
    public String c() {
        return c;
    }

    private static Node cosine(Graph g, List<Node> x) {
        return g.apply(COS, x.get(0));
    }

    private static Node hyperbolicCosine(Graph g, List<Node> x) {
        return g.apply(COSH, x.get(0));
    }

    private static Node powDerivative(Graph g, int which, List<Node> x, Node y) {
        Node base = x.get(0), exponent = x.get(1);
        if (which == 1) {
            return g.multiply(y, g.apply(LOG, base));
        }
        if (exponent instanceof Node.Const c && 2 * c.value() == Math.rint(2 * c.value())) {
            // Products and square roots, which value and slope share.
            Node slope = g.multiply(exponent, g.pow(base, g.subtract(exponent, g.constant(1))));
            return c.value() >= 1 ? slope : g.select(g.apply(EQUAL, base, g.constant(0)), g.constant(0), slope);
        }
        // Shares the power itself. As for sqrt: 0^(n-1) with n < 1 is infinite, and meets a zero.
        Node atZero = g.select(g.apply(EQUAL, exponent, g.constant(1)), g.constant(1), g.constant(0));
        return g.select(g.apply(EQUAL, base, g.constant(0)), atZero, g.multiply(exponent, g.divide(y, base)));
    }

    private static double asinh(double a) {
        double x = Math.abs(a);
        // log1p keeps the digits of small arguments that log(x + sqrt(x²+1)) would lose.
        double y = x > 1e150 ? Math.log(x) + Math.log(2) : Math.log1p(x + x * x / (1 + Math.sqrt(x * x + 1)));
        return Math.copySign(y, a);
    }
}
