package org.eutectic.reference;

import org.eutectic.ir.NetworkWeights;

/** A network of one atom, unit by unit: Y. A. LeCun et al., Efficient BackProp, Lecture Notes in Computer Science 7700, 9 (2012), section 4.2 for the way back. */
final class PlainNetwork {
    private final NetworkWeights weights;
    /** For each layer the weighted sums of its units. */
    private final double[][] sums;
    private final double[] outputs;

    PlainNetwork(NetworkWeights weights, double[] inputs) {
        this.weights = weights;
        int layers = weights.shape().layers();
        sums = new double[layers][];
        double[] y = inputs;
        for (int m = 0; m < layers; m++) {
            sums[m] = new double[weights.shape().sizes().get(m + 1)];
            double[] next = new double[sums[m].length];
            for (int o = 0; o < next.length; o++) {
                double sum = weights.bias(m, o);
                for (int i = 0; i < y.length; i++) {
                    sum += y[i] * weights.weight(m, i, o);
                }
                sums[m][o] = sum;
                next[o] = weights.shape().activations().get(m).value(sum);
            }
            y = next;
        }
        outputs = y;
    }

    double output(int k) {
        return outputs[k];
    }

    /** The adjoints of the inputs. */
    double[] slopes(double[] adjoints) {
        double[] bar = adjoints;
        for (int m = sums.length - 1; m >= 0; m--) {
            double[] before = new double[weights.shape().sizes().get(m)];
            for (int o = 0; o < bar.length; o++) {
                double slope = bar[o] * weights.shape().activations().get(m).slope(sums[m][o]);
                for (int i = 0; i < before.length; i++) {
                    before[i] += slope * weights.weight(m, i, o);
                }
            }
            bar = before;
        }
        return bar;
    }
}
