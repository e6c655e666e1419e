package org.eutectic.ml.pinn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.ir.Activation;
import org.eutectic.model.PotentialFileException;
import org.eutectic.physics.files.PotentialText;

/**
 * A file of the physically informed neural network method, as its authors' {@code pair_style pinn} of LAMMPS reads it. After three lines of comment: how descriptors
 * are made, their reference value and the activation; the elements; radii; orders of Legendre polynomials; positions of Gaussians; layers of the network; base
 * parameters; weights and biases, layer by layer, of one input after the other.
 *
 * @param file where it was read
 * @param inverseSine whether descriptors go through asinh
 * @param reference what is added to each descriptor before that
 * @param activation of the hidden layers
 * @param species in the order of the file
 * @param rc where bonds end, Å
 * @param hc over which they fade, Å
 * @param width of the Gaussians, Å
 * @param orders of Legendre polynomials
 * @param positions of Gaussians, Å
 * @param layers units of each layer, inputs first
 * @param base parameters to which the network's outputs are added; zeros where it gives the parameters themselves
 * @param weights for each layer after the inputs [in][out]
 * @param biases for each layer after the inputs
 */
record PinnFile(Path file, boolean inverseSine, double reference, Activation activation, List<String> species, double rc, double hc, double width, int[] orders,
                double[] positions, int[] layers, double[] base, double[][] weights, double[][] biases) {
    private static final List<Activation> ACTIVATIONS = List.of(Activation.LOGISTIC, Activation.CENTERED_LOGISTIC, Activation.TANH);
    private static final int INVERSE_SINE = 2;
    private static final int COMMENTS = 3;
    /** Of unlike pairs among so many elements there would be more descriptors than anybody has trained. */
    private static final int MOST_ELEMENTS = 16;
    private static final int HIGHEST_ORDER = 12;

    static PinnFile read(Path file) throws IOException, PotentialFileException {
        PotentialText text = PotentialText.open(file, true);
        for (int k = 0; k < COMMENTS; k++) {
            text.skipLine("comment line " + (k + 1) + " of " + COMMENTS);
        }
        String[] method = text.wordsOfLine("method, reference value and activation of the descriptors", 3);
        int transform = text.count(method[0], "the method of the descriptors", 0);
        if (transform != 0 && transform != INVERSE_SINE) {
            throw text.wrong("expected the method of the descriptors to be 0 (as they are) or 2 (asinh), found " + transform);
        }
        double reference = text.number(method[1], "the reference value of the descriptors");
        int activation = text.count(method[2], "the activation", 0);
        if (activation >= ACTIVATIONS.size()) {
            throw text.wrong("expected the activation to be 0 (logistic), 1 (logistic - 1/2) or 2 (tanh), found " + activation);
        }
        List<String> species = species(text);
        String[] radii = text.wordsOfLine("two numbers that are not used, rc, hc and the width of the Gaussians", 5);
        double rc = positive(text, radii[2], "rc"), hc = positive(text, radii[3], "hc"), width = positive(text, radii[4], "the width of the Gaussians");
        int[] orders = counted(text, "orders of Legendre polynomials", 0);
        for (int l : orders) {
            if (l > HIGHEST_ORDER) {
                throw text.wrong("expected orders of Legendre polynomials up to " + HIGHEST_ORDER + ", found " + l);
            }
        }
        String[] line = text.wordsOfLine("the positions of the Gaussians", 2);
        double[] positions = new double[text.count(line[0], "the number of Gaussians", 1)];
        if (line.length < positions.length + 1) {
            throw text.wrong("expected " + positions.length + " positions of Gaussians, found " + (line.length - 1));
        }
        for (int s = 0; s < positions.length; s++) {
            positions[s] = positive(text, line[s + 1], "position " + (s + 1) + " of the Gaussians");
        }
        int[] layers = counted(text, "units of the network's layers", 1);
        int n = species.size();
        check(text, layers, n, orders.length * positions.length);
        double[] base = base(text, layers[layers.length - 1]);
        double[][] weights = new double[layers.length - 1][], biases = new double[layers.length - 1][];
        for (int m = 0; m < weights.length; m++) {
            weights[m] = text.numbers(layers[m] * layers[m + 1], "the weights of layer " + (m + 1) + " (" + layers[m] + " times " + layers[m + 1] + ")");
            biases[m] = text.numbers(layers[m + 1], "the biases of layer " + (m + 1));
        }
        if (text.hasWord()) {
            throw text.wrong("expected the file to end after the weights of a network of " + sizes(layers) + ", found more numbers");
        }
        return new PinnFile(file, transform == INVERSE_SINE, reference, ACTIVATIONS.get(activation), species, rc, hc, width, orders, positions, layers, base, weights, biases);
    }

    private static List<String> species(PotentialText text) throws PotentialFileException {
        int n = text.count(text.wordsOfLine("the number of elements", 1)[0], "the number of elements", 1);
        if (n > MOST_ELEMENTS) {
            throw text.wrong("expected at most " + MOST_ELEMENTS + " elements, found " + n);
        }
        List<String> species = new ArrayList<>();
        for (int k = 1; k <= n; k++) {
            String[] element = text.wordsOfLine("element " + k + " of " + n + " and its mass", 2);
            if (!Character.isLetter(element[0].charAt(0))) {
                throw text.wrong("expected element " + k + " of " + n + ", found '" + element[0] + "'");
            }
            positive(text, element[1], "the mass of " + element[0]);
            if (species.contains(element[0])) {
                throw text.wrong("names " + element[0] + " twice");
            }
            species.add(element[0]);
        }
        return List.copyOf(species);
    }

    private static double positive(PotentialText text, String word, String what) throws PotentialFileException {
        double value = text.number(word, what);
        if (!(value > 0)) {
            throw text.wrong("expected " + what + " above zero, found " + word);
        }
        return value;
    }

    /** Whole numbers on a line, after how many there are. */
    private static int[] counted(PotentialText text, String what, int least) throws PotentialFileException {
        String[] line = text.wordsOfLine("the " + what, 2);
        int[] values = new int[text.count(line[0], "how many " + what + " there are", 1)];
        if (line.length != values.length + 1) {
            throw text.wrong("expected " + values.length + " " + what + ", found " + (line.length - 1));
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = text.count(line[k + 1], what, least);
        }
        return values;
    }

    private static void check(PotentialText text, int[] layers, int n, int unit) throws PotentialFileException {
        int block = n * (n + 1) / 2 * unit, inputs = layers[0], parameters = n * (4 * n + 1 + 3 * n * n);
        if (layers.length < 2) {
            throw text.wrong("expected a network of two layers or more, found " + layers.length);
        }
        if (inputs != block && inputs != n * block) {
            throw text.wrong("expected a network of " + block + (n > 1 ? " inputs, or " + n * block + " with descriptors for each element" : " inputs") + " (" + unit
                + " for each pair of elements), found " + inputs + ": these weights were made for other descriptors");
        }
        if (layers[layers.length - 1] != parameters) {
            throw text.wrong("expected a network of " + parameters + " outputs, the parameters of " + n + (n == 1 ? " element" : " elements") + ", found " + layers[layers.length - 1]);
        }
    }

    private static double[] base(PotentialText text, int count) throws PotentialFileException {
        int flag = text.count(text.word("whether there are base parameters, 0 or 1"), "whether there are base parameters, 0 or 1", 0);
        if (flag > 1) {
            throw text.wrong("expected 1 where there are base parameters, else 0, found " + flag);
        }
        double[] base = text.numbers(count, "the base parameters");
        return flag == 1 ? base : new double[count];
    }

    static String sizes(int[] layers) {
        return String.join(" -> ", Arrays.stream(layers).mapToObj(Integer::toString).toList());
    }

    /** Whether descriptors of atoms of different elements are different inputs ("kind I"). */
    boolean hasInputsForEachElement() {
        int n = species.size();
        return n > 1 && layers[0] == n * (n * (n + 1) / 2 * unit());
    }

    /** Descriptors of one pair of elements. */
    int unit() {
        return orders.length * positions.length;
    }

    /** Which pair of elements two are in the order of the descriptors. */
    int pair(int a, int b) {
        int n = species.size(), first = Math.min(a, b);
        return first * n - first * (first - 1) / 2 + Math.max(a, b) - first;
    }

    /** Parameters of one element. */
    int parameters() {
        return layers[layers.length - 1] / species.size();
    }

    /** What a descriptor is where it counts no atoms. */
    double empty() {
        return inverseSine ? Math.signum(reference) * Math.log(Math.abs(reference) + Math.sqrt(reference * reference + 1)) : reference;
    }
}
