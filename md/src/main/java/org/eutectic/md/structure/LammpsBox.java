package org.eutectic.md.structure;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

/**
 * A cell as LAMMPS has it: vector a along x, b in the plane of x and y. Other cells are turned, with everything in them. Directions without a cell vector get one that spans the atoms.
 *
 * @param lengths of the box along x, y and z, Å
 * @param tilts xy xz yz, Å
 * @param origin the corner, Å
 * @param rotation 3×3 in row order: takes our coordinates to those of LAMMPS
 */
record LammpsBox(double[] lengths, double[] tilts, double[] origin, double[] rotation) {

    /**
     * The box of a configuration.
     *
     * @throws StructureException for a cell whose vectors are left-handed
     */
    static LammpsBox of(Configuration c) {
        double[] h = c.cell().vectors();
        double[] low = new double[3];
        if (c.cell().volume() == 0) {
            spanOpenDirections(c, h, low);
        }
        double[] a = unit(h, 0);
        double[] w = {a[1] * h[5] - a[2] * h[4], a[2] * h[3] - a[0] * h[5], a[0] * h[4] - a[1] * h[3]};
        double[] n = unit(w, 0);
        double[] b = {n[1] * a[2] - n[2] * a[1], n[2] * a[0] - n[0] * a[2], n[0] * a[1] - n[1] * a[0]};
        if (h[6] * n[0] + h[7] * n[1] + h[8] * n[2] < 0) {
            throw StructureException.of(Kind.MALFORMED, "the cell is left-handed, which LAMMPS cannot express; write extended XYZ");
        }
        double[] rotation = {a[0], a[1], a[2], b[0], b[1], b[2], n[0], n[1], n[2]};
        return new LammpsBox(new double[] {dot(h, 0, a), dot(h, 3, b), dot(h, 6, n)}, new double[] {dot(h, 3, a), dot(h, 6, a), dot(h, 6, b)},
            new double[] {dot(low, 0, a), dot(low, 0, b), dot(low, 0, n)}, rotation);
    }

    /** Whether the box is not at right angles, rounding apart. */
    boolean tilted() {
        return Math.abs(tilts[0]) + Math.abs(tilts[1]) + Math.abs(tilts[2]) > 1e-10 * (lengths[0] + lengths[1] + lengths[2]);
    }

    /** The same lattice with tilts of at most half a length, as {@code read_data} wants them; open directions are left as they are. */
    LammpsBox leastTilts(Cell cell) {
        double xy = tilts[0], xz = tilts[1], yz = tilts[2];
        double n = cell.periodic(1) ? turns(yz / lengths[1]) : 0;
        yz -= n * lengths[1];
        xz -= n * xy;
        xz -= cell.periodic(0) ? turns(xz / lengths[0]) * lengths[0] : 0;
        xy -= cell.periodic(0) ? turns(xy / lengths[0]) * lengths[0] : 0;
        return new LammpsBox(lengths, new double[] {xy, xz, yz}, origin, rotation);
    }

    /** None for half a length, which LAMMPS takes as it is. */
    private static double turns(double part) {
        return Math.abs(part) <= 0.5 + 1e-9 ? 0 : Math.rint(part);
    }

    /** Component {@code k} of a vector in the box's coordinates, from three numbers at a place of an array. */
    double turned(double[] values, int at, int k) {
        return rotation[3 * k] * values[at] + rotation[3 * k + 1] * values[at + 1] + rotation[3 * k + 2] * values[at + 2];
    }

    /** Gives directions without a cell vector one that spans the atoms. */
    private static void spanOpenDirections(Configuration c, double[] h, double[] origin) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        double[] x = c.positions();
        for (int k = 0; k < 3; k++) {
            double low = 0, length = 1;
            if (!c.cell().periodic(k)) {
                double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < x.length; i += 3) {
                    double s = frame.fractional(k, x[i], x[i + 1], x[i + 2]);
                    min = Math.min(min, s);
                    max = Math.max(max, s);
                }
                low = x.length == 0 ? 0 : min - 0.5;
                length = x.length == 0 ? 1 : max - min + 1;
            }
            for (int a = 0; a < 3; a++) {
                h[3 * k + a] = length * frame.basis(k, a);
                origin[a] += low * frame.basis(k, a);
            }
        }
    }

    private static double[] unit(double[] v, int at) {
        double l = Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1] + v[at + 2] * v[at + 2]);
        return new double[] {v[at] / l, v[at + 1] / l, v[at + 2] / l};
    }

    private static double dot(double[] v, int at, double[] e) {
        return v[at] * e[0] + v[at + 1] * e[1] + v[at + 2] * e[2];
    }
}
