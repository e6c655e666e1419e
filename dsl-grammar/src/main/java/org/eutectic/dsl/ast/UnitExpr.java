package org.eutectic.dsl.ast;

import java.util.List;
import org.eutectic.dsl.diagnostic.Span;

/** A unit or dimension as written: {@code eV/Å^2}, {@code 1/Å}. An empty list of factors is the dimensionless {@code 1}. */
public record UnitExpr(Span span, List<Factor> factors) {

    /** One unit with its exponent, negative after a slash; the exponent is {@code numerator/denominator}. */
    public record Factor(Identifier unit, int numerator, int denominator) {}
}
