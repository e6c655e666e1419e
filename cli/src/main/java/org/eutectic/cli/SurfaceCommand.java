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
import org.eutectic.atoms.StructureException;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.Units;
import org.eutectic.md.build.MillerIndices;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.property.SurfaceEnergy;
import org.eutectic.md.structure.ExtendedXyz;
import org.eutectic.md.symmetry.BravaisLattice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Surfaces. */
@Command(name = "surface", description = "Energies of a crystal's surfaces, as cut and relaxed.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nThe crystal: ",
    footer = {"a structure file, relaxed first; or a prototype with --structure; with neither, the prototype with the lowest energy.", "Planes are named in the axes of the conventional cell; hexagonal ones by three or four indices."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class SurfaceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--plane", split = ",", paramLabel = "HKL", description = "Miller indices, as in 111,100,1-10 or, hexagonal, 10-10. Default: 111,100,110, or 0001,10-10,11-20.")
    private List<String> planes = List.of();

    @Option(names = "--thickness", paramLabel = "L", description = "Least thickness of the slab, Å. Default: four cutoffs.")
    private Double thickness;

    @Option(names = "--vacuum", paramLabel = "L", defaultValue = "0", description = "Let the slab repeat with so much space between, Å, for potentials that sum over all images. Default: one open slab.")
    private double vacuum;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the energies to a file.")
    private Path csv;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write the relaxed slabs to a file, extended XYZ.")
    private Path structures;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        if (thickness != null && !(thickness > 0 && thickness < 1e4)) {
            throw new CommandException("--thickness: a length up to 10000 Å is needed, not " + thickness);
        }
        if (!(vacuum >= 0 && vacuum < 1e4)) {
            throw new CommandException("--vacuum: a length up to 10000 Å is needed, not " + vacuum);
        }
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            boolean hexagonal = BravaisLattice.of(crystal.configuration()).hexagonalAxes();
            List<SurfaceEnergy> all = calculate(out, field, crystal, indices(hexagonal));
            print(out, potential, crystal, hexagonal, all);
            if (csv != null) {
                OutputFile.write(csv, text -> csv(text, hexagonal, all));
            }
            if (structures != null) {
                OutputFile.write(structures, text -> all.forEach(s -> ExtendedXyz.appendExact(text::append, s.structure(), "plane=" + s.plane().text(hexagonal) + " surface_energy=" + s.relaxed())));
            }
            output.write(json(potential, crystal, hexagonal, all), plot(potential, crystal, hexagonal, all));
            return Main.DONE;
        });
    }

    private List<MillerIndices> indices(boolean hexagonal) {
        List<String> names = !planes.isEmpty() ? planes : hexagonal ? List.of("0001", "10-10", "11-20") : List.of("111", "100", "110");
        List<MillerIndices> all = new ArrayList<>();
        for (String name : names) {
            try {
                all.add(MillerIndices.parse(name, hexagonal));
            } catch (StructureException e) {
                throw new CommandException("--plane: " + e.getMessage());
            }
        }
        return all;
    }

    private List<SurfaceEnergy> calculate(PrintWriter out, ForceField field, RestingCrystal crystal, List<MillerIndices> some) {
        List<SurfaceEnergy> all = new ArrayList<>();
        Screen screen = Screen.of(out);
        try {
            for (MillerIndices plane : some) {
                all.addAll(SurfaceEnergy.of(crystal, field, plane, thickness == null ? SurfaceEnergy.thickness(field) : thickness, vacuum, screen::progress));
            }
        } finally {
            screen.end();
        }
        return all;
    }

    private static String name(SurfaceEnergy s, boolean hexagonal, List<SurfaceEnergy> all) {
        String plane = "(" + s.plane().text(hexagonal) + ")";
        return all.stream().filter(o -> o.plane().equals(s.plane())).count() > 1 ? plane + " cut " + (s.cut() + 1) : plane;
    }

    private static void print(PrintWriter out, Potential potential, RestingCrystal crystal, boolean hexagonal, List<SurfaceEnergy> all) {
        out.println(PropertyOutput.title(potential, crystal));
        out.println();
        out.println("                    surface energy, J/m²        eV/Å²");
        out.println("  plane             unrelaxed    relaxed      relaxed     outermost layer moves, Å   atoms   area, Å²");
        for (SurfaceEnergy s : all) {
            out.println(PropertyOutput.line("  %-16s  %9.5f  %9.5f  %11.7f  %24.4f  %7d  %9.4f", name(s, hexagonal, all), s.unrelaxed() * Units.JOULE_PER_SQUARE_METER,
                s.relaxed() * Units.JOULE_PER_SQUARE_METER, s.relaxed(), s.outward()[0], s.atoms(), s.area()));
        }
    }

    private static void csv(StringBuilder text, boolean hexagonal, List<SurfaceEnergy> all) {
        text.append("plane,cut,unrelaxed_J_m2,relaxed_J_m2,unrelaxed_eV_A2,relaxed_eV_A2,atoms,area_A2,thickness_A\n");
        for (SurfaceEnergy s : all) {
            text.append(s.plane().text(hexagonal)).append(',').append(s.cut() + 1).append(',').append(s.unrelaxed() * Units.JOULE_PER_SQUARE_METER).append(',')
                .append(s.relaxed() * Units.JOULE_PER_SQUARE_METER).append(',').append(s.unrelaxed()).append(',').append(s.relaxed()).append(',').append(s.atoms()).append(',')
                .append(s.area()).append(',').append(s.thickness()).append('\n');
        }
    }

    private static ObjectNode json(Potential potential, RestingCrystal crystal, boolean hexagonal, List<SurfaceEnergy> all) {
        ObjectNode root = PropertyOutput.head(potential);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        root.put("method", "(E(slab) - E(crystal)) / 2A");
        ArrayNode list = root.putArray("surfaces");
        for (SurfaceEnergy s : all) {
            ObjectNode node = list.addObject().put("plane", s.plane().text(hexagonal)).put("cut", s.cut() + 1).put("unrelaxed_J_m2", s.unrelaxed() * Units.JOULE_PER_SQUARE_METER)
                .put("relaxed_J_m2", s.relaxed() * Units.JOULE_PER_SQUARE_METER).put("unrelaxed_eV_A2", s.unrelaxed()).put("relaxed_eV_A2", s.relaxed()).put("atoms", s.atoms())
                .put("area_A2", s.area()).put("thickness_A", s.thickness());
            ArrayNode depth = node.putArray("depth_A"), outward = node.putArray("moved_outward_A");
            for (int k = 0; k < s.depth().length; k++) {
                depth.add(s.depth()[k]);
                outward.add(s.outward()[k]);
            }
        }
        return root;
    }

    private static Plot plot(Potential potential, RestingCrystal crystal, boolean hexagonal, List<SurfaceEnergy> all) {
        return new Plot(potential.name() + ", " + crystal.name() + ": relaxed surfaces", "depth, Å", "moved outward, Å",
            all.stream().map(s -> new Curve(name(s, hexagonal, all), s.depth(), s.outward(), true)).toList());
    }
}
