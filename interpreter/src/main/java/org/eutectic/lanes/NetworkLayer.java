package org.eutectic.lanes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Activation;
import org.eutectic.ir.NetworkWeights;

/**
 * One layer of a network, forward and in reverse: units side by side in the lanes of vectors, weights in rows padded with zeros to whole vectors. The reverse has a transposed copy of the
 * weights. The same sums in the same order whether a value is asked for alone or with its slopes.
 */
public final class NetworkLayer {
    private static final int COUNT = Lanes.COUNT;

    private final int inputs;
    private final int units;
    private final int width;
    private final int inputWidth;
    private final double[] weights;
    private final double[] transposed;
    private final double[] biases;
    private final double[] zeros;
    private final Activation activation;

    public NetworkLayer(NetworkWeights network, int layer) {
        inputs = network.shape().sizes().get(layer);
        units = network.shape().sizes().get(layer + 1);
        width = Lanes.padded(units);
        inputWidth = Lanes.padded(inputs);
        activation = network.shape().activations().get(layer);
        weights = new double[inputs * width];
        transposed = new double[units * inputWidth];
        biases = new double[width];
        zeros = new double[inputWidth];
        for (int o = 0; o < units; o++) {
            biases[o] = network.bias(layer, o);
            for (int i = 0; i < inputs; i++) {
                weights[i * width + o] = network.weight(layer, i, o);
                transposed[o * inputWidth + i] = network.weight(layer, i, o);
            }
        }
    }

    /** Numbers of room for the outputs. */
    public int width() {
        return width;
    }

    /** Numbers of room for the inputs. */
    public int inputWidth() {
        return inputWidth;
    }

    /** From inputs at {@code x} to outputs at {@code y}. */
    public void forward(double[] a, int x, int y) {
        multiply(a, x, inputs, weights, width, biases, y);
        if (activation != Activation.LINEAR) {
            for (int o = 0; o < width; o += COUNT) {
                LaneActivation.value(activation, load(a, y + o)).intoArray(a, y + o);
            }
        }
    }

    /** The same, with the slope of each unit at {@code slope}. */
    public void forward(double[] a, int x, int y, int slope) {
        multiply(a, x, inputs, weights, width, biases, y);
        if (activation != Activation.LINEAR) {
            for (int o = 0; o < width; o += COUNT) {
                DoubleVector sum = load(a, y + o), value = LaneActivation.value(activation, sum);
                value.intoArray(a, y + o);
                LaneActivation.slope(activation, sum, value).intoArray(a, slope + o);
            }
        }
    }

    /** From adjoints of outputs at {@code y}, which are lost, and slopes to adjoints of inputs at {@code x}. */
    public void reverse(double[] a, int y, int slope, int x) {
        if (activation != Activation.LINEAR) {
            for (int o = 0; o < width; o += COUNT) {
                load(a, y + o).mul(load(a, slope + o)).intoArray(a, y + o);
            }
        }
        multiply(a, y, units, transposed, inputWidth, zeros, x);
    }

    /**
     * A row vector of n numbers at {@code from} times a matrix, plus a vector. Sums of few columns are divided, so that additions need not wait for each other. The JVM's own compiler makes
     * this once for all networks; taken into every routine, it would multiply the time that those take to compile.
     */
    @TruffleBoundary(allowInlining = false)
    private static void multiply(double[] a, int from, int n, double[] matrix, int columns, double[] plus, int to) {
        int c = 0;
        for (; c + 4 * COUNT <= columns; c += 4 * COUNT) {
            DoubleVector s0 = load(plus, c), s1 = load(plus, c + COUNT), s2 = load(plus, c + 2 * COUNT), s3 = load(plus, c + 3 * COUNT);
            for (int i = 0, row = c; i < n; i++, row += columns) {
                DoubleVector x = Lanes.all(a[from + i]);
                s0 = x.fma(load(matrix, row), s0);
                s1 = x.fma(load(matrix, row + COUNT), s1);
                s2 = x.fma(load(matrix, row + 2 * COUNT), s2);
                s3 = x.fma(load(matrix, row + 3 * COUNT), s3);
            }
            s0.intoArray(a, to + c);
            s1.intoArray(a, to + c + COUNT);
            s2.intoArray(a, to + c + 2 * COUNT);
            s3.intoArray(a, to + c + 3 * COUNT);
        }
        for (; c + 2 * COUNT <= columns; c += 2 * COUNT) {
            DoubleVector s0 = load(plus, c), s1 = load(plus, c + COUNT), t0 = Lanes.all(0), t1 = t0;
            int i = 0, row = c;
            for (; i + 1 < n; i += 2, row += 2 * columns) {
                DoubleVector x = Lanes.all(a[from + i]), z = Lanes.all(a[from + i + 1]);
                s0 = x.fma(load(matrix, row), s0);
                s1 = x.fma(load(matrix, row + COUNT), s1);
                t0 = z.fma(load(matrix, row + columns), t0);
                t1 = z.fma(load(matrix, row + columns + COUNT), t1);
            }
            if (i < n) {
                DoubleVector x = Lanes.all(a[from + i]);
                s0 = x.fma(load(matrix, row), s0);
                s1 = x.fma(load(matrix, row + COUNT), s1);
            }
            s0.add(t0).intoArray(a, to + c);
            s1.add(t1).intoArray(a, to + c + COUNT);
        }
        for (; c < columns; c += COUNT) {
            DoubleVector s0 = load(plus, c), s1 = Lanes.all(0), s2 = s1, s3 = s1;
            int i = 0, row = c;
            for (; i + 3 < n; i += 4, row += 4 * columns) {
                s0 = Lanes.all(a[from + i]).fma(load(matrix, row), s0);
                s1 = Lanes.all(a[from + i + 1]).fma(load(matrix, row + columns), s1);
                s2 = Lanes.all(a[from + i + 2]).fma(load(matrix, row + 2 * columns), s2);
                s3 = Lanes.all(a[from + i + 3]).fma(load(matrix, row + 3 * columns), s3);
            }
            for (; i < n; i++, row += columns) {
                s0 = Lanes.all(a[from + i]).fma(load(matrix, row), s0);
            }
            s0.add(s1).add(s2.add(s3)).intoArray(a, to + c);
        }
    }

    private static DoubleVector load(double[] a, int at) {
        return DoubleVector.fromArray(Lanes.SPECIES, a, at);
    }
}
