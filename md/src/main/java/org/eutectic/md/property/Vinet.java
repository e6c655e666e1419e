package org.eutectic.md.property;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The universal equation of P. Vinet, J. Ferrante, J. H. Rose and J. R. Smith, J. Geophys. Res. 92, 9319 (1987). With x = (V/V0)^(1/3) and η = 3/2 (B0' − 1)
 *
 * <p>P = 3 B0 (1 − x)/x² exp(η (1 − x)), hence E = E0 + 9 B0 V0/η² (1 + (η (1 − x) − 1) exp(η (1 − x))).
 */
public record Vinet(double volume, double minimum, double bulkModulus, double bulkModulusSlope) implements EquationOfState {
    private static final int STEPS = 100;

    /**
     * The best fit to a curve, by Levenberg and Marquardt's method from Birch and Murnaghan's.
     *
     * @throws PropertyException where it has no minimum among the volumes
     */
    public static Vinet fit(EnergyVolumeCurve curve) {
        BirchMurnaghan near = BirchMurnaghan.fit(curve);
        Vinet best = new Vinet(near.volume(), near.minimum(), near.bulkModulus(), Math.max(1.5, near.bulkModulusSlope()));
        double damping = 1e-3, residual = best.residual(curve);
        for (int k = 0; k < STEPS && damping < 1e12; k++) {
            Vinet next = best.step(curve, damping);
            double r = next.residual(curve);
            if (r <= residual) {
                boolean there = residual - r <= 1e-12 * residual;
                best = next;
                residual = r;
                damping /= 10;
                if (there) {
                    break;
                }
            } else {
                damping *= 10;
            }
        }
        curve.requireInside("Vinet", best.volume, best.bulkModulus);
        return best;
    }

    /** One damped step of least squares; the unknowns are taken in units of their present values. */
    private Vinet step(EnergyVolumeCurve curve, double damping) {
        int n = curve.points().size();
        DMatrixRMaj a = new DMatrixRMaj(n + 4, 4), b = new DMatrixRMaj(n + 4, 1), d = new DMatrixRMaj(4, 1);
        for (int k = 0; k < n; k++) {
            EnergyVolumeCurve.Point p = curve.points().get(k);
            a.data[4 * k] = 1;
            derivatives(p.volume(), a.data, 4 * k + 1);
            b.data[k] = p.energy() - energy(p.volume());
        }
        for (int column = 0; column < 4; column++) {
            double square = 0;
            for (int k = 0; k < n; k++) {
                square += a.get(k, column) * a.get(k, column);
            }
            a.set(n + column, column, Math.sqrt(damping * square));
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquares(n + 4, 4);
        if (!solver.setA(a)) {
            return this;
        }
        solver.solve(b, d);
        if (CommonOps_DDRM.elementMaxAbs(d) > 1e6) {
            return this;
        }
        return new Vinet(volume * Math.exp(d.data[1]), minimum + d.data[0], bulkModulus * Math.exp(d.data[2]), 1 + (bulkModulusSlope - 1) * Math.exp(d.data[3]));
    }

    /** Derivatives of the energy by the logarithms of V0, B0 and B0' − 1. */
    private void derivatives(double v, double[] to, int at) {
        double eta = 1.5 * (bulkModulusSlope - 1), x = Math.cbrt(v / volume), y = 1 - x, e = Math.exp(eta * y);
        double scale = 9 * bulkModulus * volume / (eta * eta), shape = 1 + (eta * y - 1) * e;
        to[at] = scale * (shape + eta * eta * y * e * x / 3);
        to[at + 1] = scale * shape;
        to[at + 2] = scale * (eta * eta * y * y * e - 2 * shape);
    }

    @Override
    public String title() {
        return "Vinet";
    }

    @Override
    public double energy(double v) {
        double eta = 1.5 * (bulkModulusSlope - 1), y = 1 - Math.cbrt(v / volume);
        return minimum + 9 * bulkModulus * volume / (eta * eta) * (1 + (eta * y - 1) * Math.exp(eta * y));
    }

    @Override
    public double pressure(double v) {
        double eta = 1.5 * (bulkModulusSlope - 1), x = Math.cbrt(v / volume);
        return 3 * bulkModulus * (1 - x) / (x * x) * Math.exp(eta * (1 - x));
    }
}
