package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Differentiate;
import org.eutectic.ir.Gradient;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.RangeChain;
import org.eutectic.ir.SiteEnergy;

/**
 * From the graph of a site energy to the {@link Kernel} that computes it. A neighbour's value needs all atoms' values first, so it divides the
 * graph into stages; within a stage {@link StageWriter} lays out the loops.
 */
public final class Scheduler {
    private final Map<Node, Integer> stages = new HashMap<>();
    private final Map<Node, Integer> fields = new LinkedHashMap<>();

    private Scheduler() {}

    /** The routine for the energy alone, or for energy and forces. */
    public static Kernel schedule(SiteEnergy site, boolean forces) {
        synchronized (site.graph()) {
            return new Scheduler().run(site, forces);
        }
    }

    private Kernel run(SiteEnergy site, boolean forces) {
        List<Node> raw = new ArrayList<>();
        if (forces) {
            Gradient g = Differentiate.of(site);
            raw.addAll(List.of(g.x(), g.y(), g.z()));
        }
        raw.add(site.energy());
        List<Range> ranges = RangeChain.of(site);
        Expand expand = new Expand(site.graph(), ranges);
        List<Node> roots = raw.stream().map(expand::of).toList();
        Node energy = roots.getLast();
        List<Node> gradient = roots.subList(0, roots.size() - 1);
        int last = roots.stream().mapToInt(this::stage).max().orElse(0);
        List<Stage> written = new ArrayList<>();
        for (int s = last; s >= 0; s--) {
            written.add(0, writeStage(s, s == last ? energy : null, s == last ? gradient : List.of(), ranges));
        }
        return new Kernel(site.name(), site.species(), ranges, fields.size(), written, forces);
    }

    /** The stage in which a value can be computed. */
    private int stage(Node n) {
        Integer known = stages.get(n);
        if (known == null) {
            known = 0;
            for (Node a : n.arguments()) {
                known = Math.max(known, stage(a));
            }
            if (n instanceof Node.Neighbor || n instanceof Node.Gather) {
                known++;
            }
            stages.put(n, known);
        }
        return known;
    }

    /** Whether an atom value must come from an earlier stage's field. */
    private boolean isGiven(Node n, int stage) {
        if (n.arity() != 0 || n.arguments().isEmpty()) {
            return false;
        }
        return n instanceof Node.Gather ? stage(n) <= stage : stage(n) < stage;
    }

    private Stage writeStage(int s, Node energy, List<Node> gradient, List<Range> ranges) {
        List<StageWriter.AtomOutput> atoms = new ArrayList<>();
        List<StageWriter.BondOutput> bonds = new ArrayList<>();
        List<Integer> cleared = new ArrayList<>();
        List<Node> roots = new ArrayList<>(gradient);
        fields.forEach((n, field) -> {
            if (n instanceof Node.Gather g && stage(g.argument(0)) == s) {
                bonds.add(new StageWriter.BondOutput(List.of(g.argument(0)), e -> new Statement.AddNeighborField(field, e.get(0))));
                cleared.add(field);
                roots.add(g.argument(0));
            } else if (!(n instanceof Node.Gather) && stage(n) == s) {
                atoms.add(new StageWriter.AtomOutput(n, e -> new Statement.SetField(field, e)));
                roots.add(n);
            }
        });
        if (energy != null) {
            atoms.add(new StageWriter.AtomOutput(energy, Statement.SetEnergy::new));
            roots.add(energy);
        }
        boolean zero = gradient.stream().allMatch(n -> org.eutectic.ir.Graph.isConstant(n, 0));
        if (!gradient.isEmpty() && !zero) {
            bonds.add(new StageWriter.BondOutput(gradient, e -> new Statement.AddForce(e.get(0), e.get(1), e.get(2))));
        }
        Set<Node> seen = new LinkedHashSet<>();
        roots.forEach(n -> findFields(n, s, seen));
        return new StageWriter(n -> isGiven(n, s), fields, ranges).write(atoms, bonds, List.copyOf(cleared));
    }

    /** Gives a field to each value of an earlier stage that this stage reads. */
    private void findFields(Node n, int s, Set<Node> seen) {
        if (!seen.add(n)) {
            return;
        }
        if (isGiven(n, s)) {
            fields.putIfAbsent(n, fields.size());
            return;
        }
        if (n instanceof Node.Neighbor) {
            fields.putIfAbsent(n.argument(0), fields.size());
            return;
        }
        n.arguments().forEach(a -> findFields(a, s, seen));
    }
}
