package org.eutectic.md.symmetry;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.Matrix3;

/**
 * The lattice of a crystal: its smallest cell, its conventional cell (that of the International Tables, in which Miller indices and the names of points
 * of the Brillouin zone are meant), and of which of the Bravais types it is. All vectors stand in the axes in which the structure was given.
 *
 * <p>The type is that of the lattice alone, found from the rotations that carry it onto itself: atoms inside the cell may make the crystal's own symmetry lower.
 */
public final class BravaisLattice {
    /** Lattice vectors along an axis are looked for among sums of so many shortest ones. */
    private static final int RANGE = 4;

    /** Types of lattices, by Pearson's symbols; oblique ones are not told apart further. */
    public enum Type {
        CUBIC("cP", "simple cubic"), FACE_CENTERED_CUBIC("cF", "face-centered cubic"), BODY_CENTERED_CUBIC("cI", "body-centered cubic"), HEXAGONAL("hP", "hexagonal"),
        RHOMBOHEDRAL("hR", "rhombohedral"), TETRAGONAL("tP", "simple tetragonal"), BODY_CENTERED_TETRAGONAL("tI", "body-centered tetragonal"),
        ORTHORHOMBIC("oP", "simple orthorhombic"), CENTERED_ORTHORHOMBIC("oS, oI or oF", "centered orthorhombic"), OBLIQUE("m or a", "monoclinic or triclinic");

        private final String symbol;
        private final String title;

        Type(String symbol, String title) {
            this.symbol = symbol;
            this.title = title;
        }

        /** Pearson's. */
        public String symbol() {
            return symbol;
        }

        /** What people call it. */
        public String title() {
            return title;
        }
    }

    private final Type type;
    private final double[] conventional;
    private final double[] primitive;
    private final int[] sites;
    private final int[] siteOf;

    private BravaisLattice(Type type, double[] conventional, PrimitiveCell cell) {
        this.type = type;
        this.conventional = conventional;
        this.primitive = cell.basis();
        this.sites = cell.representatives();
        this.siteOf = cell.orbit();
        if (Matrix3.determinant(primitive) < 0) {
            for (int k = 0; k < 9; k++) {
                primitive[k] = -primitive[k];
            }
        }
    }

    /**
     * The lattice of a structure that is periodic throughout.
     *
     * @throws IllegalArgumentException where it is not periodic, or of more than {@link CrystalSymmetry#LARGEST} atoms
     */
    public static BravaisLattice of(Configuration c) {
        boolean[] p = c.cell().periodic();
        if (!(p[0] && p[1] && p[2]) || c.size() == 0 || c.size() > CrystalSymmetry.LARGEST) {
            throw new IllegalArgumentException("a crystal of 1 to " + CrystalSymmetry.LARGEST + " atoms in a cell that is periodic throughout is needed");
        }
        PrimitiveCell cell = PrimitiveCell.of(c, CrystalSymmetry.TOLERANCE);
        List<double[]> proper = CrystalSymmetry.latticeRotations(cell.basis()).stream().filter(r -> Matrix3.determinant(r) > 0).toList();
        List<double[]> vectors = vectors(cell.basis());
        return switch (proper.size()) {
            case 24 -> right(cell, aligned(axes(proper, 4), vectors), Type.CUBIC, Type.BODY_CENTERED_CUBIC, Type.FACE_CENTERED_CUBIC);
            case 12 -> turned(cell, axes(proper, 6).getFirst(), vectors, 3, Type.HEXAGONAL, Type.HEXAGONAL);
            case 8 -> turned(cell, axes(proper, 4).getFirst(), vectors, 4, Type.TETRAGONAL, Type.BODY_CENTERED_TETRAGONAL);
            case 6 -> turned(cell, axes(proper, 3).getFirst(), vectors, 3, Type.RHOMBOHEDRAL, Type.RHOMBOHEDRAL);
            case 4 -> right(cell, aligned(axes(proper, 2), vectors), Type.ORTHORHOMBIC, Type.CENTERED_ORTHORHOMBIC, Type.CENTERED_ORTHORHOMBIC);
            default -> new BravaisLattice(Type.OBLIQUE, c.cell().vectors(), cell);
        };
    }

    /** The type. */
    public Type type() {
        return type;
    }

    /**
     * Vectors of the conventional cell, rows, Å, right-handed: cube edges; a, a at 120° and c of hexagonal and rhombohedral lattices; for oblique lattices the vectors of the
     * structure's own cell.
     */
    public double[] conventional() {
        return conventional.clone();
    }

    /** Three shortest lattice vectors, rows, Å, right-handed. */
    public double[] primitive() {
        return primitive.clone();
    }

    /** Atoms of the structure, one for each site of the primitive cell. */
    public int[] sites() {
        return sites.clone();
    }

    /** For each atom of the structure its place in {@link #sites}: on which site of the primitive cell it stands, lattice vectors aside. */
    public int[] siteOf() {
        return siteOf.clone();
    }

    /** Whether Miller indices may be four: those of hexagonal axes. */
    public boolean hexagonalAxes() {
        return type == Type.HEXAGONAL || type == Type.RHOMBOHEDRAL;
    }

    /** The type by the lattice points in the conventional cell: 1, 2, or more. */
    private static BravaisLattice right(PrimitiveCell cell, double[] conventional, Type simple, Type body, Type face) {
        long points = Math.round(Math.abs(Matrix3.determinant(conventional) / Matrix3.determinant(cell.basis())));
        return new BravaisLattice(points == 1 ? simple : points == 2 ? body : face, conventional, cell);
    }

    /** A cell with one axis of higher order: c along it, a the shortest across, b what a becomes by a turn. */
    private static BravaisLattice turned(PrimitiveCell cell, double[] axis, List<double[]> vectors, int order, Type simple, Type centered) {
        double[] c = shortest(vectors, axis);
        double[] a = null;
        for (double[] v : vectors) {
            if (Math.abs(dot(v, axis)) < CrystalSymmetry.TOLERANCE) {
                double longer = a == null ? -1 : length(v) - length(a);
                // Of the shortest ones that which is nearest to x.
                if (longer < -CrystalSymmetry.TOLERANCE || longer < CrystalSymmetry.TOLERANCE && nearer(v, a)) {
                    a = v;
                }
            }
        }
        double[] up = {c[0] / length(c), c[1] / length(c), c[2] / length(c)}, across = cross(up, a), b = new double[3];
        double cos = Math.cos(2 * Math.PI / order), sin = Math.sin(2 * Math.PI / order);
        for (int k = 0; k < 3; k++) {
            b[k] = cos * a[k] + sin * across[k];
        }
        return right(cell, new double[] {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]}, simple, centered, centered);
    }

    private static boolean nearer(double[] v, double[] a) {
        return v[0] > a[0] + CrystalSymmetry.TOLERANCE || v[0] > a[0] - CrystalSymmetry.TOLERANCE && v[1] > a[1] + CrystalSymmetry.TOLERANCE;
    }

    /** Lattice vectors along three axes at right angles, in the order of the Cartesian axes that they are nearest to; right-handed. */
    private static double[] aligned(List<double[]> axes, List<double[]> vectors) {
        double[] cell = new double[9];
        List<double[]> left = new ArrayList<>(axes);
        for (int k = 0; k < 3; k++) {
            double[] best = left.getFirst();
            for (double[] a : left) {
                best = Math.abs(a[k]) > Math.abs(best[k]) + CrystalSymmetry.TOLERANCE ? a : best;
            }
            left.remove(best);
            System.arraycopy(shortest(vectors, best), 0, cell, 3 * k, 3);
        }
        if (Matrix3.determinant(cell) < 0) {
            for (int k = 6; k < 9; k++) {
                cell[k] = -cell[k];
            }
        }
        return cell;
    }

    /** The axes of rotations of an order, each once, as unit vectors whose largest component is positive. */
    private static List<double[]> axes(List<double[]> rotations, int order) {
        List<double[]> axes = new ArrayList<>();
        double trace = 1 + 2 * Math.cos(2 * Math.PI / order);
        for (double[] r : rotations) {
            if (Math.abs(r[0] + r[4] + r[8] - trace) < 0.1) {
                double[] axis = axis(r);
                if (axes.stream().noneMatch(a -> Math.abs(dot(a, axis)) > 0.9)) {
                    axes.add(axis);
                }
            }
        }
        return axes;
    }

    /** The direction that a rotation leaves as it is: the mean of all its powers projects onto it. */
    private static double[] axis(double[] r) {
        double[] power = Matrix3.identity(), sum = new double[9];
        for (int n = 0; n < 12; n++) {
            for (int k = 0; k < 9; k++) {
                sum[k] += power[k];
            }
            Matrix3.product(power, r, power);
        }
        int best = sum[0] > sum[4] ? 0 : 1;
        best = sum[8] > sum[4 * best] ? 2 : best;
        double[] axis = {sum[best], sum[3 + best], sum[6 + best]};
        double length = length(axis);
        for (int k = 0; k < 3; k++) {
            axis[k] /= length;
        }
        return axis;
    }

    /** The shortest lattice vector along an axis. */
    private static double[] shortest(List<double[]> vectors, double[] axis) {
        double[] best = null;
        for (double[] v : vectors) {
            double along = dot(v, axis);
            if (along > 0 && length(v) - along < CrystalSymmetry.TOLERANCE * 1e-2 && (best == null || length(v) < length(best))) {
                best = v;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no lattice vector along an axis of the lattice");
        }
        return best;
    }

    private static List<double[]> vectors(double[] basis) {
        List<double[]> all = new ArrayList<>();
        for (int i = -RANGE; i <= RANGE; i++) {
            for (int j = -RANGE; j <= RANGE; j++) {
                for (int k = -RANGE; k <= RANGE; k++) {
                    if (i != 0 || j != 0 || k != 0) {
                        all.add(new double[] {i * basis[0] + j * basis[3] + k * basis[6], i * basis[1] + j * basis[4] + k * basis[7], i * basis[2] + j * basis[5] + k * basis[8]});
                    }
                }
            }
        }
        return all;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
