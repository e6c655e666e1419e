package org.eutectic.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.property.CrystalSearch;
import org.eutectic.md.property.LatticeSurvey;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.structure.StructureFile;
import picocli.CommandLine.Option;

/** How a crystal is chosen on the command line: its species and where it is looked for, and by whom it is made. */
final class CrystalOptions {
    @Option(names = "--species", split = ",", paramLabel = "A,B", description = "Which of the potential's species, in the order of the crystal's sites. Default: all.")
    private List<String> species = List.of();

    @Option(names = "--distances", paramLabel = "LOW:HIGH",
        description = "Look for crystals with nearest neighbors so far apart, Å. Default: 1 Å to the cutoff.")
    private String distances;

    /** The species asked for, or all of them. */
    List<String> species(Potential potential) {
        for (String s : species) {
            if (!potential.species().contains(s)) {
                throw new CommandException("--species: " + potential.name() + " does not know " + s + "; it knows " + String.join(", ", potential.species()));
            }
        }
        if (species.stream().distinct().count() < species.size()) {
            throw new CommandException("--species: name each species once, not " + String.join(",", species));
        }
        return species.isEmpty() ? potential.species() : species;
    }

    CrystalSearch search(ForceField field) {
        CrystalSearch search = new CrystalSearch(field);
        if (distances == null) {
            return search;
        }
        String[] ends = distances.split(":", -1);
        try {
            double low = Double.parseDouble(ends[0]), high = Double.parseDouble(ends[ends.length - 1]);
            if (ends.length == 2 && low >= 0.3 && low < high && Double.isFinite(high)) {
                return search.withDistances(low, high);
            }
        } catch (NumberFormatException e) {
            // The message below says what is needed.
        }
        throw new CommandException("--distances: two lengths in Å are needed, from 0.3 up and the shorter one first, as in 2:5, not " + distances);
    }

    /** The prototype of a name. */
    static Lattice lattice(String name) {
        return Lattice.named(name).orElseThrow(() -> new CommandException("--structure: " + Lattice.unknown(name)));
    }

    /** How often a cell is repeated: one number, or three with x between. */
    static int[] repeat(String text) {
        String[] words = text.split("x", -1);
        try {
            int[] n = new int[3];
            for (int k = 0; k < 3; k++) {
                n[k] = Integer.parseInt(words[words.length == 1 ? 0 : k]);
            }
            if ((words.length == 1 || words.length == 3) && n[0] > 0 && n[1] > 0 && n[2] > 0 && (long) n[0] * n[1] * n[2] < 1_000_000) {
                return n;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // The message below says what is needed.
        }
        throw new CommandException("--supercell: a positive number or three with x between are needed, as in 4 or 4x4x3, not " + text);
    }

    /** The crystal to calculate with: that of a file, a prototype, or the prototype with the lowest energy. */
    RestingCrystal crystal(Path structure, String prototype, Potential potential, ForceField field) {
        if (structure != null && prototype != null) {
            throw new CommandException("give a structure file or --structure, not both");
        }
        CrystalSearch search = search(field);
        if (structure != null) {
            PotentialOptions.requireFile(structure, "structure");
            return search.rest(structure.toString(), StructureFile.read(structure));
        }
        List<String> some = species(potential);
        if (prototype != null) {
            Lattice l = lattice(prototype);
            if (some.size() != l.elements()) {
                throw new CommandException("--structure " + l.symbol() + " takes " + (l.elements() == 1 ? "one species" : l.elements() + " species") + ": choose with --species from "
                    + String.join(", ", potential.species()));
            }
            return search.get(l, some);
        }
        if (some.size() > 2) {
            throw new CommandException("which crystal? Give a structure file, or --structure and --species; " + potential.name() + " knows " + String.join(", ", potential.species()));
        }
        return lowest(search, some);
    }

    /** The prototype of one atom of each species, or of the one species, that lies lowest. */
    private static RestingCrystal lowest(CrystalSearch search, List<String> species) {
        List<Lattice> fitting = new ArrayList<>(List.of(Lattice.values()));
        fitting.removeIf(l -> l.elements() != species.size() || l.elements() == 2 && l.count(0) != l.count(1));
        Optional<RestingCrystal> best = LatticeSurvey.of(search, fitting, species).stream().filter(r -> r.species().size() == species.size() && r.stable())
            .flatMap(r -> r.crystal().stream()).findFirst();
        return best.orElseThrow(() -> new CommandException("no crystal of " + String.join(" and ", species)
            + " has a minimum of energy; give a structure file, or other distances of nearest neighbors with --distances"));
    }
}
