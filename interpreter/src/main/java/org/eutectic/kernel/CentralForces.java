package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;

/**
 * Finds potentials whose forces all lie along the bonds. Such a potential needs the vectors of the bonds only to multiply them by one number in the end, and so the gather need not keep
 * them: half of what it would store.
 */
final class CentralForces {
    private CentralForces() {}

    /**
     * What d[i,j] is multiplied by in the gradient of each bond; null where the gradient may not lie along the bond, or where vectors are needed anyway.
     *
     * @param gradient its three components
     * @param energy the site energy: all that else may be asked for
     */
    static Node scale(Graph g, List<Node> gradient, Node energy) {
        List<Node> first = null;
        for (int axis = 0; axis < 3; axis++) {
            List<Node> factors = new ArrayList<>();
            collect(g, gradient.get(axis), factors);
            if (!factors.remove(g.component(axis)) || first != null && !isSame(first, factors)) {
                return null;
            }
            first = first == null ? factors : first;
        }
        Node scale = without(g, gradient.getFirst(), g.component(0));
        Set<Node> seen = new HashSet<>();
        return readsVectors(scale, seen) || readsVectors(energy, seen) ? null : scale;
    }

    /** A product without one of its factors; the others stay as they are grouped, because groups are shared. Null where it is none of the factors. */
    private static Node without(Graph g, Node n, Node factor) {
        if (n == factor) {
            return g.constant(1);
        }
        if (!(n instanceof Node.Apply a) || a.function() != Fn.MULTIPLY && a.function() != Fn.NEGATE) {
            return null;
        }
        Node rest = without(g, a.argument(0), factor);
        if (a.function() == Fn.NEGATE) {
            return rest == null ? null : g.negate(rest);
        }
        if (rest != null) {
            return g.multiply(rest, a.argument(1));
        }
        rest = without(g, a.argument(1), factor);
        return rest == null ? null : g.multiply(a.argument(0), rest);
    }

    private static void collect(Graph g, Node n, List<Node> factors) {
        if (n instanceof Node.Apply a && a.function() == Fn.MULTIPLY) {
            collect(g, a.argument(0), factors);
            collect(g, a.argument(1), factors);
        } else if (n instanceof Node.Apply a && a.function() == Fn.NEGATE) {
            factors.add(g.constant(-1));
            collect(g, a.argument(0), factors);
        } else {
            factors.add(n);
        }
    }

    /** Whether two products are the same in whatever order. */
    private static boolean isSame(List<Node> a, List<Node> b) {
        List<Node> rest = new ArrayList<>(b);
        return a.size() == b.size() && a.stream().allMatch(rest::remove);
    }

    private static boolean readsVectors(Node n, Set<Node> seen) {
        return seen.add(n) && (n instanceof Node.Component || n.arguments().stream().anyMatch(a -> readsVectors(a, seen)));
    }

    /** Whether components of d[i,j] are read, or forces are added that may not lie along it. */
    static boolean readVectors(List<Statement> body) {
        return body.stream().anyMatch(s -> s instanceof Statement.AddForce || s.expressions().stream().anyMatch(CentralForces::readsVectors)
            || s.blocks().stream().anyMatch(CentralForces::readVectors));
    }

    private static boolean readsVectors(Expression e) {
        return switch (e) {
            case Expression.Lane l -> l.array() >= Stage.DX && l.array() <= Stage.DZ;
            case Expression.Call c -> c.arguments().stream().anyMatch(CentralForces::readsVectors);
            case Expression.Spline s -> readsVectors(s.argument());
            default -> false;
        };
    }
}
