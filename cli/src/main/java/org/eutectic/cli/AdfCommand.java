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
import org.eutectic.md.analysis.AtomGroups;
import org.eutectic.md.analysis.BondAngles;
import org.eutectic.md.structure.StructureFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Bond angles and coordination numbers. */
@Command(name = "adf", description = "Distribution of bond angles in a trajectory, and of coordination numbers.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nMethod: ", footer = {AdfCommand.METHOD, "'eutectic rdf' shows where the valley behind the first neighbors lies: the usual cutoff."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input"})
final class AdfCommand implements Callable<Integer> {
    static final String METHOD = "angles between the directions from an atom to any two neighbors within the cutoff, as a density over degrees; numbers of neighbors within the cutoff over all atoms and frames.";

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrajectoryInput input;

    @Option(names = "--cutoff", required = true, paramLabel = "R", description = "How far neighbors are counted, Å; by pairs where they differ: 3.2 or Si-O=2.2,O-O=3.0 (pairs not named have none).")
    private String cutoff;

    @Option(names = "--bins", paramLabel = "N", defaultValue = "180", description = "Into how many parts 180 degrees are divided. Default: ${DEFAULT-VALUE}.")
    private int bins;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the angles to a file.")
    private Path csv;

    @Option(names = "--coordination-csv", paramLabel = "FILE", description = "Write the coordination numbers to a file.")
    private Path coordinationCsv;

    @Mixin
    private PropertyOutput output;

    private AtomGroups groups;
    private BondAngles result;

    @Override
    public Integer call() {
        output.check();
        if (bins < 2 || bins > 18_000) {
            throw new CommandException("--bins must be from 2 to 18000, not " + bins);
        }
        PrintWriter out = spec.commandLine().getOut();
        input.read(out, this::take);
        print(out);
        angles().write(csv);
        numbers().write(coordinationCsv);
        output.write(json(), plot());
        return Main.DONE;
    }

    private void take(StructureFrame frame) {
        if (groups == null) {
            groups = new AtomGroups(frame.configuration());
            result = new BondAngles(groups, cutoffs(), bins, input.threads());
        }
        groups.require(frame.configuration(), frame.place());
        result.add(frame.configuration());
    }

    private double[] cutoffs() {
        int n = groups.species().size();
        double[] table = new double[n * n];
        for (String entry : cutoff.split(",")) {
            String[] sides = entry.split("=", -1), pair = sides[0].split("-", -1);
            double r = distance(sides[sides.length - 1]);
            if (sides.length == 1) {
                if (cutoff.contains(",")) {
                    throw new CommandException("--cutoff: one distance for all pairs, or each with its pair as in Si-O=2.2,O-O=3.0, not " + cutoff);
                }
                java.util.Arrays.fill(table, r);
            } else if (sides.length == 2 && pair.length == 2) {
                int a = number(pair[0]), b = number(pair[1]);
                table[a * n + b] = table[b * n + a] = r;
            } else {
                throw new CommandException("--cutoff: '" + entry + "' is neither a distance nor a pair with one, as Si-O=2.2");
            }
        }
        return table;
    }

    private int number(String species) {
        int k = groups.species().indexOf(species);
        if (k < 0) {
            throw new CommandException("--cutoff: there is no " + species + " in the trajectory; there are " + String.join(", ", groups.species()));
        }
        return k;
    }

    private static double distance(String text) {
        try {
            double r = Double.parseDouble(text);
            if (r > 0 && r <= 100) {
                return r;
            }
        } catch (NumberFormatException e) {
            // The message below says what is needed.
        }
        throw new CommandException("--cutoff: a distance from 0 to 100 Å is needed, not '" + text + "'");
    }

    private void print(PrintWriter out) {
        List<String> species = groups.species();
        int n = species.size();
        out.println(PropertyOutput.line("%s: %d %s of %d atoms, neighbors within %s Å", input.file(), result.frames(), result.frames() == 1 ? "frame" : "frames", groups.atoms(), cutoff));
        out.println();
        out.println("  around   of     mean number   parts of the atoms with so many");
        for (int a = 0; a < n; a++) {
            for (int b = n == 1 ? 1 : 0; b <= n; b++) {
                StringBuilder parts = new StringBuilder();
                double[] h = result.coordination(a, b);
                for (int k = 0; k < h.length; k++) {
                    parts.append(h[k] < 0.0005 ? "" : PropertyOutput.line("  %d: %.1f %%", k, 100 * h[k]));
                }
                out.println(PropertyOutput.line("  %-8s %-6s %11.4f %s", species.get(a), b == n ? "all" : species.get(b), result.meanCoordination(a, b), parts));
            }
        }
        out.println();
        out.println("  angle        most often at, degrees   angles in a frame");
        each((a, b, c) -> {
            double[] d = result.density(a, b, c);
            int most = 0;
            for (int k = 0; k < d.length; k++) {
                most = d[k] > d[most] ? k : most;
            }
            out.println(PropertyOutput.line("  %-12s %22.2f %19.1f", name(a, b, c, "-"), result.degrees()[most], (double) result.count(a, b, c) / result.frames()));
        });
    }

    /** Takes the species in the middle and at both ends of an angle. */
    @FunctionalInterface
    private interface Angle {
        void take(int a, int b, int c);
    }

    /** All angles that come up. */
    private void each(Angle what) {
        int n = groups.species().size();
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int c = b; c < n; c++) {
                    if (result.count(a, b, c) > 0) {
                        what.take(a, b, c);
                    }
                }
            }
        }
    }

    private String name(int a, int b, int c, String between) {
        return String.join(between, groups.species().get(b), groups.species().get(a), groups.species().get(c));
    }

    private AnalysisTable angles() {
        AnalysisTable table = new AnalysisTable().with("angle_degrees", result.degrees());
        each((a, b, c) -> table.with("adf_" + name(a, b, c, "_") + "_per_degree", result.density(a, b, c)));
        return table;
    }

    private AnalysisTable numbers() {
        int n = groups.species().size(), longest = 0;
        for (int a = 0; a < n; a++) {
            longest = Math.max(longest, result.coordination(a, n).length);
        }
        double[] k = new double[longest];
        java.util.Arrays.setAll(k, i -> i);
        AnalysisTable table = new AnalysisTable().with("neighbors", k);
        for (int a = 0; a < n; a++) {
            for (int b = n == 1 ? 1 : 0; b <= n; b++) {
                table.with((b == n ? "all" : groups.species().get(b)) + "_around_" + groups.species().get(a), java.util.Arrays.copyOf(result.coordination(a, b), longest));
            }
        }
        return table;
    }

    private ObjectNode json() {
        ObjectNode root = AnalysisTable.head(input.file(), result.frames(), METHOD).put("cutoff_A", cutoff);
        int n = groups.species().size();
        ArrayNode list = root.putArray("mean_coordination");
        for (int a = 0; a < n; a++) {
            for (int b = n == 1 ? 1 : 0; b <= n; b++) {
                list.addObject().put("around", groups.species().get(a)).put("of", b == n ? "all" : groups.species().get(b)).put("mean", result.meanCoordination(a, b));
            }
        }
        angles().put(root.putObject("angles"));
        numbers().put(root.putObject("coordination"));
        return root;
    }

    private Plot plot() {
        List<Curve> curves = new ArrayList<>();
        each((a, b, c) -> curves.add(new Curve(name(a, b, c, "-"), result.degrees(), result.density(a, b, c), false)));
        if (curves.isEmpty()) {
            throw new CommandException("--plot: no atom has two neighbors within " + cutoff + " Å; there is nothing to draw");
        }
        return new Plot(input.file().getFileName() + ", neighbors within " + cutoff + " Å", "angle, degrees", "density, 1/degree", curves);
    }
}
