package org.eutectic.cli;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;

/**
 * Compares analytic forces and virial with central differences of the energy, of fourth order: (8(E₊₁ − E₋₁) − (E₊₂ − E₋₂)) / 12h. With h = 10⁻³ Å
 * truncation (h⁴) and rounding (ε/h) both stay near 10⁻¹⁰ of a typical force. Differences are taken site by site before they are summed, so that
 * atoms that feel nothing of the displacement add no rounding.
 */
final class NumericCheck {
    /** Above this, relative to the scale, forces are called wrong. */
    static final double LIMIT = 1e-6;
    /** Atoms beyond this number are sampled at equal distances. */
    static final int MOST_ATOMS = 200;

    private static final double DISPLACEMENT = 1e-3;
    private static final double STRAIN = 1e-4;
    /** A kink inside the stencil (a pair at the cutoff) spoils it: ever smaller stencils, as long as rounding allows, most likely miss it. */
    private static final double REFINEMENT = 0.1;
    private static final int REFINEMENTS = 4;
    private static final double SUSPICIOUS = 1e-8;
    private static final double SMALLEST_FORCE_SCALE = 1e-3;
    private static final double SMALLEST_ENERGY_SCALE = 1e-2;
    private static final double SLACK = 0.05;

    private final ForceField field;
    private final Configuration configuration;
    private final NeighborList list;
    private final Evaluation[] energies = {new Evaluation(), new Evaluation(), new Evaluation(), new Evaluation()};

    /**
     * What a comparison came to.
     *
     * @param forceDeviation largest |analytic − numeric| of a force component, eV/Å
     * @param forceScale the largest force component, at least 10⁻³ eV/Å
     * @param worstAtom counted from 0, where the deviation is largest
     * @param atomsChecked how many atoms were displaced
     * @param virialDeviation largest |analytic − numeric| of a virial component, eV
     * @param virialScale the largest virial component, at least 10⁻² eV for each atom
     */
    record Result(double forceDeviation, double forceScale, int worstAtom, int atomsChecked, double virialDeviation, double virialScale) {

        double relativeForce() {
            return forceDeviation / forceScale;
        }

        double relativeVirial() {
            return virialDeviation / virialScale;
        }

        boolean agrees() {
            return relativeForce() <= LIMIT && relativeVirial() <= LIMIT;
        }
    }

    private NumericCheck(ForceField field, Configuration configuration) {
        this.field = field;
        this.configuration = configuration;
        // Displacements and strains are tiny: one list serves them all.
        list = NeighborListBuilder.build(configuration, field, SLACK);
    }

    /** @param analytic forces and virial of this configuration */
    static Result of(ForceField field, Configuration configuration, Evaluation analytic) {
        return new NumericCheck(field, configuration).compare(analytic);
    }

    private Result compare(Evaluation analytic) {
        int atoms = configuration.size();
        double forceScale = Math.max(SMALLEST_FORCE_SCALE, largest(analytic.forces()));
        double virialScale = Math.max(SMALLEST_ENERGY_SCALE * atoms, largest(analytic.virial()));
        double forceDeviation = 0;
        int worst = 0;
        int checked = Math.min(atoms, MOST_ATOMS);
        for (int k = 0; k < checked; k++) {
            int atom = (int) ((long) k * atoms / checked);
            for (int axis = 0; axis < 3; axis++) {
                int at = 3 * atom + axis;
                double deviation = deviation(analytic.forces()[at], forceScale, DISPLACEMENT, (h, out) -> displaced(at, h, out));
                if (deviation > forceDeviation) {
                    forceDeviation = deviation;
                    worst = atom;
                }
            }
        }
        double virialDeviation = 0;
        for (int k = 0; k < 9; k++) {
            int component = k;
            virialDeviation = Math.max(virialDeviation,
                deviation(analytic.virial()[k], virialScale, STRAIN, (h, out) -> strained(component, h, out)));
        }
        list.updatePositions(configuration.positions(), configuration.cell());
        return new Result(forceDeviation, forceScale, worst, checked, virialDeviation, virialScale);
    }

    /** Evaluates energies at a place {@code h} away. */
    @FunctionalInterface
    private interface Move {
        void evaluate(double h, Evaluation out);
    }

    /** |analytic − numeric| for a quantity that is minus a derivative of the energy. */
    private double deviation(double analytic, double scale, double h, Move move) {
        double deviation = Math.abs(analytic + derivative(h, move));
        double step = h;
        for (int k = 0; k < REFINEMENTS && !(deviation <= SUSPICIOUS * scale); k++) {
            step *= REFINEMENT;
            deviation = Math.min(deviation, Math.abs(analytic + derivative(step, move)));
        }
        return deviation;
    }

    private double derivative(double h, Move move) {
        double[] steps = {-2 * h, -h, h, 2 * h};
        for (int k = 0; k < 4; k++) {
            move.evaluate(steps[k], energies[k]);
        }
        double sum = 0;
        for (int i = 0; i < configuration.size(); i++) {
            double near = energies[2].siteEnergies()[i] - energies[1].siteEnergies()[i];
            double far = energies[3].siteEnergies()[i] - energies[0].siteEnergies()[i];
            sum += 8 * near - far;
        }
        return sum / (12 * h);
    }

    private void displaced(int coordinate, double h, Evaluation out) {
        double[] x = configuration.positions().clone();
        x[coordinate] += h;
        list.updatePositions(x, configuration.cell());
        field.compute(list, true, false, false, out);
    }

    private void strained(int component, double h, Evaluation out) {
        double[] strain = new double[9];
        strain[component] = h;
        Configuration s = configuration.strained(strain);
        list.updatePositions(s.positions(), s.cell());
        field.compute(list, true, false, false, out);
    }

    private static double largest(double[] values) {
        double most = 0;
        for (double v : values) {
            most = Math.max(most, Math.abs(v));
        }
        return most;
    }
}
