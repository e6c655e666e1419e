package org.eutectic.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.lower.ConstantExpressions;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Model;

/**
 * Warns of functions that jump: a {@code piecewise} whose branches do not meet at a breakpoint. A jump breaks the conservation of energy. Only
 * breakpoints and branches that depend on one argument and on parameters are looked at, for each species.
 */
public final class ContinuityCheck {
    /** Relative to the larger branch. Published parameters are rounded to some six digits, and their pieces meet no better. */
    private static final double TOLERANCE = 1e-3;
    /** What cos(pi/2) and the like leave of zero is no jump. */
    private static final double ROUNDING = 1e-12;
    private static final int MOST_TUPLES = 64;

    private final Model model;
    private final Diagnostics diagnostics;
    private final ConstantExpressions constants = new ConstantExpressions();

    private ContinuityCheck(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    /** Reports a warning {@code jump-in-piecewise} for each jump found in the functions of a model and of its terms. */
    public static void check(Model model, Diagnostics diagnostics) {
        ContinuityCheck c = new ContinuityCheck(model, diagnostics);
        for (Function f : model.functions().values()) {
            for (Definition d : f.definitions()) {
                if (d.content() instanceof Content.Written w && !d.formals().isEmpty()) {
                    c.function(f, d, w.expression());
                }
            }
        }
        model.terms().forEach(t -> check(t.potential(), diagnostics));
    }

    private void function(Function f, Definition d, Expr body) {
        if (!d.species().isEmpty()) {
            look(new Place(d, indices(d, d.species())), body, List.of());
            return;
        }
        List<List<String>> tuples = List.of(List.of());
        for (int k = 0; k < f.indices().size(); k++) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> t : tuples) {
                for (String s : model.species()) {
                    List<String> more = new ArrayList<>(t);
                    more.add(s);
                    longer.add(more);
                }
            }
            tuples = longer;
        }
        tuples.stream().limit(MOST_TUPLES).forEach(t -> look(new Place(d, indices(d, t)), body, List.of()));
    }

    private static Map<String, String> indices(Definition d, List<String> tuple) {
        Map<String, String> map = new HashMap<>();
        for (int k = 0; k < Math.min(d.variables().size(), tuple.size()); k++) {
            map.put(d.variables().get(k), tuple.get(k));
        }
        return map;
    }

    /** A definition and the species that its index variables stand for. */
    private record Place(Definition definition, Map<String, String> indices) {}

    private void look(Place at, Expr e, List<Expr.Let> lets) {
        switch (e) {
            case Expr.Let l -> {
                look(at, l.value(), lets);
                List<Expr.Let> more = new ArrayList<>(lets);
                more.add(l);
                look(at, l.body(), more);
            }
            case Expr.Piecewise p -> {
                piecewise(at, p, lets);
                Symbols.children(p).forEach(c -> look(at, c, lets));
            }
            default -> Symbols.children(e).forEach(c -> look(at, c, lets));
        }
    }

    private void piecewise(Place at, Expr.Piecewise p, List<Expr.Let> lets) {
        for (Expr.Case c : p.cases()) {
            if (c.condition() instanceof Expr.Binary b && b.operator().isComparison()) {
                for (Item.Formal formal : at.definition().formals()) {
                    Expr bound = is(b.left(), formal) ? b.right() : is(b.right(), formal) ? b.left() : null;
                    // With NaN for the argument, what comes out finite does not depend on it.
                    OptionalDouble x = bound == null ? OptionalDouble.empty() : value(at, local(formal, Double.NaN), lets, bound);
                    if (x.isPresent() && Double.isFinite(x.getAsDouble())) {
                        breakpoint(at, p, lets, formal, x.getAsDouble());
                    }
                }
            }
        }
    }

    private static boolean is(Expr e, Item.Formal formal) {
        return e instanceof Expr.Name n && n.name().equals(formal.name().name());
    }

    private void breakpoint(Place at, Expr.Piecewise p, List<Expr.Let> lets, Item.Formal formal, double x) {
        double step = 1e-7 * Math.max(Math.abs(x), 1e-3);
        Expr.Case below = active(at, p, lets, formal, x - step), above = active(at, p, lets, formal, x + step);
        if (below == null || above == null || below == above) {
            return;
        }
        OptionalDouble left = value(at, local(formal, x), lets, below.value()), right = value(at, local(formal, x), lets, above.value());
        if (left.isEmpty() || right.isEmpty() || !Double.isFinite(left.getAsDouble() - right.getAsDouble())) {
            return;
        }
        double jump = right.getAsDouble() - left.getAsDouble();
        if (Math.abs(jump) > ROUNDING && Math.abs(jump) > TOLERANCE * Math.max(Math.abs(left.getAsDouble()), Math.abs(right.getAsDouble()))) {
            Dimension unit = formal.dimension() == null || !Units.isKnown(formal.dimension()) ? Dimension.NONE
                : Units.parse(formal.dimension(), new Diagnostics()).dimension();
            String place = number(x) + (unit.isNone() || unit.equals(Dimension.TIME) ? "" : " " + unit);
            Expr.Case second = p.cases().indexOf(below) < p.cases().indexOf(above) ? above : below;
            diagnostics.warning("jump-in-piecewise", second.value().span(), "the branches do not meet at " + formal.name() + " = " + place + ": "
                + number(left.getAsDouble()) + " below, " + number(right.getAsDouble()) + " above",
                "a jump breaks the conservation of energy; let both branches have the same value there");
        }
    }

    private Expr.Case active(Place at, Expr.Piecewise p, List<Expr.Let> lets, Item.Formal formal, double x) {
        for (Expr.Case c : p.cases()) {
            OptionalDouble holds = c.condition() == null ? OptionalDouble.of(1) : value(at, local(formal, x), lets, c.condition());
            if (holds.isEmpty()) {
                return null;
            }
            if (holds.getAsDouble() != 0) {
                return c;
            }
        }
        return null;
    }

    private static Map<String, Double> local(Item.Formal formal, double x) {
        return Map.of(formal.name().name(), x);
    }

    private OptionalDouble value(Place at, Map<String, Double> locals, List<Expr.Let> lets, Expr e) {
        Expr whole = e;
        for (Expr.Let l : lets.reversed()) {
            whole = new Expr.Let(l.span(), l.name(), l.value(), whole);
        }
        return constants.value(at.definition().scope(model), at.indices(), locals, whole);
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.6g", x).replaceAll("(\\.\\d*?)0+(e|$)", "$1$2").replaceAll("\\.(e|$)", "$1");
    }
}
