package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.thermal.Melting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Melting temperature. */
@Command(name = "melt", description = "Melting temperature of a crystal at zero pressure by coexistence of two phases.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nMethod: ", footer = {MeltCommand.METHOD, "The crystal at rest is made at zero pressure; runs of two phases may end early, when it is clear which of them grows."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class MeltCommand implements Callable<Integer> {
    static final String METHOD = "coexistence of two phases (J. R. Morris, C. Z. Wang, K. M. Ho and C. T. Chan, Phys. Rev. B 49, 3109 (1994)), at constant temperature and pressure; the interval between freezing and melting is "
        + "halved until it is narrow enough. The error is half of what is left of it.";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--between", paramLabel = "LOW:HIGH", description = "Temperatures between which it melts, K. Default: found by heating a small crystal until it melts by itself.")
    private String between;

    @Option(names = "--width", paramLabel = "K", description = "How narrow the interval is to become, K. Default: a thirtieth of its higher end.")
    private Double width;

    @Mixin
    private DynamicsOptions dynamics;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the runs of two phases to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        dynamics.check();
        double[] given = given();
        if (width != null && !(width > 0)) {
            throw new CommandException("--width must be a positive temperature, not " + width);
        }
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            Configuration block = dynamics.block(crystal, 3);
            out.println(PropertyOutput.title(potential, crystal));
            Melting.Result r = runs(out, field, crystal, block, given);
            print(out, block, r);
            table(r).write(csv);
            output.write(json(potential, crystal, block, r), new Plot(potential.name() + ", " + crystal.name(), "temperature, K", "growth of the liquid, 1/ns",
                List.of(new Curve("runs of two phases", column(r, Melting.Trial::temperature), column(r, t -> 1e6 * t.rate()), true))));
            return Main.DONE;
        });
    }

    private double[] given() {
        if (between == null) {
            return null;
        }
        String[] ends = between.split(":", -1);
        try {
            double low = Double.parseDouble(ends[0]), high = Double.parseDouble(ends[ends.length - 1]);
            if (ends.length == 2 && low > 0 && low < high && high < 1e6) {
                return new double[] {low, high};
            }
        } catch (NumberFormatException e) {
            // The message below says what is needed.
        }
        throw new CommandException("--between: two temperatures in K are needed, the lower first, as in 1000:1600, not " + between);
    }

    private Melting.Result runs(PrintWriter out, ForceField field, RestingCrystal crystal, Configuration block, double[] given) {
        Screen screen = Screen.of(out);
        dynamics.begin("run", 0, 1);
        try {
            Melting melting = new Melting(block, field, dynamics.steps(), dynamics.conditions(screen), said -> screen.line("# " + said));
            double[] ends = given != null ? given : melting.interval(dynamics.block(crystal, 1), crystal.cohesiveEnergy());
            return melting.find(ends[0], ends[1], width != null ? width : ends[1] / 30);
        } finally {
            screen.end();
        }
    }

    private void print(PrintWriter out, Configuration block, Melting.Result r) {
        out.println();
        out.println(PropertyOutput.line("  T, K       growth of the liquid, 1/ns      error   liquid in the end"));
        for (Melting.Trial t : r.trials()) {
            out.println(PropertyOutput.line("  %-10.2f %26.3f %10.2g %15.0f %%   %s", t.temperature(), 1e6 * t.rate(), 1e6 * t.error(), 100 * t.liquid(), t.direction() > 0 ? "melts" : t.direction() < 0 ? "freezes" : "stands still"));
        }
        out.println();
        out.println(PropertyOutput.line("melts at %.1f ± %.1f K (%d atoms, runs of up to %.4g ps); energy of melting %.5f eV/atom", r.temperature(), r.error(), block.size(), 1e-3 * dynamics.steps() * dynamics.timestep(), r.latentHeat()));
    }

    private static double[] column(Melting.Result r, ToDoubleFunction<Melting.Trial> what) {
        return r.trials().stream().mapToDouble(what).toArray();
    }

    private static AnalysisTable table(Melting.Result r) {
        return new AnalysisTable().with("temperature_K", column(r, Melting.Trial::temperature)).with("growth_of_liquid_per_ns", column(r, t -> 1e6 * t.rate()))
            .with("error_growth_per_ns", column(r, t -> 1e6 * t.error())).with("liquid_in_the_end", column(r, Melting.Trial::liquid));
    }

    private static ObjectNode json(Potential potential, RestingCrystal crystal, Configuration block, Melting.Result r) {
        ObjectNode root = PropertyOutput.head(potential).put("method", METHOD);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        root.put("atoms", block.size()).put("melting_temperature_K", r.temperature()).put("error_K", r.error()).put("energy_of_melting_eV_per_atom", r.latentHeat());
        ArrayNode interval = root.putArray("interval_K");
        interval.add(r.low()).add(r.high());
        table(r).put(root.putObject("runs"));
        return root;
    }
}
