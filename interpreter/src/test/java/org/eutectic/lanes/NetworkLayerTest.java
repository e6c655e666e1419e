package org.eutectic.lanes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.eutectic.ir.Activation;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.SeededNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers in lanes against sums unit by unit, for every activation and for widths on both sides of whole vectors. */
class NetworkLayerTest {
    private static final int[][] SIZES = {{1, 1}, {2, 3}, {5, 8}, {7, 16}, {16, 7}, {3, 40}, {41, 65}};

    /** Sums in another order, and functions to a few units in the last place of values of the order of 1. */
    private static final double ROUNDING = 2e-14;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void asUnitByUnit(Activation f) {
        for (int[] size : SIZES) {
            NetworkWeights w = SeededNetworks.network(new NetworkShape(java.util.List.of(size[0], size[1]), java.util.List.of(f)), 5);
            NetworkLayer layer = new NetworkLayer(w, 0);
            int x = 3, y = x + layer.inputWidth(), slope = y + layer.width(), bar = slope + layer.width(), inputBar = bar + layer.width();
            double[] a = new double[inputBar + layer.inputWidth()], alone = new double[y + layer.width()];
            double[] in = new Random(7).doubles(size[0], -3, 3).toArray(), out = new Random(8).doubles(size[1], -1, 1).toArray();
            System.arraycopy(in, 0, a, x, in.length);
            System.arraycopy(in, 0, alone, x, in.length);
            System.arraycopy(out, 0, a, bar, out.length);
            layer.forward(a, x, y, slope);
            layer.forward(alone, x, y);
            layer.reverse(a, bar, slope, inputBar);
            double[] expectedBar = new double[size[0]];
            for (int o = 0; o < size[1]; o++) {
                double sum = w.bias(0, o);
                for (int i = 0; i < size[0]; i++) {
                    sum += in[i] * w.weight(0, i, o);
                }
                assertEquals(f.value(sum), a[y + o], ROUNDING * Math.max(1, Math.abs(f.value(sum))), f + " of " + sum);
                assertEquals(a[y + o], alone[y + o], "the same bits with and without slopes");
                for (int i = 0; i < size[0]; i++) {
                    expectedBar[i] += out[o] * f.slope(sum) * w.weight(0, i, o);
                }
            }
            for (int i = 0; i < size[0]; i++) {
                assertEquals(expectedBar[i], a[inputBar + i], ROUNDING * 100, f + ", adjoint of input " + i);
            }
        }
    }

    /** Slopes are the values' derivatives: a central difference of fourth order, whose error at this step is below 1e-10 for functions of the order of 1. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void slopesAreDerivatives(Activation f) {
        double h = 1e-3;
        for (double x : new double[] {-4, -1.3, -0.2, 0, 0.4, 1.7, 5}) {
            double difference = (8 * (f.value(x + h) - f.value(x - h)) - f.value(x + 2 * h) + f.value(x - 2 * h)) / (12 * h);
            assertEquals(difference, f.slope(x), 1e-10 * Math.max(1, Math.abs(f.slope(x))), f + " at " + x);
        }
    }
}
