package org.eutectic.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.IndexSet;
import org.eutectic.ir.Exchange;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;
import org.eutectic.model.Model;

/** Sums and products over neighbors (one reduction each, nested) and over components (written out). */
final class Reductions {
    private final Expressions expressions;
    private final Graph graph;
    private final List<String> species;
    private final Numbers numbers;
    private Range reach;

    Reductions(Expressions expressions, Graph graph, List<String> species, Numbers numbers) {
        this.expressions = expressions;
        this.graph = graph;
        this.species = species;
        this.numbers = numbers;
        this.reach = Range.uniform(species.size(), 0);
    }

    /** The largest distance of any reduction so far, for each pair. */
    Range reach() {
        return reach;
    }

    Node of(Expr.Reduction r, Env env) {
        return reduce(r, 0, env);
    }

    /** The part of the reduction from binder {@code b} on. */
    private Node reduce(Expr.Reduction r, int b, Env env) {
        if (b == r.binders().size()) {
            return expressions.number(r.body(), env);
        }
        Expr.Binder binder = r.binders().get(b);
        return isComponents(binder) ? overComponents(r, b, binder, env) : overNeighbors(r, b, binder, env);
    }

    static boolean isComponents(Expr.Binder binder) {
        return binder.set() != null && isComponents(binder.set());
    }

    private static boolean isComponents(IndexSet set) {
        return set.elements().stream().allMatch(e -> Geometry.axis(e) >= 0 || e.matches("-?\\d+"));
    }

    private Node overComponents(Expr.Reduction r, int b, Expr.Binder binder, Env env) {
        boolean sum = r.kind() == Expr.ReductionKind.SUM;
        Node result = graph.constant(sum ? 0 : 1);
        for (String element : binder.set().elements()) {
            Node term = reduce(r, b + 1, env.withComponent(binder.names().get(0).name(), element));
            result = sum ? graph.add(result, term) : graph.multiply(result, term);
        }
        return result;
    }

    /** A new neighbor and how it stands to positions of the frame. */
    private record Entry(Identifier name, Map<Integer, Relation> relations) {}

    private Node overNeighbors(Expr.Reduction r, int b, Expr.Binder binder, Env env) {
        Node once = pairsOnce(r, b, binder, env);
        return once != null ? once : nest(r, b, binder, entries(binder, env), 0, env);
    }

    /**
     * {@code sum(j in O, k in H)} of something that angles or separations bind together and that stays the same when j and k change places: each pair of
     * neighbors once, {@code sum(j < k)}, where one is the one and the other the other. So all sums over pairs share one loop. Null for any other sum.
     */
    private Node pairsOnce(Expr.Reduction r, int b, Expr.Binder first, Env env) {
        if (r.kind() != Expr.ReductionKind.SUM || env.arity() != 0 || b + 2 != r.binders().size()) {
            return null;
        }
        Expr.Binder second = r.binders().get(b + 1);
        if (!isOneSet(first) || !isOneSet(second) || (members(first.set()) & members(second.set())) != 0) {
            return null;
        }
        Identifier j = first.names().get(0), k = second.names().get(0);
        if (env.indices().containsKey(j.name()) || env.indices().containsKey(k.name()) || j.name().equals(k.name())) {
            return null;
        }
        Range range = range(first, j, env);
        Node body = expressions.number(r.body(), env.withNeighbor(j.name()).withNeighbor(k.name()));
        if (!range.equals(range(second, k, env)) || !seesPairs(body, new HashSet<>()) || !Exchange.keeps(graph, body)) {
            return null;
        }
        reach = reach.union(range);
        Node oneWay = graph.apply(Fn.AND, in(first, 0), in(second, 1)), otherWay = graph.apply(Fn.AND, in(second, 0), in(first, 1));
        Node chosen = graph.select(graph.apply(Fn.OR, oneWay, otherWay), body, graph.constant(0));
        Node inner = graph.sum(new Frame(Arrays.asList(null, range), List.of(Relation.ORDERED)), 1, chosen);
        return graph.sum(Frame.of(range), 0, inner);
    }

    private static boolean isOneSet(Expr.Binder binder) {
        return binder.names().size() == 1 && binder.set() != null && !isComponents(binder);
    }

    private Node in(Expr.Binder binder, int position) {
        return graph.speciesIn(position, members(binder.set()), 2);
    }

    private static boolean seesPairs(Node n, Set<Node> seen) {
        return n instanceof Node.Cosine || n instanceof Node.Separation || n.arity() > 0 && seen.add(n) && n.arguments().stream().anyMatch(a -> seesPairs(a, seen));
    }

    /** The new names of a binder in the order in which they become positions. */
    private List<Entry> entries(Expr.Binder binder, Env env) {
        List<Identifier> names = new ArrayList<>(binder.names());
        List<Expr.BinaryOperator> operators = new ArrayList<>(binder.relations());
        if (operators.contains(Expr.BinaryOperator.GREATER)) {
            // k > j is j < k.
            Collections.reverse(names);
            Collections.reverse(operators);
            operators.replaceAll(o -> o == Expr.BinaryOperator.GREATER ? Expr.BinaryOperator.LESS
                : o == Expr.BinaryOperator.LESS ? Expr.BinaryOperator.GREATER : o);
        }
        boolean ordered = !operators.isEmpty() && operators.get(0) == Expr.BinaryOperator.LESS;
        for (Expr.BinaryOperator o : operators) {
            if (o != (ordered ? Expr.BinaryOperator.LESS : Expr.BinaryOperator.NOT_EQUAL)) {
                throw new LoweringError("sum-relation", binder.span(), "'" + o.symbol() + "' does not hold indices apart here",
                    "write k != j for different neighbors, j < k for each pair once");
            }
        }
        Relation relation = ordered ? Relation.ORDERED : Relation.DISTINCT;
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> position = new HashMap<>();
        for (int n = 0; n < names.size(); n++) {
            Identifier name = names.get(n);
            Place bound = env.indices().get(name.name());
            if (bound instanceof Place.Slot s) {
                position.put(name.name(), s.position());
                if (ordered && (!entries.isEmpty() || s.position() < 0)) {
                    throw new LoweringError("sum-order", binder.span(), "a new index can only come after '" + name.name() + "', which is already at hand",
                        "write " + name.name() + " < " + (entries.isEmpty() ? "k" : entries.get(0).name().name()));
                }
                continue;
            }
            Map<Integer, Relation> relations = new HashMap<>();
            for (Identifier other : ordered ? names.subList(0, n) : names) {
                Integer p = other == name ? null : position.get(other.name());
                if (p == null && env.indices().get(other.name()) instanceof Place.Slot s) {
                    p = s.position();
                }
                // A neighbor is never the center itself.
                if (p != null && p >= 0) {
                    relations.put(p, relation);
                }
            }
            position.put(name.name(), env.arity() + entries.size());
            entries.add(new Entry(name, relations));
        }
        if (entries.isEmpty()) {
            throw new LoweringError("nothing-to-sum", binder.span(), "every index here is already at hand: there is nothing to run over", null);
        }
        return entries;
    }

    private Node nest(Expr.Reduction r, int b, Expr.Binder binder, List<Entry> entries, int e, Env env) {
        if (e == entries.size()) {
            return reduce(r, b + 1, env);
        }
        Entry entry = entries.get(e);
        int arity = env.arity();
        if (arity == 3) {
            throw new LoweringError("too-deep", binder.span(), "sums over neighbors nest three deep (four-body terms), not deeper", null);
        }
        Range range = range(binder, entry.name(), env);
        reach = reach.union(range);
        List<Range> ranges = new ArrayList<>(Collections.nCopies(arity, null));
        ranges.add(range);
        List<Relation> relations = new ArrayList<>(Collections.nCopies(arity * (arity - 1) / 2, Relation.FREE));
        for (int p = 0; p < arity; p++) {
            relations.add(entry.relations().getOrDefault(p, Relation.FREE));
        }
        boolean sum = r.kind() == Expr.ReductionKind.SUM;
        Node body = nest(r, b, binder, entries, e + 1, env.withNeighbor(entry.name().name()));
        if (binder.set() != null && (!sum || e == entries.size() - 1)) {
            // All neighbors of a chain are asked for at once, so that what the sum over the last one would add up for nothing is not.
            Node all = graph.speciesIn(arity, members(binder.set()), arity + 1);
            for (int p = arity - e; p < arity && sum; p++) {
                all = graph.apply(Fn.AND, graph.speciesIn(p, members(binder.set()), arity + 1), all);
            }
            body = graph.select(all, body, graph.constant(sum ? 0 : 1));
        }
        return graph.reduce(sum ? Node.Reduce.Kind.SUM : Node.Reduce.Kind.PROD, new Frame(ranges, relations), arity, body);
    }

    private long members(IndexSet set) {
        long bits = 0;
        for (String s : set.elements()) {
            // A species that is not among these has no atoms here.
            if (species.contains(s)) {
                bits |= 1L << species.indexOf(s);
            }
        }
        return bits;
    }

    private Range range(Expr.Binder binder, Identifier name, Env env) {
        Model model = env.scope();
        Range cutoff = numbers.cutoff(model, species, binder.span());
        if (binder.within() == null) {
            return cutoff;
        }
        String center = env.indices().entrySet().stream().filter(x -> x.getValue().equals(Place.CENTER)).map(Map.Entry::getKey).findFirst().orElse("i");
        double[] distances = new double[species.size() * species.size()];
        for (int a = 0; a < species.size(); a++) {
            for (int c = 0; c < species.size(); c++) {
                if (!model.species().contains(species.get(a)) || !model.species().contains(species.get(c))) {
                    continue;
                }
                Env pair = Env.constant(model, List.of()).withIndex(center, new Place.Fixed(species.get(a)))
                    .withIndex(name.name(), new Place.Fixed(species.get(c)));
                double d = numbers.constant(binder.within(), pair);
                if (d > cutoff.get(a, c)) {
                    throw new LoweringError("within-beyond-cutoff", binder.within().span(), "this range, " + d + " Å, is longer than the cutoff of "
                        + species.get(a) + "-" + species.get(c) + ", " + cutoff.get(a, c) + " Å", "make the cutoff at least as long");
                }
                distances[a * species.size() + c] = d;
            }
        }
        return new Range(species.size(), distances);
    }
}
