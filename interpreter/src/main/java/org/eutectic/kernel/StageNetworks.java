package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.eutectic.ir.Node;
import org.eutectic.kernel.ScopeWriter.Action;

/**
 * The networks and moments of a stage, forward and in reverse. Each runs once for an atom, at the point where its inputs are ready, and leaves all its values where whatever comes
 * later reads them; so a network is a loop of its own in the {@link Order} of things. Where only some species of the centre ask for it, it runs for these.
 */
final class StageNetworks {
    private static final long EVERY = -1L;

    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Map<Node, Long> users = new HashMap<>();
    private final Map<Node, Boolean> reversed = new HashMap<>();
    private int species = 1;

    static boolean isNetwork(Node n) {
        return n instanceof Node.Network || n instanceof Node.NetworkReverse || n instanceof Node.Moments || n instanceof Node.MomentReverse;
    }

    /** Notes who asks for the networks below a value that every centre needs. */
    void use(Node root) {
        use(root, EVERY);
    }

    private void use(Node n, long by) {
        long known = users.getOrDefault(n, 0L);
        if ((known | by) == known) {
            return;
        }
        users.put(n, known | by);
        if (n instanceof Node.NetworkReverse r) {
            reversed.put(r.network(), true);
        }
        if (n instanceof Node.SpeciesSwitch s && Arrays.equals(s.slots(), new int[] {-1})) {
            species = s.species();
            for (int c = 0; c < s.arguments().size(); c++) {
                use(s.argument(c), by & choosing(s.caseOf(), c));
            }
        } else {
            n.arguments().forEach(a -> use(a, by));
        }
    }

    private static long choosing(int[] caseOf, int c) {
        long bits = 0;
        for (int s = 0; s < caseOf.length; s++) {
            bits |= caseOf[s] == c ? 1L << s : 0;
        }
        return bits;
    }

    /**
     * Runs a network or its reverse, or sums up moments or reverses that.
     *
     * @param arrays where a bond's value stands
     * @param slopes where the adjoint of one of the values of moments is to stand
     */
    Action run(Node n, ToIntFunction<Node> arrays, ToIntBiFunction<Node.MomentReverse, Integer> slopes) {
        int number = numbers.computeIfAbsent(n, k -> numbers.size());
        if (n instanceof Node.Moments m) {
            return new Action(List.of(), e -> new Statement.RunMoments(number, m.orders(), arrays(m.rows(), arrays), arrays(m.direction(), arrays)));
        }
        if (n instanceof Node.MomentReverse r) {
            Node.Moments m = r.moments();
            return new Action(r.adjoints(), e -> new Statement.ReverseMoments(number, numbers.get(m), m.orders(), arrays(m.rows(), arrays), arrays(m.direction(), arrays),
                IntStream.range(0, m.arguments().size()).mapToObj(k -> slopes.applyAsInt(r, k)).toList(), e));
        }
        if (n instanceof Node.NetworkReverse r) {
            return new Action(r.adjoints(), e -> guarded(n, new Statement.ReverseNetwork(number, numbers.get(r.network()), e)));
        }
        Node.Network network = (Node.Network) n;
        return new Action(network.arguments(), e -> guarded(n, new Statement.RunNetwork(number, network.weights(), reversed.containsKey(n), e)));
    }

    private static List<Integer> arrays(List<Node> values, ToIntFunction<Node> arrays) {
        return values.stream().map(arrays::applyAsInt).toList();
    }

    private Statement guarded(Node n, Statement run) {
        long by = users.get(n), every = (1L << species) - 1;
        if ((by & every) == every) {
            return run;
        }
        List<Integer> caseOf = new ArrayList<>();
        for (int s = 0; s < species; s++) {
            caseOf.add((by >> s & 1) != 0 ? 0 : 1);
        }
        return new Statement.Switch(List.of(-1), species, caseOf, List.of(List.of(run), List.of()));
    }

    /** One of the values of a network that has run, or null for any other node. */
    Expression value(Node n) {
        return switch (n) {
            case Node.NetworkValue v -> new Expression.NetworkValue(numbers.get(v.network()), v.output());
            case Node.NetworkSlope s -> new Expression.NetworkValue(numbers.get(s.reverse()), s.input());
            case Node.Moment m -> new Expression.NetworkValue(numbers.get(m.moments()), m.entry());
            default -> null;
        };
    }
}
