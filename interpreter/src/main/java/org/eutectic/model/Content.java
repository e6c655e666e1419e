package org.eutectic.model;

import java.util.List;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.ir.SplineTable;

/** What a {@link Definition} says: an expression of the language, or what came from a file. */
public sealed interface Content {

    /** An expression. */
    record Written(Expr expression) implements Content {}

    /** A number from a file, internal units (eV, Å, u, e). */
    record Number(double value) implements Content {}

    /**
     * A tabulated function of one argument from a file, internal units.
     *
     * @param dividedByArgument true where the table holds x·f(x)
     */
    record Tabulated(SplineTable table, boolean dividedByArgument) implements Content {}

    /**
     * A pair parameter filled by a rule from those of the two species.
     *
     * @param rule {@code geometric} or {@code arithmetic}
     */
    record Mixed(String rule, List<String> first, List<String> second) implements Content {}
}
