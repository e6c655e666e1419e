package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.Matrix3;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.dynamics.VerletList;
import org.eutectic.md.symmetry.BravaisLattice;
import org.eutectic.md.symmetry.CrystalSymmetry;

/**
 * Second derivatives of a crystal's energy by the places of two atoms, Φ_ij = d²E/du_i du_j = −df_j/du_i (eV/Å²), from the forces in a supercell in which one atom of each site of the
 * primitive cell is moved along each axis: central differences of fourth order (finite displacements: K. Parlinski, Z. Q. Li and Y. Kawazoe, Phys. Rev. Lett. 78, 4063 (1997)).
 *
 * <p>Two rules hold of such derivatives and are broken by rounding and by what differences leave: Φ_ij = Φ_jiᵀ, and Σ_j Φ_ij = 0, since a crystal that is moved as a whole feels nothing. Both are restored
 * by the smallest change that does it: the mean of the two, then with the row sums r_i and their sum s, Φ_ij − (r_i + r_jᵀ)/N + s/N² (the projection onto symmetric matrices without row sums).
 */
public final class ForceConstants {
    /** The step of the differences, Å, where no other is asked for. */
    public static final double DISPLACEMENT = 0.01;
    /** A supercell of more atoms is not made unless it is asked for. */
    private static final int MOST_ATOMS = 2000;
    /** Images whose distances differ less are equally near, Å. */
    private static final double SAME = 1e-4;

    private final BravaisLattice lattice;
    private final Configuration block;
    private final int[] repeat;
    private final int[] siteOf;
    private final double[] sites;
    private final double[] masses;
    private final double[][] values;
    /** For each site and atom the vectors, Å, from the site's atom to the nearest images of the atom. */
    private final double[][][] images;
    private final double correction;

    private ForceConstants(BravaisLattice lattice, Configuration unit, Configuration c, int[] repeat, double[][] raw) {
        this.lattice = lattice;
        this.block = c;
        this.repeat = repeat.clone();
        int n = c.size();
        int[] firstSite = lattice.siteOf(), representative = lattice.sites();
        siteOf = new int[n];
        for (int j = 0; j < n; j++) {
            siteOf[j] = firstSite[j % unit.size()];
        }
        sites = new double[3 * representative.length];
        masses = new double[representative.length];
        images = new double[representative.length][n][];
        for (int s = 0; s < representative.length; s++) {
            System.arraycopy(c.positions(), 3 * representative[s], sites, 3 * s, 3);
            masses[s] = unit.masses()[representative[s]];
            for (int j = 0; j < n; j++) {
                images[s][j] = nearest(c, representative[s], j);
            }
        }
        values = raw;
        double before = 0;
        double[][] first = new double[raw.length][];
        for (int s = 0; s < raw.length; s++) {
            first[s] = raw[s].clone();
        }
        exchange();
        sumToZero();
        for (int s = 0; s < raw.length; s++) {
            for (int k = 0; k < raw[s].length; k++) {
                before = Math.max(before, Math.abs(first[s][k] - values[s][k]));
            }
        }
        correction = before;
    }

    /**
     * How often a crystal's cell is to be repeated: its faces four cutoffs apart. An embedded atom feels its neighbors' neighbors, two cutoffs away, and none of their images then.
     * Less in crystals of which that would be more than 2,000 atoms.
     */
    public static int[] repeat(RestingCrystal crystal, ForceField field) {
        return CrystalBlock.repeat(crystal.configuration(), 4 * field.cutoff(), MOST_ATOMS);
    }

    /**
     * Calculates them.
     *
     * @param repeat how often the crystal's cell is repeated along its edges
     * @param displacement the step of the differences, Å; atoms are moved by up to twice this
     * @throws PropertyException where the displacement is not small, or the crystal has too many atoms
     */
    public static ForceConstants of(RestingCrystal crystal, ForceField field, int[] repeat, double displacement, CalculationProgress progress) {
        if (!(displacement >= 1e-5) || displacement > 0.1) {
            throw new PropertyException("a displacement of " + displacement + " Å makes no sense: take one from 1e-5 to 0.1");
        }
        Configuration unit = crystal.configuration();
        if (unit.size() > CrystalSymmetry.LARGEST) {
            throw PropertyException.of("%s: %d atoms are more than phonons are calculated of (%d): give the crystal in its own cell, not repeated", crystal.name(), unit.size(), CrystalSymmetry.LARGEST);
        }
        BravaisLattice lattice = BravaisLattice.of(unit);
        Configuration c = Atoms.supercell(unit, repeat);
        VerletList list = new VerletList(field, 8 * displacement);
        Evaluation out = new Evaluation();
        int[] sites = lattice.sites();
        double[][] raw = new double[sites.length][9 * c.size()];
        int done = 0, total = 12 * sites.length;
        for (int s = 0; s < sites.length; s++) {
            for (int a = 0; a < 3; a++) {
                double at = c.positions()[3 * sites[s] + a];
                for (int step : new int[] {-2, -1, 1, 2}) {
                    c.positions()[3 * sites[s] + a] = at + step * displacement;
                    list.update(c);
                    field.compute(list.list(), false, true, false, out);
                    double factor = (step == 1 ? -8 : step == -1 ? 8 : step == 2 ? 1 : -1) / (12 * displacement);
                    for (int j = 0; j < c.size(); j++) {
                        for (int b = 0; b < 3; b++) {
                            raw[s][9 * j + 3 * a + b] += factor * out.forces()[3 * j + b];
                        }
                    }
                    progress.at("displacements", ++done, total);
                }
                c.positions()[3 * sites[s] + a] = at;
            }
        }
        return new ForceConstants(lattice, unit, c, repeat, raw);
    }

    /** The crystal's lattice. */
    public BravaisLattice lattice() {
        return lattice;
    }

    /** How often the crystal's cell was repeated. */
    public int[] repeat() {
        return repeat.clone();
    }

    /** Atoms of the supercell. */
    public int supercellSize() {
        return block.size();
    }

    /** Half the least distance between opposite faces of the supercell, Å: force constants of atoms further apart are mixed with those of images. */
    public double reach() {
        return CrystalBlock.height(block.cell()) / 2;
    }

    /** Atoms in the primitive cell. */
    public int sites() {
        return masses.length;
    }

    /** By how much restoring the two rules changed any force constant, eV/Å². */
    public double correction() {
        return correction;
    }

    /** The largest force constant, eV/Å². */
    public double largest() {
        double most = 0;
        for (double[] v : values) {
            for (double x : v) {
                most = Math.max(most, Math.abs(x));
            }
        }
        return most;
    }

    /**
     * The dynamical matrix D(q) = Σ_j Φ_ij exp(i q·(r_j − r_i)) / √(m_i m_j), for all pairs of sites, eV/(Å² u); where several images of an atom are equally near, their mean.
     *
     * @param q Cartesian, 1/Å, with 2π
     * @param real is filled: 3 n rows and columns
     * @param imaginary is filled likewise
     */
    void dynamicalMatrix(double[] q, double[] real, double[] imaginary) {
        int n = 3 * sites();
        Arrays.fill(real, 0);
        Arrays.fill(imaginary, 0);
        for (int s = 0; s < sites(); s++) {
            for (int j = 0; j < siteOf.length; j++) {
                double cos = 0, sin = 0;
                double[] d = images[s][j];
                for (int k = 0; k < d.length; k += 3) {
                    double phase = q[0] * d[k] + q[1] * d[k + 1] + q[2] * d[k + 2];
                    cos += Math.cos(phase);
                    sin += Math.sin(phase);
                }
                double weight = 3.0 / d.length / Math.sqrt(masses[s] * masses[siteOf[j]]);
                for (int k = 0; k < 9; k++) {
                    int place = (3 * s + k / 3) * n + 3 * siteOf[j] + k % 3;
                    real[place] += weight * cos * values[s][9 * j + k];
                    imaginary[place] += weight * sin * values[s][9 * j + k];
                }
            }
        }
    }

    /** The vectors from an atom to the nearest images of another, one after the other, Å. */
    static double[] nearest(Configuration c, int i, int j) {
        double[] v = c.cell().vectors(), inverse = new double[9], d = new double[3];
        Matrix3.inverse(v, inverse);
        for (int k = 0; k < 3; k++) {
            d[k] = c.positions()[3 * j + k] - c.positions()[3 * i + k];
        }
        double[] whole = new double[3];
        for (int k = 0; k < 3; k++) {
            whole[k] = Math.rint(d[0] * inverse[k] + d[1] * inverse[3 + k] + d[2] * inverse[6 + k]);
        }
        double least = Double.POSITIVE_INFINITY;
        List<double[]> near = new ArrayList<>();
        for (int code = 0; code < 125; code++) {
            double[] m = new double[3];
            for (int k = 0; k < 3; k++) {
                m[k] = d[k];
                for (int row = 0; row < 3; row++) {
                    m[k] += ((row == 0 ? code % 5 : row == 1 ? code / 5 % 5 : code / 25) - 2 - whole[row]) * v[3 * row + k];
                }
            }
            double length = Math.sqrt(m[0] * m[0] + m[1] * m[1] + m[2] * m[2]);
            if (length < least - SAME) {
                near.clear();
            }
            least = Math.min(least, length);
            if (length < least + SAME) {
                near.add(m);
            }
        }
        double[] all = new double[3 * near.size()];
        for (int k = 0; k < all.length; k++) {
            all[k] = near.get(k / 3)[k % 3];
        }
        return all;
    }

    /** Φ_ij = Φ_jiᵀ: where a pair of this supercell is carried to by the lattice is found by its vector. */
    private void exchange() {
        double[][] mean = new double[values.length][];
        for (int s = 0; s < values.length; s++) {
            mean[s] = values[s].clone();
            for (int j = 0; j < siteOf.length; j++) {
                int t = siteOf[j], back = partner(s, j);
                for (int k = 0; k < 9; k++) {
                    mean[s][9 * j + k] = (values[s][9 * j + k] + values[t][9 * back + 3 * (k % 3) + k / 3]) / 2;
                }
            }
        }
        System.arraycopy(mean, 0, values, 0, values.length);
    }

    /** The atom that is seen from j's site as i is seen from j. */
    private int partner(int s, int j) {
        double[] d = images[s][j];
        int t = siteOf[j], best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < siteOf.length; k++) {
            double[] e = images[t][k];
            if (siteOf[k] == s && e.length == d.length) {
                for (int m = 0; m < e.length; m += 3) {
                    double off = Math.abs(e[m] + d[0]) + Math.abs(e[m + 1] + d[1]) + Math.abs(e[m + 2] + d[2]);
                    if (off < least) {
                        least = off;
                        best = k;
                    }
                }
            }
        }
        if (best < 0) {
            throw new IllegalStateException("an atom of the supercell has no counterpart");
        }
        return best;
    }

    private void sumToZero() {
        int n = siteOf.length;
        double[][] rows = new double[values.length][9];
        double[] sum = new double[9];
        for (int s = 0; s < values.length; s++) {
            for (int k = 0; k < 9 * n; k++) {
                rows[s][k % 9] += values[s][k];
            }
            for (int k = 0; k < 9; k++) {
                sum[k] += rows[s][k] * n / values.length;
            }
        }
        for (int s = 0; s < values.length; s++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < 9; k++) {
                    values[s][9 * j + k] -= (rows[s][k] + rows[siteOf[j]][3 * (k % 3) + k / 3]) / n - sum[k] / n / n;
                }
            }
        }
    }
}
