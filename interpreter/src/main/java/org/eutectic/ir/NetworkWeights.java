package org.eutectic.ir;

import java.util.Arrays;

/**
 * The numbers of one network. Two with equal numbers are equal, whatever they are called. Layer m computes y<sub>o</sub> = f<sub>m</sub>(b<sub>m,o</sub> + Σ<sub>i</sub> W<sub>m,i,o</sub> x<sub>i</sub>)
 * of the layer before it.
 */
public final class NetworkWeights {
    private final String name;
    private final NetworkShape shape;
    private final double[][] weights;
    private final double[][] biases;
    private final double[] least;
    private final double[] most;
    private final int hash;

    /**
     * @param name as messages and {@code explain} call it
     * @param weights for each layer [in][out], row after row: the outputs of one input stand together
     * @param biases for each layer
     * @throws IllegalArgumentException where numbers are missing, too many, or not finite
     */
    public NetworkWeights(String name, NetworkShape shape, double[][] weights, double[][] biases) {
        this(name, shape, weights, biases, null, null);
    }

    /**
     * @param least of each input, the least value seen in training, or null where nobody knows
     * @param most the greatest one, or null
     */
    public NetworkWeights(String name, NetworkShape shape, double[][] weights, double[][] biases, double[] least, double[] most) {
        this.name = name;
        this.shape = shape;
        this.weights = copy(weights);
        this.biases = copy(biases);
        this.least = least == null ? null : least.clone();
        this.most = most == null ? null : most.clone();
        if (weights.length != shape.layers() || biases.length != shape.layers()) {
            throw new IllegalArgumentException(weights.length + " layers of weights and " + biases.length + " of biases for " + shape);
        }
        for (int m = 0; m < shape.layers(); m++) {
            check("weights of layer " + (m + 1), weights[m], shape.sizes().get(m) * shape.sizes().get(m + 1));
            check("biases of layer " + (m + 1), biases[m], shape.sizes().get(m + 1));
        }
        if (least != null || most != null) {
            check("least inputs", least == null ? new double[0] : least, shape.inputs());
            check("greatest inputs", most == null ? new double[0] : most, shape.inputs());
        }
        this.hash = 31 * (31 * shape.hashCode() + Arrays.deepHashCode(weights)) + Arrays.deepHashCode(biases);
    }

    private static double[][] copy(double[][] a) {
        return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
    }

    private static void check(String what, double[] numbers, int wanted) {
        if (numbers.length != wanted) {
            throw new IllegalArgumentException(what + ": " + wanted + " numbers expected, " + numbers.length + " found");
        }
        for (int k = 0; k < numbers.length; k++) {
            if (!Double.isFinite(numbers[k])) {
                throw new IllegalArgumentException(what + ": number " + (k + 1) + " is " + numbers[k]);
            }
        }
    }

    /** The same numbers under another name. */
    public NetworkWeights named(String other) {
        return new NetworkWeights(other, shape, weights, biases, least, most);
    }

    public String name() {
        return name;
    }

    public NetworkShape shape() {
        return shape;
    }

    /** W of a layer for its input {@code in} and unit {@code out}. */
    public double weight(int layer, int in, int out) {
        return weights[layer][in * biases[layer].length + out];
    }

    public double bias(int layer, int out) {
        return biases[layer][out];
    }

    /** The weights of a layer [in][out], out fastest. */
    public double[] weights(int layer) {
        return weights[layer].clone();
    }

    public double[] biases(int layer) {
        return biases[layer].clone();
    }

    /** Whether the inputs' ranges in training are known. */
    public boolean hasRanges() {
        return least != null;
    }

    /** The least value of an input in training. */
    public double least(int input) {
        return least[input];
    }

    /** The greatest value of an input in training. */
    public double most(int input) {
        return most[input];
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof NetworkWeights w && hash == w.hash && shape.equals(w.shape) && Arrays.deepEquals(weights, w.weights) && Arrays.deepEquals(biases, w.biases)
            && Arrays.equals(least, w.least) && Arrays.equals(most, w.most);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
