package org.eutectic.physics.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Node;
import org.eutectic.ir.SiteEnergy;

/**
 * A potential seen as E = Σ_i F_i(ρ_i) + ½ Σ_i Σ_j φ_ij(r_ij) with ρ_i = Σ_j f_ij(r_ij), whatever its text looks like: found in the graph of the
 * site energy by taking apart its sums. What of the energy is linear in sums over neighbors is the pair energy; the rest may depend on one such
 * sum, the density. A pair potential is one without a rest.
 */
final class EmbeddedAtoms {
    private final List<String> species;
    private final List<Center> centers = new ArrayList<>();

    /** A node times a number. */
    private record Scaled(double factor, Node node) {}

    /** The part that one term of the potential has in the energy of one species of center. */
    private static final class Part {
        private final BondValues values;
        private final Map<Node.Reduce, Double> sums = new LinkedHashMap<>();
        private final List<Scaled> rest = new ArrayList<>();
        private double constant;
        private Node.Reduce density;

        private Part(BondValues values) {
            this.values = values;
        }
    }

    /** Everything about atoms of one species. */
    private static final class Center {
        private final List<Part> parts = new ArrayList<>();
        private Part embedding;
    }

    private EmbeddedAtoms(List<String> species) {
        this.species = species;
    }

    /**
     * Takes a potential apart.
     *
     * @throws UnfitException where an atom's energy is not made of functions of distances and of one sum of them
     */
    static EmbeddedAtoms of(List<String> species, List<SiteEnergy> terms) throws UnfitException {
        EmbeddedAtoms atoms = new EmbeddedAtoms(List.copyOf(species));
        List<BondValues> values = terms.stream().map(BondValues::new).toList();
        for (int a = 0; a < species.size(); a++) {
            Center center = new Center();
            for (int t = 0; t < terms.size(); t++) {
                Part part = new Part(values.get(t));
                try {
                    atoms.collect(terms.get(t).energy(), 1, a, part, new HashMap<>());
                    atoms.findDensity(part, a);
                } catch (BondValues.TooMuch e) {
                    throw new UnfitException("the energy of an atom depends on more than distances: on angles, directions, charges or the surroundings of neighbors");
                }
                center.parts.add(part);
                if (part.density != null) {
                    if (center.embedding != null) {
                        throw new UnfitException("two of its terms each embed their atoms in a density of their own");
                    }
                    center.embedding = part;
                }
            }
            atoms.centers.add(center);
        }
        return atoms;
    }

    /** Adds a node's summands to a part. */
    private void collect(Node n, double factor, int a, Part part, Map<Node, Boolean> reductions) {
        if (!hasSum(n, reductions)) {
            part.constant += factor * part.values.ofAtom(n, a, null, 0);
            return;
        }
        switch (n) {
            case Node.Reduce r -> {
                checkRadial(r, a, part.values);
                part.sums.merge(r, factor, Double::sum);
            }
            case Node.Apply x when x.function() == Fn.ADD -> x.arguments().forEach(y -> collect(y, factor, a, part, reductions));
            case Node.Apply x when x.function() == Fn.SUBTRACT -> {
                collect(x.argument(0), factor, a, part, reductions);
                collect(x.argument(1), -factor, a, part, reductions);
            }
            case Node.Apply x when x.function() == Fn.NEGATE -> collect(x.argument(0), -factor, a, part, reductions);
            case Node.Apply x when x.function() == Fn.MULTIPLY && !hasSum(x.argument(0), reductions) ->
                collect(x.argument(1), factor * part.values.ofAtom(x.argument(0), a, null, 0), a, part, reductions);
            case Node.Apply x when x.function() == Fn.MULTIPLY && !hasSum(x.argument(1), reductions) ->
                collect(x.argument(0), factor * part.values.ofAtom(x.argument(1), a, null, 0), a, part, reductions);
            case Node.Apply x when x.function() == Fn.DIVIDE && !hasSum(x.argument(1), reductions) ->
                collect(x.argument(0), factor / part.values.ofAtom(x.argument(1), a, null, 0), a, part, reductions);
            case Node.SpeciesSwitch s -> collect(chosen(s, a), factor, a, part, reductions);
            default -> part.rest.add(new Scaled(factor, n));
        }
    }

    private static boolean hasSum(Node n, Map<Node, Boolean> known) {
        Boolean before = known.get(n);
        if (before != null) {
            return before;
        }
        boolean has = n instanceof Node.Reduce || n instanceof Node.Gather || n instanceof Node.Neighbor || n.arguments().stream().anyMatch(x -> hasSum(x, known));
        known.put(n, has);
        return has;
    }

    private Node chosen(Node.SpeciesSwitch s, int a) {
        int at = 0;
        for (int slot : s.slots()) {
            if (slot >= 0) {
                throw new BondValues.TooMuch();
            }
            at = at * s.species() + a;
        }
        return s.argument(s.caseOf()[at]);
    }

    /** Evaluates the body once for each neighbor: nodes that see more than the bond are found so. */
    private void checkRadial(Node.Reduce r, int a, BondValues values) {
        if (r.kind() != Node.Reduce.Kind.SUM || r.frame().arity() != 1) {
            throw new BondValues.TooMuch();
        }
        Set<Node> seen = new HashSet<>();
        checkNodes(r.body(), seen);
        for (int b = 0; b < species.size(); b++) {
            values.ofBond(r.body(), a, b, 0.9 * reach(r, a, b));
        }
    }

    private static void checkNodes(Node n, Set<Node> seen) {
        if (seen.add(n)) {
            if (n instanceof Node.Component || n instanceof Node.Reduce || n instanceof Node.Neighbor || n instanceof Node.Gather || n.arity() > 1
                || n instanceof Node.Property p && p.kind() == Node.Property.Kind.CHARGE) {
                throw new BondValues.TooMuch();
            }
            n.arguments().forEach(x -> checkNodes(x, seen));
        }
    }

    private static double reach(Node.Reduce r, int a, int b) {
        return r.frame().ranges().getFirst().get(a, b);
    }

    private void findDensity(Part part, int a) throws UnfitException {
        Set<Node.Reduce> sums = new LinkedHashSet<>();
        for (Scaled s : part.rest) {
            sums(s.node, a, sums, new HashSet<>());
        }
        if (sums.size() > 1) {
            throw new UnfitException("the energy of an atom depends on " + sums.size() + " different sums over its neighbors, not on one density");
        }
        for (Node.Reduce r : sums) {
            checkRadial(r, a, part.values);
            part.density = r;
        }
    }

    private void sums(Node n, int a, Set<Node.Reduce> found, Set<Node> seen) {
        if (!seen.add(n)) {
            return;
        }
        switch (n) {
            case Node.Reduce r -> found.add(r);
            case Node.SpeciesSwitch s -> sums(chosen(s, a), a, found, seen);
            case Node.Gather _ -> throw new BondValues.TooMuch();
            case Node.Neighbor _ -> throw new BondValues.TooMuch();
            default -> n.arguments().forEach(x -> sums(x, a, found, seen));
        }
    }

    List<String> species() {
        return species;
    }

    /** Whether there is more than pair energies. */
    boolean hasDensity() {
        return centers.stream().anyMatch(c -> c.embedding != null);
    }

    /** The energy of an atom without neighbors, eV. */
    double alone(int a) {
        return embedding(a, 0);
    }

    /** F, eV. */
    double embedding(int a, double density) {
        double energy = 0;
        for (Part p : centers.get(a).parts) {
            energy += p.constant;
            for (Scaled s : p.rest) {
                energy += s.factor * p.values.ofAtom(s.node, a, p.density, density);
            }
        }
        return energy;
    }

    /** f, the density at an atom of species a from one of species b, also beyond {@link #densityReach}. */
    double density(int a, int b, double r) {
        Part p = centers.get(a).embedding;
        return p == null ? 0 : p.values.ofBond(p.density.body(), a, b, r);
    }

    /** Where the density's sum ends for this pair, Å. */
    double densityReach(int a, int b) {
        Part p = centers.get(a).embedding;
        return p == null ? 0 : reach(p.density, a, b);
    }

    /** φ, the pair's whole energy, eV, also beyond {@link #pairReach}; with sums of different reach only those that reach so far. */
    double pair(int a, int b, double r) {
        return half(a, b, r) + half(b, a, r);
    }

    private double half(int a, int b, double r) {
        double energy = 0;
        for (Part p : centers.get(a).parts) {
            for (Map.Entry<Node.Reduce, Double> s : p.sums.entrySet()) {
                double end = reach(s.getKey(), a, b);
                if (r < end || end == pairReach(a, b)) {
                    energy += s.getValue() * p.values.ofBond(s.getKey().body(), a, b, r);
                }
            }
        }
        return energy;
    }

    /** Where the last of the pair's sums ends, Å. */
    double pairReach(int a, int b) {
        return Math.max(longest(a, b), longest(b, a));
    }

    private double longest(int a, int b) {
        return centers.get(a).parts.stream().flatMap(p -> p.sums.keySet().stream()).mapToDouble(r -> reach(r, a, b)).max().orElse(0);
    }

    /** The longest reach of all, Å. */
    double reach() {
        double longest = 0;
        for (int a = 0; a < species.size(); a++) {
            for (int b = 0; b < species.size(); b++) {
                longest = Math.max(longest, Math.max(densityReach(a, b), pairReach(a, b)));
            }
        }
        return longest;
    }
}
