package org.eutectic.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.ir.Node;

/** What is said about a network beside its value: how far the members of a committee are apart, and how far its inputs lie outside of what was seen in training. */
public final class Committees {
    /** {@code spread(x)}: the standard deviation of x over the members of the committees that it calls. */
    public static final String SPREAD = "spread";
    /** {@code extrapolation(N[i](G[i]))}: how far inputs lie outside their ranges in training. */
    public static final String EXTRAPOLATION = "extrapolation";

    private int size = 1;

    Committees() {}

    /** Whether a name is that of one of these functions. */
    public static boolean isName(String name) {
        return name.equals(SPREAD) || name.equals(EXTRAPOLATION);
    }

    /**
     * The member that stands for a committee. A single network is every member: it has no spread.
     *
     * @throws LoweringError where committees of different size meet
     */
    NetworkWeights member(List<NetworkWeights> members, int position, Span use) {
        if (members.size() == 1) {
            return members.getFirst();
        }
        if (size > 1 && members.size() != size) {
            throw new LoweringError("committee-size", use, "the committee " + name(members) + " has " + members.size() + " members, another in this spread has " + size,
                "the spread is over members in the same place of each: give them as many");
        }
        size = members.size();
        return members.get(position);
    }

    /** Members are called after their committee, with a number. */
    private static String name(List<NetworkWeights> members) {
        return members.getFirst().name().replaceFirst("#\\d+$", "");
    }

    /**
     * The standard deviation √(Σ<sub>m</sub> (x<sub>m</sub> − x̄)²/M) over M members, zero with zero slope where they agree.
     *
     * @param value what an expression is with one member in the place of each committee
     */
    static Node spread(Graph graph, Function<Env.Member, Node> value) {
        Committees seen = new Committees();
        List<Node> values = new ArrayList<>();
        for (int m = 0; m < seen.size; m++) {
            values.add(value.apply(new Env.Member(m, seen)));
        }
        Node share = graph.constant(1.0 / values.size());
        Node mean = graph.constant(0), square = graph.constant(0);
        for (Node x : values) {
            mean = graph.add(mean, x);
        }
        mean = graph.multiply(share, mean);
        for (Node x : values) {
            Node off = graph.subtract(x, mean);
            square = graph.add(square, graph.multiply(off, off));
        }
        return values.size() == 1 ? graph.constant(0) : graph.apply(Fn.SQRT, graph.multiply(share, square));
    }

    /**
     * √(Σ<sub>s</sub> e<sub>s</sub>²) over a network's inputs, e<sub>s</sub> how far input s lies below the least or above the greatest value seen in training, over the difference of the
     * two (over 1 where there is none). Of a committee the range is what all members have seen.
     *
     * @throws LoweringError where a member's ranges are not known, or have nothing in common
     */
    static Node extrapolation(Graph graph, List<NetworkWeights> members, List<Node> inputs, Span use) {
        Node square = graph.constant(0);
        for (int s = 0; s < inputs.size(); s++) {
            double least = Double.NEGATIVE_INFINITY, most = Double.POSITIVE_INFINITY;
            for (NetworkWeights w : members) {
                if (!w.hasRanges()) {
                    throw new LoweringError("no-ranges", use, "the file of the network " + w.name() + " does not say which inputs were seen in training",
                        "in JSON they are \"inputs\": {\"least\": […], \"greatest\": […]}");
                }
                least = Math.max(least, w.least(s));
                most = Math.min(most, w.most(s));
            }
            if (least > most) {
                throw new LoweringError("no-ranges", use, "the members of the committee " + name(members) + " have seen no value of input " + (s + 1) + " in common: its range is from "
                    + least + " to " + most, null);
            }
            Node perWidth = graph.constant(most > least ? 1 / (most - least) : 1), x = inputs.get(s);
            Node out = graph.apply(Fn.MAX, graph.constant(0), graph.apply(Fn.MAX, graph.subtract(graph.constant(least), x), graph.subtract(x, graph.constant(most))));
            Node e = graph.multiply(perWidth, out);
            square = graph.add(square, graph.multiply(e, e));
        }
        return graph.apply(Fn.SQRT, square);
    }
}
