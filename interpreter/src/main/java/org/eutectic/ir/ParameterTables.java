package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is computed from parameters alone is computed once for each tuple of species, and kept as a table like those that were written; and a table forgets
 * the indices on which it does not depend. Each table is made once, because identity tells tables apart.
 */
final class ParameterTables {
    /** Beyond this many tuples a table is not worth its room. */
    private static final int MOST_VALUES = 4096;
    private static final int LONGEST_NAME = 40;
    /** Relative. */
    private static final double ROUNDING = 4e-16;
    private final Map<List<Object>, Placed> known = new HashMap<>();
    private final Map<List<Object>, ParamTable> tables = new HashMap<>();

    /** A table with the species that choose: −1 the centre, else a position of a frame. */
    record Placed(ParamTable table, int[] slots, int arity) {}

    static boolean isParameter(Node n) {
        return n instanceof Node.Param || n instanceof Node.At at && at.argument(0) instanceof Node.Param;
    }

    /** The table without the indices that repeat another one or do not matter. */
    Placed reduced(ParamTable table, int[] slots) {
        return known.computeIfAbsent(List.of("reduced", System.identityHashCode(table), table, Arrays.toString(slots)), key -> {
            List<Integer> kept = new ArrayList<>();
            for (int s : new TreeSet<>(Arrays.stream(slots).boxed().toList())) {
                kept.add(s);
            }
            double[] values = spread(table, slots, kept);
            for (int k = kept.size() - 1; k >= 0; k--) {
                double[] fewer = without(values, table.species(), kept.size(), k);
                if (fewer != null) {
                    values = fewer;
                    kept.remove(k);
                }
            }
            int[] left = kept.stream().mapToInt(Integer::intValue).toArray();
            return new Placed(Arrays.equals(left, slots) ? table : made(table.name(), table.species(), left.length, values), left, 0);
        });
    }

    private ParamTable made(String name, int species, int indices, double[] values) {
        return tables.computeIfAbsent(List.of(name, indices, Arrays.toString(values)), k -> new ParamTable(name, species, indices, values));
    }

    /** The values for each tuple of species at some slots. */
    private static double[] spread(ParamTable table, int[] slots, List<Integer> at) {
        double[] values = new double[power(table.species(), at.size())];
        int[] tuple = new int[slots.length];
        for (int t = 0; t < values.length; t++) {
            for (int k = 0; k < slots.length; k++) {
                tuple[k] = species(t, at.indexOf(slots[k]), at.size(), table.species());
            }
            values[t] = table.get(tuple);
        }
        return values;
    }

    /** The values without index {@code k}, or null where it matters. */
    private static double[] without(double[] values, int species, int indices, int k) {
        int below = power(species, indices - 1 - k);
        double[] fewer = new double[values.length / species];
        for (int t = 0; t < values.length; t++) {
            int first = t / (below * species) * below + t % below;
            if (t / below % species == 0) {
                fewer[first] = values[t];
            } else if (Double.compare(fewer[first], values[t]) != 0) {
                return null;
            }
        }
        return fewer;
    }

    /** The table of a function of parameters and numbers, or null where an argument is something else. */
    Placed folded(Fn fn, Node[] arguments, int species) {
        List<Object> key = new ArrayList<>(List.of("folded", fn));
        TreeSet<Integer> slots = new TreeSet<>();
        int arity = 0;
        for (Node a : arguments) {
            if (!(a instanceof Node.Const) && !isParameter(a)) {
                return null;
            }
            key.add(a.id());
            arity = Math.max(arity, a.arity());
            for (int s : slots(a)) {
                slots.add(s);
            }
        }
        List<Integer> at = List.copyOf(slots);
        if (Math.pow(species, at.size()) > MOST_VALUES) {
            return null;
        }
        int frame = arity;
        return known.computeIfAbsent(key, k -> {
            double[][] inputs = new double[2][power(species, at.size())];
            for (int n = 0; n < arguments.length; n++) {
                if (arguments[n] instanceof Node.Const c) {
                    Arrays.fill(inputs[n], c.value());
                } else {
                    inputs[n] = spread(parameter(arguments[n]).table(), slots(arguments[n]), at);
                }
            }
            double[] values = new double[inputs[0].length];
            Arrays.setAll(values, t -> fn.evaluate(inputs[0][t], inputs[1][t]));
            return new Placed(made(name(fn, arguments), species, at.size(), values), at.stream().mapToInt(Integer::intValue).toArray(), frame);
        });
    }

    /** The table of those tuples in which the species at the last index is this one. */
    ParamTable ofLast(ParamTable table, int last) {
        int n = table.species();
        double[] values = new double[table.values().length / n];
        Arrays.setAll(values, t -> table.values()[t * n + last]);
        return made(table.name(), n, table.indices() - 1, values);
    }

    /**
     * Two tables whose product is this one, a table of (…, j, k): one of (…, j), one of (…, k). Null where there are none.
     */
    ParamTable[] factors(ParamTable table) {
        int n = table.species();
        double[] values = table.values(), first = new double[values.length / n], second = new double[values.length / n];
        for (int block = 0; block < values.length; block += n * n) {
            int pivot = block;
            for (int t = block; t < block + n * n; t++) {
                pivot = Math.abs(values[t]) > Math.abs(values[pivot]) ? t : pivot;
            }
            for (int a = 0; a < n && values[pivot] != 0; a++) {
                first[block / n + a] = values[block + a * n + (pivot - block) % n];
                second[block / n + a] = values[block + (pivot - block) / n * n + a] / values[pivot];
            }
            for (int t = block; t < block + n * n; t++) {
                double product = first[block / n + (t - block) / n] * second[block / n + (t - block) % n];
                if (Math.abs(product - values[t]) > ROUNDING * Math.abs(values[pivot])) {
                    return null;
                }
            }
        }
        return new ParamTable[] {made(table.name(), n, table.indices() - 1, first), made(table.name(), n, table.indices() - 1, second)};
    }

    private static Node.Param parameter(Node n) {
        return (Node.Param) (n instanceof Node.At at ? at.argument(0) : n);
    }

    private static int[] slots(Node n) {
        if (n instanceof Node.Const) {
            return new int[0];
        }
        int[] slots = parameter(n).slots();
        for (int k = 0; k < slots.length && n instanceof Node.At; k++) {
            slots[k] = slots[k] < 0 ? -1 : ((Node.At) n).positions()[slots[k]];
        }
        return slots;
    }

    private static int species(int tuple, int k, int indices, int species) {
        return tuple / power(species, indices - 1 - k) % species;
    }

    private static int power(int species, int indices) {
        int n = 1;
        for (int k = 0; k < indices; k++) {
            n *= species;
        }
        return n;
    }

    /** For {@code explain}: what was folded, or that something was. */
    private static String name(Fn fn, Node[] arguments) {
        Object[] names = new Object[arguments.length];
        Arrays.setAll(names, k -> arguments[k] instanceof Node.Const c ? c.value() == Math.rint(c.value()) && Math.abs(c.value()) < 1e9
            ? Long.toString((long) c.value()) : Double.toString(c.value()) : parameter(arguments[k]).table().name());
        String name = String.format(fn.c(), names);
        return name.length() <= LONGEST_NAME ? name : "(of " + String.join(", ", Arrays.stream(arguments).filter(a -> !(a instanceof Node.Const))
            .map(a -> firstName(parameter(a).table().name())).distinct().toList()) + ")";
    }

    private static String firstName(String name) {
        return name.length() <= LONGEST_NAME / 2 ? name : "…";
    }
}
