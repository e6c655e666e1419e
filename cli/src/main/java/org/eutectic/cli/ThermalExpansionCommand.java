package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.dynamics.CellShape;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.thermal.ThermalExpansion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Thermal expansion. */
@Command(name = "thermal-expansion", description = "Lattice constants of a crystal at several temperatures and zero pressure, by runs, and the coefficient of thermal expansion.", mixinStandardHelpOptions = true,
    sortOptions = false, footerHeading = "%nMethod: ", footer = {ThermalExpansionCommand.METHOD, "Atoms move after Newton; below some part of Debye's temperature nature expands less."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class ThermalExpansionCommand implements Callable<Integer> {
    static final String METHOD = "runs at constant pressure (M. Bernetti and G. Bussi, J. Chem. Phys. 153, 114107 (2020)) and temperature (G. Bussi, D. Donadio and M. Parrinello, J. Chem. Phys. 126, 014101 (2007)); "
        + "alpha = dV/dT/(3V) of a polynomial through the mean volumes.";
    private static final int DRAWN = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--temperatures", paramLabel = "LOW:HIGH:STEP", defaultValue = "100:500:100", description = "Temperatures, K; or 300,600,900. Default: ${DEFAULT-VALUE}.")
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
            int[] repeat = dynamics.repeat(crystal);
            ThermalExpansion e = runs(out, field, dynamics.block(crystal, 1), shape(crystal), t);
            print(out, potential, crystal, repeat, e);
            table(e, repeat).write(csv);
            output.write(json(potential, crystal, repeat, e), plot(potential, crystal, e));
            return Main.DONE;
        });
    }

    private static CellShape shape(RestingCrystal crystal) {
        return crystal.symmetry().laueClass().system().equals("cubic") ? CellShape.ISOTROPIC : CellShape.ANISOTROPIC;
    }

    private ThermalExpansion runs(PrintWriter out, ForceField field, Configuration block, CellShape shape, double[] t) {
        Screen screen = Screen.of(out);
        int[] number = {0};
        try {
            return ThermalExpansion.of(block, field, t, shape, dynamics.settling(), dynamics.steps(), dynamics.conditions(screen),
                now -> dynamics.begin(PropertyOutput.line("%d atoms at %s K", block.size(), AnalysisTable.number(now)), number[0]++, t.length));
        } finally {
            screen.end();
        }
    }

    private void print(PrintWriter out, Potential potential, RestingCrystal crystal, int[] repeat, ThermalExpansion e) {
        out.println(PropertyOutput.title(potential, crystal));
        out.println(PropertyOutput.line("%d×%d×%d cells, %d steps of %s fs at each temperature after %d", repeat[0], repeat[1], repeat[2], dynamics.steps(), AnalysisTable.number(dynamics.timestep()), dynamics.settling()));
        boolean cubic = shape(crystal) == CellShape.ISOTROPIC;
        out.println();
        out.println(cubic ? "      T, K        a, Å     error   V, Å³/atom     error   alpha, 1e-6/K     error" : "      T, K        a, Å        b, Å        c, Å     errors   V, Å³/atom     error   alpha, 1e-6/K     error");
        for (ThermalExpansion.Point p : e.points()) {
            ThermalExpansion.Coefficient c = e.coefficient(p.temperature());
            StringBuilder line = new StringBuilder(PropertyOutput.line("%10.2f", p.temperature()));
            double error = 0;
            for (int k = 0; k < (cubic ? 1 : 3); k++) {
                line.append(PropertyOutput.line(" %11.6f", p.edges()[k].value() / repeat[k]));
                error = Math.max(error, p.edges()[k].error() / repeat[k]);
            }
            out.println(line + PropertyOutput.line(" %9.6f %12.6f %9.6f %15.3f %9.3f", error, p.volume().value(), p.volume().error(), 1e6 * c.value(), 1e6 * c.error()));
        }
        if (!cubic) {
            out.println("alpha: a third of that of the volume");
        }
    }

    private static double[] column(ThermalExpansion e, ToDoubleFunction<ThermalExpansion.Point> what) {
        return e.points().stream().mapToDouble(what).toArray();
    }

    private static AnalysisTable table(ThermalExpansion e, int[] repeat) {
        AnalysisTable table = new AnalysisTable().with("temperature_K", column(e, ThermalExpansion.Point::temperature));
        for (int k = 0; k < 3; k++) {
            int row = k;
            table.with("abc".charAt(k) + "_A", column(e, p -> p.edges()[row].value() / repeat[row])).with("error_" + "abc".charAt(k) + "_A", column(e, p -> p.edges()[row].error() / repeat[row]));
        }
        return table.with("volume_A3_per_atom", column(e, p -> p.volume().value())).with("error_volume_A3_per_atom", column(e, p -> p.volume().error()))
            .with("energy_eV_per_atom", column(e, p -> p.energy().value())).with("error_energy_eV_per_atom", column(e, p -> p.energy().error()))
            .with("alpha_per_K", column(e, p -> e.coefficient(p.temperature()).value())).with("error_alpha_per_K", column(e, p -> e.coefficient(p.temperature()).error()));
    }

    private static ObjectNode json(Potential potential, RestingCrystal crystal, int[] repeat, ThermalExpansion e) {
        ObjectNode root = PropertyOutput.head(potential).put("method", METHOD);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        ArrayNode cells = root.putArray("cells");
        Arrays.stream(repeat).forEach(cells::add);
        table(e, repeat).put(root.putObject("points"));
        return root;
    }

    private static Plot plot(Potential potential, RestingCrystal crystal, ThermalExpansion e) {
        double highest = e.points().getLast().temperature();
        double[] t = new double[DRAWN], v = new double[DRAWN];
        Arrays.setAll(t, k -> highest * k / (DRAWN - 1));
        Arrays.setAll(v, k -> e.volume(t[k]));
        return new Plot(potential.name() + ", " + crystal.name(), "temperature, K", "volume, Å³/atom", List.of(new Curve("polynomial", t, v, false),
            new Curve("runs", column(e, ThermalExpansion.Point::temperature), column(e, p -> p.volume().value()), true)));
    }
}
