package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.SiteEnergy;

/**
 * A potential in which atoms of one species have other sums over neighbors than those of another, such as a network for each element with descriptors of its own:
 * one part for each kind of center, which no other atom runs through.
 */
final class CenterParts {
    private final Graph g;
    private final int species;
    private final Map<Node, Node> done = new HashMap<>();

    private CenterParts(Graph g, int species) {
        this.g = g;
        this.species = species;
    }

    /** The parts, whose energies add up to the whole; the whole where all centers have the same sums, or where atoms ask for each other's fields. */
    static List<SiteEnergy> split(SiteEnergy site) {
        Set<Node> nodes = new HashSet<>();
        collect(site.energy(), nodes);
        boolean differ = nodes.stream().anyMatch(n -> n instanceof Node.SpeciesSwitch s && isOfCenter(s) && s.arguments().stream().anyMatch(CenterParts::hasSums));
        if (!differ || !site.isEverywhere() || HalfList.serves(site) || nodes.stream().anyMatch(n -> n instanceof Node.Neighbor || n instanceof Node.Gather)) {
            return List.of(site);
        }
        Graph g = site.graph();
        Map<Node, Long> centers = new LinkedHashMap<>();
        for (int s = 0; s < site.species().size(); s++) {
            centers.merge(new CenterParts(g, s).of(site.energy()), 1L << s, (a, b) -> a | b);
        }
        List<SiteEnergy> parts = new ArrayList<>();
        centers.forEach((energy, of) -> {
            if (!Graph.isConstant(energy, 0)) {
                parts.add(site.part(name(site, of), site.cutoff(), energy, of));
            }
        });
        // What a half list serves is better left whole than kept from some atoms.
        return parts.size() > 1 || parts.size() == 1 && PairPart.splitPairs(site).size() == 1 ? parts : List.of(site);
    }

    private static String name(SiteEnergy site, long centers) {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < site.species().size(); s++) {
            if ((centers >> s & 1) != 0) {
                names.add(site.species().get(s));
            }
        }
        return site.name() + " of " + String.join(", ", names);
    }

    private static boolean isOfCenter(Node.SpeciesSwitch s) {
        int[] slots = s.slots();
        return slots.length == 1 && slots[0] < 0;
    }

    private static boolean hasSums(Node n) {
        Set<Node> below = new HashSet<>();
        collect(n, below);
        return below.stream().anyMatch(x -> x instanceof Node.Reduce || x instanceof Node.ProductOfOthers);
    }

    private static void collect(Node n, Set<Node> seen) {
        if (seen.add(n)) {
            n.arguments().forEach(a -> collect(a, seen));
        }
    }

    /** A value as it is at a center of this species. */
    private Node of(Node n) {
        Node known = done.get(n);
        if (known == null) {
            known = n instanceof Node.SpeciesSwitch s && isOfCenter(s) ? of(s.argument(s.caseOf()[species])) : g.with(n, n.arguments().stream().map(this::of).toList());
            done.put(n, known);
        }
        return known;
    }
}
