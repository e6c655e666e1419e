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
    /** Whether the machine multiplies and adds in one instruction: those with vectors of four doubles do. Elsewhere {@link Math#fma} may be computed with large integers. */
    private static final boolean FUSED = COUNT >= 4;
    /** The least number that is not denormal. */
    static final double MIN_NORMAL = Double.MIN_NORMAL;

    private Lanes() {}

    /** The least multiple of {@link #COUNT} that is not below {@code n}: the length to which arrays are padded. */
    public static int padded(int n) {
        return (n + COUNT - 1) / COUNT * COUNT;
    }

    /** a² + b² + c². */
    public static double squares(double a, double b, double c) {
        return FUSED ? Math.fma(c, c, Math.fma(b, b, a * a)) : a * a + b * b + c * c;
    }

    /** a·b + c. */
    public static double multiplyAdd(double a, double b, double c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    /** The sum of {@link #COUNT} numbers, one after the other, in compiled as in interpreted code: the order of {@code reduceLanes} is open. */
    public static double sum(double[] a, int from) {
        double sum = a[from];
        for (int k = 1; k < COUNT; k++) {
            sum += a[from + k];
        }
        return sum;
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
