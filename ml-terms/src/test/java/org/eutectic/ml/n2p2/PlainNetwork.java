package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;

/** The made-up network of the folder {@code small} as plain loops over a few atoms in the open, in bohr and hartree, from the definitions of n2p2's documentation. */
final class PlainNetwork {
    private static final double MEAN = -0.25, CONVERSION = 12.5, LOW = -0.5, HIGH = 0.75, ALPHA = 0.25;
    private static final int H = 0, O = 1;

    private final double[][] x;
    private final int[] element;
    private final List<double[]> scaling;
    private final List<double[]> weights;

    /** @param x positions, bohr */
    PlainNetwork(Path folder, double[][] x, int[] element) throws IOException {
        this.x = x;
        this.element = element;
        scaling = numbers(folder.resolve("scaling.data"));
        weights = List.of(numbers(folder.resolve("weights.001.data")).stream().mapToDouble(l -> l[0]).toArray(),
            numbers(folder.resolve("weights.008.data")).stream().mapToDouble(l -> l[0]).toArray());
    }

    private static List<double[]> numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(l -> !l.startsWith("#"))
            .map(l -> List.of(l.strip().split("\\s+")).stream().filter(w -> !w.equals("a") && !w.equals("b")).mapToDouble(Double::parseDouble).toArray()).toList();
    }

    /** The energy of an atom, hartree. */
    double energy(int i) {
        double[] g = element[i] == H ? hydrogen(i) : oxygen(i);
        double[] inputs = new double[g.length];
        for (int n = 0; n < g.length; n++) {
            double[] line = scaling.get(element[i] == H ? n : 8 + n);
            inputs[n] = LOW + (HIGH - LOW) * (g[n] - line[4]) / (line[3] - line[2]);
        }
        double output = network(inputs, weights.get(element[i]), element[i] == H ? new int[] {5, 4, 1} : new int[] {5, 3, 1});
        return output / CONVERSION + MEAN + (element[i] == H ? -0.5 : -2.5);
    }

    /** How far an atom's symmetry functions lie outside the least and greatest values of scaling.data, each as a fraction of their difference. */
    double outside(int i) {
        double[] g = element[i] == H ? hydrogen(i) : oxygen(i);
        double square = 0;
        for (int n = 0; n < g.length; n++) {
            double[] line = scaling.get(element[i] == H ? n : 8 + n);
            double beyond = Math.max(0, Math.max(line[2] - g[n], g[n] - line[3])) / (line[3] - line[2]);
            square += beyond * beyond;
        }
        return Math.sqrt(square);
    }

    private static double network(double[] inputs, double[] numbers, int[] sizes) {
        DoubleUnaryOperator[] activations = {Math::tanh, v -> Math.log(1 + Math.exp(v)), v -> v};
        double[] values = inputs;
        int next = 0;
        for (int m = 0; m < sizes.length; m++) {
            double[] sums = new double[sizes[m]];
            for (double value : values) {
                for (int u = 0; u < sums.length; u++) {
                    sums[u] += numbers[next++] * value;
                }
            }
            for (int u = 0; u < sums.length; u++) {
                sums[u] = activations[m].applyAsDouble((sums[u] + numbers[next++]) / values.length);
            }
            values = sums;
        }
        return values[0];
    }

    /** In the order of scaling.data. */
    private double[] hydrogen(int i) {
        return new double[] {
            radial(i, j -> element[j] == O ? 1 : 0, 0.6, 0.9, 5.5), radial(i, j -> element[j] == H ? 1 : 0, 0.1, 0, 7), radial(i, j -> element[j] == O ? 1 : 0, 0.1, 0, 7),
            angular(i, like(O, O), true, 0.01, 0, 1, 2.5, 7), angular(i, like(H, O), true, 0.03, 0, 1, 1, 7), angular(i, like(H, O), true, 0.03, 0.5, -1, 4, 7),
            angular(i, like(H, H), false, 0.05, 0, -1, 2, 5.5),
            radial(i, j -> element[j] == H ? 1 : 8, 0.2, 1.5, 7)};
    }

    private double[] oxygen(int i) {
        ToDoubleBiFunction<Integer, Integer> charges = (j, k) -> (element[j] == H ? 1 : 8) * (element[k] == H ? 1 : 8);
        return new double[] {
            radial(i, j -> element[j] == H ? 1 : 0, 0.15, 0.9, 7),
            angular(i, like(H, O), false, 0.03, 0, 1, 1.5, 7),
            angular(i, charges, true, 0.02, 0.5, -1, 2, 7),
            compact(i, j -> element[j] == O ? 1 : 0, -7, 7, 1), compact(i, j -> element[j] == H ? 1 : 0, 1, 6.5, 2),
            compact(i, like(H, H), true, 0.5, 6.5, 30, 170, 2), compact(i, like(H, O), false, 0.5, 7, -60, 60, 3),
            compact(i, j -> element[j] == H ? 1 : 8, 0.5, 7, 4),
            compact(i, charges, true, 0.5, 7, 45, 150, 1), compact(i, charges, false, -6, 6, 90, 270, 2)};
    }

    private interface Weight {
        double of(int j);
    }

    private ToDoubleBiFunction<Integer, Integer> like(int a, int b) {
        return (j, k) -> Math.min(element[j], element[k]) == a && Math.max(element[j], element[k]) == b ? 1 : 0;
    }

    private double radial(int i, Weight weight, double eta, double shift, double cutoff) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += j == i ? 0 : weight.of(j) * gauss(r(i, j), eta, shift, cutoff);
        }
        return sum;
    }

    private double angular(int i, ToDoubleBiFunction<Integer, Integer> weight, boolean narrow, double eta, double shift, double lambda, double zeta, double cutoff) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            for (int k = 0; k < j; k++) {
                if (j != i && k != i) {
                    sum += weight.applyAsDouble(j, k) * Math.pow(2, 1 - zeta) * Math.pow(1 + lambda * cosine(i, j, k), zeta) * gauss(r(i, j), eta, shift, cutoff)
                        * gauss(r(i, k), eta, shift, cutoff) * (narrow ? gauss(r(j, k), eta, shift, cutoff) : 1);
                }
            }
        }
        return sum;
    }

    private double compact(int i, Weight weight, double left, double right, int degree) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += j == i ? 0 : weight.of(j) * bump(r(i, j), left, right, degree);
        }
        return sum;
    }

    private double compact(int i, ToDoubleBiFunction<Integer, Integer> weight, boolean narrow, double left, double right, double from, double to, int degree) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            for (int k = 0; k < j; k++) {
                if (j != i && k != i) {
                    sum += weight.applyAsDouble(j, k) * bump(Math.toDegrees(Math.acos(cosine(i, j, k))), from, to, degree) * bump(r(i, j), left, right, degree)
                        * bump(r(i, k), left, right, degree) * (narrow ? bump(r(j, k), left, right, degree) : 1);
                }
            }
        }
        return sum;
    }

    private static double gauss(double r, double eta, double shift, double cutoff) {
        if (r >= cutoff) {
            return 0;
        }
        double inner = ALPHA * cutoff;
        return Math.exp(-eta * (r - shift) * (r - shift)) * (r < inner ? 1 : polynomial((r - inner) / (cutoff - inner), 2));
    }

    private static double bump(double x, double left, double right, int degree) {
        double middle = (left + right) / 2, y = Math.abs(x - middle) / (right - middle);
        return y >= 1 ? 0 : polynomial(y, degree);
    }

    /** The polynomial from 1 to 0 whose first {@code degree} derivatives vanish at both ends: Σ over the upper half of the binomial distribution of 2·degree + 1 throws. */
    private static double polynomial(double x, int degree) {
        int n = 2 * degree + 1;
        double sum = 0;
        for (int k = 0; k <= degree; k++) {
            double binomial = 1;
            for (int m = 0; m < k; m++) {
                binomial *= (double) (n - m) / (m + 1);
            }
            sum += binomial * Math.pow(x, k) * Math.pow(1 - x, n - k);
        }
        return sum;
    }

    private double r(int i, int j) {
        return Math.sqrt(dot(i, j, j));
    }

    private double cosine(int i, int j, int k) {
        return dot(i, j, k) / (r(i, j) * r(i, k));
    }

    private double dot(int i, int j, int k) {
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            sum += (x[j][a] - x[i][a]) * (x[k][a] - x[i][a]);
        }
        return sum;
    }
}
