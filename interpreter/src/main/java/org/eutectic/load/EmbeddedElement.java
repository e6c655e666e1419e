package org.eutectic.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.lower.ConstantExpressions;
import org.eutectic.lower.Lowering;
import org.eutectic.model.Model;

/** The functions of an element of the embedded-atom method as numbers: density f, embedding energy F and pair energy phi. */
final class EmbeddedElement {
    /** Distances at which an equilibrium is looked for, from a quarter of the cutoff up to it. */
    private static final int STEPS = 90;
    private static final double SHORTEST = 0.25;
    private static final int BISECTIONS = 45;

    private final Model model;
    private final Expr f;
    private final Expr embedding;
    private final Expr pair;
    private final double cutoff;

    EmbeddedElement(Model model) {
        String s = model.species().getFirst();
        this.model = model;
        f = BeyondCutoff.call("f[" + s + "](x)");
        embedding = BeyondCutoff.call("F[" + s + "](x)");
        pair = BeyondCutoff.call("phi[" + s + "," + s + "](x)");
        cutoff = new Lowering(new Diagnostics(), false).value(model, model.parameter(Model.CUTOFF).orElseThrow(), List.of(s, s));
    }

    /** A number of the element, as it may stand in its text; empty where it is none. */
    OptionalDouble number(Expr e) {
        return new ConstantExpressions().value(model, Map.of(), Map.of(), e);
    }

    private double value(ConstantExpressions at, Expr e, double x) {
        return at.value(model, Map.of(), Map.of("x", x), e).orElse(Double.NaN);
    }

    /** dF/drho, from four values by Richardson's extrapolation: to some 1e-12 of itself. */
    double slope(double rho) {
        ConstantExpressions at = new ConstantExpressions();
        DoubleUnaryOperator difference = h -> (value(at, embedding, rho + h) - value(at, embedding, rho - h)) / (2 * h);
        return (4 * difference.applyAsDouble(rho * 5e-4) - difference.applyAsDouble(rho * 1e-3)) / 3;
    }

    /** The density at an atom of a crystal that is at rest, where its energy is least; NaN where it has no such place below the cutoff. */
    double equilibriumDensity(ReferenceCrystal crystal) {
        Map<Double, Integer> shells = crystal.shells(1 / SHORTEST + 1e-6);
        List<Double> energies = new ArrayList<>();
        for (int k = 0; k <= STEPS; k++) {
            energies.add(energy(shells, distance(k)));
        }
        int best = -1;
        for (int k = 1; k < STEPS; k++) {
            double e = energies.get(k);
            boolean least = e < energies.get(k - 1) && e <= energies.get(k + 1);
            best = least && (best < 0 || e < energies.get(best)) ? k : best;
        }
        if (best < 0) {
            return Double.NaN;
        }
        double low = distance(best - 1), high = distance(best + 1);
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = (low + high) / 2, h = 1e-4 * middle;
            boolean rises = energy(shells, middle + h) > energy(shells, middle - h);
            low = rises ? low : middle;
            high = rises ? middle : high;
        }
        return density(shells, (low + high) / 2);
    }

    private double distance(int k) {
        return cutoff * (SHORTEST + (1 - SHORTEST) * k / STEPS);
    }

    private double density(Map<Double, Integer> shells, double nearest) {
        ConstantExpressions at = new ConstantExpressions();
        return sum(shells, nearest, r -> value(at, f, r));
    }

    private double energy(Map<Double, Integer> shells, double nearest) {
        ConstantExpressions at = new ConstantExpressions();
        return value(at, embedding, density(shells, nearest)) + sum(shells, nearest, r -> value(at, pair, r)) / 2;
    }

    private double sum(Map<Double, Integer> shells, double nearest, DoubleUnaryOperator g) {
        double sum = 0;
        for (Map.Entry<Double, Integer> shell : shells.entrySet()) {
            double r = shell.getKey() * nearest;
            sum += r < cutoff ? shell.getValue() * g.applyAsDouble(r) : 0;
        }
        return sum;
    }
}
