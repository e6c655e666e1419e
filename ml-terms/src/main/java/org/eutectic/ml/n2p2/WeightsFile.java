package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.model.PotentialFileException;

/**
 * The weights and biases of one network, {@code weights.001.data}: a line for each, in the order of layers, a layer's weights before its biases (n2p2's
 * NeuralNetwork::writeConnections). Weights of layer m stand as [in][out].
 */
record WeightsFile(double[][] weights, double[][] biases) {

    /** @param sizes units of each layer, the inputs first */
    static WeightsFile read(Path path, List<Integer> sizes, String element) throws IOException, PotentialFileException {
        DataFile file = DataFile.read(path, "the weights of the network of " + element);
        List<DataFile.Line> lines = file.lines();
        int layers = sizes.size() - 1, next = 0;
        double[][] weights = new double[layers][], biases = new double[layers][];
        String shape = sizes.stream().map(Object::toString).reduce((a, b) -> a + " -> " + b).orElse("");
        for (int m = 0; m < layers; m++) {
            int in = sizes.get(m), out = sizes.get(m + 1);
            weights[m] = new double[in * out];
            biases[m] = new double[out];
            for (int k = 0; k < in * out + out; k++) {
                boolean bias = k >= in * out;
                String what = bias ? "the bias of unit " + (k - in * out + 1) + " in layer " + (m + 1) : "the weight from " + (k / out + 1) + " in layer " + m + " to " + (k % out + 1) + " in layer " + (m + 1);
                if (next == lines.size()) {
                    throw file.endsEarly(what + " (the network of " + element + " is " + shape + ")");
                }
                DataFile.Line l = lines.get(next++);
                check(file, l, bias ? new int[] {m + 1, k - in * out + 1} : new int[] {m, k / out + 1, m + 1, k % out + 1}, what, element, shape);
                (bias ? biases[m] : weights[m])[bias ? k - in * out : k] = file.number(l, 0, what);
            }
        }
        if (next < lines.size()) {
            throw file.wrong(lines.get(next).number(), "expected the end of the file after " + next + " numbers (the network of " + element + " is " + shape + "), found '"
                + String.join(" ", lines.get(next).words()) + "'");
        }
        return new WeightsFile(weights, biases);
    }

    /** Lines may say which number they hold: {@code 1.25E+00 a 1 0 1 1 1}, weight number 1, from unit 1 of layer 0 to unit 1 of layer 1. */
    private static void check(DataFile file, DataFile.Line l, int[] place, String what, String element, String shape) throws PotentialFileException {
        if (l.words().size() == 1) {
            return;
        }
        boolean same = l.words().size() == place.length + 3 && l.word(1).equals(place.length == 2 ? "b" : "a");
        for (int k = 0; k < place.length && same; k++) {
            same = l.word(3 + k).equals(Integer.toString(place[k]));
        }
        if (!same) {
            throw file.wrong(l.number(), "expected " + what + " (the network of " + element + " is " + shape + "), found '" + String.join(" ", l.words()) + "'");
        }
    }
}
