package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Elements;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.PotentialFileException;

/** A directory of n2p2 of the second generation: an element's energy is what its network makes of its symmetry functions. */
final class Directory {
    private final Path path;
    private final Settings settings;
    private final List<List<SymmetryFunction>> functions = new ArrayList<>();

    private Directory(Path path, Settings settings) throws PotentialFileException {
        this.path = path;
        this.settings = settings;
        for (String keyword : List.of("nnp_type", "nn_type", "nnp_generation")) {
            if (settings.has(keyword) && !settings.needed(keyword).words().subList(1, settings.needed(keyword).words().size()).equals(List.of("2"))
                && !settings.needed(keyword).words().contains("2G-HDNNP") && !(keyword.equals("nn_type") && settings.needed(keyword).words().contains("1"))) {
                throw settings.file().wrong(settings.needed(keyword).number(), "expected a network of the second generation, whose energy is a sum of atoms' energies, found '"
                    + String.join(" ", settings.needed(keyword).words()) + "': its charges are not supported");
            }
        }
        List<SymmetryFunction> all = new ArrayList<>();
        for (DataFile.Line l : settings.lines("symfunction_short")) {
            all.add(SymmetryFunctionLine.read(settings, l));
        }
        all.sort(SymmetryFunction.ORDER);
        for (int e = 0; e < settings.elements().size(); e++) {
            int element = e;
            functions.add(all.stream().filter(f -> f.center() == element).toList());
            if (functions.get(e).isEmpty()) {
                throw settings.file().wrong(settings.lineOfElements(), "expected symmetry functions of " + settings.elements().get(e) + ", found none");
            }
        }
    }

    static Directory read(Path path) throws IOException, PotentialFileException {
        if (!Files.isDirectory(path)) {
            throw new PotentialFileException(path, 0, "expected a directory of n2p2 with input.nn, scaling.data and a weights file for each element, found a file");
        }
        return new Directory(path, Settings.read(path));
    }

    Settings settings() {
        return settings;
    }

    /** An element's symmetry functions in the order of its network's inputs. */
    List<SymmetryFunction> functions(int element) {
        return functions.get(element);
    }

    /** The layers of an element's network, its inputs first. */
    NetworkShape shape(int element) throws PotentialFileException {
        Layers layers = Layers.read(settings, element);
        List<Integer> sizes = new ArrayList<>(List.of(functions.get(element).size()));
        sizes.addAll(layers.sizes());
        return new NetworkShape(sizes, layers.activations());
    }

    /** An element's network as a function of its symmetry functions as they are: their scaling is part of the first layer. */
    NetworkWeights network(int element) throws IOException, PotentialFileException {
        String symbol = settings.elements().get(element);
        NetworkShape shape = shape(element);
        Layers layers = Layers.read(settings, element);
        Scaling scaling = Scaling.read(path, settings, functions.stream().mapToInt(List::size).toArray());
        WeightsFile file = WeightsFile.read(path.resolve("weights.%03d.data".formatted(Elements.number(symbol))), shape.sizes(), symbol);
        for (int m = 0; m < shape.layers(); m++) {
            double share = (layers.turned().get(m) ? -1.0 : 1.0) / (layers.normalized() ? shape.sizes().get(m) : 1);
            multiply(file.weights()[m], share);
            multiply(file.biases()[m], share);
        }
        scale(file.weights()[0], file.biases()[0], scaling, element);
        return new NetworkWeights(symbol, shape, file.weights(), file.biases(), scaling.least()[element], scaling.most()[element]);
    }

    private static void multiply(double[] x, double by) {
        for (int k = 0; k < x.length && by != 1; k++) {
            x[k] *= by;
        }
    }

    /** W (offset + factor (G − origin)) = (W factor) G + W (offset − factor origin). */
    private static void scale(double[] weights, double[] biases, Scaling scaling, int element) {
        int units = biases.length;
        for (int n = 0; n < weights.length / units; n++) {
            double factor = scaling.factor()[element][n], constant = scaling.offset() - factor * scaling.origin()[element][n];
            for (int u = 0; u < units; u++) {
                biases[u] += weights[n * units + u] * constant;
                weights[n * units + u] *= factor;
            }
        }
    }
}
