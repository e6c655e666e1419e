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
import org.eutectic.md.Units;
import org.eutectic.md.analysis.AtomGroups;
import org.eutectic.md.analysis.BlockMean;
import org.eutectic.md.analysis.VelocityAutocorrelation;
import org.eutectic.md.structure.StructureFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Velocity autocorrelation, vibrational density of states, diffusion. */
@Command(name = "vacf", description = "Velocity autocorrelation of a trajectory by species, its spectrum (vibrational density of states), and diffusion after Green and Kubo.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nMethod: ", footer = {VacfCommand.METHOD, "The trajectory must hold velocities (in a run file: trajectory: {every: 5, velocities: true})."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input"})
final class VacfCommand implements Callable<Integer> {
    static final String METHOD = "density of states: J. M. Dickey and A. Paskin, Phys. Rev. 188, 1407 (1969); diffusion: M. S. Green, J. Chem. Phys. 22, 398 (1954), R. Kubo, J. Phys. Soc. Jpn. 12, 570 (1957).";
    private static final double WINDOW = 2000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrajectoryInput input;

    @Mixin
    private TrajectoryInput.Clock clock;

    @Option(names = "--window", paramLabel = "FS", description = "Longest time between two velocities, fs; its inverse is the spectrum's resolution. Default: 2000, but 100 frames at least and 2000 at most.")
    private Double window;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the correlation to a file.")
    private Path csv;

    @Option(names = "--spectrum-csv", paramLabel = "FILE", description = "Write the density of states to a file.")
    private Path spectrumCsv;

    @Mixin
    private PropertyOutput output;

    private AtomGroups groups;
    private VelocityAutocorrelation result;
    /** The first frame's velocities wait for the second, which tells the time between them. */
    private double[] waiting;

    @Override
    public Integer call() {
        output.check();
        if (window != null && !(window > 0 && window < 1e9)) {
            throw new CommandException("--window must be a positive time, not " + window + " fs");
        }
        PrintWriter out = spec.commandLine().getOut();
        input.read(out, this::take);
        clock.leftOut().ifPresent(said -> out.println("# " + said));
        if (result == null || result.frames() < 4) {
            throw new CommandException(input.file() + ": " + (result == null ? 1 : result.frames()) + " frames; at least 4 are needed for a correlation in time");
        }
        print(out);
        correlation().write(csv);
        spectrum().write(spectrumCsv);
        output.write(json(), plot());
        return Main.DONE;
    }

    private void take(StructureFrame frame) {
        if (!clock.take(frame)) {
            return;
        }
        double[] v = frame.configuration().velocities();
        if (v == null) {
            throw new CommandException(frame.place() + ": the file holds no velocities; have the run write them: trajectory: {velocities: true}");
        }
        if (groups == null) {
            groups = new AtomGroups(frame.configuration());
            waiting = v;
            return;
        }
        groups.require(frame.configuration(), frame.place());
        if (result == null) {
            double step = clock.step(input);
            int frames = window == null ? Math.clamp(Math.round(WINDOW / step), 100, 2000) : (int) Math.clamp(Math.round(window / step), 2, 1_000_000);
            result = new VelocityAutocorrelation(groups, frames, Math.max(1, frames / 50), input.threads());
            result.add(waiting);
        }
        result.add(v);
    }

    private double interval() {
        return clock.step(input);
    }

    private void print(PrintWriter out) {
        out.println(PropertyOutput.line("%s: %d frames, %s fs apart; %d atoms; correlation over %s fs, spectrum up to %.4g THz with a resolution of about %.2g THz", input.file(), result.frames(), AnalysisTable.number(interval()),
            groups.atoms(), AnalysisTable.number(result.longest() * interval()), 500 / interval(), 1e3 / (result.longest() * interval())));
        if (result.frames() < 4 * result.longest()) {
            out.println("# the trajectory is not four times as long as the window: errors cannot be told well");
        }
        out.println();
        out.println("  species   D, 1e-9 m²/s      error   temperature, K   mean frequency, THz");
        for (int g = 0; g < groups.species().size(); g++) {
            BlockMean d = result.diffusion(g, interval());
            out.println(PropertyOutput.line("  %-7s %14.6g %10s %16.2f %21.4f", groups.species().get(g), 1e4 * d.value(), Double.isNaN(d.error()) ? "-" : PropertyOutput.line("%.2g", 1e4 * d.error()),
                temperature(g), meanFrequency(result.curve(g))));
        }
    }

    private double temperature(int g) {
        return groups.mass(g) * Units.MASS_VELOCITY_SQUARED * result.curve(g)[0] / (3 * Units.BOLTZMANN);
    }

    private double meanFrequency(double[] c) {
        double[] f = result.frequencies(interval()), s = VelocityAutocorrelation.spectrum(c, interval());
        double sum = 0, weight = 0;
        for (int k = 0; k < f.length; k++) {
            sum += f[k] * s[k];
            weight += s[k];
        }
        return sum / weight;
    }

    private AnalysisTable correlation() {
        double[] t = new double[result.longest() + 1];
        Arrays.setAll(t, k -> k * interval());
        AnalysisTable table = new AnalysisTable().with("time_fs", t);
        for (int g = 0; g < groups.species().size(); g++) {
            double[] c = result.curve(g), d = VelocityAutocorrelation.runningDiffusion(c, interval());
            table.with("vacf_" + groups.species().get(g) + "_A2_fs2", c).with("D_up_to_t_" + groups.species().get(g) + "_m2_s", Arrays.stream(d).map(x -> 1e-5 * x).toArray());
        }
        return table;
    }

    private AnalysisTable spectrum() {
        AnalysisTable table = new AnalysisTable().with("frequency_THz", result.frequencies(interval()));
        for (int g = 0; g < groups.species().size(); g++) {
            table.with("dos_" + groups.species().get(g) + "_per_THz", VelocityAutocorrelation.spectrum(result.curve(g), interval()));
        }
        return groups.species().size() == 1 ? table : table.with("dos_all_per_THz", VelocityAutocorrelation.spectrum(result.weighted(), interval()));
    }

    private ObjectNode json() {
        ObjectNode root = AnalysisTable.head(input.file(), result.frames(), METHOD).put("interval_fs", interval()).put("window_fs", result.longest() * interval());
        ArrayNode list = root.putArray("diffusion");
        for (int g = 0; g < groups.species().size(); g++) {
            BlockMean d = result.diffusion(g, interval());
            ObjectNode one = list.addObject().put("species", groups.species().get(g)).put("atoms", groups.size(g)).put("D_m2_s", 1e-5 * d.value());
            PropertyOutput.put(one, "error_m2_s", 1e-5 * d.error());
            PropertyOutput.put(one, "temperature_K", temperature(g));
        }
        correlation().put(root.putObject("correlation"));
        spectrum().put(root.putObject("spectrum"));
        return root;
    }

    private Plot plot() {
        List<Curve> curves = new ArrayList<>();
        double[] f = result.frequencies(interval());
        if (groups.species().size() > 1) {
            curves.add(new Curve("all", f, VelocityAutocorrelation.spectrum(result.weighted(), interval()), false));
        }
        for (int g = 0; g < groups.species().size(); g++) {
            curves.add(new Curve(groups.species().get(g), f, VelocityAutocorrelation.spectrum(result.curve(g), interval()), false));
        }
        return new Plot(input.file().getFileName() + ", " + result.frames() + " frames", "frequency, THz", "vibrational states, 1/THz for each atom", curves);
    }
}
