package org.eutectic.md.analysis;

import java.util.List;

/**
 * The mean of what the blocks of a trajectory gave.
 *
 * @param value the mean; NaN of nothing
 * @param error its standard error from the blocks' scatter; NaN for fewer than two
 */
public record BlockMean(double value, double error) {

    /** The mean of independent values. */
    public static BlockMean of(List<Double> values) {
        int n = values.size();
        double mean = values.stream().mapToDouble(v -> v / n).sum(), squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return new BlockMean(n == 0 ? Double.NaN : mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n * (n - 1.0))));
    }

    /**
     * The mean of a series in time, with the error from so many stretches of equal length, each of which should be longer than the series remembers; what is left over at the beginning
     * counts for the mean alone.
     */
    public static BlockMean ofSeries(double[] series, int blocks) {
        int length = series.length / blocks, first = series.length - blocks * length;
        if (length == 0) {
            return new BlockMean(java.util.Arrays.stream(series).average().orElse(Double.NaN), Double.NaN);
        }
        Double[] means = new Double[blocks];
        for (int b = 0; b < blocks; b++) {
            double sum = 0;
            for (int k = 0; k < length; k++) {
                sum += series[first + b * length + k] / length;
            }
            means[b] = sum;
        }
        return new BlockMean(java.util.Arrays.stream(series).average().orElseThrow(), of(List.of(means)).error());
    }
}
