package org.eutectic.md.property;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.VerletList;

/**
 * How the energy curves around a point without forces: eigenvalues of its second derivatives by the atoms' places over the roots of their masses, eV/(Å² u), from the lowest. A minimum has none that is negative, a
 * saddle one; three vanish, for the structure moved as a whole.
 */
public record Curvatures(double[] values) {
    /** Larger structures are not looked at: a matrix of 6,000 rows takes a day. */
    public static final int MOST_ATOMS = 1000;
    private static final double STEP = 5e-3;

    /** Curvatures nearer to zero count as those of the structure moved as a whole, eV/(Å² u). */
    private static final double FLAT = 1e-5;

    /**
     * Calculates them from forces, by central differences.
     *
     * @throws PropertyException where there are more than {@link #MOST_ATOMS} atoms
     */
    public static Curvatures of(Configuration at, ForceField field, CalculationProgress progress) {
        if (at.size() > MOST_ATOMS) {
            throw PropertyException.of("curvatures are calculated of at most %d atoms, not %d", MOST_ATOMS, at.size());
        }
        Configuration c = at.copy();
        int n = 3 * c.size();
        VerletList list = new VerletList(field, 0.1);
        Evaluation out = new Evaluation();
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        for (int k = 0; k < n; k++) {
            double x = c.positions()[k];
            for (int sign = -1; sign <= 1; sign += 2) {
                c.positions()[k] = x + sign * STEP;
                list.update(c);
                field.compute(list.list(), false, true, false, out);
                for (int j = 0; j < n; j++) {
                    // Half to each triangle, so that the matrix is symmetric.
                    double part = -sign * out.forces()[j] / (4 * STEP * Math.sqrt(c.masses()[k / 3] * c.masses()[j / 3]));
                    matrix.add(k, j, part);
                    matrix.add(j, k, part);
                }
            }
            c.positions()[k] = x;
            progress.at("curvatures", k + 1, n);
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
        if (!eigen.decompose(matrix)) {
            throw new PropertyException("the curvatures cannot be calculated: are all forces finite?");
        }
        double[] values = new double[n];
        Arrays.setAll(values, k -> eigen.getEigenvalue(k).getReal());
        Arrays.sort(values);
        return new Curvatures(values);
    }

    /** How many are negative. */
    public int negative() {
        return (int) Arrays.stream(values).filter(v -> v < -FLAT).count();
    }

    /**
     * The frequency with which a system at a minimum tries to go over a saddle, by harmonic transition state theory (G. H. Vineyard, J. Phys. Chem. Solids 3, 121 (1957)): the product of all its frequencies over that of
     * the saddle's real ones, THz; NaN where the two do not have one real frequency more and less.
     */
    public static double attempt(Curvatures minimum, Curvatures saddle) {
        double[] top = Arrays.stream(saddle.values).filter(v -> v > FLAT).toArray(), bottom = Arrays.stream(minimum.values).filter(v -> v > FLAT).toArray();
        if (saddle.negative() != 1 || minimum.negative() != 0 || bottom.length != top.length + 1) {
            return Double.NaN;
        }
        double log = 0;
        for (int k = 0; k < bottom.length; k++) {
            log += Math.log(bottom[k]) / 2 - (k < top.length ? Math.log(top[k]) / 2 : 0);
        }
        return 1e3 * Math.exp(log) * Math.sqrt(Units.ACCELERATION) / (2 * Math.PI);
    }
}
