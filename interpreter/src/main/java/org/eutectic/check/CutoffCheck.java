package org.eutectic.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.eutectic.model.Term;
import org.eutectic.reference.ReferenceForceField;

/**
 * Warns of a potential that does not vanish at its cutoff: whenever a pair crosses it in a run, the total energy jumps. Looks at one pair of atoms
 * alone just inside and just outside, so contributions that need a third atom are not seen.
 */
public final class CutoffCheck {
    /** eV. Published tables end in rounding of about this size; a truncated Lennard-Jones jumps by a hundred times more. */
    static final double SMALLEST_JUMP = 1e-5;
    /** How far inside and outside, relative to the cutoff: a slope of 100 eV/Å still changes less than the smallest jump. */
    private static final double STEP = 1e-9;

    private CutoffCheck() {}

    /**
     * Reports a warning {@code cutoff-jump} for each pair of species whose energy jumps at the cutoff.
     *
     * @param terms the model, lowered
     */
    public static void check(Model model, List<SiteEnergy> terms, Diagnostics diagnostics) {
        for (SiteEnergy term : terms) {
            ReferenceForceField alone = new ReferenceForceField(term.name(), term.species(), List.of(term));
            List<Jump> jumps = new ArrayList<>();
            for (int a = 0; a < term.species().size(); a++) {
                for (int b = 0; b <= a; b++) {
                    double cutoff = Math.max(term.cutoff().get(a, b), term.cutoff().get(b, a));
                    double jump = cutoff < 1e-3 ? 0 : energy(alone, a, b, cutoff * (1 - STEP)) - energy(alone, a, b, cutoff * (1 + STEP));
                    if (Math.abs(jump) > SMALLEST_JUMP) {
                        jumps.add(new Jump(term.species().get(b) + "-" + term.species().get(a), cutoff, jump));
                    }
                }
            }
            if (!jumps.isEmpty()) {
                warn(place(model, term.name()), jumps, diagnostics);
            }
        }
    }

    private record Jump(String pair, double cutoff, double energy) {}

    private static double energy(ReferenceForceField field, int a, int b, double distance) {
        Configuration pair = new Configuration(field.species(), new int[] {a, b}, new double[] {0, 0, 0, distance, 0, 0}, Cell.none());
        pair.setCharges(new double[] {1, 1});
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(pair, field), true, false, false, out);
        return out.energy();
    }

    private static void warn(Span place, List<Jump> jumps, Diagnostics diagnostics) {
        Jump largest = Collections.max(jumps, Comparator.comparingDouble(j -> Math.abs(j.energy)));
        int others = jumps.size() - 1;
        diagnostics.warning("cutoff-jump", place, String.format(Locale.ROOT, "a pair %s still has %.3g eV at the cutoff of %s Å%s, so the energy jumps where pairs cross it",
            largest.pair, largest.energy, round(largest.cutoff), others == 0 ? "" : others == 1 ? ", and so has one other" : ", and so have " + others + " others"),
            "subtract the value at the cutoff, as in phi(r[i,j]) - phi(cutoff), or multiply by a function that goes smoothly to zero there");
    }

    private static String round(double x) {
        String s = String.format(Locale.ROOT, "%.6f", x);
        return s.replaceAll("\\.?0+$", "");
    }

    private static Span place(Model model, String term) {
        Model owner = find(model, term);
        return owner.parameter(Model.CUTOFF).map(Parameter::definitions).filter(d -> !d.isEmpty()).map(d -> d.get(0).span()).orElse(owner.span());
    }

    private static Model find(Model model, String term) {
        for (Term.OfPotential t : model.potentials()) {
            if (t.name().equals(term)) {
                return t.potential();
            }
            Model inside = find(t.potential(), term);
            if (inside != t.potential()) {
                return inside;
            }
        }
        return model;
    }
}
