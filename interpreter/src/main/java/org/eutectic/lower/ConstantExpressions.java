package org.eutectic.lower;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.model.Model;

/** Values of expressions without atoms, for checks that look at a function at one place. */
public final class ConstantExpressions {
    private final Numbers numbers = new Numbers();

    /**
     * The value in internal units (eV, Å, u, e); 1 or 0 for a condition.
     *
     * @param scope the model in which names are looked up
     * @param indices the species that index variables stand for
     * @param locals the values of formals and local names
     * @return empty where the expression depends on anything else
     */
    public OptionalDouble value(Model scope, Map<String, String> indices, Map<String, Double> locals, Expr e) {
        Env env = Env.constant(scope, List.of());
        for (Map.Entry<String, String> index : indices.entrySet()) {
            env = env.withIndex(index.getKey(), new Place.Fixed(index.getValue()));
        }
        for (Map.Entry<String, Double> local : locals.entrySet()) {
            env = env.withLocal(local.getKey(), numbers.node(local.getValue()));
        }
        try {
            return OptionalDouble.of(numbers.constant(e, env));
        } catch (LoweringError notConstant) {
            return OptionalDouble.empty();
        }
    }
}
