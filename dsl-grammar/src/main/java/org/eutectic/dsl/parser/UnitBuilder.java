package org.eutectic.dsl.parser;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.ast.UnitNames;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.dsl.grammar.EutecticParser;
import org.eutectic.dsl.grammar.EutecticParser.DimensionContext;
import org.eutectic.dsl.grammar.EutecticParser.DimensionFactorContext;
import org.eutectic.dsl.grammar.EutecticParser.UnitContext;
import org.eutectic.dsl.grammar.EutecticParser.UnitExponentContext;
import org.eutectic.dsl.grammar.EutecticParser.UnitFactorContext;

/** Turns units and dimensions into tree nodes; an unknown unit gets its message here, with the nearest known one. */
final class UnitBuilder {
    private static final int LARGEST_EXPONENT = 99;

    private final Places places;
    private final Diagnostics diagnostics;

    UnitBuilder(Places places, Diagnostics diagnostics) {
        this.places = places;
        this.diagnostics = diagnostics;
    }

    /** The unit after a number. */
    UnitExpr unit(UnitContext c) {
        return walk(c);
    }

    UnitExpr dimension(DimensionContext c) {
        return walk(c);
    }

    /** Factors with the operators between them; after a slash the exponents are negative. */
    private UnitExpr walk(ParserRuleContext c) {
        List<UnitExpr.Factor> factors = new ArrayList<>();
        int sign = 1;
        for (ParseTree child : c.children) {
            switch (child) {
                case UnitFactorContext f -> add(factors, sign, f.getStart(), f.unitExponent());
                case DimensionFactorContext f -> {
                    if (f.INT() != null) {
                        checkOne(f.INT().getSymbol());
                    } else {
                        checkKnown(f.getStart());
                        add(factors, sign, f.getStart(), f.unitExponent());
                    }
                }
                case TerminalNode operator -> {
                    int type = operator.getSymbol().getType();
                    sign = type == EutecticParser.DIVIDE || type == EutecticParser.UNIT_DIVIDE ? -1 : 1;
                }
                default -> throw new IllegalStateException(child.getClass().getName());
            }
        }
        return new UnitExpr(places.span(c), List.copyOf(factors));
    }

    private void add(List<UnitExpr.Factor> factors, int sign, Token unit, UnitExponentContext e) {
        Identifier name = places.identifier(unit);
        if (e == null) {
            factors.add(new UnitExpr.Factor(name, sign, 1));
            return;
        }
        int numerator = exponent(e.INT(0).getSymbol()) * (e.NEGATIVE() != null ? -sign : sign);
        int denominator = e.INT().size() > 1 ? exponent(e.INT(1).getSymbol()) : 1;
        factors.add(new UnitExpr.Factor(name, numerator, Math.max(1, denominator)));
    }

    private int exponent(Token t) {
        String digits = t.getText();
        int value = digits.length() > 4 ? LARGEST_EXPONENT + 1 : Integer.parseInt(digits);
        if (value > LARGEST_EXPONENT || value == 0) {
            diagnostics.error("bad-exponent", places.span(t), "a unit cannot have the exponent " + digits, "whole numbers from 1 to " + LARGEST_EXPONENT + " and their fractions are known");
            return 1;
        }
        return value;
    }

    private void checkOne(Token t) {
        if (!t.getText().equals("1")) {
            diagnostics.error("bad-dimension", places.span(t), "a dimension holds units only, and no number but 1", "write for example 1/Å or eV/Å^2");
        }
    }

    private void checkKnown(Token t) {
        String name = t.getText();
        if (!UnitNames.isUnit(name)) {
            String known = "known units: " + String.join(" ", UnitNames.ALL);
            diagnostics.error("unknown-unit", places.span(t), "'" + name + "' is not a unit",
                    Suggestion.nearest(name, UnitNames.ALL).map(n -> "did you mean '" + n + "'?\n" + known).orElse(known));
        }
    }
}
