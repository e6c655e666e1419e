package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.analysis.RadialDistribution;
import org.eutectic.md.structure.StructureFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Radial distribution functions of a trajectory. */
@Command(name = "rdf", description = "Radial distribution functions g(r) of a trajectory by pairs of species, and how many neighbors lie within r.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nMethod: ", footer = {RdfCommand.METHOD}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input"})
final class RdfCommand implements Callable<Integer> {
    static final String METHOD = "M. P. Allen and D. J. Tildesley, Computer Simulation of Liquids, 2nd ed., Oxford 2017, sect. 2.6; pairs of one species count as N(N-1), as in LAMMPS.";
    /** As far as a command looks by itself, Å. */
    private static final double FAR = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrajectoryInput input;

    @Option(names = "--reach", paramLabel = "R", description = "Largest distance, Å. Default: half of the cell's thickness, 10 at most.")
    private Double reach;

    @Option(names = "--bins", paramLabel = "N", defaultValue = "200", description = "Into how many parts the reach is divided. Default: ${DEFAULT-VALUE}.")
    private int bins;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all curves to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    private RadialDistribution result;

    @Override
    public Integer call() {
        output.check();
        if (reach != null && !(reach > 0 && reach < 1000)) {
            throw new CommandException("--reach must be a distance from 0 to 1000 Å, not " + reach);
        }
        if (bins < 2 || bins > 1_000_000) {
            throw new CommandException("--bins must be from 2 to 1000000, not " + bins);
        }
        PrintWriter out = spec.commandLine().getOut();
        input.read(out, this::take);
        print(out);
        AnalysisTable table = table();
        table.write(csv);
        output.write(json(), plot());
        return Main.DONE;
    }

    private void take(StructureFrame frame) {
        if (result == null) {
            double half = RadialDistribution.halfThickness(frame.configuration());
            result = new RadialDistribution(reach != null ? reach : Math.min(FAR, half), bins, input.threads());
        }
        result.add(frame.configuration(), frame.place());
    }

    private void print(PrintWriter out) {
        List<String> species = result.species();
        out.println(PropertyOutput.line("%s: g(r) of %d %s, %d parts of %.4f Å", input.file(), result.frames(), result.frames() == 1 ? "frame" : "frames", bins, 2 * result.distances()[0]));
        double end = result.distances()[bins - 1] + result.distances()[0];
        if (end > result.trusted() * (1 + 1e-9)) {
            out.println(PropertyOutput.line("# beyond %.3f Å, half of the cell's thickness, atoms meet several images of the same neighbor: what is said there is said of the cell, not of the material",
                result.trusted()));
        }
        out.println();
        out.println("  pair     first peak, Å    g there   valley, Å   neighbors up to it");
        for (int a = 0; a < species.size(); a++) {
            for (int b = 0; b < species.size(); b++) {
                RadialDistribution.FirstShell shell = result.firstShell(a, b);
                String pair = species.get(a) + "-" + species.get(b);
                out.println(shell == null ? PropertyOutput.line("  %-8s no first shell within %.3f Å", pair, end)
                    : PropertyOutput.line("  %-8s %13.4f %10.3f %11.4f %20.4f", pair, shell.peak(), shell.height(), shell.valley(), shell.neighbors()));
            }
        }
        out.println();
        out.println("neighbors: of the second species around one atom of the first");
    }

    private AnalysisTable table() {
        List<String> species = result.species();
        AnalysisTable table = new AnalysisTable().with("r_A", result.distances());
        pairs((a, b) -> table.with("g_" + species.get(a) + "_" + species.get(b), result.g(a, b)));
        if (species.size() > 1) {
            table.with("g_all", result.all());
        }
        for (int a = 0; a < species.size(); a++) {
            for (int b = 0; b < species.size(); b++) {
                table.with("n_" + species.get(b) + "_around_" + species.get(a), result.coordination(a, b));
            }
        }
        return table;
    }

    /** Takes two species, the lower number first. */
    @FunctionalInterface
    private interface Pair {
        void take(int a, int b);
    }

    private void pairs(Pair what) {
        for (int a = 0; a < result.species().size(); a++) {
            for (int b = a; b < result.species().size(); b++) {
                what.take(a, b);
            }
        }
    }

    private ObjectNode json() {
        ObjectNode root = AnalysisTable.head(input.file(), result.frames(), METHOD);
        PropertyOutput.put(root, "trusted_up_to_A", result.trusted());
        ArrayNode shells = root.putArray("first_shells");
        List<String> species = result.species();
        for (int a = 0; a < species.size(); a++) {
            for (int b = 0; b < species.size(); b++) {
                RadialDistribution.FirstShell s = result.firstShell(a, b);
                if (s != null) {
                    shells.addObject().put("around", species.get(a)).put("neighbors", species.get(b)).put("peak_A", s.peak()).put("g", s.height()).put("valley_A", s.valley()).put("number", s.neighbors());
                }
            }
        }
        table().put(root.putObject("curves"));
        return root;
    }

    private Plot plot() {
        List<Curve> curves = new ArrayList<>();
        List<String> species = result.species();
        pairs((a, b) -> curves.add(new Curve(species.get(a) + "-" + species.get(b), result.distances(), result.g(a, b), false)));
        return new Plot(input.file().getFileName() + ", " + result.frames() + " frames", "r, Å", "g(r)", curves);
    }
}
