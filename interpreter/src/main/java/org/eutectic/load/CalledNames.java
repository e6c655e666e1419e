package org.eutectic.load;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.Fn;
import org.eutectic.lower.Committees;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** Checks calls, and what is asked of a parent by name. */
final class CalledNames {
    private final NameScope scope;
    private final NameCheck names;
    private static final String LOGARITHM = "the natural logarithm is log(x); that to base 10 is log(x)/log(10)";

    private final IndexedNames indexed;
    private final CalledNetworks networks;

    CalledNames(NameScope scope, NameCheck names, IndexedNames indexed) {
        this.scope = scope;
        this.names = names;
        this.indexed = indexed;
        this.networks = new CalledNetworks(scope, names, indexed);
    }

    void call(Expr.Call c) {
        if (c.callee() instanceof Expr.Name n && isQuantityWithParentheses(c, n.name())) {
            scope.error("indices-in-parentheses", c.span(), "the indices of '" + n.name() + "' stand in square brackets", "write " + n.name() + "["
                + String.join(",", c.arguments().stream().map(a -> ((Expr.Name) a).name()).toList()) + "]");
            return;
        }
        Optional<Function> network = networks.called(c);
        if (network.isPresent()) {
            networks.call(c, network.get());
            return;
        }
        if (c.callee() instanceof Expr.Name n && scope.model.function(n.name()).isEmpty() && Committees.isName(n.name())) {
            networks.aboutNetworks(c, n);
            return;
        }
        switch (c.callee()) {
            case Expr.Name n -> named(c, n);
            case Expr.Indexed x -> {
                indexed.places(x.indices(), false, x);
                Optional<Function> f = scope.model.function(x.name().name());
                if (f.isEmpty()) {
                    unknownFunction(x.name().name(), x.name().span());
                } else if (f.get().indices().size() != x.indices().size()) {
                    scope.error("index-count", x.span(), "'" + x.name() + "' takes " + Drafts.count(f.get().indices().size(), "index", "indices") + ", not " + x.indices().size(),
                        f.get().indices().isEmpty() ? "write " + x.name() + "(…)" : "write " + x.name() + "[" + String.join(",", f.get().indices()) + "](…)");
                } else {
                    arguments(c, f.get());
                }
            }
            case Expr.Member m when m.target() instanceof Expr.Name -> {
                Model parent = parent(m);
                if (parent != null) {
                    Optional<Function> f = parent.function(m.name().name());
                    if (f.isEmpty()) {
                        scope.error("unknown-function", m.name().span(), parent.name() + " has no function '" + m.name() + "'", NameScope.nearest(m.name().name(), parent.functions().keySet(), null));
                    } else {
                        parentIndices(m, f.get().indices(), parent);
                        arguments(c, f.get());
                    }
                }
            }
            default -> scope.error("not-a-function", c.callee().span(), "this is no function", null);
        }
        if (c.output() != null) {
            scope.error("network-output", c.output().span(), "only a network has several outputs, of which one is named after ';'", "leave it out");
        }
        boolean vector = c.callee() instanceof Expr.Name n && n.name().equals("ylm");
        for (int k = 0; k < c.arguments().size(); k++) {
            Expr a = c.arguments().get(k);
            if (vector && k == 2 && a instanceof Expr.Indexed x && x.name().name().equals("d") && x.components().isEmpty()) {
                indexed.places(x.indices(), true, x);
            } else if (!(c.callee() instanceof Expr.Name t && t.name().equals("table"))) {
                names.check(a);
            }
        }
    }

    /** {@code r(i,j)} for {@code r[i,j]}, and likewise for fields and parameters. */
    private boolean isQuantityWithParentheses(Expr.Call c, String name) {
        boolean indexed = Quantities.indices(name) == c.arguments().size() || name.equals("cos") && c.arguments().size() == 3
            || scope.model.field(name).isPresent() || scope.model.parameter(name).isPresent();
        return indexed && scope.model.function(name).isEmpty() && !c.arguments().isEmpty()
            && c.arguments().stream().allMatch(a -> a instanceof Expr.Name n && scope.indices.contains(n.name()) && !scope.locals.contains(n.name()));
    }

    private void named(Expr.Call c, Expr.Name n) {
        Optional<Function> f = scope.model.function(n.name());
        if (f.isPresent()) {
            if (!f.get().indices().isEmpty() && scope.model.species().size() != 1) {
                scope.error("missing-index", n.span(), "'" + n.name() + "' needs " + Drafts.count(f.get().indices().size(), "index", "indices") + " here",
                    "write " + n.name() + "[" + String.join(",", f.get().indices()) + "](…)");
            }
            arguments(c, f.get());
            return;
        }
        if (n.name().equals("table")) {
            scope.error("table-in-expression", c.span(), "a table is a function of its own", "write function f(r: Å) : eV, then function f[Cu] = table(\"file\", 2)");
            return;
        }
        int wanted = n.name().equals("legendre") ? 2 : n.name().equals("ylm") ? 3 : Fn.named(n.name()).map(Fn::argumentCount).orElse(-1);
        boolean more = n.name().equals("min") || n.name().equals("max");
        if (wanted < 0) {
            unknownFunction(n.name(), n.span());
        } else if (c.arguments().size() != wanted && !(more && c.arguments().size() > wanted)) {
            scope.error("argument-count", c.span(), "'" + n.name() + "' takes " + Drafts.count(wanted, "argument", "arguments") + ", not " + c.arguments().size(), null);
        }
    }

    private void unknownFunction(String name, Span span) {
        if (scope.model.parameter(name).isPresent() || scope.locals.contains(name)) {
            scope.error("not-a-function", span, "'" + name + "' is a number, not a function", "to multiply, write " + name + "*(…)");
            return;
        }
        Set<String> known = new LinkedHashSet<>(scope.model.functions().keySet());
        for (Fn fn : Fn.values()) {
            if (fn.keyword() != null) {
                known.add(fn.keyword());
            }
        }
        known.addAll(List.of("legendre", "ylm", Committees.SPREAD, Committees.EXTRAPOLATION));
        scope.error("unknown-function", span, "there is no function '" + name + "'", name.equals("ln") || name.equals("log10") ? LOGARITHM : NameScope.nearest(name, known, null));
    }

    private void arguments(Expr.Call c, Function f) {
        int wanted = f.formals().isEmpty() ? 1 : f.formals().size();
        if (c.arguments().size() != wanted) {
            scope.error("argument-count", c.span(), "'" + f.name() + "' takes " + Drafts.count(wanted, "argument", "arguments") + ", not " + c.arguments().size(), "it is declared at " + f.span());
        }
    }

    void member(Expr.Member m) {
        if (m.target() instanceof Expr.Indexed x) {
            indexed.indexed(x, m.name());
            return;
        }
        Model parent = parent(m);
        if (parent == null) {
            return;
        }
        Optional<Parameter> p = parent.parameter(m.name().name());
        if (p.isEmpty()) {
            boolean function = parent.function(m.name().name()).isPresent();
            scope.error(function ? "function-as-number" : "unknown-name", m.name().span(), function ? "'" + m.name() + "' is a function; it stands here without arguments"
                : parent.name() + " has no parameter '" + m.name() + "'", NameScope.nearest(m.name().name(), parent.parameters().keySet(), null));
            return;
        }
        parentIndices(m, p.get().indices(), parent);
    }

    private Model parent(Expr.Member m) {
        if (!(m.target() instanceof Expr.Name n)) {
            scope.error("unknown-member", m.span(), "'" + m.name() + "' is no member of this", null);
            return null;
        }
        Optional<Model> parent = scope.model.parent(n.name());
        if (parent.isEmpty()) {
            List<String> names = scope.model.parents().stream().map(Model::name).toList();
            scope.error("unknown-parent", n.span(), "'" + n.name() + "' is no potential that this one extends", NameScope.nearest(n.name(), names, names.isEmpty() ? null
                : "it extends " + String.join(", ", names)));
        }
        return parent.orElse(null);
    }

    private void parentIndices(Expr.Member m, List<String> wanted, Model parent) {
        if (m.indices().isEmpty()) {
            if (!wanted.isEmpty() && parent.species().size() != 1) {
                scope.error("missing-index", m.name().span(), "'" + m.name() + "' of " + parent.name() + " needs " + Drafts.count(wanted.size(), "species", "species") + " here",
                    "write " + parent.name() + "." + m.name() + "[" + String.join(",", Collections.nCopies(wanted.size(), parent.species().get(0))) + "]");
            }
        } else if (m.indices().size() != wanted.size()) {
            scope.error("index-count", m.span(), "'" + m.name() + "' takes " + Drafts.count(wanted.size(), "index", "indices") + ", not " + m.indices().size(), null);
        } else {
            for (Identifier i : m.indices()) {
                if (!parent.species().contains(i.name()) && !scope.indices.contains(i.name())) {
                    scope.error("unknown-species", i.span(), "'" + i + "' is no species of " + parent.name(), NameScope.nearest(i.name(), parent.species(), null));
                }
            }
        }
    }
}
