package org.eutectic.ml.snap;

import static org.eutectic.lanes.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.lanes.Lanes;
import org.eutectic.ml.moments.MomentRoutine;

/**
 * SNAP: the density of neighbors, mapped onto the three-sphere, in hyperspherical harmonics U_j (A. P. Thompson et al., J. Comput. Phys. 285, 316 (2015), eqs. 5 to 9); their triple
 * products B (eq. 13); the energy linear in B (eq. 18) or with products of B (M. A. Wood, A. P. Thompson, J. Chem. Phys. 148, 241721 (2018), eq. 8). Forces by the adjoint
 * Y = dE/dU (R. Gayatri et al., arXiv:2011.12875, section IV), and from there on backward through the recursion of U, which takes a third of the work of dU/dx, dU/dy and dU/dz.
 */
final class SnapRoutine extends MomentRoutine {
    /** What is kept of each neighbor: cosine and sine of its angle on the sphere, its weight, the weight's slope in 1/Å. */
    private static final int COS = 0, SIN = 1, WEIGHT = 2, SLOPE = 3, KEPT = 4;

    private final SnapModel model;
    private final SnapTables t;
    private final SnapRecursion recursion;
    private final double[] squaredReach;
    /** U of the atoms of the batch, all rows. */
    private final double[] ur;
    private final double[] ui;
    private final double[] zr = new double[L];
    private final double[] zi = new double[L];
    /** Components of the bispectrum of the batch, and derivatives of the energy by them. */
    private final double[] b;
    private final double[] beta;

    SnapRoutine(SnapModel model, SnapTables tables, int[] numbers) {
        super(2 * tables.half, numbers);
        this.model = model;
        this.t = tables;
        this.recursion = new SnapRecursion(tables);
        int n = model.elements().size();
        squaredReach = new double[n * n];
        Arrays.setAll(squaredReach, k -> model.cutoff(k / n, k % n) * model.cutoff(k / n, k % n));
        ur = new double[t.full * L];
        ui = new double[t.full * L];
        b = new double[t.components * L];
        beta = new double[t.components * L];
    }

    @Override
    protected double reach(int center, int neighbor) {
        return squaredReach[center * model.radii().length + neighbor];
    }

    @Override
    protected int keep() {
        return KEPT;
    }

    @Override
    protected void sum(int atom, Neighbors n) {
        int p = n.padded;
        for (int k = 0; k < n.count; k++) {
            double cutoff = model.cutoff(centerSpecies[atom], n.species[k]), r = n.r[k] - model.rmin0(), span = cutoff - model.rmin0(), weight = model.weights()[n.species[k]];
            double angle = r * model.rfac0() * Math.PI / span, fade = Math.PI / span;
            boolean fades = model.switching() && r > 0;
            n.kept[COS * p + k] = Math.cos(angle);
            n.kept[SIN * p + k] = Math.sin(angle);
            n.kept[WEIGHT * p + k] = fades ? weight * (0.5 + 0.5 * Math.cos(r * fade)) : weight;
            n.kept[SLOPE * p + k] = fades ? -0.5 * weight * fade * Math.sin(r * fade) : 0;
        }
        for (int k = n.count; k < p; k++) {
            n.kept[COS * p + k] = 1;
            n.kept[SIN * p + k] = 0;
            n.kept[WEIGHT * p + k] = 0;
            n.kept[SLOPE * p + k] = 0;
        }
        recursion.clear();
        for (int k = 0; k < p; k += L) {
            sphere(n, k);
            recursion.forward();
            recursion.add(n.kept, WEIGHT * p + k);
        }
        recursion.total(sums, atom);
    }

    /** The parameters a and b of the rotation that stands for a place on the sphere, VMK 4.8.1, of the neighbors from {@code k} on. */
    private void sphere(Neighbors n, int k) {
        DoubleVector cos = DoubleVector.fromArray(SPECIES, n.kept, COS * n.padded + k), sin = DoubleVector.fromArray(SPECIES, n.kept, SIN * n.padded + k);
        cos.intoArray(recursion.ar, 0);
        DoubleVector.fromArray(SPECIES, n.z, k).mul(sin).neg().intoArray(recursion.ai, 0);
        DoubleVector.fromArray(SPECIES, n.y, k).mul(sin).intoArray(recursion.br, 0);
        DoubleVector.fromArray(SPECIES, n.x, k).mul(sin).neg().intoArray(recursion.bi, 0);
    }

    @Override
    protected void energies(boolean forces) {
        unfold();
        int n = t.components;
        for (int a = 0; a < L; a++) {
            double[] c = model.coefficients()[centerSpecies[a]];
            for (int k = 0; k < n; k++) {
                beta[k * L + a] = c[1 + k];
            }
            energies[a] = c[0];
        }
        if (model.quadratic()) {
            bispectrum();
            for (int a = 0; a < L; a++) {
                quadratic(model.coefficients()[centerSpecies[a]], a);
            }
            if (forces) {
                adjoint();
            }
            return;
        }
        adjoint();
        // B is of third degree in U: by Euler, U · dE/dU is three times the energy.
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int q = 0, k = 0; q < t.half; q++, k += L) {
            sum = load(ur, t.place[q] * L).fma(load(adjoints, k), sum);
            sum = load(ui, t.place[q] * L).fma(load(adjoints, t.half * L + k), sum);
        }
        sum.mul(1 / 3.0).intoArray(zr, 0);
        for (int a = 0; a < L; a++) {
            energies[a] += zr[a];
            for (int k = 0; k < n && model.bzero(); k++) {
                energies[a] -= beta[k * L + a] * t.alone[k];
            }
        }
    }

    private void quadratic(double[] c, int a) {
        int n = t.components, next = 1 + n;
        for (int i = 0; i < n; i++) {
            double bi = b[i * L + a] - (model.bzero() ? t.alone[i] : 0), slope = c[next] * bi;
            energies[a] += bi * (c[1 + i] + 0.5 * c[next++] * bi);
            for (int j = i + 1; j < n; j++) {
                double bj = b[j * L + a] - (model.bzero() ? t.alone[j] : 0);
                energies[a] += c[next] * bi * bj;
                slope += c[next] * bj;
                beta[j * L + a] += c[next++] * bi;
            }
            beta[i * L + a] += slope;
        }
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    /** All rows of U from the upper ones, with what the atom itself adds. */
    private void unfold() {
        for (int q = 0; q < t.half; q++) {
            DoubleVector re = load(sums, q * L), im = load(sums, (t.half + q) * L);
            if (t.diagonal[q]) {
                re = re.add(1);
            }
            re.mul(t.sign[q]).intoArray(ur, t.mirror[q] * L);
            im.mul(-t.sign[q]).intoArray(ui, t.mirror[q] * L);
            re.intoArray(ur, t.place[q] * L);
            im.intoArray(ui, t.place[q] * L);
        }
    }

    private void bispectrum() {
        Arrays.fill(b, 0);
        for (int e = 0; e < t.products; e++) {
            if (t.share[e] != 0) {
                couple(e);
                int u = t.place[t.target[e]] * L, to = t.component[e] * L;
                DoubleVector product = load(zr, 0).mul(load(ur, u)).add(load(zi, 0).mul(load(ui, u)));
                product.mul(t.share[e]).add(load(b, to)).intoArray(b, to);
            }
        }
    }

    /** Y: the derivative of the energy with respect to the upper rows of U. */
    private void adjoint() {
        Arrays.fill(adjoints, 0);
        for (int e = 0; e < t.products; e++) {
            couple(e);
            int to = t.target[e] * L, from = t.component[e] * L, imaginary = t.half * L + to;
            DoubleVector factor = load(beta, from).mul(t.slope[e]);
            factor.fma(load(zr, 0), load(adjoints, to)).intoArray(adjoints, to);
            factor.fma(load(zi, 0), load(adjoints, imaginary)).intoArray(adjoints, imaginary);
        }
    }

    /** Z = U_j1 U_j2 coupled: one element. Four sums, so that none waits for itself. */
    private void couple(int e) {
        int[] pairs = t.pairs;
        double[] c = t.coefficients, re = ur, im = ui;
        DoubleVector rr = DoubleVector.zero(SPECIES), ii = DoubleVector.zero(SPECIES), ri = DoubleVector.zero(SPECIES), ir = DoubleVector.zero(SPECIES);
        for (int k = t.begin[e], end = t.begin[e + 1]; k < end; k++) {
            int u = pairs[2 * k] * L, v = pairs[2 * k + 1] * L;
            DoubleVector r1 = load(re, u).mul(c[k]), i1 = load(im, u).mul(c[k]), r2 = load(re, v), i2 = load(im, v);
            rr = r1.fma(r2, rr);
            ii = i1.fma(i2, ii);
            ri = r1.fma(i2, ri);
            ir = i1.fma(r2, ir);
        }
        rr.sub(ii).intoArray(zr, 0);
        ri.add(ir).intoArray(zi, 0);
    }

    @Override
    protected void forces(int atom, Neighbors n) {
        int p = n.padded;
        recursion.adjoint(adjoints, atom);
        for (int k = 0; k < p; k += L) {
            sphere(n, k);
            recursion.forward();
            recursion.backward();
            for (int l = k; l < Math.min(k + L, n.count); l++) {
                force(atom, n, l, l - k);
            }
        }
    }

    private void force(int atom, Neighbors n, int k, int lane) {
        int p = n.padded;
        double cos = n.kept[COS * p + k], sin = n.kept[SIN * p + k], weight = n.kept[WEIGHT * p + k], x = n.x[k], y = n.y[k], z = n.z[k];
        double ar = recursion.ar[lane], ai = recursion.ai[lane], br = recursion.br[lane], bi = recursion.bi[lane];
        // a = cos − i sin z, b = sin (y − i x).
        double gx = -sin * bi, gy = sin * br, gz = -sin * ai, along = gx * x + gy * y + gz * z;
        double angle = model.rfac0() * Math.PI / (model.cutoff(centerSpecies[atom], n.species[k]) - model.rmin0());
        double radial = weight * angle * (cos * (y * br - z * ai - x * bi) - sin * ar) + n.kept[SLOPE * p + k] * recursion.product[lane], side = weight / n.r[k];
        n.gx[k] = radial * x + side * (gx - along * x);
        n.gy[k] = radial * y + side * (gy - along * y);
        n.gz[k] = radial * z + side * (gz - along * z);
    }
}
