package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.SiteEnergy;

/** Parts of a potential that are better computed apart: those of {@link CenterParts}, and a long-ranged sum over pairs, which a half list serves, and sums over triplets of nearer neighbors. */
public final class PairPart {
    /** Where the sums over triplets reach nearly as far, one walk over the neighbors for both is less work. */
    private static final double MUCH_NEARER = 0.8;

    private PairPart() {}

    /** The parts, whose energies add up to the whole; the whole where there is nothing to gain. */
    public static List<SiteEnergy> split(SiteEnergy site) {
        synchronized (site.graph()) {
            return CenterParts.split(site).stream().flatMap(part -> splitPairs(part).stream()).toList();
        }
    }

    static List<SiteEnergy> splitPairs(SiteEnergy site) {
        Graph g = site.graph();
        if (!site.isEverywhere()) {
            // Half lists serve all atoms or none.
            return List.of(site);
        }
        synchronized (g) {
            List<Node> summands = new ArrayList<>();
            collect(g, site.energy(), false, summands);
            Node pairs = g.constant(0), others = g.constant(0);
            for (Node s : summands) {
                if (sees(s, new HashSet<>()) <= 1) {
                    pairs = g.add(pairs, s);
                } else {
                    others = g.add(others, s);
                }
            }
            Range near = reach(site, others);
            if (Graph.isConstant(pairs, 0) || Graph.isConstant(others, 0) || near.max() > MUCH_NEARER * site.cutoff().max()) {
                return List.of(site);
            }
            SiteEnergy pairPart = site.part(site.name() + " pairs", site.cutoff(), pairs, site.centers());
            return HalfList.serves(pairPart) ? List.of(pairPart, site.part(site.name(), near, others, site.centers())) : List.of(site);
        }
    }

    private static void collect(Graph g, Node n, boolean negative, List<Node> summands) {
        if (n instanceof Node.Apply a && (a.function() == Fn.ADD || a.function() == Fn.SUBTRACT)) {
            collect(g, a.argument(0), negative, summands);
            collect(g, a.argument(1), negative != (a.function() == Fn.SUBTRACT), summands);
        } else if (n instanceof Node.Apply a && a.function() == Fn.NEGATE) {
            collect(g, a.argument(0), !negative, summands);
        } else {
            summands.add(negative ? g.negate(n) : n);
        }
    }

    /** How many neighbors at a time something depends on; many where it reads other atoms' values, which reach further. */
    private static int sees(Node n, Set<Node> seen) {
        if (!seen.add(n)) {
            return 0;
        }
        int most = n instanceof Node.Neighbor || n instanceof Node.ProductOfOthers ? 9 : n.arity();
        for (Node a : n.arguments()) {
            most = Math.max(most, sees(a, seen));
        }
        return most;
    }

    private static Range reach(SiteEnergy site, Node energy) {
        Range all = Range.uniform(site.cutoff().species(), 0);
        for (Range r : ranges(energy, new HashSet<>(), new ArrayList<>())) {
            all = all.union(r);
        }
        return all;
    }

    private static List<Range> ranges(Node n, Set<Node> seen, List<Range> found) {
        if (seen.add(n)) {
            if (n instanceof Node.Reduce r) {
                r.frame().ranges().stream().filter(x -> x != null).forEach(found::add);
            }
            n.arguments().forEach(a -> ranges(a, seen, found));
        }
        return found;
    }
}
