package org.eutectic.cli.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A file of pair_style pinn with the sizes of Al_2020.pinn of G. P. Purja Pun et al., Phys. Rev. Mater. 4, 113807 (2020): its descriptors, layers, radii and base
 * parameters, but weights drawn at random, so small that a crystal stays one.
 */
final class MadeUpNetwork {
    static final String FILE = "Al.pinn";

    private static final int[] LAYERS = {40, 16, 16, 8};
    private static final double SIZE = 0.05;

    private MadeUpNetwork() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
            # made up by eutectic bench
            #
            #
             2 0.0 1
             1
             Al 26.981539
             0 0.1 6.0 1.5 1.0
             5 0 1 2 4 6
             8 2.0 2.5 3.0 3.5 4.0 5.0 6.0 7.0
             4 40 16 16 8
             1 8.313739 3.659377 2.076203 0.785523 -0.065095 0.717922 0.907034 1.669902
            """);
        SplittableRandom random = new SplittableRandom(BenchCase.SEED);
        int numbers = 0;
        for (int m = 1; m < LAYERS.length; m++) {
            numbers += (LAYERS[m - 1] + 1) * LAYERS[m];
        }
        double[] weights = random.doubles(numbers, -SIZE, SIZE).toArray();
        Arrays.stream(weights).forEach(w -> text.append(String.format(Locale.ROOT, "%.8e%n", w)));
        return text.toString();
    }
}
