package org.eutectic.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** Writes embedded-atom functions as a table in the format setfl, the common one of both programs. */
final class SetflTable {
    private static final int SAMPLES = 2001;
    private static final double CUTOFF = 6;
    private static final double DENSITY_STEP = 0.05;

    private SetflTable() {}

    /** The text of the file. */
    static String of(List<ZhouMetal> metals) {
        double dr = CUTOFF / (SAMPLES - 1);
        StringBuilder text = new StringBuilder("Zhou, Johnson and Wadley, Phys. Rev. B 69, 144113 (2004)\n")
            .append("sampled by eutectic bench\n\n")
            .append(metals.size()).append(' ').append(metals.stream().map(ZhouMetal::symbol).collect(Collectors.joining(" "))).append('\n')
            .append(SAMPLES).append(' ').append(DENSITY_STEP).append(' ').append(SAMPLES).append(' ').append(dr).append(' ').append(CUTOFF).append('\n');
        for (ZhouMetal m : metals) {
            text.append(m.number()).append(' ').append(m.mass()).append(' ').append(m.a()).append(" FCC\n");
            sample(text, DENSITY_STEP, m::embedding);
            sample(text, dr, m::density);
        }
        for (int i = 0; i < metals.size(); i++) {
            for (int j = 0; j <= i; j++) {
                ZhouMetal x = metals.get(i), y = metals.get(j);
                sample(text, dr, r -> r * ZhouMetal.pair(x, y, r));
            }
        }
        return text.toString();
    }

    private static void sample(StringBuilder text, double step, DoubleUnaryOperator f) {
        for (int k = 0; k < SAMPLES; k++) {
            text.append(String.format(Locale.ROOT, "%.17g%n", f.applyAsDouble(k * step)));
        }
    }
}
