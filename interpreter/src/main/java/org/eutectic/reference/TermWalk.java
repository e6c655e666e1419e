package org.eutectic.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Pairs;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.RangeChain;
import org.eutectic.ir.SiteEnergy;

/**
 * One term of a potential on one neighbour list. What an atom needs to know of another one's surroundings is worked out first, for all
 * atoms: a stage for each node under a {@link Node.Neighbor} and for each {@link Node.Gather}, in the order of their ids, so that a stage
 * finds all that it needs done.
 */
final class TermWalk {
    private final SiteEnergy site;
    private final NeighborList list;
    private final Pairs pairs;
    private final int nodes;
    private final List<Range> chain;
    private final Map<Integer, double[]> stages = new TreeMap<>();

    /** @param roots what will be asked for */
    TermWalk(SiteEnergy site, NeighborList list, Pairs pairs, List<Node> roots) {
        this.site = site;
        this.list = list;
        this.pairs = pairs;
        this.chain = RangeChain.of(site);
        Map<Integer, Node> needed = new TreeMap<>();
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(roots);
        int last = -1;
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node)) {
                continue;
            }
            last = Math.max(last, node.id());
            if (node instanceof Node.Neighbor) {
                needed.put(node.argument(0).id(), node.argument(0));
            } else if (node instanceof Node.Gather) {
                needed.put(node.id(), node);
            }
            open.addAll(node.arguments());
        }
        nodes = last + 1;
        for (Node stage : needed.values()) {
            stages.put(stage.id(), stage instanceof Node.Gather g ? gather(g) : everywhere(stage));
        }
    }

    /** One more than the largest id of a node that a walk can meet. */
    int nodes() {
        return nodes;
    }

    SiteWalk at(int center) {
        return new SiteWalk(this, list, pairs, center, chain);
    }

    /** A stage's value at an atom. */
    double atomValue(Node node, int atom) {
        return stages.get(node.id())[atom];
    }

    double property(Node.Property.Kind kind, int atom) {
        return switch (kind) {
            // Atoms without a charge are neutral.
            case CHARGE -> list.charges() == null ? 0 : list.charges()[atom];
            case MASS -> list.masses() != null ? list.masses()[atom] : Elements.mass(site.species().get(list.types()[atom]));
            case ATOMIC_NUMBER -> Elements.number(site.species().get(list.types()[atom]));
        };
    }

    private double[] everywhere(Node node) {
        double[] v = new double[list.centers()];
        for (int i = 0; i < v.length; i++) {
            v[i] = at(i).value(node);
        }
        return v;
    }

    private double[] gather(Node.Gather node) {
        double[] v = new double[list.centers()];
        for (int i = 0; i < v.length; i++) {
            SiteWalk walk = at(i);
            for (int lane = 0; lane < walk.lanes(); lane++) {
                if (walk.inside(node.range(), lane)) {
                    v[walk.owner(lane)] += walk.value(node.argument(0), new int[] {lane});
                }
            }
        }
        return v;
    }
}
