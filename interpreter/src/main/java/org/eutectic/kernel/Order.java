package org.eutectic.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.ir.Node;

/**
 * When a value is ready: {@code loop} counts the completed loops over neighbours of the centre, {@code inner} the loops over second neighbours
 * completed in the same turn of that loop, {@code innermost} those over third ones.
 */
record Order(int loop, int inner, int innermost) implements Comparable<Order> {
    static final Order START = new Order(0, 0, 0);

    @Override
    public int compareTo(Order o) {
        return loop != o.loop ? Integer.compare(loop, o.loop)
            : inner != o.inner ? Integer.compare(inner, o.inner) : Integer.compare(innermost, o.innermost);
    }

    /** When both are ready. Loops over third neighbours count in whichever turn a value is asked for, so they count on their own. */
    Order max(Order o) {
        Order later = loop != o.loop ? loop > o.loop ? this : o : inner >= o.inner ? this : o;
        return new Order(later.loop, later.inner, Math.max(innermost, o.innermost));
    }

    Order nextLoop() {
        return new Order(loop + 1, 0, 0);
    }

    private Order nextInner() {
        return new Order(loop, inner + 1, 0);
    }

    private Order nextInnermost() {
        return new Order(loop, inner, innermost + 1);
    }

    /** The orders of the nodes of one stage; {@code given} nodes (fields of earlier stages) are ready at the start. */
    static final class Table {
        private final Map<Node, Order> known = new HashMap<>();
        private final java.util.function.Predicate<Node> given;

        Table(java.util.function.Predicate<Node> given) {
            this.given = given;
        }

        Order of(Node n) {
            Order o = known.get(n);
            if (o == null) {
                o = compute(n);
                known.put(n, o);
            }
            return o;
        }

        private Order compute(Node n) {
            if (given.test(n) || n instanceof Node.Neighbor) {
                return START;
            }
            return switch (n) {
                case Node.At a -> at(a);
                case Node.Reduce r -> reduce(r);
                case Node.ProductOfOthers p when p.excluded() != p.arity() - 1 ->
                    throw new UnsupportedOperationException("a product over other neighbours than the last");
                case Node.ProductOfOthers p -> switch (p.arity()) {
                    case 1 -> of(p.body()).nextLoop();
                    case 2 -> of(p.body()).nextInner();
                    default -> of(p.body()).nextInnermost();
                };
                // A network stands between two loops, as if it were one itself.
                case Node.NetworkValue v -> of(v.network()).nextLoop();
                case Node.NetworkSlope s -> of(s.reverse()).nextLoop();
                // Sums over lanes that a loop has filled, and arrays that they leave for the next one.
                case Node.Moments m -> latest(m.arguments()).nextLoop();
                case Node.Moment m -> of(m.moments()).nextLoop();
                case Node.MomentReverse r -> latest(r.adjoints()).max(of(r.moments()).nextLoop());
                case Node.MomentSlope s -> of(s.reverse()).nextLoop();
                case Node.NetworkReverse r -> latest(r.adjoints()).max(of(r.network()).nextLoop());
                default -> latest(n.arguments());
            };
        }

        private Order latest(List<Node> all) {
            Order max = START;
            for (Node x : all) {
                max = max.max(of(x));
            }
            return max;
        }

        private Order at(Node.At a) {
            Order inner = of(a.argument(0));
            int[] p = a.positions();
            if (a.argument(0).arity() == 1) {
                Node x = a.argument(0);
                if (isGeometry(x)) {
                    return p[0] == 0 ? inner : START;
                }
                // A sum over others is complete with its loop; what is dear is computed in a loop of its own, without loops inside, before.
                return x instanceof Node.Reduce || p[0] == 0 && !Demand.isDear(x) ? inner : inner.nextLoop();
            }
            return inner;
        }

        /** What the gather leaves in the lanes needs no loop. */
        static boolean isGeometry(Node n) {
            return n instanceof Node.Distance || n instanceof Node.SquaredDistance || n instanceof Node.Component || n instanceof Node.Param || n instanceof Node.SpeciesIn
                || n instanceof Node.Inside || n instanceof Node.Neighbor;
        }

        private Order reduce(Node.Reduce r) {
            if (r.kind() == Node.Reduce.Kind.PROD && r.eliminated() != r.arity()) {
                throw new UnsupportedOperationException("a product over other neighbours than the last");
            }
            Order body = of(r.body());
            return switch (r.arity()) {
                case 0 -> body.nextLoop();
                case 1 -> body.nextLoop();
                default -> r.eliminated() == 2 ? body.nextInnermost() : r.eliminated() == 1 ? body.nextInner() : body.nextLoop();
            };
        }
    }
}
