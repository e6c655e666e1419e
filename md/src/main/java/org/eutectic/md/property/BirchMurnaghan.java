package org.eutectic.md.property;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The equation of third order in Euler's finite strain, F. Birch, Phys. Rev. 71, 809 (1947). The energy is a polynomial of third degree in x = (V0/V)^(2/3):
 *
 * <p>E = E0 + 9/16 V0 B0 ((x − 1)³ B0' + (x − 1)² (6 − 4x)), so a linear fit finds it whole.
 */
public record BirchMurnaghan(double volume, double minimum, double bulkModulus, double bulkModulusSlope) implements EquationOfState {

    /**
     * The best fit to a curve.
     *
     * @throws PropertyException where it has no minimum among the volumes
     */
    public static BirchMurnaghan fit(EnergyVolumeCurve curve) {
        int n = curve.points().size();
        double middle = curve.points().get(n / 2).volume();
        DMatrixRMaj a = new DMatrixRMaj(n, 4), b = new DMatrixRMaj(n, 1), p = new DMatrixRMaj(4, 1);
        for (int k = 0; k < n; k++) {
            double x = Math.pow(middle / curve.points().get(k).volume(), 2.0 / 3) - 1;
            for (int power = 0; power < 4; power++) {
                a.set(k, power, Math.pow(x, power));
            }
            b.set(k, 0, curve.points().get(k).energy());
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquares(n, 4);
        solver.setA(a);
        solver.solve(b, p);
        return of(p.data, middle, curve);
    }

    /** From E = p0 + p1 y + p2 y² + p3 y³ with y = (middle/V)^(2/3) − 1: the minimum is the root of the slope where the curvature is positive. */
    private static BirchMurnaghan of(double[] p, double middle, EnergyVolumeCurve curve) {
        double discriminant = p[2] * p[2] - 3 * p[1] * p[3];
        // The same root as (-p2 + √…)/(3 p3), but without its cancellation where p3 is small.
        double y = -p[1] / (p[2] + Math.sqrt(discriminant)), x = y + 1;
        double volume = middle * Math.pow(x, -1.5);
        double second = 2 * p[2] + 6 * p[3] * y, third = 6 * p[3];
        // The chain rule, with the derivatives of x by V; the first derivative by x vanishes.
        double xv = -2 * x / (3 * volume), xvv = 10 * x / (9 * volume * volume);
        double evv = second * xv * xv, evvv = third * xv * xv * xv + 3 * second * xv * xvv;
        double bulk = volume * evv;
        curve.requireInside("Birch-Murnaghan", volume, bulk);
        return new BirchMurnaghan(volume, p[0] + y * (p[1] + y * (p[2] + y * p[3])), bulk, -1 - volume * evvv / evv);
    }

    @Override
    public String title() {
        return "Birch-Murnaghan";
    }

    @Override
    public double energy(double v) {
        double y = Math.pow(volume / v, 2.0 / 3) - 1;
        return minimum + 9.0 / 16 * volume * bulkModulus * y * y * (y * bulkModulusSlope + 2 - 4 * y);
    }

    @Override
    public double pressure(double v) {
        double x = Math.pow(volume / v, 2.0 / 3);
        return 1.5 * bulkModulus * (Math.pow(x, 3.5) - Math.pow(x, 2.5)) * (1 + 0.75 * (bulkModulusSlope - 4) * (x - 1));
    }
}
