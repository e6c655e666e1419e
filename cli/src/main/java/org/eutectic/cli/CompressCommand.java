package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.eutectic.Potential;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.Units;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.property.StaticCompression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compression. */
@Command(name = "compress", description = "A crystal at rest under rising pressure: volume, enthalpy, distances and coordination numbers.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nThe crystal: ",
    footer = {"a structure file, relaxed first; or a prototype with --structure; with neither, the prototype with the lowest energy.", "There is no temperature in it: each pressure begins where the last one ended."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:done, and the highest pressure was not reached", "2:bad input, or no such crystal"})
final class CompressCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--to", paramLabel = "GPA", defaultValue = "200", description = "Highest pressure, GPa. Default: ${DEFAULT-VALUE}.")
    private double highest;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "20", description = "Steps of the pressure. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--within", paramLabel = "L", description = "Count neighbors up to this distance, Å. Default: the middle between the first two shells, shrinking as the cube root of the volume.")
    private Double within;

    @Option(names = "--free", description = "Shake the atoms a little, so that the crystal may leave its symmetry and become another one.")
    private boolean free;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the shaking. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--supercell", paramLabel = "N|NxNxN", defaultValue = "1", description = "How often the crystal's cell is repeated. Default: ${DEFAULT-VALUE}.")
    private String supercell;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the table to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        if (within != null && !(within > 0 && within < 100)) {
            throw new CommandException("--within: a distance up to 100 Å is needed, not " + within);
        }
        int[] repeat = CrystalOptions.repeat(supercell);
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            Screen screen = Screen.of(out);
            StaticCompression c;
            try {
                c = StaticCompression.of(crystal, field, repeat, new StaticCompression.Settings(highest / Units.GIGAPASCAL, steps, within == null ? Double.NaN : within, free, seed), screen::progress);
            } finally {
                screen.end();
            }
            print(out, potential, crystal, c);
            if (csv != null) {
                OutputFile.write(csv, text -> csv(text, c));
            }
            output.write(json(potential, crystal, c), plot(potential, crystal, c));
            return c.end().isEmpty() ? Main.DONE : Main.NO;
        });
    }

    private static void print(PrintWriter out, Potential potential, RestingCrystal crystal, StaticCompression c) {
        out.println(PropertyOutput.title(potential, crystal));
        out.println();
        out.println("   P, GPa   V, Å³/atom      V/V0    E, eV/atom    H, eV/atom   nearest, Å   neighbors   within, Å   symmetry");
        for (StaticCompression.Point p : c.points()) {
            out.println(PropertyOutput.line("  %7.2f  %11.5f  %8.5f  %12.6f  %12.6f  %11.5f  %10.3f  %10.4f   %s", p.pressure() * Units.GIGAPASCAL, p.volume(), p.volume() / crystal.volume(), p.energy(),
                p.enthalpy(), p.nearest(), p.coordination(), p.reach(), p.laueClass()));
        }
        if (!c.end().isEmpty()) {
            out.println();
            out.println("NOT FINISHED: " + c.end());
        }
    }

    private static void csv(StringBuilder text, StaticCompression c) {
        text.append("pressure_GPa,volume_A3_per_atom,energy_eV_per_atom,enthalpy_eV_per_atom,a_A,b_A,c_A,nearest_A,coordination,within_A,laue_class\n");
        for (StaticCompression.Point p : c.points()) {
            text.append(p.pressure() * Units.GIGAPASCAL).append(',').append(p.volume()).append(',').append(p.energy()).append(',').append(p.enthalpy()).append(',').append(p.edges()[0])
                .append(',').append(p.edges()[1]).append(',').append(p.edges()[2]).append(',').append(p.nearest()).append(',').append(p.coordination()).append(',').append(p.reach())
                .append(',').append(p.laueClass()).append('\n');
        }
    }

    private ObjectNode json(Potential potential, RestingCrystal crystal, StaticCompression c) {
        ObjectNode root = PropertyOutput.head(potential);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        root.put("method", "minima of the enthalpy").put("free", free).put("end", c.end());
        ArrayNode list = root.putArray("points");
        for (StaticCompression.Point p : c.points()) {
            ObjectNode node = list.addObject().put("pressure_GPa", p.pressure() * Units.GIGAPASCAL).put("volume_A3_per_atom", p.volume()).put("energy_eV_per_atom", p.energy())
                .put("enthalpy_eV_per_atom", p.enthalpy()).put("nearest_A", p.nearest()).put("coordination", p.coordination()).put("within_A", p.reach()).put("laue_class", p.laueClass())
                .put("largest_force_eV_A", p.largestForce());
            PropertyOutput.put(node.putArray("edges_A"), p.edges(), 3);
        }
        return root;
    }

    private static Plot plot(Potential potential, RestingCrystal crystal, StaticCompression c) {
        double[] x = column(c, p -> p.pressure() * Units.GIGAPASCAL);
        return new Plot(potential.name() + ", " + crystal.name() + ": compression", "pressure, GPa", "volume, Å³/atom; neighbors", List.of(new Curve("volume", x, column(c, StaticCompression.Point::volume), false),
            new Curve("neighbors", x, column(c, StaticCompression.Point::coordination), true)));
    }

    private static double[] column(StaticCompression c, ToDoubleFunction<StaticCompression.Point> what) {
        return c.points().stream().mapToDouble(what).toArray();
    }
}
