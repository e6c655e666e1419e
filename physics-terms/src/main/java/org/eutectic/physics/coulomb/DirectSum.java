package org.eutectic.physics.coulomb;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.PlaceSums;
import org.eutectic.parallel.Workers;
import org.eutectic.physics.pairs.RadialFunction;

/** All pairs of a structure that is not periodic: q_i q_j/r for points, and what their clouds give for others. */
final class DirectSum {
    private static final int BLOCK = 16;

    private final RadialFunction[] shapes;
    private final int species;
    private final Workers workers;
    private final IntConsumer block = this::block;
    private double[][] virials = new double[0][6];
    /** For each block room for a function's value and derivatives. */
    private double[][] values = new double[0][3];
    private NeighborList list;
    private double[] charges;
    private ChargeField out;

    /** @param clouds null for points */
    DirectSum(ChargeClouds clouds, int species, Workers workers) {
        this.workers = workers;
        this.species = clouds == null ? 0 : species;
        shapes = new RadialFunction[this.species * this.species];
        for (int k = 0; k < shapes.length; k++) {
            shapes[k] = clouds.interaction(k / species, k % species);
        }
    }

    /** What {@link #add} multiplies charges with, into the lower triangle of a matrix in row order. */
    void addMatrix(NeighborList list, double[] matrix) {
        int n = list.centers();
        double[] x = list.positions(), shape = new double[3];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double dx = x[4 * j] - x[4 * i], dy = x[4 * j + 1] - x[4 * i + 1], dz = x[4 * j + 2] - x[4 * i + 2], r = Math.sqrt(dx * dx + dy * dy + dz * dz);
                (species > 0 ? shapes[list.types()[i] * species + list.types()[j]] : ChargeShapes.POINTS).at(r, shape);
                matrix[i * n + j] += shape[0];
            }
        }
    }

    void add(NeighborList list, double[] charges, ChargeField out) {
        this.list = list;
        this.charges = charges;
        this.out = out;
        int blocks = (list.centers() + BLOCK - 1) / BLOCK;
        if (virials.length < blocks) {
            virials = new double[blocks][6];
            values = new double[blocks][3];
        }
        workers.run(blocks, block);
        for (int b = 0; b < blocks; b++) {
            PlaceSums.addSymmetric(virials[b], out.virial());
        }
    }

    /** Each atom sees all others, so that nobody adds to another's sums; half of each pair's virial is its own. */
    private void block(int number) {
        int n = list.centers();
        double[] x = list.positions(), virial = virials[number], shape = values[number];
        Arrays.fill(virial, 0);
        for (int i = number * BLOCK; i < Math.min(n, (number + 1) * BLOCK); i++) {
            double potential = 0, fx = 0, fy = 0, fz = 0, xi = x[4 * i], yi = x[4 * i + 1], zi = x[4 * i + 2], qi = charges[i];
            for (int j = 0; j < n; j++) {
                if (j == i) {
                    continue;
                }
                double dx = x[4 * j] - xi, dy = x[4 * j + 1] - yi, dz = x[4 * j + 2] - zi, r = Math.sqrt(dx * dx + dy * dy + dz * dz);
                double value = 1 / r, slope = -value * value;
                if (species > 0) {
                    shapes[list.types()[i] * species + list.types()[j]].at(r, shape);
                    value = shape[0];
                    slope = shape[1];
                }
                potential += charges[j] * value;
                double g = qi * charges[j] * slope / r;
                fx += g * dx;
                fy += g * dy;
                fz += g * dz;
                virial[0] -= 0.5 * g * dx * dx;
                virial[1] -= 0.5 * g * dy * dy;
                virial[2] -= 0.5 * g * dz * dz;
                virial[3] -= 0.5 * g * dx * dy;
                virial[4] -= 0.5 * g * dx * dz;
                virial[5] -= 0.5 * g * dy * dz;
            }
            out.potentials()[i] += potential;
            out.forces()[3 * i] += fx;
            out.forces()[3 * i + 1] += fy;
            out.forces()[3 * i + 2] += fz;
        }
    }
}
