package org.eutectic.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eutectic.check.Unit;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.model.Field;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** Expressions to nodes. A result has the arity of its environment's frame, or 0. */
final class Expressions {
    private static final Map<Expr.BinaryOperator, Fn> OPERATORS = Map.ofEntries(
        Map.entry(Expr.BinaryOperator.ADD, Fn.ADD), Map.entry(Expr.BinaryOperator.SUBTRACT, Fn.SUBTRACT),
        Map.entry(Expr.BinaryOperator.MULTIPLY, Fn.MULTIPLY), Map.entry(Expr.BinaryOperator.DIVIDE, Fn.DIVIDE),
        Map.entry(Expr.BinaryOperator.POWER, Fn.POW), Map.entry(Expr.BinaryOperator.LESS, Fn.LESS),
        Map.entry(Expr.BinaryOperator.LESS_EQUAL, Fn.LESS_EQUAL), Map.entry(Expr.BinaryOperator.GREATER, Fn.GREATER),
        Map.entry(Expr.BinaryOperator.GREATER_EQUAL, Fn.GREATER_EQUAL), Map.entry(Expr.BinaryOperator.EQUAL, Fn.EQUAL),
        Map.entry(Expr.BinaryOperator.NOT_EQUAL, Fn.NOT_EQUAL), Map.entry(Expr.BinaryOperator.AND, Fn.AND),
        Map.entry(Expr.BinaryOperator.OR, Fn.OR));

    private final Graph graph;
    private final Parameters parameters;
    private final Calls calls;
    private final Geometry geometry;
    private final Given given;
    private final Reductions reductions;
    private final Fields fields;
    private final List<String> species;

    /** @param fields null where no atoms are at hand, for numbers */
    Expressions(Graph graph, List<String> species, Numbers numbers, Fields fields) {
        this.graph = graph;
        this.fields = fields;
        this.species = species;
        parameters = new Parameters(graph, species, numbers);
        calls = new Calls(this, graph, species);
        geometry = new Geometry(graph, species);
        given = new Given(graph);
        reductions = new Reductions(this, graph, species, numbers);
    }

    Graph graph() {
        return graph;
    }

    Reductions reductions() {
        return reductions;
    }

    Given given() {
        return given;
    }

    Geometry geometry() {
        return geometry;
    }

    /** A number, not a condition. */
    Node number(Expr e, Env env) {
        Node n = of(e, env);
        if (n.isCondition()) {
            throw new LoweringError("condition-as-number", e.span(), "this is a condition, where a number is wanted",
                "write piecewise { condition : value; otherwise : value }");
        }
        return n;
    }

    private Node condition(Expr e, Env env) {
        Node n = of(e, env);
        boolean comparison = e instanceof Expr.Binary b && (b.operator().isComparison() || b.operator().isLogical())
            || e instanceof Expr.Unary u && u.operator() == Expr.UnaryOperator.NOT;
        // A comparison of constants has become the number 0 or 1.
        if (!n.isCondition() && !comparison) {
            throw new LoweringError("number-as-condition", e.span(), "this is a number, where a condition is wanted", "compare it with something: x < a");
        }
        return n;
    }

    /** A constant whole number: an order of a polynomial, a component. */
    int whole(Expr e, Env env) {
        Node n = of(e, env);
        if (n instanceof Node.Const c && c.value() == Math.rint(c.value())) {
            return (int) c.value();
        }
        throw new LoweringError("not-a-whole-number", e.span(), "a constant whole number is wanted here", null);
    }

    Node of(Expr e, Env env) {
        return switch (e) {
            case Expr.Number n -> graph.constant(n.unit() == null ? n.value() : n.value() * Units.parse(n.unit(), new Diagnostics()).factor());
            case Expr.Text t -> throw new LoweringError("text-in-expression", t.span(), "a text is no number", "only readers of files take a text: table(\"file\", 2)");
            case Expr.Name n -> name(n, env);
            case Expr.Indexed x -> indexed(x, env);
            case Expr.Member m -> member(m, env);
            case Expr.Call c -> calls.of(c, env);
            case Expr.Several s -> several(s, env);
            case Expr.Part p -> of(p.value(), env.withPart(new Env.Part(p.position(), p.count())));
            case Expr.Unary u -> u.operator() == Expr.UnaryOperator.NEGATE ? graph.negate(number(u.operand(), env))
                : graph.apply(Fn.NOT, condition(u.operand(), env));
            case Expr.Binary b -> b.operator().isLogical() ? graph.apply(OPERATORS.get(b.operator()), condition(b.left(), env), condition(b.right(), env))
                : graph.apply(OPERATORS.get(b.operator()), number(b.left(), env), number(b.right(), env));
            case Expr.Reduction r -> reductions.of(r, env);
            case Expr.Piecewise p -> piecewise(p, env);
            case Expr.PerSpecies p -> throw new LoweringError("values-per-species", p.span(), "a list of values for each species stands only in a term", null);
            case Expr.ByCenter b -> byCenter(b, env);
            case Expr.Let l -> of(l.body(), env.withLocal(l.name().name(), number(l.value(), env)));
        };
    }

    private Node several(Expr.Several s, Env env) {
        if (env.part() == null || env.part().count() != s.values().size()) {
            throw new LoweringError("several-values", s.span(), "these are " + s.values().size() + " values; " + (env.part() == null ? "one is" : env.part().count() + " are") + " wanted here", null);
        }
        return number(s.values().get(env.part().position()), env.withPart(null));
    }

    /** All values of the field that an expression names without its components, in their order, the first component slowest; empty for any other expression. */
    Optional<List<Node>> componentsOf(Expr e, Env env) {
        if (!(e instanceof Expr.Indexed x) || !x.components().isEmpty() || fields == null) {
            return Optional.empty();
        }
        return env.scope().field(x.name().name()).filter(f -> f.indices().size() == x.indices().size() && !f.components().isEmpty())
            .map(f -> fields.components(f).stream().map(c -> field(x, f, c, env)).toList());
    }

    private Node piecewise(Expr.Piecewise p, Env env) {
        Node result = null;
        for (Expr.Case c : p.cases().reversed()) {
            if (c.condition() == null) {
                result = number(c.value(), env);
            } else if (result == null) {
                throw new LoweringError("missing-otherwise", p.span(), "this piecewise has no value where none of its conditions holds",
                    "end it with otherwise : value");
            } else {
                result = graph.select(condition(c.condition(), env), number(c.value(), env), result);
            }
        }
        return result;
    }

    /** Atoms of species for which nothing is said are never asked for; they would have zero. */
    private Node byCenter(Expr.ByCenter b, Env env) {
        List<Node> cases = new ArrayList<>(List.of(graph.constant(0)));
        int[] caseOf = new int[species.size()];
        for (Expr.Equation e : b.equations()) {
            int[] own = IntStream.range(0, caseOf.length).filter(s -> e.centers().elements().contains(species.get(s))).toArray();
            if (own.length > 0) {
                cases.add(number(e.value(), env));
                Arrays.stream(own).forEach(s -> caseOf[s] = cases.size() - 1);
            }
        }
        return graph.speciesSwitch(new int[] {-1}, caseOf, cases, env.arity());
    }

    private Node name(Expr.Name n, Env env) {
        Env.Local local = env.locals().get(n.name());
        if (local != null) {
            return lift(local.node(), local.arity(), env.arity());
        }
        String element = env.components().get(n.name());
        if (element != null) {
            try {
                return graph.constant(Integer.parseInt(element));
            } catch (NumberFormatException notANumber) {
                throw new LoweringError("axis-as-number", n.span(), "'" + n.name() + "' runs over axes; it is no number",
                    "use it as a component: d[i,j;" + n.name() + "]");
            }
        }
        Optional<Parameter> p = env.scope().parameter(n.name());
        if (p.isPresent()) {
            return parameters.bare(n, p.get(), env);
        }
        Optional<Unit> constant = Units.constant(n.name());
        if (constant.isPresent()) {
            return graph.constant(constant.get().factor());
        }
        throw new LoweringError("unknown-name", n.span(), "there is no '" + n.name() + "' here", null);
    }

    /** A value of a frame seen from one with more positions after its own. */
    Node lift(Node x, int from, int to) {
        return from == to ? x : graph.at(x, positions(x.arity()), to);
    }

    private static int[] positions(int n) {
        int[] p = new int[n];
        Arrays.setAll(p, k -> k);
        return p;
    }

    /** What each index stands for: an index variable, or a species by name. */
    static Place[] places(List<Identifier> indices, Env env) {
        Place[] places = new Place[indices.size()];
        for (int k = 0; k < places.length; k++) {
            String name = indices.get(k).name();
            Place place = env.indices().get(name);
            if (place == null) {
                if (!knowsSpecies(env.scope(), name)) {
                    throw new LoweringError("unknown-index", indices.get(k).span(), "there is no index '" + name + "' here",
                        "an index is the center, one that a sum runs over, or a species");
                }
                place = new Place.Fixed(name);
            }
            places[k] = place;
        }
        return places;
    }

    private static boolean knowsSpecies(Model m, String name) {
        // A model restricted to some of its species still names the others in its text.
        return m.species().contains(name) || Character.isUpperCase(name.charAt(0));
    }

    private Node indexed(Expr.Indexed x, Env env) {
        String name = x.name().name();
        int count = x.indices().size();
        if (fields != null) {
            Optional<Field> field = env.scope().field(name).filter(f -> f.indices().size() == count);
            if (field.isPresent()) {
                return field(x, field.get(), componentNames(x.components(), env), env);
            }
        }
        Optional<Parameter> p = env.scope().parameter(name).filter(q -> q.indices().size() == count || Geometry.indices(name) != count);
        if (p.isPresent() && x.components().isEmpty()) {
            return parameters.at(x.name().span(), env.scope(), p.get(), places(x.indices(), env), env.arity());
        }
        if (env.scope().readsGiven(name, count)) {
            return given.at(x, places(x.indices(), env)[0], env.arity());
        }
        if (Geometry.indices(name) == count) {
            if (name.equals("charge")) {
                given.structure(x);
            }
            return geometry.of(x, places(x.indices(), env), componentNames(x.components(), env), env.arity());
        }
        throw new LoweringError("unknown-name", x.name().span(), "there is no '" + name + "' with " + count + (count == 1 ? " index" : " indices") + " here", null);
    }

    private Node member(Expr.Member m, Env env) {
        if (m.target() instanceof Expr.Indexed x) {
            return indexed(new Expr.Indexed(m.span(), x.name(), x.indices(), List.of(new Expr.Name(m.name().span(), m.name().name()))), env);
        }
        if (m.target() instanceof Expr.Name n) {
            Model parent = calls.parent(n, env);
            Parameter p = parent.parameter(m.name().name()).orElseThrow(() ->
                new LoweringError("unknown-name", m.name().span(), n.name() + " has no parameter '" + m.name().name() + "'", null));
            if (!m.indices().isEmpty()) {
                return parameters.at(m.name().span(), parent, p, places(m.indices(), env), env.arity());
            }
            Env inParent = Env.constant(parent, env.calls());
            return parameters.bare(new Expr.Name(m.span(), m.name().name()), p, inParent);
        }
        throw new LoweringError("unknown-member", m.span(), "'" + m.name().name() + "' is no member of this", null);
    }

    /** Components as text: what a component variable is at, an axis, or a whole number. */
    List<String> componentNames(List<Expr> components, Env env) {
        return components.stream().map(c -> {
            if (c instanceof Expr.Name n) {
                String element = env.components().get(n.name());
                if (element != null) {
                    return element;
                }
                if (Geometry.axis(n.name()) >= 0) {
                    return n.name();
                }
            }
            return Integer.toString(whole(c, env));
        }).toList();
    }

    private Node field(Expr.Indexed x, Field f, List<String> components, Env env) {
        if (components.isEmpty() && !f.components().isEmpty() && env.part() != null) {
            List<List<String>> all = fields.components(f);
            if (all.size() == env.part().count()) {
                return field(x, f, all.get(env.part().position()), env);
            }
        }
        Place[] places = places(x.indices(), env);
        for (int k = 0; k < places.length; k++) {
            if (places[k] instanceof Place.Fixed) {
                throw new LoweringError("species-as-atom", x.indices().get(k).span(), f.name() + " has a value for each atom, not for each species", null);
            }
        }
        if (f.neighbors() == 0) {
            int slot = ((Place.Slot) places[0]).position();
            Node value = fields.value(f, components, x.span());
            return slot < 0 ? value : graph.at(graph.neighbor(value), new int[] {slot}, env.arity());
        }
        int[] neighbors = java.util.Arrays.stream(places).skip(1).mapToInt(p -> ((Place.Slot) p).position()).toArray();
        if (((Place.Slot) places[0]).position() >= 0 || java.util.Arrays.stream(neighbors).anyMatch(p -> p < 0)) {
            throw new LoweringError("bond-of-neighbor", x.span(), f.name() + " is at hand for bonds from the center to a neighbor only",
                "write the center's index first, then a neighbor's");
        }
        Node value = fields.value(f, components, x.span());
        return value.arity() == 0 ? value : graph.at(value, neighbors, env.arity());
    }
}
