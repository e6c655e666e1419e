package org.eutectic.ml.snap;

import static org.eutectic.lanes.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.lanes.Lanes;

/**
 * The matrices u_j of as many neighbors as a vector has numbers, upper rows, by recursion from u_{j−1} (VMK 4.8.1 eqs. 14 and 15), and the same backward:
 * from derivatives by u to those by a and b.
 */
final class SnapRecursion {
    private static final int L = Lanes.COUNT;

    /** The rotation's parameters a and b, one number for each neighbor; after {@link #backward} the derivatives with respect to them. */
    final double[] ar = new double[L];
    final double[] ai = new double[L];
    final double[] br = new double[L];
    final double[] bi = new double[L];
    /** After {@link #backward} the product of u with the derivatives by it, each neighbor's. */
    final double[] product = new double[L];

    private final SnapTables t;
    private final double[] ur;
    private final double[] ui;
    private final double[] sumR;
    private final double[] sumI;
    /** Derivatives by u: those of one atom's sums, as single numbers, and what they grow to. */
    private final double[] yr;
    private final double[] yi;
    private final double[] wr;
    private final double[] wi;
    SnapRecursion(SnapTables tables) {
        t = tables;
        ur = new double[t.half * L];
        ui = new double[t.half * L];
        sumR = new double[t.half * L];
        sumI = new double[t.half * L];
        yr = new double[t.half];
        yi = new double[t.half];
        wr = new double[t.half * L];
        wi = new double[t.half * L];
        Arrays.fill(ur, 0, L, 1);
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    void clear() {
        Arrays.fill(sumR, 0);
        Arrays.fill(sumI, 0);
    }

    /** Adds u times the neighbors' weights to the sums. */
    void add(double[] weights, int at) {
        DoubleVector weight = load(weights, at);
        for (int k = 0; k < ur.length; k += L) {
            load(ur, k).fma(weight, load(sumR, k)).intoArray(sumR, k);
            load(ui, k).fma(weight, load(sumI, k)).intoArray(sumI, k);
        }
    }

    /** The sums over all neighbors, as those of one atom of a batch. */
    void total(double[] sums, int atom) {
        for (int q = 0; q < t.half; q++) {
            sums[q * L + atom] = Lanes.sum(sumR, q * L);
            sums[(t.half + q) * L + atom] = Lanes.sum(sumI, q * L);
        }
    }

    /** Takes the derivatives by the sums of one atom of a batch. */
    void adjoint(double[] adjoints, int atom) {
        for (int q = 0; q < t.half; q++) {
            yr[q] = adjoints[q * L + atom];
            yi[q] = adjoints[(t.half + q) * L + atom];
        }
    }

    void forward() {
        double[] f = t.factors, re = ur, im = ui;
        int[] source = t.source;
        DoubleVector ar = load(this.ar, 0), ai = load(this.ai, 0), br = load(this.br, 0), bi = load(this.bi, 0);
        for (int q = 1; q < t.half; q++) {
            int p = source[2 * q] * L, s = source[2 * q + 1] * L;
            DoubleVector xr = load(re, p).mul(f[4 * q]), xi = load(im, p).mul(f[4 * q + 1]), zr = load(re, s).mul(f[4 * q + 2]), zi = load(im, s).mul(f[4 * q + 3]);
            ar.fma(xr, ai.mul(xi)).add(br.fma(zr, bi.mul(zi))).intoArray(re, q * L);
            ar.mul(xi).sub(ai.mul(xr)).add(br.mul(zi).sub(bi.mul(zr))).intoArray(im, q * L);
        }
    }

    /** Sets the derivatives by a and b in their place, after {@link #forward} and {@link #adjoint}. */
    void backward() {
        DoubleVector sum = DoubleVector.zero(SPECIES), other = DoubleVector.zero(SPECIES);
        for (int q = 0, k = 0; q < t.half; q++, k += L) {
            DoubleVector re = DoubleVector.broadcast(SPECIES, yr[q]), im = DoubleVector.broadcast(SPECIES, yi[q]);
            re.intoArray(wr, k);
            im.intoArray(wi, k);
            sum = re.fma(load(ur, k), sum);
            other = im.fma(load(ui, k), other);
        }
        sum.add(other).intoArray(product, 0);
        back();
    }

    private void back() {
        double[] f = t.factors, re = ur, im = ui, qr = wr, qi = wi;
        int[] source = t.source;
        DoubleVector ar = load(this.ar, 0), ai = load(this.ai, 0), br = load(this.br, 0), bi = load(this.bi, 0);
        // One object for each: what several variables share, the compiler keeps on the heap.
        DoubleVector arR = DoubleVector.zero(SPECIES), arI = DoubleVector.zero(SPECIES), aiR = DoubleVector.zero(SPECIES), aiI = DoubleVector.zero(SPECIES);
        DoubleVector brR = DoubleVector.zero(SPECIES), brI = DoubleVector.zero(SPECIES), biR = DoubleVector.zero(SPECIES), biI = DoubleVector.zero(SPECIES);
        for (int q = t.half - 1; q > 0; q--) {
            int p = source[2 * q] * L, s = source[2 * q + 1] * L;
            DoubleVector ur = load(qr, q * L), ui = load(qi, q * L);
            DoubleVector xr = load(re, p).mul(f[4 * q]), xi = load(im, p).mul(f[4 * q + 1]), zr = load(re, s).mul(f[4 * q + 2]), zi = load(im, s).mul(f[4 * q + 3]);
            arR = ur.fma(xr, arR);
            arI = ui.fma(xi, arI);
            aiR = ur.fma(xi, aiR);
            aiI = ui.fma(xr, aiI);
            brR = ur.fma(zr, brR);
            brI = ui.fma(zi, brI);
            biR = ur.fma(zi, biR);
            biI = ui.fma(zr, biI);
            ar.mul(ur).sub(ai.mul(ui)).mul(f[4 * q]).add(load(qr, p)).intoArray(qr, p);
            ai.fma(ur, ar.mul(ui)).mul(f[4 * q + 1]).add(load(qi, p)).intoArray(qi, p);
            br.mul(ur).sub(bi.mul(ui)).mul(f[4 * q + 2]).add(load(qr, s)).intoArray(qr, s);
            bi.fma(ur, br.mul(ui)).mul(f[4 * q + 3]).add(load(qi, s)).intoArray(qi, s);
        }
        arR.add(arI).intoArray(this.ar, 0);
        aiR.sub(aiI).intoArray(this.ai, 0);
        brR.add(brI).intoArray(this.br, 0);
        biR.sub(biI).intoArray(this.bi, 0);
    }
}
