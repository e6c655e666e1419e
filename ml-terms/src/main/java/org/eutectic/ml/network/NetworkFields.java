package org.eutectic.ml.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eutectic.ir.Activation;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.PotentialFileException;

/** The fields of one network's JSON, each checked where it is read. */
final class NetworkFields {
    private static final int LARGEST_LAYER = 4096;

    private final Path file;
    private final JsonNode root;

    NetworkFields(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    NetworkWeights network(List<String> species) throws PotentialFileException {
        if (!root.isObject() || !NetworkJson.format().equals(root.path("format").asText())) {
            throw error("no network: \"format\": \"" + NetworkJson.format() + "\" expected, " + found(root.path("format")));
        }
        if (root.path("version").asInt() != NetworkJson.version()) {
            throw error("\"version\": " + NetworkJson.version() + " expected, " + found(root.path("version")));
        }
        for (String name : (Iterable<String>) root::fieldNames) {
            if (!NetworkJson.isField(name)) {
                throw error("there is no field \"" + name + "\" in this format");
            }
        }
        species(species);
        NetworkShape shape = shape();
        double[][] weights = new double[shape.layers()][], biases = new double[shape.layers()][];
        List<double[]> checked = new ArrayList<>();
        for (int m = 0; m < shape.layers(); m++) {
            weights[m] = matrix(m, shape);
            biases[m] = numbers(element("biases", m, shape.layers()), "biases[" + m + "]", shape.sizes().get(m + 1));
            checked.add(weights[m]);
            checked.add(biases[m]);
        }
        JsonNode in = root.path("inputs"), out = root.path("outputs");
        double[] shift = optional(in, "inputs", "shift", shape.inputs(), checked), scale = optional(in, "inputs", "scale", shape.inputs(), checked);
        double[] outShift = optional(out, "outputs", "shift", shape.outputs(), checked), outScale = optional(out, "outputs", "scale", shape.outputs(), checked);
        checksum(checked);
        fold(shape, weights[0], biases[0], shift, scale);
        if (outShift != null || outScale != null) {
            foldOutputs(shape, weights[shape.layers() - 1], biases[shape.layers() - 1], outShift, outScale);
        }
        double[] least = optional(in, "inputs", "least", shape.inputs(), null), most = optional(in, "inputs", "greatest", shape.inputs(), null);
        if (least == null != (most == null)) {
            throw error("\"inputs\" holds " + (least == null ? "\"greatest\" but no \"least\"" : "\"least\" but no \"greatest\"") + ": the range in training takes both");
        }
        for (int k = 0; least != null && k < least.length; k++) {
            if (!(least[k] <= most[k])) {
                throw error("\"inputs.greatest[" + k + "]\": a number not below \"inputs.least[" + k + "]\" expected, which is " + least[k] + "; " + most[k] + " found");
            }
        }
        return new NetworkWeights(file.getFileName().toString(), shape, weights, biases, least, most);
    }

    private void species(List<String> asked) throws PotentialFileException {
        JsonNode list = root.path("species");
        if (list.isMissingNode()) {
            return;
        }
        List<String> own = new ArrayList<>();
        list.forEach(s -> own.add(s.asText()));
        if (!own.containsAll(asked)) {
            throw error("the network is for " + String.join(", ", own) + "; it is asked for " + String.join(", ", asked));
        }
    }

    private NetworkShape shape() throws PotentialFileException {
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode n : root.path("layers")) {
            if (!n.isInt() || n.asInt() < 1 || n.asInt() > LARGEST_LAYER) {
                throw error("\"layers\": numbers of units from 1 to " + LARGEST_LAYER + " expected, " + found(n));
            }
            sizes.add(n.asInt());
        }
        if (sizes.size() < 2) {
            throw error("\"layers\": the units of each layer expected, inputs first, such as [40, 16, 8], " + found(root.path("layers")));
        }
        List<Activation> activations = new ArrayList<>();
        for (JsonNode n : root.path("activations")) {
            Activation a = Activation.named(n.asText()).orElseThrow(() -> error("\"activations\": " + Arrays.stream(Activation.values()).map(Activation::keyword)
                .collect(Collectors.joining(", ")) + " expected, " + found(n)));
            activations.add(a);
        }
        if (activations.size() != sizes.size() - 1) {
            throw error("\"activations\": one for each of " + (sizes.size() - 1) + " layers after the inputs expected, " + activations.size() + " found");
        }
        return new NetworkShape(sizes, activations);
    }

    private double[] matrix(int layer, NetworkShape shape) throws PotentialFileException {
        int inputs = shape.sizes().get(layer), units = shape.sizes().get(layer + 1);
        JsonNode rows = element("weights", layer, shape.layers());
        String name = "weights[" + layer + "]";
        if (!rows.isArray() || rows.size() != inputs) {
            throw error("\"" + name + "\": " + inputs + " rows expected, one for each input of the layer, " + found(rows));
        }
        double[] all = new double[inputs * units];
        for (int i = 0; i < inputs; i++) {
            System.arraycopy(numbers(rows.get(i), name + "[" + i + "]", units), 0, all, i * units, units);
        }
        return all;
    }

    private JsonNode element(String field, int k, int wanted) throws PotentialFileException {
        JsonNode list = root.path(field);
        if (!list.isArray() || list.size() != wanted) {
            throw error("\"" + field + "\": " + wanted + " arrays expected, one for each layer after the inputs, " + found(list));
        }
        return list.get(k);
    }

    private double[] numbers(JsonNode list, String name, int wanted) throws PotentialFileException {
        if (!list.isArray() || list.size() != wanted) {
            throw error("\"" + name + "\": " + wanted + " numbers expected, " + found(list));
        }
        double[] numbers = new double[wanted];
        for (int k = 0; k < wanted; k++) {
            if (!list.get(k).isNumber() || !Double.isFinite(list.get(k).asDouble())) {
                throw error("\"" + name + "[" + k + "]\": a finite number expected, " + found(list.get(k)));
            }
            numbers[k] = list.get(k).asDouble();
        }
        return numbers;
    }

    /** The numbers of a field that may be missing; noted for the checksum where there is a list for it. */
    private double[] optional(JsonNode of, String parent, String name, int wanted, List<double[]> checked) throws PotentialFileException {
        if (of.path(name).isMissingNode()) {
            return null;
        }
        double[] numbers = numbers(of.path(name), parent + "." + name, wanted);
        if (checked != null) {
            checked.add(numbers.clone());
        }
        return numbers;
    }

    private void checksum(List<double[]> numbers) throws PotentialFileException {
        JsonNode written = root.path("checksum");
        String is = NetworkJson.checksum(numbers);
        if (!written.isMissingNode() && !written.asText().equals(is)) {
            throw error("the numbers are not those that were written: \"checksum\": " + is + " expected, " + found(written));
        }
    }

    /** The first layer for raw inputs instead of scaled ones, (x − shift)·scale. */
    private static void fold(NetworkShape shape, double[] weights, double[] biases, double[] shift, double[] scale) {
        for (int i = 0; i < shape.inputs(); i++) {
            for (int o = 0; o < biases.length; o++) {
                int at = i * biases.length + o;
                weights[at] *= scale == null ? 1 : scale[i];
                biases[o] -= shift == null ? 0 : weights[at] * shift[i];
            }
        }
    }

    /** The last layer with its outputs y as y·scale + shift. */
    private void foldOutputs(NetworkShape shape, double[] weights, double[] biases, double[] shift, double[] scale) throws PotentialFileException {
        if (shape.activations().getLast() != Activation.LINEAR) {
            throw error("\"outputs\": only linear outputs can be scaled, these are " + shape.activations().getLast().keyword());
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] *= scale == null ? 1 : scale[k % biases.length];
        }
        for (int o = 0; o < biases.length; o++) {
            biases[o] = biases[o] * (scale == null ? 1 : scale[o]) + (shift == null ? 0 : shift[o]);
        }
    }

    private static String found(JsonNode n) {
        if (n.isMissingNode()) {
            return "none found";
        }
        if (n.isArray()) {
            return n.size() + " found";
        }
        return (n.isTextual() ? n.toString() : n.isObject() ? "an object" : n.asText()) + " found";
    }

    private PotentialFileException error(String message) {
        return new PotentialFileException(file, 0, message);
    }
}
