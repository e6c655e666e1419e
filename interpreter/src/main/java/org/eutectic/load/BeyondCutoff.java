package org.eutectic.load;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eutectic.check.Dimension;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.parser.Parser;
import org.eutectic.lower.ConstantExpressions;
import org.eutectic.model.Function;
import org.eutectic.model.Model;

/**
 * What becomes of an element's functions beyond its own cutoff, where an alloy with a farther-reaching element asks for them. One that fades on does no
 * harm; one that was made to end at the cutoff, as (1 - (r/cutoff)^2)^2, rises again behind it.
 */
final class BeyondCutoff {
    private static final int STEPS = 16;
    /** Against its value at the cutoff, and in itself: less is a tail. */
    private static final double RISE = 10;
    private static final double SMALLEST = 1e-6;

    private BeyondCutoff() {}

    /** The functions of a species that rise again between its cutoff and a longer one, Å. */
    static List<String> rising(Model element, String species, double cutoff, double longer) {
        return element.functions().values().stream().filter(f -> rises(element, f, species, cutoff, longer)).map(Function::name).toList();
    }

    private static boolean rises(Model element, Function f, String species, double cutoff, double longer) {
        boolean ofDistance = f.formals().size() == 1 && f.formals().getFirst().dimension() != null
            && Units.parse(f.formals().getFirst().dimension(), new Diagnostics()).dimension().equals(Dimension.LENGTH);
        if (!ofDistance || f.indices().isEmpty() || f.indices().size() > 2) {
            return false;
        }
        Expr call = call(f.name() + "[" + String.join(",", Collections.nCopies(f.indices().size(), species)) + "](x)");
        double there = Math.abs(value(element, call, cutoff)), most = 0;
        for (int k = 1; k <= STEPS; k++) {
            most = Math.max(most, Math.abs(value(element, call, cutoff + (longer - cutoff) * k / STEPS)));
        }
        return most > Math.max(RISE * there, SMALLEST);
    }

    private static double value(Model element, Expr call, double x) {
        return new ConstantExpressions().value(element, Map.of(), Map.of("x", x), call).orElse(0);
    }

    /** A call of one of a model's functions with the argument x. */
    static Expr call(String text) {
        Item item = Parser.parse(new SourceFile("call", "potential X {\nfunction y(x) = " + text + "\n}"), new Diagnostics()).declarations().getFirst().items().getFirst();
        return ((Item.Function) item).body();
    }
}
