package org.eutectic.check;

/**
 * A unit of measure.
 *
 * @param factor its size in internal units (eV, Å, u, e, K, and Å·sqrt(u/eV) for time)
 */
public record Unit(double factor, Dimension dimension) {
    public static final Unit ONE = new Unit(1, Dimension.NONE);

    public Unit times(Unit o) {
        return new Unit(factor * o.factor, dimension.times(o.dimension));
    }

    /** This unit raised to a power; whole powers are products, so that {@code Å^2} is exact. */
    public Unit power(Rational p) {
        double f = factor == 1 ? 1 : p.isWhole() && Math.abs(p.numerator()) <= 16 ? wholePower(p.numerator()) : Math.pow(factor, p.value());
        return new Unit(f, dimension.power(p));
    }

    private double wholePower(long n) {
        double f = 1;
        for (long k = Math.abs(n); k > 0; k--) {
            f *= factor;
        }
        return n < 0 ? 1 / f : f;
    }
}
