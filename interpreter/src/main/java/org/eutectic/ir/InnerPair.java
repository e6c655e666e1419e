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
            case Node.SpeciesSwitch s -> {
                int[] slots = s.slots();
                for (int k = 0; k < slots.length; k++) {
                    slots[k] = slots[k] < 0 ? -1 : positions[slots[k]];
                }
                yield g.speciesSwitch(slots, s.caseOf(), a, 3);
            }
            case Node.Spline s -> {
                int[] slots = s.slots();
                for (int k = 0; k < slots.length; k++) {
                    slots[k] = slots[k] < 0 ? -1 : positions[slots[k]];
                }
                yield g.spline(s, s.order(), slots, a.get(0), 3);
            }
            default -> throw new IllegalStateException("not an operation");
        };
    }
}
