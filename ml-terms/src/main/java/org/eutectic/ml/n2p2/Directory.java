package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Elements;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.PotentialFileException;

/**
 * A directory of n2p2. Of the second generation: an atom's energy is what its element's network makes of its symmetry functions. Of the fourth (T. W. Ko, J. A. Finkler, S. Goedecker and
 * J. Behler, Nat. Commun. 12, 398 (2021)): another network makes its electronegativity of them, and the charges that follow from those are one more input of the first.
 */
final class Directory {
    /** e; beyond it, charges are refused anyway. */
    private static final double LARGEST_CHARGE = 10;

    private final Path path;
    private final Settings settings;
    private final int generation;
    private final List<List<SymmetryFunction>> functions = new ArrayList<>();

    private Directory(Path path, Settings settings) throws PotentialFileException {
        this.path = path;
        this.settings = settings;
        generation = generation(settings);
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

    /** 2 or 4. */
    private static int generation(Settings settings) throws PotentialFileException {
        int found = 2;
        for (String keyword : List.of("nnp_type", "nn_type", "nnp_generation")) {
            if (!settings.has(keyword)) {
                continue;
            }
            DataFile.Line line = settings.needed(keyword);
            String said = settings.file().word(line, 1, "a generation of networks");
            if (said.equals("4") || said.equals("4G-HDNNP")) {
                found = 4;
            } else if (!said.equals("2") && !said.equals("2G-HDNNP") && !(keyword.equals("nn_type") && said.equals("1"))) {
                throw settings.file().wrong(line.number(), "expected networks of the second or the fourth generation, found '" + String.join(" ", line.words()) + "'");
            }
        }
        return found;
    }

    /** Whether charges follow from networks, and enter others. */
    boolean hasCharges() {
        return generation == 4;
    }

    /** A number of each element from its line {@code keyword element number}. */
    double ofElement(String keyword, int element, String what) throws PotentialFileException {
        for (DataFile.Line l : settings.lines(keyword)) {
            if (settings.element(l, 1) == element) {
                double value = settings.file().number(l, 2, what);
                if (!(value > 0)) {
                    throw settings.file().wrong(l.number(), "expected " + what + " above zero, found " + value);
                }
                return value;
            }
        }
        throw settings.file().wrong(0, "expected a line '" + keyword + " " + settings.elements().get(element) + " …' with " + what + ", found none");
    }

    /** An element's hardness, in the directory's unit of energy: the only number of its file. */
    double hardness(int element) throws IOException, PotentialFileException {
        String symbol = settings.elements().get(element);
        DataFile file = DataFile.read(path.resolve("hardness.%03d.data".formatted(Elements.number(symbol))), "the hardness of " + symbol);
        if (file.lines().size() != 1) {
            throw file.lines().isEmpty() ? file.endsEarly("the hardness of " + symbol) : file.wrong(file.lines().get(1).number(), "expected one number, the hardness of " + symbol + ", found more");
        }
        double value = file.number(file.lines().getFirst(), 0, "the hardness of " + symbol);
        if (!(value >= 0)) {
            throw file.wrong(file.lines().getFirst().number(), "expected a hardness of zero or more, found " + value);
        }
        return value;
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

    /** The networks that an element may have. */
    enum Kind {
        ENERGY("short", "weights"), ELECTRONEGATIVITY("electrostatic", "weightse");

        private final String settings;
        private final String file;

        Kind(String settings, String file) {
            this.settings = settings;
            this.file = file;
        }
    }

    private int inputs(int element, Kind kind) {
        return functions.get(element).size() + (hasCharges() && kind == Kind.ENERGY ? 1 : 0);
    }

    /** The layers of an element's network, its inputs first. */
    NetworkShape shape(int element, Kind kind) throws PotentialFileException {
        Layers layers = Layers.read(settings, element, kind.settings);
        List<Integer> sizes = new ArrayList<>(List.of(inputs(element, kind)));
        sizes.addAll(layers.sizes());
        return new NetworkShape(sizes, layers.activations());
    }

    /** An element's network as a function of its symmetry functions as they are, and perhaps of its charge: their scaling is part of the first layer. */
    NetworkWeights network(int element, Kind kind) throws IOException, PotentialFileException {
        String symbol = settings.elements().get(element);
        if (kind == Kind.ELECTRONEGATIVITY && !hasCharges()) {
            throw settings.file().wrong(0, "expected a line 'nnp_generation 4', found none: networks of other generations have no electronegativities");
        }
        NetworkShape shape = shape(element, kind);
        Layers layers = Layers.read(settings, element, kind.settings);
        Scaling scaling = Scaling.read(path, settings, functions.stream().mapToInt(List::size).toArray());
        WeightsFile file = WeightsFile.read(path.resolve("%s.%03d.data".formatted(kind.file, Elements.number(symbol))), shape.sizes(), symbol);
        for (int m = 0; m < shape.layers(); m++) {
            double share = (layers.turned().get(m) ? -1.0 : 1.0) / (layers.normalized() ? shape.sizes().get(m) : 1);
            multiply(file.weights()[m], share);
            multiply(file.biases()[m], share);
        }
        scale(file.weights()[0], file.biases()[0], scaling, element);
        return new NetworkWeights(symbol, shape, file.weights(), file.biases(), ranged(scaling.least()[element], shape.inputs(), -LARGEST_CHARGE),
            ranged(scaling.most()[element], shape.inputs(), LARGEST_CHARGE));
    }

    /** The ranges of symmetry functions, and that of the charge, if it is an input. */
    private static double[] ranged(double[] known, int inputs, double charge) {
        double[] all = Arrays.copyOf(known, inputs);
        Arrays.fill(all, known.length, inputs, charge);
        return all;
    }

    private static void multiply(double[] x, double by) {
        for (int k = 0; k < x.length && by != 1; k++) {
            x[k] *= by;
        }
    }

    /** W (offset + factor (G − origin)) = (W factor) G + W (offset − factor origin). */
    private static void scale(double[] weights, double[] biases, Scaling scaling, int element) {
        int units = biases.length;
        // A charge, which comes last, is taken as it is.
        for (int n = 0; n < scaling.factor()[element].length; n++) {
            double factor = scaling.factor()[element][n], constant = scaling.offset() - factor * scaling.origin()[element][n];
            for (int u = 0; u < units; u++) {
                biases[u] += weights[n * units + u] * constant;
                weights[n * units + u] *= factor;
            }
        }
    }
}
