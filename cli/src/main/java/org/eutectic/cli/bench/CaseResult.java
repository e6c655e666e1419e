package org.eutectic.cli.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * All rounds of one case.
 *
 * @param atoms in the structure
 * @param cutoff Å
 * @param neighbors mean number within the cutoff
 * @param rounds by program, in the order of the table; the first is Eutectic
 */
record CaseResult(BenchCase what, int atoms, double cutoff, double neighbors, Map<String, List<Sample>> rounds) {

    /** Median over the rounds of a program; NaN where it has none. */
    double median(String program, ToDoubleFunction<Sample> quantity) {
        return median(rounds.get(program).stream().mapToDouble(quantity));
    }

    /** Median over the rounds of Eutectic's value over that of a program in the same round: what slows the machine for a while slows both. */
    double ratio(String program, ToDoubleFunction<Sample> quantity) {
        List<Sample> mine = rounds.get(BenchCommand.EUTECTIC), other = rounds.get(program);
        return median(IntStream.range(0, mine.size()).mapToDouble(k -> quantity.applyAsDouble(mine.get(k)) / quantity.applyAsDouble(other.get(k))));
    }

    private static double median(DoubleStream values) {
        double[] x = values.filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = x.length;
        return n == 0 ? Double.NaN : 0.5 * (x[(n - 1) / 2] + x[n / 2]);
    }

    /** How far a program's energy of the same structure is from Eutectic's, relative. */
    double energyDeviation(String program) {
        double mine = median(BenchCommand.EUTECTIC, Sample::energy);
        return Math.abs(median(program, Sample::energy) - mine) / Math.abs(mine);
    }
}
