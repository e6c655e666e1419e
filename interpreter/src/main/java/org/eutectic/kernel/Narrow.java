package org.eutectic.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;

/**
 * Keeps sums and products over second neighbors to those first neighbors for which somebody asks: screening within a cutoff that is farther than the bonds it weakens is
 * wanted for the bonds alone.
 */
final class Narrow {
    private final Graph g;
    /** Ranges that are prefixes of the lanes, smallest first. */
    private final List<Range> chain;
    /** For each value the range, as its number in the chain, within which it is asked for at each of its positions. */
    private final Map<Node, int[]> asked = new HashMap<>();
    private final PriorityQueue<Node> open = new PriorityQueue<>(Comparator.comparingInt(Node::id).reversed());
    private final Map<Node, Node> done = new HashMap<>();

    private Narrow(Graph g, List<Range> chain) {
        this.g = g;
        this.chain = chain;
    }

    /** The same values, with kept positions of reductions within the ranges in which they are asked for. */
    static List<Node> in(Graph g, List<Node> roots, List<Range> chain) {
        if (chain.size() == 1) {
            return roots;
        }
        Narrow narrow = new Narrow(g, chain);
        roots.forEach(n -> narrow.ask(n, narrow.everywhere(n.arity())));
        // A value comes after all that ask for it.
        while (!narrow.open.isEmpty()) {
            narrow.visit(narrow.open.remove());
        }
        return roots.stream().map(narrow::of).toList();
    }

    private int[] everywhere(int arity) {
        int[] all = new int[arity];
        Arrays.fill(all, chain.size() - 1);
        return all;
    }

    private void ask(Node n, int[] within) {
        int[] known = asked.get(n);
        if (known == null) {
            asked.put(n, Arrays.copyOf(within, n.arity()));
            open.add(n);
        } else {
            for (int p = 0; p < known.length; p++) {
                known[p] = Math.max(known[p], within[p]);
            }
        }
    }

    private void visit(Node n) {
        int[] within = asked.get(n);
        switch (n) {
            case Node.Reduce r -> ask(r.body(), inside(r.frame(), r.eliminated(), within));
            case Node.ProductOfOthers p -> ask(p.body(), inside(p.frame(), p.excluded(), without(within, p.excluded())));
            case Node.At a -> {
                int[] positions = a.positions();
                ask(a.argument(0), Arrays.stream(positions).map(p -> within[p]).toArray());
            }
            case Node.Select s -> {
                ask(s.condition(), within);
                ask(s.then(), narrowed(s.condition(), within));
                ask(s.otherwise(), within);
            }
            case Node.Gather x -> ask(x.argument(0), new int[] {number(x.range())});
            case Node.Moments x -> x.arguments().forEach(a -> ask(a, new int[] {number(x.range())}));
            case Node.PairSum x -> x.arguments().forEach(a -> ask(a, new int[] {number(x.range())}));
            default -> n.arguments().forEach(a -> ask(a, within));
        }
    }

    /** Where a body is asked for, of which a reduction over one position is asked for within the others'. */
    private int[] inside(Frame frame, int eliminated, int[] kept) {
        int[] within = new int[frame.arity()];
        for (int p = 0, k = 0; p < within.length; p++) {
            Range range = frame.ranges().get(p);
            int own = range == null ? chain.size() - 1 : number(range);
            within[p] = p == eliminated ? own : Math.min(own, kept[k++]);
        }
        return within;
    }

    private static int[] without(int[] within, int position) {
        int[] rest = new int[within.length - 1];
        for (int p = 0, k = 0; p < within.length; p++) {
            if (p != position) {
                rest[k++] = within[p];
            }
        }
        return rest;
    }

    private int[] narrowed(Node condition, int[] within) {
        boolean lifted = condition instanceof Node.At;
        Node at = lifted ? condition.argument(0) : condition;
        if (!(at instanceof Node.Inside i) || chain.indexOf(i.range()) < 0) {
            return within;
        }
        int[] narrow = within.clone();
        int p = lifted ? ((Node.At) condition).positions()[0] : 0;
        narrow[p] = Math.min(narrow[p], chain.indexOf(i.range()));
        return narrow;
    }

    /** The smallest prefix that holds a range. */
    private int number(Range range) {
        for (int m = 0; m < chain.size(); m++) {
            if (chain.get(m).covers(range)) {
                return m;
            }
        }
        return chain.size() - 1;
    }

    private Node of(Node n) {
        Node known = done.get(n);
        if (known == null) {
            List<Node> arguments = n.arguments().stream().map(this::of).toList();
            known = switch (n) {
                case Node.Reduce r when r.arity() == 1 -> g.reduce(r.kind(), narrowed(r.frame(), 1 - r.eliminated(), asked.get(r)), r.eliminated(), arguments.getFirst());
                case Node.ProductOfOthers p when p.arity() == 2 && p.excluded() == 1 -> g.productOfOthers(narrowed(p.frame(), 0, asked.get(p)), 1, arguments.getFirst());
                default -> g.with(n, arguments);
            };
            done.put(n, known);
        }
        return known;
    }

    private Frame narrowed(Frame frame, int kept, int[] within) {
        Range range = frame.ranges().get(kept);
        return frame.arity() == 2 && within[0] < chain.size() - 1 && (range == null || range.equals(chain.getLast())) ? frame.withRange(kept, chain.get(within[0])) : frame;
    }
}
