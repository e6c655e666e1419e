package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Differentiate;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Gradient;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.RangeChain;
import org.eutectic.ir.SiteEnergy;

/**
 * From the graph of a site energy to the {@link Kernel} that computes it. A neighbour's value needs all atoms' values first, so it divides the
 * graph into stages; within a stage {@link StageWriter} lays out the loops.
 */
public final class Scheduler {
    /** Whether loops may take several neighbors at a time, unless somebody asks for one or the other: {@code -Deutectic.scalar=true} turns it off. */
    public static final boolean LANES = !Boolean.getBoolean("eutectic.scalar");

    private final Map<Node, Integer> stages = new HashMap<>();
    private final Map<Node, Integer> fields = new LinkedHashMap<>();

    /** What a pass adds to sums over pairs for the centre: made in that pass, wherever else it could be. */
    private final Set<Node> ownSums = new HashSet<>();
    /** The pass that gives the forces; −1 until it is known. */
    private int forceStage = -1;

    private final boolean keepsPairs;

    private Scheduler(boolean keepsPairs) {
        this.keepsPairs = keepsPairs;
    }

    /** The routine for what is asked for. */
    public static Kernel schedule(SiteEnergy site, Outputs outputs) {
        return schedule(site, outputs, LANES);
    }

    /**
     * The routine for what is asked for.
     *
     * @param lanes whether loops may take several neighbors at a time
     */
    public static Kernel schedule(SiteEnergy site, Outputs outputs, boolean lanes) {
        synchronized (site.graph()) {
            Kernel kernel = new Scheduler(true).run(site, outputs);
            if (!lanes || !LaneFit.fillsVectors(kernel)) {
                return kernel;
            }
            Kernel inLanes = kernel.inLanes();
            // Whatever is asked for, forces are the same to the last bit.
            Kernel all = outputs.equals(Outputs.ALL) ? inLanes : new Scheduler(true).run(site, Outputs.ALL).inLanes();
            if (!LaneFit.isFit(all.stages()) || !LaneFit.isFit(inLanes.stages())) {
                return kernel;
            }
            Kernel inner = inLanes.withInnerLanes(), allInner = all == inLanes ? inner : all.withInnerLanes();
            if (!LaneFit.isInnerFit(allInner) || !LaneFit.isInnerFit(inner)) {
                return inLanes;
            }
            return Sieve.serves(allInner) && Sieve.serves(inner) ? inner.sifted() : inner;
        }
    }

    /**
     * The routine for a machine that runs thousands of centers at once: nothing is kept for pairs of neighbors, which would take room for each of these centers; what several loops
     * over pairs need is computed again.
     */
    public static Kernel scheduleForManyThreads(SiteEnergy site, Outputs outputs) {
        synchronized (site.graph()) {
            return new Scheduler(false).run(site, outputs);
        }
    }

    private Kernel run(SiteEnergy site, Outputs outputs) {
        List<Node> raw = new ArrayList<>();
        HalfList halved = HalfList.serves(site) ? new HalfList(site.graph()) : null;
        Gradient full = Differentiate.of(site), g = halved != null ? halved.of(full) : full;
        raw.addAll(List.of(g.x(), g.y(), g.z(), halved != null ? halved.of(site.energy()) : site.energy()));
        if (g.charge() != null) {
            raw.add(g.charge());
        }
        List<Range> ranges = RangeChain.of(site);
        Expand expand = new Expand(site.graph(), ranges, halved != null);
        // How values are written does not depend on which are asked for, so that they are the same to the last bit.
        List<Node> expanded = FieldSums.in(site.graph(), raw.stream().map(expand::of).toList());
        List<Node> roots = halved != null ? SharedReciprocal.in(site.graph(), expanded) : Narrow.in(site.graph(), expanded, ranges);
        Node energy = outputs.energy() ? roots.get(3) : null;
        Node slopes = outputs.forces() && roots.size() > 4 ? roots.get(4) : null;
        Node scale = CentralForces.scale(site.graph(), roots.subList(0, 3), roots.get(3));
        List<Node> gradient = !outputs.forces() ? List.of() : scale != null ? List.of(scale) : roots.subList(0, 3);
        forceStage = gradient.stream().mapToInt(this::stage).max().orElse(0);
        int last = Math.max(forceStage, energy == null ? 0 : stage(energy));
        if (slopes != null) {
            last = Math.max(last, stage(slopes));
            fields.put(slopes, 0);
        }
        if (halved == null) {
            forceStage = last;
        }
        List<Stage> written = new ArrayList<>();
        for (int s = last; s >= 0; s--) {
            written.add(0, writeStage(site.graph(), s, s == last ? energy : null, s == forceStage ? gradient : List.of(), ranges));
        }
        return new Kernel(site.name(), site.species(), ranges, fields.size(), written, outputs, site.centers(), halved != null, false, false, slopes == null ? -1 : 0);
    }

    /** The stage in which a value can be computed. */
    private int stage(Node n) {
        Integer known = stages.get(n);
        if (known == null) {
            known = 0;
            for (Node a : n.arguments()) {
                known = Math.max(known, stage(a));
            }
            if (n instanceof Node.Neighbor || n instanceof Node.Gather || n instanceof Node.PairSum) {
                known++;
            }
            if (n instanceof Node.PairSum) {
                // A sum that only the energy needs is taken along with the forces, which need the same distances and functions.
                known = Math.max(known, forceStage + 1);
            }
            stages.put(n, known);
        }
        return known;
    }

    /** Whether an atom value must come from an earlier stage's field. */
    private boolean isGiven(Node n, int stage) {
        if (n.arity() != 0 || n.arguments().isEmpty() || ownSums.contains(n) || StageNetworks.isNetwork(n)) {
            return false;
        }
        return n instanceof Node.Gather || n instanceof Node.PairSum ? stage(n) <= stage : stage(n) < stage;
    }

    private Stage writeStage(Graph graph, int s, Node energy, List<Node> gradient, List<Range> ranges) {
        List<StageWriter.AtomOutput> atoms = new ArrayList<>();
        List<StageWriter.BondOutput> bonds = new ArrayList<>();
        List<Integer> cleared = new ArrayList<>(), written = new ArrayList<>();
        List<Node> roots = new ArrayList<>(gradient);
        ownSums.clear();
        fields.forEach((n, field) -> {
            if (n instanceof Node.Gather g && stage(g.argument(0)) == s) {
                bonds.add(new StageWriter.BondOutput(List.of(g.argument(0)), e -> new Statement.AddNeighborField(field, e.get(0))));
                cleared.add(field);
                written.add(field);
                roots.add(g.argument(0));
            } else if (n instanceof Node.PairSum p && stage(n) - 1 == s) {
                Node own = graph.sum(Frame.of(ranges.getLast()), 0, p.toCenter());
                ownSums.add(own);
                atoms.add(new StageWriter.AtomOutput(own, e -> new Statement.AddField(field, e)));
                bonds.add(new StageWriter.BondOutput(List.of(p.toNeighbor()), e -> new Statement.AddNeighborField(field, e.get(0))));
                cleared.add(field);
                written.add(field);
                roots.add(own);
                roots.add(p.toNeighbor());
            } else if (!(n instanceof Node.Gather || n instanceof Node.PairSum) && stage(n) == s) {
                atoms.add(new StageWriter.AtomOutput(n, e -> new Statement.SetField(field, e)));
                written.add(field);
                roots.add(n);
            }
        });
        if (energy != null) {
            atoms.add(new StageWriter.AtomOutput(energy, Statement.SetEnergy::new));
            roots.add(energy);
        }
        boolean zero = gradient.stream().allMatch(n -> Graph.isConstant(n, 0));
        if (!gradient.isEmpty() && !zero) {
            bonds.add(new StageWriter.BondOutput(gradient, e -> e.size() == 1 ? new Statement.AddCentralForce(e.get(0)) : new Statement.AddForce(e.get(0), e.get(1), e.get(2))));
        }
        Set<Node> seen = new LinkedHashSet<>();
        roots.forEach(n -> findFields(n, s, seen));
        return new StageWriter(n -> isGiven(n, s), fields, ranges, keepsPairs).write(atoms, bonds, !gradient.isEmpty() && !zero, List.copyOf(cleared), List.copyOf(written));
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
