package org.eutectic.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums and products of adjoints that keep branches closed: a product with something chosen by a condition multiplies inside the branch, so that a
 * slope which is infinite where the branch is not taken never meets a zero; and sums over the same condition become one choice.
 */
final class Adjoint {
    private final Graph g;

    Adjoint(Graph g) {
        this.g = g;
    }

    /** A choice seen from its frame, whether it stands there or under an At. */
    private record Choice(Node node, int[] positions, int arity) {
        static Choice of(Node n) {
            if (n instanceof Node.At at && isChoice(at.argument(0))) {
                return new Choice(at.argument(0), at.positions(), at.arity());
            }
            return isChoice(n) ? new Choice(n, null, n.arity()) : null;
        }

        private static boolean isChoice(Node n) {
            return n instanceof Node.Select || n instanceof Node.SpeciesSwitch;
        }

        Node lift(Graph g, Node x) {
            return positions == null ? x : g.at(x, positions, arity);
        }

        int[] lift(int[] slots) {
            int[] out = slots.clone();
            for (int k = 0; k < out.length; k++) {
                out[k] = out[k] < 0 || positions == null ? out[k] : positions[out[k]];
            }
            return out;
        }
    }

    /** adjoint · factor. */
    Node scale(Node adjoint, Node factor) {
        if (Graph.isConstant(adjoint, 0) || Graph.isConstant(factor, 0)) {
            return g.constant(0);
        }
        Choice c = Choice.of(adjoint);
        if (c != null && c.node instanceof Node.Select s && (Graph.isConstant(s.then(), 0) || Graph.isConstant(s.otherwise(), 0))) {
            return g.select(c.lift(g, s.condition()), scale(c.lift(g, s.then()), factor), scale(c.lift(g, s.otherwise()), factor));
        }
        if (c != null && c.node instanceof Node.SpeciesSwitch s && s.arguments().stream().anyMatch(x -> Graph.isConstant(x, 0))) {
            List<Node> cases = new ArrayList<>();
            for (Node x : s.arguments()) {
                cases.add(scale(c.lift(g, x), factor));
            }
            return g.speciesSwitch(c.lift(s.slots()), s.caseOf(), cases, c.arity);
        }
        return g.multiply(adjoint, factor);
    }

    /** a + b. */
    Node sum(Node a, Node b) {
        if (Graph.isConstant(a, 0)) {
            return b;
        }
        if (Graph.isConstant(b, 0)) {
            return a;
        }
        Choice ca = Choice.of(a), cb = Choice.of(b);
        if (ca != null && cb != null && ca.arity == cb.arity) {
            if (ca.node instanceof Node.Select sa && cb.node instanceof Node.Select sb) {
                Node condition = ca.lift(g, sa.condition());
                if (condition == cb.lift(g, sb.condition())) {
                    return g.select(condition, sum(ca.lift(g, sa.then()), cb.lift(g, sb.then())),
                        sum(ca.lift(g, sa.otherwise()), cb.lift(g, sb.otherwise())));
                }
            }
            if (ca.node instanceof Node.SpeciesSwitch sa && cb.node instanceof Node.SpeciesSwitch sb
                && java.util.Arrays.equals(ca.lift(sa.slots()), cb.lift(sb.slots()))) {
                int[] first = sa.caseOf(), second = sb.caseOf();
                List<Node> cases = new ArrayList<>();
                int[] tuples = new int[first.length];
                for (int t = 0; t < first.length; t++) {
                    cases.add(sum(ca.lift(g, sa.argument(first[t])), cb.lift(g, sb.argument(second[t]))));
                    tuples[t] = t;
                }
                return g.speciesSwitch(ca.lift(sa.slots()), tuples, cases, ca.arity);
            }
        }
        return g.add(a, b);
    }
}
