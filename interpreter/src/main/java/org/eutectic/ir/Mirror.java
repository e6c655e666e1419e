package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * The value of the bond j → i for that of i → j, of nodes that see one neighbor at most: species and atoms' values change sides, d changes its sign. What is the
 * same both ways becomes the same node, so asking whether a value is symmetric is asking whether its mirror is itself.
 */
public final class Mirror {
    private final Graph g;
    private final Map<Node, Node> done = new HashMap<>();

    public Mirror(Graph g) {
        this.g = g;
    }

    /** x[j,i] as a node of the bond i → j. */
    public Node of(Node x) {
        Node known = done.get(x);
        if (known == null) {
            known = make(x);
            done.put(x, known);
            done.putIfAbsent(known, x);
        }
        return known;
    }

    private Node make(Node x) {
        return switch (x) {
            case Node.Const c -> c;
            case Node.Distance d -> d;
            case Node.SquaredDistance d -> d;
            case Node.Inside i -> i;
            case Node.Component d -> g.negate(d);
            case Node.Neighbor n -> n.argument(0);
            case Node.Param p -> param(p);
            case Node.SpeciesIn s -> g.speciesIn(s.slot() < 0 ? 0 : -1, s.members(), 1);
            case Node.SpeciesSwitch s when s.arity() > 0 || isOfSpecies(s) -> speciesSwitch(s);
            case Node.Spline s when s.arity() > 0 -> spline(s);
            default -> x.arity() == 0 && !isOfSpecies(x) ? g.neighbor(x) : g.with(x, x.arguments().stream().map(this::of).toList());
        };
    }

    /** Whether an atom's value is a number of its species, and not one of its surroundings. */
    private static boolean isOfSpecies(Node x) {
        return switch (x) {
            case Node.Const c -> true;
            case Node.Param p -> true;
            case Node.SpeciesIn s -> true;
            case Node.Apply a -> a.arguments().stream().allMatch(Mirror::isOfSpecies);
            case Node.Select s -> s.arguments().stream().allMatch(Mirror::isOfSpecies);
            case Node.SpeciesSwitch s -> s.arguments().stream().allMatch(Mirror::isOfSpecies);
            default -> false;
        };
    }

    private static int[] exchanged(int[] slots) {
        return Arrays.stream(slots).map(s -> s < 0 ? 0 : -1).toArray();
    }

    private Node param(Node.Param p) {
        int[] slots = p.slots();
        // A table that is the same both ways keeps its order.
        if (slots.length == 2 && slots[0] != slots[1] && isSymmetric(p.table().species(), (a, b) -> p.table().get(a, b))) {
            return p;
        }
        return g.param(p.table(), exchanged(slots), 1);
    }

    /** Whether what holds for each ordered pair of species is the same both ways. */
    public static boolean isSymmetric(int species, ToDoubleBiFunction<Integer, Integer> value) {
        for (int a = 0; a < species; a++) {
            for (int b = 0; b < a; b++) {
                if (value.applyAsDouble(a, b) != value.applyAsDouble(b, a)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Node spline(Node.Spline s) {
        int[] slots = s.slots();
        if (slots.length == 0) {
            return g.with(s, List.of(of(s.argument(0))));
        }
        int[] caseOf = s.caseOf();
        if (slots.length == 2 && isSymmetric(s.species(), (a, b) -> (double) caseOf[a * s.species() + b])) {
            return g.with(s, List.of(of(s.argument(0))));
        }
        return g.spline(s, s.order(), exchanged(slots), of(s.argument(0)), 1);
    }

    /** Slots in ascending order, so that a choice that is the same both ways is the same node. */
    private Node speciesSwitch(Node.SpeciesSwitch s) {
        List<Node> cases = new ArrayList<>();
        s.arguments().forEach(c -> cases.add(of(c)));
        int[] slots = exchanged(s.slots()), caseOf = s.caseOf();
        if (slots.length == 2 && slots[0] > slots[1]) {
            int n = s.species();
            int[] turned = new int[caseOf.length];
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    turned[b * n + a] = caseOf[a * n + b];
                }
            }
            return g.speciesSwitch(new int[] {slots[1], slots[0]}, turned, cases, 1);
        }
        return g.speciesSwitch(slots, caseOf, cases, 1);
    }

    /** Whether a value changes its sign with the direction, as the components of d do. */
    private boolean isOdd(Node x) {
        return of(x) == g.negate(x);
    }

    /** x[i,j] + x[j,i], by the rules of what is the same both ways. */
    public Node plusMirrored(Node x) {
        Node m = of(x);
        if (m == x) {
            return twice(x);
        }
        if (x instanceof Node.Apply a) {
            switch (a.function()) {
                case NEGATE -> {
                    return g.negate(plusMirrored(a.argument(0)));
                }
                case ADD -> {
                    return g.add(plusMirrored(a.argument(0)), plusMirrored(a.argument(1)));
                }
                case SUBTRACT -> {
                    return g.subtract(plusMirrored(a.argument(0)), plusMirrored(a.argument(1)));
                }
                case MULTIPLY -> {
                    for (int k = 0; k < 2; k++) {
                        Node factor = a.argument(k), rest = a.argument(1 - k);
                        if (of(factor) == factor) {
                            return g.multiply(factor, plusMirrored(rest));
                        }
                        if (isOdd(factor)) {
                            return g.multiply(factor, minusMirrored(rest));
                        }
                    }
                }
                case DIVIDE -> {
                    if (of(a.argument(1)) == a.argument(1)) {
                        return g.divide(plusMirrored(a.argument(0)), a.argument(1));
                    }
                }
                default -> { }
            }
        }
        if (x instanceof Node.Select s && of(s.condition()) == s.condition()) {
            return g.select(s.condition(), plusMirrored(s.then()), plusMirrored(s.otherwise()));
        }
        return g.add(x, m);
    }

    /** x[i,j] − x[j,i]. */
    public Node minusMirrored(Node x) {
        Node m = of(x);
        if (m == x) {
            return g.constant(0);
        }
        if (isOdd(x)) {
            return twice(x);
        }
        if (x instanceof Node.Apply a) {
            switch (a.function()) {
                case NEGATE -> {
                    return g.negate(minusMirrored(a.argument(0)));
                }
                case ADD -> {
                    return g.add(minusMirrored(a.argument(0)), minusMirrored(a.argument(1)));
                }
                case SUBTRACT -> {
                    return g.subtract(minusMirrored(a.argument(0)), minusMirrored(a.argument(1)));
                }
                case MULTIPLY -> {
                    for (int k = 0; k < 2; k++) {
                        if (isOdd(a.argument(k))) {
                            return g.multiply(a.argument(k), plusMirrored(a.argument(1 - k)));
                        }
                    }
                    for (int k = 0; k < 2; k++) {
                        if (of(a.argument(k)) == a.argument(k)) {
                            return g.multiply(a.argument(k), minusMirrored(a.argument(1 - k)));
                        }
                    }
                }
                case DIVIDE -> {
                    if (of(a.argument(1)) == a.argument(1)) {
                        return g.divide(minusMirrored(a.argument(0)), a.argument(1));
                    }
                }
                default -> { }
            }
        }
        if (x instanceof Node.Select s && of(s.condition()) == s.condition()) {
            return g.select(s.condition(), minusMirrored(s.then()), minusMirrored(s.otherwise()));
        }
        return g.subtract(x, m);
    }

    /** 2·x, with the factor where there is a constant to take it. */
    private Node twice(Node x) {
        Node pushed = doubled(x);
        return pushed != null ? pushed : g.multiply(g.constant(2), x);
    }

    private Node doubled(Node x) {
        if (x instanceof Node.Const) {
            return g.multiply(g.constant(2), x);
        }
        if (x instanceof Node.Apply a) {
            switch (a.function()) {
                case NEGATE -> {
                    Node d = doubled(a.argument(0));
                    return d == null ? null : g.negate(d);
                }
                case MULTIPLY -> {
                    for (int k = 0; k < 2; k++) {
                        Node d = doubled(a.argument(k));
                        if (d != null) {
                            return g.multiply(d, a.argument(1 - k));
                        }
                    }
                }
                case DIVIDE -> {
                    Node d = doubled(a.argument(0));
                    return d == null ? null : g.divide(d, a.argument(1));
                }
                case ADD, SUBTRACT -> {
                    Node d = doubled(a.argument(0)), e = doubled(a.argument(1));
                    return d == null || e == null ? null : g.apply(a.function(), d, e);
                }
                default -> { }
            }
        }
        return null;
    }
}
