package org.eutectic.ml.mtp;

import static org.eutectic.lanes.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.lanes.Lanes;
import org.eutectic.ml.moments.MomentRoutine;

/**
 * Moment tensor potentials: the basic moments M = sum(j) f_mu(r_ij) x^a y^b z^c of unit vectors (A. V. Shapeev, Multiscale Model. Simul. 14, 1153 (2016), eq. 2.3), their products in the
 * order of the file, the energy linear in some of them (eq. 2.1). Forces by going backward through the products. Radial functions are Chebyshev polynomials on
 * [min_dist, max_dist] times (r − max_dist)² (I. S. Novikov et al., Mach. Learn.: Sci. Technol. 2, 025002 (2021), eqs. 4 and 5).
 */
final class MtpRoutine extends MomentRoutine {
    private final MtpModel model;
    private final MtpMonomials m;
    private final MtpProducts products;
    private final int functions;
    private final double[] values;
    private final double[] slopes;
    /** Polynomials and their derivatives at one distance. */
    private final double[] polynomial;
    private final double[] polynomialSlope;
    /** For several neighbors: monomials, derivatives by them and by radial functions, sums. */
    private final double[] monomials;
    private final double[] byMonomial;
    private final double[] byFunction;
    private final double[] totals;
    private final double[] y;

    MtpRoutine(MtpModel model, MtpMonomials monomials, MtpProducts products, int[] numbers) {
        super(model.basicCount(), numbers);
        this.model = model;
        this.m = monomials;
        this.products = products;
        this.functions = model.functions();
        values = new double[model.moments() * L];
        slopes = new double[model.moments() * L];
        polynomial = new double[model.basisSize()];
        polynomialSlope = new double[model.basisSize()];
        this.monomials = new double[m.count * L];
        byMonomial = new double[m.count * L];
        byFunction = new double[functions * L];
        totals = new double[moments * L];
        y = new double[moments];
        Arrays.fill(this.monomials, 0, L, 1);
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    @Override
    protected double reach(int center, int neighbor) {
        return model.cutoff() * model.cutoff();
    }

    @Override
    protected int keep() {
        return 2 * functions;
    }

    @Override
    protected void sum(int atom, Neighbors n) {
        int p = n.padded;
        for (int k = 0; k < n.count; k++) {
            radial(centerSpecies[atom] * model.species() + n.species[k], n.r[k], n.kept, k, p);
        }
        for (int f = 0; f < 2 * functions; f++) {
            Arrays.fill(n.kept, f * p + n.count, f * p + p, 0);
        }
        Arrays.fill(totals, 0);
        for (int k = 0; k < p; k += L) {
            monomials(n, k);
            for (int b = 0; b < moments; b++) {
                DoubleVector f = load(n.kept, model.basic()[4 * b] * p + k);
                f.fma(load(monomials, m.ofBasic[b] * L), load(totals, b * L)).intoArray(totals, b * L);
            }
        }
        for (int b = 0; b < moments; b++) {
            sums[b * L + atom] = Lanes.sum(totals, b * L);
        }
    }

    /** Radial functions and their slopes of one neighbor, kept at {@code k}. */
    private void radial(int pair, double r, double[] kept, int k, int p) {
        int size = polynomial.length;
        double width = model.cutoff() - model.nearest(), x = (2 * r - model.nearest() - model.cutoff()) / width, dx = 2 / width, rest = r - model.cutoff();
        double fade = model.scaling() * rest * rest, fadeSlope = 2 * model.scaling() * rest;
        double t0 = 1, t1 = x, d0 = 0, d1 = dx;
        for (int c = 0; c < size; c++) {
            polynomial[c] = t0 * fade;
            polynomialSlope[c] = d0 * fade + t0 * fadeSlope;
            double t2 = 2 * x * t1 - t0, d2 = 2 * (dx * t1 + x * d1) - d0;
            t0 = t1;
            t1 = t2;
            d0 = d1;
            d1 = d2;
        }
        for (int f = 0; f < functions; f++) {
            double value = 0, slope = 0;
            for (int c = 0, at = (pair * functions + f) * size; c < size; c++, at++) {
                value += model.radial()[at] * polynomial[c];
                slope += model.radial()[at] * polynomialSlope[c];
            }
            kept[f * p + k] = value;
            kept[(functions + f) * p + k] = slope;
        }
    }

    private void monomials(Neighbors n, int k) {
        for (int i = 1; i < m.count; i++) {
            double[] coordinate = m.axis[i] == 0 ? n.x : m.axis[i] == 1 ? n.y : n.z;
            load(monomials, m.lower[i] * L).mul(load(coordinate, k)).intoArray(monomials, i * L);
        }
    }

    @Override
    protected void energies(boolean forces) {
        System.arraycopy(sums, 0, values, 0, sums.length);
        Arrays.fill(values, sums.length, values.length, 0);
        multiply(products, values);
        DoubleVector energy = DoubleVector.zero(SPECIES);
        for (int s = 0; s < model.mapping().length; s++) {
            energy = load(values, model.mapping()[s] * L).fma(DoubleVector.broadcast(SPECIES, model.coefficients()[s]), energy);
        }
        energy.intoArray(energies, 0);
        for (int a = 0; a < L; a++) {
            energies[a] += model.speciesCoefficients()[centerSpecies[a]];
        }
        if (forces) {
            Arrays.fill(slopes, 0);
            for (int s = 0; s < model.mapping().length; s++) {
                int to = model.mapping()[s] * L;
                load(slopes, to).add(model.coefficients()[s]).intoArray(slopes, to);
            }
            back(products, values, slopes);
            System.arraycopy(slopes, 0, adjoints, 0, adjoints.length);
        }
    }

    private static void multiply(MtpProducts all, double[] values) {
        char[] pairs = all.pairs;
        float[] factors = all.factors;
        for (int run = 0; run < all.targets.length; run++) {
            int to = all.targets[run] * L;
            DoubleVector sum = load(values, to);
            for (int k = all.begin[run], end = all.begin[run + 1]; k < end; k++) {
                sum = load(values, pairs[2 * k] * L).mul(factors[k]).fma(load(values, pairs[2 * k + 1] * L), sum);
            }
            sum.intoArray(values, to);
        }
    }

    private static void back(MtpProducts all, double[] values, double[] slopes) {
        char[] pairs = all.pairs;
        float[] factors = all.factors;
        for (int run = all.targets.length - 1; run >= 0; run--) {
            DoubleVector slope = load(slopes, all.targets[run] * L);
            for (int k = all.begin[run], end = all.begin[run + 1]; k < end; k++) {
                int a = pairs[2 * k] * L, b = pairs[2 * k + 1] * L;
                DoubleVector times = slope.mul(factors[k]), first = load(values, a);
                times.fma(load(values, b), load(slopes, a)).intoArray(slopes, a);
                times.fma(first, load(slopes, b)).intoArray(slopes, b);
            }
        }
    }

    @Override
    protected void forces(int atom, Neighbors n) {
        int p = n.padded;
        for (int b = 0; b < moments; b++) {
            y[b] = adjoints[b * L + atom];
        }
        for (int k = 0; k < p; k += L) {
            monomials(n, k);
            Arrays.fill(byMonomial, 0);
            Arrays.fill(byFunction, 0);
            for (int b = 0; b < moments; b++) {
                int f = model.basic()[4 * b], i = m.ofBasic[b] * L;
                DoubleVector slope = DoubleVector.broadcast(SPECIES, y[b]);
                slope.fma(load(monomials, i), load(byFunction, f * L)).intoArray(byFunction, f * L);
                slope.fma(load(n.kept, f * p + k), load(byMonomial, i)).intoArray(byMonomial, i);
            }
            force(n, k);
        }
    }

    private void force(Neighbors n, int k) {
        int p = n.padded;
        DoubleVector radial = DoubleVector.zero(SPECIES), gx = DoubleVector.zero(SPECIES), gy = DoubleVector.zero(SPECIES), gz = DoubleVector.zero(SPECIES);
        for (int f = 0; f < functions; f++) {
            radial = load(byFunction, f * L).fma(load(n.kept, (functions + f) * p + k), radial);
        }
        for (int i = 1; i < m.count; i++) {
            DoubleVector by = load(byMonomial, i * L);
            gx = by.mul(m.power[3 * i]).fma(load(monomials, m.derivative[3 * i] * L), gx);
            gy = by.mul(m.power[3 * i + 1]).fma(load(monomials, m.derivative[3 * i + 1] * L), gy);
            gz = by.mul(m.power[3 * i + 2]).fma(load(monomials, m.derivative[3 * i + 2] * L), gz);
        }
        DoubleVector x = load(n.x, k), y = load(n.y, k), z = load(n.z, k), inverse = DoubleVector.broadcast(SPECIES, 1).div(load(n.r, k));
        DoubleVector along = radial.sub(gx.mul(x).add(gy.mul(y)).add(gz.mul(z)).mul(inverse));
        gx.fma(inverse, along.mul(x)).intoArray(n.gx, k);
        gy.fma(inverse, along.mul(y)).intoArray(n.gy, k);
        gz.fma(inverse, along.mul(z)).intoArray(n.gz, k);
    }
}
