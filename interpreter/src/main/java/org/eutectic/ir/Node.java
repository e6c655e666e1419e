package org.eutectic.ir;

import java.util.List;

/**
 * One value of the intermediate representation. Nodes are immutable and hash-consed by {@link Graph}: equal subgraphs are one object, and
 * a node's arguments have smaller {@link #id}s than itself.
 *
 * <p>A node's {@link #arity} is the number of neighbour positions it depends on beside the centre: 0 for a value of the atom (or a
 * constant), 1 for a value of a bond, 2 of a triplet, 3 of a quadruplet. An operation takes arguments of its own arity or of arity 0; a bond
 * value enters a triplet only through {@link At}. So what depends on one neighbour alone is a bond value by construction, and is computed once for each bond.
 */
public abstract sealed class Node {
    private final int id;
    private final int arity;
    private final List<Node> arguments;

    Node(int id, int arity, List<Node> arguments) {
        this.id = id;
        this.arity = arity;
        this.arguments = arguments;
    }

    public final int id() {
        return id;
    }

    public final int arity() {
        return arity;
    }

    public final List<Node> arguments() {
        return arguments;
    }

    public final Node argument(int k) {
        return arguments.get(k);
    }

    /** Whether this is a condition (true or false) and not a number. */
    public boolean isCondition() {
        return false;
    }

    /** A number. */
    public static final class Const extends Node {
        private final double value;

        Const(int id, double value) {
            super(id, 0, List.of());
            this.value = value;
        }

        public double value() {
            return value;
        }
    }

    /** A parameter chosen by species; {@code slots} names whose: −1 the centre, p ≥ 0 the neighbour at position p. */
    public static final class Param extends Node {
        private final ParamTable table;
        private final int[] slots;

        Param(int id, int arity, ParamTable table, int[] slots) {
            super(id, arity, List.of());
            this.table = table;
            this.slots = slots;
        }

        public ParamTable table() {
            return table;
        }

        public int[] slots() {
            return slots.clone();
        }
    }

    /** The distance r[i,j] of a bond, Å. */
    public static final class Distance extends Node {
        Distance(int id) {
            super(id, 1, List.of());
        }
    }

    /** A component of d[i,j] = x_j − x_i, Å. */
    public static final class Component extends Node {
        private final int axis;

        Component(int id, int axis) {
            super(id, 1, List.of());
            this.axis = axis;
        }

        public int axis() {
            return axis;
        }
    }

    /** The cosine of the angle j-i-k of a triplet. */
    public static final class Cosine extends Node {
        Cosine(int id) {
            super(id, 2, List.of());
        }
    }

    /** The distance r[j,k] between the two neighbours of a triplet, Å. */
    public static final class Separation extends Node {
        Separation(int id) {
            super(id, 2, List.of());
        }
    }

    /** A property of an atom that does not depend on where atoms are. */
    public static final class Property extends Node {
        /** Which. */
        public enum Kind { CHARGE, MASS, ATOMIC_NUMBER }

        private final Kind kind;

        Property(int id, Kind kind) {
            super(id, 0, List.of());
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }
    }

    /** A function of the table {@link Fn} applied to its arguments. */
    public static final class Apply extends Node {
        private final Fn function;

        Apply(int id, int arity, Fn function, List<Node> arguments) {
            super(id, arity, arguments);
            this.function = function;
        }

        public Fn function() {
            return function;
        }

        @Override
        public boolean isCondition() {
            return function.isCondition();
        }
    }

    /** The first argument is a condition: the second where it holds, else the third. Only the chosen one is evaluated. */
    public static final class Select extends Node {
        Select(int id, int arity, List<Node> arguments) {
            super(id, arity, arguments);
        }

        public Node condition() {
            return argument(0);
        }

        public Node then() {
            return argument(1);
        }

        public Node otherwise() {
            return argument(2);
        }
    }

    /**
     * One argument for each case; the tuple of species at {@code slots} (first slowest) says which case holds. Only that one is evaluated.
     */
    public static final class SpeciesSwitch extends Node {
        private final int[] slots;
        private final int[] caseOf;
        private final int species;

        SpeciesSwitch(int id, int arity, int species, int[] slots, int[] caseOf, List<Node> cases) {
            super(id, arity, cases);
            this.species = species;
            this.slots = slots;
            this.caseOf = caseOf;
        }

        public int[] slots() {
            return slots.clone();
        }

        public int species() {
            return species;
        }

        /** The case for each tuple, species^slots entries. */
        public int[] caseOf() {
            return caseOf.clone();
        }
    }

    /** Whether the species at a slot is one of a set (a condition). */
    public static final class SpeciesIn extends Node {
        private final int slot;
        private final long members;

        SpeciesIn(int id, int slot, long members) {
            super(id, slot < 0 ? 0 : slot + 1, List.of());
            this.slot = slot;
            this.members = members;
        }

        /** −1 the centre, 0 the neighbour. */
        public int slot() {
            return slot;
        }

        /** Bit s is set if species s belongs to the set. */
        public long members() {
            return members;
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }

    /** Whether a bond is inside a range (a condition). */
    public static final class Inside extends Node {
        private final Range range;

        Inside(int id, Range range) {
            super(id, 1, List.of());
            this.range = range;
        }

        public Range range() {
            return range;
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }

    /** A tabulated function or one of its derivatives; with slots, the tuple of species there chooses among several tables on one grid. */
    public static final class Spline extends Node {
        private final int species;
        private final List<SplineTable> tables;
        private final int[] slots;
        private final int[] caseOf;
        private final int order;

        Spline(int id, int arity, int species, List<SplineTable> tables, int[] slots, int[] caseOf, int order, Node argument) {
            super(id, arity, List.of(argument));
            this.species = species;
            this.tables = List.copyOf(tables);
            this.slots = slots;
            this.caseOf = caseOf;
            this.order = order;
        }

        public List<SplineTable> tables() {
            return tables;
        }

        /** Number of species among which the tuples choose. */
        public int species() {
            return species;
        }

        /** None where there is one table. */
        public int[] slots() {
            return slots.clone();
        }

        /** The table for each tuple of species at the slots, first slowest. */
        public int[] caseOf() {
            return caseOf.clone();
        }

        public int order() {
            return order;
        }
    }

    /** A node of lower arity m ≥ 1 seen from a frame of higher arity: its position q is this node's position {@code positions[q]}. */
    public static final class At extends Node {
        private final int[] positions;

        At(int id, int arity, int[] positions, Node argument) {
            super(id, arity, List.of(argument));
            this.positions = positions;
        }

        public int[] positions() {
            return positions.clone();
        }
    }

    /** An atom value of the neighbour: {@code rho[j]}. Needs the value of all atoms first, so it divides the calculation into stages. */
    public static final class Neighbor extends Node {
        Neighbor(int id, Node argument) {
            super(id, 1, List.of(argument));
        }
    }

    /** For an atom a the sum of a bond value c[i,a] over all bonds i → a inside a range: the reverse of {@link Neighbor}. */
    public static final class Gather extends Node {
        private final Range range;

        Gather(int id, Range range, Node argument) {
            super(id, 0, List.of(argument));
            this.range = range;
        }

        public Range range() {
            return range;
        }
    }

    /**
     * A sum over an atom's bonds in a half list, where each pair of atoms stands once: a pair adds {@link #toCenter} to the sum of the atom with which it
     * stands, and {@link #toNeighbor} to that of the other.
     */
    public static final class PairSum extends Node {
        private final Range range;

        PairSum(int id, Range range, Node toCenter, Node toNeighbor) {
            super(id, 0, List.of(toCenter, toNeighbor));
            this.range = range;
        }

        public Range range() {
            return range;
        }

        public Node toCenter() {
            return argument(0);
        }

        public Node toNeighbor() {
            return argument(1);
        }
    }

    /** The square of a bond's distance, Å². */
    public static final class SquaredDistance extends Node {
        SquaredDistance(int id) {
            super(id, 1, List.of());
        }
    }

    /**
     * The sum or product of {@link #body} over all neighbours at the one position of {@link #frame} that is not kept. The kept positions become
     * positions 0, 1, … of this node, in order. Where a kept position's range is given, the value outside it is 0.
     */
    public static final class Reduce extends Node {
        /** Which operation joins the values. */
        public enum Kind { SUM, PROD }

        private final Kind kind;
        private final Frame frame;
        private final int eliminated;

        Reduce(int id, Kind kind, Frame frame, int eliminated, Node body) {
            super(id, frame.arity() - 1, List.of(body));
            this.kind = kind;
            this.frame = frame;
            this.eliminated = eliminated;
        }

        public Kind kind() {
            return kind;
        }

        public Frame frame() {
            return frame;
        }

        /** The position over which this runs. */
        public int eliminated() {
            return eliminated;
        }

        public Node body() {
            return argument(0);
        }
    }

    /**
     * For the neighbour at position {@code excluded} of {@link #frame} the product of {@link #body} over all <em>other</em> neighbours that the frame
     * admits there: the reverse of a product, made without division so that factors may be zero.
     */
    public static final class ProductOfOthers extends Node {
        private final Frame frame;
        private final int excluded;

        ProductOfOthers(int id, Frame frame, int excluded, Node body) {
            super(id, frame.arity(), List.of(body));
            this.frame = frame;
            this.excluded = excluded;
        }

        public Frame frame() {
            return frame;
        }

        public int excluded() {
            return excluded;
        }

        public Node body() {
            return argument(0);
        }
    }

    /**
     * A feed-forward network of the centre's values: its outputs, which {@link NetworkValue} names one by one. One set of weights; where species choose among several,
     * a {@link SpeciesSwitch} stands around the outputs, and only the network that it chooses runs.
     */
    public static final class Network extends Node {
        private final NetworkWeights weights;

        Network(int id, NetworkWeights weights, List<Node> inputs) {
            super(id, 0, inputs);
            this.weights = weights;
        }

        public NetworkWeights weights() {
            return weights;
        }
    }

    /** One output of a network. */
    public static final class NetworkValue extends Node {
        private final int output;

        NetworkValue(int id, Network network, int output) {
            super(id, 0, List.of(network));
            this.output = output;
        }

        public Network network() {
            return (Network) argument(0);
        }

        /** Which, counted from 0. */
        public int output() {
            return output;
        }
    }

    /** The reverse of a network: from the adjoints of all its outputs those of its inputs, which {@link NetworkSlope} names one by one. */
    public static final class NetworkReverse extends Node {
        NetworkReverse(int id, List<Node> networkAndAdjoints) {
            super(id, 0, networkAndAdjoints);
        }

        public Network network() {
            return (Network) argument(0);
        }

        /** The adjoints of the outputs. */
        public List<Node> adjoints() {
            return arguments().subList(1, arguments().size());
        }
    }

    /** What a network's outputs, each times its adjoint, gain with one of its inputs. */
    public static final class NetworkSlope extends Node {
        private final int input;

        NetworkSlope(int id, NetworkReverse reverse, int input) {
            super(id, 0, List.of(reverse));
            this.input = input;
        }

        public NetworkReverse reverse() {
            return (NetworkReverse) argument(0);
        }

        /** Which, counted from 0. */
        public int input() {
            return input;
        }
    }

    /**
     * The sums Σ_j x_r(j) q_lm(u_j) over an atom's neighbors of several bond values with all {@link Harmonics} of some orders: a product of two matrices, whose entries
     * {@link Moment} names one by one.
     */
    public static final class Moments extends Node {
        private final Range range;
        private final List<Integer> orders;

        Moments(int id, Range range, List<Integer> orders, List<Node> rowsAndDirection) {
            super(id, 0, rowsAndDirection);
            this.range = range;
            this.orders = orders;
        }

        public Range range() {
            return range;
        }

        /** The bond values. */
        public List<Node> rows() {
            return arguments().subList(0, arguments().size() - 3);
        }

        /** The components of the unit vector u_j. */
        public List<Node> direction() {
            return arguments().subList(arguments().size() - 3, arguments().size());
        }

        /** The orders l, ascending. */
        public List<Integer> orders() {
            return orders;
        }

        /** How many harmonics there are: 2l+1 of each order, m ascending from −l. */
        public int columns() {
            return orders.stream().mapToInt(l -> 2 * l + 1).sum();
        }

        /** The column of an order's harmonic. */
        public int column(int l, int m) {
            return orders.stream().filter(k -> k < l).mapToInt(k -> 2 * k + 1).sum() + l + m;
        }
    }

    /** One of the sums of {@link Moments}. */
    public static final class Moment extends Node {
        private final int entry;

        Moment(int id, Moments moments, int entry) {
            super(id, 0, List.of(moments));
            this.entry = entry;
        }

        public Moments moments() {
            return (Moments) argument(0);
        }

        /** Which: row · columns + column. */
        public int entry() {
            return entry;
        }
    }

    /** The reverse of {@link Moments}: from the adjoints of all entries those of the bond values, which {@link MomentSlope} names one by one. */
    public static final class MomentReverse extends Node {
        MomentReverse(int id, List<Node> momentsAndAdjoints) {
            super(id, 0, momentsAndAdjoints);
        }

        public Moments moments() {
            return (Moments) argument(0);
        }

        /** The adjoints of the entries. */
        public List<Node> adjoints() {
            return arguments().subList(1, arguments().size());
        }
    }

    /** The adjoint of one of the bond values of {@link Moments}, at each bond. */
    public static final class MomentSlope extends Node {
        private final int value;

        MomentSlope(int id, MomentReverse reverse, int value) {
            super(id, 1, List.of(reverse));
            this.value = value;
        }

        public MomentReverse reverse() {
            return (MomentReverse) argument(0);
        }

        /** Which: rows first, then the components of the unit vector. */
        public int value() {
            return value;
        }
    }
}
