package org.eutectic.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.lower.ConstantExpressions;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;

/**
 * Warns of functions that jump: a {@code piecewise} whose branches do not meet at a breakpoint. A jump breaks the conservation of energy. Looked
 * at, for each species, are breakpoints and branches that depend on one variable, an argument or a distance, and otherwise on numbers.
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
    private final Set<Span> reported = new HashSet<>();
    /** The place of the mixing rule that wrote what is looked at, null for what stands in a file. */
    private Span rule;

    private ContinuityCheck(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    /** Reports a warning {@code jump-in-piecewise} for each jump found in the functions and fields of a model and of its terms. */
    public static void check(Model model, Diagnostics diagnostics) {
        ContinuityCheck c = new ContinuityCheck(model, diagnostics);
        for (Function f : model.functions().values()) {
            for (Definition d : f.definitions()) {
                if (d.content() instanceof Content.Written w && !d.formals().isEmpty()) {
                    c.function(f, d, w);
                }
            }
        }
        model.fields().forEach(c::field);
        model.potentials().forEach(t -> check(t.potential(), diagnostics));
    }

    /**
     * Where an expression stands.
     *
     * @param indices the species of index variables
     * @param locals numbers that formals stand for
     * @param lets around the expression, outermost first
     */
    private record Place(Model scope, Map<String, String> indices, Map<String, Double> locals, List<Expr.Let> lets) {
        Place inside(Expr.Let l) {
            List<Expr.Let> more = new ArrayList<>(lets);
            more.add(l);
            return new Place(scope, indices, locals, more);
        }
    }

    /** What a breakpoint is a value of: a formal, or a distance such as {@code r[i,j]}. */
    private record Variable(String name, Dimension dimension) {
        boolean is(Expr e) {
            return e instanceof Expr.Name n && n.name().equals(name) || isDistance(e) && written((Expr.Indexed) e).equals(name);
        }
    }

    private static boolean isDistance(Expr e) {
        return e instanceof Expr.Indexed x && x.name().name().equals("r") && x.indices().size() == 2;
    }

    private static String written(Expr.Indexed x) {
        return "r[" + x.indices().get(0) + "," + x.indices().get(1) + "]";
    }

    // ---- where to look

    private void function(Function f, Definition d, Content.Written body) {
        List<List<String>> tuples = d.species().isEmpty() ? Tuples.all(model.species(), f.indices().size()) : List.of(d.species());
        List<Variable> variables = d.formals().stream().map(ContinuityCheck::variable).toList();
        rule = body.rule() == null ? null : d.span();
        for (List<String> tuple : tuples.subList(0, Math.min(MOST_TUPLES, tuples.size()))) {
            look(new Place(d.scope(model), indices(d.variables(), tuple), Map.of(), List.of()), body.expression(), variables);
        }
        rule = null;
    }

    private static Variable variable(Item.Formal f) {
        Dimension d = Units.isKnown(f.dimension()) ? Units.parse(f.dimension(), new Diagnostics()).dimension() : Dimension.NONE;
        return new Variable(f.name().name(), d);
    }

    private static Map<String, String> indices(List<String> variables, List<String> tuple) {
        Map<String, String> map = new HashMap<>();
        for (int k = 0; k < Math.min(variables.size(), tuple.size()); k++) {
            map.put(variables.get(k), tuple.get(k));
        }
        return map;
    }

    private void field(Field f) {
        Set<Expr.Indexed> distances = new HashSet<>();
        distances(f.value(), distances);
        for (Expr.Indexed r : distances) {
            List<String> ends = r.indices().stream().map(Identifier::name).toList();
            List<List<String>> pairs = Tuples.all(model.species(), 2);
            for (List<String> pair : pairs.subList(0, Math.min(MOST_TUPLES, pairs.size()))) {
                look(new Place(model, indices(ends, pair), Map.of(), List.of()), f.value(), List.of(new Variable(written(r), Dimension.LENGTH)));
            }
        }
    }

    private static void distances(Expr e, Set<Expr.Indexed> into) {
        if (e instanceof Expr.Indexed x && isDistance(x) && into.stream().noneMatch(y -> written(y).equals(written(x)))) {
            into.add(x);
        }
        Symbols.children(e).forEach(c -> distances(c, into));
    }

    private void look(Place at, Expr e, List<Variable> variables) {
        if (e instanceof Expr.Let l) {
            look(at, l.value(), variables);
            look(at.inside(l), l.body(), variables);
            return;
        }
        if (e instanceof Expr.Piecewise p) {
            variables.forEach(v -> piecewise(at, p, v));
        }
        if (e instanceof Expr.Call c && c.callee() instanceof Expr.Name n) {
            variables.forEach(v -> call(at, c, n.name(), v));
        }
        Symbols.children(e).forEach(c -> look(at, c, variables));
    }

    /** A call such as {@code fc(r[i,j], R[i,j], D[i,j])}: the body is looked at with the numbers that are handed over here. */
    private void call(Place at, Expr.Call c, String name, Variable v) {
        Definition body = at.scope.function(name).map(ModelScope::genericBody).orElse(null);
        if (body == null || body.formals().size() != c.arguments().size()) {
            return;
        }
        Map<String, Double> numbers = new HashMap<>();
        Item.Formal varies = null;
        for (int k = 0; k < c.arguments().size(); k++) {
            Item.Formal formal = body.formals().get(k);
            if (v.is(c.arguments().get(k))) {
                varies = formal;
            } else {
                value(at, v, Double.NaN, c.arguments().get(k)).ifPresent(x -> numbers.put(formal.name().name(), x));
            }
        }
        if (varies != null && !numbers.isEmpty() && body.content() instanceof Content.Written w) {
            look(new Place(body.scope(at.scope), Map.of(), numbers, List.of()), w.expression(), List.of(variable(varies)));
        }
    }

    // ---- one piecewise

    private void piecewise(Place at, Expr.Piecewise p, Variable v) {
        for (Expr.Case c : p.cases()) {
            if (c.condition() instanceof Expr.Binary b && b.operator().isComparison()) {
                Expr bound = v.is(b.left()) ? b.right() : v.is(b.right()) ? b.left() : null;
                // With NaN for the variable, what comes out finite does not depend on it.
                OptionalDouble x = bound == null ? OptionalDouble.empty() : value(at, v, Double.NaN, bound);
                if (x.isPresent() && Double.isFinite(x.getAsDouble())) {
                    breakpoint(at, p, v, x.getAsDouble());
                }
            }
        }
    }

    private void breakpoint(Place at, Expr.Piecewise p, Variable v, double x) {
        double step = 1e-7 * Math.max(Math.abs(x), 1e-3);
        Expr.Case below = active(at, p, v, x - step), above = active(at, p, v, x + step);
        if (below == null || above == null || below == above) {
            return;
        }
        double left = value(at, v, x, below.value()).orElse(Double.NaN), right = value(at, v, x, above.value()).orElse(Double.NaN);
        double jump = Math.abs(right - left);
        // A rule ends where an element does, and what that leaves there is CutoffCheck's to judge.
        boolean small = rule != null && jump < CutoffCheck.SMALLEST_JUMP;
        if (Double.isFinite(jump) && !small && jump > ROUNDING && jump > TOLERANCE * Math.max(Math.abs(left), Math.abs(right))) {
            Span place = rule != null ? rule : (p.cases().indexOf(below) < p.cases().indexOf(above) ? above : below).value().span();
            if (reported.add(place)) {
                String unit = v.dimension.isNone() || !v.dimension.time().isZero() ? "" : " " + v.dimension.afterNumber();
                diagnostics.warning("jump-in-piecewise", place, "the branches do not meet at " + v.name + " = " + number(x) + unit + ": "
                    + number(left) + " below, " + number(right) + " above", "a jump breaks the conservation of energy; let both branches have the same value there");
            }
        }
    }

    private Expr.Case active(Place at, Expr.Piecewise p, Variable v, double x) {
        for (Expr.Case c : p.cases()) {
            OptionalDouble holds = c.condition() == null ? OptionalDouble.of(1) : value(at, v, x, c.condition());
            if (holds.isEmpty()) {
                return null;
            }
            if (holds.getAsDouble() != 0) {
                return c;
            }
        }
        return null;
    }

    /** The value of an expression at a place for one value of the variable; empty where it depends on anything else. */
    private OptionalDouble value(Place at, Variable v, double x, Expr e) {
        Expr whole = e;
        for (Expr.Let l : at.lets.reversed()) {
            whole = new Expr.Let(l.span(), l.name(), l.value(), whole);
        }
        Map<String, Double> locals = new HashMap<>(at.locals);
        locals.put(v.name, x);
        return constants.value(at.scope, at.indices, locals, Symbols.replace(whole, c -> isDistance(c) && v.is(c), new Expr.Name(e.span(), v.name)));
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.6g", x).replaceAll("(\\.\\d*?)0+(e|$)", "$1$2").replaceAll("\\.(e|$)", "$1");
    }
}
