package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the adjoints of a network's outputs those of its inputs. Where only some species of the centre use the network, only for those does the reverse run. */
final class NetworkAdjoint {
    private static final int[] CENTER = {-1};

    private final Graph g;
    private final Adjoint adjoint;
    private final Node.Network network;

    NetworkAdjoint(Graph g, Adjoint adjoint, Node.Network network) {
        this.g = g;
        this.adjoint = adjoint;
        this.network = network;
    }

    /** The adjoint of each input by the adjoints of the outputs; an input that stands at several places has the sum. */
    Map<Node, Node> slopes(Node[] outputs) {
        List<List<Node>> used = new ArrayList<>();
        int[] caseOf = new int[g.species()];
        for (int s = 0; s < caseOf.length; s++) {
            int species = s;
            List<Node> adjoints = Arrays.stream(outputs).map(bar -> chosen(bar, species)).toList();
            if (adjoints.stream().allMatch(a -> Graph.isConstant(a, 0))) {
                caseOf[s] = 1;
            } else {
                used.add(adjoints);
            }
        }
        Map<Node, Node> slopes = new LinkedHashMap<>();
        if (used.isEmpty()) {
            return slopes;
        }
        Node.NetworkReverse reverse = g.networkReverse(network, used.stream().distinct().count() == 1 ? used.getFirst() : List.of(outputs));
        for (int m = 0; m < network.arguments().size(); m++) {
            Node slope = g.speciesSwitch(CENTER, caseOf, List.of(g.networkSlope(reverse, m), g.constant(0)), 0);
            slopes.merge(network.argument(m), slope, adjoint::sum);
        }
        return slopes;
    }

    /** What a value is for one species of the centre. */
    private static Node chosen(Node x, int species) {
        Node n = x;
        while (n instanceof Node.SpeciesSwitch s && Arrays.equals(s.slots(), CENTER)) {
            n = s.argument(s.caseOf()[species]);
        }
        return n;
    }
}
