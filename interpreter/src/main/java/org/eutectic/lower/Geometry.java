package org.eutectic.lower;

import java.util.List;
import org.eutectic.atoms.Elements;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.ParamTable;

/** Distances, vectors, angles and properties of atoms. Nodes know only what is seen from the center; the rest follows from it. */
final class Geometry {
    private final Graph graph;
    private final List<String> species;

    Geometry(Graph graph, List<String> species) {
        this.graph = graph;
        this.species = species;
    }

    /** The names that this class gives a meaning to. */
    static final List<String> NAMES = List.of("r", "d", "cos", "charge", "mass", "Z");

    /** How many indices the built-in quantity takes, or −1 for any other name. */
    static int indices(String name) {
        return switch (name) {
            case "r", "d" -> 2;
            case "cos" -> 3;
            case "charge", "mass", "Z" -> 1;
            default -> -1;
        };
    }

    /** 0, 1, 2 for x, y, z, or −1. */
    static int axis(String name) {
        return name.length() == 1 ? "xyz".indexOf(name.charAt(0)) : -1;
    }

    Node of(Expr.Indexed x, Place[] places, List<String> components, int arity) {
        String name = x.name().name();
        if (name.equals("mass") || name.equals("Z")) {
            return property(x, places[0], arity);
        }
        int[] p = new int[places.length];
        for (int k = 0; k < p.length; k++) {
            if (!(places[k] instanceof Place.Slot s)) {
                throw new LoweringError("species-as-atom", x.indices().get(k).span(), "'" + x.indices().get(k).name() + "' is a species; " + name + " is about atoms", null);
            }
            p[k] = s.position();
        }
        if (name.equals("d") != (components.size() == 1)) {
            throw new LoweringError(name.equals("d") ? "vector-as-number" : "component-of-number", x.span(),
                name.equals("d") ? "d is a vector; a number is wanted here" : "'" + name + "' has no components",
                name.equals("d") ? "take a component: d[i,j].x" : null);
        }
        return switch (name) {
            case "r" -> distance(p[0], p[1], arity, x.span());
            case "d" -> vector(p[0], p[1], axisOf(components.get(0), x.span()), arity);
            case "cos" -> cosine(p[0], p[1], p[2], arity, x.span());
            default -> {
                Node own = graph.property(Node.Property.Kind.CHARGE);
                yield p[0] < 0 ? own : graph.at(graph.neighbor(own), new int[] {p[0]}, arity);
            }
        };
    }

    private static int axisOf(String component, Span use) {
        int axis = axis(component);
        if (axis < 0) {
            throw new LoweringError("unknown-component", use, "d has no component " + component, "its components are x, y and z");
        }
        return axis;
    }

    private Node property(Expr.Indexed x, Place place, int arity) {
        String name = x.name().name();
        double[] values = new double[species.size()];
        for (int s = 0; s < values.length; s++) {
            values[s] = property(name, place instanceof Place.Fixed f ? f.species() : species.get(s), x.span());
        }
        if (!(place instanceof Place.Slot slot)) {
            return graph.constant(values[0]);
        }
        return graph.param(new ParamTable(name, species.size(), 1, values), new int[] {slot.position()}, arity);
    }

    private static double property(String name, String symbol, Span use) {
        if (!Elements.known(symbol)) {
            throw new LoweringError("not-an-element", use, "'" + symbol + "' is no chemical element: it has no " + (name.equals("mass") ? "mass" : "atomic number"),
                "give it as a parameter of its own");
        }
        return name.equals("mass") ? Elements.mass(symbol) : Elements.number(symbol);
    }

    /** The distance between two atoms, −1 being the center, Å. */
    private Node distance(int p, int q, int arity, Span use) {
        if (p == q) {
            throw new LoweringError("same-atom", use, "this is the distance of an atom from itself", null);
        }
        if (p < 0 || q < 0) {
            return graph.at(graph.distance(), new int[] {Math.max(p, q)}, arity);
        }
        return graph.at(graph.separation(), new int[] {Math.min(p, q), Math.max(p, q)}, arity);
    }

    /** A component of the vector from one atom to another, Å. */
    private Node vector(int from, int to, int axis, int arity) {
        if (from == to) {
            return graph.constant(0);
        }
        Node end = to < 0 ? graph.constant(0) : graph.at(graph.component(axis), new int[] {to}, arity);
        Node start = from < 0 ? graph.constant(0) : graph.at(graph.component(axis), new int[] {from}, arity);
        return graph.subtract(end, start);
    }

    /** The cosine of the angle at the atom in the middle. */
    private Node cosine(int a, int vertex, int b, int arity, Span use) {
        if (a == vertex || b == vertex) {
            throw new LoweringError("same-atom", use, "an angle needs its vertex apart from both ends", null);
        }
        if (a == b) {
            return graph.constant(1);
        }
        if (vertex < 0) {
            return graph.at(graph.cosine(), new int[] {Math.min(a, b), Math.max(a, b)}, arity);
        }
        Node ra = distance(a, vertex, arity, use), rb = distance(b, vertex, arity, use), opposite = distance(a, b, arity, use);
        Node above = graph.subtract(graph.add(graph.multiply(ra, ra), graph.multiply(rb, rb)), graph.multiply(opposite, opposite));
        return graph.divide(above, graph.multiply(graph.constant(2), graph.multiply(ra, rb)));
    }

    /** The three components of the unit vector along {@code d[i,j]}. */
    Node[] direction(Expr e, Env env) {
        if (!(e instanceof Expr.Indexed x) || !x.name().name().equals("d") || x.indices().size() != 2 || !x.components().isEmpty()) {
            throw new LoweringError("vector-expected", e.span(), "a vector is wanted here", "write d[i,j]");
        }
        Place[] places = Expressions.places(x.indices(), env);
        if (!(places[0] instanceof Place.Slot a) || !(places[1] instanceof Place.Slot b)) {
            throw new LoweringError("species-as-atom", x.span(), "d is about atoms, not species", null);
        }
        Node r = distance(a.position(), b.position(), env.arity(), e.span());
        Node[] unit = new Node[3];
        for (int axis = 0; axis < 3; axis++) {
            unit[axis] = graph.apply(Fn.DIVIDE, vector(a.position(), b.position(), axis, env.arity()), r);
        }
        return unit;
    }
}
