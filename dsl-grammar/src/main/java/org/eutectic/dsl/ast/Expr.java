package org.eutectic.dsl.ast;

import java.util.List;
import org.eutectic.dsl.diagnostic.Span;

/** An expression as written. Every node keeps the stretch of source it came from. */
public sealed interface Expr {
    Span span();

    /** A number, with a unit where one is written: {@code 0.0104 eV}. {@code value} is as written, before the unit is applied. */
    record Number(Span span, double value, UnitExpr unit) implements Expr {}

    /** A string, without its quotes; only readers of files take one. */
    record Text(Span span, String value) implements Expr {}

    /** A bare name: a parameter, a local, a constant, {@code cutoff}. */
    record Name(Span span, String name) implements Expr {}

    /**
     * A name with indices: {@code A[i,j]}, {@code r[i,j]}, {@code cos[j,i,k]}, {@code d[i,j;a]}, {@code G[i;3,l]}, {@code phi[Cu,Ni]}.
     *
     * @param indices what stands before the semicolon: index variables or species
     * @param components what stands after it: component variables, axis names or whole numbers; empty without semicolon
     */
    record Indexed(Span span, Identifier name, List<Identifier> indices, List<Expr> components) implements Expr {}

    /**
     * {@code target.name}: {@code d[i,j].x}, {@code Ni.f}, {@code setfl("Cu.eam.alloy").f}.
     *
     * @param indices the species after the name, as in {@code Cu.phi[Cu,Cu](r)}; empty where none are written
     */
    record Member(Span span, Expr target, Identifier name, List<Identifier> indices) implements Expr {
        public Member(Span span, Expr target, Identifier name) {
            this(span, target, name, List.of());
        }
    }

    /**
     * {@code callee[indices](arguments)}: the callee is a Name, an Indexed, a Member or another Call.
     *
     * @param output what stands after a semicolon, {@code N[i](G[i]; 2)}: which output of a network; null where none is written
     */
    record Call(Span span, Expr callee, List<Expr> arguments, Expr output) implements Expr {
        public Call(Span span, Expr callee, List<Expr> arguments) {
            this(span, callee, arguments, null);
        }
    }

    /** {@code (a, b, c)}: one value for each of several fields. */
    record Several(Span span, List<Expr> values) implements Expr {}

    /**
     * What one of several fields, {@code (A, alpha)[i] = value}, has of the value: component {@code position} (from 0) of what has {@code count} components, and the same
     * of everything else.
     */
    record Part(Expr value, int position, int count) implements Expr {
        @Override
        public Span span() {
            return value.span();
        }
    }

    record Unary(Span span, UnaryOperator operator, Expr operand) implements Expr {}

    record Binary(Span span, BinaryOperator operator, Expr left, Expr right) implements Expr {}

    /** {@code sum(k != j within 3 Å in Na) body} or {@code prod(…) body}. */
    record Reduction(Span span, ReductionKind kind, List<Binder> binders, Expr body) implements Expr {}

    /** {@code piecewise { x < a : e1; otherwise : e2 }}. */
    record Piecewise(Span span, List<Case> cases) implements Expr {}

    /** {@code let name = value in body}; a block of local {@code let} lines is a chain of these. */
    record Let(Span span, Identifier name, Expr value, Expr body) implements Expr {}

    /** {@code {Na: 4.6 eV, Cl: 9.9 eV}}: one value for each species named; only the arguments of a term take one. */
    record PerSpecies(Span span, List<Entry> entries) implements Expr {}

    /**
     * What equations for some species of the center each say about one field: {@code G[i in H] = …} and {@code G[i in O] = …}. Joined where a model is
     * built; no text says it in one.
     */
    record ByCenter(Span span, List<Equation> equations) implements Expr {}

    /** One of the equations of a {@link ByCenter}. */
    record Equation(IndexSet centers, Expr value) {}

    /** One {@code species: value} of a {@link PerSpecies}. */
    record Entry(Span span, Identifier species, Expr value) {}

    /** One line of a piecewise; {@code condition} is null for {@code otherwise}. */
    record Case(Span span, Expr condition, Expr value) {}

    /**
     * One comma-separated part of a reduction's head: a chain of names ({@code k}, {@code k != j}, {@code j < k}) with the relation
     * between each and the next, an optional range and an optional set.
     */
    record Binder(Span span, List<Identifier> names, List<BinaryOperator> relations, Expr within, IndexSet set) {}

    enum UnaryOperator { NEGATE, NOT }

    enum BinaryOperator {
        ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/"), POWER("^"),
        LESS("<"), LESS_EQUAL("<="), GREATER(">"), GREATER_EQUAL(">="), EQUAL("=="), NOT_EQUAL("!="),
        AND("and"), OR("or");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isComparison() {
            return ordinal() >= LESS.ordinal() && ordinal() <= NOT_EQUAL.ordinal();
        }

        public boolean isLogical() {
            return this == AND || this == OR;
        }
    }

    enum ReductionKind { SUM, PROD }
}
