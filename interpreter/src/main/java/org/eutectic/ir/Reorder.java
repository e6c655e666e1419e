package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of two or three positions that is asked for with its positions in another order, T[k,j]: the exchange is pushed down to the bond
 * values, so that every {@link Node.At} names ascending positions and {@code j < k} keeps its meaning in the frames of the adjoints.
 */
final class Reorder {
    private final Graph g;
    private final int[] to;
    private final Map<Node, Node> done = new HashMap<>();

    private Reorder(Graph g, int[] to) {
        this.g = g;
        this.to = to;
    }

    /** The node at these positions of a frame, or null where they ascend already. */
    static Node apply(Graph g, Node x, int[] positions, int arity) {
        int[] sorted = positions.clone();
        Arrays.sort(sorted);
        if (Arrays.equals(sorted, positions)) {
            return null;
        }
        int[] rank = new int[positions.length];
        for (int k = 0; k < rank.length; k++) {
            rank[k] = Arrays.binarySearch(sorted, positions[k]);
        }
        return g.at(new Reorder(g, rank).of(x), sorted, arity);
    }

    private Node of(Node x) {
        if (x.arity() == 0) {
            return x;
        }
        Node known = done.get(x);
        if (known == null) {
            known = make(x);
            done.put(x, known);
        }
        return known;
    }

    private Node make(Node x) {
        return switch (x) {
            case Node.At a -> {
                int[] p = a.positions();
                for (int k = 0; k < p.length; k++) {
                    p[k] = to[p[k]];
                }
                yield g.at(a.argument(0), p, to.length);
            }
            case Node.Apply a -> g.apply(a.function(), a.arguments().stream().map(this::of).toArray(Node[]::new));
            case Node.Select s -> g.select(of(s.condition()), of(s.then()), of(s.otherwise()));
            case Node.SpeciesSwitch s -> g.speciesSwitch(slots(s.slots()), s.caseOf(), s.arguments().stream().map(this::of).toList(), to.length);
            case Node.Spline s -> g.spline(s, s.order(), slots(s.slots()), of(s.argument(0)), to.length);
            case Node.Param p -> g.param(p.table(), slots(p.slots()), to.length);
            case Node.Cosine c -> c;
            case Node.Separation s -> s;
            case Node.Reduce r -> reduce(r);
            default -> throw new IllegalStateException("a " + x.getClass().getSimpleName() + " of " + x.arity() + " positions cannot be reordered");
        };
    }

    private int[] slots(int[] slots) {
        int[] s = slots.clone();
        for (int k = 0; k < s.length; k++) {
            s[k] = s[k] < 0 ? -1 : to[s[k]];
        }
        return s;
    }

    /** The kept positions change places; the eliminated one goes where it stands as before to those it is ordered against. */
    private Node reduce(Node.Reduce r) {
        Frame old = r.frame();
        int e = r.eliminated(), lowest = 0, highest = r.arity();
        for (int p = 0; p < old.arity(); p++) {
            if (p != e && old.relation(p, e) == Relation.ORDERED) {
                int now = to[p < e ? p : p - 1];
                if (p < e) {
                    lowest = Math.max(lowest, now + 1);
                } else {
                    highest = Math.min(highest, now);
                }
            }
        }
        if (lowest > highest) {
            throw new IllegalStateException("a sum between two ordered positions cannot be asked for with the two exchanged");
        }
        int[] place = new int[old.arity()];
        for (int p = 0; p < place.length; p++) {
            int now = p == e ? highest : to[p < e ? p : p - 1];
            place[p] = p != e && now >= highest ? now + 1 : now;
        }
        List<Range> ranges = new ArrayList<>(Collections.nCopies(place.length, null));
        for (int p = 0; p < place.length; p++) {
            ranges.set(place[p], old.ranges().get(p));
        }
        Frame frame = new Frame(ranges, Collections.nCopies(old.relations().size(), Relation.FREE));
        for (int p = 0; p < place.length; p++) {
            // What holds between two kept positions is for the frame outside to say.
            if (p != e) {
                frame = frame.withRelation(place[p], place[e], old.relation(p, e));
            }
        }
        return g.reduce(r.kind(), frame, place[e], g.at(r.body(), place, place.length));
    }
}
