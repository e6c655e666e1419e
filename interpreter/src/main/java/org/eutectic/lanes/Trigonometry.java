package org.eutectic.lanes;

import static org.eutectic.lanes.Lanes.all;
import static org.eutectic.lanes.Lanes.copySign;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Trigonometric functions and their inverses, of all lanes. Arguments are reduced to within π/4 by a π/2 of three parts; beyond {@link #LARGEST} that fails, and the result is NaN.
 */
final class Trigonometry {
    static final double LARGEST = 0x1p48;
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double HALF_PI = 0x1.921fb54442d18p0;
    private static final double HALF_PI_2 = 0x1.1a62633145c07p-54;
    private static final double HALF_PI_3 = -0x1.f1976b7ed8fbcp-110;
    /** Adding this rounds to a whole number, which stands in the low bits. */
    private static final double ROUND = 0x1.8p52;
    /** The tangent of π/8, and one over that of 3π/8. */
    private static final double TAN_22 = 0.41421356237309503;

    private Trigonometry() {}

    static DoubleVector sin(DoubleVector x) {
        DoubleVector n = quarters(x), r = reduce(x, n);
        LongVector quarter = n.reinterpretAsLongs();
        return negateBySecondBit(sinOfSmall(r).blend(cosOfSmall(r), isOdd(quarter)), quarter);
    }

    static DoubleVector cos(DoubleVector x) {
        DoubleVector n = quarters(x), r = reduce(x, n);
        LongVector quarter = n.reinterpretAsLongs();
        return negateBySecondBit(cosOfSmall(r).blend(sinOfSmall(r), isOdd(quarter)), quarter.add(1));
    }

    static DoubleVector tan(DoubleVector x) {
        DoubleVector n = quarters(x), r = reduce(x, n), s = sinOfSmall(r), c = cosOfSmall(r);
        VectorMask<Double> odd = isOdd(n.reinterpretAsLongs());
        return s.blend(c.neg(), odd).div(c.blend(s, odd));
    }

    private static DoubleVector quarters(DoubleVector x) {
        return x.fma(all(TWO_OVER_PI), all(ROUND)).blend(Double.NaN, x.abs().compare(VectorOperators.GT, LARGEST));
    }

    private static DoubleVector reduce(DoubleVector x, DoubleVector n) {
        DoubleVector minus = all(ROUND).sub(n);
        return minus.fma(all(HALF_PI_3), minus.fma(all(HALF_PI_2), minus.fma(all(HALF_PI), x)));
    }

    private static VectorMask<Double> isOdd(LongVector n) {
        return n.and(1).eq(1).cast(Lanes.SPECIES);
    }

    private static DoubleVector negateBySecondBit(DoubleVector y, LongVector n) {
        return n.and(2).lanewise(VectorOperators.LSHL, 62).lanewise(VectorOperators.XOR, y.reinterpretAsLongs()).reinterpretAsDoubles();
    }

    private static DoubleVector sinOfSmall(DoubleVector r) {
        DoubleVector z = r.mul(r);
        DoubleVector p = z.fma(z.fma(all(1.5890773308783187e-10), all(-2.50506558611646e-08)), all(2.755731305135476e-06));
        p = z.fma(z.fma(z.fma(p, all(-0.000198412698280045)), all(0.008333333333320226)), all(-0.16666666666666624));
        return z.mul(p).fma(r, r);
    }

    private static DoubleVector cosOfSmall(DoubleVector r) {
        DoubleVector z = r.mul(r), half = z.mul(0.5), w = all(1).sub(half);
        DoubleVector p = z.fma(z.fma(all(-1.1355969369066868e-11), all(2.0875654768659212e-09)), all(-2.755731387117469e-07));
        p = z.fma(z.fma(z.fma(p, all(2.480158728791514e-05)), all(-0.0013888888888871818)), all(0.04166666666666659));
        return w.add(z.mul(z).fma(p, all(1).sub(w).sub(half)));
    }

    static DoubleVector atan(DoubleVector x) {
        return copySign(angle(x.abs(), all(1)), x);
    }

    static DoubleVector atan2(DoubleVector y, DoubleVector x) {
        // Halves, whose sum does not overflow.
        DoubleVector a = y.abs().mul(0.5), b = x.abs().mul(0.5);
        // Numbers that are equal stand for zeros and infinities, whose quotients are undefined.
        VectorMask<Double> zeros = a.eq(0).and(b.eq(0)), infinities = a.eq(Double.POSITIVE_INFINITY).and(b.eq(Double.POSITIVE_INFINITY));
        DoubleVector r = angle(a.blend(1, infinities), b.blend(1, infinities.or(zeros)));
        VectorMask<Double> left = x.reinterpretAsLongs().lt(0).cast(Lanes.SPECIES);
        DoubleVector turned = all(2 * HALF_PI).sub(r.sub(2 * HALF_PI_2));
        return copySign(r.blend(turned, left), y).blend(Double.NaN, a.add(b).test(VectorOperators.IS_NAN));
    }

    /** atan(a / b) for a, b ≥ 0: as itself, less π/4 or less π/2, whichever is within π/8. */
    private static DoubleVector angle(DoubleVector a, DoubleVector b) {
        VectorMask<Double> middle = a.compare(VectorOperators.GT, b.mul(TAN_22)), steep = b.lt(a.mul(TAN_22));
        DoubleVector top = a.blend(a.sub(b), middle).blend(b.neg(), steep), bottom = b.blend(a.add(b), middle).blend(a, steep);
        DoubleVector high = all(0).blend(HALF_PI / 2, middle).blend(HALF_PI, steep), low = all(0).blend(HALF_PI_2 / 2, middle).blend(HALF_PI_2, steep);
        DoubleVector t = top.div(bottom), z = t.mul(t);
        DoubleVector p = z.fma(z.fma(all(-0.01792192907678586), all(0.03807813200565363)), all(-0.05039843868685101));
        p = z.fma(z.fma(z.fma(p, all(0.058480100068511495)), all(-0.06663120761503354)), all(0.07692061693265444));
        p = z.fma(z.fma(z.fma(p, all(-0.09090897841079365)), all(0.11111110786356175)), all(-0.14285714280254053));
        p = z.fma(z.fma(p, all(0.19999999999954146)), all(-0.333333333333332));
        return high.add(z.mul(p).fma(t, low).add(t));
    }

    static DoubleVector asin(DoubleVector x) {
        DoubleVector a = x.abs();
        VectorMask<Double> large = a.compare(VectorOperators.GE, 0.5);
        DoubleVector z = a.mul(a).blend(all(1).sub(a).mul(0.5), large), s = a.blend(z.sqrt(), large);
        DoubleVector small = asinRest(z).mul(s);
        // π/2 - 2 asin(sqrt((1 - a) / 2))
        DoubleVector turned = all(HALF_PI).sub(s.add(s).add(small.add(small).sub(HALF_PI_2)));
        return copySign(s.add(small).blend(turned, large), x);
    }

    static DoubleVector acos(DoubleVector x) {
        DoubleVector a = x.abs();
        VectorMask<Double> large = a.compare(VectorOperators.GE, 0.5);
        DoubleVector z = a.mul(a).blend(all(1).sub(a).mul(0.5), large), s = x.blend(z.sqrt(), large);
        DoubleVector small = asinRest(z).mul(s), right = s.add(small);
        DoubleVector twice = right.add(right), left = all(2 * HALF_PI).sub(twice.sub(2 * HALF_PI_2));
        DoubleVector middle = all(HALF_PI).sub(s.add(small.sub(HALF_PI_2)));
        return middle.blend(twice, large).blend(left, x.compare(VectorOperators.LE, -0.5));
    }

    /** asin(s) / s - 1 for z = s² ≤ 1/4. */
    private static DoubleVector asinRest(DoubleVector z) {
        DoubleVector p = z.fma(z.fma(all(0.03270169329673542), all(-0.021115926020541742)), all(0.021790053113142815));
        p = z.fma(z.fma(z.fma(p, all(0.003672444215662866)), all(0.010789248198068485)), all(0.01139730692294753));
        p = z.fma(z.fma(z.fma(p, all(0.013981016722002379)), all(0.01735159566265727)), all(0.022372215896116477));
        p = z.fma(z.fma(z.fma(p, all(0.03038194267565849)), all(0.04464285717527735)), all(0.07499999999970108));
        return z.mul(z.fma(p, all(0.16666666666666763)));
    }
}
