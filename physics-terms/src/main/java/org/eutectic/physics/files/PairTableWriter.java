package org.eutectic.physics.files;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;

/**
 * Writes a pair potential as the file of LAMMPS' {@code pair_style table}: energy and force of two atoms, one section for each pair of species. Samples stand at
 * equal steps of r² and their number is that of the {@code pair_style}, so LAMMPS takes them as they are and draws splines through them.
 */
public final class PairTableWriter {
    /** eV; atoms that repel each other more are nearer than the table reaches. */
    private static final double STRONGEST = 1000;
    /** The nearest distance of a table for pairs that do not repel so much, Å: about what is computed at all. */
    private static final double NEAREST = 0.35;
    private static final int FEWEST = 500;
    private static final int MOST = 1 << 20;

    private final Potential potential;
    private final EmbeddedAtoms atoms;

    private PairTableWriter(Potential potential, EmbeddedAtoms atoms) {
        this.potential = potential;
        this.atoms = atoms;
    }

    /**
     * A section of the file.
     *
     * @param first species number
     * @param second species number
     * @param nearest the shortest distance, Å
     * @param cutoff Å
     */
    public record Section(String name, int first, int second, double nearest, double cutoff) {}

    /**
     * A writer for a potential.
     *
     * @throws UnfitException where the potential is more than pair energies
     */
    public static PairTableWriter of(Potential potential) throws UnfitException {
        EmbeddedAtoms atoms = EmbeddedAtoms.of(potential.species(), potential.terms());
        if (atoms.hasDensity()) {
            throw new UnfitException("its atoms are embedded in a density: it is no sum of pair energies");
        }
        for (int a = 0; a < atoms.species().size(); a++) {
            if (atoms.alone(a) != 0) {
                throw new UnfitException("an atom of " + atoms.species().get(a) + " alone has an energy of " + atoms.alone(a) + " eV, which a table of pairs cannot hold");
            }
        }
        return new PairTableWriter(potential, atoms);
    }

    /** The sections, in the order of the species. */
    public List<Section> sections() {
        List<Section> all = new ArrayList<>();
        List<String> species = potential.species();
        for (int a = 0; a < species.size(); a++) {
            for (int b = a; b < species.size(); b++) {
                double cutoff = atoms.pairReach(a, b);
                if (cutoff > 0) {
                    all.add(new Section(species.get(a) + "_" + species.get(b), a, b, nearest(a, b, cutoff), cutoff));
                }
            }
        }
        return all;
    }

    private double nearest(int a, int b, double cutoff) {
        double r = cutoff;
        while (r > NEAREST) {
            double next = Math.max(NEAREST, r * 0.99), energy = atoms.pair(a, b, next);
            if (!(Math.abs(energy) <= STRONGEST)) {
                break;
            }
            r = next;
        }
        return r;
    }

    /**
     * The fewest samples, in doublings, with which the cubic through four neighboring samples misses no energy by more than this halfway between them.
     *
     * @param accuracy eV, and for energies above 1 eV a part of them
     */
    public int points(double accuracy) {
        int n = FEWEST;
        while (n < MOST && error(n) > accuracy) {
            n *= 2;
        }
        return n;
    }

    /** The largest error of interpolation with so many samples, as {@link #points} means it. */
    public double error(int count) {
        double worst = 0;
        for (Section s : sections()) {
            double low = s.nearest * s.nearest, step = (s.cutoff * s.cutoff - low) / (count - 1);
            double[] y = new double[4];
            // Of a fine grid some thousand places are enough to see how large the error is.
            int stride = Math.max(1, count / 4000);
            for (int k = 1; k + 2 < count; k += stride) {
                for (int m = 0; m < 4; m++) {
                    y[m] = atoms.pair(s.first, s.second, Math.sqrt(low + (k - 1 + m) * step));
                }
                double exact = atoms.pair(s.first, s.second, Math.sqrt(low + (k + 0.5) * step));
                double cubic = (9 * (y[1] + y[2]) - (y[0] + y[3])) / 16;
                worst = Math.max(worst, Math.abs(cubic - exact) / Math.max(1, Math.abs(exact)));
            }
        }
        return worst;
    }

    /** The file. */
    public String text(int count, String title) {
        StringBuilder out = new StringBuilder();
        List<String> citations = potential.citations();
        out.append("# UNITS: metal CONTRIBUTOR: eutectic export CITATION: ").append(SetflWriter.ascii(citations.isEmpty() ? "none" : String.join("; ", citations))).append('\n');
        out.append("# ").append(SetflWriter.ascii(title)).append('\n');
        try (ForceField field = potential.forceField(Backend.REFERENCE, 1)) {
            for (Section s : sections()) {
                section(out, s, count, field);
            }
        }
        return out.toString();
    }

    private void section(StringBuilder out, Section s, int count, ForceField field) {
        out.append('\n').append(s.name).append('\n');
        out.append("N ").append(count).append(" RSQ ").append(s.nearest).append(' ').append(s.cutoff).append("\n\n");
        double low = s.nearest * s.nearest, high = s.cutoff * s.cutoff;
        Evaluation e = new Evaluation();
        for (int k = 0; k < count; k++) {
            double r = k == count - 1 ? s.cutoff : Math.sqrt(low + (high - low) * k / (count - 1));
            // The last sample is the limit from inside: a pair at exactly the cutoff is outside of it.
            double inside = Math.min(r, Math.nextDown(s.cutoff));
            Configuration pair = new Configuration(field.species(), new int[] {s.first, s.second}, new double[] {0, 0, 0, inside, 0, 0}, Cell.none());
            field.compute(NeighborListBuilder.build(pair, field), true, true, false, e);
            out.append(k + 1).append(' ').append(r).append(' ').append(e.energy()).append(' ').append(e.forces()[3]).append('\n');
        }
    }
}
