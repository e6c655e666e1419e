package org.eutectic.gpu.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eutectic.atoms.Elements;
import org.eutectic.ir.ParamTable;
import org.eutectic.ir.Range;
import org.eutectic.ir.SplineTable;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Stage;

/** Writes the {@link Expression}s of a stage as C. Neighbors at positions 0, 1 and 2 are j, k and l, the center is i. */
final class ExpressionSource {
    static final List<String> POSITIONS = List.of("j", "k", "l");

    private final Kernel kernel;
    private final NumberTables tables;
    private final Set<Integer> wide;
    /** Where the values begin that a network or moments leave, by number. */
    private final Map<Integer, Integer> values = new HashMap<>();

    /** @param wide locals that have more digits than what is computed with them */
    ExpressionSource(Kernel kernel, NumberTables tables, Set<Integer> wide) {
        this.wide = wide;
        this.kernel = kernel;
        this.tables = tables;
    }

    /** From now on the values of a network, of its reverse, or of moments stand at a place. */
    void setValues(int number, int place) {
        values.put(number, place);
    }

    static String number(double x) {
        return Double.isNaN(x) ? "NAN" : Double.isInfinite(x) ? x > 0 ? "INFINITY" : "-INFINITY" : Double.toString(x);
    }

    String write(Expression expression) {
        return switch (expression) {
            case Expression.Constant e -> number(e.value());
            case Expression.Local e -> (wide.contains(e.local()) ? "(real) t" : "t") + e.local();
            case Expression.Lane e -> lane(e.array(), e.position());
            case Expression.PairLane e -> throw new IllegalStateException("a plan for many threads keeps nothing for pairs");
            case Expression.Field e -> "FIELD(" + e.field() + ", i)";
            case Expression.NeighborField e -> "FIELD(" + e.field() + ", owner_" + POSITIONS.get(e.position()) + ")";
            case Expression.Property e -> switch (e.kind()) {
                case CHARGE -> "(real) charges[i]";
                case MASS -> "(real) masses[i]";
                case ATOMIC_NUMBER -> lookUp(kernel.species().stream().mapToDouble(Elements::number).toArray(), List.of(-1));
            };
            case Expression.Call e -> e.function().c().formatted(e.arguments().stream().map(this::write).toArray());
            case Expression.Parameter e -> parameter(e.table(), e.slots());
            case Expression.Spline e -> spline(e);
            case Expression.NetworkValue e -> "V(" + (values.get(e.number()) + e.component()) + ")";
            case Expression.SpeciesIn e -> isIn(e.members(), type(e.slot()));
            case Expression.Inside e -> "(" + POSITIONS.get(e.position()) + " < n" + e.range() + ")";
            case Expression.Within e -> "(" + lane(Stage.R, e.position()) + " < " + limit(e.range(), e.position(), kernel.half()) + ")";
        };
    }

    /** Geometry stands in names, which the loop over the neighbors sets; other arrays in memory. */
    String lane(int array, int position) {
        String p = POSITIONS.get(position);
        return switch (array) {
            case Stage.R -> (kernel.half() ? "r2_" : "r_") + p;
            case Stage.DX -> "dx_" + p;
            case Stage.DY -> "dy_" + p;
            case Stage.DZ -> "dz_" + p;
            default -> "LANE(" + array + ", " + p + ")";
        };
    }

    static String type(int slot) {
        return "type_" + (slot < 0 ? "i" : POSITIONS.get(slot));
    }

    static String isIn(long members, String type) {
        return "((BITS(0x" + Long.toHexString(members) + ") >> " + type + " & 1) != 0)";
    }

    /** The number of a tuple of species, first slowest. */
    String tuple(List<Integer> slots) {
        String at = type(slots.getFirst());
        for (int slot : slots.subList(1, slots.size())) {
            at = "(" + at + " * " + kernel.species().size() + " + " + type(slot) + ")";
        }
        return at;
    }

    /** One of the numbers of a table, chosen by species. */
    String lookUp(double[] numbers, List<Integer> slots) {
        boolean same = IntStream.range(1, numbers.length).allMatch(k -> Double.doubleToRawLongBits(numbers[k]) == Double.doubleToRawLongBits(numbers[0]));
        return same ? number(numbers[0]) : "data[" + tables.place(numbers) + " + " + tuple(slots) + "]";
    }

    private String parameter(ParamTable table, List<Integer> slots) {
        return slots.isEmpty() ? number(table.values()[0]) : lookUp(table.values(), slots);
    }

    /** How far a range reaches from the center to the neighbor at a position. */
    String limit(Range range, int position, boolean squared) {
        int n = range.species();
        double[] limits = new double[n * n];
        for (int k = 0; k < limits.length; k++) {
            double d = range.get(k / n, k % n);
            limits[k] = squared ? d * d : d;
        }
        return lookUp(limits, List.of(-1, position));
    }

    private String spline(Expression.Spline e) {
        SplineTable grid = e.tables().getFirst();
        double[] begins = new double[e.slots().isEmpty() ? 1 : e.caseOf().size()];
        for (int k = 0; k < begins.length; k++) {
            begins[k] = tables.place(e.tables().get(e.slots().isEmpty() ? 0 : e.caseOf().get(k)).coefficients());
        }
        String begin = e.slots().isEmpty() ? Integer.toString((int) begins[0]) : "(int) " + lookUp(begins, e.slots());
        return "table(data + " + begin + ", " + number(grid.start()) + ", " + number(grid.step()) + ", " + grid.segments() + ", " + grid.below().ordinal() + ", " + grid.above().ordinal()
            + ", " + e.order() + ", " + write(e.argument()) + ")";
    }
}
