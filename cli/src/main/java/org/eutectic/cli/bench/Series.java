package org.eutectic.cli.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The rounds of one program with so many threads.
 *
 * @param program {@link #EUTECTIC}, or what {@link LammpsStyle} calls it
 * @param threads or processes, where that is how the program works in parallel
 */
record Series(String program, int threads, List<Sample> rounds) {
    static final String EUTECTIC = "eutectic";

    Series {
        rounds = List.copyOf(rounds);
    }

    boolean isEutectic() {
        return program.equals(EUTECTIC);
    }

    /** NaN where no round knows the quantity. */
    double median(ToDoubleFunction<Sample> quantity) {
        return median(rounds.stream().mapToDouble(quantity));
    }

    /** Median over the rounds of this one's value over another's in the same round: what slows the machine for a while slows both. */
    double ratio(Series other, ToDoubleFunction<Sample> quantity) {
        return median(IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
            .mapToDouble(k -> quantity.applyAsDouble(rounds.get(k)) / quantity.applyAsDouble(other.rounds.get(k))));
    }

    private static double median(DoubleStream values) {
        double[] x = values.filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = x.length;
        return n == 0 ? Double.NaN : 0.5 * (x[(n - 1) / 2] + x[n / 2]);
    }
}
