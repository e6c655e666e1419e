package org.eutectic.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes graphs as equations in the language's notation: a value that is used more than once, or that is long, gets a line and a name of its own
 * ({@code t7[i,j] = …}); everything else stands where it is used. Lines come in an order in which each uses only those above it.
 */
public final class Printer {
    private static final int LONGEST_INLINE = 120;
    private static final String[] POSITIONS = {"j", "k", "l", "m", "n"};
    private static final int ADDITIVE = 4;
    /** A sum takes the whole product after it, so it may stand at the right end of a product but not before it. */
    private static final int REDUCTION = 5;
    private static final int MULTIPLICATIVE = 6;
    private static final int UNARY = 7;
    private static final int POWER = 8;
    private static final int ATOM = 9;

    private final List<String> species;
    private final Map<Node, Integer> uses = new HashMap<>();
    private final Map<Node, String> names = new HashMap<>();
    private final Map<Range, String> ranges = new LinkedHashMap<>();

    /** A piece of text and how tightly its outermost operator binds. */
    private record Text(String text, int binding) {
        String in(int needed) {
            return binding < needed ? "(" + text + ")" : text;
        }
    }

    private Printer(List<String> species) {
        this.species = species;
    }

    /**
     * The equations of some values of one graph.
     *
     * @param species names in the order of species numbers
     * @param roots by the names they are to have, in the order in which they are to stand at the end
     */
    public static List<String> print(List<String> species, Map<String, Node> roots) {
        return new Printer(species).lines(roots);
    }

    private List<String> lines(Map<String, Node> roots) {
        TreeMap<Integer, Node> reached = new TreeMap<>();
        roots.values().forEach(root -> reach(root, reached));
        List<String> lines = new ArrayList<>();
        for (Node n : reached.values()) {
            if (isLeaf(n)) {
                continue;
            }
            boolean shared = uses.getOrDefault(n, 0) > 1;
            String text = shared || uses.getOrDefault(n, 0) > 0 ? expression(n, "i", List.of(POSITIONS).subList(0, n.arity())).text() : "";
            if (shared || text.length() > LONGEST_INLINE) {
                String name = "t" + (names.size() + 1);
                lines.add(name + indices("i", List.of(POSITIONS).subList(0, n.arity())) + " = " + text);
                names.put(n, name);
            }
        }
        roots.forEach((name, root) -> {
            List<String> positions = List.of(POSITIONS).subList(0, root.arity());
            lines.add(name + indices("i", positions) + " = " + value(root, "i", positions).text());
        });
        ranges.forEach((range, name) -> lines.add(name + ": " + table(range)));
        return lines;
    }

    private void reach(Node root, TreeMap<Integer, Node> reached) {
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node n = open.removeLast();
            if (n instanceof Node.At at) {
                open.add(at.argument(0));
            } else if (reached.put(n.id(), n) == null) {
                for (Node a : n.arguments()) {
                    uses.merge(placed(a), 1, Integer::sum);
                    // A neighbor's value is named always: its own center is another atom. So is what has several components.
                    if (n instanceof Node.Neighbor || n instanceof Node.Gather || n instanceof Node.NetworkValue || n instanceof Node.NetworkSlope
                        || n instanceof Node.Moment || n instanceof Node.MomentSlope) {
                        uses.merge(placed(a), 1, Integer::sum);
                    }
                    open.add(a);
                }
            }
        }
    }

    private static Node placed(Node n) {
        return n instanceof Node.At at ? at.argument(0) : n;
    }

    private static boolean isLeaf(Node n) {
        return n.arguments().isEmpty();
    }

    private static String indices(String center, List<String> positions) {
        return positions.isEmpty() ? "[" + center + "]" : "[" + center + "," + String.join(",", positions) + "]";
    }

    /** A node as it stands in an expression: by its name where it has one. */
    private Text value(Node n, String center, List<String> positions) {
        if (n instanceof Node.At at) {
            List<String> placed = new ArrayList<>();
            for (int p : at.positions()) {
                placed.add(positions.get(p));
            }
            return value(at.argument(0), center, placed);
        }
        String name = names.get(n);
        List<String> own = n.arity() == 0 ? List.of() : positions.subList(0, n.arity());
        return name != null ? new Text(name + indices(center, own), ATOM) : expression(n, center, own);
    }

    private Text expression(Node n, String center, List<String> at) {
        return switch (n) {
            case Node.Const c -> number(c.value());
            case Node.Param p -> new Text(p.table().name() + (p.slots().length == 0 ? "" : slots(p.slots(), center, at)), ATOM);
            case Node.Distance d -> new Text("r" + indices(center, at), ATOM);
            case Node.Component d -> new Text("d" + indices(center, at) + "." + "xyz".charAt(d.axis()), ATOM);
            case Node.Cosine c -> new Text("cos[" + at.get(0) + "," + center + "," + at.get(1) + "]", ATOM);
            case Node.Separation s -> new Text("r[" + at.get(0) + "," + at.get(1) + "]", ATOM);
            case Node.Property p -> new Text(property(p.kind()) + "[" + center + "]", ATOM);
            case Node.Apply a -> apply(a, center, at);
            case Node.Select s -> new Text("piecewise { " + value(s.condition(), center, at).text() + " : " + value(s.then(), center, at).text()
                + "; otherwise : " + value(s.otherwise(), center, at).text() + " }", ATOM);
            case Node.SpeciesSwitch s -> new Text(cases(s, center, at), ATOM);
            case Node.SpeciesIn s -> new Text("species[" + (s.slot() < 0 ? center : at.get(s.slot())) + "] in {" + members(s.members()) + "}", ADDITIVE - 1);
            case Node.Inside in -> new Text("r" + indices(center, at) + " < " + distance(in.range()), ADDITIVE - 1);
            case Node.Spline s -> new Text(s.tables().stream().map(SplineTable::name).collect(java.util.stream.Collectors.joining("|")) + "'".repeat(s.order()) + "(" + value(s.argument(0), center, at).text() + ")", ATOM);
            case Node.At x -> value(x, center, at);
            case Node.Neighbor x -> value(x.argument(0), at.get(0), List.of());
            case Node.Gather g -> new Text("sum(j with " + center + " within " + distance(g.range()) + " of it) "
                + value(g.argument(0), "j", List.of(center)).in(REDUCTION), REDUCTION);
            case Node.PairSum s -> new Text("pairs within " + distance(s.range()) + " (" + value(s.toCenter(), center, List.of("j")).text() + ")", REDUCTION);
            case Node.SquaredDistance s -> new Text("r[" + center + "," + at.get(0) + "]^2", REDUCTION);
            case Node.Reduce r -> reduction(r, center, at);
            case Node.ProductOfOthers p -> productOfOthers(p, center, at);
            case Node.Network w -> new Text(w.weights().name() + list(w.arguments(), center), ATOM);
            case Node.NetworkValue v -> component(v.network(), v.output(), center);
            case Node.NetworkReverse r -> new Text("slopes of " + value(r.network(), center, List.of()).text() + " for " + list(r.adjoints(), center), ATOM);
            case Node.NetworkSlope s -> component(s.reverse(), s.input(), center);
            case Node.Moments m -> moments(m, center);
            case Node.Moment m -> component(m.moments(), m.entry(), center);
            case Node.MomentReverse r -> new Text("slopes of " + value(r.moments(), center, List.of()).text() + " for " + list(r.adjoints(), center), ATOM);
            case Node.MomentSlope s -> new Text(names.get(s.reverse()) + "[" + center + "," + at.get(0) + ";" + (s.value() + 1) + "]", ATOM);
        };
    }

    private Text moments(Node.Moments m, String center) {
        List<String> at = List.of(POSITIONS[0]);
        String rows = String.join(", ", m.rows().stream().map(x -> value(x, center, at).text()).toList());
        return new Text("sum(" + POSITIONS[0] + ") of each of (" + rows + ") with the harmonics of orders " + m.orders(), ATOM);
    }

    private String list(List<Node> values, String center) {
        return "(" + values.stream().map(x -> value(x, center, List.of()).text()).collect(java.util.stream.Collectors.joining(", ")) + ")";
    }

    /** A component of a value with several, which always has a name. */
    private Text component(Node of, int k, String center) {
        return new Text(names.get(of) + "[" + center + ";" + (k + 1) + "]", ATOM);
    }

    private Text apply(Node.Apply a, String center, List<String> at) {
        Fn f = a.function();
        if (f.keyword() != null && f != Fn.POW) {
            StringBuilder call = new StringBuilder(f.keyword()).append('(');
            for (int k = 0; k < a.arguments().size(); k++) {
                call.append(k == 0 ? "" : ", ").append(value(a.argument(k), center, at).text());
            }
            return new Text(call.append(')').toString(), ATOM);
        }
        Text x = value(a.argument(0), center, at);
        Text y = a.arguments().size() > 1 ? value(a.argument(1), center, at) : null;
        return switch (f) {
            case NEGATE -> new Text("-" + x.in(UNARY + 1), UNARY);
            case NOT -> new Text("not " + x.in(UNARY), 2);
            case ADD -> new Text(x.in(ADDITIVE) + " + " + y.in(ADDITIVE), ADDITIVE);
            case SUBTRACT -> new Text(x.in(ADDITIVE) + " - " + y.in(MULTIPLICATIVE), ADDITIVE);
            case MULTIPLY -> new Text(x.in(MULTIPLICATIVE) + "*" + y.in(REDUCTION), y.binding() == REDUCTION ? REDUCTION : MULTIPLICATIVE);
            case DIVIDE -> new Text(x.in(MULTIPLICATIVE) + "/" + y.in(UNARY), MULTIPLICATIVE);
            case POW -> new Text(x.in(ATOM) + "^" + y.in(POWER), POWER);
            default -> new Text(x.in(ADDITIVE) + " " + sign(f) + " " + y.in(ADDITIVE), f == Fn.AND ? 2 : f == Fn.OR ? 1 : 3);
        };
    }

    private static String sign(Fn f) {
        return switch (f) {
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_EQUAL -> ">=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case AND -> "and";
            case OR -> "or";
            default -> throw new IllegalArgumentException(f + " is no sign");
        };
    }

    private Text reduction(Node.Reduce r, String center, List<String> at) {
        String own = free(center, at);
        List<String> frame = new ArrayList<>(at);
        frame.add(r.eliminated(), own);
        return new Text(kept(r.frame(), r.eliminated(), center, frame) + (r.kind() == Node.Reduce.Kind.SUM ? "sum" : "prod")
            + domain(r.frame(), r.eliminated(), frame) + " " + value(r.body(), center, frame).in(REDUCTION), REDUCTION);
    }

    private Text productOfOthers(Node.ProductOfOthers p, String center, List<String> at) {
        String own = free(center, at);
        List<String> frame = new ArrayList<>(at);
        frame.set(p.excluded(), own);
        String domain = domain(p.frame(), p.excluded(), frame);
        return new Text("prod" + domain.substring(0, domain.length() - 1) + ", " + own + " != " + at.get(p.excluded()) + ") "
            + value(p.body(), center, frame).in(REDUCTION), REDUCTION);
    }

    /** The index variable and its conditions: {@code (k != j within 4.5 Å)}. */
    private String domain(Frame frame, int position, List<String> names) {
        StringBuilder out = new StringBuilder("(").append(names.get(position));
        boolean first = true;
        for (int q = 0; q < frame.arity(); q++) {
            if (q == position || frame.relation(position, q) == Relation.FREE) {
                continue;
            }
            String other = names.get(q);
            if (frame.relation(position, q) == Relation.DISTINCT) {
                out.append(first ? " != " : ", " + names.get(position) + " != ").append(other);
            } else if (q < position) {
                out.append(first ? " > " : ", " + names.get(position) + " > ").append(other);
            } else {
                out.append(first ? " < " : ", " + names.get(position) + " < ").append(other);
            }
            first = false;
        }
        Range range = frame.ranges().get(position);
        return out.append(range == null ? "" : " within " + distance(range)).append(')').toString();
    }

    /** The conditions on kept positions, outside which the value is zero: {@code [r[i,j] < 4.5 Å] }. */
    private String kept(Frame frame, int eliminated, String center, List<String> names) {
        StringBuilder out = new StringBuilder();
        for (int p = 0; p < frame.arity(); p++) {
            if (p != eliminated && frame.ranges().get(p) != null) {
                out.append("[r[").append(center).append(',').append(names.get(p)).append("] < ").append(distance(frame.ranges().get(p))).append("] ");
            }
        }
        return out.toString();
    }

    private static String free(String center, List<String> at) {
        for (String candidate : POSITIONS) {
            if (!candidate.equals(center) && !at.contains(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no index variable is left beside " + at);
    }

    private static String slots(int[] slots, String center, List<String> at) {
        List<String> out = new ArrayList<>();
        for (int s : slots) {
            out.add(s < 0 ? center : at.get(s));
        }
        return "[" + String.join(",", out) + "]";
    }

    private String cases(Node.SpeciesSwitch s, String center, List<String> at) {
        StringBuilder out = new StringBuilder("species").append(slots(s.slots(), center, at)).append(" {");
        int[] caseOf = s.caseOf();
        for (int c = 0; c < s.arguments().size(); c++) {
            List<String> tuples = new ArrayList<>();
            for (int t = 0; t < caseOf.length; t++) {
                if (caseOf[t] == c) {
                    tuples.add(tuple(t, s.slots().length));
                }
            }
            out.append(c == 0 ? " " : "; ").append(String.join(" ", tuples)).append(" : ").append(value(s.argument(c), center, at).text());
        }
        return out.append(" }").toString();
    }

    private String tuple(int number, int length) {
        StringBuilder out = new StringBuilder();
        for (int k = 0, rest = number; k < length; k++, rest /= species.size()) {
            out.insert(0, (k == length - 1 ? "" : "-") + species.get(rest % species.size()));
        }
        return out.toString();
    }

    private String members(long bits) {
        List<String> out = new ArrayList<>();
        for (int s = 0; s < species.size(); s++) {
            if ((bits >> s & 1) != 0) {
                out.add(species.get(s));
            }
        }
        return String.join(", ", out);
    }

    private static String property(Node.Property.Kind kind) {
        return switch (kind) {
            case CHARGE -> "charge";
            case MASS -> "mass";
            case ATOMIC_NUMBER -> "Z";
        };
    }

    private String distance(Range range) {
        return range.isUniform() ? number(range.max()).text() + " Å" : ranges.computeIfAbsent(range, r -> "range" + (ranges.size() + 1));
    }

    private String table(Range range) {
        List<String> out = new ArrayList<>();
        for (int a = 0; a < species.size(); a++) {
            for (int b = 0; b < species.size(); b++) {
                out.add(species.get(a) + "-" + species.get(b) + " " + number(range.get(a, b)).text() + " Å");
            }
        }
        return String.join(", ", out);
    }

    private static Text number(double x) {
        String text = x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
        return new Text(text, x < 0 ? UNARY : ATOM);
    }
}
