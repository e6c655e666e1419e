package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.CrystalSearch;
import org.eutectic.md.property.LatticeSurvey;
import org.eutectic.md.property.LatticeSurvey.Row;
import org.eutectic.md.structure.Lattice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lattice constants and cohesive energies of crystal prototypes. */
@Command(name = "lattice", description = "Lattice constants and cohesive energies of crystals of a potential's species, from the lowest energy up.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nStructures: ",
    footer = {"sc, fcc, bcc, hcp, diamond; of two species b1 (rock salt), b2 (CsCl), b3 (zinc blende), b4 (wurtzite), l10 (CuAu), l12 (Cu3Au).",
        "Each keeps the symmetry of its prototype; what is lowest here need not be stable against shear (see 'eutectic elastic')."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no structure has a minimum"})
final class LatticeCommand implements Callable<Integer> {
    /** With more species, pairs of them are more than anybody would read. */
    private static final int MOST_SPECIES = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Option(names = "--structures", split = ",", paramLabel = "NAME", description = "Which prototypes. Default: all that fit.")
    private List<String> structures = List.of();

    @Mixin
    private CrystalOptions crystals;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the table to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    @Mixin
    private PotentialOptions potentialOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        output.check();
        PrintWriter out = spec.commandLine().getOut();
        Potential potential = potentialOptions.load(potentialFile, spec.commandLine().getErr());
        List<Lattice> lattices = structures.isEmpty() ? List.of(Lattice.values()) : structures.stream().map(CrystalOptions::lattice).distinct().toList();
        List<String> species = crystals.species(potential);
        if (species.size() > MOST_SPECIES) {
            throw new CommandException(potential.name() + " knows " + species.size() + " species: choose up to " + MOST_SPECIES + " of " + String.join(", ", species) + " with --species");
        }
        if (lattices.stream().allMatch(l -> l.elements() > species.size())) {
            throw new CommandException("--structures: " + lattices.getFirst().symbol() + " takes two species, and there is but " + species.getFirst());
        }
        try (ForceField field = backendOptions.forceField(potential)) {
            CrystalSearch search = crystals.search(field);
            List<Row> rows = LatticeSurvey.of(search, lattices, species);
            if (rows.stream().allMatch(r -> r.crystal().isEmpty())) {
                throw search.noMinimum("no structure");
            }
            print(out, potential, rows);
            if (csv != null) {
                OutputFile.write(csv, text -> csv(text, rows));
            }
            output.write(json(potential, rows), output.plots() ? plot(potential, rows, search) : null);
        }
        return Main.DONE;
    }

    private static void print(PrintWriter out, Potential potential, List<Row> rows) {
        boolean compounds = rows.stream().anyMatch(r -> r.species().size() > 1);
        out.println(potential.name() + ": crystals at rest; energies are less those of isolated atoms");
        out.println();
        out.println(PropertyOutput.line("  %-10s %-9s %10s %9s %12s %12s%s", "", "structure", "a, Å", "c/a", "V, Å³/atom", "E, eV/atom", compounds ? "  formation, eV/atom" : ""));
        String before = rows.getFirst().formula();
        for (Row r : rows) {
            if (!r.formula().equals(before)) {
                out.println();
                before = r.formula();
            }
            boolean alone = rows.stream().filter(o -> o.formula().equals(r.formula())).count() == 1;
            out.println(line(r, compounds, r.stable() && !alone));
        }
    }

    private static String line(Row r, boolean compounds, boolean lowest) {
        if (r.crystal().isEmpty()) {
            return PropertyOutput.line("  %-10s %-9s no minimum", r.formula(), r.lattice().symbol());
        }
        var c = r.crystal().get();
        String ratio = r.lattice().axial() ? PropertyOutput.line("%.5f", c.c() / c.a()) : "";
        String formation = !compounds ? "" : PropertyOutput.line(Double.isNaN(r.formation()) ? "  %18s" : "  %18.5f", Double.isNaN(r.formation()) ? "" : r.formation());
        return PropertyOutput.line("  %-10s %-9s %10.5f %9s %12.5f %12.6f%s%s%s", r.formula(), r.lattice().symbol(), c.a(), ratio, c.volume(), c.cohesiveEnergy(), formation,
            lowest ? "  lowest" : "", r.other().map(o -> "  became another crystal, of class " + o).orElse(""));
    }

    private static void csv(StringBuilder text, List<Row> rows) {
        text.append("formula,structure,a_A,c_A,volume_A3_per_atom,cohesive_energy_eV_per_atom,formation_energy_eV_per_atom,lowest\n");
        for (Row r : rows) {
            r.crystal().ifPresent(c -> text.append(r.formula()).append(',').append(r.lattice().symbol()).append(',').append(c.a()).append(',').append(c.c()).append(',')
                .append(c.volume()).append(',').append(c.cohesiveEnergy()).append(',').append(Double.isNaN(r.formation()) ? "" : "" + r.formation()).append(',')
                .append(r.stable()).append('\n'));
        }
    }

    private static ObjectNode json(Potential potential, List<Row> rows) {
        ObjectNode root = PropertyOutput.head(potential);
        ArrayNode list = root.putArray("crystals");
        for (Row r : rows) {
            ObjectNode node = list.addObject().put("formula", r.formula()).put("prototype", r.lattice().symbol()).put("minimum", r.crystal().isPresent());
            r.crystal().ifPresent(c -> {
                node.put("lowest", r.stable());
                PropertyOutput.put(node, "formation_energy_eV_per_atom", r.formation());
                PropertyOutput.put(node, c);
                r.other().ifPresent(o -> node.put("became_class", o));
            });
        }
        return root;
    }

    /** Energy against volume for each crystal, blown up and pressed together evenly. */
    private static Plot plot(Potential potential, List<Row> rows, CrystalSearch search) {
        List<Curve> curves = new ArrayList<>();
        for (Row r : rows) {
            r.crystal().ifPresent(c -> {
                double[][] xy = search.breathing(c, 0.25, 41);
                curves.add(new Curve(rows.stream().map(Row::formula).distinct().count() > 1 ? r.formula() + " " + r.lattice().symbol() : r.lattice().symbol(), xy[0], xy[1], false));
            });
        }
        return new Plot(potential.name() + ": crystals", "volume, Å³/atom", "energy, eV/atom", curves);
    }
}
