package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Relation;

/**
 * Sifts second neighbors. Where a loop over them does nothing for those that fail a condition, as in screening by atoms near the bond alone, a short loop finds those that pass, and the long one runs
 * over these. Later loops over the same second neighbors, such as those of the forces, run over the same list. {@link Sifting} finds such loops; here they are written.
 */
final class Sieve {
    private final Kernel kernel;
    private final Sifting sifting;
    private int lanes;

    private Sieve(Kernel kernel, Sifting sifting, int lanes) {
        this.kernel = kernel;
        this.sifting = sifting;
        this.lanes = lanes;
    }

    /** Whether a routine has loops to be sifted, and none that prevents it. */
    static boolean serves(Kernel kernel) {
        List<Sifting> all = kernel.stages().stream().map(s -> new Sifting(s, kernel)).toList();
        return all.stream().allMatch(Sifting::succeeds) && all.stream().anyMatch(s -> !s.guards().isEmpty());
    }

    static Stage of(Stage stage, Kernel kernel) {
        Sifting sifting = new Sifting(stage, kernel);
        if (sifting.guards().isEmpty()) {
            return stage;
        }
        Sieve sieve = new Sieve(kernel, sifting, stage.lanes());
        List<Statement> body = sieve.rewrite(stage.body());
        return stage.withLists(List.copyOf(body), sifting.guards().size(), sieve.lanes);
    }

    private List<Statement> rewrite(List<Statement> block) {
        List<Statement> out = new ArrayList<>();
        for (Statement statement : block) {
            switch (statement) {
                case Statement.Loop l when sifting.listOf(l) >= 0 -> sifted(l, sifting.listOf(l), out);
                case Statement.Loop l -> out.add(new Statement.Loop(l.position(), l.range(), l.relations(), List.copyOf(rewrite(l.body()))));
                case Statement.If s -> out.add(new Statement.If(s.condition(), List.copyOf(rewrite(s.then())), List.copyOf(rewrite(s.otherwise()))));
                // Every place in the list is set.
                case Statement.Fill f when sifting.isListed(f.array()) -> { }
                case Statement.ProductsOfOthers p when sifting.isListed(p.values()) ->
                    out.add(new Statement.ProductsOfOthers(p.values(), p.out(), extent(sifting.listOfArray(p.values()))));
                default -> out.add(statement);
            }
        }
        return out;
    }

    private int extent(int list) {
        return kernel.ranges().size() + list;
    }

    private void sifted(Statement.Loop loop, int list, List<Statement> out) {
        Map<Integer, Expression> sets = Sifting.sets(loop.body());
        if (sifting.isFirst(loop)) {
            int signs = lanes++;
            Expression sign = Guard.sign(sifting.conditionIn(loop), sets);
            List<Statement> test = new ArrayList<>();
            Set<Integer> needed = new LinkedHashSet<>();
            need(sign, sets, needed);
            needed.forEach(l -> test.add(new Statement.Set(l, sets.get(l))));
            test.add(new Statement.SetLane(signs, 1, sign));
            out.add(new Statement.Loop(1, loop.range(), loop.relations(), List.copyOf(test)));
            out.add(new Statement.Keep(list, signs, loop.range(), loop.relations().getFirst()));
        } else {
            out.add(new Statement.Recall(list));
        }
        Map<Integer, Integer> picked = new LinkedHashMap<>();
        Map<Integer, Integer> handed = new LinkedHashMap<>();
        List<Statement> body = new ArrayList<>();
        for (Statement statement : loop.body()) {
            Statement s = statement.with(e -> picked(e, picked));
            if (s instanceof Statement.AddLane add) {
                handed.put(lanes, add.array());
                s = new Statement.SetLane(lanes++, 1, add.value());
            }
            body.add(s);
        }
        // Species go along with what is picked.
        if (!picked.isEmpty() || kernel.species().size() > 1) {
            out.add(new Statement.Pick(list, List.copyOf(picked.keySet()), List.copyOf(picked.values())));
        }
        out.add(new Statement.Loop(1, extent(list), List.of(Relation.FREE), List.copyOf(body)));
        if (!handed.isEmpty()) {
            out.add(new Statement.Hand(list, List.copyOf(handed.keySet()), List.copyOf(handed.values())));
        }
    }

    /** Collects the locals of a loop that a value needs, each after what it needs itself. */
    private static void need(Expression e, Map<Integer, Expression> sets, Set<Integer> needed) {
        if (e instanceof Expression.Local l && sets.containsKey(l.local()) && !needed.contains(l.local())) {
            need(sets.get(l.local()), sets, needed);
            needed.add(l.local());
        } else if (e instanceof Expression.Call c) {
            c.arguments().forEach(a -> need(a, sets, needed));
        }
    }

    /** A value as the loop over a list has it. */
    private Expression picked(Expression e, Map<Integer, Integer> picked) {
        return switch (e) {
            case Expression.Lane l when l.position() == 1 && !sifting.isListed(l.array()) -> new Expression.Lane(picked.computeIfAbsent(l.array(), k -> lanes++), 1);
            case Expression.Call c -> new Expression.Call(c.function(), c.arguments().stream().map(a -> picked(a, picked)).toList());
            default -> e;
        };
    }
}
