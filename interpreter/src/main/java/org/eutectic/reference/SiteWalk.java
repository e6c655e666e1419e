package org.eutectic.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Pairs;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Harmonics;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;

/**
 * The values of all nodes around one centre. A node of arity n has one value for each n-tuple of lanes; a lane is a neighbour inside the
 * cutoff, numbered range by range, in the order of the list. Each value is worked out when it is first asked for and then remembered.
 */
final class SiteWalk {
    private static final int[] NONE = {};

    private final TermWalk term;
    private final NeighborList list;
    private final int center;
    private final int lanes;
    private final int[] atoms;
    private final double[] d;
    private final double[] r;
    private final double[][] values;
    private final boolean[][] known;
    private final Map<Node, PlainNetwork> networks = new HashMap<>();
    private final Map<Node, double[]> slopes = new HashMap<>();

    /** @param chain the ranges that order the lanes, see {@link org.eutectic.ir.RangeChain} */
    SiteWalk(TermWalk term, NeighborList list, Pairs pairs, int center, List<Range> chain) {
        this.term = term;
        this.list = list;
        this.center = center;
        int first = pairs.first()[center], end = pairs.first()[center + 1];
        atoms = new int[end - first];
        d = new double[3 * (end - first)];
        r = new double[end - first];
        double[] x = list.positions();
        int own = NeighborList.WIDTH * center;
        int n = 0;
        for (int c = 0; c < chain.size(); c++) {
            for (int m = first; m < end; m++) {
                int j = pairs.neighbors()[m];
                int at = NeighborList.WIDTH * j;
                double dx = x[at] - x[own], dy = x[at + 1] - x[own + 1], dz = x[at + 2] - x[own + 2];
                double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
                int si = list.types()[center], sj = list.types()[j];
                if (distance < chain.get(c).get(si, sj) && (c == 0 || distance >= chain.get(c - 1).get(si, sj))) {
                    atoms[n] = j;
                    d[3 * n] = dx;
                    d[3 * n + 1] = dy;
                    d[3 * n + 2] = dz;
                    r[n++] = distance;
                }
            }
        }
        lanes = n;
        values = new double[term.nodes()][];
        known = new boolean[term.nodes()][];
    }

    int lanes() {
        return lanes;
    }

    /** The number in the configuration of the atom at a lane. */
    int atom(int lane) {
        return list.atoms()[atoms[lane]];
    }

    /** The place of the local atom at a lane, or of that of which it is an image. */
    int owner(int lane) {
        return list.owners()[atoms[lane]];
    }

    /** A component of the vector to the neighbour at a lane, Å. */
    double component(int lane, int axis) {
        return d[3 * lane + axis];
    }

    boolean inside(Range range, int lane) {
        return r[lane] < range.get(species(-1, NONE), species(0, new int[] {lane}));
    }

    /** The value of a node of the centre alone. */
    double value(Node node) {
        return value(node, NONE);
    }

    /**
     * The value of a node at a tuple of lanes.
     *
     * @param tuple lanes; those beyond the node's arity are not looked at, so that a value of the centre may be asked for at any tuple
     */
    double value(Node node, int[] tuple) {
        if (node instanceof Node.Const c) {
            return c.value();
        }
        int[] own = tuple.length == node.arity() ? tuple : Arrays.copyOf(tuple, node.arity());
        int at = 0, size = 1;
        for (int lane : own) {
            at = at * lanes + lane;
            size *= lanes;
        }
        int id = node.id();
        if (values[id] == null) {
            values[id] = new double[size];
            known[id] = new boolean[size];
        }
        if (!known[id][at]) {
            values[id][at] = compute(node, own);
            known[id][at] = true;
        }
        return values[id][at];
    }

    private boolean holds(Node condition, int[] tuple) {
        return value(condition, tuple) != 0;
    }

    private double compute(Node node, int[] t) {
        return switch (node) {
            case Node.Const c -> c.value();
            case Node.Param p -> p.table().get(species(p.slots(), t));
            case Node.Distance _ -> r[t[0]];
            case Node.Component c -> d[3 * t[0] + c.axis()];
            case Node.Cosine _ -> dot(t[0], t[1]) / (r[t[0]] * r[t[1]]);
            case Node.Separation _ -> separation(t[0], t[1]);
            case Node.Property p -> term.property(p.kind(), center);
            case Node.Apply a -> a.function().evaluate(value(a.argument(0), t), a.arguments().size() > 1 ? value(a.argument(1), t) : 0);
            case Node.Select s -> value(holds(s.condition(), t) ? s.then() : s.otherwise(), t);
            case Node.SpeciesSwitch s -> value(s.argument(s.caseOf()[place(species(s.slots(), t), s.species())]), t);
            case Node.SpeciesIn s -> (s.members() >> species(s.slot(), t) & 1) != 0 ? 1 : 0;
            case Node.Inside s -> inside(s.range(), t[0]) ? 1 : 0;
            case Node.Spline s -> s.tables().get(s.slots().length == 0 ? 0 : s.caseOf()[place(species(s.slots(), t), s.species())]).evaluate(value(s.argument(0), t), s.order());
            case Node.At a -> value(a.argument(0), pick(t, a.positions()));
            case Node.Neighbor n -> term.atomValue(n.argument(0), owner(t[0]));
            case Node.Gather g -> term.atomValue(g, center);
            case Node.PairSum s -> throw new IllegalStateException("the reference evaluator walks full lists");
            case Node.SquaredDistance s -> throw new IllegalStateException("the reference evaluator has distances");
            case Node.Reduce s -> reduce(s, t);
            case Node.ProductOfOthers p -> productOfOthers(p, t);
            case Node.NetworkValue v -> network(v.network()).output(v.output());
            case Node.NetworkSlope s -> slopes(s.reverse())[s.input()];
            case Node.Moment m -> moment(m);
            case Node.MomentSlope s -> momentSlope(s, t);
            case Node.Network _, Node.NetworkReverse _, Node.Moments _, Node.MomentReverse _ -> throw new IllegalStateException("a network has several values");
        };
    }

    private double moment(Node.Moment m) {
        Node.Moments all = m.moments();
        Node row = all.rows().get(m.entry() / all.columns());
        double sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            if (inside(all.range(), lane)) {
                sum += value(row, new int[] {lane}) * harmonic(all, m.entry() % all.columns(), lane)[0];
            }
        }
        return sum;
    }

    private double momentSlope(Node.MomentSlope s, int[] t) {
        Node.Moments all = s.reverse().moments();
        int rows = all.rows().size(), columns = all.columns();
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            double[] q = harmonic(all, c, t[0]);
            for (int r = 0; r < rows; r++) {
                double adjoint = value(s.reverse().adjoints().get(r * columns + c));
                sum += s.value() >= rows ? adjoint * value(all.rows().get(r), t) * q[1 + s.value() - rows] : s.value() == r ? adjoint * q[0] : 0;
            }
        }
        return sum;
    }

    /** A harmonic and its slopes with the components of the unit vector. */
    private double[] harmonic(Node.Moments all, int column, int lane) {
        int first = 0;
        for (int l : all.orders()) {
            if (column < first + 2 * l + 1) {
                double[] u = new double[3];
                Arrays.setAll(u, axis -> value(all.direction().get(axis), new int[] {lane}));
                return Harmonics.value(l, column - first - l, u);
            }
            first += 2 * l + 1;
        }
        throw new IllegalArgumentException("no column " + column);
    }

    private PlainNetwork network(Node.Network node) {
        PlainNetwork known = networks.get(node);
        if (known == null) {
            known = new PlainNetwork(node.weights(), values(node.arguments()));
            networks.put(node, known);
        }
        return known;
    }

    private double[] slopes(Node.NetworkReverse node) {
        double[] known = slopes.get(node);
        if (known == null) {
            known = network(node.network()).slopes(values(node.adjoints()));
            slopes.put(node, known);
        }
        return known;
    }

    private double[] values(List<Node> nodes) {
        return nodes.stream().mapToDouble(this::value).toArray();
    }

    private double reduce(Node.Reduce node, int[] kept) {
        Frame frame = node.frame();
        boolean sum = node.kind() == Node.Reduce.Kind.SUM;
        int[] t = insert(kept, node.eliminated());
        if (!keptInside(frame, node.eliminated(), t)) {
            return 0;
        }
        double result = sum ? 0 : 1;
        for (int lane = 0; lane < lanes; lane++) {
            t[node.eliminated()] = lane;
            if (admits(frame, node.eliminated(), t)) {
                double v = value(node.body(), t);
                result = sum ? result + v : result * v;
            }
        }
        return result;
    }

    private double productOfOthers(Node.ProductOfOthers node, int[] tuple) {
        Frame frame = node.frame();
        int[] t = tuple.clone();
        if (!keptInside(frame, node.excluded(), t)) {
            return 0;
        }
        double result = 1;
        for (int lane = 0; lane < lanes; lane++) {
            t[node.excluded()] = lane;
            if (lane != tuple[node.excluded()] && admits(frame, node.excluded(), t)) {
                result *= value(node.body(), t);
            }
        }
        return result;
    }

    /** Whether all positions but one are inside the ranges that the frame gives for them. */
    private boolean keptInside(Frame frame, int running, int[] t) {
        for (int p = 0; p < frame.arity(); p++) {
            Range range = frame.ranges().get(p);
            if (p != running && range != null && !inside(range, t[p])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the neighbour at the running position is inside its range and stands as it should to the others. */
    private boolean admits(Frame frame, int running, int[] t) {
        Range range = frame.ranges().get(running);
        boolean admitted = range == null || inside(range, t[running]);
        for (int p = 0; p < frame.arity(); p++) {
            if (p != running) {
                int before = t[Math.min(p, running)], after = t[Math.max(p, running)];
                Relation relation = frame.relation(p, running);
                admitted &= relation == Relation.FREE || relation == Relation.DISTINCT && before != after || relation == Relation.ORDERED && before < after;
            }
        }
        return admitted;
    }

    private static int[] insert(int[] kept, int position) {
        int[] t = new int[kept.length + 1];
        System.arraycopy(kept, 0, t, 0, position);
        System.arraycopy(kept, position, t, position + 1, kept.length - position);
        return t;
    }

    private static int[] pick(int[] tuple, int[] positions) {
        int[] t = new int[positions.length];
        for (int k = 0; k < t.length; k++) {
            t[k] = tuple[positions[k]];
        }
        return t;
    }

    private int species(int slot, int[] tuple) {
        return list.types()[slot < 0 ? center : atoms[tuple[slot]]];
    }

    private int[] species(int[] slots, int[] tuple) {
        int[] s = new int[slots.length];
        for (int k = 0; k < s.length; k++) {
            s[k] = species(slots[k], tuple);
        }
        return s;
    }

    private static int place(int[] species, int count) {
        int at = 0;
        for (int s : species) {
            at = at * count + s;
        }
        return at;
    }

    private double dot(int a, int b) {
        return d[3 * a] * d[3 * b] + d[3 * a + 1] * d[3 * b + 1] + d[3 * a + 2] * d[3 * b + 2];
    }

    private double separation(int a, int b) {
        double x = d[3 * b] - d[3 * a], y = d[3 * b + 1] - d[3 * a + 1], z = d[3 * b + 2] - d[3 * a + 2];
        return Math.sqrt(x * x + y * y + z * z);
    }
}
