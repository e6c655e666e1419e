package org.eutectic.ir;

import java.util.List;

/**
 * An operation of the pair (0,2) or (1,2) of a triplet of neighbours, made in the triplet's own frame: the loops over a triplet can hold values of
 * the outer pair (0,1) only.
 */
final class InnerPair {
    private InnerPair() {}

    static boolean isOperation(Node x) {
        return x instanceof Node.Apply || x instanceof Node.Select || x instanceof Node.SpeciesSwitch || x instanceof Node.Spline;
    }

    static Node of(Graph g, Node x, int[] positions) {
        List<Node> a = x.arguments().stream().map(n -> n.arity() == 0 ? n : g.at(n, positions, 3)).toList();
        return switch (x) {
            case Node.Apply f -> g.apply(f.function(), a.toArray(Node[]::new));
            case Node.Select s -> g.select(a.get(0), a.get(1), a.get(2));
            case Node.SpeciesSwitch s -> g.speciesSwitch(placed(s.slots(), positions), s.caseOf(), a, 3);
            case Node.Spline s -> g.spline(s, s.order(), placed(s.slots(), positions), a.get(0), 3);
            default -> throw new IllegalStateException("not an operation");
        };
    }

    private static int[] placed(int[] slots, int[] positions) {
        int[] placed = slots.clone();
        for (int k = 0; k < placed.length; k++) {
            placed[k] = placed[k] < 0 ? -1 : positions[placed[k]];
        }
        return placed;
    }
}
