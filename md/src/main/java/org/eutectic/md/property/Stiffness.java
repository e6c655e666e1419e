package org.eutectic.md.property;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The stiffness of a crystal: the 6×6 matrix C of Voigt's notation, σ = C ε with σ = (xx, yy, zz, yz, xz, xy) and engineering shear strains (2 ε_yz and so on).
 * In GPa. Symmetric; immutable.
 *
 * <p>Means over all orientations of grains after Voigt (equal strain), Reuss (equal stress) and Hill (the middle of both): R. Hill, Proc. Phys. Soc. A 65, 349
 * (1952). Anisotropy: S. I. Ranganathan and M. Ostoja-Starzewski, Phys. Rev. Lett. 101, 055504 (2008), eq. 9. Stability: all eigenvalues positive (M. Born and
 * K. Huang, 1954; F. Mouhat and F.-X. Coudert, Phys. Rev. B 90, 224104 (2014)).
 */
public final class Stiffness {
    private static final int[][] VOIGT = {{0, 5, 4}, {5, 1, 3}, {4, 3, 2}};

    private final double[] c;

    /** @param c 36 numbers in row order, GPa; made symmetric */
    public Stiffness(double[] c) {
        this.c = new double[36];
        for (int k = 0; k < 36; k++) {
            this.c[k] = (c[k] + c[6 * (k % 6) + k / 6]) / 2;
        }
    }

    /** C with the indices that people use, 1 to 6, GPa. */
    public double get(int i, int j) {
        return c[6 * (i - 1) + j - 1];
    }

    /** The mean over a crystal's symmetry: every rotation in turn applied to the fourth-rank tensor. */
    Stiffness averaged(List<double[]> rotations) {
        double[] mean = new double[36];
        for (double[] r : rotations) {
            double[] turned = rotated(r);
            for (int k = 0; k < 36; k++) {
                mean[k] += turned[k] / rotations.size();
            }
        }
        return new Stiffness(mean);
    }

    /** C'_ijkl = R_ia R_jb R_kc R_ld C_abcd, one index after the other. */
    private double[] rotated(double[] r) {
        double[] t = new double[81];
        for (int k = 0; k < 81; k++) {
            t[k] = c[6 * VOIGT[k / 27][k / 9 % 3] + VOIGT[k / 3 % 3][k % 3]];
        }
        for (int index = 0, stride = 27; index < 4; index++, stride /= 3) {
            double[] next = new double[81];
            for (int k = 0; k < 81; k++) {
                int i = k / stride % 3;
                for (int a = 0; a < 3; a++) {
                    next[k] += r[3 * i + a] * t[k + (a - i) * stride];
                }
            }
            t = next;
        }
        double[] m = new double[36];
        for (int k = 0; k < 81; k++) {
            m[6 * VOIGT[k / 27][k / 9 % 3] + VOIGT[k / 3 % 3][k % 3]] = t[k];
        }
        return m;
    }

    /** The largest difference between the elements of two matrices, GPa. */
    double distance(Stiffness other) {
        double most = 0;
        for (int k = 0; k < 36; k++) {
            most = Math.max(most, Math.abs(c[k] - other.c[k]));
        }
        return most;
    }

    /** Compliance, 1/GPa, row order; NaN throughout where the stiffness has no inverse. */
    public double[] compliance() {
        DMatrixRMaj inverse = new DMatrixRMaj(6, 6);
        if (!CommonOps_DDRM.invert(new DMatrixRMaj(6, 6, true, c.clone()), inverse) || !Double.isFinite(CommonOps_DDRM.elementSumAbs(inverse))) {
            Arrays.fill(inverse.data, Double.NaN);
        }
        return inverse.data;
    }

    /**
     * Kelvin's moduli, GPa, from the smallest up: the eigenvalues of the stiffness in a basis where shear counts as other strain does (√2 ε_yz and so on), which
     * do not depend on the axes. A crystal is stable where all are positive.
     */
    public double[] eigenvalues() {
        DMatrixRMaj m = new DMatrixRMaj(6, 6);
        for (int k = 0; k < 36; k++) {
            m.data[k] = c[k] * (k / 6 < 3 ? 1 : Math.sqrt(2)) * (k % 6 < 3 ? 1 : Math.sqrt(2));
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(6, false, true);
        eigen.decompose(m);
        double[] values = new double[6];
        Arrays.setAll(values, k -> eigen.getEigenvalue(k).getReal());
        Arrays.sort(values);
        return values;
    }

    /** Whether every small strain costs energy. */
    public boolean stable() {
        return eigenvalues()[0] > 0;
    }

    /** Voigt's bulk modulus, GPa. */
    public double bulkVoigt() {
        return (get(1, 1) + get(2, 2) + get(3, 3) + 2 * (get(1, 2) + get(1, 3) + get(2, 3))) / 9;
    }

    /** Voigt's shear modulus, GPa. */
    public double shearVoigt() {
        return (get(1, 1) + get(2, 2) + get(3, 3) - get(1, 2) - get(1, 3) - get(2, 3) + 3 * (get(4, 4) + get(5, 5) + get(6, 6))) / 15;
    }

    /** Reuss's bulk modulus, GPa: that of the single crystal under pressure. */
    public double bulkReuss() {
        double[] s = compliance();
        return 1 / (s[0] + s[7] + s[14] + 2 * (s[1] + s[2] + s[8]));
    }

    /** Reuss's shear modulus, GPa. */
    public double shearReuss() {
        double[] s = compliance();
        return 15 / (4 * (s[0] + s[7] + s[14] - s[1] - s[2] - s[8]) + 3 * (s[21] + s[28] + s[35]));
    }

    /** Hill's bulk modulus, GPa. */
    public double bulkHill() {
        return (bulkVoigt() + bulkReuss()) / 2;
    }

    /** Hill's shear modulus, GPa. */
    public double shearHill() {
        return (shearVoigt() + shearReuss()) / 2;
    }

    /** Young's modulus of isotropic polycrystals from Hill's means, GPa. */
    public double youngHill() {
        return 9 * bulkHill() * shearHill() / (3 * bulkHill() + shearHill());
    }

    /** Poisson's ratio of isotropic polycrystals from Hill's means. */
    public double poissonHill() {
        return (3 * bulkHill() - 2 * shearHill()) / (2 * (3 * bulkHill() + shearHill()));
    }

    /** The universal anisotropy: 0 where all directions are alike. */
    public double anisotropy() {
        return 5 * shearVoigt() / shearReuss() + bulkVoigt() / bulkReuss() - 6;
    }

    /** Young's modulus of the single crystal along a direction, GPa: 1/S_ijkl n_i n_j n_k n_l. */
    public double young(double x, double y, double z) {
        double[] s = compliance();
        double[] n = {x * x, y * y, z * z, y * z, x * z, x * y};
        double sum = 0;
        for (int k = 0; k < 36; k++) {
            sum += s[k] * n[k / 6] * n[k % 6];
        }
        double length = x * x + y * y + z * z;
        return length * length / sum;
    }

    /** A copy of the 36 numbers in row order, GPa. */
    public double[] values() {
        return c.clone();
    }
}
