package org.eutectic.check;

/** A fraction in lowest terms with a positive denominator: the exponent of a base dimension. */
public record Rational(long numerator, long denominator) implements Comparable<Rational> {
    public static final Rational ZERO = new Rational(0, 1);
    public static final Rational ONE = new Rational(1, 1);
    /** The largest denominator that {@link #nearest} tries: no law of physics raises a quantity to the power 1/97. */
    private static final int LARGEST_DENOMINATOR = 64;

    /** @throws ArithmeticException for a denominator of zero */
    public Rational {
        if (denominator == 0) {
            throw new ArithmeticException("a fraction with denominator 0");
        }
        long g = gcd(Math.abs(numerator), Math.abs(denominator)) * (denominator < 0 ? -1 : 1);
        numerator /= g;
        denominator /= g;
    }

    public static Rational of(long n) {
        return new Rational(n, 1);
    }

    /** The fraction with the smallest denominator (up to 64) that equals {@code x} to rounding; null if there is none, or {@code x} is beyond ±1000. */
    public static Rational nearest(double x) {
        if (!(Math.abs(x) <= 1000)) {
            return null;
        }
        for (int q = 1; q <= LARGEST_DENOMINATOR; q++) {
            double p = Math.rint(x * q);
            if (Math.abs(p / q - x) <= 1e-12 * Math.max(1, Math.abs(x))) {
                return new Rational((long) p, q);
            }
        }
        return null;
    }

    public Rational plus(Rational o) {
        return new Rational(Math.addExact(Math.multiplyExact(numerator, o.denominator), Math.multiplyExact(o.numerator, denominator)),
            Math.multiplyExact(denominator, o.denominator));
    }

    public Rational minus(Rational o) {
        return plus(o.negate());
    }

    public Rational times(Rational o) {
        return new Rational(Math.multiplyExact(numerator, o.numerator), Math.multiplyExact(denominator, o.denominator));
    }

    /** @throws ArithmeticException where {@code o} is zero */
    public Rational over(Rational o) {
        return new Rational(Math.multiplyExact(numerator, o.denominator), Math.multiplyExact(denominator, o.numerator));
    }

    public Rational negate() {
        return new Rational(-numerator, denominator);
    }

    public Rational abs() {
        return numerator < 0 ? negate() : this;
    }

    public boolean isZero() {
        return numerator == 0;
    }

    public boolean isWhole() {
        return denominator == 1;
    }

    public int sign() {
        return Long.signum(numerator);
    }

    public double value() {
        return (double) numerator / denominator;
    }

    @Override
    public int compareTo(Rational o) {
        return minus(o).sign();
    }

    /** {@code 3} or {@code 3/2}. */
    @Override
    public String toString() {
        return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
    }

    private static long gcd(long a, long b) {
        while (b != 0) {
            long t = a % b;
            a = b;
            b = t;
        }
        return Math.max(a, 1);
    }
}
