package org.eutectic.dsl.parser;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.IndexSet;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.SourceUnit;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.grammar.EutecticParser.*;

/** Turns ANTLR's tree of a file into ours. What holds a syntax error, already reported, is left out. */
final class TreeBuilder {
    /** More is a slip of the pen. */
    private static final int LARGEST_LAYER = 4096;

    private final Places places;
    private final Diagnostics diagnostics;
    private final UnitBuilder units;
    private final ExpressionBuilder expressions;

    TreeBuilder(Places places, Diagnostics diagnostics) {
        this.places = places;
        this.diagnostics = diagnostics;
        units = new UnitBuilder(places, diagnostics);
        expressions = new ExpressionBuilder(places, diagnostics, units);
    }

    SourceUnit sourceUnit(SourceUnitContext c) {
        List<SourceUnit.Import> imports = new ArrayList<>();
        List<Declaration> declarations = new ArrayList<>();
        for (TopLevelContext top : c.topLevel()) {
            if (top.importLine() != null && isSound(top.importLine())) {
                for (StringContext s : top.importLine().string()) {
                    imports.add(new SourceUnit.Import(span(s), expressions.text(s)));
                }
            } else if (top.declaration() != null && isHeaderSound(top.declaration())) {
                declarations.add(declaration(top.declaration()));
            } else if (top.body() != null) {
                // Never kept, but its slips are still worth a message.
                items(top.body());
            }
        }
        return new SourceUnit(places.file(), List.copyOf(imports), List.copyOf(declarations));
    }

    private Declaration declaration(DeclarationContext c) {
        return switch (c) {
            case FormContext f -> new Declaration.Form(span(c), identifier(f.title), f.base == null ? null : identifier(f.base), items(f.body()));
            case PotentialContext p -> new Declaration.Potential(span(c), identifier(p.title), p.base == null ? null : identifier(p.base),
                    expressions.identifiers(p.parents), items(p.body()));
            default -> throw new IllegalStateException(c.getClass().getName());
        };
    }

    private List<Item> items(BodyContext c) {
        List<Item> items = new ArrayList<>();
        for (ItemContext item : c.item()) {
            if (isSound(item)) {
                item(item, items);
            }
        }
        return List.copyOf(items);
    }

    private void item(ItemContext c, List<Item> items) {
        switch (c.getChild(0)) {
            case SpeciesContext s -> items.add(new Item.Species(span(s), expressions.identifiers(s.identifier())));
            case CutoffContext x -> {
                expressions.assign(x.assign());
                items.add(new Item.Cutoff(span(x), x.OVERRIDE() != null, indices(x.indices()), expressions.expr(x.expr())));
            }
            case CiteContext x -> x.string().forEach(s -> items.add(new Item.Cite(span(s), expressions.text(s))));
            case ParamContext p -> params(p, items);
            case FunctionContext f -> items.add(function(f));
            case NetworkContext n -> items.add(network(n));
            case FieldContext f -> fields(f, items);
            case TermContext t -> items.add(term(t));
            case MixContext m -> {
                for (MixRuleContext r : m.mixRule()) {
                    List<Identifier> names = expressions.identifiers(r.identifier());
                    items.add(new Item.Mix(span(r), indices(m.indices()), names.getFirst(), names.subList(1, names.size())));
                }
            }
            case NormaliseContext n -> items.add(new Item.Normalise(span(n), indices(n.indices()), expressions.expr(n.expr())));
            case FromContext f -> items.add(new Item.From(span(f), identifier(f.identifier()), f.expr().stream().map(expressions::expr).toList()));
            default -> throw new IllegalStateException(c.getText());
        }
    }

    /** A name with neither value nor dimension takes the next dimension written to its right: {@code param a, b : eV}. */
    private void params(ParamContext c, List<Item> items) {
        boolean isLet = c.LET() != null;
        List<Item> reversed = new ArrayList<>();
        UnitExpr shared = null;
        for (ParamEntryContext e : c.paramEntry().reversed()) {
            expressions.assign(e.assign());
            UnitExpr dimension = e.dimension() == null ? null : units.dimension(e.dimension());
            Expr value = e.expr() == null ? null : expressions.expr(e.expr());
            if (dimension != null) {
                shared = dimension;
            }
            if (isLet && value == null) {
                diagnostics.error("let-without-value", span(e), "'let " + e.identifier().getText() + "' gives no value", "write let " + e.identifier().getText() + " = …, or declare a parameter with 'param'");
            }
            reversed.add(new Item.Param(span(e), c.OVERRIDE() != null, identifier(e.identifier()), indices(e.indices()), value == null ? shared : dimension, value));
        }
        items.addAll(reversed.reversed());
    }

    private Item function(FunctionContext c) {
        List<Item.Formal> formals = null;
        if (c.formals() != null) {
            formals = c.formals().formal().stream()
                    .map(f -> new Item.Formal(span(f), identifier(f.identifier()), f.dimension() == null ? null : units.dimension(f.dimension()))).toList();
        }
        UnitExpr result = null;
        boolean symmetric = false;
        for (FunctionPropertyContext p : c.functionProperty()) {
            if (p.dimension() == null ? symmetric : result != null) {
                diagnostics.error("syntax-repeated", span(p), "'" + p.getStart().getText() + "' is given twice", "keep one of the two");
            }
            if (p.dimension() == null) {
                symmetric = true;
            } else {
                result = units.dimension(p.dimension());
            }
        }
        expressions.assign(c.assign());
        Expr body = c.expr() != null ? expressions.expr(c.expr()) : c.block() != null ? expressions.block(c.block().blockBody()) : null;
        return new Item.Function(span(c), c.OVERRIDE() != null, identifier(c.identifier()), indices(c.indices()), formals, result, symmetric, body);
    }

    private Item network(NetworkContext c) {
        expressions.assign(c.assign());
        Item.Layers layers = null;
        if (c.layers() != null) {
            List<Integer> sizes = c.layers().INT().stream().map(t -> size(t.getSymbol())).toList();
            layers = new Item.Layers(span(c.layers()), sizes, expressions.identifiers(c.layers().identifier()));
        }
        return new Item.Network(span(c), c.OVERRIDE() != null, identifier(c.identifier()), indices(c.indices()), layers, c.expr() == null ? null : expressions.expr(c.expr()));
    }

    /** The units of a layer. */
    private int size(Token t) {
        int size = t.getText().length() > 6 ? LARGEST_LAYER + 1 : Integer.parseInt(t.getText());
        if (size < 1 || size > LARGEST_LAYER) {
            diagnostics.error("network-layer", places.span(t), "a layer of " + t.getText() + " units", "a layer has 1 to " + LARGEST_LAYER + " units");
        }
        return Math.clamp(size, 1, LARGEST_LAYER);
    }

    private void fields(FieldContext c, List<Item> items) {
        expressions.assign(c.assign());
        List<Identifier> indices = expressions.identifiers(c.identifier());
        List<Item.Component> components = c.component().stream()
                .map(x -> new Item.Component(span(x), identifier(x.identifier()), expressions.indexSet(x.indexSet()))).toList();
        IndexSet centers = c.indexSet() == null ? null : expressions.indexSet(c.indexSet());
        Expr value = expressions.expr(c.expr());
        boolean monitored = c.MONITOR() != null;
        if (c.several() == null) {
            items.add(new Item.Field(span(c), monitored, indices.getFirst(), indices.subList(1, indices.size()), centers, components, value));
            return;
        }
        List<Identifier> names = expressions.identifiers(c.several().identifier());
        for (int k = 0; k < names.size(); k++) {
            items.add(new Item.Field(span(c), monitored, names.get(k), indices, centers, components, new Expr.Part(value, k, names.size())));
        }
    }

    private Item term(TermContext c) {
        expressions.assign(c.assign());
        List<Item.Argument> arguments = null;
        if (c.LPAREN() != null) {
            arguments = new ArrayList<>();
            for (ArgumentContext a : c.argument()) {
                arguments.add(argument(a));
            }
            arguments = List.copyOf(arguments);
        }
        return new Item.Term(span(c), c.OVERRIDE() != null, identifier(c.identifier(0)), identifier(c.identifier(1)), arguments);
    }

    private Item.Argument argument(ArgumentContext c) {
        Expr first = c.expr().isEmpty() ? null : expressions.expr(c.expr(0));
        if (c.ASSIGN() == null && c.ASSIGN_SLIP() == null) {
            // 'method == pme' reads as a comparison, which no argument takes.
            return first instanceof Expr.Binary b && b.operator() == Expr.BinaryOperator.EQUAL && b.left() instanceof Expr.Name n ? named(c, n, b.right(), "==")
                : new Item.Argument(span(c), null, first == null ? expressions.perSpecies(c.perSpecies()) : first);
        }
        Expr value = c.perSpecies() != null ? expressions.perSpecies(c.perSpecies()) : expressions.expr(c.expr(1));
        if (first instanceof Expr.Name n) {
            return named(c, n, value, c.ASSIGN() != null ? "=" : c.ASSIGN_SLIP().getText());
        }
        diagnostics.error("syntax-argument", first.span(), "the name of an argument belongs before '='", "write name = value, or the value alone where its place says which argument it is");
        return new Item.Argument(span(c), null, value);
    }

    private Item.Argument named(ArgumentContext c, Expr.Name name, Expr value, String sign) {
        if (!sign.equals("=")) {
            diagnostics.error("syntax-assign", span(c), "'" + sign + "' does not give a value", "write '=' here; '==' compares two values");
        }
        return new Item.Argument(span(c), new Identifier(name.span(), name.name()), value);
    }

    private List<Identifier> indices(IndicesContext c) {
        return c == null ? List.of() : expressions.identifiers(c.identifier());
    }

    private Identifier identifier(IdentifierContext c) {
        return expressions.identifier(c);
    }

    /** Whether the first line of a declaration, and the braces of its body, can be read; its items may still hold errors. */
    private static boolean isHeaderSound(DeclarationContext c) {
        if (c.exception != null) {
            return false;
        }
        return c.children.stream().allMatch(x -> x instanceof BodyContext || isSound(x));
    }

    private static boolean isSound(ParseTree tree) {
        if (tree instanceof ErrorNode) {
            return false;
        }
        if (tree instanceof ParserRuleContext rule && rule.exception != null) {
            return false;
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            if (!isSound(tree.getChild(i))) {
                return false;
            }
        }
        return true;
    }

    private Span span(ParserRuleContext c) {
        return places.span(c);
    }
}
