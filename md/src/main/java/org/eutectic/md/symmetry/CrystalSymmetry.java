package org.eutectic.md.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Configuration;

/**
 * The symmetry of a crystal: every rotation, with or without inversion, that together with a shift carries each atom onto one of its kind. It is looked for in
 * the primitive cell, so that a repeated cell has the symmetry of the crystal and not that of the box.
 *
 * <p>The rotations that leave the lattice as it is carry its three shortest basis vectors to lattice vectors of the same lengths and angles; each such
 * candidate is a symmetry if some shift makes the atoms fall on atoms (the procedure of A. Togo and I. Tanaka, arXiv:1808.01590, without its naming of groups).
 */
public final class CrystalSymmetry {
    /** Atoms may lie so far off their ideal places, Å. */
    public static final double TOLERANCE = 1e-3;

    /** Larger structures are taken to have no symmetry: the search compares every atom with every other. */
    public static final int LARGEST = 512;

    /** A rotation (row order, determinant 1 or -1) and the site onto which each site of the primitive cell is carried. */
    private record Operation(double[] rotation, int[] image) {}

    private final int[] orbit;
    private final int[] members;
    private final List<Operation> operations;

    private CrystalSymmetry(int[] orbit, int sites, List<Operation> operations) {
        this.orbit = orbit;
        this.operations = operations;
        members = new int[sites];
        for (int o : orbit) {
            members[o]++;
        }
    }

    /** Finds the symmetry of a structure; one with an open direction, or of more than {@link #LARGEST} atoms, has but the identity. */
    public static CrystalSymmetry of(Configuration c) {
        boolean[] periodic = c.cell().periodic();
        if (!(periodic[0] && periodic[1] && periodic[2]) || c.size() > LARGEST || c.size() == 0) {
            int[] orbit = new int[c.size()];
            for (int i = 0; i < orbit.length; i++) {
                orbit[i] = i;
            }
            return new CrystalSymmetry(orbit, orbit.length, List.of(new Operation(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, orbit)));
        }
        PrimitiveCell cell = PrimitiveCell.of(c, TOLERANCE);
        int n = cell.representatives().length;
        double[] x = new double[3 * n];
        int[] types = new int[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(c.positions(), 3 * cell.representatives()[i], x, 3 * i, 3);
            types[i] = c.types()[cell.representatives()[i]];
        }
        List<Operation> operations = new ArrayList<>();
        for (double[] rotation : latticeRotations(cell.basis())) {
            int[] image = images(rotation, x, types, new Periodicity(cell.basis()));
            if (image != null) {
                operations.add(new Operation(rotation, image));
            }
        }
        return new CrystalSymmetry(cell.orbit(), n, operations);
    }

    /** Rotations, with and without inversion, that carry a lattice onto itself. */
    static List<double[]> latticeRotations(double[] basis) {
        double[] inverse = Periodicity.inverse(basis);
        List<List<double[]>> partners = new ArrayList<>();
        double size = Math.sqrt(dot(basis, 6, basis, 6));
        for (int k = 0; k < 3; k++) {
            List<double[]> same = new ArrayList<>();
            double length = Math.sqrt(dot(basis, 3 * k, basis, 3 * k));
            for (int code = 0; code < 125; code++) {
                double[] v = new double[3];
                for (int a = 0; a < 3; a++) {
                    v[a] = (code % 5 - 2) * basis[a] + (code / 5 % 5 - 2) * basis[3 + a] + (code / 25 - 2) * basis[6 + a];
                }
                if (Math.abs(Math.sqrt(dot(v, 0, v, 0)) - length) < TOLERANCE) {
                    same.add(v);
                }
            }
            partners.add(same);
        }
        List<double[]> rotations = new ArrayList<>();
        for (double[] a : partners.get(0)) {
            for (double[] b : partners.get(1)) {
                if (Math.abs(dot(a, 0, b, 0) - dot(basis, 0, basis, 3)) < TOLERANCE * size) {
                    for (double[] d : partners.get(2)) {
                        if (Math.abs(dot(a, 0, d, 0) - dot(basis, 0, basis, 6)) < TOLERANCE * size
                            && Math.abs(dot(b, 0, d, 0) - dot(basis, 3, basis, 6)) < TOLERANCE * size) {
                            rotations.add(rotation(inverse, a, b, d));
                        }
                    }
                }
            }
        }
        return rotations;
    }

    /** The matrix that carries the basis, given by its inverse, to three vectors. */
    private static double[] rotation(double[] inverse, double[] a, double[] b, double[] c) {
        double[] r = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                r[3 * row + column] = a[row] * inverse[3 * column] + b[row] * inverse[3 * column + 1] + c[row] * inverse[3 * column + 2];
            }
        }
        return r;
    }

    /** Onto which site each is carried by a rotation and the shift that goes with it, or null where there is no such shift. */
    private static int[] images(double[] rotation, double[] x, int[] types, Periodicity lattice) {
        double[] turned = new double[x.length];
        for (int i = 0; i < types.length; i++) {
            rotate(rotation, x, 3 * i, turned, 3 * i, 1);
        }
        for (int j = 0; j < types.length; j++) {
            if (types[j] == types[0]) {
                int[] image = imagesAfter(turned, Periodicity.difference(x, j, turned, 0), x, types, lattice);
                if (image != null) {
                    return image;
                }
            }
        }
        return null;
    }

    private static int[] imagesAfter(double[] turned, double[] shift, double[] x, int[] types, Periodicity lattice) {
        int[] image = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            double[] place = {turned[3 * i] + shift[0], turned[3 * i + 1] + shift[1], turned[3 * i + 2] + shift[2]};
            image[i] = -1;
            for (int k = 0; k < types.length && image[i] < 0; k++) {
                if (types[k] == types[i] && lattice.distance(place, 0, x, k) < TOLERANCE) {
                    image[i] = k;
                }
            }
            if (image[i] < 0) {
                return null;
            }
        }
        return image;
    }

    /** How many rotations there are, inversions counted: 48 for the cube, 1 where there is no symmetry. */
    public int order() {
        return operations.size();
    }

    /** Atoms in the primitive cell. */
    public int sites() {
        return members.length;
    }

    /**
     * Which atoms are alike: for each atom of the structure the first atom onto which a symmetry carries it.
     */
    public int[] alike() {
        int[] first = new int[members.length];
        Arrays.setAll(first, s -> s);
        // Images of images are images: the operations form a group.
        for (Operation o : operations) {
            for (int s = 0; s < first.length; s++) {
                first[o.image[s]] = Math.min(first[o.image[s]], s);
            }
        }
        int[] atom = new int[members.length];
        Arrays.fill(atom, -1);
        for (int i = 0; i < orbit.length; i++) {
            if (atom[first[orbit[i]]] < 0) {
                atom[first[orbit[i]]] = i;
            }
        }
        int[] alike = new int[orbit.length];
        Arrays.setAll(alike, i -> atom[first[orbit[i]]]);
        return alike;
    }

    /** The class of the point group. */
    public LaueClass laueClass() {
        return LaueClass.of(rotations());
    }

    /** The rotations of the point group with inversions undone, each once, in row order: what matters to tensors of even rank. */
    public List<double[]> rotations() {
        List<double[]> proper = new ArrayList<>();
        for (Operation o : operations) {
            double[] r = o.rotation.clone();
            double sign = Math.signum(r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6]));
            boolean known = false;
            for (double[] p : proper) {
                double far = 0;
                for (int k = 0; k < 9; k++) {
                    far = Math.max(far, Math.abs(p[k] - sign * r[k]));
                }
                known |= far < 0.1;
            }
            if (!known) {
                for (int k = 0; k < 9; k++) {
                    r[k] *= sign;
                }
                proper.add(r);
            }
        }
        return proper;
    }

    /** Replaces vectors on atoms, {@code x0 y0 z0 x1 …}, by their mean over all symmetries: what remains keeps the symmetry. */
    public void symmetrize(double[] vectors) {
        double[] mean = new double[3 * members.length], turned = new double[3 * members.length];
        for (int i = 0; i < orbit.length; i++) {
            for (int a = 0; a < 3; a++) {
                mean[3 * orbit[i] + a] += vectors[3 * i + a] / members[orbit[i]];
            }
        }
        for (Operation o : operations) {
            for (int s = 0; s < members.length; s++) {
                rotate(o.rotation, mean, 3 * s, turned, 3 * o.image[s], 1.0 / operations.size());
            }
        }
        for (int i = 0; i < orbit.length; i++) {
            System.arraycopy(turned, 3 * orbit[i], vectors, 3 * i, 3);
        }
    }

    /** Replaces a 3×3 tensor in row order by its mean over all symmetries. */
    public void symmetrizeTensor(double[] t) {
        double[] mean = new double[9];
        for (Operation o : operations) {
            double[] r = o.rotation;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    double s = 0;
                    for (int k = 0; k < 9; k++) {
                        s += r[3 * a + k / 3] * t[k] * r[3 * b + k % 3];
                    }
                    mean[3 * a + b] += s / operations.size();
                }
            }
        }
        System.arraycopy(mean, 0, t, 0, 9);
    }

    /** Adds a rotated vector, times a factor. */
    private static void rotate(double[] r, double[] from, int i, double[] to, int j, double factor) {
        for (int a = 0; a < 3; a++) {
            to[j + a] += factor * (r[3 * a] * from[i] + r[3 * a + 1] * from[i + 1] + r[3 * a + 2] * from[i + 2]);
        }
    }

    private static double dot(double[] a, int i, double[] b, int j) {
        return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
    }
}
