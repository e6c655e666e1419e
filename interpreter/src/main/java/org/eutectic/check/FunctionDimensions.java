package org.eutectic.check;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;

/** Checks the bodies of functions against their signatures, and calls against both. */
final class FunctionDimensions {
    private FunctionDimensions() {}

    /**
     * Checks one body.
     *
     * @param holder the scope of the model that holds the function
     * @param actual the dimensions of a call's arguments, where the body is checked for that call; else null
     * @param constants the values of that call's arguments that are plain numbers
     * @return the dimension of the body
     */
    static DimensionTerm check(ModelScope holder, Function f, Definition d, Signature s, List<DimensionTerm> actual, List<Double> constants) {
        // What a rule writes is right in its dimensions by construction.
        if (!(d.content() instanceof Content.Written written) || written.rule() != null) {
            return s.result();
        }
        Inference inference = holder.inference();
        ModelScope scope = holder.of(d);
        if (d.formals().isEmpty()) {
            return functionValue(scope, written.expression(), s);
        }
        Locals locals = null;
        for (int k = 0; k < d.formals().size(); k++) {
            Item.Formal formal = d.formals().get(k);
            DimensionTerm t = actual != null && k < actual.size() ? actual.get(k) : s.formal(k);
            if (formal.dimension() != null) {
                formalAgrees(scope, f, formal, t);
            }
            Double constant = constants != null && k < constants.size() ? constants.get(k) : null;
            locals = Locals.with(locals, formal.name().name(), t, constant);
        }
        ExpressionDimensions walk = new ExpressionDimensions(scope, locals, actual == null && ModelScope.genericBody(f) != null ? f.name() : null, holder);
        DimensionTerm result = actual == null ? s.result() : inference.declared(f.result(), f.name());
        DimensionTerm body = walk.number(written.expression(), result);
        if (d.dimension() != null && f.result() != d.dimension()) {
            walk.require("dimension-result", written.expression(), body, inference.declared(d.dimension(), null),
                f.name() + " is written to give %s, but this is %s", null);
        }
        walk.require("dimension-result", written.expression(), body, result, f.name() + " must give %s, but this is %s", why(scope, f, d, s));
        return result;
    }

    /** Why a body has to give what it does not: an argument whose dimension comes from elsewhere explains most, then the result's own declaration or use. */
    private static String why(ModelScope scope, Function f, Definition d, Signature s) {
        Span here = d.content() instanceof Content.Written w ? w.expression().span() : d.span();
        for (int k = 0; k < d.formals().size(); k++) {
            boolean plain = scope.inference().unifier().resolve(s.formal(k)).equals(DimensionTerm.NONE);
            String reason = isDeclared(f, k) || plain ? null : Symbols.reason(scope, d.formals().get(k).name().name(), s.formal(k), here);
            if (reason != null) {
                return reason;
            }
        }
        return f.result() == null ? Symbols.reason(scope, f.name(), s.result(), here) : ExpressionDimensions.declaredAt(f.result(), here);
    }

    private static void formalAgrees(ModelScope scope, Function f, Item.Formal formal, DimensionTerm t) {
        Inference inference = scope.inference();
        DimensionTerm here = inference.declared(formal.dimension(), null);
        if (!inference.unify(t, here, formal.span())) {
            Unifier u = inference.unifier();
            inference.report(new Mismatch("dimension-argument", formal.span(), "argument " + formal.name() + " of " + f.name() + " is declared as "
                + u.describe(t) + ", but here it is " + u.describe(here), null, null, null, null, scope));
        }
    }

    /** {@code function f[Cu] = Ni.f}: another function's signature becomes this one's. A table or reader leaves it as it is. */
    private static DimensionTerm functionValue(ModelScope scope, Expr e, Signature s) {
        Signature other = signature(scope, e);
        if (other != null) {
            Inference inference = scope.inference();
            boolean agrees = inference.unify(s.result(), other.result(), e.span());
            for (int k = 0; k < Math.min(s.formalCount(), other.formalCount()); k++) {
                agrees &= inference.unify(s.formal(k), other.formal(k), e.span());
            }
            if (!agrees) {
                inference.report(new Mismatch("dimension-result", e.span(), "this function's dimensions differ from the declared ones",
                    null, null, null, null, scope));
            }
        }
        return s.result();
    }

    /** The signature for one use of the function that an expression names, or null where it names none. */
    static Signature signature(ModelScope scope, Expr callee) {
        return switch (callee) {
            case Expr.Name n -> use(scope, n.name());
            case Expr.Indexed x -> use(scope, x.name().name());
            case Expr.Member m when scope.parent(m.target()) != null -> use(scope.parent(m.target()), m.name().name());
            default -> null;
        };
    }

    private static Signature use(ModelScope scope, String name) {
        Signature s = scope.function(name);
        if (s == null || ModelScope.genericBody(scope.model().function(name).get()) == null) {
            return s;
        }
        return s.instantiate(scope.inference().sharedUnknowns());
    }

    /** The dimension of a call of one of a model's functions; null where the callee is none. */
    static DimensionTerm call(ExpressionDimensions walk, ModelScope scope, Expr.Call call, String name, ModelScope owner) {
        Signature s = signature(scope, call.callee());
        if (s == null) {
            return null;
        }
        Function f = owner.model().function(name).get();
        List<DimensionTerm> actual = new ArrayList<>();
        List<Double> constants = new ArrayList<>();
        boolean anew = owner.isCheckedAtCalls(name);
        for (int k = 0; k < call.arguments().size(); k++) {
            Expr argument = call.arguments().get(k);
            DimensionTerm t = walk.number(argument, null);
            constants.add(walk.constant(argument));
            if (!anew || isDeclared(f, k)) {
                walk.require("dimension-argument", argument, t, s.formal(k), argumentName(f, k) + " of " + name + " must be %s, but this is %s",
                    isDeclared(f, k) ? ExpressionDimensions.declaredAt(f.formals().get(k).dimension(), argument.span()) : null);
            }
            actual.add(t);
        }
        return anew ? check(owner, f, ModelScope.genericBody(f), s, actual, constants) : s.result();
    }

    private static boolean isDeclared(Function f, int k) {
        return k < f.formals().size() && f.formals().get(k).dimension() != null;
    }

    private static String argumentName(Function f, int k) {
        return k < f.formals().size() ? "argument " + f.formals().get(k).name() : "argument " + (k + 1);
    }
}
