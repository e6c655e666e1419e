package org.eutectic.ir;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether two site energies are the same calculation: the same operations on the same numbers in the same order, but for the order of the two
 * arguments of a sum or product of two, which does not change a bit. Values of both graphs are numbered together, equal ones alike.
 */
public final class GraphComparison {
    private static final int LONGEST = 110;

    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private final Map<Node, Integer> ofFirst = new HashMap<>();
    private final Map<Node, Integer> ofSecond = new HashMap<>();
    private final SiteEnergy first;
    private final SiteEnergy second;

    private GraphComparison(SiteEnergy first, SiteEnergy second) {
        this.first = first;
        this.second = second;
    }

    /**
     * A place where the two differ.
     *
     * @param first what the first calculates there, as the language would write it
     * @param second what the second does
     */
    public record Difference(String first, String second) {}

    /** Where two lists of summands first differ; empty where they are the same. */
    public static Optional<Difference> of(List<SiteEnergy> first, List<SiteEnergy> second) {
        if (first.size() != second.size()) {
            return Optional.of(new Difference(first.size() + " summands", second.size() + " summands"));
        }
        for (int k = 0; k < first.size(); k++) {
            Optional<Difference> d = new GraphComparison(first.get(k), second.get(k)).compare();
            if (d.isPresent()) {
                return d;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> compare() {
        if (!first.species().equals(second.species())) {
            return Optional.of(new Difference("species " + String.join(", ", first.species()), "species " + String.join(", ", second.species())));
        }
        number(first.energy(), ofFirst);
        number(second.energy(), ofSecond);
        Node a = first.energy(), b = second.energy();
        if (ofFirst.get(a).equals(ofSecond.get(b))) {
            return first.cutoff().equals(second.cutoff()) ? Optional.empty()
                : Optional.of(new Difference("a reach of " + first.cutoff(), "a reach of " + second.cutoff()));
        }
        return Optional.of(descend(a, b));
    }

    /** Numbers a value and all that it is made of. */
    private void number(Node root, Map<Node, Integer> into) {
        TreeMap<Integer, Node> reached = new TreeMap<>();
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node n = open.removeLast();
            if (reached.put(n.id(), n) == null) {
                open.addAll(n.arguments());
            }
        }
        for (Node n : reached.values()) {
            List<Object> key = new ArrayList<>(operation(n));
            List<Integer> arguments = new ArrayList<>(n.arguments().stream().map(into::get).toList());
            if (n instanceof Node.Apply a && (a.function() == Fn.ADD || a.function() == Fn.MULTIPLY)) {
                Collections.sort(arguments);
            }
            key.addAll(arguments);
            into.put(n, numbers.computeIfAbsent(key, k -> numbers.size()));
        }
    }

    /** What a node does to its arguments. */
    private static List<Object> operation(Node n) {
        return switch (n) {
            case Node.Const c -> List.of("const", c.value());
            case Node.Param p -> List.of("param", DoubleBuffer.wrap(p.table().values()), Arrays.toString(p.slots()));
            case Node.Distance d -> List.of("r");
            case Node.SquaredDistance d -> List.of("r2");
            case Node.Component c -> List.of("d", c.axis());
            case Node.Cosine c -> List.of("cos");
            case Node.Separation s -> List.of("rjk");
            case Node.Property p -> List.of("property", p.kind());
            case Node.Apply a -> List.of("apply", a.function());
            case Node.Select s -> List.of("select");
            case Node.SpeciesSwitch s -> List.of("switch", Arrays.toString(s.slots()), Arrays.toString(s.caseOf()));
            case Node.SpeciesIn s -> List.of("in", s.slot(), s.members());
            case Node.Inside i -> List.of("inside", i.range());
            case Node.Spline s -> List.of("spline", s.tables().stream().map(GraphComparison::content).toList(), Arrays.toString(s.slots()), Arrays.toString(s.caseOf()), s.order());
            case Node.At a -> List.of("at", Arrays.toString(a.positions()), a.arity());
            case Node.Neighbor x -> List.of("neighbor");
            case Node.Gather g -> List.of("gather", g.range());
            case Node.PairSum p -> List.of("pairs", p.range());
            case Node.Reduce r -> List.of("reduce", r.kind(), r.frame(), r.eliminated());
            case Node.ProductOfOthers p -> List.of("others", p.frame(), p.excluded());
            case Node.Network w -> List.of("network", w.weights());
            case Node.NetworkValue v -> List.of("output", v.output());
            case Node.NetworkReverse r -> List.of("reverse");
            case Node.NetworkSlope s -> List.of("slope", s.input());
            case Node.Moments m -> List.of("moments", m.range(), m.orders());
            case Node.Moment m -> List.of("moment", m.entry());
            case Node.MomentReverse r -> List.of("moment reverse");
            case Node.MomentSlope s -> List.of("moment slope", s.value());
        };
    }

    private static List<Object> content(SplineTable t) {
        return List.of(t.start(), t.step(), t.below(), t.above(), DoubleBuffer.wrap(t.coefficients()));
    }

    /** Follows what differs down to where the operations, or more than one argument, do. */
    private Difference descend(Node a, Node b) {
        Node x = a, y = b;
        while (operation(x).equals(operation(y)) && x.arguments().size() == y.arguments().size()) {
            int different = -1, count = 0;
            for (int k = 0; k < x.arguments().size(); k++) {
                if (!ofFirst.get(x.argument(k)).equals(ofSecond.get(y.argument(k)))) {
                    different = k;
                    count++;
                }
            }
            boolean leaves = count == 1 && x.argument(different).arguments().isEmpty() && y.argument(different).arguments().isEmpty();
            if (count != 1 || leaves) {
                break;
            }
            x = x.argument(different);
            y = y.argument(different);
        }
        return new Difference(print(first, x), print(second, y));
    }

    private static String print(SiteEnergy of, Node n) {
        List<String> lines = Printer.print(of.species(), Map.of("x", n)), parts = new ArrayList<>();
        // The value itself first, then what it names.
        lines.stream().filter(l -> l.startsWith("x[")).forEach(l -> parts.add(l.substring(l.indexOf(" = ") + 3)));
        lines.stream().filter(l -> !l.startsWith("x[")).forEach(l -> parts.add("with " + l));
        String whole = String.join(", ", parts), text = whole.length() <= LONGEST ? whole : parts.getFirst();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
