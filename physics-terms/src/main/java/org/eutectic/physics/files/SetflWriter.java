package org.eutectic.physics.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.eutectic.Potential;
import org.eutectic.atoms.Elements;
import org.eutectic.ir.SplineTable;
import org.eutectic.ir.SplineTable.Beyond;

/**
 * Writes embedded atoms as a table: DYNAMO's {@code setfl} (LAMMPS {@code eam/alloy}), or with a density that depends on both atoms LAMMPS' {@code eam/fs}.
 * The file samples F(ρ), f(r) and r·φ(r) on uniform grids; who reads it draws the cubics of {@link UniformTable} through the samples.
 *
 * <p>The format knows one cutoff. A pair of species whose own cutoff is shorter is sampled as zero beyond it; only where the function is still so
 * small there that ending it would cost more than letting it fade ({@link #NEGLIGIBLE}) it goes on.
 */
public final class SetflWriter {
    /** eV; for densities, a part of the largest one. What jumps by less than this may go on beyond its pair's cutoff. */
    private static final double NEGLIGIBLE = 1e-5;
    /** How alike a density must be at all kinds of atoms to count as one function, relative to its largest value. */
    private static final double SAME = 1e-12;
    /** Densities are asked for where the lattice of nearest neighbors is squeezed to this part of its length at rest: half the volume. */
    private static final double SQUEEZED = 0.8;

    private final EmbeddedAtoms atoms;
    private final boolean finnisSinclair;
    private final List<String> notes = new ArrayList<>();
    private double interpolationError;

    private SetflWriter(EmbeddedAtoms atoms, boolean finnisSinclair) {
        this.atoms = atoms;
        this.finnisSinclair = finnisSinclair;
    }

    /**
     * A writer for a potential.
     *
     * @param finnisSinclair whether the density may depend on the species of both atoms: {@code eam/fs}
     * @throws UnfitException where the format cannot hold the potential
     */
    public static SetflWriter of(Potential potential, boolean finnisSinclair) throws UnfitException {
        SetflWriter w = new SetflWriter(EmbeddedAtoms.of(potential.species(), potential.terms()), finnisSinclair);
        if (!finnisSinclair) {
            w.checkDensities();
        }
        return w;
    }

    private void checkDensities() throws UnfitException {
        int n = atoms.species().size();
        double end = atoms.reach();
        for (int b = 0; b < n; b++) {
            double largest = 0, worst = 0;
            for (int k = 1; k <= 200; k++) {
                double r = end * (0.2 + 0.8 * k / 200);
                for (int a = 0; a < n; a++) {
                    double first = sampledDensity(0, b, r), here = sampledDensity(a, b, r);
                    largest = Math.max(largest, Math.max(Math.abs(first), Math.abs(here)));
                    worst = Math.max(worst, Math.abs(here - first));
                }
            }
            if (worst > SAME * largest) {
                throw new UnfitException("the density that an atom of " + atoms.species().get(b) + " gives depends on the atom it is given to");
            }
        }
    }

    /**
     * The largest density that atoms may meet: that of close-packed neighbors squeezed to half the volume which they have at rest, for the pair of species
     * where it is largest.
     */
    public double largestDensity() {
        int n = atoms.species().size();
        double largest = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                largest = Math.max(largest, Math.abs(shells(a, b, SQUEEZED * nearest(a, b), true)));
            }
        }
        return largest > 0 ? largest : 1;
    }

    /** The distance of nearest neighbors at which an atom amid a close-packed lattice of another kind has its lowest energy, Å. */
    private double nearest(int a, int b) {
        double end = Math.max(atoms.pairReach(a, b), atoms.densityReach(a, b)), best = end / 2, lowest = Double.POSITIVE_INFINITY;
        for (double d = 0.2 * end; d < end; d += 0.005 * end) {
            double energy = atoms.embedding(a, shells(a, b, d, true)) + 0.5 * shells(a, b, d, false);
            if (energy < lowest) {
                lowest = energy;
                best = d;
            }
        }
        return lowest < atoms.alone(a) ? best : end / 2;
    }

    /** The sum of density or pair energy over the neighbors in a face-centered cubic lattice. */
    private double shells(int a, int b, double nearest, boolean density) {
        double end = density ? atoms.densityReach(a, b) : atoms.pairReach(a, b), total = 0;
        int reach = (int) Math.ceil(end / nearest * Math.sqrt(2)) + 1;
        for (int x = -reach; x <= reach; x++) {
            for (int y = -reach; y <= reach; y++) {
                for (int z = -reach; z <= reach; z++) {
                    double r = nearest * Math.sqrt((x * x + y * y + z * z) / 2.0);
                    if ((x + y + z) % 2 == 0 && r > 0 && r < end) {
                        total += density ? atoms.density(a, b, r) : atoms.pair(a, b, r);
                    }
                }
            }
        }
        return total;
    }

    /** What is not as the potential says it, after {@link #text}: functions that go on beyond their pair's cutoff. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * The largest difference between a pair or embedding energy and its interpolation, eV, halfway between samples, after {@link #text}: at distances
     * above 1 Å and densities above a twentieth of the largest.
     */
    public double interpolationError() {
        return interpolationError;
    }

    /**
     * The file.
     *
     * @param title for the comment lines
     * @throws UnfitException where a function is infinite on the grid
     */
    public String text(SetflGrid grid, String title, List<String> citations) throws UnfitException {
        notes.clear();
        interpolationError = 0;
        int n = atoms.species().size();
        double cutoff = atoms.reach(), dr = cutoff / (grid.points() - 1), drho = grid.largestDensity() / (grid.densityPoints() - 1);
        StringBuilder out = new StringBuilder();
        out.append("UNITS: metal CONTRIBUTOR: eutectic export CITATION: ").append(ascii(citations.isEmpty() ? "none" : String.join("; ", citations))).append('\n');
        out.append(ascii(title)).append('\n');
        out.append("sampled from analytic functions; cubics between samples as in DYNAMO and LAMMPS\n");
        out.append(n).append(' ').append(String.join(" ", atoms.species())).append('\n');
        out.append(grid.densityPoints()).append(' ').append(drho).append(' ').append(grid.points()).append(' ').append(dr).append(' ').append(cutoff).append('\n');
        for (int b = 0; b < n; b++) {
            String symbol = atoms.species().get(b);
            boolean element = Elements.known(symbol);
            out.append(element ? Elements.number(symbol) : 0).append(' ').append(element ? Elements.mass(symbol) : 1).append(" 0.0 none\n");
            int center = b;
            sample(out, "the embedding energy of " + symbol, grid.densityPoints(), drho, rho -> atoms.embedding(center, rho), 0.05 * grid.largestDensity(), Beyond.LINEAR);
            for (int a = 0; a < (finnisSinclair ? n : 1); a++) {
                int at = a;
                sample(out, "the density of " + symbol, grid.points(), dr, r -> sampledDensity(at, center, r), Double.POSITIVE_INFINITY, Beyond.CONSTANT);
            }
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                int i = a, j = b;
                tail(a, b, cutoff);
                sample(out, "the pair energy of " + atoms.species().get(a) + "-" + atoms.species().get(b), grid.points(), dr, r -> r == 0 ? 0 : r * sampledPair(i, j, r),
                    1, Beyond.CONSTANT);
            }
        }
        return out.toString();
    }

    private void tail(int a, int b, double cutoff) {
        double end = Math.min(atoms.pairReach(a, b), finnisSinclair ? cutoff : atoms.densityReach(a, b));
        if (end < cutoff && sampledPair(a, b, end) != 0) {
            notes.add(String.format(Locale.ROOT, "%s-%s pairs end at %.4g Å with %.1e eV; the file has one cutoff, %.4g Å, to which they fade on", atoms.species().get(b),
                atoms.species().get(a), end, sampledPair(a, b, end), cutoff));
        }
    }

    private double sampledPair(int a, int b, double r) {
        double end = atoms.pairReach(a, b);
        return r < end ? atoms.pair(a, b, r) : beyond(atoms.pair(a, b, end), atoms.pair(a, b, r), NEGLIGIBLE);
    }

    private double sampledDensity(int a, int b, double r) {
        double end = atoms.densityReach(a, b);
        return r < end ? atoms.density(a, b, r) : end == 0 ? 0
            : beyond(atoms.density(a, b, end), atoms.density(a, b, r), NEGLIGIBLE * Math.abs(atoms.density(a, b, end / 2)));
    }

    /** A function beyond its end goes on if it is negligible there and fades. */
    private static double beyond(double atEnd, double here, double negligible) {
        return Math.abs(atEnd) <= negligible && Math.abs(here) <= Math.abs(atEnd) ? here : 0;
    }

    private void sample(StringBuilder out, String what, int count, double step, DoubleUnaryOperator f, double checkedFrom, Beyond above) throws UnfitException {
        double[] y = new double[count];
        for (int k = count - 1; k >= 0; k--) {
            y[k] = f.applyAsDouble(k * step);
            if (!Double.isFinite(y[k])) {
                // Functions of distances may be infinite where atoms would sit on each other.
                if (k * step > 0.5 || above == Beyond.LINEAR) {
                    throw new UnfitException(what + " is " + y[k] + " at " + k * step);
                }
                y[k] = y[k + 1];
            }
        }
        SplineTable curve = new UniformTable(step, y).curve(what, Beyond.EXTRAPOLATE, above);
        for (int k = 2; k < count - 3; k++) {
            double x = (k + 0.5) * step;
            if (x > checkedFrom) {
                double scale = above == Beyond.LINEAR ? 1 : x;
                interpolationError = Math.max(interpolationError, Math.abs(curve.evaluate(x, 0) - f.applyAsDouble(x)) / scale);
            }
        }
        for (int k = 0; k < count; k++) {
            out.append(y[k]).append(k % 5 == 4 || k == count - 1 ? '\n' : ' ');
        }
    }

    /** LAMMPS wants plain text. */
    static String ascii(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD).replaceAll("\\p{M}", "").replaceAll("[^\\x20-\\x7e]", "?");
    }
}
