package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.symmetry.CrystalSymmetry;

/** Crystal prototypes at rest, side by side. */
public final class LatticeSurvey {
    /** Energies nearer than this are the same, eV for each atom: rounding decides no order. */
    private static final double SAME = 1e-7;

    /**
     * One prototype with its species.
     *
     * @param formula as chemists write it, the numbers of the prototype's cell divided by their common factor: Cu3Au
     * @param lattice the prototype
     * @param species one for each of the prototype's elements
     * @param crystal at rest; empty where there is no minimum
     * @param stable whether none of the others with the same composition is lower
     * @param formation energy less that of the lowest crystals of the elements, eV for each atom; NaN for elements, and where an element's crystal is not in the survey
     * @param other the Laue class of the crystal, where it is not the prototype's: relaxed along its axis it became another structure
     */
    public record Row(String formula, Lattice lattice, List<String> species, Optional<RestingCrystal> crystal, boolean stable, double formation, Optional<String> other) {}

    private LatticeSurvey() {}

    /**
     * Finds each prototype with each choice of species that fits it: one element, or two in the order given and, where the prototype tells them apart, in the
     * other order too.
     *
     * @return for each composition, elements first, from the lowest energy up; prototypes without a minimum at the end of their composition
     */
    public static List<Row> of(CrystalSearch search, List<Lattice> lattices, List<String> species) {
        Map<String, List<Row>> found = new LinkedHashMap<>();
        for (List<String> some : choices(species)) {
            for (Lattice l : lattices) {
                if (l.elements() == some.size() && (some.size() == 1 || l.count(0) != l.count(1) || species.indexOf(some.get(0)) < species.indexOf(some.get(1)))) {
                    Optional<RestingCrystal> crystal = search.find(l, some);
                    String formula = formula(l, some, species);
                    found.computeIfAbsent(formula, f -> new ArrayList<>()).add(new Row(formula, l, some, crystal, false, Double.NaN, crystal.flatMap(c -> changed(l, some, c))));
                }
            }
        }
        Map<String, Double> elements = new TreeMap<>();
        List<Row> rows = new ArrayList<>();
        found.values().forEach(group -> {
            // Sorting keeps the order of the prototypes where energies agree.
            group.sort(Comparator.comparingLong(r -> r.crystal().map(c -> Math.round(c.cohesiveEnergy() / SAME)).orElse(Long.MAX_VALUE)));
            for (Row r : group) {
                boolean stable = r == group.getFirst() && r.crystal().isPresent();
                if (stable && r.species().size() == 1) {
                    elements.put(r.species().getFirst(), r.crystal().get().cohesiveEnergy());
                }
                rows.add(new Row(r.formula(), r.lattice(), r.species(), r.crystal(), stable, formation(r, elements), r.other()));
            }
        });
        return rows;
    }

    /** Each element, then each ordered pair of two. */
    private static List<List<String>> choices(List<String> species) {
        List<List<String>> all = new ArrayList<>();
        species.forEach(s -> all.add(List.of(s)));
        for (String a : species) {
            for (String b : species) {
                if (!a.equals(b)) {
                    all.add(List.of(a, b));
                }
            }
        }
        return all;
    }

    private static Optional<String> changed(Lattice l, List<String> species, RestingCrystal c) {
        // With an axis of no special length, only the symmetry that comes with the prototype is left.
        double a = 4, axis = 1.07 * l.idealAxialRatio() * a;
        CrystalSymmetry own = CrystalSymmetry.of(l.build(species, a, axis, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]));
        return c.symmetry().order() == own.order() ? Optional.empty() : Optional.of(c.symmetry().laueClass().symbol());
    }

    private static double formation(Row r, Map<String, Double> elements) {
        if (r.species().size() == 1 || r.crystal().isEmpty() || !elements.keySet().containsAll(r.species())) {
            return Double.NaN;
        }
        double sum = 0;
        for (int k = 0; k < r.species().size(); k++) {
            sum += elements.get(r.species().get(k)) * r.lattice().count(k) / r.lattice().sites();
        }
        return r.crystal().get().cohesiveEnergy() - sum;
    }

    /** Species in the order of the survey. */
    private static String formula(Lattice lattice, List<String> species, List<String> order) {
        StringBuilder text = new StringBuilder();
        order.stream().filter(species::contains).forEach(s -> {
            int n = species.size() == 1 ? 1 : lattice.count(species.indexOf(s)) / Math.min(lattice.count(0), lattice.count(1));
            text.append(s).append(n > 1 ? n : "");
        });
        return text.toString();
    }
}
