package org.eutectic.cli.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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
        double[] x = rounds.get(program).stream().mapToDouble(quantity).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = x.length;
        return n == 0 ? Double.NaN : 0.5 * (x[(n - 1) / 2] + x[n / 2]);
    }

    /** How far a program's energy of the same structure is from Eutectic's, relative. */
    double energyDeviation(String program) {
        double mine = median(BenchCommand.EUTECTIC, Sample::energy);
        return Math.abs(median(program, Sample::energy) - mine) / Math.abs(mine);
    }
}
