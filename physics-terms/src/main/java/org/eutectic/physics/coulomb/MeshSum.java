package org.eutectic.physics.coulomb;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.PlaceSums;
import org.eutectic.parallel.Workers;

/**
 * The reciprocal part of Ewald's sum on a mesh: smooth particle-mesh Ewald, U. Essmann, L. Perera, M. L. Berkowitz, T. Darden, H. Lee and L. G. Pedersen, J. Chem. Phys.
 * 103, 8577 (1995). Splines spread the charges over a mesh, a Fourier transform turns them into structure factors, the influence function and a transform back give the
 * potential on the mesh, which the same splines read. Potentials, forces and virial are derivatives of one energy.
 *
 * <p>Forces on a mesh do not sum to zero exactly; what is left over, which is less than their error, is taken from all atoms alike, as Essmann and others advise.
 *
 * <p>Order and spacing follow from the splitting and {@link MeshError}. Planes of the mesh are divided into slabs at least as thick as a spline is wide: charges in every
 * other slab are spread at the same time, so that nobody adds where another does and sums do not depend on the number of threads.
 */
final class MeshSum implements Reciprocal {
    private static final int WIDEST = MeshPlan.WIDEST;
    private static final int BLOCK = 512;

    private final Workers workers;
    private final MeshPlan plan;
    private final IntConsumer place = this::place;
    private final IntConsumer spreadSlab = this::spreadSlab;
    private final IntConsumer read = this::read;
    private final IntConsumer influence = this::influence;
    private final MeshTransform.Convolution convolve = this::convolve;
    private Cell cell;
    private Splitting splitting;
    private final double[] basis;
    private int order;
    private MeshTransform mesh;
    private final double[][] moduli;
    private double[] weights = new double[0];
    private final double[][] virials = new double[MeshTransform.tasks()][6];
    private boolean wantVirial;
    private boolean wantForces;
    private int slabs;
    private int parity;
    /** Atoms in the order of the slabs they lie in, and where each slab's begin. */
    private int[] sorted = new int[0];
    private int[] slabStart = new int[0];
    private int[] slabOf = new int[0];
    /** Three fractional places on the mesh for each atom, wrapped into it. */
    private double[] places = new double[0];
    private double[][] splines = new double[0][];
    private NeighborList list;
    private double[] charges;
    private ChargeField out;

    MeshSum(double accuracy, Workers workers) {
        plan = new MeshPlan(accuracy);
        moduli = plan.moduli();
        basis = plan.basis();
        this.workers = workers;
    }

    @Override
    public void prepare(Cell cell, Splitting splitting, int atoms) {
        if (!plan.prepare(cell, splitting, atoms)) {
            return;
        }
        this.cell = cell;
        this.splitting = splitting;
        order = plan.order();
        int n1 = plan.points()[0], n2 = plan.points()[1], n3 = plan.points()[2];
        if (mesh == null || mesh.n1 != n1 || mesh.n2 != n2 || mesh.n3 != n3) {
            mesh = null;
            mesh = new MeshTransform(n1, n2, n3, workers);
            weights = new double[n1 * n2 * (n3 / 2 + 1)];
        }
        workers.run(MeshTransform.tasks(), influence);
        slabs = Math.max(1, n1 / order & ~1);
    }

    /** (4π/V k²) exp(−k²/4α²) |b1 b2 b3|², for the waves m1 of m2 and m3 side by side; Essmann's eqs. 3.9 and 4.8. */
    private void influence(int task) {
        double alpha = splitting.alpha(), factor = 4 * Math.PI / cell.volume() * mesh.n3;
        for (int m2 = mesh.n2 * task / MeshTransform.tasks(); m2 < mesh.n2 * (task + 1) / MeshTransform.tasks(); m2++) {
            for (int m3 = 0; m3 <= mesh.n3 / 2; m3++) {
                for (int m1 = 0, at = (m2 * (mesh.n3 / 2 + 1) + m3) * mesh.n1; m1 < mesh.n1; m1++, at++) {
                    double x = wave(m1, m2, m3, 0), y = wave(m1, m2, m3, 1), z = wave(m1, m2, m3, 2), square = x * x + y * y + z * z;
                    weights[at] = m1 == 0 && m2 == 0 && m3 == 0 ? 0
                        : factor / square * Math.exp(-square / (4 * alpha * alpha)) * moduli[0][m1] * moduli[1][m2] * moduli[2][m3];
                }
            }
        }
    }

    private double wave(int m1, int m2, int m3, int axis) {
        return signed(m1, mesh.n1) * basis[axis] + signed(m2, mesh.n2) * basis[3 + axis] + signed(m3, mesh.n3) * basis[6 + axis];
    }

    private static int signed(int m, int n) {
        return 2 * m > n ? m - n : m;
    }

    @Override
    public void add(NeighborList list, double[] charges, boolean forces, boolean virial, ChargeField out) {
        this.list = list;
        this.charges = charges;
        this.out = out;
        wantForces = forces;
        wantVirial = virial;
        int n = list.centers(), blocks = (n + BLOCK - 1) / BLOCK;
        reserve(n, Math.max(blocks, slabs));
        workers.run(blocks, place);
        sort(n);
        Arrays.fill(mesh.values, 0);
        for (parity = 0; parity < 2; parity++) {
            workers.run((slabs + 1 - parity) / 2, spreadSlab);
        }
        for (double[] v : virials) {
            Arrays.fill(v, 0);
        }
        mesh.convolve(convolve);
        workers.run(blocks, read);
        if (virial) {
            for (double[] v : virials) {
                PlaceSums.addSymmetric(v, out.virial());
            }
        }
        if (forces) {
            balance(n);
        }
    }

    /** All elements are wanted, for which a mesh is of no use. */
    @Override
    public void addMatrix(NeighborList list, double[] matrix) {
        EwaldSum waves = new EwaldSum(workers);
        waves.prepare(cell, splitting, list.centers());
        waves.addMatrix(list, matrix);
    }

    private void reserve(int atoms, int tasks) {
        if (sorted.length < atoms) {
            sorted = new int[atoms];
            slabOf = new int[atoms];
            places = new double[3 * atoms];
        }
        if (slabStart.length < slabs + 1) {
            slabStart = new int[slabs + 1];
        }
        if (splines.length < tasks) {
            splines = new double[tasks][6 * WIDEST];
        }
    }

    /** Fractional coordinates times the numbers of points. */
    private void place(int block) {
        double[] x = list.positions();
        for (int i = block * BLOCK; i < Math.min(list.centers(), (block + 1) * BLOCK); i++) {
            for (int d = 0; d < 3; d++) {
                int n = d == 0 ? mesh.n1 : d == 1 ? mesh.n2 : mesh.n3;
                double s = (x[4 * i] * basis[3 * d] + x[4 * i + 1] * basis[3 * d + 1] + x[4 * i + 2] * basis[3 * d + 2]) / (2 * Math.PI), u = (s - Math.floor(s)) * n;
                places[3 * i + d] = u < n ? u : 0;
            }
            slabOf[i] = (int) ((long) (int) places[3 * i] * slabs / mesh.n1);
        }
    }

    private void sort(int n) {
        Arrays.fill(slabStart, 0, slabs + 1, 0);
        for (int i = 0; i < n; i++) {
            slabStart[slabOf[i] + 1]++;
        }
        for (int s = 0; s < slabs; s++) {
            slabStart[s + 1] += slabStart[s];
        }
        for (int i = 0; i < n; i++) {
            sorted[slabStart[slabOf[i]]++] = i;
        }
        for (int s = slabs; s > 0; s--) {
            slabStart[s] = slabStart[s - 1];
        }
        slabStart[0] = 0;
    }

    /** A slab is at least as thick as a spline is wide, and a charge's points lie in its own slab and the one before. */
    private void spreadSlab(int number) {
        int slab = 2 * number + parity, p = order, row = mesh.row, n3 = mesh.n3;
        double[] w = splines[slab], v = mesh.values;
        for (int k = slabStart[slab]; k < slabStart[slab + 1]; k++) {
            int i = sorted[k];
            double q = charges[i];
            if (q == 0) {
                continue;
            }
            int c1 = splines(i, 0, w), c2 = splines(i, 1, w), c3 = splines(i, 2, w);
            boolean whole = c3 >= 0;
            for (int a = 0; a < p; a++) {
                int m1 = c1 + a < 0 ? c1 + a + mesh.n1 : c1 + a;
                double qa = q * w[a];
                for (int b = 0; b < p; b++) {
                    int m2 = c2 + b < 0 ? c2 + b + mesh.n2 : c2 + b, at = (m1 * mesh.n2 + m2) * row;
                    double qb = qa * w[WIDEST + b];
                    if (whole) {
                        for (int c = 0; c < p; c++) {
                            v[at + c3 + c] += qb * w[2 * WIDEST + c];
                        }
                    } else {
                        for (int c = 0; c < p; c++) {
                            v[at + (c3 + c < 0 ? c3 + c + n3 : c3 + c)] += qb * w[2 * WIDEST + c];
                        }
                    }
                }
            }
        }
    }

    /** Values at {@code d}·WIDEST and slopes at (3 + d)·WIDEST; the first point, which may lie below 0. */
    private int splines(int atom, int d, double[] w) {
        double u = places[3 * atom + d];
        int whole = (int) u;
        Spline.at(u - whole, order, w, d * WIDEST, (3 + d) * WIDEST);
        return whole - order + 1;
    }

    private void convolve(double[] line, int m2, int m3, int task) {
        int n1 = mesh.n1, from = (m2 * (mesh.n3 / 2 + 1) + m3) * n1;
        double[] virial = virials[task];
        double quarter = 1 / (4 * splitting.alpha() * splitting.alpha()), twice = (m3 == 0 || 2 * m3 == mesh.n3 ? 0.5 : 1) / mesh.n3;
        for (int m1 = 0; m1 < n1; m1++) {
            double weight = weights[from + m1], re = line[2 * m1], im = line[2 * m1 + 1];
            if (wantVirial && weight != 0) {
                LatticeWaves.addVirial(wave(m1, m2, m3, 0), wave(m1, m2, m3, 1), wave(m1, m2, m3, 2), quarter, twice * weight * (re * re + im * im), virial);
            }
            line[2 * m1] = re * weight;
            line[2 * m1 + 1] = im * weight;
        }
    }

    private void read(int block) {
        int p = order, row = mesh.row, n3 = mesh.n3;
        double[] w = splines[block], v = mesh.values;
        for (int i = block * BLOCK; i < Math.min(list.centers(), (block + 1) * BLOCK); i++) {
            int c1 = splines(i, 0, w), c2 = splines(i, 1, w), c3 = splines(i, 2, w);
            boolean whole = c3 >= 0;
            double potential = 0, g1 = 0, g2 = 0, g3 = 0;
            for (int a = 0; a < p; a++) {
                int m1 = c1 + a < 0 ? c1 + a + mesh.n1 : c1 + a;
                double plane = 0, slope2 = 0, slope3 = 0;
                for (int b = 0; b < p; b++) {
                    int m2 = c2 + b < 0 ? c2 + b + mesh.n2 : c2 + b, at = (m1 * mesh.n2 + m2) * row;
                    double value = 0, slope = 0;
                    if (whole) {
                        for (int c = 0; c < p; c++) {
                            double x = v[at + c3 + c];
                            value += w[2 * WIDEST + c] * x;
                            slope += w[5 * WIDEST + c] * x;
                        }
                    } else {
                        for (int c = 0; c < p; c++) {
                            double x = v[at + (c3 + c < 0 ? c3 + c + n3 : c3 + c)];
                            value += w[2 * WIDEST + c] * x;
                            slope += w[5 * WIDEST + c] * x;
                        }
                    }
                    plane += w[WIDEST + b] * value;
                    slope2 += w[4 * WIDEST + b] * value;
                    slope3 += w[WIDEST + b] * slope;
                }
                potential += w[a] * plane;
                g1 += w[3 * WIDEST + a] * plane;
                g2 += w[a] * slope2;
                g3 += w[a] * slope3;
            }
            out.potentials()[i] += potential;
            if (wantForces) {
                double q = charges[i] / (2 * Math.PI);
                g1 *= mesh.n1;
                g2 *= mesh.n2;
                g3 *= n3;
                // Kept apart until their sum is known.
                for (int d = 0; d < 3; d++) {
                    places[3 * i + d] = -q * (g1 * basis[d] + g2 * basis[3 + d] + g3 * basis[6 + d]);
                }
            }
        }
    }

    /** Adds the forces without their mean. */
    private void balance(int n) {
        double[] f = out.forces();
        double x = 0, y = 0, z = 0;
        for (int i = 0; i < 3 * n; i += 3) {
            x += places[i];
            y += places[i + 1];
            z += places[i + 2];
        }
        for (int i = 0; i < 3 * n; i += 3) {
            f[i] += places[i] - x / n;
            f[i + 1] += places[i + 1] - y / n;
            f[i + 2] += places[i + 2] - z / n;
        }
    }
}
