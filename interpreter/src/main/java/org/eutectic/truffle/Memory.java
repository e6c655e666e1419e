package org.eutectic.truffle;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/**
 * Loads and stores of the force routines' arrays without bounds checks, which cost up to half of a compact loop. What indexes them comes from neighbor lists,
 * which are right by construction, and from counters below the lanes' room. {@code -Deutectic.checked=true} brings the checks back.
 */
@SuppressWarnings({"removal", "deprecation"})
final class Memory {
    private static final boolean CHECKED = Boolean.getBoolean("eutectic.checked");
    private static final Unsafe UNSAFE = unsafe();
    private static final long DOUBLES = Unsafe.ARRAY_DOUBLE_BASE_OFFSET;
    private static final long INTS = Unsafe.ARRAY_INT_BASE_OFFSET;

    private Memory() {}

    private static Unsafe unsafe() {
        try {
            Field f = Unsafe.class.getDeclaredField("theUnsafe");
            f.setAccessible(true);
            return (Unsafe) f.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Places are long numbers where they are computed: an int would have to be widened at every use.
    static double get(double[] a, long k) {
        return CHECKED ? a[(int) k] : UNSAFE.getDouble(a, DOUBLES + (k << 3));
    }

    /** The number that so many bytes stand before. */
    static double at(double[] a, long bytes) {
        return CHECKED ? a[(int) (bytes >>> 3)] : UNSAFE.getDouble(a, DOUBLES + bytes);
    }

    static void set(double[] a, long k, double value) {
        if (CHECKED) {
            a[(int) k] = value;
        } else {
            UNSAFE.putDouble(a, DOUBLES + (k << 3), value);
        }
    }

    static int get(int[] a, long k) {
        return CHECKED ? a[(int) k] : UNSAFE.getInt(a, INTS + (k << 2));
    }

    static void set(int[] a, long k, int value) {
        if (CHECKED) {
            a[(int) k] = value;
        } else {
            UNSAFE.putInt(a, INTS + (k << 2), value);
        }
    }
}
