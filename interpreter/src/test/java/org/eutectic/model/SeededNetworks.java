package org.eutectic.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.ir.Activation;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;

/** Networks of random numbers for tests: a file holds the shape as the language writes it, a semicolon and a seed; perhaps another and the range that all inputs had in training. */
public final class SeededNetworks implements NetworkReader {

    @Override
    public String keyword() {
        return "seeded";
    }

    @Override
    public NetworkWeights read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        Path file = files.getFirst();
        String[] halves = Files.readString(file).split(";");
        if (halves.length < 2 || halves.length > 3) {
            throw new PotentialFileException(file, 1, "a shape, ';' and a seed expected");
        }
        NetworkWeights w = network(shape(halves[0].strip()), Long.parseLong(halves[1].strip()));
        return halves.length == 2 ? w : within(w, halves[2].strip().split(" to "));
    }

    private static NetworkWeights within(NetworkWeights w, String[] range) {
        double[] least = new double[w.shape().inputs()], most = least.clone();
        Arrays.fill(least, Double.parseDouble(range[0]));
        Arrays.fill(most, Double.parseDouble(range[1]));
        int layers = w.shape().layers();
        double[][] weights = new double[layers][], biases = new double[layers][];
        Arrays.setAll(weights, w::weights);
        Arrays.setAll(biases, w::biases);
        return new NetworkWeights(w.name(), w.shape(), weights, biases, least, most);
    }

    /** A shape as the language writes it. */
    public static NetworkShape shape(String text) {
        String[] parts = text.split(",");
        List<Integer> sizes = new ArrayList<>();
        for (String n : parts[0].split("->")) {
            sizes.add(Integer.parseInt(n.strip()));
        }
        List<Activation> activations = new ArrayList<>();
        for (int k = 1; k < parts.length; k++) {
            activations.add(Activation.named(parts[k].strip()).orElseThrow());
        }
        return NetworkShape.of(sizes, activations);
    }

    /** Weights whose sums are of the order of 1. */
    public static NetworkWeights network(NetworkShape shape, long seed) {
        Random random = new Random(seed);
        double[][] weights = new double[shape.layers()][], biases = new double[shape.layers()][];
        for (int m = 0; m < shape.layers(); m++) {
            double size = 1 / Math.sqrt(shape.sizes().get(m));
            weights[m] = random.doubles((long) shape.sizes().get(m) * shape.sizes().get(m + 1)).map(x -> 2 * size * (2 * x - 1)).toArray();
            biases[m] = random.doubles(shape.sizes().get(m + 1)).map(x -> x - 0.5).toArray();
        }
        return new NetworkWeights("seed " + seed, shape, weights, biases);
    }
}
