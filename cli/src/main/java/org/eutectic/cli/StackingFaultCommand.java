package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.Units;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.property.StackingFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stacking faults. */
@Command(name = "stacking-fault", description = "Energy of a face-centered cubic crystal sheared on {111} along <112>: unstable and intrinsic stacking fault.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nThe crystal: ",
    footer = {"a structure file, relaxed first; or a prototype with --structure; with neither, the prototype with the lowest energy.", "Layers come to rest along the plane's normal; shifts are counted in Shockley's partials, a/sqrt(6)."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class StackingFaultCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--points", paramLabel = "N", defaultValue = "20", description = "Shifts on the way to one partial. Default: ${DEFAULT-VALUE}.")
    private int points;

    @Option(names = "--to", paramLabel = "P", defaultValue = "1", description = "Last shift, in partials: 1, the intrinsic fault, to 3, the perfect crystal again. Default: ${DEFAULT-VALUE}.")
    private double end;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the curve to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            Screen screen = Screen.of(out);
            StackingFault fault;
            try {
                fault = StackingFault.of(crystal, field, end, points, screen::progress);
            } finally {
                screen.end();
            }
            print(out, potential, crystal, fault);
            if (csv != null) {
                OutputFile.write(csv, text -> csv(text, fault));
            }
            output.write(json(potential, crystal, fault), plot(potential, crystal, fault));
            return Main.DONE;
        });
    }

    private static double millijoule(double energy) {
        return 1e3 * energy * Units.JOULE_PER_SQUARE_METER;
    }

    private static void print(PrintWriter out, Potential potential, RestingCrystal crystal, StackingFault fault) {
        out.println(PropertyOutput.title(potential, crystal));
        out.println(PropertyOutput.line("{111}<112>, partial %.5f Å, slab of %d layers", fault.partial(), fault.atoms()));
        out.println();
        out.println("  shift, partials   rigid, mJ/m²   relaxed, mJ/m²");
        for (StackingFault.Point p : fault.points()) {
            out.println(PropertyOutput.line("  %15.4f  %13.3f  %15.3f", p.shift(), millijoule(p.rigid()), millijoule(p.relaxed())));
        }
        out.println();
        out.println(PropertyOutput.line("  intrinsic stacking fault  %10.3f mJ/m²  %12.8f eV/Å²", millijoule(fault.intrinsic().relaxed()), fault.intrinsic().relaxed()));
        if (fault.unstable() == null) {
            out.println("  unstable stacking fault   none: the energy has no top before one partial");
        } else {
            out.println(PropertyOutput.line("  unstable stacking fault   %10.3f mJ/m²  %12.8f eV/Å²  at %.4f partials", millijoule(fault.unstable().relaxed()), fault.unstable().relaxed(),
                fault.unstable().shift()));
        }
    }

    private static void csv(StringBuilder text, StackingFault fault) {
        text.append("shift_partials,rigid_mJ_m2,relaxed_mJ_m2\n");
        for (StackingFault.Point p : fault.points()) {
            text.append(p.shift()).append(',').append(millijoule(p.rigid())).append(',').append(millijoule(p.relaxed())).append('\n');
        }
    }

    private static ObjectNode json(Potential potential, RestingCrystal crystal, StackingFault fault) {
        ObjectNode root = PropertyOutput.head(potential);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        root.put("method", "V. Vitek, Philos. Mag. 18, 773 (1968); relaxed along the normal").put("partial_A", fault.partial()).put("atoms", fault.atoms()).put("area_A2", fault.area())
            .put("intrinsic_mJ_m2", millijoule(fault.intrinsic().relaxed()));
        PropertyOutput.put(root, "unstable_mJ_m2", fault.unstable() == null ? Double.NaN : millijoule(fault.unstable().relaxed()));
        PropertyOutput.put(root, "unstable_shift_partials", fault.unstable() == null ? Double.NaN : fault.unstable().shift());
        ArrayNode list = root.putArray("points");
        for (StackingFault.Point p : fault.points()) {
            list.addObject().put("shift_partials", p.shift()).put("rigid_mJ_m2", millijoule(p.rigid())).put("relaxed_mJ_m2", millijoule(p.relaxed()));
        }
        return root;
    }

    private static Plot plot(Potential potential, RestingCrystal crystal, StackingFault fault) {
        double[] x = fault.points().stream().mapToDouble(StackingFault.Point::shift).toArray();
        return new Plot(potential.name() + ", " + crystal.name() + ": {111}<112>", "shift, partials", "energy, mJ/m²",
            List.of(new Curve("relaxed", x, fault.points().stream().mapToDouble(p -> millijoule(p.relaxed())).toArray(), false),
                new Curve("rigid", x, fault.points().stream().mapToDouble(p -> millijoule(p.rigid())).toArray(), false)));
    }
}
