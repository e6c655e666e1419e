package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.analysis.AtomGroups;
import org.eutectic.md.analysis.MeanSquareDisplacement;
import org.eutectic.md.analysis.Unwrapping;
import org.eutectic.md.structure.StructureFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mean square displacement and diffusion. */
@Command(name = "msd", description = "Mean square displacement of a trajectory's atoms by species, and their diffusion coefficients.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nMethod: ", footer = {MsdCommand.METHOD, "Positions that are put back into the cell are followed through its faces."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input"})
final class MsdCommand implements Callable<Integer> {
    static final String METHOD = "slope/6 of the mean square displacement (A. Einstein, Ann. Phys. 322, 549 (1905)) over several origins of time "
        + "(D. Frenkel and B. Smit, Understanding Molecular Simulation, 2nd ed., 2002, sect. 4.4); errors from blocks (H. Flyvbjerg and H. G. Petersen, J. Chem. Phys. 91, 461 (1989)).";

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrajectoryInput input;

    @Mixin
    private TrajectoryInput.Clock clock;

    @Option(names = "--fit", paramLabel = "FROM:TO", description = "Times between which the slope is taken, ps. Default: from a twentieth to a half of a block.")
    private String fit;

    @Option(names = "--blocks", paramLabel = "N", defaultValue = "5", description = "Into how many blocks the trajectory is cut for errors. Default: ${DEFAULT-VALUE}.")
    private int blocks;

    @Option(names = "--origins", paramLabel = "N", defaultValue = "64", description = "Origins of time that are kept at most, 24 bytes an atom each. Default: ${DEFAULT-VALUE}.")
    private int origins;

    @Option(names = "--remove-drift", description = "Take the motion of the center of mass away.")
    private boolean removesDrift;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the curves to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    private final Unwrapping unwrapping = new Unwrapping();
    private AtomGroups groups;
    private MeanSquareDisplacement result;
    private int first;
    private int last;

    @Override
    public Integer call() {
        output.check();
        if (blocks < 1 || blocks > 1000) {
            throw new CommandException("--blocks must be from 1 to 1000, not " + blocks);
        }
        if (origins < 2 || origins > 100_000) {
            throw new CommandException("--origins must be from 2 to 100000, not " + origins);
        }
        PrintWriter out = spec.commandLine().getOut();
        input.read(out, this::take);
        clock.leftOut().ifPresent(said -> out.println("# " + said));
        if (result.frames() < 4) {
            throw new CommandException(input.file() + ": " + result.frames() + " frames; at least 4 are needed to speak of a slope");
        }
        range();
        List<MeanSquareDisplacement.Diffusion> found = new ArrayList<>();
        for (int g = 0; g < groups.species().size(); g++) {
            found.add(result.diffusion(g, first, last, interval(), blocks));
        }
        print(out, found);
        table().write(csv);
        output.write(json(found), plot());
        return Main.DONE;
    }

    private void take(StructureFrame frame) {
        if (!clock.take(frame)) {
            return;
        }
        if (groups == null) {
            groups = new AtomGroups(frame.configuration());
            result = new MeanSquareDisplacement(groups, origins, input.threads());
        }
        groups.require(frame.configuration(), frame.place());
        unwrapping.follow(frame.configuration());
        double[] x = frame.configuration().positions();
        if (removesDrift) {
            center(x, frame.configuration().masses());
        }
        result.add(x);
    }

    private static void center(double[] x, double[] masses) {
        double mass = 0;
        double[] sum = new double[3];
        for (int k = 0; k < x.length; k++) {
            sum[k % 3] += masses[k / 3] * x[k];
            mass += k % 3 == 0 ? masses[k / 3] : 0;
        }
        for (int k = 0; k < x.length; k++) {
            x[k] -= sum[k % 3] / mass;
        }
    }

    private double interval() {
        return clock.step(input);
    }

    /** Settles between which frames the slope is taken. */
    private void range() {
        int block = result.frames() / blocks;
        if (fit == null) {
            first = Math.max(1, block / 20);
            last = Math.max(first + 1, block / 2);
        } else {
            String[] ends = fit.split(":", -1);
            try {
                double picosecond = 1000 / interval();
                first = (int) Math.rint(Double.parseDouble(ends[0]) * picosecond);
                last = (int) Math.rint(Double.parseDouble(ends[ends.length - 1]) * picosecond);
            } catch (NumberFormatException e) {
                ends = new String[0];
            }
            if (ends.length != 2 || first < 0 || last <= first) {
                throw new CommandException("--fit: two times in ps are needed, the shorter one first and a frame or more apart, as in 1:5, not " + fit);
            }
        }
        if (last >= result.frames()) {
            throw new CommandException(PropertyOutput.line("--fit: the trajectory lasts %s ps; no slope can be taken up to %s ps", AnalysisTable.number(1e-3 * interval() * (result.frames() - 1)), AnalysisTable.number(1e-3 * interval() * last)));
        }
    }

    private void print(PrintWriter out, List<MeanSquareDisplacement.Diffusion> found) {
        double ps = 1e-3 * interval();
        out.println(PropertyOutput.line("%s: %d frames, %s ps apart; %d atoms; an origin of time every %d %s", input.file(), result.frames(), AnalysisTable.number(ps), groups.atoms(), result.spacing(),
            result.spacing() == 1 ? "frame" : "frames"));
        if (unwrapping.wrapped()) {
            out.println(PropertyOutput.line("# atoms are put back into the cell; they were followed through its faces: the largest move between two frames is %.2f of the cell%s", unwrapping.largestMove(),
                unwrapping.largestMove() > 0.3 ? ", so near to a half that some ways may be wrong: frames should lie closer" : ""));
        }
        out.println();
        out.println(PropertyOutput.line("diffusion from the slope between %s and %s ps; errors from %d blocks", AnalysisTable.number(first * ps), AnalysisTable.number(last * ps), blocks));
        out.println("  species   D, 1e-9 m²/s      error   blocks   displacement goes as t^");
        for (int g = 0; g < found.size(); g++) {
            MeanSquareDisplacement.Diffusion d = found.get(g);
            // 1 Å²/fs is 1e-5 m²/s.
            out.println(PropertyOutput.line("  %-7s %14.6g %10s %8d %13.2f%s", groups.species().get(g), 1e4 * d.value(), Double.isNaN(d.error()) ? "-" : PropertyOutput.line("%.2g", 1e4 * d.error()), d.blocks(),
                d.exponent(), d.exponent() < 0.5 ? "  (these swing about their places)" : d.exponent() < 0.8 || d.exponent() > 1.2 ? "  (not yet diffusion: take longer times)" : ""));
        }
    }

    private double[] times(int count) {
        double[] t = new double[count];
        Arrays.setAll(t, k -> 1e-3 * interval() * k);
        return t;
    }

    private AnalysisTable table() {
        double[] over = new double[result.frames()];
        Arrays.setAll(over, result::origins);
        AnalysisTable table = new AnalysisTable().with("time_ps", times(result.frames()));
        for (int g = 0; g < groups.species().size(); g++) {
            table.with("msd_" + groups.species().get(g) + "_A2", result.curve(g));
        }
        return table.with("origins", over);
    }

    private ObjectNode json(List<MeanSquareDisplacement.Diffusion> found) {
        ObjectNode root = AnalysisTable.head(input.file(), result.frames(), METHOD).put("interval_fs", interval()).put("wrapped", unwrapping.wrapped());
        root.put("fit_from_ps", 1e-3 * first * interval()).put("fit_to_ps", 1e-3 * last * interval());
        ArrayNode list = root.putArray("diffusion");
        for (int g = 0; g < found.size(); g++) {
            ObjectNode one = list.addObject().put("species", groups.species().get(g)).put("atoms", groups.size(g)).put("D_m2_s", 1e-5 * found.get(g).value());
            PropertyOutput.put(one, "error_m2_s", 1e-5 * found.get(g).error());
            one.put("blocks", found.get(g).blocks());
            PropertyOutput.put(one, "exponent", found.get(g).exponent());
        }
        table().put(root.putObject("curves"));
        return root;
    }

    private Plot plot() {
        List<Curve> curves = new ArrayList<>();
        // What few origins tell at the end is no help to the eye.
        int shown = Math.max(2, result.frames() / 2);
        for (int g = 0; g < groups.species().size(); g++) {
            curves.add(new Curve(groups.species().get(g), times(shown), Arrays.copyOf(result.curve(g), shown), false));
        }
        return new Plot(input.file().getFileName() + ", " + result.frames() + " frames", "time, ps", "mean square displacement, Å²", curves);
    }
}
