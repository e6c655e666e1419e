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

    static double get(double[] a, int k) {
        return CHECKED ? a[k] : UNSAFE.getDouble(a, DOUBLES + ((long) k << 3));
    }

    static void set(double[] a, int k, double value) {
        if (CHECKED) {
            a[k] = value;
        } else {
            UNSAFE.putDouble(a, DOUBLES + ((long) k << 3), value);
        }
    }

    static int get(int[] a, int k) {
        return CHECKED ? a[k] : UNSAFE.getInt(a, INTS + ((long) k << 2));
    }

    static void set(int[] a, int k, int value) {
        if (CHECKED) {
            a[k] = value;
        } else {
            UNSAFE.putInt(a, INTS + ((long) k << 2), value);
        }
    }
}
