package org.eutectic.gpu.source;

import java.util.Comparator;
import java.util.List;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Stage;
import org.eutectic.kernel.Statement;

/**
 * About how much work one center is in a stage, in a solid of common density: an estimate that depends on the potential alone, so that the same program, and the same last digits, go with a potential
 * wherever its atoms stand.
 *
 * @param operations additions and multiplications; a function counts as several
 * @param width how many threads could share the longest loop: neighbors, or the outputs of a network's layer
 */
record StageWork(double operations, double width) {
    /** Atoms in Å³: 0.05 in silicon, 0.06 in aluminium, 0.085 in copper. */
    private static final double DENSITY = 0.06;
    /** What a function such as exp counts. */
    private static final double FUNCTION = 10;
    /** From so many operations on a group of threads is worth that its members wait for each other, some hundred cycles for each loop. */
    private static final double FOR_MANY = 20_000;
    /** Where fewer share it, most of a group of 32 would be idle. */
    private static final double FEWEST = 16;

    static StageWork of(Kernel kernel, Stage stage) {
        Count count = new Count(kernel);
        if (stage.gathers()) {
            count.loop(kernel.ranges().getLast(), 10);
        }
        count.add(stage.body(), 1);
        return new StageWork(count.operations, count.width);
    }

    boolean isForMany() {
        return operations >= FOR_MANY && width >= FEWEST;
    }

    /** Goes through statements. */
    private static final class Count {
        private final Kernel kernel;
        private double operations;
        private double width;

        Count(Kernel kernel) {
            this.kernel = kernel;
        }

        private static double neighbors(Range range) {
            double r = range.max();
            return DENSITY * 4 / 3 * Math.PI * r * r * r;
        }

        private void loop(Range range, double each) {
            operations += neighbors(range) * each;
            width = Math.max(width, neighbors(range));
        }

        private void add(List<Statement> statements, double times) {
            for (Statement statement : statements) {
                statement.expressions().forEach(e -> operations += times * (1 + count(e)));
                switch (statement) {
                    case Statement.Loop s -> {
                        double n = neighbors(kernel.ranges().get(s.range()));
                        width = Math.max(width, n);
                        add(s.body(), times * n * (s.relations().contains(Relation.ORDERED) ? 0.5 : 1));
                    }
                    case Statement.Fill s -> loop(kernel.ranges().getLast(), times);
                    case Statement.ProductsOfOthers s -> loop(kernel.ranges().get(s.range()), 4 * times);
                    case Statement.RunNetwork s -> network(s.weights().shape(), times);
                    case Statement.RunMoments s -> loop(kernel.ranges().getLast(), 2 * times * s.rows().size() * columns(s.orders()));
                    case Statement.ReverseMoments s -> loop(kernel.ranges().getLast(), 4 * times * s.rows().size() * columns(s.orders()));
                    // Of several ways one is gone.
                    case Statement.If s -> add(s.then().size() > s.otherwise().size() ? s.then() : s.otherwise(), times);
                    case Statement.Switch s -> s.cases().stream().max(Comparator.comparingInt(List::size)).ifPresent(longest -> add(longest, times));
                    default -> { }
                }
            }
        }

        /** A network forward and, where forces are wanted, in reverse. */
        private void network(NetworkShape shape, double times) {
            double way = kernel.outputs().forces() ? 2 : 1;
            for (int m = 0; m < shape.layers(); m++) {
                int outs = shape.sizes().get(m + 1);
                operations += times * way * outs * (2.0 * shape.sizes().get(m) + 2 * FUNCTION);
                width = Math.max(width, outs);
            }
        }

        private static int columns(List<Integer> orders) {
            return orders.stream().mapToInt(l -> 2 * l + 1).sum();
        }

        private static double count(Expression expression) {
            return switch (expression) {
                case Expression.Call e -> (e.function().c().startsWith("(") || e.function().c().startsWith("-") ? 1 : FUNCTION) + e.arguments().stream().mapToDouble(Count::count).sum();
                case Expression.Spline e -> FUNCTION + count(e.argument());
                default -> 0;
            };
        }
    }
}
