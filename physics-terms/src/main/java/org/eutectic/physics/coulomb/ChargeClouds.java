package org.eutectic.physics.coulomb;

import java.util.Arrays;
import org.eutectic.physics.pairs.RadialFunction;

/** The shapes of the charges of each species: spherical densities that see each other, from afar, as points do. Immutable. */
public interface ChargeClouds {

    /** The interaction of two unit charges, 1/Å. */
    RadialFunction interaction(int first, int second);

    /** What it lacks against 1/r, which vanishes fast; null for two points. */
    RadialFunction missing(int first, int second);

    /** dE/dq of a unit charge from its own cloud, 1/Å; 0 for points, and where the self-energy is part of somebody's hardness. */
    double self(int species);

    /** A third of the mean square radius, Å². */
    double spread(int species);

    /** Beyond this distance what an interaction lacks is less than {@code tolerance} of 1/r, Å. */
    double reach(double tolerance);

    /**
     * Gaussians (2πσ²)^(−3/2) exp(−r²/2σ²), with their self-energies q²/(2√π σ).
     *
     * @param widths standard deviations σ by species, Å; 0 for a point
     */
    static ChargeClouds gaussian(double[] widths) {
        double[] w = widths.clone();
        return new ChargeClouds() {
            @Override
            public RadialFunction interaction(int first, int second) {
                return ChargeShapes.gaussians(ChargeShapes.exponent(w[first], w[second]));
            }

            @Override
            public RadialFunction missing(int first, int second) {
                double b = ChargeShapes.exponent(w[first], w[second]);
                return Double.isInfinite(b) ? null : ChargeShapes.damped(b);
            }

            @Override
            public double self(int species) {
                return w[species] == 0 ? 0 : ChargeShapes.TWO_OVER_ROOT_PI * ChargeShapes.exponent(w[species], w[species]);
            }

            @Override
            public double spread(int species) {
                return w[species] * w[species];
            }

            @Override
            public double reach(double tolerance) {
                // erfc(x) is less than exp(−x²).
                double widest = Arrays.stream(w).max().orElse(0);
                return widest == 0 ? 0 : Math.sqrt(-Math.log(tolerance)) / ChargeShapes.exponent(widest, widest);
            }
        };
    }

    /**
     * Slater's 1s densities ζ³/π exp(−2ζr), without self-energies: F. H. Streitz and J. W. Mintmire, Phys. Rev. B 50, 11996 (1994).
     *
     * @param exponents ζ by species, 1/Å
     */
    static ChargeClouds slater(double[] exponents) {
        double[] z = exponents.clone();
        return new ChargeClouds() {
            @Override
            public RadialFunction interaction(int first, int second) {
                return ChargeShapes.POINTS.plus(-1, missing(first, second));
            }

            @Override
            public RadialFunction missing(int first, int second) {
                return ChargeShapes.slater(z[first], z[second]);
            }

            @Override
            public double self(int species) {
                return 0;
            }

            @Override
            public double spread(int species) {
                return 1 / (z[species] * z[species]);
            }

            @Override
            public double reach(double tolerance) {
                // (1 + 11/8 x + 3/4 x² + x³/6) exp(−2x) is less than the tolerance for 2x = −ln(tolerance) + 3 ln(2x) or so.
                double widest = Arrays.stream(z).min().orElseThrow(), x = -Math.log(tolerance);
                return (x + 3 * Math.log(x + 8)) / (2 * widest);
            }
        };
    }
}
