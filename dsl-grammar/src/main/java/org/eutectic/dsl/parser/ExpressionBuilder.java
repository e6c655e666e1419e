package org.eutectic.dsl.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Expr.BinaryOperator;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.IndexSet;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.dsl.grammar.EutecticParser.*;

/** Turns ANTLR's tree of an expression into ours, and names the slips that the grammar lets through. */
final class ExpressionBuilder {
    /** More components than this in one range is a slip of the pen, and would take all memory. */
    private static final int LARGEST_RANGE = 10_000;

    private final Places places;
    private final Diagnostics diagnostics;
    private final UnitBuilder units;

    ExpressionBuilder(Places places, Diagnostics diagnostics, UnitBuilder units) {
        this.places = places;
        this.diagnostics = diagnostics;
        this.units = units;
    }

    Expr expr(ExprContext c) {
        if (c.LET() != null) {
            assign(c.assign());
            return new Expr.Let(span(c), identifier(c.identifier()), expr(c.expr(0)), expr(c.expr(1)));
        }
        return disjunction(c.disjunction());
    }

    Expr block(BlockBodyContext c) {
        if (c.LET() == null) {
            return disjunction(c.disjunction());
        }
        assign(c.assign());
        Expr body = c.IN() != null ? expr(c.expr(1)) : block(c.blockBody());
        return new Expr.Let(span(c), identifier(c.identifier()), expr(c.expr(0)), body);
    }

    /** Where {@code =} belongs, {@code ==} and {@code :=} are slips. */
    void assign(AssignContext c) {
        if (c != null && c.ASSIGN() == null) {
            diagnostics.error("syntax-assign", span(c), "'" + c.getText() + "' does not give a value", "write '=' here; '==' compares two values");
        }
    }

    Expr perSpecies(PerSpeciesContext c) {
        return new Expr.PerSpecies(span(c), map(c.entry(), e -> new Expr.Entry(span(e), identifier(e.identifier()), expr(e.expr()))));
    }

    List<Identifier> identifiers(List<IdentifierContext> all) {
        return map(all, this::identifier);
    }

    Identifier identifier(IdentifierContext c) {
        return places.identifier(c.getStart());
    }

    IndexSet indexSet(IndexSetContext c) {
        List<String> elements = new ArrayList<>();
        for (SetElementContext e : c.setElement()) {
            if (e.RANGE() == null) {
                elements.add(e.first != null ? e.getText() : identifier(e.identifier()).name());
                continue;
            }
            long first = whole(e.first);
            long last = whole(e.last);
            if (last < first || last - first >= LARGEST_RANGE) {
                diagnostics.error("bad-range", span(e), last < first ? "the range " + e.getText() + " is empty" : "the range " + e.getText() + " is too long",
                        last < first ? "write the smaller number first" : "a range holds at most " + LARGEST_RANGE + " numbers");
                continue;
            }
            for (long n = first; n <= last; n++) {
                elements.add(Long.toString(n));
            }
        }
        return new IndexSet(span(c), List.copyOf(elements));
    }

    String text(StringContext c) {
        String quoted = c.getText();
        return quoted.substring(1, quoted.length() - 1);
    }

    private Expr disjunction(DisjunctionContext c) {
        return chain(c, x -> conjunction((ConjunctionContext) x));
    }

    private Expr conjunction(ConjunctionContext c) {
        return chain(c, x -> negation((NegationContext) x));
    }

    private Expr negation(NegationContext c) {
        if (c.comparison() != null) {
            return comparison(c.comparison());
        }
        if (c.NOT_SLIP() != null) {
            slip(c.NOT_SLIP().getSymbol(), "not");
        }
        return new Expr.Unary(span(c), Expr.UnaryOperator.NOT, negation(c.negation()));
    }

    /** {@code a < x < b} means {@code a < x and x < b}. */
    private Expr comparison(ComparisonContext c) {
        List<Expr> sides = map(c.additive(), this::additive);
        if (sides.size() == 1) {
            return sides.getFirst();
        }
        Expr all = null;
        for (int i = 1; i < sides.size(); i++) {
            Expr left = sides.get(i - 1);
            Expr right = sides.get(i);
            Span span = places.span(c.additive(i - 1).getStart(), c.additive(i).getStop());
            Expr one = new Expr.Binary(span, operator(c.comparator(i - 1).getStart()), left, right);
            all = all == null ? one : new Expr.Binary(all.span().to(one.span()), BinaryOperator.AND, all, one);
        }
        return all;
    }

    private Expr additive(AdditiveContext c) {
        return chain(c, x -> product((ProductContext) x));
    }

    /** The grammar nests products to the right; they are meant from left to right. */
    private Expr product(ProductContext c) {
        Expr left = signed(c);
        for (ProductContext last = c; last.product() != null; last = last.product()) {
            ProductContext next = last.product();
            BinaryOperator operator = operator(((TerminalNode) last.getChild(last.getChildCount() - 2)).getSymbol());
            Token stop = next.power() != null ? next.power().getStop() : next.getStop();
            left = new Expr.Binary(places.span(c.getStart(), stop), operator, left, signed(next));
        }
        return left;
    }

    /** The first factor of a product with its signs. */
    private Expr signed(ProductContext c) {
        Expr operand = c.reduction() != null ? reduction(c.reduction()) : power(c.power());
        for (SignContext sign : c.sign().reversed()) {
            if (sign.NEGATIVE() != null) {
                Token stop = c.power() != null ? c.power().getStop() : c.getStop();
                operand = new Expr.Unary(places.span(sign.getStart(), stop), Expr.UnaryOperator.NEGATE, operand);
            }
        }
        return operand;
    }

    /** Operands and operators in turn, from left to right. */
    private Expr chain(ParserRuleContext c, Function<ParseTree, Expr> operand) {
        Expr left = operand.apply(c.getChild(0));
        for (int i = 1; i + 1 < c.getChildCount(); i += 2) {
            Expr right = operand.apply(c.getChild(i + 1));
            BinaryOperator operator = operator(((TerminalNode) c.getChild(i)).getSymbol());
            // From the tokens, not from the operands: these do not hold their own parentheses.
            Span span = places.span(c.getStart(), ((ParserRuleContext) c.getChild(i + 1)).getStop());
            left = new Expr.Binary(span, operator, left, right);
        }
        return left;
    }

    private Expr reduction(ReductionContext c) {
        Expr.ReductionKind kind = c.SUM() != null ? Expr.ReductionKind.SUM : Expr.ReductionKind.PROD;
        return new Expr.Reduction(span(c), kind, map(c.binder(), this::binder), product(c.product()));
    }

    private Expr.Binder binder(BinderContext c) {
        for (int i = 1; i < c.within().size(); i++) {
            diagnostics.error("syntax-repeated", span(c.within(i)), "'within' is given twice", "keep one range");
        }
        for (int i = 1; i < c.indexSet().size(); i++) {
            diagnostics.error("syntax-repeated", span(c.indexSet(i)), "'in' is given twice", "write all members in one set: in {Na, Cl}");
        }
        return new Expr.Binder(span(c), identifiers(c.identifier()), map(c.comparator(), x -> operator(x.getStart())),
                c.within().isEmpty() ? null : additive(c.within(0).additive()), c.indexSet().isEmpty() ? null : indexSet(c.indexSet(0)));
    }

    private Expr power(PowerContext c) {
        Expr base = postfix(c.postfix());
        if (c.exponent() == null) {
            return base;
        }
        if (c.POWER_SLIP() != null) {
            slip(c.POWER_SLIP().getSymbol(), "^");
        }
        Expr exponent = exponent(c.exponent());
        return new Expr.Binary(span(c), BinaryOperator.POWER, base, exponent);
    }

    private Expr exponent(ExponentContext c) {
        if (c.power() != null) {
            return power(c.power());
        }
        Expr operand = exponent(c.exponent());
        return c.sign().NEGATIVE() != null ? new Expr.Unary(span(c), Expr.UnaryOperator.NEGATE, operand) : operand;
    }

    private Expr postfix(PostfixContext c) {
        Expr target = primary(c.primary());
        for (SuffixContext s : c.suffix()) {
            Span span = places.span(c.getStart(), s.getStop());
            target = switch (s) {
                case MemberSuffixContext m -> member(span, target, m);
                case CallSuffixContext call -> call(span, target, call);
                case IndexSuffixContext index -> indexed(span, target, index);
                default -> throw new IllegalStateException(s.getClass().getName());
            };
        }
        return target;
    }

    private Expr member(Span span, Expr target, MemberSuffixContext c) {
        if (target instanceof Expr.Name || target instanceof Expr.Indexed || target instanceof Expr.Call) {
            return new Expr.Member(span, target, identifier(c.identifier()));
        }
        diagnostics.error("syntax-member", span(c), "only a potential, a vector or a reader's file has parts to name after '.'", "write for example d[i,j].x or Cu.phi(r)");
        return target;
    }

    private Expr call(Span span, Expr target, CallSuffixContext c) {
        if (target instanceof Expr.Name || target instanceof Expr.Indexed || target instanceof Expr.Member || target instanceof Expr.Call) {
            List<Expr> arguments = map(c.expr(), this::expr);
            return c.output == null ? new Expr.Call(span, target, arguments) : new Expr.Call(span, target, arguments.subList(0, arguments.size() - 1), arguments.getLast());
        }
        diagnostics.error("missing-operator", places.span(c.LPAREN().getSymbol()), "only a name can be called with arguments", "a product is written with '*'");
        return target;
    }

    private Expr indexed(Span span, Expr target, IndexSuffixContext c) {
        List<Identifier> indices = identifiers(c.identifier());
        if (target instanceof Expr.Name name) {
            return new Expr.Indexed(span, new Identifier(name.span(), name.name()), indices, map(c.expr(), this::expr));
        }
        if (target instanceof Expr.Member member && member.indices().isEmpty() && c.expr().isEmpty()) {
            return new Expr.Member(span, member.target(), member.name(), indices);
        }
        diagnostics.error("syntax-index", span(c), "only a name can carry indices", "give the expression a name first, with 'let' or as a field");
        return target;
    }

    private Expr primary(PrimaryContext c) {
        if (c.number() != null) {
            Token value = c.number().getStart();
            return new Expr.Number(span(c), Double.parseDouble(value.getText()), c.number().unit() == null ? null : units.unit(c.number().unit()));
        }
        if (c.string() != null) {
            return new Expr.Text(span(c), text(c.string()));
        }
        if (c.name() != null) {
            return new Expr.Name(span(c), places.identifier(c.getStart()).name());
        }
        if (c.expr().size() > 1) {
            return new Expr.Several(span(c), map(c.expr(), this::expr));
        }
        return !c.expr().isEmpty() ? expr(c.expr(0)) : piecewise(c.piecewise());
    }

    private Expr piecewise(PiecewiseContext c) {
        List<Expr.Case> cases = new ArrayList<>();
        for (PieceContext p : c.piece()) {
            if (p.OTHERWISE() != null) {
                cases.add(new Expr.Case(span(p), null, expr(p.expr(0))));
                continue;
            }
            Expr condition = expr(p.expr(0));
            if (p.ASSIGN() != null) {
                diagnostics.error("syntax-compare", places.span(p.ASSIGN().getSymbol()), "'=' does not compare", "write '==' to ask whether two values are equal");
                Expr right = expr(p.expr(1));
                condition = new Expr.Binary(condition.span().to(right.span()), BinaryOperator.EQUAL, condition, right);
            }
            cases.add(new Expr.Case(span(p), condition, expr(p.expr(p.expr().size() - 1))));
        }
        checkOtherwise(c, cases);
        return new Expr.Piecewise(span(c), List.copyOf(cases));
    }

    private void checkOtherwise(PiecewiseContext c, List<Expr.Case> cases) {
        for (Expr.Case one : cases.subList(0, cases.size() - 1)) {
            if (one.condition() == null) {
                diagnostics.error("otherwise-not-last", one.span(), "'otherwise' is not the last case", "move it to the end: the cases after it are never reached");
                return;
            }
        }
        if (cases.getLast().condition() instanceof Expr.Name name
                && (name.name().equals("else") || name.name().equals("default") || Suggestion.nearest(name.name(), List.of("otherwise")).isPresent())) {
            diagnostics.error("misspelt-word", name.span(), "unknown word '" + name.name() + "'", "did you mean 'otherwise'?");
        } else if (cases.getLast().condition() != null) {
            diagnostics.error("missing-otherwise", places.span(c.PIECEWISE().getSymbol()), "'piecewise' has no 'otherwise'",
                    "say what the value is when no condition holds, for example a last line: otherwise : 0");
        }
    }

    private BinaryOperator operator(Token token) {
        String symbol = switch (token.getText()) {
            case "<>" -> corrected(token, "!=");
            case "&&", "&" -> corrected(token, "and");
            case "||", "|" -> corrected(token, "or");
            default -> PlainSigns.of(token.getText());
        };
        for (BinaryOperator operator : BinaryOperator.values()) {
            if (operator.symbol().equals(symbol)) {
                return operator;
            }
        }
        throw new IllegalStateException("no operator " + symbol);
    }

    private String corrected(Token token, String right) {
        slip(token, right);
        return right;
    }

    private void slip(Token token, String right) {
        diagnostics.error("syntax-operator", places.span(token), "'" + token.getText() + "' is not an operator of the language", "write '" + right + "'");
    }

    private static long whole(SetNumberContext c) {
        String digits = c.INT().getText();
        long size = digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
        return c.MINUS() != null || c.NEGATIVE() != null ? -size : size;
    }

    private Span span(ParserRuleContext c) {
        return places.span(c);
    }

    private static <A, B> List<B> map(List<A> all, Function<? super A, ? extends B> f) {
        List<B> result = new ArrayList<>(all.size());
        for (A a : all) {
            result.add(f.apply(a));
        }
        return List.copyOf(result);
    }
}
