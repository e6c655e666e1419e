package org.eutectic.gpu.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Statement;

/**
 * What some statements speak of, those inside them included.
 *
 * @param locals how often each local is written or read
 * @param lanes arrays and positions at which they are read
 * @param species positions whose species is asked for, −1 for the center
 * @param places positions at which another atom's field is read
 */
record Mentions(Map<Integer, Integer> locals, Set<List<Integer>> lanes, Set<Integer> species, Set<Integer> places) {

    static Mentions of(List<Statement> statements) {
        Mentions m = new Mentions(new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        statements.forEach(m::add);
        return m;
    }

    private void add(Statement statement) {
        switch (statement) {
            case Statement.Set s -> locals.merge(s.local(), 1, Integer::sum);
            case Statement.Accumulate s -> locals.merge(s.local(), 1, Integer::sum);
            case Statement.Switch s -> species.addAll(s.slots());
            default -> { }
        }
        statement.expressions().forEach(this::add);
        statement.blocks().forEach(block -> block.forEach(this::add));
    }

    private void add(Expression expression) {
        switch (expression) {
            case Expression.Local e -> locals.merge(e.local(), 1, Integer::sum);
            case Expression.Lane e -> lanes.add(List.of(e.array(), e.position()));
            case Expression.NeighborField e -> places.add(e.position());
            case Expression.Call e -> e.arguments().forEach(this::add);
            case Expression.Parameter e -> species.addAll(e.slots());
            case Expression.Spline e -> {
                species.addAll(e.slots());
                add(e.argument());
            }
            case Expression.SpeciesIn e -> species.add(e.slot());
            case Expression.Within e -> {
                species.add(-1);
                species.add(e.position());
                lanes.add(List.of(org.eutectic.kernel.Stage.R, e.position()));
            }
            case Expression.Property e -> species.add(-1);
            case Expression.Constant e -> { }
            case Expression.PairLane e -> { }
            case Expression.Field e -> { }
            case Expression.NetworkValue e -> { }
            case Expression.Inside e -> { }
        }
    }
}
