package org.eutectic.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The one shape of vector that is used: the widest that this machine's registers hold. */
public final class Lanes {
    /** Vectors of doubles. */
    public static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    /** Numbers in a vector. */
    public static final int COUNT = SPECIES.length();
    /** The class of these vectors, for {@code CompilerDirectives.castExact} of what is read from a frame. */
    public static final Class<? extends DoubleVector> VECTOR = DoubleVector.zero(SPECIES).getClass();
    /** Vectors of longs of the same shape. */
    static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, VectorShape.forBitSize(SPECIES.vectorBitSize()));

    private Lanes() {}

    /** The least multiple of {@link #COUNT} that is not below {@code n}: the length to which arrays are padded. */
    public static int padded(int n) {
        return (n + COUNT - 1) / COUNT * COUNT;
    }
}
