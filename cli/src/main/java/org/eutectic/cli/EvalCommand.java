package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eutectic.MonitoredForceField;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.eutectic.md.structure.StructureFrames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Energy, forces and stress of given structures. */
@Command(name = "eval", description = "Calculate energy, forces and stress of each frame of a structure file, and what the potential monitors.", mixinStandardHelpOptions = true,
    sortOptions = false, footerHeading = "%nUnits: energies eV, forces eV/Å, stress eV/Å³ (tension positive), virial eV = -V stress; monitored fields in eV, Å, u, e.%n",
    footer = "--numeric compares with central differences of fourth order and displaces every atom of up to 200, 200 evenly spaced ones of more.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done",
        "1:with --numeric: forces or virial deviate by more than 1e-6 of their scale", "2:bad input"})
final class EvalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Parameters(index = "1", paramLabel = "STRUCTURE", description = "Extended XYZ, LAMMPS data or dump, CIF or POSCAR file.")
    private Path structureFile;

    @Option(names = "--json", description = "One JSON object for each frame, numbers to 17 digits.")
    private boolean json;

    @Option(names = "--numeric", description = "Compare forces and stress with central differences of the energy.")
    private boolean numeric;

    @Mixin
    private PotentialOptions potentialOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PotentialOptions.requireFile(structureFile, "structure");
        Potential potential = potentialOptions.load(potentialFile, spec.commandLine().getErr());
        boolean agrees = true;
        Evaluation result = new Evaluation();
        JsonFrame frameJson = new JsonFrame();
        FrameReport report = new FrameReport(out);
        try (MonitoredForceField field = backendOptions.monitored(potential); StructureFrames frames = StructureFile.frames(structureFile)) {
            while (frames.hasNext()) {
                StructureFrame frame = frames.next();
                Configuration c = frame.configuration();
                Map<String, double[]> monitored = evaluate(field, frame, result);
                NumericCheck.Result comparison = numeric ? NumericCheck.of(field, c, result) : null;
                if (json) {
                    frameJson.write(result, monitored, c.cell().volume(), comparison, out);
                } else {
                    report.write(frame.place(), c, result, monitored, comparison);
                }
                agrees &= comparison == null || comparison.agrees();
            }
            frames.cutOff().ifPresent(said -> spec.commandLine().getErr().println("eutectic: " + said));
        }
        return agrees ? Main.DONE : Main.NO;
    }

    /** Fills in the result and gives the monitored fields by name. */
    private static Map<String, double[]> evaluate(MonitoredForceField field, StructureFrame frame, Evaluation result) {
        try {
            NeighborList list = NeighborListBuilder.build(frame.configuration(), field);
            field.compute(list, true, true, true, result);
            requireFinite(frame.configuration(), result);
            Map<String, double[]> monitored = new LinkedHashMap<>();
            for (String name : field.monitored()) {
                double[] values = new double[frame.configuration().size()];
                field.monitor(list, name, values);
                requireFinite(frame.configuration(), name, values);
                monitored.put(name, values);
            }
            return monitored;
        } catch (StructureException e) {
            throw new CommandException(e.getMessage().startsWith(frame.place()) ? e.getMessage() : frame.place() + ": " + e.getMessage(), e);
        }
    }

    private static void requireFinite(Configuration c, String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new CommandException("the monitored field " + name + " of atom " + (i + 1) + " (" + c.symbol(i) + ") is " + values[i]);
            }
        }
    }

    /** A potential may have no value at a structure (the root of a negative number); that is an error, not a result. */
    static void requireFinite(Configuration c, Evaluation result) {
        for (int i = 0; i < c.size(); i++) {
            boolean finite = Double.isFinite(result.siteEnergies()[i]);
            for (int k = 3 * i; k < 3 * i + 3; k++) {
                finite &= Double.isFinite(result.forces()[k]);
            }
            if (!finite) {
                throw new CommandException("the potential gives no finite energy or force for atom " + (i + 1) + " (" + c.symbol(i)
                    + "): the structure lies outside of what its equations can take");
            }
        }
        for (double w : result.virial()) {
            if (!Double.isFinite(w)) {
                throw new CommandException("the virial is not finite");
            }
        }
        if (!Double.isFinite(result.energy())) {
            throw new CommandException("the energy is not finite");
        }
    }
}
