package org.eutectic.md.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.Units;
import org.eutectic.md.analysis.BlockMean;
import org.eutectic.md.analysis.StraightLine;
import org.eutectic.md.dynamics.CellShape;

/**
 * The melting temperature by coexistence of two phases (J. R. Morris, C. Z. Wang, K. M. Ho and C. T. Chan, Phys. Rev. B 49, 3109 (1994)): a long block, one half of it melted while the other is held, is let go at a
 * temperature and a pressure. Above the melting point the interfaces wander into the solid, below into the liquid; the potential energy, which lies between those of both phases, tells which. Halving the
 * interval closes in on the temperature at which they stand still.
 *
 * <p>Interfaces are slow near the melting point, and a run that is too short cannot tell which way they go: its temperature is then taken out of the interval as neither. Blocks too thin or too short make
 * melting points too high or too low by some per cent.
 */
public final class Melting {
    /** How much of the block must have changed for a run to be decided before its end. */
    private static final double DECIDED = 0.3;
    /** How many errors a slope must be away from zero to count. */
    private static final double SURE = 2;
    private static final int EVERY = 20;
    private static final int BLOCKS = 5;
    /** A solid that is heated melts by itself below so many times its melting point, and the first guess lies this part of k T below the cohesive energy. */
    private static final double OVERHEATING = 1.6;
    private static final double FIRST_GUESS = 0.012;
    private static final double FASTER = 1.12;

    /**
     * One run of two phases.
     *
     * @param temperature K
     * @param rate at which the part that is liquid grows, 1/fs
     * @param error its standard error
     * @param liquid that part at the end, by the potential energy
     */
    public record Trial(double temperature, double rate, double error, double liquid) {
        /** 1 where it melts, −1 where it freezes, 0 where that cannot be told. */
        public int direction() {
            return Math.abs(rate) > SURE * error ? (int) Math.signum(rate) : 0;
        }
    }

    /**
     * What came out.
     *
     * @param low highest temperature at which the liquid froze, K
     * @param high lowest at which the solid melted, K
     * @param trials in the order in which they were made
     * @param latentHeat energy of the liquid less that of the solid in the middle of the first interval, eV for each atom
     */
    public record Result(double low, double high, List<Trial> trials, double latentHeat) {
        /** Where the interfaces stand still, K. */
        public double temperature() {
            return 0.5 * (low + high);
        }

        /** Half of the interval, K. */
        public double error() {
            return 0.5 * (high - low);
        }
    }

    /** Is told of each step. */
    @FunctionalInterface
    public interface Listener {
        void says(String what);
    }

    private final ForceField field;
    private final Conditions conditions;
    private final Listener listener;
    private final Configuration block;
    private final double modulus;
    private final long steps;

    /**
     * @param block the crystal at rest, longest along its third vector
     * @param steps of a run of two phases; a fifth of it is taken to warm up, to melt and to cool each
     */
    public Melting(Configuration block, ForceField field, long steps, Conditions conditions, Listener listener) {
        this.block = block;
        this.field = field;
        this.steps = steps;
        this.conditions = conditions;
        this.listener = listener;
        modulus = Sample.bulkModulus(block, field);
    }

    /**
     * An interval in which the melting point should lie: a small crystal is made hotter and hotter until it melts by itself, which a crystal without surfaces does late.
     *
     * @param crystal a small block
     * @param cohesive energy less that of isolated atoms for each atom, eV
     */
    public double[] interval(Configuration crystal, double cohesive) {
        double reach = 0.5 * Math.cbrt(crystal.cell().volume() / crystal.size());
        Sample sample = new Sample(crystal.copy(), field, conditions, modulus);
        double t = FIRST_GUESS * Math.abs(cohesive) / Units.BOLTZMANN;
        sample.heat(2 * t);
        while (true) {
            sample.atPressure(t, CellShape.ISOTROPIC, steps / 5);
            double[] before = scaled(sample.configuration());
            sample.atPressure(t, CellShape.ISOTROPIC, steps / 5);
            double[] after = scaled(sample.configuration());
            double square = 0, edge = Math.cbrt(sample.configuration().cell().volume());
            for (int k = 0; k < after.length; k++) {
                square += (after[k] - before[k]) * (after[k] - before[k]);
            }
            double distance = edge * Math.sqrt(square / crystal.size());
            listener.says(String.format(java.util.Locale.ROOT, "crystal at %.0f K: atoms get %.2f Å away in the time", t, distance));
            if (distance > reach) {
                return new double[] {t / FASTER / OVERHEATING, t};
            }
            t *= FASTER;
        }
    }

    private static double[] scaled(Configuration c) {
        double edge = Math.cbrt(c.cell().volume());
        return Arrays.stream(c.positions()).map(x -> x / edge).toArray();
    }

    /**
     * Closes in on the melting temperature.
     *
     * @param low a temperature at which the liquid freezes, K
     * @param high one at which the solid melts, K
     * @param width how wide the interval may be in the end, K
     */
    public Result find(double low, double high, double width) {
        double middle = 0.5 * (low + high);
        double solid = energy(middle, false), liquid = energy(middle, true);
        double[] ends = {low, high};
        List<Trial> trials = new ArrayList<>();
        while (ends[1] - ends[0] > width) {
            Trial t = trial(0.5 * (ends[0] + ends[1]), solid, liquid, middle);
            trials.add(t);
            listener.says(String.format(java.util.Locale.ROOT, "two phases at %.1f K: %s (liquid: %.0f %% in the end)", t.temperature, t.direction() > 0 ? "melts" : t.direction() < 0 ? "freezes" : "stands still",
                100 * t.liquid));
            if (t.direction() == 0) {
                // As near as runs of this length can tell; the next ones would not know better.
                double error = Math.max(0.5 * width, 0.25 * (ends[1] - ends[0]));
                return new Result(t.temperature - error, t.temperature + error, trials, liquid - solid);
            }
            ends[t.direction() > 0 ? 1 : 0] = t.temperature;
        }
        return new Result(ends[0], ends[1], trials, liquid - solid);
    }

    /** The potential energy for each atom of one phase, eV. */
    private double energy(double temperature, boolean melted) {
        Sample sample = new Sample(block.copy(), field, conditions, modulus);
        sample.heat(2 * temperature);
        if (melted) {
            sample.atTemperature(3 * temperature, steps / 5);
        }
        sample.atPressure(temperature, CellShape.ANISOTROPIC, steps / 5);
        Sample.Series energy = new Sample.Series(EVERY, true, s -> s.potentialEnergy() / block.size());
        sample.atPressure(temperature, CellShape.ANISOTROPIC, steps / 5, energy);
        double mean = BlockMean.ofSeries(energy.values(), BLOCKS).value();
        listener.says(String.format(java.util.Locale.ROOT, "%s at %.0f K: %.5f eV for each atom", melted ? "liquid" : "solid", temperature, mean));
        return mean;
    }

    private Trial trial(double temperature, double solid, double liquid, double at) {
        Sample sample = new Sample(block.copy(), field, conditions, modulus);
        sample.heat(2 * temperature);
        sample.atPressure(temperature, CellShape.ANISOTROPIC, steps / 5);
        int[] lower = lowerHalf(sample.configuration());
        sample.hold(lower);
        sample.atTemperature(3 * temperature, steps / 5);
        sample.hold(lower);
        sample.atTemperature(temperature, steps / 10);
        sample.hold();
        // Those held have stood still, the others are as hot as they should be.
        sample.heat(temperature);
        sample.atPressure(temperature, CellShape.ANISOTROPIC, steps / 10);
        // Both phases' energies rise alike with the temperature, by 3/2 k for each degree where atoms swing harmonically.
        double shift = 1.5 * Units.BOLTZMANN * (temperature - at);
        List<Double> parts = new ArrayList<>();
        long portion = Math.max(EVERY * 10L, steps / 10);
        for (long done = 0; done < steps; done += portion) {
            Sample.Series energy = new Sample.Series(EVERY, true, s -> s.potentialEnergy() / block.size());
            sample.atPressure(temperature, CellShape.ANISOTROPIC, portion, energy);
            for (double e : energy.values()) {
                parts.add((e - shift - solid) / (liquid - solid));
            }
            int n = parts.size(), look = n / 5;
            if (done > steps / 4 && Math.abs(mean(parts, n - look, n) - mean(parts, 0, look)) > DECIDED) {
                break;
            }
        }
        return rate(temperature, parts);
    }

    private static double mean(List<Double> values, int from, int to) {
        return values.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The slope of the liquid part over time, with an error from blocks. */
    private Trial rate(double temperature, List<Double> parts) {
        double interval = EVERY * conditions.timestep();
        int length = parts.size() / (2 * BLOCKS);
        double[] t = new double[2 * BLOCKS], y = new double[2 * BLOCKS];
        for (int b = 0; b < t.length; b++) {
            t[b] = (b + 0.5) * length * interval;
            y[b] = mean(parts, b * length, (b + 1) * length);
        }
        StraightLine line = StraightLine.through(t, y);
        return new Trial(temperature, line.slope(), line.slopeError(), y[y.length - 1]);
    }

    /** The atoms below the middle of the third vector. */
    private static int[] lowerHalf(Configuration c) {
        org.eutectic.atoms.PeriodicFrame frame = org.eutectic.atoms.PeriodicFrame.of(c.cell());
        double[] x = c.positions();
        return IntStream.range(0, c.size()).filter(i -> {
            double s = frame.fractional(2, x[3 * i], x[3 * i + 1], x[3 * i + 2]);
            return s - Math.floor(s) < 0.5;
        }).toArray();
    }
}
