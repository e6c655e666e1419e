package org.eutectic.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * The domain of a reduction: for each neighbour position its range and, for each pair of positions, their relation.
 *
 * @param ranges one for each position; null at a kept position means "wherever the result is asked for"
 * @param relations of the pairs (0,1), (0,2), (1,2), (0,3), … : the pair (p,q), p &lt; q, stands at q(q−1)/2 + p
 */
public record Frame(List<Range> ranges, List<Relation> relations) {

    public Frame {
        ranges = java.util.Collections.unmodifiableList(new ArrayList<>(ranges));
        relations = List.copyOf(relations);
        if (relations.size() != ranges.size() * (ranges.size() - 1) / 2) {
            throw new IllegalArgumentException("a frame of " + ranges.size() + " positions takes " + ranges.size() * (ranges.size() - 1) / 2 + " relations");
        }
    }

    /** One position. */
    public static Frame of(Range range) {
        return new Frame(java.util.Collections.singletonList(range), List.of());
    }

    public int arity() {
        return ranges.size();
    }

    public Relation relation(int p, int q) {
        int lo = Math.min(p, q), hi = Math.max(p, q);
        return relations.get(hi * (hi - 1) / 2 + lo);
    }

    /** The frame that is left when one position goes; the others close up. */
    public Frame without(int position) {
        List<Range> r = new ArrayList<>(ranges);
        r.remove(position);
        List<Relation> rel = new ArrayList<>();
        for (int q = 0; q < arity(); q++) {
            for (int p = 0; p < q; p++) {
                if (p != position && q != position) {
                    rel.add(relation(p, q));
                }
            }
        }
        return new Frame(r, rel);
    }

    /** The same frame with another range at one position. */
    public Frame withRange(int position, Range range) {
        List<Range> r = new ArrayList<>(ranges);
        r.set(position, range);
        return new Frame(r, relations);
    }

    /** The same frame with another relation between two positions. */
    public Frame withRelation(int p, int q, Relation relation) {
        int lo = Math.min(p, q), hi = Math.max(p, q);
        List<Relation> r = new ArrayList<>(relations);
        r.set(hi * (hi - 1) / 2 + lo, relation);
        return new Frame(ranges, r);
    }
}
