package org.eutectic.gpu.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The numbers that a program's kernels look up: one array for all tables, each of which has its place in it. Equal tables share one. */
final class NumberTables {
    private record Numbers(double[] values) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Numbers n && Arrays.equals(values, n.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    private final Map<Numbers, Integer> places = new HashMap<>();
    private double[] all = new double[64];
    private int count;

    /** Where a table begins. */
    int place(double[] values) {
        return places.computeIfAbsent(new Numbers(values.clone()), n -> {
            int at = count;
            count += values.length;
            if (count > all.length) {
                all = Arrays.copyOf(all, Math.max(count, 2 * all.length));
            }
            System.arraycopy(values, 0, all, at, values.length);
            return at;
        });
    }

    double[] all() {
        return Arrays.copyOf(all, count);
    }
}
