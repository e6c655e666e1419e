package org.eutectic.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.eutectic.model.Term;

/**
 * Checks the physical dimensions of a model. Dimensions that are not declared are inferred: each is an unknown, each sum, comparison and
 * call an equation, and {@link Unifier} solves them. What has no solution is reported with both dimensions and, where one edit would mend
 * it, that edit: the edit is tried before it is offered.
 */
public final class DimensionChecker {
    private static final int ERRORS_TO_MEND = 12;
    private static final int EDITS_TO_TRY = 24;

    private DimensionChecker() {}

    /** Reports every disagreement of dimensions in a potential, or in a form alone (a model without species and values). */
    public static void check(Model model, Diagnostics diagnostics) {
        List<Mismatch> found = run(model, diagnostics, null).found();
        int tried = 0;
        for (Mismatch m : found) {
            String mend = tried++ < ERRORS_TO_MEND ? new Mending(model, found).edit(m) : null;
            // An edit that is known to mend needs no explanation.
            diagnostics.error(m.code(), m.span(), m.message(), mend != null && mend.startsWith("write ") ? mend : join(mend, m.note()));
        }
        // Terms are apart: two potentials of one form may leave it different densities.
        for (Term.OfPotential t : model.potentials()) {
            check(t.potential(), diagnostics);
        }
    }

    private static String join(String a, String b) {
        return a == null ? b : b == null ? a : a + "\n" + b;
    }

    /** One run over the model; {@code relaxed} is a number or declaration that may have any dimension, or null. */
    static Inference run(Model model, Diagnostics units, Object relaxed) {
        Inference inference = new Inference(units, relaxed);
        check(inference.scope(model));
        return inference;
    }

    private static void check(ModelScope scope) {
        Model model = scope.model();
        // What is written with a unit says what it is; a bare number and a body must then agree with the equations that use them.
        model.parameters().values().forEach(p -> parameter(scope, p, true));
        model.fields().forEach(f -> field(scope, f));
        model.parameters().values().forEach(p -> parameter(scope, p, false));
        model.functions().values().forEach(f -> function(scope, f));
        model.builtIns().forEach(t -> t.written().forEach(w -> argument(scope, w)));
    }

    private static void argument(ModelScope scope, Term.Written w) {
        ExpressionDimensions walk = new ExpressionDimensions(scope, null, null, null);
        DimensionTerm wanted = DimensionTerm.of(w.dimension());
        walk.require("dimension-argument", w.value(), walk.number(w.value(), wanted), wanted, w.argument() + " must be %s, but its value is %s", null);
    }

    private static void parameter(ModelScope scope, Parameter p, boolean withUnit) {
        DimensionTerm wanted = scope.parameter(p.name());
        for (Definition d : p.definitions()) {
            if (d.content() instanceof Content.Written w && w.rule() == null && withUnit == (p.dimension() != null || Symbols.hasUnit(w.expression()))) {
                ExpressionDimensions walk = new ExpressionDimensions(scope.of(d), null, null, null);
                if (d.dimension() != null && d.dimension() != p.dimension()) {
                    walk.require("dimension-parameter", w.expression(), scope.inference().declared(d.dimension(), null), wanted,
                        p.name() + " must be %s, but it is written as %s", ExpressionDimensions.declaredAt(p.dimension(), d.span()));
                }
                walk.require("dimension-parameter", w.expression(), walk.number(w.expression(), wanted), wanted,
                    p.name() + " must be %s, but its value is %s", p.dimension() == null ? Symbols.reason(scope, p.name(), wanted, w.expression().span())
                        : ExpressionDimensions.declaredAt(p.dimension(), d.span()));
            }
        }
    }

    private static void function(ModelScope scope, Function f) {
        Signature s = scope.function(f.name());
        if (ModelScope.genericBody(f) == null) {
            for (Definition d : f.definitions()) {
                FunctionDimensions.check(scope, f, d, s, null, null);
            }
        }
    }

    private static void field(ModelScope scope, Field f) {
        Locals locals = null;
        for (var c : f.components()) {
            locals = Locals.with(locals, c.name().name(), DimensionTerm.NONE, null);
        }
        ExpressionDimensions walk = new ExpressionDimensions(scope, locals, null, null);
        DimensionTerm wanted = scope.field(f.name());
        boolean energy = f.name().equals(Model.ENERGY);
        walk.require(energy ? "dimension-energy" : "dimension-field", f.value(), walk.number(f.value(), energy ? wanted : null), wanted,
            f.name() + "[" + String.join(",", f.indices()) + "] must be %s, but this is %s", null);
    }

    /** Looks for the one edit that mends an error. */
    private record Mending(Model model, List<Mismatch> found) {

        /** A unit on a number that has none, another declared dimension, or a factor. */
        String edit(Mismatch m) {
            List<Expr> parts = Stream.of(m.at(), m.partner()).filter(Objects::nonNull).toList();
            List<Object> candidates = new ArrayList<>();
            parts.forEach(e -> candidates.addAll(Symbols.bareNumbers(e, m.model().model())));
            parts.forEach(e -> candidates.addAll(Symbols.declarations(e, m.model().model())));
            for (Object candidate : candidates.subList(0, Math.min(EDITS_TO_TRY, candidates.size()))) {
                Dimension unit = mends(candidate, m);
                if (unit != null && candidate instanceof Expr.Number n && !unit.isNone()) {
                    return "write " + n.span().text() + " " + unit.afterNumber() + elsewhere(n.span(), m);
                }
                if (unit != null && candidate instanceof UnitExpr u) {
                    return "write " + unit + " instead of " + u.span().text() + elsewhere(u.span(), m);
                }
            }
            return m.missing() == null ? null : factor(m.missing());
        }

        /** What a number or declaration must be to take this error away and bring no other; null where nothing does. */
        private Dimension mends(Object candidate, Mismatch m) {
            Inference again = run(model, new Diagnostics(), candidate);
            Dimension unit = again.relaxedTo();
            boolean mended = again.found().stream().noneMatch(m::isSameAs) && again.found().stream().allMatch(x -> found.stream().anyMatch(x::isSameAs));
            return mended && unit != null && isSimple(unit) ? unit : null;
        }

        private static String elsewhere(Span s, Mismatch m) {
            return s.line() == m.span().line() && s.file() == m.span().file() ? "" : " " + ExpressionDimensions.place(s, m.span());
        }

        private static boolean isSimple(Dimension d) {
            return d.length().isWhole() && d.mass().isWhole() && d.time().isWhole() && d.charge().isWhole() && d.temperature().isWhole()
                && d.toString().length() <= 12;
        }

        private static String factor(Dimension missing) {
            for (String constant : new String[] {"kB", "k_e"}) {
                Dimension d = Units.constant(constant).orElseThrow().dimension();
                if (d.equals(missing) || d.power(Rational.of(-1)).equals(missing)) {
                    return (d.equals(missing) ? "multiply it by " : "divide it by ") + constant + (constant.equals("kB") ? ", Boltzmann's constant" : ", Coulomb's constant");
                }
            }
            Dimension inverse = missing.power(Rational.of(-1));
            for (Dimension d : List.of(Dimension.LENGTH, Dimension.ENERGY, Dimension.CHARGE, Dimension.MASS)) {
                if (d.equals(missing) || d.equals(inverse)) {
                    return (d.equals(missing) ? "multiply it by " : "divide it by ") + d.describe();
                }
            }
            return isSimple(missing) ? "a factor of " + missing + " is missing" : null;
        }
    }
}
