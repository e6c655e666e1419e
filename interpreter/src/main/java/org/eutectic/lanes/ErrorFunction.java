package org.eutectic.lanes;

import static org.eutectic.lanes.Lanes.all;
import static org.eutectic.lanes.Lanes.copySign;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The error function and its complement, of all lanes. Minimax coefficients. */
final class ErrorFunction {
    private ErrorFunction() {}

    /** A polynomial below 1; above, 1 - exp(polynomial), whose argument ends where the result is 1. */
    static DoubleVector erf(DoubleVector x) {
        DoubleVector size = x.abs(), x2 = x.mul(x);
        DoubleVector p = x2.fma(x2.fma(all(-7.80083851099727e-10), all(1.3722792472181223e-08)), all(-1.6209134376177018e-07));
        p = x2.fma(x2.fma(x2.fma(p, all(1.644751238731414e-06)), all(-1.4924744246121813e-05)), all(0.00012055295299428117));
        p = x2.fma(x2.fma(x2.fma(p, all(-0.0008548325989016169)), all(0.005223977607409817)), all(-0.02686617064327463));
        p = x2.fma(x2.fma(x2.fma(p, all(0.11283791670945244)), all(-0.3761263890318355)), all(0.12837916709551256));
        DoubleVector a = size.blend(6, size.compare(VectorOperators.GT, 6));
        DoubleVector q = a.fma(a.fma(all(1.740098435645419e-11), all(-6.409910633206229e-10)), all(1.0724999831238276e-08));
        q = a.fma(a.fma(a.fma(q, all(-1.064203289169889e-07)), all(6.752858413199294e-07)), all(-2.610240476479107e-06));
        q = a.fma(a.fma(a.fma(q, all(3.3735320599701165e-06)), all(2.868679792447782e-05)), all(-0.0002321967599368007));
        q = a.fma(a.fma(a.fma(q, all(0.000922654574900551)), all(-0.0021024594050109645)), all(0.0005879101721366205));
        q = a.fma(a.fma(a.fma(q, all(0.01886236053056301)), all(-0.10263591913431858)), all(-0.636668258864159));
        q = a.fma(a.fma(q, all(-1.1283685482371768)), all(-1.0818666766999832e-06));
        return copySign(all(1).sub(Exponential.exp(q)), x).blend(x.fma(p, x), size.lt(1));
    }

    /**
     * For a = |x| the product (1 + 2a) exp(a²) erfc(a) is smooth: a polynomial in q = (a - 4) / (a + 4). Both quotients come from one division and are corrected by their remainders, as is
     * the rounding of a².
     */
    static DoubleVector erfc(DoubleVector x) {
        DoubleVector size = x.abs();
        DoubleVector a = size.blend(28, size.compare(VectorOperators.GT, 28));
        DoubleVector plus = a.add(4), d = a.add(a).add(1), inverse = all(1).div(plus.mul(d));
        DoubleVector r = inverse.mul(d), q = a.sub(4).mul(r);
        // The remainder of the quotient: a - 4 - q (a + 4) = a (1 - q) - 4 (1 + q).
        DoubleVector e = q.neg().fma(a, q.add(1).fma(all(-4), a));
        q = r.fma(e, q);
        DoubleVector p = q.fma(q.fma(all(-1.717693289781494e-09), all(-1.3386454159346914e-08)), all(-7.778850462785325e-09));
        p = q.fma(q.fma(q.fma(p, all(1.1456186302652638e-07)), all(6.23893487754236e-08)), all(-8.342410428097089e-07));
        p = q.fma(q.fma(q.fma(p, all(3.0195594082801666e-07)), all(5.7172956134444835e-06)), all(-1.1225282682517814e-05));
        p = q.fma(q.fma(q.fma(p, all(-2.440294160422323e-05)), all(0.0001506224714196308)), all(-0.00019925556126257243));
        p = q.fma(q.fma(q.fma(p, all(-0.0007577734048241805)), all(0.005031969763575249)), all(-0.016197734048429682));
        p = q.fma(q.fma(q.fma(p, all(0.037167515561851036)), all(-0.06633036581256353)), all(0.09373283499682397));
        p = q.fma(q.fma(q.fma(p, all(-0.10103906603630115)), all(0.0680970542547366)), all(0.015379652102619764));
        p = q.fma(q.fma(p, all(-0.1396211168405629)), all(0.2329951186255525));
        DoubleVector s = inverse.mul(plus), y = p.fma(s, s);
        // The remainder of (1 + p) / (1 + 2a).
        y = s.fma(y.neg().fma(a, all(0.5)).fma(all(2), p.sub(y)), y);
        DoubleVector square = a.mul(a);
        y = y.mul(Exponential.exp(square.neg(), a.neg().fma(a, square)));
        return y.blend(all(2).sub(y), x.lt(0));
    }
}
