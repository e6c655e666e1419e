package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.thermal.EnergyDrift;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drift of the energy against temperature. */
@Command(name = "smoothness", description = "How far the energy of a crystal left alone drifts, at several temperatures: what is not smooth in a potential shows.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nMethod: ", footer = {SmoothnessCommand.METHOD}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class SmoothnessCommand implements Callable<Integer> {
    static final String METHOD = "velocity Verlet at constant energy from states of a thermostat (G. Bussi, D. Donadio and M. Parrinello, J. Chem. Phys. 126, 014101 (2007)), the crystal's volume that at rest; "
        + "drift: slope of a straight line through the total energy; swing: root mean square about it.";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--temperatures", paramLabel = "LOW:HIGH:STEP", defaultValue = "300:1500:300", description = "Temperatures, K; or 300,600,900. Default: ${DEFAULT-VALUE}.")
    private String temperatures;

    @Mixin
    private DynamicsOptions dynamics;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the table to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        dynamics.check();
        double[] t = DynamicsOptions.temperatures(temperatures);
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            List<EnergyDrift> drifts = runs(out, field, dynamics.block(crystal, 1), t);
            print(out, potential, crystal, drifts);
            table(drifts).write(csv);
            ObjectNode root = PropertyOutput.head(potential).put("method", METHOD).put("timestep_fs", dynamics.timestep());
            PropertyOutput.put(root.putObject("crystal"), crystal);
            table(drifts).put(root.putObject("runs"));
            output.write(root, new Plot(potential.name() + ", " + crystal.name() + ", " + AnalysisTable.number(dynamics.timestep()) + " fs", "temperature, K", "drift of the energy, meV/atom/ns",
                List.of(new Curve("drift", column(drifts, EnergyDrift::temperature), column(drifts, d -> 1e9 * d.drift()), true))));
            return Main.DONE;
        });
    }

    private List<EnergyDrift> runs(PrintWriter out, ForceField field, Configuration block, double[] t) {
        Screen screen = Screen.of(out);
        List<EnergyDrift> drifts = new ArrayList<>();
        try {
            for (int k = 0; k < t.length; k++) {
                dynamics.begin(PropertyOutput.line("%d atoms at %s K", block.size(), AnalysisTable.number(t[k])), k, t.length);
                drifts.add(EnergyDrift.of(block, field, t[k], dynamics.settling(), dynamics.steps(), (int) Math.clamp(dynamics.steps() / 500, 1, 1000), dynamics.conditions(screen)));
            }
        } finally {
            screen.end();
        }
        return drifts;
    }

    private void print(PrintWriter out, Potential potential, RestingCrystal crystal, List<EnergyDrift> drifts) {
        out.println(PropertyOutput.title(potential, crystal));
        out.println(PropertyOutput.line("%d steps of %s fs left alone after %d with a thermostat", dynamics.steps(), AnalysisTable.number(dynamics.timestep()), dynamics.settling()));
        out.println();
        out.println("      T, K   mean of the run, K   drift, meV/atom/ns      error   swing, meV/atom");
        for (EnergyDrift d : drifts) {
            out.println(PropertyOutput.line("%10.2f %20.2f %20.4g %10.2g %17.4g", d.temperature(), d.mean(), 1e9 * d.drift(), 1e9 * d.driftError(), 1e3 * d.swing()));
        }
    }

    private static double[] column(List<EnergyDrift> drifts, ToDoubleFunction<EnergyDrift> what) {
        return drifts.stream().mapToDouble(what).toArray();
    }

    private static AnalysisTable table(List<EnergyDrift> drifts) {
        return new AnalysisTable().with("temperature_K", column(drifts, EnergyDrift::temperature)).with("mean_temperature_K", column(drifts, EnergyDrift::mean))
            .with("drift_meV_per_atom_ns", column(drifts, d -> 1e9 * d.drift())).with("error_drift_meV_per_atom_ns", column(drifts, d -> 1e9 * d.driftError()))
            .with("swing_meV_per_atom", column(drifts, d -> 1e3 * d.swing())).with("time_fs", column(drifts, EnergyDrift::time));
    }
}
