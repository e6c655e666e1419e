package org.eutectic.physics.coulomb;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.PlaceSums;
import org.eutectic.parallel.Workers;

/**
 * The reciprocal part of Ewald's sum over all wave vectors shorter than the splitting's longest,
 *
 * <pre>
 * E = (1/2V) Σ_k (4π/k²) exp(−k²/4α²) |S(k)|²,   S(k) = Σ_i q_i exp(i k·r_i)
 * </pre>
 *
 * (S. W. de Leeuw, J. W. Perram and E. R. Smith, Proc. R. Soc. A 373, 27 (1980), for conducting surroundings). Its cost grows with the number of atoms squared, or its
 * 3/2th power where the cutoff grows, too. Wave vectors n1 b1 + n2 b2 + n3 b3 are kept in runs along b3; of k and −k there is one.
 */
final class EwaldSum implements Reciprocal {
    private static final int MOST_SHARES = 8;
    private static final int ATOMS_A_SHARE = 256;

    private final Workers workers;
    private final IntConsumer gather = this::gather;
    private final IntConsumer spread = this::spread;
    private Cell cell;
    private Splitting splitting;
    private final double[] basis = new double[9];
    /** For each run n1, n2, the first n3, how many, and where its waves begin. */
    private int[] runs = new int[0];
    private int runCount;
    private int waves;
    private final int[] most = new int[3];
    /** (2/V) (4π/k²) exp(−k²/4α²), the 2 for −k. */
    private double[] weights = new double[0];
    private final Share[] shares = new Share[MOST_SHARES];
    private NeighborList list;
    private double[] charges;
    private boolean wantForces;
    private ChargeField out;

    /** One thread's arrays: structure factors of its atoms, and the phases of one of them. */
    private static final class Share {
        double[] real = new double[0];
        double[] imaginary = new double[0];
        double[] cos = new double[0];
        double[] sin = new double[0];
    }

    EwaldSum(Workers workers) {
        this.workers = workers;
        Arrays.setAll(shares, k -> new Share());
    }

    @Override
    public void prepare(Cell cell, Splitting splitting, int atoms) {
        if (cell.equals(this.cell) && splitting.equals(this.splitting)) {
            return;
        }
        this.cell = cell;
        this.splitting = splitting;
        LatticeWaves.basis(cell, basis);
        double longest = splitting.longestWave(), limit = longest * longest;
        for (int k = 0; k < 3; k++) {
            double length = Math.sqrt(cell.get(k, 0) * cell.get(k, 0) + cell.get(k, 1) * cell.get(k, 1) + cell.get(k, 2) * cell.get(k, 2));
            // n = k·a/2π is at most |k||a|/2π.
            most[k] = (int) Math.floor(longest * length / (2 * Math.PI));
        }
        layOut(limit);
        double alpha = splitting.alpha(), factor = 8 * Math.PI / cell.volume();
        if (weights.length < waves) {
            weights = new double[waves];
        }
        for (int r = 0; r < runCount; r++) {
            for (int k = 0; k < runs[5 * r + 3]; k++) {
                double square = square(runs[5 * r], runs[5 * r + 1], runs[5 * r + 2] + k);
                weights[runs[5 * r + 4] + k] = factor / square * Math.exp(-square / (4 * alpha * alpha));
            }
        }
    }

    private double square(double n1, double n2, double n3) {
        double x = n1 * basis[0] + n2 * basis[3] + n3 * basis[6], y = n1 * basis[1] + n2 * basis[4] + n3 * basis[7];
        double z = n1 * basis[2] + n2 * basis[5] + n3 * basis[8];
        return x * x + y * y + z * z;
    }

    /** In a run the waves shorter than the longest are those between two roots of a quadratic equation. */
    private void layOut(double limit) {
        runCount = 0;
        waves = 0;
        double c = basis[6] * basis[6] + basis[7] * basis[7] + basis[8] * basis[8];
        for (int n1 = 0; n1 <= most[0]; n1++) {
            for (int n2 = n1 == 0 ? 0 : -most[1]; n2 <= most[1]; n2++) {
                double x = n1 * basis[0] + n2 * basis[3], y = n1 * basis[1] + n2 * basis[4], z = n1 * basis[2] + n2 * basis[5];
                double middle = -(x * basis[6] + y * basis[7] + z * basis[8]) / c;
                double rest = limit - (x * x + y * y + z * z) + middle * middle * c;
                if (rest < 0) {
                    continue;
                }
                double half = Math.sqrt(rest / c);
                int low = (int) Math.max(-most[2], Math.ceil(middle - half)), high = (int) Math.min(most[2], Math.floor(middle + half));
                low = n1 == 0 && n2 == 0 ? Math.max(low, 1) : low;
                if (high < low) {
                    continue;
                }
                if (runs.length < 5 * runCount + 5) {
                    runs = Arrays.copyOf(runs, 10 * runCount + 320);
                }
                int at = 5 * runCount++;
                runs[at] = n1;
                runs[at + 1] = n2;
                runs[at + 2] = low;
                runs[at + 3] = high - low + 1;
                runs[at + 4] = waves;
                waves += high - low + 1;
            }
        }
    }

    /** The waves of the cell prepared for. */
    CoulombPlan.Waves waves() {
        int[] all = new int[3 * waves];
        for (int r = 0; r < runCount; r++) {
            for (int k = 0, at = 3 * runs[5 * r + 4]; k < runs[5 * r + 3]; k++, at += 3) {
                all[at] = runs[5 * r];
                all[at + 1] = runs[5 * r + 1];
                all[at + 2] = runs[5 * r + 2] + k;
            }
        }
        return new CoulombPlan.Waves(most.clone(), all, Arrays.copyOf(weights, waves), basis.clone());
    }

    private int shareCount() {
        return Math.clamp(list.centers() / ATOMS_A_SHARE, 1, MOST_SHARES);
    }

    @Override
    public void add(NeighborList list, double[] charges, boolean forces, boolean virial, ChargeField out) {
        this.list = list;
        this.charges = charges;
        this.out = out;
        wantForces = forces;
        int count = shareCount(), phases = 2 * (most[0] + most[1] + most[2]) + 3;
        for (int p = 0; p < count; p++) {
            Share s = shares[p];
            if (s.real.length < waves) {
                s.real = new double[waves];
                s.imaginary = new double[waves];
            }
            if (s.cos.length < phases) {
                s.cos = new double[phases];
                s.sin = new double[phases];
            }
        }
        workers.run(count, gather);
        double[] real = shares[0].real, imaginary = shares[0].imaginary;
        for (int p = 1; p < count; p++) {
            for (int k = 0; k < waves; k++) {
                real[k] += shares[p].real[k];
                imaginary[k] += shares[p].imaginary[k];
            }
        }
        if (virial) {
            addVirial(real, imaginary);
        }
        for (int k = 0; k < waves; k++) {
            real[k] *= weights[k];
            imaginary[k] *= weights[k];
        }
        workers.run(count, spread);
    }

    /** exp(2πi n s) of an atom for n = −most … most along each direction, one after the other. */
    private void phases(int atom, double[] cos, double[] sin) {
        double[] x = list.positions();
        int at = 0;
        for (int d = 0; d < 3; d++) {
            double angle = x[4 * atom] * basis[3 * d] + x[4 * atom + 1] * basis[3 * d + 1] + x[4 * atom + 2] * basis[3 * d + 2];
            int zero = at + most[d];
            double c1 = Math.cos(angle), s1 = Math.sin(angle), c = 1, s = 0;
            for (int n = 0; n <= most[d]; n++) {
                if (n > 1 && (n & 15) == 0) {
                    // Products of phases lose digits: a fresh one now and then.
                    c = Math.cos(n * angle);
                    s = Math.sin(n * angle);
                }
                cos[zero + n] = cos[zero - n] = c;
                sin[zero + n] = s;
                sin[zero - n] = -s;
                double next = c * c1 - s * s1;
                s = s * c1 + c * s1;
                c = next;
            }
            at += 2 * most[d] + 1;
        }
    }

    /** S(k) of a share of the atoms. */
    private void gather(int p) {
        Share share = shares[p];
        double[] re = share.real, im = share.imaginary, cos = share.cos, sin = share.sin;
        Arrays.fill(re, 0, waves, 0);
        Arrays.fill(im, 0, waves, 0);
        int count = shareCount(), n = list.centers(), second = 2 * most[0] + 1 + most[1], third = 2 * (most[0] + most[1]) + 2 + most[2];
        for (int i = (int) ((long) n * p / count), end = (int) ((long) n * (p + 1) / count); i < end; i++) {
            double q = charges[i];
            if (q == 0) {
                continue;
            }
            phases(i, cos, sin);
            for (int r = 0; r < runCount; r++) {
                int a = most[0] + runs[5 * r], b = second + runs[5 * r + 1], c = third + runs[5 * r + 2], at = runs[5 * r + 4], length = runs[5 * r + 3];
                double u = q * (cos[a] * cos[b] - sin[a] * sin[b]), v = q * (cos[a] * sin[b] + sin[a] * cos[b]);
                for (int k = 0; k < length; k++) {
                    re[at + k] += u * cos[c + k] - v * sin[c + k];
                    im[at + k] += u * sin[c + k] + v * cos[c + k];
                }
            }
        }
    }

    /** Potentials and forces of a share of the atoms from the weighted S(k). */
    private void spread(int p) {
        double[] re = shares[0].real, im = shares[0].imaginary, cos = shares[p].cos, sin = shares[p].sin;
        int count = shareCount(), n = list.centers(), second = 2 * most[0] + 1 + most[1], third = 2 * (most[0] + most[1]) + 2 + most[2];
        for (int i = (int) ((long) n * p / count), end = (int) ((long) n * (p + 1) / count); i < end; i++) {
            phases(i, cos, sin);
            double potential = 0, f1 = 0, f2 = 0, f3 = 0;
            for (int r = 0; r < runCount; r++) {
                int n1 = runs[5 * r], n2 = runs[5 * r + 1], low = runs[5 * r + 2], length = runs[5 * r + 3], at = runs[5 * r + 4];
                int a = most[0] + n1, b = second + n2, c = third + low;
                double u = cos[a] * cos[b] - sin[a] * sin[b], v = cos[a] * sin[b] + sin[a] * cos[b];
                double sr = 0, si = 0, tr = 0, ti = 0;
                for (int k = 0; k < length; k++) {
                    // S exp(−i n3 θ3)
                    double x = re[at + k] * cos[c + k] + im[at + k] * sin[c + k], y = im[at + k] * cos[c + k] - re[at + k] * sin[c + k];
                    sr += x;
                    si += y;
                    tr += k * x;
                    ti += k * y;
                }
                tr += low * sr;
                ti += low * si;
                potential += u * sr + v * si;
                // Im(S exp(−i k·r)), whose product with k is the field.
                double slope = u * si - v * sr;
                f1 -= n1 * slope;
                f2 -= n2 * slope;
                f3 -= u * ti - v * tr;
            }
            out.potentials()[i] += potential;
            if (wantForces) {
                double q = charges[i];
                double[] f = out.forces();
                for (int d = 0; d < 3; d++) {
                    f[3 * i + d] += q * (f1 * basis[d] + f2 * basis[3 + d] + f3 * basis[6 + d]);
                }
            }
        }
    }

    @Override
    public void addMatrix(NeighborList list, double[] matrix) {
        this.list = list;
        int n = list.centers(), phases = 2 * (most[0] + most[1] + most[2]) + 3, second = 2 * most[0] + 1 + most[1], third = 2 * (most[0] + most[1]) + 2 + most[2];
        double[] cos = new double[n * phases], sin = new double[n * phases], c = new double[phases], s = new double[phases], re = new double[n], im = new double[n];
        for (int i = 0; i < n; i++) {
            phases(i, c, s);
            System.arraycopy(c, 0, cos, i * phases, phases);
            System.arraycopy(s, 0, sin, i * phases, phases);
        }
        for (int r = 0; r < runCount; r++) {
            for (int k = 0; k < runs[5 * r + 3]; k++) {
                for (int i = 0; i < n; i++) {
                    int at = i * phases, a = at + most[0] + runs[5 * r], b = at + second + runs[5 * r + 1], d = at + third + runs[5 * r + 2] + k;
                    double u = cos[a] * cos[b] - sin[a] * sin[b], v = cos[a] * sin[b] + sin[a] * cos[b];
                    re[i] = u * cos[d] - v * sin[d];
                    im[i] = u * sin[d] + v * cos[d];
                }
                double weight = weights[runs[5 * r + 4] + k];
                for (int i = 0; i < n; i++) {
                    double x = weight * re[i], y = weight * im[i];
                    for (int j = 0, at = i * n; j <= i; j++) {
                        matrix[at + j] += x * re[j] + y * im[j];
                    }
                }
            }
        }
    }

    /** −dE/dε = Σ_k E_k (1 − 2 (1/k² + 1/4α²) k k). */
    private void addVirial(double[] real, double[] imaginary) {
        double quarter = 1 / (4 * splitting.alpha() * splitting.alpha());
        double[] sum = new double[6];
        for (int r = 0; r < runCount; r++) {
            double n1 = runs[5 * r], n2 = runs[5 * r + 1];
            for (int k = 0; k < runs[5 * r + 3]; k++) {
                int at = runs[5 * r + 4] + k;
                double n3 = runs[5 * r + 2] + k, energy = 0.5 * weights[at] * (real[at] * real[at] + imaginary[at] * imaginary[at]);
                LatticeWaves.addVirial(n1 * basis[0] + n2 * basis[3] + n3 * basis[6], n1 * basis[1] + n2 * basis[4] + n3 * basis[7],
                    n1 * basis[2] + n2 * basis[5] + n3 * basis[8], quarter, energy, sum);
            }
        }
        PlaceSums.addSymmetric(sum, out.virial());
    }
}
