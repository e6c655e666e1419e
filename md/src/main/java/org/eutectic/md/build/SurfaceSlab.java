package org.eutectic.md.build;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.Matrix3;
import org.eutectic.md.symmetry.BravaisLattice;

/**
 * How a crystal is cut along a lattice plane: the smallest cell in the plane (first edge along x, second in the plane of x and y), how far one plane of the lattice is above
 * the next, and at which heights a cut leaves different surfaces. {@link #build} makes slabs.
 *
 * <p>A lattice vector with the integers n in a primitive basis a_i lies (p·n) planes up, p_i = g·a_i with the reciprocal vector g = h a* + k b* + l c* of the conventional cell,
 * scaled to integers without a common factor. Those with p·n = 0 span the plane, one with p·n = 1 is the step to the next.
 */
public final class SurfaceSlab {
    /** Atoms whose heights differ less are of one layer, Å. */
    private static final double LAYER = 1e-2;
    /** A place this little before the edge of the cell, as a part of it, is on it. */
    private static final double EDGE = 1e-9;

    private final Configuration crystal;
    private final BravaisLattice lattice;
    private final MillerIndices plane;
    /** a and b in the plane and the step c upwards, in the frame whose z is normal to the plane. */
    private final double[] cell;
    private final double[] fractions;
    private final double[] cuts;

    /**
     * Cuts a crystal.
     *
     * @param crystal periodic throughout
     * @param plane in the axes of the crystal's {@link BravaisLattice#conventional conventional cell}
     * @throws IllegalArgumentException where the crystal has no lattice that {@link BravaisLattice#of} finds
     */
    public SurfaceSlab(Configuration crystal, MillerIndices plane) {
        this.crystal = crystal;
        this.plane = plane;
        lattice = BravaisLattice.of(crystal);
        double[] basis = lattice.primitive();
        int[][] n = steps(planes(plane, lattice));
        double[] a = combined(basis, n[0]), b = combined(basis, n[1]), c = combined(basis, n[2]);
        reduce(a, b);
        if (dot(cross(a, b), c) < 0) {
            for (int k = 0; k < 3; k++) {
                b[k] = -b[k];
            }
        }
        double[] r = frame(a, b);
        cell = new double[9];
        List<double[]> rows = List.of(a, b, c);
        for (int row = 0; row < 3; row++) {
            for (int k = 0; k < 3; k++) {
                cell[3 * row + k] = r[3 * k] * rows.get(row)[0] + r[3 * k + 1] * rows.get(row)[1] + r[3 * k + 2] * rows.get(row)[2];
            }
        }
        cell[1] = 0;
        cell[2] = 0;
        cell[5] = 0;
        // The step with the least drift along the surface.
        subtract(cell, 6, Math.rint(cell[7] / cell[4]), 3);
        subtract(cell, 6, Math.rint(cell[6] / cell[0]), 0);
        fractions = fractions(r);
        cuts = cuts();
    }

    /** The plane. */
    public MillerIndices plane() {
        return plane;
    }

    /** The lattice in whose conventional axes the plane is meant. */
    public BravaisLattice lattice() {
        return lattice;
    }

    /** Atoms in one plane of the lattice, of all sites. */
    public int atomsInPlane() {
        return fractions.length / 3;
    }

    /** The area of the smallest cell in the plane, Å². */
    public double area() {
        return cell[0] * cell[4];
    }

    /** From one plane of the lattice to the next, Å. */
    public double spacing() {
        return cell[8];
    }

    /** In how many ways the crystal can be cut here: 1 where all sites are of one height; the widest gaps come first. */
    public int cutCount() {
        return cuts.length;
    }

    /** Two vectors in the plane and the step to the next plane, rows, Å, in the slab's frame: first along x, second in the plane of x and y. */
    public double[] steps() {
        return cell.clone();
    }

    /**
     * A slab, its surfaces normal to z and open there, in the middle of a cell that is periodic in the plane.
     *
     * @param cut which of the {@link #cutCount() cuts}
     * @param planes of the lattice, on top of each other
     * @param vacuum how much longer than the planes the third edge of the cell is, Å; no part of the crystal, since the cell is open in this direction
     */
    public Configuration build(int cut, int planes, double vacuum) {
        int sites = atomsInPlane();
        int[] types = new int[planes * sites];
        double[] x = new double[3 * types.length];
        for (int p = 0, i = 0; p < planes; p++) {
            for (int s = 0; s < sites; s++, i++) {
                types[i] = crystal.types()[lattice.sites()[s]];
                // Levels between 0 and 1; the cut, in the middle of a gap, is at 0.
                double level = fractions[3 * s + 2] - cuts[cut];
                double whole = p - Math.floor(level);
                double across = fractions[3 * s + 2] + whole;
                double v = fractions[3 * s + 1] + across * cell[7] / cell[4];
                double u = fractions[3 * s] + across * (cell[6] - cell[7] / cell[4] * cell[3]) / cell[0];
                u -= Math.floor(u + EDGE);
                v -= Math.floor(v + EDGE);
                x[3 * i] = u * cell[0] + v * cell[3];
                x[3 * i + 1] = v * cell[4];
                x[3 * i + 2] = (level + whole) * cell[8] + vacuum / 2;
            }
        }
        double[] box = {cell[0], 0, 0, cell[3], cell[4], 0, 0, 0, planes * cell[8] + vacuum};
        return new Configuration(crystal.symbols(), types, x, new Cell(box, new boolean[] {true, true, false}));
    }

    /** How far the plane lies along each primitive vector, as integers without a common factor. */
    private static int[] planes(MillerIndices plane, BravaisLattice lattice) {
        double[] reciprocal = new double[9], basis = lattice.primitive();
        Matrix3.inverse(lattice.conventional(), reciprocal);
        double[] p = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int axis = 0; axis < 3; axis++) {
                p[i] += basis[3 * i + axis] * (plane.h() * reciprocal[3 * axis] + plane.k() * reciprocal[3 * axis + 1] + plane.l() * reciprocal[3 * axis + 2]);
            }
        }
        // A primitive vector is a sum of halves or thirds of the conventional ones.
        int[] whole = Arrays.stream(p).mapToInt(v -> (int) Math.rint(6 * v)).toArray();
        int common = Math.abs(MillerIndices.common(MillerIndices.common(whole[0], whole[1]), whole[2]));
        return Arrays.stream(whole).map(v -> v / common).toArray();
    }

    /** Two integer vectors that span p·n = 0, and one with p·n = 1, by Euclid's algorithm. */
    private static int[][] steps(int[] p) {
        if (p[0] == 0 && p[1] == 0) {
            return new int[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, p[2]}};
        }
        int[] first = euclid(p[0], p[1]), second = euclid(first[0], p[2]);
        int s = first[1], t = first[2], g = first[0];
        return new int[][] {{p[1] / g, -p[0] / g, 0}, {-s * p[2], -t * p[2], g}, {second[1] * s, second[1] * t, second[2]}};
    }

    /** The greatest common divisor (positive) of two numbers, and the factors of both whose sum it is. */
    private static int[] euclid(int a, int b) {
        if (b == 0) {
            return new int[] {Math.abs(a), a < 0 ? -1 : 1, 0};
        }
        int[] r = euclid(b, a % b);
        return new int[] {r[0], r[2], r[1] - a / b * r[2]};
    }

    private static double[] combined(double[] basis, int[] n) {
        double[] v = new double[3];
        for (int k = 0; k < 3; k++) {
            v[k] = n[0] * basis[k] + n[1] * basis[3 + k] + n[2] * basis[6 + k];
        }
        return v;
    }

    /** Makes two vectors the shortest ones of their lattice (Lagrange and Gauss). */
    private static void reduce(double[] a, double[] b) {
        for (boolean swapped = true; swapped; ) {
            double n = Math.rint(dot(a, b) / dot(a, a));
            for (int k = 0; k < 3; k++) {
                b[k] -= n * a[k];
            }
            swapped = dot(b, b) < dot(a, a) * (1 - 1e-9);
            for (int k = 0; k < 3 && swapped; k++) {
                double x = a[k];
                a[k] = b[k];
                b[k] = x;
            }
        }
    }

    /** Unit vectors, rows: along a; in the plane; normal to it. */
    private static double[] frame(double[] a, double[] b) {
        double[] x = unit(a), z = unit(cross(a, b)), y = cross(z, x);
        return new double[] {x[0], x[1], x[2], y[0], y[1], y[2], z[0], z[1], z[2]};
    }

    private double[] fractions(double[] frame) {
        double[] inverse = new double[9];
        Matrix3.inverse(cell, inverse);
        int[] sites = lattice.sites();
        double[] f = new double[3 * sites.length];
        for (int s = 0; s < sites.length; s++) {
            for (int row = 0; row < 3; row++) {
                double along = 0;
                for (int k = 0; k < 3; k++) {
                    along += frame[3 * row + k] * crystal.positions()[3 * sites[s] + k];
                }
                for (int k = 0; k < 3; k++) {
                    f[3 * s + k] += along * inverse[3 * row + k];
                }
            }
        }
        return f;
    }

    /** The middles of the gaps between layers, in parts of the step, widest first. */
    private double[] cuts() {
        double[] levels = IntStream.range(0, atomsInPlane()).mapToDouble(s -> fractions[3 * s + 2] - Math.floor(fractions[3 * s + 2])).sorted().toArray();
        return IntStream.range(0, levels.length).mapToObj(s -> new double[] {levels[s], (s + 1 < levels.length ? levels[s + 1] : levels[0] + 1) - levels[s]})
            .filter(gap -> gap[1] * cell[8] > LAYER).sorted(Comparator.comparingDouble(gap -> -Math.rint(gap[1] * cell[8] / LAYER))).mapToDouble(gap -> gap[0] + gap[1] / 2)
            .toArray();
    }

    private static void subtract(double[] rows, int row, double factor, int from) {
        for (int k = 0; k < 3; k++) {
            rows[row + k] -= factor * rows[from + k];
        }
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] unit(double[] a) {
        double length = Math.sqrt(dot(a, a));
        return new double[] {a[0] / length, a[1] / length, a[2] / length};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
