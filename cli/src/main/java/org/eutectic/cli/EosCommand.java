package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.eutectic.Potential;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.Units;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.BirchMurnaghan;
import org.eutectic.md.property.EnergyVolumeCurve;
import org.eutectic.md.property.EquationOfState;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.property.Vinet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Energy against volume. */
@Command(name = "eos", description = "Energy of a crystal against its volume, with equations of state fitted to it.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nThe crystal: ", footer = {"a structure file, relaxed first; or a prototype with --structure; with neither, the prototype with the lowest energy.",
        "At each volume the cell's shape and the atoms come to rest. Energies are less those of isolated atoms."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class EosCommand implements Callable<Integer> {
    private static final int DRAWN = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--range", paramLabel = "PART", defaultValue = "0.06", description = "How far the volume goes up and down, as a part of it. Default: ${DEFAULT-VALUE}.")
    private double range;

    @Option(names = "--points", paramLabel = "N", defaultValue = "13", description = "How many volumes. Default: ${DEFAULT-VALUE}.")
    private int points;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write volumes, energies and pressures to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            EnergyVolumeCurve curve = EnergyVolumeCurve.of(crystal, field, range, points);
            List<EquationOfState> fits = List.of(BirchMurnaghan.fit(curve), Vinet.fit(curve));
            print(spec.commandLine().getOut(), potential, crystal, curve, fits);
            if (csv != null) {
                OutputFile.write(csv, text -> csv(text, curve));
            }
            output.write(json(potential, crystal, curve, fits), plot(potential, crystal, curve, fits));
            return Main.DONE;
        });
    }

    private static void print(PrintWriter out, Potential potential, RestingCrystal crystal, EnergyVolumeCurve curve, List<EquationOfState> fits) {
        out.println(PropertyOutput.title(potential, crystal));
        out.println();
        out.println("  V, Å³/atom    E, eV/atom    P, GPa (virial)   -dE/dV, GPa   " + fits.get(0).title() + ", meV   " + fits.get(1).title() + ", meV");
        for (EnergyVolumeCurve.Point p : curve.points()) {
            out.println(PropertyOutput.line("  %10.5f  %12.7f  %16.6f  %12.6f  %20.4f  %10.4f", p.volume(), p.energy(), p.pressure() * Units.GIGAPASCAL,
                p.slope() * Units.GIGAPASCAL, 1e3 * (p.energy() - fits.get(0).energy(p.volume())), 1e3 * (p.energy() - fits.get(1).energy(p.volume()))));
        }
        out.println();
        out.println("  fit               V0, Å³/atom    E0, eV/atom    B0, GPa     B0'    residual, meV/atom");
        for (EquationOfState f : fits) {
            out.println(PropertyOutput.line("  %-16s  %11.5f  %13.7f  %9.3f  %6.3f  %20.5f", f.title(), f.volume(), f.minimum(), f.bulkModulus() * Units.GIGAPASCAL,
                f.bulkModulusSlope(), 1e3 * f.residual(curve)));
        }
        out.println();
        out.println(PropertyOutput.line("  pressures of the virial and of the energy differ by %.1e GPa at most", curve.pressureError() * Units.GIGAPASCAL));
    }

    private static void csv(StringBuilder text, EnergyVolumeCurve curve) {
        text.append("volume_A3_per_atom,energy_eV_per_atom,pressure_GPa,minus_dE_dV_GPa\n");
        for (EnergyVolumeCurve.Point p : curve.points()) {
            text.append(p.volume()).append(',').append(p.energy()).append(',').append(p.pressure() * Units.GIGAPASCAL).append(',').append(p.slope() * Units.GIGAPASCAL)
                .append('\n');
        }
    }

    private static ObjectNode json(Potential potential, RestingCrystal crystal, EnergyVolumeCurve curve, List<EquationOfState> fits) {
        ObjectNode root = PropertyOutput.head(potential);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        ArrayNode points = root.putArray("points");
        for (EnergyVolumeCurve.Point p : curve.points()) {
            points.addObject().put("volume_A3_per_atom", p.volume()).put("energy_eV_per_atom", p.energy()).put("pressure_GPa", p.pressure() * Units.GIGAPASCAL)
                .put("minus_dE_dV_GPa", p.slope() * Units.GIGAPASCAL);
        }
        ArrayNode list = root.putArray("fits");
        for (EquationOfState f : fits) {
            list.addObject().put("equation", f.title()).put("V0_A3_per_atom", f.volume()).put("E0_eV_per_atom", f.minimum()).put("B0_GPa", f.bulkModulus() * Units.GIGAPASCAL)
                .put("B0_prime", f.bulkModulusSlope()).put("residual_eV_per_atom", f.residual(curve));
        }
        return root;
    }

    private static Plot plot(Potential potential, RestingCrystal crystal, EnergyVolumeCurve curve, List<EquationOfState> fits) {
        List<Curve> curves = new ArrayList<>();
        double[] volumes = column(curve, EnergyVolumeCurve.Point::volume);
        double[] fine = new double[DRAWN];
        for (int k = 0; k < DRAWN; k++) {
            fine[k] = volumes[0] + (volumes[volumes.length - 1] - volumes[0]) * k / (DRAWN - 1);
        }
        for (EquationOfState f : fits) {
            double[] y = new double[DRAWN];
            for (int k = 0; k < DRAWN; k++) {
                y[k] = f.energy(fine[k]);
            }
            curves.add(new Curve(f.title(), fine, y, false));
        }
        curves.add(new Curve("calculated", volumes, column(curve, EnergyVolumeCurve.Point::energy), true));
        return new Plot(potential.name() + ", " + crystal.name(), "volume, Å³/atom", "energy, eV/atom", curves);
    }

    private static double[] column(EnergyVolumeCurve curve, ToDoubleFunction<EnergyVolumeCurve.Point> what) {
        return curve.points().stream().mapToDouble(what).toArray();
    }
}
