package org.eutectic.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.ir.Activation;
import org.eutectic.ir.NetworkShape;

/** The shape of a network from the line that declares it. */
final class Layers {
    private Layers() {}

    /** The shape; null with a diagnostic where the line says none. */
    static NetworkShape shape(Item.Layers layers, Diagnostics diagnostics) {
        List<Activation> activations = new ArrayList<>();
        for (Identifier name : layers.activations()) {
            Activation a = Activation.named(name.name()).orElse(null);
            if (a == null) {
                List<String> known = Arrays.stream(Activation.values()).map(Activation::keyword).toList();
                diagnostics.error("unknown-activation", name.span(), "there is no activation '" + name + "'", Suggestion.nearest(name.name(), known)
                    .map(n -> "did you mean " + n + "?").orElse("there are " + known.stream().collect(Collectors.joining(", "))));
                return null;
            }
            activations.add(a);
        }
        int computing = layers.sizes().size() - 1, given = activations.size();
        boolean one = given == 1, each = given == computing - 1 || given == computing;
        if (!one && !each) {
            diagnostics.error("network-activations", layers.span(), given == 0 ? "nothing says what the hidden layers' units do with their sums"
                : given + " activations for " + computing + " layers", "write one for all hidden layers, one for each of them, or one for each layer with the outputs' last: 40 -> 16 -> 8, tanh");
            return null;
        }
        return NetworkShape.of(layers.sizes(), activations);
    }
}
