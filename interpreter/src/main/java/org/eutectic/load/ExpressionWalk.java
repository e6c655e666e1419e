package org.eutectic.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eutectic.dsl.ast.Expr;

/** Visits an expression and everything in it. */
final class ExpressionWalk {
    private ExpressionWalk() {}

    static void each(Expr e, Consumer<Expr> visitor) {
        visitor.accept(e);
        children(e).forEach(c -> each(c, visitor));
    }

    static List<Expr> children(Expr e) {
        return switch (e) {
            case Expr.Number n -> List.of();
            case Expr.Text t -> List.of();
            case Expr.Name n -> List.of();
            case Expr.Indexed x -> x.components();
            case Expr.Member m -> List.of(m.target());
            case Expr.Call c -> {
                List<Expr> all = new ArrayList<>(c.arguments());
                all.add(0, c.callee());
                if (c.output() != null) {
                    all.add(c.output());
                }
                yield all;
            }
            case Expr.Several s -> s.values();
            case Expr.Part p -> List.of(p.value());
            case Expr.Unary u -> List.of(u.operand());
            case Expr.Binary b -> List.of(b.left(), b.right());
            case Expr.Reduction r -> {
                List<Expr> all = new ArrayList<>();
                r.binders().forEach(b -> {
                    if (b.within() != null) {
                        all.add(b.within());
                    }
                });
                all.add(r.body());
                yield all;
            }
            case Expr.Piecewise p -> {
                List<Expr> all = new ArrayList<>();
                for (Expr.Case c : p.cases()) {
                    if (c.condition() != null) {
                        all.add(c.condition());
                    }
                    all.add(c.value());
                }
                yield all;
            }
            case Expr.Let l -> List.of(l.value(), l.body());
            case Expr.ByCenter b -> b.equations().stream().map(Expr.Equation::value).toList();
            case Expr.PerSpecies p -> p.entries().stream().map(Expr.Entry::value).toList();
        };
    }
}
