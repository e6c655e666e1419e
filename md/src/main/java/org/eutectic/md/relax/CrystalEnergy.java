package org.eutectic.md.relax;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.Matrix3;
import org.eutectic.md.dynamics.VerletList;
import org.eutectic.md.symmetry.CrystalSymmetry;

/**
 * The energy of a crystal as a function of a homogeneous strain e (symmetric) and displacements u: atoms stand at F (x + u), with F = 1 + e, or this scaled to
 * determinant 1 where the volume is kept. With the virial W = −dE/dε, ε a strain of the deformed crystal, the derivatives are dE/de = −sym(W F⁻¹), W without
 * its trace where the volume is kept, and dE/du = −F f.
 *
 * <p>Where a pressure is to remain, PV is added.
 *
 * <p>Strains enter times √N d, with N atoms at a distance d: then an atom's displacement and a strain of the cell have about the same second derivative
 * (E. B. Tadmor, G. S. Smith, N. Bernstein and E. Kaxiras, Phys. Rev. B 59, 235 (1999), section II.B, scale alike).
 */
final class CrystalEnergy implements Descent.Objective {
    /** About the second derivative of the energy of a stiff crystal, eV/Å²: a first step that is too short costs less than one too long. */
    static final double STIFFNESS = 20;
    /** No atom moves further in one step, Å. */
    private static final double LONGEST_MOVE = 0.1;
    /** No strain is larger in one step. */
    private static final double LARGEST_STRAIN = 0.03;

    /** With so many atoms it pays to keep neighbor lists for some steps. */
    private static final int SMALL = 512;
    private static final double SKIN = 0.5;

    /** Where the six strains xx yy zz yz xz xy stand in a 3×3 matrix. */
    private static final int[] PLACES = {0, 4, 8, 5, 2, 1};

    private final Configuration start;
    private final Configuration now;
    private final ForceField field;
    private final CellFreedom freedom;
    private final CrystalSymmetry symmetry;
    private final double forceTolerance;
    private final double stressTolerance;
    private final int limit;
    private final double pressure;
    private final Fire.Listener listener;
    /** The only direction in which atoms move; null where there are all. */
    private final double[] along;
    private final VerletList lists;
    private final Evaluation out = new Evaluation();
    private final double length;
    private final int strains;
    private double[] unscaled;
    private int evaluations;
    private double largestForce;
    private double largestStress;
    private double hidden;

    CrystalEnergy(Configuration start, ForceField field, CellFreedom freedom, CrystalSymmetry symmetry, double forceTolerance, double stressTolerance, int limit,
                  double pressure, Fire.Listener listener, double[] along) {
        this.start = start;
        this.now = start.copy();
        this.field = field;
        this.freedom = freedom;
        this.symmetry = symmetry;
        this.forceTolerance = forceTolerance;
        this.stressTolerance = stressTolerance;
        this.limit = limit;
        this.pressure = pressure;
        this.listener = listener;
        this.along = along;
        lists = new VerletList(field, start.size() > SMALL ? SKIN : 0);
        strains = freedom == CellFreedom.FIXED ? 0 : 6;
        double volume = start.cell().volume();
        length = Math.sqrt(start.size()) * (volume > 0 ? Math.cbrt(volume / start.size()) : 1);
    }

    /** Number of variables. */
    int size() {
        return strains + 3 * start.size();
    }

    int evaluations() {
        return evaluations;
    }

    /** How many times their tolerance those forces and stresses are that the mean over the symmetry took away. */
    double hidden() {
        return hidden;
    }

    /** The configuration evaluated last. */
    Configuration last() {
        return now;
    }

    CrystalRelaxationResult result(int before) {
        return new CrystalRelaxationResult(converged(), before + evaluations, out.energy(), largestForce, largestStress);
    }

    @Override
    public boolean exhausted() {
        return evaluations >= limit;
    }

    @Override
    public boolean converged() {
        return largestForce <= forceTolerance && largestStress <= stressTolerance;
    }

    @Override
    public double longest(double[] step) {
        double strain = 0, move = 0;
        for (int k = 0; k < step.length; k++) {
            if (k < strains) {
                strain = Math.max(strain, Math.abs(step[k]) / length);
            } else {
                move = Math.max(move, Math.abs(step[k]));
            }
        }
        return Math.min(LARGEST_STRAIN / strain, LONGEST_MOVE / move);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double[] f = deformation(x);
        double[] strain = f.clone();
        for (int k = 0; k < 9; k += 4) {
            strain[k] -= 1;
        }
        for (int i = 0; i < start.size(); i++) {
            for (int a = 0; a < 3; a++) {
                double s = 0;
                for (int b = 0; b < 3; b++) {
                    s += f[3 * a + b] * (start.positions()[3 * i + b] + x[strains + 3 * i + b]);
                }
                now.positions()[3 * i + a] = s;
            }
        }
        now.setCell(start.cell().strained(strain));
        lists.update(now);
        field.compute(lists.list(), true, true, true, out);
        evaluations++;
        if (!Double.isFinite(out.energy())) {
            throw StructureException.of(Kind.NOT_FINITE, "the potential gives no finite energy for a crystal of %.4g Å³ for each atom", now.cell().volume() / now.size());
        }
        double[] forces = out.forces().clone(), virial = symmetric(out.virial());
        keepSymmetry(forces, virial);
        keepDirection(forces);
        double volume = now.cell().volume();
        for (int k = 0; k < 9 && strains > 0; k += 4) {
            virial[k] -= pressure * volume;
        }
        relaxCell(virial);
        measure(forces, virial);
        fill(gradient, f, forces, virial);
        listener.step(evaluations, out.energy(), largestForce);
        return out.energy() + (strains > 0 ? pressure * volume : 0);
    }

    private void keepSymmetry(double[] forces, double[] virial) {
        if (symmetry != null) {
            symmetry.symmetrize(forces);
            symmetry.symmetrizeTensor(virial);
            hidden = 0;
            for (int k = 0; k < forces.length; k++) {
                hidden = Math.max(hidden, Math.abs(out.forces()[k] - forces[k]) / forceTolerance);
            }
            for (int k = 0; k < 9 && strains > 0; k++) {
                hidden = Math.max(hidden, Math.abs((out.virial()[k] + out.virial()[3 * (k % 3) + k / 3]) / 2 - virial[k]) / now.cell().volume() / stressTolerance);
            }
        }
    }

    private void keepDirection(double[] forces) {
        for (int k = 0; k < forces.length && along != null; k += 3) {
            double f = forces[k] * along[0] + forces[k + 1] * along[1] + forces[k + 2] * along[2];
            for (int a = 0; a < 3; a++) {
                forces[k + a] = f * along[a];
            }
        }
    }

    private void relaxCell(double[] virial) {
        if (freedom == CellFreedom.SHAPE) {
            double third = (virial[0] + virial[4] + virial[8]) / 3;
            virial[0] -= third;
            virial[4] -= third;
            virial[8] -= third;
        }
    }

    private void measure(double[] forces, double[] virial) {
        largestForce = 0;
        for (int k = 0; k < forces.length; k += 3) {
            largestForce = Math.max(largestForce, Math.sqrt(forces[k] * forces[k] + forces[k + 1] * forces[k + 1] + forces[k + 2] * forces[k + 2]));
        }
        largestStress = 0;
        for (int k = 0; k < 9 && freedom != CellFreedom.FIXED; k++) {
            largestStress = Math.max(largestStress, Math.abs(virial[k]) / now.cell().volume());
        }
    }

    private void fill(double[] gradient, double[] f, double[] forces, double[] virial) {
        if (strains > 0) {
            double[] g = new double[9];
            Matrix3.inverse(freedom == CellFreedom.SHAPE ? unscaled : f, g);
            Matrix3.product(virial, g, g);
            g = symmetric(g);
            for (int k = 0; k < 6; k++) {
                // An off-diagonal strain stands in two places of the matrix.
                gradient[k] = -(k < 3 ? 1 : 2) * g[PLACES[k]] / length;
            }
        }
        for (int i = 0; i < forces.length; i += 3) {
            for (int b = 0; b < 3; b++) {
                gradient[strains + i + b] = -(f[b] * forces[i] + f[3 + b] * forces[i + 1] + f[6 + b] * forces[i + 2]);
            }
        }
    }

    private double[] deformation(double[] x) {
        double[] f = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        for (int k = 0; k < strains; k++) {
            f[PLACES[k]] += x[k] / length;
        }
        f[7] = f[5];
        f[6] = f[2];
        f[3] = f[1];
        unscaled = f.clone();
        if (freedom == CellFreedom.SHAPE) {
            double scale = 1 / Math.cbrt(Matrix3.determinant(f));
            for (int k = 0; k < 9; k++) {
                f[k] *= scale;
            }
        }
        return f;
    }

    private static double[] symmetric(double[] m) {
        double yz = (m[5] + m[7]) / 2, xz = (m[2] + m[6]) / 2, xy = (m[1] + m[3]) / 2;
        return new double[] {m[0], xy, xz, xy, m[4], yz, xz, yz, m[8]};
    }
}
