package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The order of a centre's neighbours: those inside the smallest range of the potential first, then those of the next, each group in the order of the
 * list, so that most ranges are prefixes. {@code j < k} means this order; a sum over j &lt; k of something that changes when j and k change
 * places has no other meaning.
 */
public final class RangeChain {
    private RangeChain() {}

    /**
     * The ranges that order neighbours: from the cutoff down, each inside the one before for every pair of species.
     *
     * @return smallest first; the last is the cutoff
     */
    public static List<Range> of(SiteEnergy site) {
        Set<Range> found = new LinkedHashSet<>();
        Set<Node> seen = new LinkedHashSet<>();
        collect(site.energy(), seen);
        for (Node n : seen) {
            Frame frame = n instanceof Node.Reduce r ? r.frame() : n instanceof Node.ProductOfOthers p ? p.frame() : null;
            if (frame != null) {
                frame.ranges().stream().filter(r -> r != null).forEach(found::add);
            } else if (n instanceof Node.Moments m) {
                found.add(m.range());
            } else if (n instanceof Node.Inside i) {
                found.add(i.range());
            }
        }
        List<Range> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(RangeChain::sum).reversed());
        List<Range> chain = new ArrayList<>(List.of(site.cutoff()));
        for (Range r : sorted) {
            if (!r.equals(chain.getFirst()) && chain.getFirst().covers(r)) {
                chain.addFirst(r);
            }
        }
        return chain;
    }

    private static double sum(Range r) {
        double s = 0;
        for (int a = 0; a < r.species(); a++) {
            for (int b = 0; b < r.species(); b++) {
                s += r.get(a, b);
            }
        }
        return s;
    }

    private static void collect(Node n, Set<Node> seen) {
        if (seen.add(n)) {
            n.arguments().forEach(a -> collect(a, seen));
        }
    }
}
