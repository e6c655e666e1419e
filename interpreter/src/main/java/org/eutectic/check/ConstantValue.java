package org.eutectic.check;

import java.util.List;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** The value of an expression that is a plain number known without any structure: what an exponent must be. */
final class ConstantValue {
    private static final int DEEPEST = 20;

    private ConstantValue() {}

    /** The value, or null where it is not a constant. */
    static Double of(Expr e, Locals locals, Model model) {
        return of(e, locals, model, 0);
    }

    private static Double of(Expr e, Locals locals, Model model, int depth) {
        // A parameter that is defined by itself is another check's error; here it must only end.
        if (depth > DEEPEST) {
            return null;
        }
        return switch (e) {
            case Expr.Number n -> n.unit() == null ? (Double) n.value() : null;
            case Expr.Unary u when u.operator() == Expr.UnaryOperator.NEGATE -> {
                Double x = of(u.operand(), locals, model, depth);
                yield x == null ? null : (Double) (-x);
            }
            case Expr.Binary b -> {
                Double x = of(b.left(), locals, model, depth);
                Double y = x == null ? null : of(b.right(), locals, model, depth);
                yield y == null ? null : combine(b.operator(), x, y);
            }
            case Expr.Let l -> of(l.body(), Locals.with(locals, l.name().name(), null, of(l.value(), locals, model, depth)), model, depth);
            case Expr.Name n -> {
                Locals local = Locals.find(locals, n.name());
                yield local != null ? local.constant() : parameter(n.name(), model, depth);
            }
            default -> null;
        };
    }

    private static Double combine(Expr.BinaryOperator op, double x, double y) {
        return switch (op) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case POWER -> Math.pow(x, y);
            default -> null;
        };
    }

    private static Double parameter(String name, Model model, int depth) {
        Parameter p = model.parameter(name).orElse(null);
        List<Definition> all = p == null || !p.indices().isEmpty() ? List.of() : p.definitions();
        if (all.isEmpty()) {
            return null;
        }
        Definition last = all.get(all.size() - 1);
        return switch (last.content()) {
            case Content.Written w -> of(w.expression(), null, last.scope(model), depth + 1);
            case Content.Number n -> n.value();
            default -> null;
        };
    }
}
