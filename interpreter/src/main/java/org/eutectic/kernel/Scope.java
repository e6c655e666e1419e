package org.eutectic.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.ir.Node;

/** What is at hand at one point of the routine: values already computed, here or outside, and leaves that need no computing. */
abstract class Scope {
    private final Scope parent;
    private final Map<Node, Expression> known = new HashMap<>();

    Scope(Scope parent) {
        this.parent = parent;
    }

    final void put(Node n, Expression e) {
        known.put(n, e);
    }

    /** Whoever needs the value from here on computes it anew. */
    final void forget(Node n) {
        known.remove(n);
    }

    /** The value if it is at hand, else null. */
    final Expression find(Node n) {
        Expression e = known.get(n);
        if (e == null && parent != null) {
            e = parent.find(n);
        }
        return e;
    }

    /** A leaf that costs a load or less, or null; constants and locals never get a local of their own. */
    abstract Expression leaf(Node n);

    /** A scope inside a branch: it sees all this one sees, and what it computes stays there. */
    final Scope branch() {
        Scope outer = this;
        return new Scope(this) {
            @Override
            Expression leaf(Node n) {
                return outer.leaf(n);
            }
        };
    }

    /** The leaves that do not depend on where one stands. */
    static Expression common(Node n) {
        return switch (n) {
            case Node.Const c -> new Expression.Constant(c.value());
            case Node.Property p -> new Expression.Property(p.kind());
            case Node.Param p when p.arity() == 0 -> new Expression.Parameter(p.table(), slots(p.slots()));
            case Node.SpeciesIn s when s.arity() == 0 -> new Expression.SpeciesIn(-1, s.members());
            default -> null;
        };
    }

    static List<Integer> slots(int[] slots) {
        return java.util.Arrays.stream(slots).boxed().toList();
    }

    /** A bond's leaf for the neighbour at a position of the loops, or null. */
    static Expression bond(Node n, int position, Map<Node, Integer> neighborFields) {
        return switch (n) {
            case Node.Distance d -> new Expression.Lane(Stage.R, position);
            case Node.SquaredDistance d -> new Expression.Lane(Stage.R, position);
            case Node.Component c -> new Expression.Lane(Stage.DX + c.axis(), position);
            case Node.Neighbor x -> new Expression.NeighborField(neighborFields.get(x.argument(0)), position);
            case Node.Param p when p.arity() == 1 -> new Expression.Parameter(p.table(), slots(move(p.slots(), new int[] {position})));
            case Node.SpeciesIn s when s.arity() == 1 -> new Expression.SpeciesIn(position, s.members());
            default -> null;
        };
    }

    static int[] move(int[] slots, int[] positions) {
        int[] out = slots.clone();
        for (int k = 0; k < out.length; k++) {
            out[k] = out[k] < 0 ? -1 : positions[out[k]];
        }
        return out;
    }
}
