package org.eutectic.md;

import java.util.Arrays;

/** A series of numbers from a run, with errors that know of its memory. */
public final class Samples {
    private static final int BLOCKS = 25;
    private double[] values = new double[1024];
    private int count;

    public void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    public int count() {
        return count;
    }

    public double get(int k) {
        return values[k];
    }

    public double mean() {
        return Arrays.stream(values, 0, count).average().orElseThrow();
    }

    public double variance() {
        double mean = mean();
        return Arrays.stream(values, 0, count).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }

    /** The standard error of the mean, from blocks much longer than the memory. */
    public double error() {
        double mean = mean(), sum = 0;
        int length = count / BLOCKS;
        for (int b = 0; b < BLOCKS; b++) {
            double part = Arrays.stream(values, b * length, (b + 1) * length).average().orElseThrow() - mean;
            sum += part * part;
        }
        return Math.sqrt(sum / (BLOCKS * (BLOCKS - 1)));
    }

    /** How many independent numbers it is worth. */
    public double independent() {
        return Math.min(count, variance() / (error() * error()));
    }

    /**
     * How steeply the odds that a number comes from the other series rather than this one rise with it, by maximum likelihood; and its standard error. After M. R. Shirts,
     * J. Chem. Theory Comput. 9, 909 (2013).
     */
    public double[] oddsSlope(Samples other) {
        double offset = mean(), scale = Math.sqrt(variance()), a = 0, b = 0;
        double[] hessian = new double[3];
        for (int round = 0; round < 50; round++) {
            double ga = 0, gb = 0;
            Arrays.fill(hessian, 0);
            for (int k = 0; k < count + other.count; k++) {
                double x = ((k < count ? values[k] : other.values[k - count]) - offset) / scale, p = 1 / (1 + Math.exp(-a - b * x)), y = k < count ? 0 : 1;
                ga += y - p;
                gb += (y - p) * x;
                hessian[0] += p * (1 - p);
                hessian[1] += p * (1 - p) * x;
                hessian[2] += p * (1 - p) * x * x;
            }
            double d = hessian[0] * hessian[2] - hessian[1] * hessian[1];
            a += (hessian[2] * ga - hessian[1] * gb) / d;
            b += (hessian[0] * gb - hessian[1] * ga) / d;
        }
        double d = hessian[0] * hessian[2] - hessian[1] * hessian[1], memory = (count + other.count) / (independent() + other.independent());
        return new double[] {b / scale, Math.sqrt(hessian[0] / d * memory) / scale};
    }
}
