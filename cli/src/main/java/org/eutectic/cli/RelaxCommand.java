package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.relax.Fire;
import org.eutectic.md.relax.RelaxationResult;
import org.eutectic.md.structure.ExtendedXyz;
import org.eutectic.md.structure.StructureFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves atoms to where no force acts on them. */
@Command(name = "relax", description = "Relax the atoms of a structure (its last frame) with FIRE; the cell stays as it is.", mixinStandardHelpOptions = true,
    sortOptions = false, exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:relaxed", "1:the tolerance was not reached; what was reached is written all the same", "2:bad input"})
final class RelaxCommand implements Callable<Integer> {
    private static final int LINES_EVERY = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Parameters(index = "1", paramLabel = "STRUCTURE", description = "Extended XYZ, LAMMPS data or POSCAR file.")
    private Path structureFile;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where the relaxed structure goes, extended XYZ. Default: the structure's name with -relaxed.xyz.")
    private Path output;

    @Option(names = "--force-tolerance", paramLabel = "F", defaultValue = "1e-4", description = "Largest force allowed, eV/Å. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "10000", description = "Most steps allowed. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Mixin
    private PotentialOptions potentialOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
            throw new CommandException("--force-tolerance must be a positive number, not " + tolerance);
        }
        if (steps < 1) {
            throw new CommandException("--steps must be at least 1, not " + steps);
        }
        PrintWriter out = spec.commandLine().getOut();
        PotentialOptions.requireFile(structureFile, "structure");
        Potential potential = potentialOptions.load(potentialFile, spec.commandLine().getErr());
        Configuration atoms = StructureFile.read(structureFile);
        Path target = output != null ? output : Path.of(structureFile.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-relaxed.xyz");
        RelaxationResult result;
        try (ForceField field = backendOptions.forceField(potential)) {
            result = new Fire().withForceTolerance(tolerance).withMaximumSteps(steps).withListener((step, energy, force) -> {
                if (step == 1 || step % LINES_EVERY == 0) {
                    out.println(line(step, energy, force));
                }
            }).relax(atoms, field);
        }
        out.println(line(result.steps(), result.energy(), result.largestForce()));
        OutputFile.write(target, text -> ExtendedXyz.appendExact(text::append, atoms, "energy=" + result.energy()));
        out.println((result.converged() ? "relaxed" : "NOT RELAXED within " + steps + " steps") + "; wrote " + target);
        return result.converged() ? Main.DONE : Main.NO;
    }

    private static String line(int step, double energy, double force) {
        return String.format(Locale.ROOT, "step %6d  energy %18.8f eV  largest force %.6e eV/Å", step, energy, force);
    }
}
