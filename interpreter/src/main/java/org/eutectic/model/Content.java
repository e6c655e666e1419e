package org.eutectic.model;

import java.util.List;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.ir.SplineTable;

/** What a {@link Definition} says: an expression of the language, or what came from a file. */
public sealed interface Content {

    /**
     * An expression.
     *
     * @param rule the mixing rule that wrote it, or {@link #NORMALISE}, or null where the potential's text holds it
     */
    record Written(Expr expression, String rule) implements Content {
        /** The rule that puts embedded atoms into the effective pair format. */
        public static final String NORMALISE = "normalise";

        public Written(Expr expression) {
            this(expression, null);
        }
    }

    /** A network's weights from a file; several are a committee, whose value is the mean. All have one shape. */
    record Networks(List<NetworkWeights> members) implements Content {
        public Networks {
            members = List.copyOf(members);
        }
    }

    /** A number from a file, internal units (eV, Å, u, e). */
    record Number(double value) implements Content {}

    /**
     * A tabulated function of one argument from a file, internal units.
     *
     * @param dividedByArgument true where the table holds x·f(x)
     */
    record Tabulated(SplineTable table, boolean dividedByArgument) implements Content {}
}
