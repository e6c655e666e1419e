package org.eutectic.md;

import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;

/**
 * Atoms on springs to the places h s of a cell h, and an energy of that cell V0 (λ/2 tr(E)² + μ tr(E²)), E the Green strain: what positions do, the cell does not
 * notice, so the distribution of the cell is known.
 */
public final class ElasticBody implements ForceField {
    public static final double LAMBDA = 0.06;
    public static final double MU = 0.06;
    /** The edge of the cube at rest, Å. */
    public static final double EDGE = 8;
    private static final double SPRING = 2;

    /** Eight atoms at rest. */
    public static Configuration atRest() {
        double[] x = new double[24];
        for (int k = 0; k < 24; k++) {
            x[k] = EDGE * place(k / 3, k % 3);
        }
        return new Configuration(List.of("Ar"), new int[8], x, Cell.orthorhombic(EDGE, EDGE, EDGE));
    }

    private static double place(int atom, int axis) {
        return 0.25 + 0.5 * (atom >> axis & 1);
    }

    /** The energy of a cell without its atoms, eV. */
    public static double cellEnergy(double[] greenStrain) {
        double[] e = greenStrain;
        double trace = e[0] + e[4] + e[8], square = 0;
        for (double x : e) {
            square += x * x;
        }
        return EDGE * EDGE * EDGE * (0.5 * LAMBDA * trace * trace + MU * square);
    }

    /** (FᵀF − 1)/2 with x = F x0. */
    public static double[] greenStrain(Cell cell) {
        double[] h = cell.vectors(), e = new double[9];
        for (int k = 0; k < 9; k++) {
            int a = k / 3, b = k % 3;
            // Vectors are rows: F = Hᵀ/EDGE.
            e[k] = 0.5 * ((h[3 * a] * h[3 * b] + h[3 * a + 1] * h[3 * b + 1] + h[3 * a + 2] * h[3 * b + 2]) / (EDGE * EDGE) - (a == b ? 1 : 0));
        }
        return e;
    }

    @Override
    public String name() {
        return "elastic body";
    }

    @Override
    public List<String> species() {
        return List.of("Ar");
    }

    @Override
    public double cutoff() {
        return 1;
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        out.reset(list.centers());
        double[] h = list.cell().vectors(), inverse = new double[9], w = out.virial();
        Matrix3.inverse(h, inverse);
        double total = 0;
        for (int i = 0; i < list.centers(); i++) {
            int atom = list.atoms()[i];
            double[] d = new double[3], x = {list.positions()[4 * i], list.positions()[4 * i + 1], list.positions()[4 * i + 2]};
            for (int c = 0; c < 3; c++) {
                double s = x[0] * inverse[c] + x[1] * inverse[3 + c] + x[2] * inverse[6 + c] - place(atom, c);
                s -= Math.rint(s);
                for (int a = 0; a < 3; a++) {
                    d[a] += s * h[3 * c + a];
                }
            }
            double site = 0.5 * SPRING * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            total += site;
            out.siteEnergies()[atom] = site;
            for (int a = 0; a < 3; a++) {
                out.forces()[3 * atom + a] = -SPRING * d[a];
                for (int b = 0; b < 3; b++) {
                    w[3 * a + b] -= SPRING * d[a] * d[b];
                }
            }
        }
        double[] e = greenStrain(list.cell()), f = new double[9], t = new double[9];
        double trace = e[0] + e[4] + e[8];
        for (int k = 0; k < 9; k++) {
            f[k] = h[3 * (k % 3) + k / 3] / EDGE;
            t[k] = 2 * MU * e[k] + (k % 4 == 0 ? LAMBDA * trace : 0);
        }
        double[] transposed = {f[0], f[3], f[6], f[1], f[4], f[7], f[2], f[5], f[8]};
        Matrix3.product(f, t, t);
        Matrix3.product(t, transposed, t);
        for (int k = 0; k < 9; k++) {
            w[k] -= EDGE * EDGE * EDGE * t[k];
        }
        out.setEnergy(energy ? total + cellEnergy(e) : Double.NaN);
    }
}
