package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.eutectic.md.Units;

/**
 * Frequencies of a crystal's vibrations: the square roots of the eigenvalues of the dynamical matrix (M. Born and K. Huang, Dynamical Theory of Crystal Lattices (1954), section 24). A negative one stands for an
 * imaginary frequency: the crystal is not stable against this wave. In ionic crystals the splitting of longitudinal and transverse waves at Γ by their macroscopic field is not in the matrix.
 */
public final class Phonons {
    private static final double TERAHERTZ = 1e3 * Math.sqrt(Units.ACCELERATION) / (2 * Math.PI);

    private final ForceConstants constants;

    /**
     * Bands along a way.
     *
     * @param distance along the way, 1/Å, without 2π; gaps between parts of it have no length
     * @param q wave vectors, Cartesian, 1/Å, with 2π
     * @param frequencies for each wave vector all branches from below, THz
     * @param corners which points have names, one after the other
     * @param path the way
     */
    public record Bands(double[] distance, double[][] q, double[][] frequencies, List<Corner> corners, BandPath path) {
        /** The lowest frequency, THz; negative where imaginary. */
        public double lowest() {
            return Arrays.stream(frequencies).mapToDouble(f -> f[0]).min().orElseThrow();
        }

        /** The highest frequency, THz. */
        public double highest() {
            return Arrays.stream(frequencies).mapToDouble(f -> f[f.length - 1]).max().orElseThrow();
        }
    }

    /** A point with a name, and where it stands among the {@link Bands}' points; whether a part of the way begins here. */
    public record Corner(BandPath.Point point, int index, boolean begins) {}

    public Phonons(ForceConstants constants) {
        this.constants = constants;
    }

    /** What they are made from. */
    public ForceConstants constants() {
        return constants;
    }

    /**
     * All frequencies at a wave vector, from below, THz; imaginary ones negative.
     *
     * @param q Cartesian, 1/Å, with 2π
     */
    public double[] frequencies(double[] q) {
        int n = 3 * constants.sites();
        double[] real = new double[n * n], imaginary = new double[n * n];
        constants.dynamicalMatrix(q, real, imaginary);
        // A Hermitian matrix A + iB has the eigenvalues, each twice, of the symmetric one of the blocks A, −B, B, A.
        DMatrixRMaj both = new DMatrixRMaj(2 * n, 2 * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double a = (real[n * i + j] + real[n * j + i]) / 2, b = (imaginary[n * i + j] - imaginary[n * j + i]) / 2;
                both.set(i, j, a);
                both.set(n + i, n + j, a);
                both.set(i, n + j, -b);
                both.set(n + i, j, b);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(2 * n, false, true);
        if (!eigen.decompose(both)) {
            throw PropertyException.of("the frequencies at %.4g %.4g %.4g cannot be calculated: are all force constants finite?", q[0], q[1], q[2]);
        }
        double[] squares = new double[2 * n], f = new double[n];
        Arrays.setAll(squares, k -> eigen.getEigenvalue(k).getReal());
        Arrays.sort(squares);
        for (int k = 0; k < n; k++) {
            double square = (squares[2 * k] + squares[2 * k + 1]) / 2;
            f[k] = TERAHERTZ * Math.signum(square) * Math.sqrt(Math.abs(square));
        }
        return f;
    }

    /**
     * Frequencies along a way.
     *
     * @param points about how many in all, corners included
     */
    public Bands bands(BandPath path, int points) {
        double length = 0;
        for (List<BandPath.Point> part : path.parts()) {
            for (int k = 1; k < part.size(); k++) {
                length += distance(part.get(k - 1).q(), part.get(k).q());
            }
        }
        List<double[]> q = new ArrayList<>();
        List<Double> at = new ArrayList<>();
        List<Corner> corners = new ArrayList<>();
        double walked = 0;
        for (List<BandPath.Point> part : path.parts()) {
            corners.add(new Corner(part.getFirst(), q.size(), true));
            q.add(part.getFirst().q());
            at.add(walked / (2 * Math.PI));
            for (int k = 1; k < part.size(); k++) {
                double[] from = part.get(k - 1).q(), to = part.get(k).q();
                double piece = distance(from, to);
                int steps = Math.max(2, (int) Math.round(points * piece / length));
                for (int m = 1; m <= steps; m++) {
                    double f = (double) m / steps;
                    q.add(new double[] {from[0] + f * (to[0] - from[0]), from[1] + f * (to[1] - from[1]), from[2] + f * (to[2] - from[2])});
                    at.add((walked + f * piece) / (2 * Math.PI));
                }
                walked += piece;
                corners.add(new Corner(part.get(k), q.size() - 1, false));
            }
        }
        double[][] waves = q.toArray(double[][]::new);
        return new Bands(at.stream().mapToDouble(d -> d).toArray(), waves, Arrays.stream(waves).map(this::frequencies).toArray(double[][]::new), corners, path);
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }
}
