package org.eutectic.kernel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Gradient;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Mirror;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.SiteEnergy;

/**
 * Rewrites a potential whose sums run over one neighbor at a time for half lists, in which each pair of atoms stands once: an atom's sums take what a pair means to
 * each of its two atoms, and a pair's force is G[i,j] − G[j,i]. Half the distances, half the functions, and where both atoms mean the same to each other one value for both.
 */
public final class HalfList {
    private final Graph g;
    private final Mirror mirror;
    private final Map<Node, Node> done = new HashMap<>();

    HalfList(Graph g) {
        this.g = g;
        this.mirror = new Mirror(g);
    }

    /** Whether a potential can be computed from a half list: its sums see one neighbor at a time, as far as their pair of atoms reaches both ways. */
    public static boolean serves(SiteEnergy site) {
        synchronized (site.graph()) {
            return site.isEverywhere() && isSymmetric(site.cutoff()) && serves(site.energy(), new HashSet<>());
        }
    }

    private static boolean serves(Node n, Set<Node> seen) {
        if (!seen.add(n)) {
            return true;
        }
        boolean one = n.arity() <= 1 && switch (n) {
            case Node.Reduce r -> r.frame().arity() == 1 && r.kind() == Node.Reduce.Kind.SUM && isSymmetric(r.frame().ranges().get(0));
            case Node.Inside i -> isSymmetric(i.range());
            case Node.ProductOfOthers p -> false;
            case Node.Gather s -> false;
            // Of many sums for each atom each neighbor's share would be more work than the functions that are saved.
            case Node.Moments m -> false;
            default -> true;
        };
        return one && n.arguments().stream().allMatch(a -> serves(a, seen));
    }

    private static boolean isSymmetric(Range range) {
        return Mirror.isSymmetric(range.species(), range::get);
    }

    /** The force on i by the pair of i and j, up to its sign: dE/dd[i,j] of both bonds. */
    Gradient of(Gradient full) {
        return new Gradient(full.site(), force(full.x()), force(full.y()), force(full.z()), full.charge() == null ? null : of(full.charge()));
    }

    private Node force(Node component) {
        return mirror.minusMirrored(of(component));
    }

    /** A value with sums over pairs. */
    Node of(Node n) {
        Node known = done.get(n);
        if (known == null) {
            known = rebuild(n);
            done.put(n, known);
        }
        return known;
    }

    private Node rebuild(Node n) {
        return switch (n) {
            case Node.Reduce r -> {
                Node body = of(r.body());
                yield g.pairSum(r.frame().ranges().get(0), body, mirror.of(body));
            }
            case Node.Gather s -> {
                // What the bonds that point to an atom bring it is what its own bonds bring their neighbors.
                Node body = of(s.argument(0));
                yield g.pairSum(s.range(), mirror.of(body), body);
            }
            default -> g.with(n, n.arguments().stream().map(this::of).toList());
        };
    }
}
