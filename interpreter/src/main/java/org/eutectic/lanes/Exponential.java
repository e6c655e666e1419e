package org.eutectic.lanes;

import static org.eutectic.lanes.Lanes.MIN_NORMAL;
import static org.eutectic.lanes.Lanes.all;
import static org.eutectic.lanes.Lanes.copySign;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponential, logarithm, powers and hyperbolic functions of all lanes. With k the whole number next to x / ln 2, exp(x) = 2^k exp(x - k ln 2) and a polynomial does the rest; the logarithm
 * takes the exponent from the bits and sums the series of the inverse hyperbolic tangent. Minimax coefficients; ln 2 in two parts, the first short enough for exact products.
 */
final class Exponential {
    private static final double LOG2_E = 0x1.71547652b82fep0;
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    /** Adding this rounds to a whole number, which stands in the low bits plus {@link #BIAS}. */
    private static final double ROUND = 0x1.8p52;
    /** One less than that of doubles: the polynomial below gives twice the exponential, so that 2^1024 is never needed. */
    private static final int BIAS = 1022;
    /** Below, exponentials are zero: their scale 2^(k-1) would be a denormal number. */
    private static final double LEAST = -708;
    private static final double GREATEST = 710;
    /** The bits of sqrt(1/2), where mantissas begin. */
    private static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;
    private static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;

    private Exponential() {}

    static DoubleVector exp(DoubleVector x) {
        DoubleVector n = x.fma(all(LOG2_E), all(ROUND + BIAS)), k = n.sub(ROUND + BIAS);
        DoubleVector y = twiceExp(k.fma(all(-LN2_LOW), k.fma(all(-LN2_HIGH), x))).mul(power(n));
        return limits(y, x);
    }

    /** The exponential of the sum of x and a small rest, which is ignored where the result is zero or infinite. */
    static DoubleVector exp(DoubleVector x, DoubleVector rest) {
        DoubleVector n = x.fma(all(LOG2_E), all(ROUND + BIAS)), k = n.sub(ROUND + BIAS);
        DoubleVector y = twiceExp(k.fma(all(-LN2_LOW), k.fma(all(-LN2_HIGH), x)).add(rest)).mul(power(n));
        return limits(y, x);
    }

    /** A quarter of the exponential, for 0 ≤ x ≤ 711: does not overflow before sinh and cosh do. */
    private static DoubleVector quarterExp(DoubleVector x) {
        DoubleVector n = x.fma(all(LOG2_E), all(ROUND + (BIAS - 2))), k = n.sub(ROUND + (BIAS - 2));
        return twiceExp(k.fma(all(-LN2_LOW), k.fma(all(-LN2_HIGH), x))).mul(power(n));
    }

    /** Two to the number in the low bits less 1023. */
    private static DoubleVector power(DoubleVector n) {
        return n.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    }

    private static DoubleVector limits(DoubleVector y, DoubleVector x) {
        return y.blend(0, x.lt(LEAST)).blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, GREATEST));
    }

    /** 2 exp(r) for |r| ≤ ln(2) / 2. The terms in pairs: a shorter chain of operations that wait for each other. */
    private static DoubleVector twiceExp(DoubleVector r) {
        DoubleVector r2 = r.mul(r), r4 = r2.mul(r2);
        DoubleVector c0 = r.fma(all(2 * 0.16666666666666413), all(2 * 0.5000000000000011));
        DoubleVector c2 = r.fma(all(2 * 0.008333333333494727), all(2 * 0.04166666666653023));
        DoubleVector c4 = r.fma(all(2 * 0.0001984126950609144), all(2 * 0.0013888888943617654));
        DoubleVector c6 = r.fma(all(2 * 2.755758670856872e-06), all(2 * 2.4801493106269676e-05));
        DoubleVector c8 = r.fma(all(2 * 2.4999985792897302e-08), all(2 * 2.7630247237440463e-07));
        DoubleVector q = r4.fma(r4.fma(c8, r2.fma(c6, c4)), r2.fma(c2, c0));
        return r2.fma(q, r.add(r)).add(2);
    }

    static DoubleVector log(DoubleVector x) {
        LongVector bits = fromSqrtHalf(x);
        DoubleVector k = exponent(bits), f = mantissa(bits).sub(1);
        DoubleVector s = f.div(f.add(2)), s2 = s.mul(s), half = f.mul(f).mul(0.5);
        DoubleVector p = s2.fma(all(0.14795998549884132), all(0.15314047605533668));
        p = s2.fma(s2.fma(s2.fma(p, all(0.18183564363213536)), all(0.22222198573868476)), all(0.2857142874236755));
        p = s2.mul(s2.fma(s2.fma(p, all(0.39999999999414826)), all(0.6666666666666734)));
        DoubleVector small = k.fma(all(LN2_LOW), s.mul(half.add(p)));
        return logLimits(k.fma(all(LN2_HIGH), f.sub(half.sub(small))), x);
    }

    /** The bits of x with the exponent raised where the mantissa is above sqrt(2). */
    private static LongVector fromSqrtHalf(DoubleVector x) {
        return x.reinterpretAsLongs().add(0x3ff0000000000000L - SQRT_HALF);
    }

    private static DoubleVector exponent(LongVector bits) {
        // The bits of 2^52 + exponent + 1023.
        return bits.lanewise(VectorOperators.LSHR, 52).or(0x4330000000000000L).reinterpretAsDoubles().sub(0x1p52 + 1023);
    }

    /** In [sqrt(1/2), sqrt(2)). */
    private static DoubleVector mantissa(LongVector bits) {
        return bits.and(0x000fffffffffffffL).add(SQRT_HALF).reinterpretAsDoubles();
    }

    private static DoubleVector logLimits(DoubleVector y, DoubleVector x) {
        return y.blend(Double.NEGATIVE_INFINITY, x.lt(MIN_NORMAL)).blend(Double.POSITIVE_INFINITY, x.eq(Double.POSITIVE_INFINITY))
            .blend(Double.NaN, x.compare(VectorOperators.GE, 0).not());
    }

    /** Any power; an exponent that is the same for all lanes is faster as a number. */
    static DoubleVector pow(DoubleVector x, DoubleVector y) {
        DoubleVector whole = y.abs(), result = powerOfSize(x.abs(), y);
        VectorMask<Double> large = whole.compare(VectorOperators.GE, 0x1p52), isWhole = isWhole(whole).or(large);
        VectorMask<Double> odd = isWhole.andNot(isWhole(whole.mul(0.5))).andNot(whole.compare(VectorOperators.GE, 0x1p53));
        VectorMask<Double> negative = x.reinterpretAsLongs().lt(0).cast(Lanes.SPECIES);
        return result.lanewise(VectorOperators.NEG, negative.and(odd)).blend(Double.NaN, negativeFinite(x).andNot(isWhole)).blend(1, y.eq(0));
    }

    private static VectorMask<Double> isWhole(DoubleVector size) {
        return size.add(0x1p52).sub(0x1p52).eq(size);
    }

    /** A power with an exponent that is constant where this is compiled. */
    static DoubleVector pow(DoubleVector x, double y) {
        if (y == Math.rint(y)) {
            return pow(x, all(y));
        }
        return powerOfSize(x.abs(), all(y)).blend(Double.NaN, negativeFinite(x));
    }

    private static VectorMask<Double> negativeFinite(DoubleVector x) {
        return x.lt(0).and(x.compare(VectorOperators.GT, Double.NEGATIVE_INFINITY));
    }

    /** The power of x ≥ 0: the logarithm in two numbers, so that its error times the exponent stays small. */
    private static DoubleVector powerOfSize(DoubleVector x, DoubleVector y) {
        LongVector bits = fromSqrtHalf(x);
        DoubleVector k = exponent(bits), m = mantissa(bits), f = m.sub(1);
        // s = f / (m + 1), and what rounding left.
        DoubleVector d = m.add(1), dl = m.sub(d.sub(1)), inverse = all(1).div(d);
        DoubleVector s = f.mul(inverse), minus = s.neg(), sl = minus.fma(dl, minus.fma(d, f)).mul(inverse);
        DoubleVector s2 = s.mul(s), s2l = s.fma(s, s2.neg()).add(s.mul(sl.add(sl)));
        DoubleVector q = s2.fma(all(0.1316928841520551), all(0.13259970692715806));
        q = s2.fma(s2.fma(s2.fma(q, all(0.15386609325045258)), all(0.18181787924890913)), all(0.2222222247411292));
        q = s2.fma(s2.fma(s2.fma(q, all(0.2857142857039585)), all(0.4000000000000152)), all(TWO_THIRDS_LOW));
        DoubleVector p = q.add(2.0 / 3), pl = q.sub(p.sub(2.0 / 3));
        DoubleVector w = s2.mul(p), wl = s2.fma(p, w.neg()).add(s2.fma(pl, s2l.mul(p)));
        // The logarithm of m is 2 s + s w.
        DoubleVector v = s.mul(w), vl = s.fma(w, v.neg()).add(s.fma(wl, sl.mul(w)));
        DoubleVector twice = s.add(s), h = twice.add(v), l = twice.sub(h).add(v).add(vl.add(sl.add(sl)));
        DoubleVector big = k.mul(LN2_HIGH), sum = big.add(h), rest = big.sub(sum).add(h).add(k.fma(all(LN2_LOW), l));
        DoubleVector log = logLimits(sum.add(rest), x), logLow = rest.sub(log.sub(sum));
        DoubleVector product = y.mul(log);
        return exp(product, y.fma(logLow, y.fma(log, product.neg())));
    }

    static DoubleVector cosh(DoubleVector x) {
        DoubleVector size = x.abs(), e = quarterExp(size);
        return e.add(e).add(all(0.125).div(e)).blend(Double.POSITIVE_INFINITY, size.compare(VectorOperators.GT, 711));
    }

    static DoubleVector sinh(DoubleVector x) {
        DoubleVector size = x.abs(), e = quarterExp(size);
        DoubleVector large = e.add(e).sub(all(0.125).div(e)).blend(Double.POSITIVE_INFINITY, size.compare(VectorOperators.GT, 711));
        DoubleVector x2 = x.mul(x);
        DoubleVector p = x2.fma(x2.fma(all(7.759317798367646e-13), all(1.6057240190591433e-10)), all(2.5052123400037645e-08));
        p = x2.fma(x2.fma(x2.fma(p, all(2.7557319155330476e-06)), all(0.00019841269841437692)), all(0.008333333333333139));
        p = x2.fma(p, all(0.16666666666666669));
        return copySign(large, x).blend(x2.mul(p).fma(x, x), size.lt(1));
    }

    static DoubleVector tanh(DoubleVector x) {
        DoubleVector size = x.abs(), large = all(1).sub(all(2).div(exp(size.add(size)).add(1)));
        DoubleVector x2 = x.mul(x);
        DoubleVector p = x2.fma(x2.fma(all(5.1085426784230314e-05), all(-0.00021039888654653718)), all(0.0005791988108407748));
        p = x2.fma(x2.fma(x2.fma(p, all(-0.00145323862871548)), all(0.0035917243631427534)), all(-0.008863195117405338));
        p = x2.fma(x2.fma(x2.fma(p, all(0.021869486023509094)), all(-0.05396825387826706)), all(0.13333333333173517));
        p = x2.fma(p, all(-0.3333333333333235));
        return copySign(large, x).blend(x2.mul(p).fma(x, x), size.lt(0.55));
    }
}
