package org.eutectic.physics.coulomb;

import java.util.function.IntConsumer;
import org.eutectic.parallel.Workers;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Fourier transforms of a real function on a mesh, line by line with JTransforms, shared among threads. A row of n3 real numbers has room for the n3/2 + 1 complex ones
 * it becomes. The last forward pass, what is done with the waves, and the first pass backward go together, plane by plane, while the plane is in the cache.
 */
final class MeshTransform {
    /** Tasks of a pass, each with lines of its own. */
    private static final int TASKS = 16;

    /** What to do with all waves of a plane. */
    interface Convolution {
        /**
         * @param line n1 complex numbers: the waves m1 = 0 … n1 − 1 for given m2 and m3
         * @param task which of {@link #TASKS} does it, for sums of its own
         */
        void apply(double[] line, int m2, int m3, int task);
    }

    final int n1;
    final int n2;
    final int n3;
    /** Numbers in a row. */
    final int row;
    /** Of the function at m1, m2, m3: (m1·n2 + m2)·row + m3. */
    final double[] values;
    private final Workers workers;
    private final DoubleFFT_1D first;
    private final DoubleFFT_1D second;
    private final DoubleFFT_1D third;
    private final double[][] lines = new double[TASKS][];
    private final IntConsumer forward = this::forward;
    private final IntConsumer across = this::across;
    private final IntConsumer backward = this::backward;
    private Convolution convolution;

    /** @param n3 even */
    MeshTransform(int n1, int n2, int n3, Workers workers) {
        this.n1 = n1;
        this.n2 = n2;
        this.n3 = n3;
        this.workers = workers;
        row = n3 + 2;
        values = new double[Math.toIntExact((long) n1 * n2 * row)];
        first = new DoubleFFT_1D(n1);
        second = new DoubleFFT_1D(n2);
        third = new DoubleFFT_1D(n3);
        for (int t = 0; t < TASKS; t++) {
            lines[t] = new double[2 * Math.max(n1, n2)];
        }
    }

    static int tasks() {
        return TASKS;
    }

    /** Replaces the function by what a convolution makes of its waves, divided by n3: of the transforms, only the last is normalised. */
    void convolve(Convolution c) {
        convolution = c;
        workers.run(TASKS, forward);
        workers.run(TASKS, across);
        workers.run(TASKS, backward);
    }

    private static int share(int n, int task) {
        return n * task / TASKS;
    }

    private void forward(int task) {
        double[] v = values, line = lines[task];
        for (int m1 = share(n1, task); m1 < share(n1, task + 1); m1++) {
            int plane = m1 * n2 * row;
            for (int m2 = 0; m2 < n2; m2++) {
                int at = plane + m2 * row;
                third.realForward(v, at);
                v[at + n3] = v[at + 1];
                v[at + n3 + 1] = 0;
                v[at + 1] = 0;
            }
            for (int m3 = 0; m3 < row; m3 += 2) {
                take(v, plane + m3, row, n2, line);
                second.complexForward(line);
                put(line, v, plane + m3, row, n2);
            }
        }
    }

    private void across(int task) {
        double[] v = values, line = lines[task];
        for (int m2 = share(n2, task); m2 < share(n2, task + 1); m2++) {
            for (int m3 = 0; m3 < row; m3 += 2) {
                take(v, m2 * row + m3, n2 * row, n1, line);
                first.complexForward(line);
                convolution.apply(line, m2, m3 / 2, task);
                first.complexInverse(line, false);
                put(line, v, m2 * row + m3, n2 * row, n1);
            }
        }
    }

    private void backward(int task) {
        double[] v = values, line = lines[task];
        for (int m1 = share(n1, task); m1 < share(n1, task + 1); m1++) {
            int plane = m1 * n2 * row;
            for (int m3 = 0; m3 < row; m3 += 2) {
                take(v, plane + m3, row, n2, line);
                second.complexInverse(line, false);
                put(line, v, plane + m3, row, n2);
            }
            for (int m2 = 0; m2 < n2; m2++) {
                int at = plane + m2 * row;
                v[at + 1] = v[at + n3];
                third.realInverse(v, at, true);
            }
        }
    }

    private static void take(double[] v, int at, int stride, int n, double[] line) {
        for (int k = 0; k < 2 * n; k += 2, at += stride) {
            line[k] = v[at];
            line[k + 1] = v[at + 1];
        }
    }

    private static void put(double[] line, double[] v, int at, int stride, int n) {
        for (int k = 0; k < 2 * n; k += 2, at += stride) {
            v[at] = line[k];
            v[at + 1] = line[k + 1];
        }
    }
}
