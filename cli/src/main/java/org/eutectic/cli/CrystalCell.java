package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.property.CrystalSearch;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.structure.StructureFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The cell that a structure is made of: that of a prototype, its size given or found by a potential, or that of a file. */
final class CrystalCell {
    @Option(names = "--a", paramLabel = "LENGTH", description = "Lattice constant, Å.")
    private Double a;

    @Option(names = "--c", paramLabel = "LENGTH", description = "Lattice constant along the axis, Å, for hcp, b4 and l10. Default: sqrt(8/3) a, for l10 a.")
    private Double c;

    @Option(names = "--potential", paramLabel = "FILE", description = "Instead: a potential; the lattice constants are those at which its energy is lowest.")
    private Path potential;

    @Mixin
    private DefineOptions defines;

    /**
     * @param what a prototype's name or a file's
     * @param elements for a prototype
     */
    Configuration make(String what, List<String> elements, PrintWriter out, PrintWriter err) {
        positive("--a", a);
        positive("--c", c);
        Lattice lattice = Lattice.named(what).orElse(null);
        return lattice == null ? read(what, elements, out) : build(lattice, elements, out, err);
    }

    private static void positive(String option, Double length) {
        if (length != null && !(length > 0 && Double.isFinite(length))) {
            throw new CommandException(option + " must be a length, not " + length + " Å");
        }
    }

    private Configuration read(String what, List<String> elements, PrintWriter out) {
        if (!Files.exists(Path.of(what))) {
            throw new CommandException(Lattice.unknown(what) + "; nor is there a structure file of that name");
        }
        if (!elements.isEmpty() || a != null || c != null || potential != null) {
            throw new CommandException("elements, --a, --c and --potential are for prototypes; " + what + " says what it holds" + (elements.isEmpty() ? "" : " (" + String.join(", ", elements) + " was given)"));
        }
        PotentialOptions.requireFile(Path.of(what), "structure");
        return StructureFile.last(Path.of(what), said -> out.println("# " + said)).configuration();
    }

    private Configuration build(Lattice lattice, List<String> elements, PrintWriter out, PrintWriter err) {
        if (elements.size() != lattice.elements()) {
            throw new CommandException(lattice.symbol() + " takes " + (lattice.elements() == 1 ? "one element" : lattice.elements() + " elements, as in Na,Cl") + "; given "
                + (elements.isEmpty() ? "are none" : elements.size() == 1 ? "is " + elements.getFirst() : "are " + String.join(", ", elements)));
        }
        if (c != null && !lattice.axial()) {
            throw new CommandException("--c: " + lattice.symbol() + " has no axis of its own; give --a alone");
        }
        if (potential == null) {
            if (a == null) {
                throw new CommandException("how large is a cell of " + lattice.symbol() + "? Give the lattice constant with --a, or a potential that knows it with --potential");
            }
            return lattice.build(elements, a, c == null ? a * lattice.idealAxialRatio() : c, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]);
        }
        if (a != null || c != null) {
            throw new CommandException("either --a (and --c), or --potential, not both");
        }
        Potential loaded = PotentialOptions.load(potential, null, defines.values(), err);
        for (String e : elements) {
            if (!loaded.species().contains(e)) {
                throw new CommandException(loaded.name() + " does not know " + e + "; it knows " + String.join(", ", loaded.species()));
            }
        }
        try (ForceField field = loaded.forceField(Backend.TRUFFLE, 1)) {
            RestingCrystal found = new CrystalSearch(field).get(lattice, elements);
            out.println(String.format(Locale.ROOT, "# %s of %s: a %.6f Å%s", lattice.symbol(), loaded.name(), found.a(), lattice.axial() ? String.format(Locale.ROOT, ", c %.6f Å", found.c()) : ""));
            return found.configuration();
        }
    }
}
