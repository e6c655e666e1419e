package org.eutectic.check;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dimension with unknowns in it: a known part times powers of unknown dimensions, such as {@code eV/(α·β²)}.
 *
 * @param unknowns exponents of the unknown dimensions, by their number; none is zero
 */
record DimensionTerm(Dimension known, Map<Integer, Rational> unknowns) {
    static final DimensionTerm NONE = of(Dimension.NONE);

    DimensionTerm {
        unknowns = Collections.unmodifiableMap(new TreeMap<>(unknowns));
    }

    static DimensionTerm of(Dimension known) {
        return new DimensionTerm(known, Map.of());
    }

    static DimensionTerm unknown(int number) {
        return new DimensionTerm(Dimension.NONE, Map.of(number, Rational.ONE));
    }

    boolean isKnown() {
        return unknowns.isEmpty();
    }

    DimensionTerm times(DimensionTerm o) {
        Map<Integer, Rational> sum = new TreeMap<>(unknowns);
        o.unknowns.forEach((number, exponent) -> sum.merge(number, exponent, (a, b) -> a.plus(b).isZero() ? null : a.plus(b)));
        return new DimensionTerm(known.times(o.known), sum);
    }

    DimensionTerm over(DimensionTerm o) {
        return times(o.power(Rational.of(-1)));
    }

    DimensionTerm power(Rational p) {
        Map<Integer, Rational> scaled = new TreeMap<>();
        if (!p.isZero()) {
            unknowns.forEach((number, exponent) -> scaled.put(number, exponent.times(p)));
        }
        return new DimensionTerm(known.power(p), scaled);
    }
}
