package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.property.Vacancy;
import org.eutectic.md.structure.ExtendedXyz;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Vacancies. */
@Command(name = "vacancy", description = "Formation energy of a vacancy on each kind of site of a crystal.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nThe crystal: ",
    footer = {"a structure file, relaxed first; or a prototype with --structure; with neither, the prototype with the lowest energy.", "In a crystal of one element the missing atom goes to where others of the crystal are; in a compound --chemical-potential says where."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class VacancyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--supercell", paramLabel = "N|NxNxN", description = "How often the crystal's cell is repeated. Default: until its faces are three cutoffs apart, in at most 2000 atoms.")
    private String supercell;

    @Option(names = "--volume", description = "Let the cell come to rest too: energy and volume at no pressure.")
    private boolean volume;

    @Option(names = "--chemical-potential", paramLabel = "A=E", description = "Energy, eV, that an atom of a species has where it goes, less that of an isolated atom. May be given for several.")
    private Map<String, Double> potentials = new LinkedHashMap<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the energies to a file.")
    private Path csv;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write the relaxed blocks to a file, extended XYZ.")
    private Path structures;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        potentials.forEach((symbol, value) -> {
            if (!Double.isFinite(value)) {
                throw new CommandException("--chemical-potential: a finite energy in eV is needed for " + symbol + ", not " + value);
            }
        });
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            for (String symbol : potentials.keySet()) {
                if (!potential.species().contains(symbol)) {
                    throw new CommandException("--chemical-potential: " + potential.name() + " does not know " + symbol + "; it knows " + String.join(", ", potential.species()));
                }
            }
            int[] repeat = supercell == null ? Vacancy.repeat(crystal, field) : CrystalOptions.repeat(supercell);
            Screen screen = Screen.of(out);
            List<Vacancy> all;
            try {
                all = Vacancy.of(crystal, field, repeat, volume, potentials, screen::progress);
            } finally {
                screen.end();
            }
            print(out, potential, crystal, repeat, all);
            if (csv != null) {
                OutputFile.write(csv, text -> csv(text, all));
            }
            if (structures != null) {
                OutputFile.write(structures, text -> all.forEach(v -> ExtendedXyz.appendExact(text::append, v.structure(), "formation_energy=" + v.relaxed())));
            }
            output.write(json(potential, crystal, repeat, all), plot(potential, crystal, all));
            return Main.DONE;
        });
    }

    private void print(PrintWriter out, Potential potential, RestingCrystal crystal, int[] repeat, List<Vacancy> all) {
        out.println(PropertyOutput.title(potential, crystal));
        out.println(PropertyOutput.line("one atom of %d missing, in %d×%d×%d cells", all.getFirst().atoms(), repeat[0], repeat[1], repeat[2]));
        out.println();
        out.println("            formation energy, eV" + (volume ? "                              formation volume," : ""));
        out.println("  site      unrelaxed     relaxed" + (volume ? "   at no pressure        of an atom's" : "") + "    chemical potential, eV");
        for (Vacancy v : all) {
            out.println(PropertyOutput.line("  %-8s  %9.5f   %9.5f%s    %22.5f", v.symbol() + " " + (v.site() + 1), v.unrelaxed(), v.relaxed(),
                volume ? PropertyOutput.line("  %15.5f  %18.4f", v.released(), v.formationVolume()) : "", v.chemicalPotential()));
        }
    }

    private static void csv(StringBuilder text, List<Vacancy> all) {
        text.append("species,site,atoms,unrelaxed_eV,relaxed_eV,no_pressure_eV,formation_volume_per_atomic_volume,chemical_potential_eV\n");
        for (Vacancy v : all) {
            text.append(v.symbol()).append(',').append(v.site() + 1).append(',').append(v.atoms()).append(',').append(v.unrelaxed()).append(',').append(v.relaxed()).append(',')
                .append(Double.isNaN(v.released()) ? "" : v.released()).append(',').append(Double.isNaN(v.formationVolume()) ? "" : v.formationVolume()).append(',')
                .append(v.chemicalPotential()).append('\n');
        }
    }

    private static ObjectNode json(Potential potential, RestingCrystal crystal, int[] repeat, List<Vacancy> all) {
        ObjectNode root = PropertyOutput.head(potential);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        root.put("method", "E(N-1) - E(N) + mu, one atom missing in a periodic block");
        ArrayNode cells = root.putArray("supercell");
        for (int n : repeat) {
            cells.add(n);
        }
        ArrayNode list = root.putArray("vacancies");
        for (Vacancy v : all) {
            ObjectNode node = list.addObject().put("species", v.symbol()).put("site", v.site() + 1).put("atoms", v.atoms()).put("unrelaxed_eV", v.unrelaxed()).put("relaxed_eV", v.relaxed());
            PropertyOutput.put(node, "no_pressure_eV", v.released());
            PropertyOutput.put(node, "formation_volume_per_atomic_volume", v.formationVolume());
            node.put("chemical_potential_eV", v.chemicalPotential());
        }
        return root;
    }

    private static Plot plot(Potential potential, RestingCrystal crystal, List<Vacancy> all) {
        return new Plot(potential.name() + ", " + crystal.name() + ": around a vacancy", "distance, Å", "moved away, Å",
            all.stream().map(v -> new Curve(v.symbol() + " " + (v.site() + 1), v.distance(), v.outward(), true)).toList());
    }
}
