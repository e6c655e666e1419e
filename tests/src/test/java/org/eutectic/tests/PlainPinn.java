package org.eutectic.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Collectors;
import org.eutectic.atoms.Configuration;

/**
 * Energies of the physically informed neural network potential, summed term by term as G. P. Purja Pun et al. write them (Nat. Commun. 10, 2339 (2019); Phys. Rev.
 * Mater. 4, 113807 (2020)), by loops over periodic images: shares nothing with the engine. Slow.
 */
final class PlainPinn {
    private final List<String> species = new ArrayList<>();
    private final double rc;
    private final double hc;
    private final double[] base;
    private boolean asinh;
    private double reference;
    private int activation;
    private double gw;
    private int[] orders = {};
    private double[] r0 = {};
    private int[] layers = {};
    private double[] weights = {};
    private boolean hasBase = true;

    /** A neighbor of the atom at hand. */
    private record Neighbor(int type, double x, double y, double z, double r) {}

    /** The bond-order potential with the same parameters for all atoms of a species: for each, A, alpha, B, beta, h, sigma, a, lambda over its neighbors' species. */
    PlainPinn(List<String> species, double rc, double hc, double[] parameters) {
        this.species.addAll(species);
        this.rc = rc;
        this.hc = hc;
        base = parameters.clone();
    }

    /** From a file of pair_style pinn. */
    PlainPinn(Path file) throws IOException {
        String text = Files.readAllLines(file).stream().skip(3).map(line -> line.replaceAll(" [#-] .*", "")).collect(Collectors.joining("\n"));
        Scanner in = new Scanner(text);
        asinh = in.nextInt() == 2;
        reference = in.nextDouble();
        activation = in.nextInt();
        int n = in.nextInt();
        for (int s = 0; s < n; s++) {
            species.add(in.next());
            in.nextDouble();
        }
        in.nextDouble();
        in.nextDouble();
        rc = in.nextDouble();
        hc = in.nextDouble();
        gw = in.nextDouble();
        orders = java.util.stream.IntStream.range(0, in.nextInt()).map(k -> in.nextInt()).toArray();
        r0 = numbers(in, in.nextInt());
        layers = java.util.stream.IntStream.range(0, in.nextInt()).map(k -> in.nextInt()).toArray();
        hasBase = in.nextInt() == 1;
        base = numbers(in, layers[layers.length - 1]);
        int count = 0;
        for (int l = 1; l < layers.length; l++) {
            count += (layers[l - 1] + 1) * layers[l];
        }
        weights = numbers(in, count);
    }

    private static double[] numbers(Scanner in, int count) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = Double.parseDouble(in.next());
        }
        return values;
    }

    /** eV. */
    double energy(Configuration c) {
        double energy = 0;
        for (int i = 0; i < c.size(); i++) {
            energy += site(species.indexOf(c.symbol(i)), neighbors(c, i));
        }
        return energy;
    }

    private List<Neighbor> neighbors(Configuration c, int i) {
        List<Neighbor> found = new ArrayList<>();
        int[] images = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            images[axis] = c.cell().periodic(axis) ? 4 + (int) (3 * rc / Math.cbrt(Math.abs(c.cell().determinant()))) : 0;
        }
        double[] x = c.positions();
        for (int j = 0; j < c.size(); j++) {
            for (int a = -images[0]; a <= images[0]; a++) {
                for (int b = -images[1]; b <= images[1]; b++) {
                    for (int d = -images[2]; d <= images[2]; d++) {
                        double[] v = new double[3];
                        for (int axis = 0; axis < 3; axis++) {
                            v[axis] = x[3 * j + axis] - x[3 * i + axis] + a * c.cell().get(0, axis) + b * c.cell().get(1, axis) + d * c.cell().get(2, axis);
                        }
                        double r = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
                        if (r > 0 && r < 1.5 * rc) {
                            found.add(new Neighbor(species.indexOf(c.symbol(j)), v[0], v[1], v[2], r));
                        }
                    }
                }
            }
        }
        return found;
    }

    private double fade(double r, double end) {
        double x4 = Math.pow((r - end) / hc, 4);
        return r < end ? x4 / (1 + x4) : 0;
    }

    private static double cosine(Neighbor j, Neighbor k) {
        return (j.x * k.x + j.y * k.y + j.z * k.z) / (j.r * k.r);
    }

    private double site(int host, List<Neighbor> around) {
        int n = species.size(), own = 4 * n + 1 + 3 * n * n;
        double[] p = new double[own];
        double[] shift = layers.length == 0 ? new double[n * own] : network(descriptors(host, around));
        for (int m = 0; m < own; m++) {
            p[m] = (hasBase ? base[host * own + m] : 0) + shift[host * own + m];
        }
        int sigma = 4 * n + n * n, a = sigma + 1, lambda = a + n * n;
        double[] screening = new double[around.size()];
        for (int m = 0; m < screening.length; m++) {
            Neighbor j = around.get(m);
            screening[m] = 1;
            for (Neighbor k : around) {
                if (k != j) {
                    double detour = k.r + Math.sqrt(Math.pow(k.x - j.x, 2) + Math.pow(k.y - j.y, 2) + Math.pow(k.z - j.z, 2)) - j.r;
                    screening[m] *= 1 - fade(detour, rc) * Math.exp(-p[lambda + j.type * n + k.type] * Math.abs(detour));
                }
            }
        }
        double energy = 0, psi = 0;
        for (int m = 0; m < screening.length; m++) {
            Neighbor j = around.get(m);
            double zeta = 0;
            for (int q = 0; q < screening.length; q++) {
                Neighbor k = around.get(q);
                if (q != m) {
                    zeta += p[a + j.type * n + k.type] * screening[q] * Math.pow(cosine(j, k) - p[4 * n + j.type * n + k.type], 2) * fade(k.r, rc);
                }
            }
            double order = screening[m] / Math.sqrt(1 + zeta), fc = fade(j.r, rc);
            energy += 0.5 * fc * (Math.exp(p[j.type] - p[n + j.type] * j.r) - order * Math.exp(p[2 * n + j.type] - p[3 * n + j.type] * j.r));
            psi += order * fc;
        }
        return energy - p[sigma] * Math.sqrt(psi);
    }

    /** In the order of the file: of an atom's own species' block where each species has one, by pairs of elements, orders and positions. */
    double[] descriptors(int host, List<Neighbor> around) {
        int n = species.size(), unit = orders.length * r0.length, block = n * (n + 1) / 2 * unit;
        double[] g = new double[layers[0]];
        java.util.Arrays.fill(g, reference);
        int start = layers[0] > block ? host * block : 0;
        for (Neighbor j : around) {
            for (Neighbor k : around) {
                int b = Math.min(j.type, k.type), c = Math.max(j.type, k.type), pair = b * n - b * (b - 1) / 2 + c - b;
                for (int l = 0; l < orders.length; l++) {
                    double angular = legendre(orders[l], cosine(j, k));
                    for (int s = 0; s < r0.length; s++) {
                        g[start + pair * unit + l * r0.length + s] += angular * radial(j.r, s) * radial(k.r, s);
                    }
                }
            }
        }
        return asinh ? java.util.Arrays.stream(g).map(v -> Math.signum(v) * Math.log(Math.abs(v) + Math.sqrt(v * v + 1))).toArray() : g;
    }

    private double radial(double r, int s) {
        return Math.exp(-Math.pow((r - r0[s]) / gw, 2)) / r0[s] * fade(r, 1.5 * rc);
    }

    private static double legendre(int l, double x) {
        return l == 0 ? 1 : l == 1 ? x : ((2 * l - 1) * x * legendre(l - 1, x) - (l - 1) * legendre(l - 2, x)) / l;
    }

    private double[] network(double[] input) {
        double[] values = input;
        int at = 0;
        for (int l = 1; l < layers.length; l++) {
            double[] next = new double[layers[l]];
            for (double v : values) {
                for (int m = 0; m < next.length; m++) {
                    next[m] += v * weights[at++];
                }
            }
            for (int m = 0; m < next.length; m++) {
                double x = next[m] + weights[at++];
                next[m] = l == layers.length - 1 ? x : activation == 2 ? Math.tanh(x) : 1 / (1 + Math.exp(-x)) - (activation == 1 ? 0.5 : 0);
            }
            values = next;
        }
        return values;
    }
}
