package org.eutectic.physics.files;

import org.eutectic.atoms.Elements;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.SiteEnergy;

/**
 * Values of nodes for one center and at most one neighbor at a distance: what a function of a distance, or of one sum over neighbors, comes to.
 * Nodes that see more are refused.
 */
final class BondValues {
    private final SiteEnergy site;
    private final double[] values;
    private final int[] known;
    private int round;

    private int center;
    private int neighbor;
    private double distance;
    private Node.Reduce sum;
    private double total;

    BondValues(SiteEnergy site) {
        this.site = site;
        this.values = new double[site.graph().nodes().size()];
        this.known = new int[values.length];
    }

    /** The value of a bond's node, also where the bond is longer than the sum it stands in reaches. */
    double ofBond(Node node, int center, int neighbor, double distance) {
        return start(node, center, neighbor, distance, null, 0);
    }

    /** The value of an atom's node where one sum over its neighbors has a value. */
    double ofAtom(Node node, int center, Node.Reduce sum, double total) {
        return start(node, center, -1, Double.NaN, sum, total);
    }

    private double start(Node node, int a, int b, double r, Node.Reduce over, double value) {
        center = a;
        neighbor = b;
        distance = r;
        sum = over;
        total = value;
        round++;
        return value(node);
    }

    private double value(Node n) {
        int id = n.id();
        if (known[id] != round) {
            values[id] = compute(n);
            known[id] = round;
        }
        return values[id];
    }

    private double compute(Node n) {
        return switch (n) {
            case Node.Const c -> c.value();
            case Node.Param p -> p.table().get(species(p.slots()));
            case Node.Distance _ when neighbor >= 0 -> distance;
            case Node.SquaredDistance _ when neighbor >= 0 -> distance * distance;
            case Node.Property p when p.kind() == Node.Property.Kind.MASS -> Elements.mass(site.species().get(center));
            case Node.Property p when p.kind() == Node.Property.Kind.ATOMIC_NUMBER -> Elements.number(site.species().get(center));
            case Node.Apply a -> a.function().evaluate(value(a.argument(0)), a.arguments().size() > 1 ? value(a.argument(1)) : 0);
            case Node.Select s -> value(value(s.condition()) != 0 ? s.then() : s.otherwise());
            case Node.SpeciesSwitch s -> value(chosen(s));
            case Node.SpeciesIn s -> (s.members() >> (s.slot() < 0 ? center : neighbor) & 1) != 0 ? 1 : 0;
            case Node.Inside s -> distance < range(s.range()) ? 1 : 0;
            case Node.Spline s -> s.tables().get(s.slots().length == 0 ? 0 : s.caseOf()[place(s.slots(), s.species())]).evaluate(value(s.argument(0)), s.order());
            case Node.At a when a.argument(0).arity() == 1 && a.arity() == 1 -> value(a.argument(0));
            case Node.Reduce r when r == sum -> total;
            default -> throw new TooMuch();
        };
    }

    private double range(Range range) {
        return range.get(center, neighbor);
    }

    private Node chosen(Node.SpeciesSwitch s) {
        return s.argument(s.caseOf()[place(s.slots(), s.species())]);
    }

    private int place(int[] slots, int count) {
        int at = 0;
        for (int s : species(slots)) {
            at = at * count + s;
        }
        return at;
    }

    private int[] species(int[] slots) {
        int[] s = new int[slots.length];
        for (int k = 0; k < s.length; k++) {
            if (slots[k] > 0 || slots[k] == 0 && neighbor < 0) {
                throw new TooMuch();
            }
            s[k] = slots[k] < 0 ? center : neighbor;
        }
        return s;
    }

    /** A node that depends on more than the species, one distance and one sum: an angle, a charge, another atom's surroundings. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
