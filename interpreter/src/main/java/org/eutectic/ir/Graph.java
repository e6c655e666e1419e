package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Makes nodes, each once, and simplifies while it makes them: constants fold, neutral elements go, and an operation whose arguments all
 * see fewer positions than its frame moves to the smaller frame.
 */
public final class Graph {
    private final Map<List<Object>, Node> nodes = new HashMap<>();
    private final List<Node> all = new ArrayList<>();
    private final int species;
    private final boolean keepParameters;
    private final ParameterTables tables = new ParameterTables();

    /**
     * @param species number of species that positions can have
     * @param keepParameters true where parameters must stay visible (fitting, explain); false folds a parameter that is the same for all species into a constant
     */
    public Graph(int species, boolean keepParameters) {
        this.species = species;
        this.keepParameters = keepParameters;
    }

    public int species() {
        return species;
    }

    /** All nodes made so far, by id. */
    public List<Node> nodes() {
        return List.copyOf(all);
    }

    private Node intern(List<Object> key, IntFunction<Node> make) {
        Node n = nodes.get(key);
        if (n == null) {
            n = make.apply(all.size());
            all.add(n);
            nodes.put(key, n);
        }
        return n;
    }

    // ---- leaves

    public Node constant(double value) {
        double v = value == 0 ? 0.0 : value;
        return intern(List.of("const", v), id -> new Node.Const(id, v));
    }

    /**
     * A parameter in a frame.
     *
     * @param slots for each of the table's indices −1 (the centre) or a position of the frame
     * @param arity of the frame
     */
    public Node param(ParamTable table, int[] slots, int arity) {
        if (!keepParameters) {
            if (table.isUniform()) {
                return constant(table.values()[0]);
            }
            ParameterTables.Placed fewer = tables.reduced(table, slots);
            return leaf(fewer.table(), fewer.slots(), arity);
        }
        return leaf(table, slots, arity);
    }

    /**
     * A parameter of two neighbors as a sum of products of a bond's value of the first and one of the second: one product where its table is one, else one for each
     * species of the second.
     */
    List<Node[]> factors(Node.Param pair) {
        // Reduced tables have the centre, the first and the second neighbour in this order.
        int[] bond = Arrays.copyOf(pair.slots(), pair.slots().length - 1);
        ParamTable[] two = tables.factors(pair.table());
        if (two != null) {
            return List.<Node[]>of(new Node[] {param(two[0], bond, 1), param(two[1], bond, 1)});
        }
        List<Node[]> products = new ArrayList<>();
        for (int s = 0; s < species; s++) {
            products.add(new Node[] {param(tables.ofLast(pair.table(), s), bond, 1), select(speciesIn(0, 1L << s, 1), constant(1), constant(0))});
        }
        return products;
    }

    private Node leaf(ParamTable table, int[] slots, int arity) {
        return framed(slots, arity, (s, n) -> intern(List.of("param", System.identityHashCode(table), table, Arrays.toString(s)),
            id -> new Node.Param(id, n, table, s)));
    }

    /** Makes a leaf in the smallest frame that holds its slots, seen from the frame asked for. */
    private Node framed(int[] slots, int arity, BiFunction<int[], Integer, Node> make) {
        TreeSet<Integer> used = new TreeSet<>();
        for (int s : slots) {
            if (s >= 0) {
                used.add(s);
            }
        }
        int[] positions = used.stream().mapToInt(Integer::intValue).toArray();
        int[] local = new int[slots.length];
        for (int k = 0; k < slots.length; k++) {
            local[k] = slots[k] < 0 ? -1 : Arrays.binarySearch(positions, slots[k]);
        }
        return at(make.apply(local, positions.length), positions, arity);
    }

    public Node distance() {
        return intern(List.of("r"), Node.Distance::new);
    }

    public Node squaredDistance() {
        return intern(List.of("r2"), Node.SquaredDistance::new);
    }

    public Node component(int axis) {
        return intern(List.of("d", axis), id -> new Node.Component(id, axis));
    }

    /** A component of the unit vector d[i,j]/r[i,j]. */
    public Node unit(int axis) {
        return divide(component(axis), distance());
    }

    public Node cosine() {
        return intern(List.of("cos"), Node.Cosine::new);
    }

    public Node separation() {
        return intern(List.of("rjk"), Node.Separation::new);
    }

    public Node property(Node.Property.Kind kind) {
        return intern(List.of("property", kind), id -> new Node.Property(id, kind));
    }

    public Node inside(Range range) {
        return intern(List.of("inside", range), id -> new Node.Inside(id, range));
    }

    /** A condition: the species at a slot (−1 the centre, p a position of a frame of this arity) belongs to the set of bits. */
    public Node speciesIn(int slot, long members, int arity) {
        long every = species >= 64 ? -1L : (1L << species) - 1;
        if ((members & every) == every || (members & every) == 0) {
            return constant((members & every) == 0 ? 0 : 1);
        }
        return framed(new int[] {slot}, arity, (s, n) -> intern(List.of("in", s[0], members), id -> new Node.SpeciesIn(id, s[0], members)));
    }

    // ---- frames

    /** A node of arity m seen from a frame of higher arity: its position q is the frame's position {@code positions[q]}. */
    public Node at(Node x, int[] positions, int arity) {
        if (x.arity() == 0) {
            return x;
        }
        if (x.arity() != positions.length) {
            throw new IllegalArgumentException("a node of arity " + x.arity() + " placed at " + positions.length + " positions");
        }
        if (x instanceof Node.At inner) {
            int[] p = inner.positions();
            int[] q = new int[p.length];
            for (int k = 0; k < p.length; k++) {
                q[k] = positions[p[k]];
            }
            return at(inner.argument(0), q, arity);
        }
        boolean identity = arity == x.arity();
        for (int k = 0; k < positions.length; k++) {
            identity &= positions[k] == k;
        }
        if (identity) {
            return x;
        }
        if ((x instanceof Node.Cosine || x instanceof Node.Separation) && positions[0] > positions[1]) {
            return at(x, new int[] {positions[1], positions[0]}, arity);
        }
        Node reordered = Reorder.apply(this, x, positions, arity);
        if (reordered != null) {
            return reordered;
        }
        if (arity == 3 && positions.length == 2 && positions[1] == 2 && InnerPair.isOperation(x)) {
            return InnerPair.of(this, x, positions);
        }
        int[] p = positions.clone();
        return intern(List.of("at", x.id(), Arrays.toString(p), arity), id -> new Node.At(id, arity, p, x));
    }

    /** The positions of the frame that a node sees. */
    private static void positionsSeen(Node x, TreeSet<Integer> seen) {
        if (x instanceof Node.At a) {
            for (int p : a.positions()) {
                seen.add(p);
            }
        } else {
            for (int p = 0; p < x.arity(); p++) {
                seen.add(p);
            }
        }
    }

    /** The positions of its frame that a node sees, in order. */
    public static int[] positionsSeen(Node x) {
        TreeSet<Integer> seen = new TreeSet<>();
        positionsSeen(x, seen);
        return seen.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Rebuilds an operation in the smallest frame that its arguments and slots need, seen from a frame of at least the arity given; {@code make} gets
     * arguments, slots and arity.
     */
    private Node smallest(List<Node> arguments, int[] slots, int atLeast, Operation make) {
        int arity = atLeast;
        TreeSet<Integer> seen = new TreeSet<>();
        for (Node a : arguments) {
            arity = Math.max(arity, a.arity());
            positionsSeen(a, seen);
        }
        for (int s : slots) {
            if (s >= 0) {
                arity = Math.max(arity, s + 1);
                seen.add(s);
            }
        }
        for (Node a : arguments) {
            if (a.arity() != 0 && a.arity() != arity) {
                throw new IllegalArgumentException("arguments of arities " + a.arity() + " and " + arity + " in one operation");
            }
        }
        // Of the pairs inside a triplet of neighbours only the outer one (0,1) is a frame that a loop can hold its values in.
        boolean innerPair = arity == 3 && seen.size() == 2 && seen.last() == 2;
        if (seen.size() == arity || innerPair) {
            return make.of(arguments, slots, arity);
        }
        int[] positions = seen.stream().mapToInt(Integer::intValue).toArray();
        List<Node> local = new ArrayList<>();
        for (Node a : arguments) {
            if (a instanceof Node.At at) {
                int[] p = at.positions();
                for (int k = 0; k < p.length; k++) {
                    p[k] = Arrays.binarySearch(positions, p[k]);
                }
                local.add(at(at.argument(0), p, positions.length));
            } else {
                local.add(a);
            }
        }
        int[] localSlots = slots.clone();
        for (int k = 0; k < slots.length; k++) {
            localSlots[k] = slots[k] < 0 ? -1 : Arrays.binarySearch(positions, slots[k]);
        }
        return at(make.of(local, localSlots, positions.length), positions, arity);
    }

    @FunctionalInterface
    private interface Operation {
        Node of(List<Node> arguments, int[] slots, int arity);
    }

    // ---- operations

    /** A function of the table applied to arguments of one arity or of arity 0. */
    public Node apply(Fn fn, Node... arguments) {
        if (arguments.length != fn.argumentCount()) {
            throw new IllegalArgumentException(fn + " takes " + fn.argumentCount() + " arguments");
        }
        Node simple = Simplify.apply(this, fn, arguments);
        if (simple != null) {
            return simple;
        }
        if (!keepParameters) {
            ParameterTables.Placed folded = tables.folded(fn, arguments, species);
            // A condition that holds for some species only stays a condition.
            if (folded != null && (!fn.isCondition() || folded.table().isUniform())) {
                return param(folded.table(), folded.slots(), folded.arity());
            }
        }
        List<Node> list = new ArrayList<>(List.of(arguments));
        if ((fn == Fn.ADD || fn == Fn.MULTIPLY) && list.get(0).id() > list.get(1).id()) {
            java.util.Collections.swap(list, 0, 1);
        }
        return smallest(list, new int[0], 0, (a, s, n) -> intern(key("apply", fn, a), id -> new Node.Apply(id, n, fn, List.copyOf(a))));
    }

    private static List<Object> key(String kind, Object payload, List<Node> arguments) {
        List<Object> key = new ArrayList<>(arguments.size() + 2);
        key.add(kind);
        key.add(payload);
        for (Node a : arguments) {
            key.add(a.id());
        }
        return key;
    }

    public Node add(Node a, Node b) {
        return apply(Fn.ADD, a, b);
    }

    public Node subtract(Node a, Node b) {
        return apply(Fn.SUBTRACT, a, b);
    }

    public Node multiply(Node a, Node b) {
        return apply(Fn.MULTIPLY, a, b);
    }

    public Node divide(Node a, Node b) {
        return apply(Fn.DIVIDE, a, b);
    }

    public Node negate(Node a) {
        return apply(Fn.NEGATE, a);
    }

    public Node pow(Node base, Node exponent) {
        return apply(Fn.POW, base, exponent);
    }

    /** 1 − x². */
    Node oneMinusSquare(Node x) {
        return subtract(constant(1), multiply(x, x));
    }

    /** factor · exp(−x²). */
    Node gaussian(Node x, double factor) {
        return multiply(constant(factor), apply(Fn.EXP, negate(multiply(x, x))));
    }

    /** 1 where the relation chooses argument {@code which} of two, else 0. */
    Node branch(Fn relation, List<Node> x, int which) {
        return select(apply(relation, x.get(0), x.get(1)), constant(which == 0 ? 1 : 0), constant(which == 0 ? 0 : 1));
    }

    /** {@code then} where the condition holds, else {@code otherwise}. */
    public Node select(Node condition, Node then, Node otherwise) {
        if (then == otherwise) {
            return then;
        }
        if (condition instanceof Node.Const c) {
            return c.value() != 0 ? then : otherwise;
        }
        return smallest(List.of(condition, then, otherwise), new int[0], 0,
            (a, s, n) -> intern(key("select", "", a), id -> new Node.Select(id, n, List.copyOf(a))));
    }

    /**
     * One of several values, by species.
     *
     * @param slots −1 or positions of the frame
     * @param caseOf for each tuple of species at the slots (first slowest) the place in {@code cases}
     */
    public Node speciesSwitch(int[] slots, int[] caseOf, List<Node> cases, int arity) {
        List<Node> distinct = new ArrayList<>();
        int[] map = new int[caseOf.length];
        for (int t = 0; t < caseOf.length; t++) {
            Node c = cases.get(caseOf[t]);
            if (!distinct.contains(c)) {
                distinct.add(c);
            }
            map[t] = distinct.indexOf(c);
        }
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        Node alike = alike(slots, map, distinct, arity);
        if (alike != null) {
            return alike;
        }
        return smallest(distinct, slots, arity, (a, s, n) -> intern(key("switch", Arrays.toString(s) + Arrays.toString(map), a),
            id -> new Node.SpeciesSwitch(id, n, species, s, map, List.copyOf(a))));
    }

    /** A tabulated function (order 0) or its first or second derivative. */
    public Node spline(SplineTable table, int order, Node x) {
        if (x instanceof Node.Const c) {
            return constant(table.evaluate(c.value(), order));
        }
        return spline(List.of(table), new int[0], new int[1], order, x, 0);
    }

    /** The same kind of tables at another argument, with other slots, or another derivative. */
    Node spline(Node.Spline like, int order, int[] slots, Node x, int arity) {
        return slots.length == 0 ? spline(like.tables().get(0), order, x) : spline(like.tables(), slots, like.caseOf(), order, x, arity);
    }

    private Node spline(List<SplineTable> tables, int[] slots, int[] caseOf, int order, Node x, int arity) {
        if (order > 2) {
            throw new IllegalArgumentException("a cubic table has two derivatives");
        }
        return smallest(List.of(x), slots, arity, (a, s, n) -> intern(List.of("spline", tables, Arrays.toString(s), Arrays.toString(caseOf), order, a.get(0).id()),
            id -> new Node.Spline(id, n, species, tables, s, caseOf, order, a.get(0))));
    }

    /** Cases that differ in their tables only, as one value that species choose the tables of. Null where they differ in more. */
    private Node alike(int[] slots, int[] caseOf, List<Node> cases, int arity) {
        Node first = cases.get(0);
        if (cases.stream().allMatch(c -> c == first)) {
            return first;
        }
        if (!(first instanceof Node.Apply a) || !cases.stream().allMatch(c -> c instanceof Node.Apply b && b.function() == a.function())) {
            return splines(slots, caseOf, cases, arity);
        }
        Node[] arguments = new Node[a.arguments().size()];
        for (int k = 0; k < arguments.length; k++) {
            int at = k;
            arguments[k] = alike(slots, caseOf, cases.stream().map(c -> c.argument(at)).toList(), Math.max(arity, a.arity()));
            if (arguments[k] == null) {
                return null;
            }
        }
        return apply(a.function(), arguments);
    }

    /** One node for tables on one grid among which species choose: no branch, one place in the grid for all. Null where these are not. */
    private Node splines(int[] slots, int[] caseOf, List<Node> cases, int arity) {
        List<SplineTable> tables = new ArrayList<>();
        for (Node c : cases) {
            Node n = c instanceof Node.At at ? at.argument(0) : c;
            Node first = cases.get(0) instanceof Node.At at ? at.argument(0) : cases.get(0);
            if (!(n instanceof Node.Spline s) || !(first instanceof Node.Spline f) || s.slots().length > 0 || s.order() != f.order() || s.argument(0) != f.argument(0)
                || !s.tables().get(0).hasGridOf(f.tables().get(0)) || c instanceof Node.At p && !Arrays.equals(p.positions(), ((Node.At) cases.get(0)).positions())) {
                return null;
            }
            tables.add(s.tables().get(0));
        }
        Node.Spline s = (Node.Spline) (cases.get(0) instanceof Node.At at ? at.argument(0) : cases.get(0));
        Node x = cases.get(0) instanceof Node.At at ? at(s.argument(0), at.positions(), at.arity()) : s.argument(0);
        return spline(tables, slots, caseOf, s.order(), x, arity);
    }

    /** The neighbour's value of an atom value, as a bond value. */
    public Node neighbor(Node x) {
        if (x.arity() != 0) {
            throw new IllegalArgumentException("only an atom value has a neighbour's value");
        }
        if (x instanceof Node.Const) {
            return x;
        }
        if (x instanceof Node.Param p) {
            return param(p.table(), new int[p.slots().length], 1);
        }
        return intern(List.of("neighbor", x.id()), id -> new Node.Neighbor(id, x));
    }

    /** For each atom the sum of a bond value over the bonds that point to it. */
    public Node gather(Range range, Node c) {
        if (isConstant(c, 0)) {
            return c;
        }
        return intern(List.of("gather", range, c.id()), id -> new Node.Gather(id, range, c));
    }

    /** The sum over an atom's pairs in a half list. */
    public Node pairSum(Range range, Node toCenter, Node toNeighbor) {
        if (isConstant(toCenter, 0) && isConstant(toNeighbor, 0)) {
            return toCenter;
        }
        return intern(List.of("pairs", range, toCenter.id(), toNeighbor.id()), id -> new Node.PairSum(id, range, toCenter, toNeighbor));
    }

    /**
     * The sum or product over position {@code eliminated} of a frame; the body has the frame's arity or less.
     */
    public Node reduce(Node.Reduce.Kind kind, Frame frame, int eliminated, Node body) {
        return Simplify.reduce(this, kind, frame, eliminated, body);
    }

    Node rawReduce(Node.Reduce.Kind kind, Frame frame, int eliminated, Node body) {
        return intern(List.of("reduce", kind, frame, eliminated, body.id()), id -> new Node.Reduce(id, kind, frame, eliminated, body));
    }

    public Node sum(Frame frame, int eliminated, Node body) {
        return reduce(Node.Reduce.Kind.SUM, frame, eliminated, body);
    }

    public Node product(Frame frame, int eliminated, Node body) {
        return reduce(Node.Reduce.Kind.PROD, frame, eliminated, body);
    }

    /** The product of the body over all other neighbours than the one at position {@code excluded}. */
    public Node productOfOthers(Frame frame, int excluded, Node body) {
        return intern(List.of("others", frame, excluded, body.id()), id -> new Node.ProductOfOthers(id, frame, excluded, body));
    }

    /** A network of atom values; {@link #networkValue} names its outputs. */
    public Node.Network network(NetworkWeights weights, List<Node> inputs) {
        if (inputs.size() != weights.shape().inputs() || inputs.stream().anyMatch(x -> x.arity() != 0)) {
            throw new IllegalArgumentException("a network of " + weights.shape() + " with " + inputs.size() + " inputs");
        }
        return (Node.Network) intern(key("network", weights, inputs), id -> new Node.Network(id, weights, List.copyOf(inputs)));
    }

    /** An output of a network, counted from 0. */
    public Node networkValue(Node.Network network, int output) {
        return intern(List.of("output", network.id(), output), id -> new Node.NetworkValue(id, network, output));
    }

    /** The reverse of a network, for the adjoints of all its outputs. */
    Node.NetworkReverse networkReverse(Node.Network network, List<Node> adjoints) {
        List<Node> arguments = new ArrayList<>(adjoints);
        arguments.add(0, network);
        return (Node.NetworkReverse) intern(key("reverse", "", arguments), id -> new Node.NetworkReverse(id, List.copyOf(arguments)));
    }

    /** The adjoint of an input of a network, counted from 0. */
    Node networkSlope(Node.NetworkReverse reverse, int input) {
        return intern(List.of("slope", reverse.id(), input), id -> new Node.NetworkSlope(id, reverse, input));
    }

    /** Sums of products of each of several bond values with all harmonics of some orders, which ascend; {@link #moment} names them. */
    public Node.Moments moments(Range range, List<Integer> orders, List<Node> rows) {
        List<Node> values = new ArrayList<>(rows);
        for (int axis = 0; axis < 3; axis++) {
            values.add(unit(axis));
        }
        return ofDirection(range, orders, values);
    }

    /** The same, with the components of the unit vector behind the rows. */
    public Node.Moments ofDirection(Range range, List<Integer> orders, List<Node> rowsAndDirection) {
        if (rowsAndDirection.size() <= 3 || orders.isEmpty() || rowsAndDirection.stream().anyMatch(x -> x.arity() != 1)) {
            throw new IllegalArgumentException("moments of " + rowsAndDirection.size() + " values of bonds");
        }
        return (Node.Moments) intern(key("moments", List.of(range, orders), rowsAndDirection), id -> new Node.Moments(id, range, List.copyOf(orders), List.copyOf(rowsAndDirection)));
    }

    /** The sum of products of a row, counted from 0, and the harmonic of an order. */
    public Node moment(Node.Moments moments, int row, int l, int m) {
        return moment(moments, row * moments.columns() + moments.column(l, m));
    }

    private Node moment(Node.Moments moments, int entry) {
        return intern(List.of("moment", moments.id(), entry), id -> new Node.Moment(id, moments, entry));
    }

    /** The reverse of moments, for the adjoints of all of them. */
    Node.MomentReverse momentReverse(Node.Moments moments, List<Node> adjoints) {
        List<Node> arguments = new ArrayList<>(adjoints);
        arguments.add(0, moments);
        return (Node.MomentReverse) intern(key("moment reverse", "", arguments), id -> new Node.MomentReverse(id, List.copyOf(arguments)));
    }

    /** The adjoint of one of the values of which the moments are, rows first. */
    Node momentSlope(Node.MomentReverse reverse, int value) {
        return intern(List.of("moment slope", reverse.id(), value), id -> new Node.MomentSlope(id, reverse, value));
    }

    /** Whether a value is a number that is known when a routine is compiled, for each species if not for all. */
    boolean isKnown(Node n) {
        return n instanceof Node.Const || !keepParameters && ParameterTables.isParameter(n);
    }

    /** The same operation of other arguments of the same or lower arities; leaves stay. */
    public Node with(Node n, List<Node> arguments) {
        if (arguments.equals(n.arguments())) {
            return n;
        }
        return switch (n) {
            case Node.Apply a -> apply(a.function(), arguments.toArray(Node[]::new));
            case Node.Select s -> select(arguments.get(0), arguments.get(1), arguments.get(2));
            case Node.SpeciesSwitch s -> speciesSwitch(s.slots(), s.caseOf(), arguments, s.arity());
            case Node.Spline s -> spline(s, s.order(), s.slots(), arguments.get(0), s.arity());
            case Node.At a -> at(arguments.get(0), a.positions(), a.arity());
            case Node.Neighbor x -> neighbor(arguments.get(0));
            case Node.Gather x -> gather(x.range(), arguments.get(0));
            case Node.PairSum x -> pairSum(x.range(), arguments.get(0), arguments.get(1));
            case Node.Reduce r -> reduce(r.kind(), r.frame(), r.eliminated(), arguments.get(0));
            case Node.ProductOfOthers p -> productOfOthers(p.frame(), p.excluded(), arguments.get(0));
            case Node.Network x -> network(x.weights(), arguments);
            case Node.NetworkValue x -> networkValue((Node.Network) arguments.get(0), x.output());
            case Node.NetworkReverse x -> networkReverse((Node.Network) arguments.get(0), arguments.subList(1, arguments.size()));
            case Node.NetworkSlope x -> networkSlope((Node.NetworkReverse) arguments.get(0), x.input());
            case Node.Moments x -> ofDirection(x.range(), x.orders(), arguments);
            case Node.Moment x -> moment((Node.Moments) arguments.get(0), x.entry());
            case Node.MomentReverse x -> momentReverse((Node.Moments) arguments.get(0), arguments.subList(1, arguments.size()));
            case Node.MomentSlope x -> momentSlope((Node.MomentReverse) arguments.get(0), x.value());
            default -> throw new IllegalStateException("a leaf has no arguments");
        };
    }

    public static boolean isConstant(Node n, double value) {
        return n instanceof Node.Const c && c.value() == value;
    }
}
