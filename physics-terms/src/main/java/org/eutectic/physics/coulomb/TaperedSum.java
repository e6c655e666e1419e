package org.eutectic.physics.coulomb;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.check.Units;
import org.eutectic.parallel.Workers;
import org.eutectic.physics.pairs.RadialFunction;
import org.eutectic.physics.pairs.RadialTable;

/**
 * Shielded and tapered charges of ReaxFF: K = k_e Tap(r)/(r³ + (γγ′)^(−3/2))^(1/3) inside a cutoff, with Tap = 20 x⁷ − 70 x⁶ + 84 x⁵ − 35 x⁴ + 1 of x = r/rc: A. C. T. van
 * Duin, S. Dasgupta, F. Lorant and W. A. Goddard, J. Phys. Chem. A 105, 9396 (2001), eq. 13; the taper as in K. Chenoweth, A. C. T. van Duin and W. A. Goddard, J. Phys.
 * Chem. A 112, 1040 (2008). No self-energies: they are part of the hardness.
 */
public final class TaperedSum implements ChargeInteraction {
    private final Neighborhood neighborhood;
    private final PairSum pairs;
    private final int species;

    /**
     * @param gamma shielding by species, 1/Å
     * @param cutoff Å
     */
    public TaperedSum(double[] gamma, double cutoff, int threads) {
        neighborhood = Neighborhood.half(cutoff);
        int n = gamma.length;
        species = n;
        RadialTable[] tables = new RadialTable[n * n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                tables[a * n + b] = tables[b * n + a] = new RadialTable(shielded(Math.pow(gamma[a] * gamma[b], -1.5), cutoff), cutoff);
            }
        }
        pairs = new PairSum(tables, n, neighborhood, Workers.of(threads));
    }

    private static RadialFunction shielded(double shield, double cutoff) {
        return (r, out) -> {
            double x = r / cutoff, x3 = x * x * x, s = r * r * r + shield, f = 1 / Math.cbrt(s);
            double tap = 1 + x3 * x * (-35 + x * (84 + x * (-70 + 20 * x)));
            double first = 140 * x3 * (x - 1) * (x - 1) * (x - 1) / cutoff, second = 420 * x * x * (x - 1) * (x - 1) * (2 * x - 1) / (cutoff * cutoff);
            double df = -r * r * f / s, ddf = f / s * (4 * r * r * r * r / s - 2 * r);
            out[0] = tap * f;
            out[1] = first * f + tap * df;
            out[2] = second * f + 2 * first * df + tap * ddf;
        };
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return List.of(neighborhood);
    }

    @Override
    public double cutoff() {
        return neighborhood.cutoff();
    }

    /** The functions of pairs. */
    public CoulombPlan plan() {
        return new CoulombPlan(false, List.of(pairs.tables()), new double[species], null, 0, null, null);
    }

    @Override
    public void compute(NeighborList list, double[] charges, boolean forces, boolean virial, ChargeField out) {
        out.reset(list.centers());
        pairs.add(list, charges, forces, out);
        double energy = 0;
        for (int i = 0; i < list.centers(); i++) {
            energy += 0.5 * charges[i] * out.potentials()[i];
        }
        out.setEnergy(energy);
        out.scale(Units.COULOMB);
    }

    @Override
    public void matrix(NeighborList list, double[] matrix) {
        int n = list.centers();
        Arrays.fill(matrix, 0, n * n, 0);
        pairs.addMatrix(list, matrix);
        for (int k = 0; k < n * n; k++) {
            matrix[k] *= Units.COULOMB;
        }
    }
}
