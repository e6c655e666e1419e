package org.eutectic.load;

import java.util.Optional;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.ir.NetworkShape;
import org.eutectic.lower.Committees;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;

/** Checks the use of networks: {@code N[i](G[i])}, {@code N[i](G[i], rho[i]; 2)}. */
final class CalledNetworks {
    private final NameScope scope;
    private final NameCheck names;
    private final IndexedNames indexed;

    CalledNetworks(NameScope scope, NameCheck names, IndexedNames indexed) {
        this.scope = scope;
        this.names = names;
        this.indexed = indexed;
    }

    /** The network that is called, if one is. */
    Optional<Function> called(Expr.Call c) {
        return switch (c.callee()) {
            case Expr.Name n -> scope.model.function(n.name()).filter(Function::isNetwork);
            case Expr.Indexed x -> scope.model.function(x.name().name()).filter(Function::isNetwork);
            case Expr.Member m when m.target() instanceof Expr.Name n -> scope.model.parent(n.name()).flatMap(p -> p.function(m.name().name())).filter(Function::isNetwork);
            default -> Optional.empty();
        };
    }

    /** {@code spread(…)} of what calls networks, {@code extrapolation(N[i](G[i]))} of one call. */
    void aboutNetworks(Expr.Call c, Expr.Name n) {
        if (c.arguments().size() != 1) {
            scope.error("argument-count", c.span(), "'" + n.name() + "' takes 1 argument, not " + c.arguments().size(), null);
            return;
        }
        if (c.output() != null) {
            scope.error("network-output", c.output().span(), "an output is one of the network, not of " + n.name(), "write " + n.name() + "(N[i](…; 1))");
        }
        Expr argument = c.arguments().getFirst();
        if (n.name().equals(Committees.EXTRAPOLATION)) {
            Optional<Function> f = argument instanceof Expr.Call call ? called(call) : Optional.empty();
            if (f.isEmpty()) {
                scope.error("network-expected", argument.span(), "extrapolation takes a network's call", "write extrapolation(N[i](G[i]))");
            } else {
                call((Expr.Call) argument, f.get(), false);
            }
            return;
        }
        boolean[] any = new boolean[1];
        ExpressionWalk.each(argument, e -> any[0] |= e instanceof Expr.Call call && called(call).isPresent());
        if (!any[0]) {
            scope.error("network-expected", argument.span(), "spread takes an expression that calls a network: a field's members are not known any more", "write spread(N[i](G[i]))");
            return;
        }
        names.check(argument);
    }

    void call(Expr.Call c, Function f) {
        call(c, f, true);
    }

    /** @param valued whether a value of the network is asked for */
    private void call(Expr.Call c, Function f, boolean valued) {
        indices(c.callee(), f);
        int kept = scope.parts, inputs = 0;
        scope.parts = 0;
        for (Expr a : c.arguments()) {
            Optional<Field> whole = indexed.whole(a);
            if (whole.isPresent()) {
                indexed.wholeUse((Expr.Indexed) a, whole.get());
                inputs += IndexedNames.size(whole.get());
            } else {
                names.check(a);
                inputs++;
            }
        }
        if (c.output() != null) {
            names.check(c.output());
        }
        scope.parts = kept;
        if (f.network().shape() != null) {
            counts(c, f, f.network().shape(), inputs, valued);
        }
    }

    private void indices(Expr callee, Function f) {
        int written = switch (callee) {
            case Expr.Indexed x -> {
                indexed.places(x.indices(), false, x);
                yield x.indices().size();
            }
            case Expr.Member m -> {
                indexed.places(m.indices().stream().filter(i -> scope.model.parents().stream().map(Model::species).noneMatch(s -> s.contains(i.name()))).toList(), false, m);
                yield m.indices().isEmpty() ? f.indices().size() : m.indices().size();
            }
            default -> scope.model.species().size() == 1 ? f.indices().size() : 0;
        };
        if (written != f.indices().size()) {
            scope.error("index-count", callee.span(), "'" + f.name() + "' takes " + Drafts.count(f.indices().size(), "index", "indices") + ", not " + written,
                f.indices().isEmpty() ? "write " + f.name() + "(…)" : "write " + f.name() + "[" + String.join(",", f.indices()) + "](…)");
        }
    }

    private void counts(Expr.Call c, Function f, NetworkShape shape, int inputs, boolean valued) {
        if (inputs != shape.inputs()) {
            scope.error("network-inputs", c.span(), "'" + f.name() + "' takes " + shape.inputs() + " numbers; these are " + inputs, "it is declared at " + f.span() + ": " + shape);
        }
        boolean named = !valued || c.output() != null || shape.outputs() == 1;
        if (!named && scope.parts != shape.outputs()) {
            scope.error("network-output", c.span(), "'" + f.name() + "' has " + shape.outputs() + " outputs; " + (scope.parts == 0 ? "one value is wanted here" : scope.parts + " are wanted here"),
                "name one after a semicolon: " + c.callee().span().text() + "(…; 1)");
        } else if (c.output() instanceof Expr.Number n && (n.value() != Math.rint(n.value()) || n.value() < 1 || n.value() > shape.outputs())) {
            scope.error("network-output", c.output().span(), "'" + f.name() + "' has the outputs 1 to " + shape.outputs(), null);
        }
    }
}
