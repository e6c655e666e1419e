package org.eutectic.md.property;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.Units;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;
import org.eutectic.md.symmetry.LaueClass;

/**
 * Elastic constants of a crystal at rest, C_ij = dσ_i/dε_j at zero stress: derivatives of the stress by a homogeneous strain, by central differences of fourth
 * order. At zero stress it makes no difference which measures of stress and strain are meant (D. C. Wallace, Thermodynamics of Crystals (1972), section 2);
 * the crystal is therefore relaxed first.
 *
 * <p>Atoms that symmetry does not hold in place move when the crystal is strained. The clamped constants keep them where the strain takes them; the relaxed
 * ones, those that are measured, let them come to rest at each strain.
 *
 * @param relaxed with inner displacements
 * @param clamped without
 * @param laueClass the symmetry over which both are averaged, as found in the crystal
 * @param strain the largest strain used
 * @param asymmetry how much the mean over the symmetry changed any element of the relaxed matrix, GPa: rounding, in a crystal that has this symmetry
 * @param error by how much differences of second order give other values, GPa: far more than the error of the fourth order
 */
public record Elasticity(Stiffness relaxed, Stiffness clamped, LaueClass laueClass, double strain, double asymmetry, double error) {
    /** Strains up to here are small. */
    public static final double LARGEST_STRAIN = 0.02;
    /** The strain to take where no other is asked for. */
    public static final double DEFAULT_STRAIN = 1e-3;

    private static final int[][] PLACES = {{0, 0}, {1, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}};

    /**
     * Calculates the constants.
     *
     * @param strain the step of the differences; strains up to twice this are applied
     * @throws PropertyException where the strain is not small, or atoms find no place of rest in the strained crystal
     */
    public static Elasticity of(RestingCrystal crystal, ForceField field, double strain) {
        if (!(strain > 0) || 2 * strain > LARGEST_STRAIN) {
            throw new PropertyException("a strain of " + strain + " is not small: take one from 1e-5 to " + LARGEST_STRAIN / 2 + " (differences reach to twice that)");
        }
        SinglePoint point = new SinglePoint(field);
        double[] clamped = new double[36], relaxed = new double[36], rough = new double[36];
        for (int j = 0; j < 6; j++) {
            double[][][] stress = new double[4][][];
            for (int k = 0; k < 4; k++) {
                stress[k] = stresses(crystal, point, j, new int[] {-2, -1, 1, 2}[k] * strain);
            }
            for (int i = 0; i < 6; i++) {
                clamped[6 * i + j] = slope(stress, 0, i, strain);
                relaxed[6 * i + j] = slope(stress, 1, i, strain);
                rough[6 * i + j] = (stress[2][1][i] - stress[1][1][i]) / (2 * strain) * Units.GIGAPASCAL;
            }
        }
        Stiffness raw = new Stiffness(relaxed), mean = raw.averaged(crystal.symmetry().rotations());
        double asymmetry = Math.max(mean.distance(raw), asymmetry(relaxed));
        return new Elasticity(mean, new Stiffness(clamped).averaged(crystal.symmetry().rotations()), crystal.symmetry().laueClass(), 2 * strain, asymmetry,
            raw.distance(new Stiffness(rough)));
    }

    private static double slope(double[][][] stress, int which, int i, double h) {
        return (8 * (stress[2][which][i] - stress[1][which][i]) - (stress[3][which][i] - stress[0][which][i])) / (12 * h) * Units.GIGAPASCAL;
    }

    private static double asymmetry(double[] c) {
        double most = 0;
        for (int k = 0; k < 36; k++) {
            most = Math.max(most, Math.abs(c[k] - c[6 * (k % 6) + k / 6]) / 2);
        }
        return most;
    }

    /** Stress with clamped atoms and with relaxed ones, eV/Å³, in a crystal with one of the six strains (engineering shear). */
    private static double[][] stresses(RestingCrystal crystal, SinglePoint point, int component, double strain) {
        double[] e = new double[9];
        int a = PLACES[component][0], b = PLACES[component][1];
        e[3 * a + b] += strain / 2;
        e[3 * b + a] += strain / 2;
        Configuration c = crystal.configuration().strained(e);
        double[] clamped = stress(c, point);
        CrystalRelaxationResult r = new CrystalRelaxation().withCell(CellFreedom.FIXED).withoutSymmetry().relax(c, point.field());
        if (!r.converged()) {
            throw PropertyException.of("%s: under a strain of %.2g the atoms found no place of rest; a force of %.2g eV/Å is left", crystal.name(), strain, r.largestForce());
        }
        return new double[][] {clamped, stress(c, point)};
    }

    private static double[] stress(Configuration c, SinglePoint point) {
        double[] w = point.all(c).virial();
        double[] s = new double[6];
        for (int k = 0; k < 6; k++) {
            s[k] = -(w[3 * PLACES[k][0] + PLACES[k][1]] + w[3 * PLACES[k][1] + PLACES[k][0]]) / 2 / c.cell().volume();
        }
        return s;
    }
}
