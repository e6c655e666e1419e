package org.eutectic.check;

import java.util.List;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Expr.BinaryOperator;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.DimensionRule;
import org.eutectic.ir.Fn;
import org.eutectic.lower.Committees;
import org.eutectic.model.Function;

/**
 * The dimension of an expression, found from the dimensions of its parts. What disagrees is reported at the part at fault, and the walk goes on.
 */
final class ExpressionDimensions {
    private final ModelScope scope;
    private final Inference inference;
    private Locals locals;
    /** Which of several fields this is the value of. */
    private int part;
    /** The generic function whose body this is; null for any other expression. */
    private final String function;
    private final ModelScope functionOwner;

    ExpressionDimensions(ModelScope scope, Locals locals, String function, ModelScope functionOwner) {
        this.scope = scope;
        this.inference = scope.inference();
        this.locals = locals;
        this.function = function;
        this.functionOwner = functionOwner;
    }

    /**
     * The dimension of an expression that is a number.
     *
     * @param expected what its surroundings ask for, or null: where two summands disagree it tells which of them is at fault
     */
    DimensionTerm number(Expr e, DimensionTerm expected) {
        return switch (e) {
            case Expr.Number n -> inference.dimension(n);
            case Expr.Text t -> fresh();
            case Expr.PerSpecies p -> fresh();
            case Expr.Name n -> name(n.name());
            case Expr.Indexed x -> indexed(x);
            case Expr.Member m -> member(m);
            case Expr.Call c -> call(c, expected);
            case Expr.Several s -> number(s.values().get(part), expected);
            case Expr.Part p -> {
                part = p.position();
                yield number(p.value(), expected);
            }
            case Expr.Unary u -> u.operator() == Expr.UnaryOperator.NEGATE ? number(u.operand(), expected) : conditionAsNumber(e);
            case Expr.Binary b -> binary(b, expected);
            case Expr.Reduction r -> reduction(r, expected);
            case Expr.Piecewise p -> piecewise(p, expected);
            case Expr.Let l -> let(l, expected);
            case Expr.ByCenter b -> byCenter(b, expected);
        };
    }

    /** The constant value of an expression here, or null. */
    Double constant(Expr e) {
        return ConstantValue.of(e, locals, scope.model());
    }

    // ---- names

    private DimensionTerm fresh() {
        return inference.unifier().fresh();
    }

    private DimensionTerm name(String name) {
        Locals local = Locals.find(locals, name);
        if (local != null) {
            return local.dimension();
        }
        DimensionTerm t = modelName(scope, name);
        // A name nobody knows is the check of names' to report; it must not lead to a second message.
        return t != null ? t : Units.constant(name).map(u -> DimensionTerm.of(u.dimension())).orElseGet(this::fresh);
    }

    private static DimensionTerm modelName(ModelScope in, String name) {
        DimensionTerm t = in.parameter(name);
        return t != null ? t : in.field(name);
    }

    private DimensionTerm indexed(Expr.Indexed x) {
        x.components().forEach(c -> number(c, null));
        String name = x.name().name();
        int count = x.indices().size();
        if (scope.model().field(name).filter(f -> f.indices().size() == count).isPresent()) {
            return scope.field(name);
        }
        // A form may call a parameter d[i] although d[i,j] is a vector: the number of indices tells them apart.
        if (scope.model().parameter(name).filter(p -> p.indices().size() == count || Symbols.builtInIndices(name) != count).isPresent()) {
            return scope.parameter(name);
        }
        if (scope.model().readsGiven(name, count)) {
            return DimensionTerm.of(scope.model().givenDimension(name).orElseThrow());
        }
        return switch (name) {
            case "r", "d" -> DimensionTerm.of(Dimension.LENGTH);
            case "cos", "Z" -> DimensionTerm.NONE;
            case "charge" -> DimensionTerm.of(Dimension.CHARGE);
            case "mass" -> DimensionTerm.of(Dimension.MASS);
            default -> fresh();
        };
    }

    private DimensionTerm member(Expr.Member m) {
        ModelScope parent = scope.parent(m.target());
        if (parent == null) {
            // A component of a vector has the vector's dimension; what a reader gives has any.
            return m.target() instanceof Expr.Indexed x ? indexed(x) : fresh();
        }
        DimensionTerm t = modelName(parent, m.name().name());
        return t != null ? t : fresh();
    }

    // ---- calls

    private DimensionTerm call(Expr.Call c, DimensionTerm expected) {
        ModelScope owner = scope;
        String name = null;
        switch (c.callee()) {
            case Expr.Name n -> name = n.name();
            case Expr.Indexed x -> name = x.name().name();
            case Expr.Member m -> {
                owner = scope.parent(m.target());
                name = owner == null ? null : m.name().name();
            }
            default -> { }
        }
        if (owner != null && owner.model().function(name).filter(Function::isNetwork).isPresent()) {
            // Numbers of any kind go in, and come out.
            c.arguments().forEach(a -> number(a, null));
            return fresh();
        }
        DimensionTerm own = name == null ? null : FunctionDimensions.call(this, scope, c, name, owner);
        if (own != null) {
            return own;
        }
        Fn fn = name == null ? null : Fn.named(name).orElse(null);
        if (fn != null && (c.arguments().size() == fn.argumentCount() || fn.dimensionRule() == DimensionRule.SAME && !c.arguments().isEmpty())) {
            return builtIn(fn, c, expected);
        }
        if (Committees.SPREAD.equals(name) && c.arguments().size() == 1) {
            return number(c.arguments().getFirst(), expected);
        }
        if (Committees.EXTRAPOLATION.equals(name)) {
            c.arguments().forEach(a -> number(a, null));
            return DimensionTerm.NONE;
        }
        if ("legendre".equals(name)) {
            c.arguments().forEach(a -> plain(a, "legendre"));
            return DimensionTerm.NONE;
        }
        c.arguments().forEach(a -> number(a, null));
        return "ylm".equals(name) ? DimensionTerm.NONE : fresh();
    }

    private DimensionTerm builtIn(Fn fn, Expr.Call c, DimensionTerm expected) {
        List<Expr> x = c.arguments();
        switch (fn.dimensionRule()) {
            case POWER:
                return power(x.get(0), x.get(1));
            case ROOT:
                return number(x.get(0), null).power(new Rational(1, 2));
            case SAME, RATIO:
                DimensionTerm first = number(x.get(0), expected);
                for (Expr other : x.subList(1, x.size())) {
                    require("dimension-argument", other, number(other, first), first,
                        "the arguments of " + fn.keyword() + " must agree: the first is %s, this is %s", null);
                }
                return fn == Fn.ATAN2 ? DimensionTerm.NONE : first;
            default:
                x.forEach(a -> plain(a, fn.keyword()));
                return DimensionTerm.NONE;
        }
    }

    private void plain(Expr argument, String function) {
        require("dimension-argument", argument, number(argument, DimensionTerm.NONE), DimensionTerm.NONE, function + " takes %s, but this is %s", null);
    }

    // ---- operators

    private DimensionTerm binary(Expr.Binary b, DimensionTerm expected) {
        switch (b.operator()) {
            case MULTIPLY:
                DimensionTerm first = number(b.left(), null);
                return first.times(number(b.right(), isKnown(first) && expected != null ? expected.over(first) : null));
            case DIVIDE:
                DimensionTerm below = number(b.right(), null);
                return number(b.left(), isKnown(below) && expected != null ? expected.times(below) : null).over(below);
            case POWER:
                return power(b.left(), b.right());
            case ADD, SUBTRACT:
                return sum(b, expected);
            default:
                return conditionAsNumber(b);
        }
    }

    private DimensionTerm sum(Expr.Binary b, DimensionTerm expected) {
        DimensionTerm left = number(b.left(), expected);
        DimensionTerm right = number(b.right(), expected == null ? left : expected);
        if (expected != null && isKnown(expected)) {
            // What is still open takes the dimension it will have to take anyway, so that the blame falls on the summand without it.
            settle(left, expected, b.left());
            settle(right, expected, b.right());
        }
        if (inference.unify(left, right, b.span())) {
            return left;
        }
        // The summand that its surroundings do not want is at fault; without surroundings, the second.
        boolean leftAtFault = expected != null && isKnown(expected) && agrees(right, expected) && !agrees(left, expected);
        Expr at = leftAtFault ? b.left() : b.right(), partner = leftAtFault ? b.right() : b.left();
        DimensionTerm have = leftAtFault ? left : right, want = leftAtFault ? right : left;
        String message = b.operator() == BinaryOperator.ADD ? "cannot add " + describe(have) + " to " + describe(want)
            : leftAtFault ? "cannot subtract " + describe(want) + " from " + describe(have) : "cannot subtract " + describe(have) + " from " + describe(want);
        mismatch("dimension-sum", at, partner, message, have, expected != null && isKnown(expected) ? expected : want, null);
        // One message for one mistake: what a wrong sum is, only its surroundings can tell.
        return expected != null && isKnown(expected) && agrees(want, expected) ? want : fresh();
    }

    private DimensionTerm power(Expr base, Expr exponent) {
        DimensionTerm b = number(base, null);
        require("dimension-exponent", exponent, number(exponent, DimensionTerm.NONE), DimensionTerm.NONE, "an exponent must be %s, but this is %s", null);
        DimensionTerm resolved = inference.unifier().resolve(b);
        if (resolved.isKnown() && resolved.known().isNone()) {
            return DimensionTerm.NONE;
        }
        Double value = constant(exponent);
        Rational p = value == null ? null : Rational.nearest(value);
        if (p != null) {
            return b.power(p);
        }
        if (function != null && mentionsLocal(exponent)) {
            functionOwner.checkAtCalls(function);
            return fresh();
        }
        if (!inference.unify(b, DimensionTerm.NONE, base.span())) {
            String message = value == null ? "only a constant number can be an exponent of " + describe(b)
                : value + " is no simple fraction, so it cannot be an exponent of " + describe(b);
            inference.report(new Mismatch("exponent-not-constant", exponent.span(), message, base, null, null,
                "divide the base by " + inverse(b) + ", so that it is a plain number", scope));
            return fresh();
        }
        return DimensionTerm.NONE;
    }

    private String inverse(DimensionTerm t) {
        DimensionTerm r = inference.unifier().resolve(t);
        return r.isKnown() ? r.known().describe() : "something of its own dimension";
    }

    private boolean mentionsLocal(Expr e) {
        return Symbols.names(e).stream().anyMatch(n -> Locals.find(locals, n) != null);
    }

    // ---- reductions, branches, let

    private DimensionTerm reduction(Expr.Reduction r, DimensionTerm expected) {
        Locals outer = locals;
        int terms = 1;
        boolean counted = true;
        for (Expr.Binder b : r.binders()) {
            if (b.within() != null) {
                require("dimension-range", b.within(), number(b.within(), DimensionTerm.of(Dimension.LENGTH)), DimensionTerm.of(Dimension.LENGTH),
                    "the range of a sum must be %s, but this is %s", null);
            }
            boolean components = b.set() != null && Symbols.areComponents(b.set());
            if (components) {
                b.names().forEach(n -> locals = Locals.with(locals, n.name(), DimensionTerm.NONE, null));
                terms *= b.set().elements().size();
            }
            counted &= components;
        }
        DimensionTerm body = number(r.body(), r.kind() == Expr.ReductionKind.SUM ? expected : null);
        if (r.kind() == Expr.ReductionKind.PROD && counted) {
            body = body.power(Rational.of(terms));
        } else if (r.kind() == Expr.ReductionKind.PROD) {
            require("dimension-product", r.body(), body, DimensionTerm.NONE, "each factor of a product over neighbors must be %s, but this is %s", null);
            body = DimensionTerm.NONE;
        }
        locals = outer;
        return body;
    }

    private DimensionTerm piecewise(Expr.Piecewise p, DimensionTerm expected) {
        DimensionTerm first = null;
        for (Expr.Case c : p.cases()) {
            if (c.condition() != null) {
                condition(c.condition());
            }
            DimensionTerm t = number(c.value(), expected);
            if (first == null) {
                first = t;
            } else {
                require("dimension-branches", c.value(), t, first, "the branches of a piecewise must agree: those above are %s, this is %s", null);
            }
        }
        return first == null ? fresh() : first;
    }

    private DimensionTerm byCenter(Expr.ByCenter b, DimensionTerm expected) {
        DimensionTerm first = expected;
        for (Expr.Equation e : b.equations()) {
            DimensionTerm t = number(e.value(), expected);
            if (first == null) {
                first = t;
            } else if (expected == null) {
                require("dimension-centers", e.value(), t, first, "a field is of one dimension: for the species above it is %s, here %s", null);
            } else {
                require("dimension-centers", e.value(), t, first, "this must be %s, but it is %s", null);
            }
        }
        return first;
    }

    private DimensionTerm let(Expr.Let l, DimensionTerm expected) {
        Locals outer = locals;
        DimensionTerm value = number(l.value(), null);
        locals = Locals.with(outer, l.name().name(), value, constant(l.value()));
        DimensionTerm body = number(l.body(), expected);
        locals = outer;
        return body;
    }

    // ---- conditions

    private void condition(Expr e) {
        switch (e) {
            case Expr.Binary b when b.operator().isLogical() -> {
                condition(b.left());
                condition(b.right());
            }
            case Expr.Binary b when b.operator().isComparison() -> compare(b);
            case Expr.Unary u when u.operator() == Expr.UnaryOperator.NOT -> condition(u.operand());
            default -> inference.report(new Mismatch("number-as-condition", e.span(), "a condition is needed here, but this is "
                + describe(number(e, null)), null, null, null, "compare it with something, as in x < 1", scope));
        }
    }

    private void compare(Expr.Binary b) {
        DimensionTerm left = number(b.left(), null), right = number(b.right(), left);
        if (!inference.unify(left, right, b.span())) {
            mismatch("dimension-comparison", b.right(), b.left(), "cannot compare " + describe(left) + " with " + describe(right), right, left, null);
        }
    }

    private DimensionTerm conditionAsNumber(Expr e) {
        condition(e);
        inference.report(new Mismatch("condition-as-number", e.span(), "a number is needed here, but this is a condition", null, null, null,
            "piecewise { " + e.span().text() + " : 1; otherwise : 0 } makes a number of it", scope));
        return fresh();
    }

    // ---- what must agree

    /** Makes {@code have} equal {@code want}, or reports it at the expression with a message that takes both. */
    void require(String code, Expr at, DimensionTerm have, DimensionTerm want, String message, String note) {
        if (!inference.unify(want, have, at.span())) {
            mismatch(code, at, null, message.formatted(describe(want), describe(have)), have, want, note);
        }
    }

    private void mismatch(String code, Expr at, Expr partner, String message, DimensionTerm have, DimensionTerm want, String note) {
        DimensionTerm ratio = inference.unifier().resolve(want.over(have));
        String why = note != null ? note : Symbols.reasons(scope, at, have);
        inference.report(new Mismatch(code, at.span(), message, at, partner, ratio.isKnown() ? ratio.known() : null, why, scope));
    }

    /** Where a dimension was declared, as a note about an error at {@code at}; null where it was not, or where the reader sees it anyway. */
    static String declaredAt(UnitExpr dimension, Span at) {
        boolean seen = dimension == null || dimension.span().file() == at.file() && dimension.span().line() == at.line();
        return seen ? null : "it is declared " + place(dimension.span(), at);
    }

    /** A place as a reader of a message about {@code here} finds it. */
    static String place(Span s, Span here) {
        return s.file() == here.file() ? "in line " + s.line() : "at " + s.file().name() + ":" + s.line();
    }

    private boolean isKnown(DimensionTerm t) {
        return inference.unifier().resolve(t).isKnown();
    }

    private void settle(DimensionTerm t, DimensionTerm expected, Expr e) {
        if (!isKnown(t)) {
            inference.unify(t, expected, e.span());
        }
    }

    private boolean agrees(DimensionTerm a, DimensionTerm b) {
        return inference.unifier().resolve(a.over(b)).equals(DimensionTerm.NONE);
    }

    private String describe(DimensionTerm t) {
        return inference.unifier().describe(t);
    }
}
