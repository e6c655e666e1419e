package org.eutectic.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** The one shape of vector that is used: the widest that this machine's registers hold. */
public final class Lanes {
    /** Vectors of doubles. */
    public static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    /** Numbers in a vector. */
    public static final int COUNT = SPECIES.length();
    /** The class of these vectors, for {@code CompilerDirectives.castExact} of what is read from a frame. */
    public static final Class<? extends DoubleVector> VECTOR = DoubleVector.zero(SPECIES).getClass();
    /** The least number that is not denormal. */
    static final double MIN_NORMAL = Double.MIN_NORMAL;

    private Lanes() {}

    /** The least multiple of {@link #COUNT} that is not below {@code n}: the length to which arrays are padded. */
    public static int padded(int n) {
        return (n + COUNT - 1) / COUNT * COUNT;
    }

    /** The number in all lanes. */
    public static DoubleVector all(double x) {
        return DoubleVector.broadcast(SPECIES, x);
    }

    /** {@code size} ≥ 0 with the signs of {@code sign}. */
    static DoubleVector copySign(DoubleVector size, DoubleVector sign) {
        LongVector bits = sign.reinterpretAsLongs().and(Long.MIN_VALUE);
        return size.reinterpretAsLongs().or(bits).reinterpretAsDoubles();
    }
}
