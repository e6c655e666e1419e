package org.eutectic.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Graph;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.ir.Node;
import org.eutectic.ir.ParamTable;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;
import org.eutectic.ir.SplineTable;
import org.eutectic.model.SeededNetworks;

/** Makes up expressions of every kind of node; their values stay near one and their arguments inside every function's domain. */
final class RandomExpression {
    private static final Fn[] COMPARISONS = {Fn.LESS, Fn.LESS_EQUAL, Fn.GREATER, Fn.GREATER_EQUAL, Fn.NOT_EQUAL};
    private final Graph g;
    private final Random random;
    private int stages = 2;

    RandomExpression(Graph g, long seed) {
        this.g = g;
        this.random = new Random(seed);
    }

    /** A site energy that leans on its surroundings whatever the dice say. */
    Twin energy() {
        Twin sum = reduce(0, 6);
        Twin other = number(0, 4);
        return new Twin(g.add(sum.node(), other.node()), (w, i, t) -> sum.plain().at(w, i, t) + other.plain().at(w, i, t));
    }

    Twin number(int arity, int depth) {
        int dice = random.nextInt(depth <= 0 ? 4 : 16);
        return switch (dice) {
            case 0, 1, 2 -> geometry(arity);
            case 3 -> leaf(arity);
            case 4, 5, 6, 7 -> function(arity, depth - 1);
            case 8 -> select(arity, depth - 1);
            case 9 -> speciesSwitch(arity, depth - 1);
            case 10 -> spline(arity, depth - 1);
            case 11, 12, 13 -> arity < 3 ? reduce(arity, depth - 1) : function(arity, depth - 1);
            case 14 -> arity >= 2 ? at(arity, depth - 1) : arity == 1 ? neighbor(depth - 1) : function(arity, depth - 1);
            default -> arity == 1 ? neighbor(depth - 1) : at(arity, depth - 1);
        };
    }

    private Twin constant(double value) {
        return new Twin(g.constant(value), (w, i, t) -> value);
    }

    private double someNumber() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> -1;
            case 3 -> 2;
            default -> random.nextGaussian();
        };
    }

    private Twin leaf(int arity) {
        if (random.nextBoolean()) {
            return constant(someNumber());
        }
        int[] slots = random.ints(1 + random.nextInt(2), -1, arity).toArray();
        double[] values = random.doubles(slots.length == 1 ? 2 : 4, -1, 1).toArray();
        ParamTable table = new ParamTable("p", 2, slots.length, values);
        return new Twin(g.param(table, slots, arity), (w, i, t) -> {
            int place = 0;
            for (int s : slots) {
                place = 2 * place + w.species(i, t, s);
            }
            return values[place];
        });
    }

    private Twin geometry(int arity) {
        if (arity == 0) {
            Twin q = new Twin(g.property(Node.Property.Kind.CHARGE), (w, i, t) -> w.list.charges()[i]);
            return random.nextBoolean() ? q : leaf(0);
        }
        if (arity >= 2 && random.nextBoolean()) {
            return angle(arity);
        }
        int p = random.nextInt(arity);
        int axis = random.nextInt(4);
        Node bond = axis == 3 ? g.divide(g.distance(), g.constant(3)) : g.component(axis);
        return new Twin(g.at(bond, new int[] {p}, arity), (w, i, t) -> {
            if (axis == 3) {
                return w.distance(i, t[p]) / 3;
            }
            return w.x[3 * w.atom(i, t[p]) + axis] - w.x[3 * i + axis];
        });
    }

    private Twin angle(int arity) {
        int[] p = positions(2, arity);
        if (random.nextBoolean()) {
            return new Twin(g.at(g.cosine(), p, arity), (w, i, t) -> Cluster.dot(w.x, i, w.atom(i, t[p[0]]), w.atom(i, t[p[1]]))
                / (w.distance(i, t[p[0]]) * w.distance(i, t[p[1]])));
        }
        return new Twin(g.at(g.separation(), p, arity),
            (w, i, t) -> Cluster.distance(w.x, w.atom(i, t[p[0]]), w.atom(i, t[p[1]])));
    }

    /** Some positions of a frame, in order or not. */
    private int[] positions(int count, int arity) {
        List<Integer> all = new ArrayList<>();
        for (int p = 0; p < arity; p++) {
            all.add(p);
        }
        java.util.Collections.shuffle(all, random);
        return all.subList(0, count).stream().mapToInt(Integer::intValue).toArray();
    }

    private Twin at(int arity, int depth) {
        if (arity == 0) {
            return network(depth);
        }
        int m = 1 + random.nextInt(arity);
        int[] p = positions(m, arity);
        Twin x = number(m, depth);
        return new Twin(g.at(x.node(), p, arity), (w, i, t) -> {
            int[] own = new int[m];
            for (int k = 0; k < m; k++) {
                own[k] = t[p[k]];
            }
            return x.plain().at(w, i, own);
        });
    }

    /** One of two outputs of a network; whoever asks for the same inputs again asks for the other one too. */
    private Twin network(int depth) {
        Twin a = number(0, depth - 1), b = number(0, depth - 1);
        NetworkWeights w = SeededNetworks.network(SeededNetworks.shape("2 -> 3 -> 2, tanh"), random.nextInt(3));
        Node.Network node = g.network(w, List.of(a.node(), b.node()));
        Twin.Plain[] outputs = new Twin.Plain[2];
        for (int k = 0; k < 2; k++) {
            int output = k;
            outputs[k] = (world, i, t) -> {
                double x = a.plain().at(world, i, t), y = b.plain().at(world, i, t), sum = w.bias(1, output);
                for (int u = 0; u < 3; u++) {
                    sum += w.weight(1, u, output) * Math.tanh(w.bias(0, u) + x * w.weight(0, 0, u) + y * w.weight(0, 1, u));
                }
                return sum;
            };
        }
        int which = random.nextInt(2);
        return random.nextBoolean() ? new Twin(g.networkValue(node, which), outputs[which])
            : new Twin(g.multiply(g.networkValue(node, 0), g.networkValue(node, 1)), (world, i, t) -> outputs[0].at(world, i, t) * outputs[1].at(world, i, t));
    }

    private Twin neighbor(int depth) {
        if (stages == 0) {
            return geometry(1);
        }
        stages--;
        Twin x = number(0, depth);
        stages++;
        return new Twin(g.neighbor(x.node()), (w, i, t) -> x.plain().at(w, w.list.owners()[w.atom(i, t[0])], new int[0]));
    }

    private Twin apply(Fn f, Twin a, Twin b) {
        Node node = b == null ? g.apply(f, a.node()) : g.apply(f, a.node(), b.node());
        return new Twin(node, (w, i, t) -> f.evaluate(a.plain().at(w, i, t), b == null ? 0 : b.plain().at(w, i, t)));
    }

    /** Between −1 and 1. */
    private Twin bounded(Twin x) {
        return apply(random.nextBoolean() ? Fn.TANH : Fn.SIN, x, null);
    }

    /** Between 1 and 3. */
    private Twin positive(Twin x) {
        return apply(Fn.ADD, constant(2), bounded(x));
    }

    private Twin function(int arity, int depth) {
        Fn f = Fn.values()[random.nextInt(Fn.values().length)];
        Twin a = number(arity, depth);
        if (f.isCondition()) {
            return apply(Fn.MULTIPLY, a, number(arity, depth));
        }
        return switch (f) {
            case EXP, TAN, SINH, COSH -> apply(f, bounded(a), null);
            case LOG, SQRT -> apply(f, positive(a), null);
            case ASIN, ACOS -> apply(f, apply(Fn.MULTIPLY, constant(0.9), bounded(a)), null);
            case DIVIDE -> apply(f, a, positive(number(arity, depth)));
            case ATAN2 -> apply(f, a, positive(number(arity, depth)));
            case POW -> switch (random.nextInt(3)) {
                case 0 -> apply(f, positive(a), bounded(number(arity, depth)));
                case 1 -> apply(f, positive(a), constant(new double[] {0, 1, 2, 0.5, -1, -2.5, 3}[random.nextInt(7)]));
                default -> apply(f, bounded(a), constant(random.nextInt(5)));
            };
            default -> apply(f, a, f.argumentCount() == 2 ? number(arity, depth) : null);
        };
    }

    private Twin condition(int arity, int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            Twin a = condition(arity, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> apply(Fn.NOT, a, null);
                case 1 -> apply(Fn.AND, a, condition(arity, depth - 1));
                default -> apply(Fn.OR, a, condition(arity, depth - 1));
            };
        }
        if (arity > 0 && random.nextInt(3) == 0) {
            Range range = range();
            int p = random.nextInt(arity);
            return new Twin(g.at(g.inside(range), new int[] {p}, arity), (w, i, t) -> w.inside(range, i, t[p]) ? 1 : 0);
        }
        if (random.nextInt(3) == 0) {
            int slot = random.nextInt(arity + 1) - 1;
            int members = random.nextInt(4);
            return new Twin(g.speciesIn(slot, members, arity), (w, i, t) -> members >> w.species(i, t, slot) & 1);
        }
        return apply(COMPARISONS[random.nextInt(COMPARISONS.length)], number(arity, depth - 1), number(arity, depth - 1));
    }

    private Twin select(int arity, int depth) {
        Twin c = condition(arity, depth), a = number(arity, depth), b = number(arity, depth);
        return new Twin(g.select(c.node(), a.node(), b.node()), (w, i, t) -> (Twin.yes(c.plain().at(w, i, t)) ? a : b).plain().at(w, i, t));
    }

    private Twin speciesSwitch(int arity, int depth) {
        int slot = random.nextInt(arity + 1) - 1;
        Twin a = number(arity, depth), b = number(arity, depth);
        return new Twin(g.speciesSwitch(new int[] {slot, -1}, new int[] {0, 1, 1, 0}, List.of(a.node(), b.node()), arity),
            (w, i, t) -> (w.species(i, t, slot) == w.species(i, t, -1) ? a : b).plain().at(w, i, t));
    }

    private Twin spline(int arity, int depth) {
        Twin x = bounded(number(arity, depth));
        SplineTable.Beyond[] beyond = SplineTable.Beyond.values();
        // Two segments that join with equal value and slope; arguments beyond either end occur.
        SplineTable table = new SplineTable("s", -0.6, 0.5, new double[] {1, 0.2, -0.3, 0.1, 1.0, -0.1, 0.4, -0.2},
            beyond[random.nextInt(3)], beyond[random.nextInt(3)]);
        int order = random.nextInt(2);
        return new Twin(g.spline(table, order, x.node()), (w, i, t) -> table.evaluate(x.plain().at(w, i, t), order));
    }

    private Range range() {
        return switch (random.nextInt(4)) {
            case 0 -> Range.uniform(2, 2.6);
            case 1 -> new Range(2, new double[] {4, 3, 2.5, 4});
            default -> Cluster.EVERY;
        };
    }

    /** A sum or product that leaves so many positions. */
    private Twin reduce(int kept, int depth) {
        int arity = kept + 1;
        int running = random.nextInt(arity);
        Range[] ranges = new Range[arity];
        for (int p = 0; p < arity; p++) {
            ranges[p] = p == running ? range() : random.nextInt(4) == 0 ? range() : null;
        }
        Relation[] relations = new Relation[arity * (arity - 1) / 2];
        for (int k = 0; k < relations.length; k++) {
            relations[k] = Relation.values()[random.nextInt(3)];
        }
        if (arity == 3 && running == 1 && relations[0] == Relation.ORDERED) {
            // j < k < l with k summed cannot be asked for as T[l,j].
            relations[2] = Relation.DISTINCT;
        }
        Frame frame = new Frame(Arrays.asList(ranges), List.of(relations));
        boolean product = random.nextInt(3) == 0;
        Twin x = number(arity, depth - 1);
        Twin body = product ? factor(x, arity) : apply(Fn.MULTIPLY, constant(0.3), x);
        Node node = product ? g.product(frame, running, body.node()) : g.sum(frame, running, body.node());
        return new Twin(node, (w, i, t) -> join(w, i, frame, running, insert(t, running), product, body));
    }

    /** Near one, and now and then zero. */
    private Twin factor(Twin x, int arity) {
        Twin near = apply(Fn.ADD, constant(1), apply(Fn.MULTIPLY, constant(0.4), bounded(x)));
        if (random.nextInt(3) > 0) {
            return near;
        }
        Twin c = condition(arity, 1);
        return new Twin(g.select(c.node(), g.constant(0), near.node()), (w, i, t) -> Twin.yes(c.plain().at(w, i, t)) ? 0 : near.plain().at(w, i, t));
    }

    static int[] insert(int[] kept, int position) {
        int[] t = new int[kept.length + 1];
        for (int p = 0; p < t.length; p++) {
            t[p] = p < position ? kept[p] : p == position ? -1 : kept[p - 1];
        }
        return t;
    }

    static double join(World w, int i, Frame frame, int running, int[] t, boolean product, Twin body) {
        for (int p = 0; p < t.length; p++) {
            if (p != running && !w.inside(frame.ranges().get(p), i, t[p])) {
                return 0;
            }
        }
        double v = product ? 1 : 0;
        for (int lane = 0; lane < w.lanes(i).size(); lane++) {
            boolean in = w.inside(frame.ranges().get(running), i, lane);
            for (int p = 0; p < t.length; p++) {
                if (p != running) {
                    Relation rel = frame.relation(p, running);
                    in &= rel == Relation.FREE || rel == Relation.DISTINCT && t[p] != lane
                        || rel == Relation.ORDERED && (p < running ? t[p] < lane : lane < t[p]);
                }
            }
            if (in) {
                int[] own = t.clone();
                own[running] = lane;
                double x = body.plain().at(w, i, own);
                v = product ? v * x : v + x;
            }
        }
        return v;
    }
}
