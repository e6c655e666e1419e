package org.eutectic.md.relax;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.Matrix3;
import org.eutectic.md.dynamics.VerletList;

/**
 * Finds the way of least energy between two minima, and the saddle on it: a chain of images that springs hold at equal distances along the way, while forces move them across it. Tangents are the improved ones of
 * G. Henkelman and H. Jónsson, J. Chem. Phys. 113, 9978 (2000), eqs. 8 to 12; the highest image climbs to the saddle (G. Henkelman, B. P. Uberuaga and H. Jónsson, J. Chem. Phys. 113, 9901 (2000), eq. 5). All images move
 * together by the steps of {@link Fire}.
 */
public final class NudgedElasticBand {
    /** The highest image climbs once no force exceeds this, eV/Å: before, the way is not yet one. */
    private static final double CLIMB = 0.2;

    private final int inner;
    private final double spring;
    private final double tolerance;
    private final int limit;
    private final Fire.Listener listener;

    private NudgedElasticBand(int inner, double spring, double tolerance, int limit, Fire.Listener listener) {
        this.inner = inner;
        this.spring = spring;
        this.tolerance = tolerance;
        this.limit = limit;
        this.listener = listener;
    }

    /** Seven images between the ends, springs of 5 eV/Å², until no force exceeds 1e-3 eV/Å, in at most 3,000 steps. */
    public NudgedElasticBand() {
        this(7, 5, 1e-3, 3000, (step, energy, force) -> { });
    }

    /** The same with another number of images between the ends, at least 1. */
    public NudgedElasticBand withImages(int images) {
        return new NudgedElasticBand(images, spring, tolerance, limit, listener);
    }

    /** The same with other springs, eV/Å². */
    public NudgedElasticBand withSpring(double stiffness) {
        return new NudgedElasticBand(inner, stiffness, tolerance, limit, listener);
    }

    /** The same with another largest force, eV/Å. */
    public NudgedElasticBand withForceTolerance(double force) {
        return new NudgedElasticBand(inner, spring, force, limit, listener);
    }

    /** The same with another largest number of steps. */
    public NudgedElasticBand withMaximumSteps(int steps) {
        return new NudgedElasticBand(inner, spring, tolerance, steps, listener);
    }

    /** The same with someone who is told of each step: the energy of the highest image and the largest force. */
    public NudgedElasticBand withListener(Fire.Listener other) {
        return new NudgedElasticBand(inner, spring, tolerance, limit, other);
    }

    /**
     * Finds the way. Atoms of the end take the nearest image to where they are at the start, and the end is shifted as a whole so that the atoms' mean stays.
     *
     * @param start a minimum of the energy
     * @param end another one, of the same atoms in the same order and cell
     * @throws StructureException where the two are not of the same atoms and cell, or images of atoms touch on the way
     */
    public MinimumEnergyPath find(Configuration start, Configuration end, ForceField field) {
        double[] way = way(start, end);
        int n = start.positions().length;
        double[] x = new double[inner * n], f = new double[inner * n], energies = new double[inner + 2], slopes = new double[inner + 2];
        Configuration[] images = new Configuration[inner + 2];
        VerletList[] lists = new VerletList[inner + 2];
        for (int i = 0; i < inner + 2; i++) {
            images[i] = start.copy();
            lists[i] = new VerletList(field, 0.5);
            for (int k = 0; k < n; k++) {
                images[i].positions()[k] += way[k] * i / (inner + 1);
            }
            if (i > 0 && i <= inner) {
                System.arraycopy(images[i].positions(), 0, x, (i - 1) * n, n);
            }
        }
        Evaluation out = new Evaluation();
        double[] forces = new double[(inner + 2) * n];
        evaluate(images, lists, 0, field, out, energies, forces);
        evaluate(images, lists, inner + 1, field, out, energies, forces);
        FireSteps steps = new FireSteps(x);
        boolean climbing = false;
        for (int step = 1; ; step++) {
            for (int i = 1; i <= inner; i++) {
                System.arraycopy(x, (i - 1) * n, images[i].positions(), 0, n);
                evaluate(images, lists, i, field, out, energies, forces);
            }
            int top = 1;
            for (int i = 2; i <= inner; i++) {
                top = energies[i] > energies[top] ? i : top;
            }
            band(images, energies, forces, climbing ? top : -1, f, slopes);
            double largest = FireSteps.largest(f);
            listener.step(step, energies[top], largest);
            if (climbing && largest <= tolerance || step >= limit) {
                return new MinimumEnergyPath(climbing && largest <= tolerance, step, List.of(images), energies, coordinate(images), slopes, top, largest);
            }
            climbing |= largest <= Math.max(CLIMB, tolerance);
            steps.advance(f);
        }
    }

    private static void evaluate(Configuration[] images, VerletList[] lists, int i, ForceField field, Evaluation out, double[] energies, double[] forces) {
        lists[i].update(images[i]);
        field.compute(lists[i].list(), true, true, false, out);
        energies[i] = out.energy();
        int n = images[i].positions().length;
        System.arraycopy(out.forces(), 0, forces, i * n, n);
        if (!Double.isFinite(energies[i])) {
            throw StructureException.of(Kind.NOT_FINITE, "image %d of the way has an energy of %s", i, energies[i]);
        }
    }

    private void band(Configuration[] images, double[] energies, double[] forces, int climber, double[] f, double[] slopes) {
        int n = images[0].positions().length;
        for (int i = 1; i <= inner; i++) {
            double[] before = difference(images[i - 1], images[i]), after = difference(images[i], images[i + 1]);
            double up = energies[i + 1] - energies[i], down = energies[i - 1] - energies[i];
            double[] tangent = new double[n];
            double most = Math.max(Math.abs(up), Math.abs(down)), least = Math.min(Math.abs(up), Math.abs(down));
            boolean rising = energies[i + 1] > energies[i - 1];
            double forward = up > 0 && down < 0 ? 1 : up < 0 && down > 0 ? 0 : rising ? most : least, backward = up > 0 && down < 0 ? 0 : up < 0 && down > 0 ? 1 : rising ? least : most;
            if (forward == 0 && backward == 0) {
                forward = 1;
                backward = 1;
            }
            for (int k = 0; k < n; k++) {
                tangent[k] = forward * after[k] + backward * before[k];
            }
            double length = Math.sqrt(Descent.dot(tangent, tangent)), along = 0;
            for (int k = 0; k < n; k++) {
                tangent[k] /= length;
                along += tangent[k] * forces[i * n + k];
            }
            slopes[i] = -along;
            double pull = i == climber ? -along : spring * (Math.sqrt(Descent.dot(after, after)) - Math.sqrt(Descent.dot(before, before)));
            for (int k = 0; k < n; k++) {
                f[(i - 1) * n + k] = forces[i * n + k] + (pull - along) * tangent[k];
            }
        }
    }

    private static double[] coordinate(Configuration[] images) {
        double[] s = new double[images.length];
        for (int i = 1; i < s.length; i++) {
            double[] d = difference(images[i - 1], images[i]);
            s[i] = s[i - 1] + Math.sqrt(Descent.dot(d, d));
        }
        return s;
    }

    private static double[] difference(Configuration a, Configuration b) {
        double[] d = b.positions().clone();
        Descent.add(d, -1, a.positions());
        return d;
    }

    /** From each atom's place at the start to the nearest image of its place at the end, less the mean. */
    private static double[] way(Configuration start, Configuration end) {
        requireSame(start, end);
        double[] d = difference(start, end), v = start.cell().vectors(), inverse = new double[9], mean = new double[3];
        boolean[] periodic = start.cell().periodic();
        if (start.cell().volume() > 0) {
            Matrix3.inverse(v, inverse);
            for (int i = 0; i < d.length; i += 3) {
                for (int row = 0; row < 3; row++) {
                    double whole = periodic[row] ? Math.rint(d[i] * inverse[row] + d[i + 1] * inverse[3 + row] + d[i + 2] * inverse[6 + row]) : 0;
                    for (int k = 0; k < 3; k++) {
                        d[i + k] -= whole * v[3 * row + k];
                    }
                }
            }
        }
        for (int k = 0; k < d.length; k++) {
            mean[k % 3] += d[k] / (d.length / 3);
        }
        for (int k = 0; k < d.length; k++) {
            d[k] -= mean[k % 3];
        }
        if (FireSteps.largest(d) < 1e-3) {
            throw StructureException.of(Kind.MALFORMED, "start and end are the same: no atom moves by more than 0.001 Å");
        }
        return d;
    }

    private static void requireSame(Configuration start, Configuration end) {
        if (start.size() != end.size()) {
            throw StructureException.of(Kind.MALFORMED, "the start has %d atoms and the end %d: both need the same atoms in the same order", start.size(), end.size());
        }
        for (int i = 0; i < start.size(); i++) {
            if (!start.symbol(i).equals(end.symbol(i))) {
                throw StructureException.of(Kind.MALFORMED, "atom %d is %s at the start and %s at the end: both need the same atoms in the same order", i + 1, start.symbol(i), end.symbol(i));
            }
        }
        double[] a = start.cell().vectors(), b = end.cell().vectors();
        for (int k = 0; k < 9; k++) {
            if (Math.abs(a[k] - b[k]) > 1e-5) {
                throw StructureException.of(Kind.MALFORMED, "the cells of start and end differ: %s and %s Å", Arrays.toString(a), Arrays.toString(b));
            }
        }
        if (!Arrays.equals(start.cell().periodic(), end.cell().periodic())) {
            throw StructureException.of(Kind.MALFORMED, "start and end are periodic in different directions");
        }
    }
}
