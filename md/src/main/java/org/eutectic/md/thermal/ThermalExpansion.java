package org.eutectic.md.thermal;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.analysis.BlockMean;
import org.eutectic.md.dynamics.CellShape;

/**
 * How a crystal grows with temperature: runs at constant pressure and temperature (G. Bussi, D. Donadio and M. Parrinello, J. Chem. Phys. 126, 014101 (2007); M. Bernetti and G. Bussi, J. Chem.
 * Phys. 153, 114107 (2020)), one for each temperature, the mean lengths of the cell, and the coefficient of linear expansion α = (1/3V) dV/dT from a polynomial through the volumes, which takes the crystal at
 * rest as that of 0 K. Atoms move after Newton: quantum mechanics makes α vanish at low temperature, below some part of Debye's, where this does not.
 */
public final class ThermalExpansion {
    private static final int EVERY = 10;
    private static final int BLOCKS = 10;
    /** The volume of the crystal at rest is known to so much, as a part of it. */
    private static final double AT_REST = 1e-6;

    /**
     * One run.
     *
     * @param temperature K
     * @param edges mean lengths of the cell's edges, Å
     * @param volume for each atom, Å³
     * @param energy potential energy for each atom, eV
     */
    public record Point(double temperature, BlockMean[] edges, BlockMean volume, BlockMean energy) {}

    /**
     * The coefficient of linear expansion at a temperature.
     *
     * @param value 1/K
     * @param error its standard error from those of the volumes, 1/K
     */
    public record Coefficient(double temperature, double value, double error) {}

    private final List<Point> points = new ArrayList<>();
    private final double restVolume;
    private double[] polynomial;
    private DMatrixRMaj covariance;

    private ThermalExpansion(double restVolume) {
        this.restVolume = restVolume;
    }

    /** Is told which run comes. */
    @FunctionalInterface
    public interface Listener {
        void begins(double temperature);
    }

    /**
     * Makes the runs.
     *
     * @param block the crystal at rest at the pressure wanted, repeated often enough
     * @param temperatures K, rising
     * @param settling steps before anything is counted
     * @param steps that are counted
     */
    public static ThermalExpansion of(Configuration block, ForceField field, double[] temperatures, CellShape shape, long settling, long steps, Conditions conditions, Listener listener) {
        double modulus = Sample.bulkModulus(block, field), n = block.size();
        ThermalExpansion result = new ThermalExpansion(block.cell().volume() / n);
        for (double t : temperatures) {
            listener.begins(t);
            Sample sample = new Sample(block.copy(), field, conditions, modulus);
            // Half of what they are given goes into the springs.
            sample.heat(2 * t);
            sample.atPressure(t, shape, settling);
            Sample.Series[] edges = new Sample.Series[3];
            for (int k = 0; k < 3; k++) {
                int row = k;
                edges[k] = new Sample.Series(EVERY, false, s -> edge(s.configuration(), row));
            }
            Sample.Series volume = new Sample.Series(EVERY, false, s -> s.configuration().cell().volume() / n), energy = new Sample.Series(EVERY, true, s -> s.potentialEnergy() / n);
            sample.atPressure(t, shape, steps, edges[0], edges[1], edges[2], volume, energy);
            BlockMean[] lengths = new BlockMean[3];
            for (int k = 0; k < 3; k++) {
                lengths[k] = BlockMean.ofSeries(edges[k].values(), BLOCKS);
            }
            result.points.add(new Point(t, lengths, BlockMean.ofSeries(volume.values(), BLOCKS), BlockMean.ofSeries(energy.values(), BLOCKS)));
        }
        result.fit();
        return result;
    }

    private static double edge(Configuration c, int row) {
        return Math.sqrt(Math.pow(c.cell().get(row, 0), 2) + Math.pow(c.cell().get(row, 1), 2) + Math.pow(c.cell().get(row, 2), 2));
    }

    /** Weighted least squares; the degree is two, or three where there are five temperatures or more, but at most their number. */
    private void fit() {
        int n = points.size() + 1, degree = Math.min(points.size(), points.size() >= 5 ? 3 : 2);
        double scale = scale();
        DMatrixRMaj normal = new DMatrixRMaj(degree + 1, degree + 1), right = new DMatrixRMaj(degree + 1, 1), c = new DMatrixRMaj(degree + 1, 1);
        for (int p = 0; p < n; p++) {
            double t = p == 0 ? 0 : points.get(p - 1).temperature / scale, v = p == 0 ? restVolume : points.get(p - 1).volume.value();
            double error = p == 0 ? AT_REST * restVolume : Math.max(points.get(p - 1).volume.error(), AT_REST * restVolume), weight = 1 / (error * error);
            for (int i = 0; i <= degree; i++) {
                right.add(i, 0, weight * Math.pow(t, i) * v);
                for (int j = 0; j <= degree; j++) {
                    normal.add(i, j, weight * Math.pow(t, i + j));
                }
            }
        }
        covariance = new DMatrixRMaj(degree + 1, degree + 1);
        CommonOps_DDRM.invert(normal, covariance);
        CommonOps_DDRM.mult(covariance, right, c);
        polynomial = c.data;
    }

    /** Powers of temperatures in units of the highest do not run out of range. */
    private double scale() {
        return points.getLast().temperature;
    }

    /** The runs, by temperature. */
    public List<Point> points() {
        return List.copyOf(points);
    }

    /** For each atom at 0 K, Å³. */
    public double restVolume() {
        return restVolume;
    }

    /** The volume for each atom at a temperature by the polynomial, Å³. */
    public double volume(double temperature) {
        double v = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            v = v * temperature / scale() + polynomial[i];
        }
        return v;
    }

    /** The coefficient at a temperature. */
    public Coefficient coefficient(double temperature) {
        double t = temperature / scale(), v = volume(temperature), slope = 0, variance = 0;
        double[] d = new double[polynomial.length];
        for (int i = 1; i < d.length; i++) {
            d[i] = i * Math.pow(t, i - 1) / scale();
            slope += d[i] * polynomial[i];
        }
        for (int i = 0; i < d.length; i++) {
            for (int j = 0; j < d.length; j++) {
                variance += d[i] * d[j] * covariance.get(i, j);
            }
        }
        return new Coefficient(temperature, slope / (3 * v), Math.sqrt(variance) / (3 * v));
    }
}
