package org.eutectic.ml.n2p2;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.ir.Activation;
import org.eutectic.model.PotentialFileException;

/**
 * Layers of an element's network after its inputs.
 *
 * @param sizes units
 * @param activations as the language knows them
 * @param turned whether a layer's activation is that of the negative sum: n2p2's reverse logistic function, 1 − 1/(1 + e^−x), is the logistic one of −x
 * @param normalized whether sums are divided by the number of units of the layer before
 */
record Layers(List<Integer> sizes, List<Activation> activations, List<Boolean> turned, boolean normalized) {

    /** @param of which networks, {@code short} or {@code electrostatic} */
    static Layers read(Settings settings, int element, String of) throws PotentialFileException {
        DataFile file = settings.file();
        int hidden = file.whole(settings.needed("global_hidden_layers_" + of), 1, "the number of hidden layers", 0);
        List<Integer> sizes = new ArrayList<>();
        DataFile.Line nodes = hidden == 0 ? null : settings.needed("global_nodes_" + of);
        for (int m = 0; m < hidden; m++) {
            sizes.add(file.whole(nodes, 1 + m, "the number of units of hidden layer " + (m + 1), 1));
        }
        if (nodes != null && nodes.words().size() > 1 + hidden) {
            throw file.wrong(nodes.number(), "expected the units of " + hidden + " hidden layers, found " + (nodes.words().size() - 1) + " numbers");
        }
        for (DataFile.Line l : settings.lines("element_nodes_" + of)) {
            if (settings.element(l, 1) == element) {
                int layer = file.whole(l, 2, "the number of a hidden layer", 1);
                if (layer > hidden) {
                    throw file.wrong(l.number(), "expected a hidden layer, 1 to " + hidden + ", found " + layer);
                }
                sizes.set(layer - 1, file.whole(l, 3, "a number of units", 1));
            }
        }
        sizes.add(1);
        DataFile.Line line = settings.needed("global_activation_" + of);
        List<Activation> activations = new ArrayList<>();
        List<Boolean> turned = new ArrayList<>();
        for (int m = 0; m <= hidden; m++) {
            String letter = file.word(line, 1 + m, "the activation of layer " + (m + 1) + " of " + (hidden + 1));
            activations.add(switch (letter) {
                case "l" -> Activation.LINEAR;
                case "t" -> Activation.TANH;
                case "s", "S" -> Activation.LOGISTIC;
                case "p" -> Activation.SOFTPLUS;
                case "g" -> Activation.GAUSSIAN;
                case "c" -> Activation.COS;
                case "e" -> Activation.EXP;
                case "r", "h" -> throw file.wrong(line.number(), "expected an activation among l t s S p g c e, found '" + letter + "' ("
                    + (letter.equals("r") ? "a rectifier, whose forces jump" : "squares") + "), which is not supported");
                default -> throw file.wrong(line.number(), "expected an activation among l t s S p g c e, found '" + letter + "'");
            });
            turned.add(letter.equals("S"));
        }
        if (line.words().size() > hidden + 2) {
            throw file.wrong(line.number(), "expected " + (hidden + 1) + " activations, for each hidden layer and the output, found " + (line.words().size() - 1));
        }
        return new Layers(List.copyOf(sizes), List.copyOf(activations), List.copyOf(turned), settings.has("normalize_nodes"));
    }
}
