package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.Units;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;
import org.eutectic.md.relax.DescentMethod;
import org.eutectic.md.relax.Fire;
import org.eutectic.md.relax.RelaxationResult;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFormat;
import org.eutectic.md.structure.StructureWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves atoms to where no force acts on them. */
@Command(name = "relax", description = "Relax the atoms of a structure (its last frame), and its cell where asked.", mixinStandardHelpOptions = true,
    sortOptions = false, exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:relaxed", "1:the tolerance was not reached; what was reached is written all the same", "2:bad input"})
final class RelaxCommand implements Callable<Integer> {
    private static final int LINES_EVERY = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Parameters(index = "1", paramLabel = "STRUCTURE", description = "Extended XYZ, LAMMPS data or dump, CIF or POSCAR file.")
    private Path structureFile;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where the relaxed structure goes: .xyz, .lmp (LAMMPS data), .dump or POSCAR, also .gz or .zst. Default: the structure's name with -relaxed.xyz.")
    private Path output;

    @Option(names = "--force-tolerance", paramLabel = "F", defaultValue = "1e-4", description = "Largest force allowed, eV/Å. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "10000", description = "Most steps allowed. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--method", paramLabel = "M", description = "fire (dynamics that steer downhill; atoms only), lbfgs or cg. Default: fire, with a cell that moves lbfgs.")
    private Method method;

    @Option(names = "--cell", paramLabel = "C", defaultValue = "fixed", description = "What the cell may do: fixed, shape (at its volume) or free. Default: ${DEFAULT-VALUE}.")
    private CellFreedom cell;

    @Option(names = "--hold", paramLabel = "ATOMS", description = "Atoms that stay where they are, counted from 1: 1-64,100. With --method fire.")
    private String hold;

    @Option(names = "--pressure", paramLabel = "GPA", description = "Pressure on a free cell from all sides, GPa, positive under compression. Default: 0.")
    private Double pressure;

    @Option(names = "--stress-tolerance", paramLabel = "GPA", defaultValue = "1e-3", description = "Largest stress allowed beside the pressure, GPa. Default: ${DEFAULT-VALUE}.")
    private double stressTolerance;

    @Option(names = "--keep-symmetry", description = "Keep the symmetry that the structure has; with lbfgs and cg.")
    private boolean symmetric;

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
        Method chosen = method != null ? method : cell == CellFreedom.FIXED && !symmetric ? Method.FIRE : Method.LBFGS;
        check(chosen);
        PrintWriter out = spec.commandLine().getOut();
        PotentialOptions.requireFile(structureFile, "structure");
        Potential potential = potentialOptions.load(potentialFile, spec.commandLine().getErr());
        Configuration atoms = StructureFile.last(structureFile, said -> out.println("# " + said)).configuration();
        Path target = output != null ? output : Path.of(structureFile.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-relaxed.xyz");
        requireWritten(target);
        int[] held = hold == null ? new int[0] : AtomSelection.ofOption(hold, "--hold").of(atoms);
        RelaxationResult result;
        try (ForceField field = backendOptions.forceField(potential)) {
            Fire.Listener listener = (step, energy, force) -> {
                if (step == 1 || step % LINES_EVERY == 0) {
                    out.println(line(step, energy, force));
                }
            };
            result = chosen == Method.FIRE ? new Fire().withForceTolerance(tolerance).withMaximumSteps(steps).withListener(listener).withHeld(held).relax(atoms, field)
                : descend(chosen == Method.CG ? DescentMethod.CG : DescentMethod.LBFGS, atoms, field, listener, out);
        }
        out.println(line(result.steps(), result.energy(), result.largestForce()));
        StructureWriter.write(target, atoms, Map.of("energy", Double.toString(result.energy())));
        out.println((result.converged() ? "relaxed" : "NOT RELAXED within " + steps + " steps") + "; wrote " + target);
        return result.converged() ? Main.DONE : Main.NO;
    }

    /** A structure that cannot be written is told of before it is relaxed. */
    private static void requireWritten(Path target) {
        if (StructureFormat.ofName(target.getFileName().toString()) != null) {
            StructureWriter.format(target);
        }
    }

    private void check(Method chosen) {
        if (!(stressTolerance > 0) || Double.isInfinite(stressTolerance)) {
            throw new CommandException("--stress-tolerance must be a positive number, not " + stressTolerance);
        }
        if (chosen == Method.FIRE && cell != CellFreedom.FIXED) {
            throw new CommandException("--method fire moves atoms only; with --cell take lbfgs or cg");
        }
        if (chosen == Method.FIRE && symmetric) {
            throw new CommandException("--method fire keeps no symmetry; with --keep-symmetry take lbfgs or cg");
        }
        if (chosen != Method.FIRE && hold != null) {
            throw new CommandException("--hold keeps atoms in place with --method fire only, in a cell that is fixed");
        }
        if (pressure != null && cell != CellFreedom.FREE) {
            throw new CommandException("--pressure acts on a cell that can give way; add --cell free");
        }
        if (pressure != null && !Double.isFinite(pressure)) {
            throw new CommandException("--pressure must be a finite number, not " + pressure);
        }
    }

    private RelaxationResult descend(DescentMethod by, Configuration atoms, ForceField field, Fire.Listener listener, PrintWriter out) {
        CrystalRelaxation relaxation = new CrystalRelaxation().withForceTolerance(tolerance).withStressTolerance(stressTolerance / Units.GIGAPASCAL)
            .withMaximumEvaluations(steps).withCell(cell).withMethod(by).withListener(listener);
        if (!symmetric) {
            relaxation = relaxation.withoutSymmetry();
        }
        if (pressure != null) {
            relaxation = relaxation.withPressure(pressure / Units.GIGAPASCAL);
        }
        CrystalRelaxationResult r = relaxation.relax(atoms, field);
        if (cell != CellFreedom.FIXED) {
            out.println(String.format(Locale.ROOT, "cell of %.6f Å³, stress within %.3e GPa of what was asked for", atoms.cell().volume(), r.largestStress() * Units.GIGAPASCAL));
        }
        return new RelaxationResult(r.converged(), r.evaluations(), r.energy(), r.largestForce());
    }

    /** The ways downhill. */
    private enum Method { FIRE, LBFGS, CG }

    private static String line(int step, double energy, double force) {
        return String.format(Locale.ROOT, "step %6d  energy %18.8f eV  largest force %.6e eV/Å", step, energy, force);
    }
}
