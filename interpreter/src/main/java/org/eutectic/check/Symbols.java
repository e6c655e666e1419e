package org.eutectic.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.IndexSet;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** What an expression mentions: names, numbers, and what stands behind them in the model. */
final class Symbols {
    private Symbols() {}

    /** The parts of an expression. */
    static List<Expr> children(Expr e) {
        return switch (e) {
            case Expr.Number n -> List.of();
            case Expr.Text t -> List.of();
            case Expr.Name n -> List.of();
            case Expr.Indexed x -> x.components();
            case Expr.Member m -> List.of(m.target());
            case Expr.Call c -> Stream.concat(Stream.of(c.callee()), c.arguments().stream()).toList();
            case Expr.Several s -> s.values();
            case Expr.Part p -> List.of(p.value());
            case Expr.Unary u -> List.of(u.operand());
            case Expr.Binary b -> List.of(b.left(), b.right());
            case Expr.Reduction r -> Stream.concat(r.binders().stream().map(Expr.Binder::within).filter(Objects::nonNull), Stream.of(r.body())).toList();
            case Expr.Piecewise p -> p.cases().stream().flatMap(c -> Stream.of(c.condition(), c.value())).filter(Objects::nonNull).toList();
            case Expr.Let l -> List.of(l.value(), l.body());
            case Expr.ByCenter b -> b.equations().stream().map(Expr.Equation::value).toList();
            case Expr.PerSpecies p -> p.entries().stream().map(Expr.Entry::value).toList();
        };
    }

    /** An expression in which {@code by} stands for every part that is chosen. */
    static Expr replace(Expr e, Predicate<Expr> chosen, Expr by) {
        if (chosen.test(e)) {
            return by;
        }
        UnaryOperator<Expr> in = x -> x == null ? null : replace(x, chosen, by);
        return switch (e) {
            case Expr.Call c -> new Expr.Call(c.span(), c.callee(), c.arguments().stream().map(in).toList(), c.output());
            case Expr.Several s -> new Expr.Several(s.span(), s.values().stream().map(in).toList());
            case Expr.Part p -> new Expr.Part(in.apply(p.value()), p.position(), p.count());
            case Expr.Unary u -> new Expr.Unary(u.span(), u.operator(), in.apply(u.operand()));
            case Expr.Binary b -> new Expr.Binary(b.span(), b.operator(), in.apply(b.left()), in.apply(b.right()));
            case Expr.Reduction r -> new Expr.Reduction(r.span(), r.kind(), r.binders(), in.apply(r.body()));
            case Expr.Piecewise p -> new Expr.Piecewise(p.span(), p.cases().stream()
                .map(c -> new Expr.Case(c.span(), in.apply(c.condition()), in.apply(c.value()))).toList());
            case Expr.Let l -> new Expr.Let(l.span(), l.name(), in.apply(l.value()), in.apply(l.body()));
            default -> e;
        };
    }

    /** All names in an expression, with or without indices. */
    static Set<String> names(Expr e) {
        Set<String> all = new LinkedHashSet<>();
        collectNames(e, all);
        return all;
    }

    private static void collectNames(Expr e, Set<String> all) {
        switch (e) {
            case Expr.Name n -> all.add(n.name());
            case Expr.Indexed x -> all.add(x.name().name());
            default -> { }
        }
        children(e).forEach(c -> collectNames(c, all));
    }

    /** How many indices a built-in quantity ({@code r}, {@code cos}, {@code mass}) takes; −1 for any other name. */
    static int builtInIndices(String name) {
        return switch (name) {
            case "r", "d" -> 2;
            case "cos" -> 3;
            case "charge", "mass", "Z" -> 1;
            default -> -1;
        };
    }

    /** Whether a number with a unit stands in an expression. */
    static boolean hasUnit(Expr e) {
        return e instanceof Expr.Number n && n.unit() != null || children(e).stream().anyMatch(Symbols::hasUnit);
    }

    /** Whether a set is one of components (numbers or axes) and not of species. */
    static boolean areComponents(IndexSet set) {
        return set.elements().stream().allMatch(s -> s.matches("-?\\d+|[xyz]"));
    }

    /**
     * The numbers without a unit whose unit may have been forgotten: those of the expression, then those of the parameters, functions and
     * fields it mentions. Small whole factors (the 4 of {@code 4*epsilon}) are not among them: they are plain numbers by nature.
     */
    static List<Expr.Number> bareNumbers(Expr e, Model model) {
        List<Expr.Number> all = new ArrayList<>();
        collectBareNumbers(e, model, false, all, new HashSet<>());
        return all;
    }

    private static void collectBareNumbers(Expr e, Model model, boolean factor, List<Expr.Number> all, Set<String> seen) {
        if (e instanceof Expr.Number n) {
            if (n.unit() == null && n.value() != 0 && !(factor && isPlainByNature(n.value())) && !all.contains(n)) {
                all.add(n);
            }
            return;
        }
        boolean product = e instanceof Expr.Binary b && (b.operator() == Expr.BinaryOperator.MULTIPLY || b.operator() == Expr.BinaryOperator.DIVIDE);
        List<Expr> parts = e instanceof Expr.Binary p && p.operator() == Expr.BinaryOperator.POWER ? List.of(p.left()) : children(e);
        for (Expr part : parts) {
            boolean half = part instanceof Expr.Number n && e instanceof Expr.Binary b && b.left() == part && (n.value() == 0.5 || n.value() == 0.25);
            if (!half) {
                collectBareNumbers(part, model, product || factor && e instanceof Expr.Unary, all, seen);
            }
        }
        String name = e instanceof Expr.Name n ? n.name() : e instanceof Expr.Indexed x ? x.name().name() : null;
        if (name != null && seen.add(name)) {
            List<Definition> behind = new ArrayList<>(model.parameter(name).map(Parameter::definitions).orElse(List.of()));
            behind.addAll(model.function(name).map(Function::definitions).orElse(List.of()));
            for (Definition d : behind) {
                if (d.content() instanceof Content.Written w) {
                    collectBareNumbers(w.expression(), d.scope(model), false, all, seen);
                }
            }
            model.field(name).map(Field::value).ifPresent(v -> collectBareNumbers(v, model, false, all, seen));
        }
    }

    private static boolean isPlainByNature(double value) {
        return value == Math.rint(value) && Math.abs(value) <= 64;
    }

    /** The dimensions that the parameters and functions in an expression were declared with. */
    static List<UnitExpr> declarations(Expr e, Model model) {
        List<UnitExpr> all = new ArrayList<>();
        for (String name : names(e)) {
            model.parameter(name).map(Parameter::dimension).ifPresent(all::add);
            model.function(name).map(Function::result).ifPresent(all::add);
        }
        return all;
    }

    /**
     * Where a name in an expression got a dimension that nothing declares, as a note for a message; null where no name explains the expression's
     * own dimension: its own, or a power of it, as of sigma in {@code 4*sigma^6}.
     */
    static String reasons(ModelScope scope, Expr at, DimensionTerm have) {
        Unifier u = scope.inference().unifier();
        for (String name : names(at)) {
            DimensionTerm t = scope.parameter(name);
            if (t == null) {
                t = scope.function(name) != null ? scope.function(name).result() : scope.field(name);
            }
            if (t != null && isPowerOf(u.resolve(have), u.resolve(t))) {
                String why = reason(scope, name, t, at.span());
                if (why != null) {
                    return why;
                }
            }
        }
        return null;
    }

    private static boolean isPowerOf(DimensionTerm have, DimensionTerm t) {
        if (have.equals(t) || !have.isKnown() || !t.isKnown()) {
            return have.equals(t);
        }
        for (int p = -24; p <= 24; p++) {
            if (p != 0 && !t.known().isNone() && t.known().power(Rational.of(p)).equals(have.known())) {
                return true;
            }
        }
        return false;
    }

    /** Where the dimension {@code t} of a name that has no declared one comes from, as a note; null where the error at {@code here} shows it. */
    static String reason(ModelScope scope, String name, DimensionTerm t, Span here) {
        Unifier u = scope.inference().unifier();
        Span reason = u.reason(t);
        if (reason == null || reason.file() == here.file() && reason.start() <= here.start() && reason.end() >= here.end()) {
            return null;
        }
        return name + " is " + u.describe(t) + ": see " + ExpressionDimensions.place(reason, here).replaceFirst("^(in|at) ", "");
    }
}
