package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eutectic.ir.Fn;

/** Finds the loops over second neighbors of a stage that do nothing for those that fail a condition, and which of them can share a list; see {@link Sieve}. */
final class Sifting {
    private final Kernel kernel;
    private final List<Guard> guards = new ArrayList<>();
    /** The first loop of each list. */
    private final List<Statement.Loop> firsts = new ArrayList<>();
    private final Map<Statement.Loop, Integer> lists = new IdentityHashMap<>();
    private final Map<Statement.Loop, Expression.Call> conditions = new IdentityHashMap<>();
    /** Arrays over pairs: their list or −1, what they stand for, and what they hold for neighbors that fail. */
    private final Map<Integer, Integer> pairLists = new HashMap<>();
    private final Map<Integer, Expression> pairMeanings = new HashMap<>();
    private final Map<Integer, Double> pairFailed = new HashMap<>();
    /** Arrays with a place for each that a list keeps. */
    private final Map<Integer, Integer> arrayLists = new HashMap<>();
    private final Map<Integer, Double> filled = new HashMap<>();
    /** Locals that take sums and products. */
    private final Set<Integer> sums = new HashSet<>();
    private boolean succeeds = true;

    Sifting(Stage stage, Kernel kernel) {
        this.kernel = kernel;
        all(stage.body()).forEach(s -> {
            if (s instanceof Statement.Accumulate a) {
                sums.add(a.local());
            }
        });
        for (Statement s : stage.body()) {
            if (s instanceof Statement.Loop l && l.position() == 0) {
                walk(l.body(), List.of(), new HashMap<>());
            }
        }
        succeeds &= stage.body().stream().allMatch(s -> readsListedWell(s, -1));
    }

    List<Guard> guards() {
        return guards;
    }

    /** Whether all that reads what one loop of a list has left can run over that list. */
    boolean succeeds() {
        return succeeds;
    }

    /** The list that a loop runs over, or −1. */
    int listOf(Statement.Loop loop) {
        return lists.getOrDefault(loop, -1);
    }

    /** Whether a loop is the first over its list. */
    boolean isFirst(Statement.Loop loop) {
        return firsts.get(lists.get(loop)) == loop;
    }

    /** The condition of the first loop over a list, in its own locals. */
    Expression.Call conditionIn(Statement.Loop loop) {
        return conditions.get(loop);
    }

    boolean isListed(int array) {
        return arrayLists.containsKey(array);
    }

    int listOfArray(int array) {
        return arrayLists.get(array);
    }

    /** What the locals of a body stand for that are set outside its branches. */
    static Map<Integer, Expression> sets(List<Statement> body) {
        Map<Integer, Expression> sets = new HashMap<>();
        body.forEach(s -> {
            if (s instanceof Statement.Set set) {
                sets.put(set.local(), set.value());
            }
        });
        return sets;
    }

    private void walk(List<Statement> block, List<Expression> around, Map<Integer, Expression> outer) {
        for (Statement statement : block) {
            switch (statement) {
                case Statement.Set s when !sums.contains(s.local()) -> outer.put(s.local(), s.value());
                case Statement.Fill s -> filled.put(s.array(), s.value());
                case Statement.ProductsOfOthers s when arrayLists.containsKey(s.values()) -> arrayLists.put(s.out(), arrayLists.get(s.values()));
                case Statement.Loop l when l.position() == 1 && LaneFit.isInnerForLanes(l, kernel.ranges()) -> consider(l, around, outer);
                case Statement.If s -> {
                    List<Expression> then = new ArrayList<>(around);
                    then.add(written(s.condition(), outer));
                    walk(s.then(), then, new HashMap<>(outer));
                    if (!s.otherwise().isEmpty()) {
                        then.add(new Expression.Constant(0));
                        walk(s.otherwise(), then, new HashMap<>(outer));
                    }
                }
                default -> { }
            }
        }
    }

    private void consider(Statement.Loop loop, List<Expression> around, Map<Integer, Expression> outer) {
        Map<Integer, Expression> sets = new HashMap<>(outer);
        sets.putAll(sets(loop.body()));
        Set<Integer> read = new HashSet<>();
        all(loop.body()).flatMap(s -> s.expressions().stream()).forEach(e -> pairsRead(e, read));
        Set<Integer> from = new HashSet<>();
        read.forEach(p -> from.add(pairLists.getOrDefault(p, -1)));
        int list = -1;
        if (all(loop.body()).flatMap(s -> s.expressions().stream()).noneMatch(Sifting::asksForPlace)) {
            list = from.isEmpty() ? own(loop, around, sets) : from.size() == 1 ? shared(loop, from.iterator().next(), around, sets) : -1;
        }
        succeeds &= list >= 0 || from.stream().allMatch(l -> l < 0);
        for (Statement s : loop.body()) {
            if (s instanceof Statement.SetPair p) {
                pairLists.put(p.array(), list);
                pairMeanings.put(p.array(), written(p.value(), sets));
            }
        }
        if (list >= 0) {
            lists.put(loop, list);
        }
    }

    /** A list for a loop that has a condition of its own, or −1. */
    private int own(Statement.Loop loop, List<Expression> around, Map<Integer, Expression> sets) {
        for (Statement s : loop.body()) {
            Guard guard = s instanceof Statement.If choice ? Guard.of(written(choice.condition(), sets), loop, around) : null;
            if (guard != null && isIdleWhereFailed(loop, guard, sets)) {
                int known = guards.indexOf(guard);
                if (known < 0) {
                    known = guards.size();
                    guards.add(guard);
                    firsts.add(loop);
                    conditions.put(loop, (Expression.Call) condition(((Statement.If) s).condition(), sets));
                }
                return known;
            }
        }
        return -1;
    }

    private int shared(Statement.Loop loop, int list, List<Expression> around, Map<Integer, Expression> sets) {
        if (list < 0) {
            return -1;
        }
        Guard guard = guards.get(list);
        boolean same = guard.range() == loop.range() && guard.relation() == loop.relations().getFirst() && guard.around().equals(around);
        return same && isIdleWhereFailed(loop, guard, sets) ? list : -1;
    }

    private static Expression condition(Expression e, Map<Integer, Expression> sets) {
        return e instanceof Expression.Local l ? condition(sets.get(l.local()), sets) : e;
    }

    /** Whether a loop does nothing for second neighbors that fail; notes what it leaves for them. */
    private boolean isIdleWhereFailed(Statement.Loop loop, Guard guard, Map<Integer, Expression> sets) {
        Map<Integer, Double> pairs = new HashMap<>();
        Set<Integer> arrays = new HashSet<>();
        if (!isIdle(loop.body(), guard, sets, new HashMap<>(), pairs, arrays)) {
            return false;
        }
        pairFailed.putAll(pairs);
        int list = guards.contains(guard) ? guards.indexOf(guard) : guards.size();
        arrays.forEach(a -> arrayLists.put(a, list));
        return true;
    }

    private boolean isIdle(List<Statement> body, Guard guard, Map<Integer, Expression> sets, Map<Integer, Double> known, Map<Integer, Double> pairs, Set<Integer> arrays) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Set s -> note(known, s.local(), value(s.value(), known));
                case Statement.Accumulate s when !is(value(s.value(), known), s.product() ? 1 : 0) -> {
                    return false;
                }
                case Statement.AddLane s when !is(value(s.value(), known), 0) -> {
                    return false;
                }
                case Statement.SetLane s -> {
                    if (!filled.containsKey(s.array()) || !is(value(s.value(), known), filled.get(s.array()))) {
                        return false;
                    }
                    arrays.add(s.array());
                }
                case Statement.SetPair s -> note(pairs, s.array(), value(s.value(), known));
                case Statement.If s -> {
                    Map<Integer, Double> other = new HashMap<>(known);
                    boolean fails = guard.condition().equals(Guard.less(written(s.condition(), sets)));
                    if (!isIdle(s.otherwise(), guard, sets, other, pairs, arrays) || !fails && !isIdle(s.then(), guard, sets, known, pairs, arrays)) {
                        return false;
                    }
                    if (fails) {
                        known.putAll(other);
                        known.keySet().retainAll(other.keySet());
                    } else {
                        known.entrySet().retainAll(other.entrySet());
                    }
                }
                case Statement.Accumulate s -> { }
                case Statement.AddLane s -> { }
                default -> {
                    return false;
                }
            }
        }
        return true;
    }


    private static void note(Map<Integer, Double> values, int key, Double value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    private static boolean is(Double value, double wanted) {
        return value != null && value == wanted;
    }

    /** A value that is the same number for all neighbors that fail, or null. */
    private Double value(Expression e, Map<Integer, Double> known) {
        return switch (e) {
            case Expression.Constant c -> c.value();
            case Expression.Local l -> known.get(l.local());
            case Expression.PairLane p -> pairFailed.get(p.array());
            case Expression.Call c when !c.isCondition() -> {
                List<Double> a = new ArrayList<>();
                c.arguments().forEach(x -> a.add(value(x, known)));
                // Zero times whatever a neighbor has that does not count.
                boolean zero = c.function() == Fn.MULTIPLY && a.stream().anyMatch(x -> is(x, 0));
                yield zero ? (Double) 0.0 : a.contains(null) ? null : (Double) c.function().evaluate(a.getFirst(), a.getLast());
            }
            default -> null;
        };
    }

    /** A value with all that its locals and arrays over pairs stand for written out. */
    private Expression written(Expression e, Map<Integer, Expression> sets) {
        return switch (e) {
            case Expression.Local l when sets.containsKey(l.local()) -> written(sets.get(l.local()), sets);
            case Expression.PairLane p when pairMeanings.containsKey(p.array()) -> pairMeanings.get(p.array());
            case Expression.Call c -> new Expression.Call(c.function(), c.arguments().stream().map(a -> written(a, sets)).toList());
            default -> e;
        };
    }

    private static Stream<Statement> all(List<Statement> block) {
        return block.stream().flatMap(s -> Stream.concat(Stream.of(s), s.blocks().stream().flatMap(Sifting::all)));
    }

    private static void pairsRead(Expression e, Set<Integer> read) {
        if (e instanceof Expression.PairLane p) {
            read.add(p.array());
        } else if (e instanceof Expression.Call c) {
            c.arguments().forEach(a -> pairsRead(a, read));
        }
    }

    /** Whether a value depends on where the second neighbor stands among all. */
    private static boolean asksForPlace(Expression e) {
        return e instanceof Expression.Inside i && i.position() == 1 || e instanceof Expression.Within w && w.position() == 1
            || e instanceof Expression.Call c && c.arguments().stream().anyMatch(Sifting::asksForPlace);
    }

    /** Whether arrays of a list, and arrays over pairs of a list, are read in loops over that list alone. */
    private boolean readsListedWell(Statement statement, int list) {
        int here = statement instanceof Statement.Loop l && lists.containsKey(l) ? lists.get(l) : list;
        return statement.expressions().stream().allMatch(e -> readsListedWell(e, here)) && statement.blocks().stream().allMatch(b -> b.stream().allMatch(s -> readsListedWell(s, here)));
    }

    private boolean readsListedWell(Expression e, int list) {
        return switch (e) {
            case Expression.Lane l -> !arrayLists.containsKey(l.array()) || l.position() == 1 && arrayLists.get(l.array()) == list;
            case Expression.PairLane p -> pairLists.getOrDefault(p.array(), -1) == list || pairLists.getOrDefault(p.array(), -1) < 0;
            case Expression.Call c -> c.arguments().stream().allMatch(a -> readsListedWell(a, list));
            case Expression.Spline s -> readsListedWell(s.argument(), list);
            default -> true;
        };
    }
}
