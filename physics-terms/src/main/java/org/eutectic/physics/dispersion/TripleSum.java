package org.eutectic.physics.dispersion;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.atoms.PlaceSums;
import org.eutectic.parallel.Workers;
import org.eutectic.physics.pairs.RadialTable;

/**
 * The three-body energy of B. M. Axilrod, E. Teller and Y. Muto, damped: Grimme et al. (2010), eqs. 11 to 14. For squared sides a, b, c of a triangle, X = abc,
 *
 * <pre>
 * E = s9 √(C6 C6′ C6″) [ 3/8 (a+b−c)(a−b+c)(−a+b+c) X^(−5/2) + X^(−3/2) ] / (1 + 6 T),   T = Π (4/3 R0/r)^((α+2)/3)
 * </pre>
 *
 * (the three cosines of the paper, written in sides). All triangles count whose sides are shorter than the cutoff. A triangle is seen from the atom with the lowest place in
 * the list; if images of that atom are among the others, from each of them, and then counts one half or one third.
 */
final class TripleSum {
    private static final int WIDTH = 5;
    private static final int MOST = References.MOST;
    /** Numbers kept for each neighbor of a center. */
    private static final int KEPT = 9;

    private final References references;
    private final Coefficients coefficients;
    private final Neighborhood neighborhood;
    private final double weight;
    /** Of r in T, times three: α + 2. */
    private final double exponent;
    private final double cutoffSquare;
    private final Workers workers;
    private final PlaceSums sums;
    private final double[][] virials = new double[PlaceSums.most()][6];
    private final double[][] kept = new double[PlaceSums.most()][0];
    private final int[][] places = new int[PlaceSums.most()][0];
    private final IntConsumer share = this::share;
    private NeighborList list;
    private Pairs pairs;

    /**
     * @param weight s9, over the root of a hartree in eV: the root of three C6 is no energy otherwise
     * @param exponent α + 2
     */
    TripleSum(References references, Coefficients coefficients, Neighborhood neighborhood, double weight, double exponent, Workers workers) {
        this.references = references;
        this.coefficients = coefficients;
        this.neighborhood = neighborhood;
        this.weight = weight;
        this.exponent = exponent;
        this.workers = workers;
        cutoffSquare = neighborhood.cutoff() * neighborhood.cutoff();
        sums = new PlaceSums(WIDTH, neighborhood, workers);
    }

    /** Forces, dE/dN and energies, five numbers for each local place; the live array. */
    double[] compute(NeighborList list) {
        this.list = list;
        pairs = list.pairs(neighborhood);
        sums.open(list);
        for (int p = 0; p < sums.count(); p++) {
            if (places[p].length < pairs.longest()) {
                places[p] = new int[pairs.longest()];
                kept[p] = new double[KEPT * pairs.longest()];
            }
        }
        workers.run(sums.count(), share);
        return sums.sum();
    }

    int shares() {
        return sums.count();
    }

    /** For each share xx, yy, zz, xy, xz, yz. */
    double[][] virials() {
        return virials;
    }

    private void share(int p) {
        Arrays.fill(virials[p], 0);
        for (int i = sums.from(p), end = sums.to(p); i < end; i++) {
            int n = gather(i, places[p], kept[p]);
            for (int k = 0; k < n; k++) {
                corner(i, k, n, places[p], kept[p], sums.part(p), virials[p]);
            }
        }
    }

    /** Neighbors with places from the center's on: vector, squared distance, √C6, its logarithmic derivatives, and the factor of T. */
    private int gather(int i, int[] found, double[] kept) {
        double[] x = list.positions();
        int[] types = list.types(), owners = list.owners(), first = pairs.first(), neighbors = pairs.neighbors();
        int n = 0;
        for (int k = first[i]; k < first[i + 1]; k++) {
            int j = neighbors[k];
            double dx = x[4 * j] - x[4 * i], dy = x[4 * j + 1] - x[4 * i + 1], dz = x[4 * j + 2] - x[4 * i + 2], square = dx * dx + dy * dy + dz * dz;
            if (owners[j] < i || square >= cutoffSquare || references.sizes[types[i]] == 0 || references.sizes[types[j]] == 0) {
                continue;
            }
            int at = KEPT * n;
            kept[at] = dx;
            kept[at + 1] = dy;
            kept[at + 2] = dz;
            kept[at + 3] = square;
            pair(i, owners[j], types[j], kept, at + 4);
            kept[at + 7] = references.triples[types[i] * references.species + types[j]].value(square);
            kept[at + 8] = owners[j] == i ? 1 : 0;
            found[n++] = j;
        }
        return n;
    }

    /** Sets √C6 and the derivatives of its logarithm with respect to both counts. */
    private void pair(int i, int owner, int type, double[] out, int at) {
        Coefficients c = coefficients;
        int m = (i * references.species + type) * MOST, w = owner * MOST;
        double c6 = 0, here = 0, there = 0;
        for (int r = 0; r < references.sizes[type]; r++) {
            c6 += c.mixed[m + r] * c.weights[w + r];
            here += c.mixedSlopes[m + r] * c.weights[w + r];
            there += c.mixed[m + r] * c.slopes[w + r];
        }
        out[at] = Math.sqrt(c6);
        out[at + 1] = 0.5 * here / c6;
        out[at + 2] = 0.5 * there / c6;
    }

    /** All triangles of a center, one of its neighbors and those after it. */
    private void corner(int i, int first, int n, int[] places, double[] kept, double[] f, double[] virial) {
        Coefficients coefficient = coefficients;
        int species = references.species, u = KEPT * first, j = places[first], ownerJ = list.owners()[j], typeJ = list.types()[j];
        double jx = kept[u], jy = kept[u + 1], jz = kept[u + 2], a = kept[u + 3], rootJ = kept[u + 4] * weight, tJ = kept[u + 7];
        double fix = 0, fiy = 0, fiz = 0, fjx = 0, fjy = 0, fjz = 0, slopeI = 0, slopeJ = 0, energy = 0;
        for (int second = first + 1; second < n; second++) {
            int v = KEPT * second, k = places[second];
            double kx = kept[v], ky = kept[v + 1], kz = kept[v + 2], dx = kx - jx, dy = ky - jy, dz = kz - jz, c = dx * dx + dy * dy + dz * dz;
            if (c >= cutoffSquare) {
                continue;
            }
            int typeK = list.types()[k], m = (ownerJ * species + typeK) * MOST, w = list.owners()[k] * MOST;
            double c6 = 0, here = 0, there = 0;
            for (int r = 0; r < references.sizes[typeK]; r++) {
                c6 += coefficient.mixed[m + r] * coefficient.weights[w + r];
                here += coefficient.mixedSlopes[m + r] * coefficient.weights[w + r];
                there += coefficient.mixed[m + r] * coefficient.slopes[w + r];
            }
            RadialTable table = references.triples[typeJ * species + typeK];
            double b = kept[v + 3], product = a * b * c, inverse = 1 / product, cube = inverse * Math.sqrt(inverse);
            double t = tJ * kept[v + 7] * table.value(c), damping = 1 / (1 + 6 * t);
            double angles = (a + b - c) * (a - b + c) * (b + c - a), sides = 0.375 * cube * inverse, angular = sides * angles + cube;
            double count = 1 / (1 + kept[u + 8] + kept[v + 8]);
            double c9 = count * rootJ * kept[v + 4] * Math.sqrt(c6) * damping, e = c9 * angular;
            // d ln/d ln a of the damping and of X, the same for all sides.
            double common = angular * exponent * t * damping - 2.5 * sides * angles - 1.5 * cube;
            double da = c9 * (common / a + sides * slope(a, b, c)), db = c9 * (common / b + sides * slope(b, a, c)), dc = c9 * (common / c + sides * slope(c, a, b));
            double ax = 2 * da * jx, ay = 2 * da * jy, az = 2 * da * jz, bx = 2 * db * kx, by = 2 * db * ky, bz = 2 * db * kz;
            double cx = 2 * dc * dx, cy = 2 * dc * dy, cz = 2 * dc * dz;
            fix += ax + bx;
            fiy += ay + by;
            fiz += az + bz;
            fjx += cx - ax;
            fjy += cy - ay;
            fjz += cz - az;
            int at = WIDTH * k;
            f[at] -= bx + cx;
            f[at + 1] -= by + cy;
            f[at + 2] -= bz + cz;
            slopeI += e * (kept[u + 5] + kept[v + 5]);
            slopeJ += e * (kept[u + 6] + 0.5 * here / c6);
            f[at + 3] += e * (kept[v + 6] + 0.5 * there / c6);
            f[at + 4] += e / 3;
            energy += e / 3;
            virial[0] -= ax * jx + bx * kx + cx * dx;
            virial[1] -= ay * jy + by * ky + cy * dy;
            virial[2] -= az * jz + bz * kz + cz * dz;
            virial[3] -= ax * jy + bx * ky + cx * dy;
            virial[4] -= ax * jz + bx * kz + cx * dz;
            virial[5] -= ay * jz + by * kz + cy * dz;
        }
        add(f, WIDTH * i, fix, fiy, fiz, slopeI, energy);
        add(f, WIDTH * j, fjx, fjy, fjz, slopeJ, energy);
    }

    /** d/da of (a+b−c)(a−b+c)(−a+b+c). */
    private static double slope(double a, double b, double c) {
        return 2 * a * (b + c) - 3 * a * a + (b - c) * (b - c);
    }

    private static void add(double[] f, int at, double x, double y, double z, double slope, double energy) {
        f[at] += x;
        f[at + 1] += y;
        f[at + 2] += z;
        f[at + 3] += slope;
        f[at + 4] += energy;
    }
}
