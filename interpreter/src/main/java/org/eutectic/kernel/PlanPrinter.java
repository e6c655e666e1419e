package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;

/**
 * Writes a {@link Kernel} as pseudo-code: {@code t} are locals, {@code a} arrays over the centre's neighbours, {@code p} over pairs of them, {@code f} fields over all atoms, {@code n} what a network leaves; {@code i} is the
 * centre, {@code j}, {@code k} and {@code l} are neighbours. What a routine costs can be read from it: everything inside a loop is done in each turn.
 */
public final class PlanPrinter {
    private static final String[] POSITIONS = {"j", "k", "l"};
    private static final int ADDITIVE = 4;
    private static final int MULTIPLICATIVE = 6;
    private static final int UNARY = 7;
    private static final int POWER = 8;
    private static final int ATOM = 9;

    private final Kernel kernel;
    private final List<String> lines = new ArrayList<>();

    /** A piece of text and how tightly its outermost operator binds. */
    private record Text(String text, int binding) {
        String in(int needed) {
            return binding < needed ? "(" + text + ")" : text;
        }
    }

    private PlanPrinter(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The lines of a routine. */
    public static List<String> print(Kernel kernel) {
        return new PlanPrinter(kernel).run();
    }

    private List<String> run() {
        for (int s = 0; s < kernel.stages().size(); s++) {
            Stage stage = kernel.stages().get(s);
            lines.add("pass " + (s + 1) + " of " + kernel.stages().size() + ", for each atom i" + centers() + " (" + stage.locals() + " locals, "
                + (stage.lanes() - Stage.FIRST_FREE) + " arrays" + (stage.pairs() == 0 ? "" : ", " + stage.pairs() + " over pairs") + ")");
            if (stage.gathers()) {
                line(1, "gather the neighbors within " + distance(kernel.ranges().getLast()) + (kernel.half() ? ", of each pair one" : "")
                    + (kernel.ranges().size() == 1 ? "" : ", nearest range first") + ": " + String.join(", ", gathered().subList(0, stage.keepsVectors() ? Stage.FIRST_FREE : Stage.DX))
                    + (kernel.lanes() ? "; loops take several at a time" : ""));
            }
            block(stage.body(), 1);
        }
        return lines;
    }

    private String centers() {
        return kernel.centers() == -1 ? "" : " of " + String.join(", ", IntStream.range(0, kernel.species().size()).filter(s -> (kernel.centers() >> s & 1) != 0)
            .mapToObj(s -> kernel.species().get(s)).toList());
    }

    /** Names of the arrays that the gather fills. */
    private List<String> gathered() {
        return List.of(kernel.half() ? "r2" : "r", "dx", "dy", "dz");
    }

    private void line(int depth, String text) {
        lines.add("  ".repeat(depth) + text);
    }

    private void block(List<Statement> statements, int depth) {
        statements.forEach(s -> statement(s, depth));
    }

    private void statement(Statement statement, int depth) {
        switch (statement) {
            case Statement.Set s -> line(depth, "t" + s.local() + " = " + text(s.value()));
            case Statement.Accumulate s -> line(depth, "t" + s.local() + (s.product() ? " *= " : " += ") + text(s.value()));
            case Statement.SetLane s -> line(depth, lane(s.array(), s.position()) + " = " + text(s.value()));
            case Statement.AddLane s -> line(depth, lane(s.array(), s.position()) + " += " + text(s.value()));
            case Statement.SetPair s -> line(depth, "p" + s.array() + "[j,k] = " + text(s.value()));
            case Statement.MapPairs s -> line(depth, "p" + s.array() + "[:,:] = " + s.function().name().toLowerCase(java.util.Locale.ROOT) + "(p" + s.array() + "[:,:]), several at a time");
            case Statement.Fill s -> line(depth, array(s.array()) + "[:] = " + number(s.value()).text());
            case Statement.ProductsOfOthers s -> line(depth, array(s.out()) + "[:] = products of all others of " + array(s.values()) + " within "
                + extent(s.range()));
            case Statement.Keep s -> line(depth, list(s.list()) + " = all k " + sign(s.relation()) + " j within " + extent(s.range()) + " where " + array(s.array()) + " < 0");
            case Statement.Recall s -> line(depth, "recall " + list(s.list()));
            case Statement.Pick s -> line(depth, arrays(s.to(), ":") + " = " + arrays(s.from(), list(s.list())));
            case Statement.Hand s -> line(depth, arrays(s.to(), list(s.list())) + " += " + arrays(s.from(), ":"));
            case Statement.Loop s -> {
                line(depth, "for " + POSITIONS[s.position()] + relations(s) + (s.range() < kernel.ranges().size() ? " within " : " in ") + extent(s.range())
                    + (kernel.innerLanes() && LaneFit.isInnerForLanes(s, kernel.ranges()) ? ", several at a time" : ""));
                block(s.body(), depth + 1);
            }
            case Statement.If s -> {
                line(depth, "if " + text(s.condition()));
                block(s.then(), depth + 1);
                if (!s.otherwise().isEmpty()) {
                    line(depth, "else");
                    block(s.otherwise(), depth + 1);
                }
            }
            case Statement.Switch s -> choice(s, depth);
            case Statement.RunNetwork s -> line(depth, "n" + s.number() + " = " + s.weights().name() + list(s.inputs()) + "  // " + s.weights().shape());
            case Statement.RunMoments s -> line(depth, "n" + s.number() + " = sums over j of " + arrays(s.rows()) + " times the harmonics of orders " + s.orders() + " of " + arrays(s.direction()));
            case Statement.ReverseMoments s -> line(depth, arrays(s.slopes()) + " = slopes of n" + s.moments() + " for " + list(s.adjoints()));
            case Statement.ReverseNetwork s -> line(depth, "n" + s.number() + " = slopes of n" + s.network() + " for " + list(s.adjoints()));
            case Statement.SetField s -> line(depth, "f" + s.field() + "[i] = " + text(s.value()));
            case Statement.AddNeighborField s -> line(depth, "f" + s.field() + "[j] += " + text(s.value()));
            case Statement.AddField s -> line(depth, "f" + s.field() + "[i] += " + text(s.value()));
            case Statement.SetEnergy s -> line(depth, "energy[i] = " + text(s.value()));
            case Statement.AddForce s -> {
                line(depth, "G.x = " + text(s.x()));
                line(depth, "G.y = " + text(s.y()));
                line(depth, "G.z = " + text(s.z()));
                line(depth, "force[i] += G, force[j] -= G");
            }
            case Statement.AddCentralForce s -> {
                line(depth, "G = " + value(s.scale()).in(MULTIPLICATIVE) + "*d[j]");
                line(depth, "force[i] += G, force[j] -= G");
            }
        }
    }

    private static String relations(Statement.Loop loop) {
        StringBuilder out = new StringBuilder();
        for (int p = 0; p < loop.position(); p++) {
            Relation relation = loop.relations().get(p);
            if (relation != Relation.FREE) {
                out.append(out.isEmpty() ? " " : ", " + POSITIONS[loop.position()] + " ").append(sign(relation)).append(" ").append(POSITIONS[p]);
            }
        }
        return out.toString();
    }

    private static String sign(Relation relation) {
        return relation == Relation.DISTINCT ? "!=" : ">";
    }

    private static String list(int list) {
        return "kept" + list + "[j]";
    }

    /** A range, or the list that stands for one. */
    private String extent(int range) {
        return range < kernel.ranges().size() ? distance(kernel.ranges().get(range)) : list(range - kernel.ranges().size());
    }

    private void choice(Statement.Switch s, int depth) {
        List<String> slots = s.slots().stream().map(PlanPrinter::slot).toList();
        for (int c = 0; c < s.cases().size(); c++) {
            List<String> tuples = new ArrayList<>();
            for (int t = 0; t < s.caseOf().size(); t++) {
                if (s.caseOf().get(t) == c) {
                    tuples.add(tuple(t, s.slots().size()));
                }
            }
            line(depth, (c == 0 ? "if" : "else if") + " species " + String.join(",", slots) + " in " + String.join(" ", tuples));
            block(s.cases().get(c), depth + 1);
        }
    }

    private String tuple(int number, int length) {
        StringBuilder out = new StringBuilder();
        for (int k = 0, rest = number; k < length; k++, rest /= kernel.species().size()) {
            out.insert(0, (k == length - 1 ? "" : "-") + kernel.species().get(rest % kernel.species().size()));
        }
        return out.toString();
    }

    private static String slot(int slot) {
        return slot < 0 ? "i" : POSITIONS[slot];
    }

    private String array(int array) {
        return array < Stage.FIRST_FREE ? gathered().get(array) : "a" + (array - Stage.FIRST_FREE);
    }

    private String lane(int array, int position) {
        return array(array) + "[" + POSITIONS[position] + "]";
    }

    private String arrays(List<Integer> arrays) {
        return arrays(arrays, "j");
    }

    private String arrays(List<Integer> arrays, String at) {
        return "(" + String.join(", ", arrays.stream().map(a -> array(a) + "[" + at + "]").toList()) + ")";
    }

    private String list(List<Expression> values) {
        return "(" + String.join(", ", values.stream().map(this::text).toList()) + ")";
    }

    private String text(Expression e) {
        return value(e).text();
    }

    private Text value(Expression expression) {
        return switch (expression) {
            case Expression.Constant e -> number(e.value());
            case Expression.Local e -> new Text("t" + e.local(), ATOM);
            case Expression.Lane e -> new Text(lane(e.array(), e.position()), ATOM);
            case Expression.PairLane e -> new Text("p" + e.array() + "[j,k]", ATOM);
            case Expression.Field e -> new Text("f" + e.field() + "[i]", ATOM);
            case Expression.NeighborField e -> new Text("f" + e.field() + "[" + POSITIONS[e.position()] + "]", ATOM);
            case Expression.Property e -> new Text(property(e.kind()) + "[i]", ATOM);
            case Expression.Call e -> call(e);
            case Expression.NetworkValue e -> new Text("n" + e.number() + "[" + (e.component() + 1) + "]", ATOM);
            case Expression.Parameter e -> new Text(e.table().name()
                + "[" + String.join(",", e.slots().stream().map(PlanPrinter::slot).toList()) + "]", ATOM);
            case Expression.Spline e -> new Text(e.tables().stream().map(org.eutectic.ir.SplineTable::name).collect(java.util.stream.Collectors.joining("|")) + "'".repeat(e.order()) + "(" + text(e.argument()) + ")", ATOM);
            case Expression.SpeciesIn e -> new Text("species " + slot(e.slot()) + " in {" + members(e.members()) + "}", ADDITIVE - 1);
            case Expression.Inside e -> new Text("r[" + POSITIONS[e.position()] + "] < " + distance(kernel.ranges().get(e.range())), ADDITIVE - 1);
            case Expression.Within e -> new Text("r[" + POSITIONS[e.position()] + "] < " + distance(e.range()), ADDITIVE - 1);
        };
    }

    private Text call(Expression.Call e) {
        Fn f = e.function();
        List<Text> args = e.arguments().stream().map(this::value).toList();
        if (f.keyword() != null && f != Fn.POW) {
            return new Text(f.keyword() + "(" + String.join(", ", args.stream().map(Text::text).toList()) + ")", ATOM);
        }
        Text x = args.getFirst(), y = args.getLast();
        return switch (f) {
            case NEGATE -> new Text("-" + x.in(UNARY + 1), UNARY);
            case NOT -> new Text("not " + x.in(UNARY), 2);
            case ADD -> new Text(x.in(ADDITIVE) + " + " + y.in(ADDITIVE), ADDITIVE);
            case SUBTRACT -> new Text(x.in(ADDITIVE) + " - " + y.in(MULTIPLICATIVE), ADDITIVE);
            case MULTIPLY -> new Text(x.in(MULTIPLICATIVE) + "*" + y.in(MULTIPLICATIVE), MULTIPLICATIVE);
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

    private String members(long bits) {
        List<String> out = new ArrayList<>();
        for (int s = 0; s < kernel.species().size(); s++) {
            if ((bits >> s & 1) != 0) {
                out.add(kernel.species().get(s));
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
        if (range.isUniform()) {
            return number(range.max()).text() + " Å";
        }
        List<String> out = new ArrayList<>();
        for (int a = 0; a < kernel.species().size(); a++) {
            for (int b = 0; b < kernel.species().size(); b++) {
                out.add(number(range.get(a, b)).text());
            }
        }
        return "{" + String.join(", ", out) + "} Å";
    }

    private static Text number(double x) {
        String text = x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
        return new Text(text, x < 0 ? UNARY : ATOM);
    }
}
