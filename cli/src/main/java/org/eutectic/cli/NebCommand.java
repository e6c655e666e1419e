package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.Curvatures;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;
import org.eutectic.md.relax.MinimumEnergyPath;
import org.eutectic.md.relax.NudgedElasticBand;
import org.eutectic.md.structure.ExtendedXyz;
import org.eutectic.md.structure.StructureFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Barriers. */
@Command(name = "neb", description = "Way of least energy from one structure to another, and the barrier on it: nudged elastic band with a climbing image.", mixinStandardHelpOptions = true,
    sortOptions = false, footerHeading = "%nBoth structures ", footer = {"are relaxed first, in their cells. They hold the same atoms in the same order, in the same cell."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:the tolerance was not reached; what was reached is written all the same", "2:bad input"})
final class NebCommand implements Callable<Integer> {
    private static final int DRAWN = 200;
    private static final double RELAXED = 1e-5;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Parameters(index = "1", paramLabel = "START", description = "Extended XYZ, LAMMPS data or dump, CIF or POSCAR file; its last frame.")
    private Path startFile;

    @Parameters(index = "2", paramLabel = "END", description = "The same atoms elsewhere.")
    private Path endFile;

    @Option(names = "--images", paramLabel = "N", defaultValue = "7", description = "Images between start and end. Default: ${DEFAULT-VALUE}.")
    private int images;

    @Option(names = "--spring", paramLabel = "K", defaultValue = "5", description = "Springs between images, eV/Å². Default: ${DEFAULT-VALUE}.")
    private double spring;

    @Option(names = "--force-tolerance", paramLabel = "F", defaultValue = "1e-3", description = "Largest force allowed across the way and at the saddle, eV/Å. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "3000", description = "Most steps allowed. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--modes", description = "Count the negative curvatures at the saddle, and calculate the attempt frequency after Vineyard.")
    private boolean modes;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the energies along the way to a file.")
    private Path csv;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write the images to a file, extended XYZ.")
    private Path structures;

    @Mixin
    private PropertyOutput output;

    @Mixin
    private PotentialOptions potentialOptions;

    @Mixin
    private BackendOptions backendOptions;

    /** What is known of the saddle beside its energy; null where that was not asked for. */
    private record Saddle(int negative, double attempt) {}

    @Override
    public Integer call() {
        output.check();
        if (images < 1 || images > 1000) {
            throw new CommandException("--images: 1 to 1000 are needed, not " + images);
        }
        if (!(spring > 0 && spring < 1e4)) {
            throw new CommandException("--spring: a stiffness up to 10000 eV/Å² is needed, not " + spring);
        }
        if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
            throw new CommandException("--force-tolerance must be a positive number, not " + tolerance);
        }
        if (steps < 1) {
            throw new CommandException("--steps must be at least 1, not " + steps);
        }
        PotentialOptions.requireFile(startFile, "structure");
        PotentialOptions.requireFile(endFile, "structure");
        PrintWriter out = spec.commandLine().getOut();
        Potential potential = potentialOptions.load(potentialFile, spec.commandLine().getErr());
        try (ForceField field = backendOptions.forceField(potential)) {
            Screen screen = Screen.of(out);
            MinimumEnergyPath path;
            Saddle saddle = null;
            try {
                Configuration start = relaxed(startFile, field), end = relaxed(endFile, field);
                path = new NudgedElasticBand().withImages(images).withSpring(spring).withForceTolerance(tolerance).withMaximumSteps(steps)
                    .withListener((step, energy, force) -> screen.progress(PropertyOutput.line("largest force %.2e eV/Å, step", force), step, steps)).find(start, end, field);
                if (modes) {
                    Curvatures top = Curvatures.of(path.images().get(path.saddle()), field, screen::progress);
                    saddle = new Saddle(top.negative(), Curvatures.attempt(Curvatures.of(start, field, screen::progress), top));
                }
            } finally {
                screen.end();
            }
            print(out, potential, path, saddle);
            if (csv != null) {
                OutputFile.write(csv, text -> csv(text, path));
            }
            if (structures != null) {
                OutputFile.write(structures, text -> {
                    for (int k = 0; k < path.images().size(); k++) {
                        ExtendedXyz.appendExact(text::append, path.images().get(k), "image=" + k + " energy=" + path.energies()[k]);
                    }
                });
            }
            output.write(json(potential, path, saddle), plot(potential, path));
            return path.converged() ? Main.DONE : Main.NO;
        }
    }

    private static Configuration relaxed(Path file, ForceField field) {
        Configuration c = StructureFile.read(file);
        CrystalRelaxationResult r = new CrystalRelaxation().withCell(CellFreedom.FIXED).withoutSymmetry().withForceTolerance(RELAXED).withMaximumEvaluations(5000).relax(c, field);
        if (!r.converged()) {
            throw new CommandException(PropertyOutput.line("%s: its atoms found no place of rest in 5000 calculations of forces; a force of %.2g eV/Å is left", file, r.largestForce()));
        }
        return c;
    }

    private void print(PrintWriter out, Potential potential, MinimumEnergyPath path, Saddle saddle) {
        out.println(PropertyOutput.line("%s: %d atoms, %d images between start and end", potential.name(), path.images().getFirst().size(), images));
        out.println();
        out.println("  image    way, Å    E - E(start), eV    slope, eV/Å");
        for (int k = 0; k < path.energies().length; k++) {
            out.println(PropertyOutput.line("  %5d  %8.4f  %17.6f  %13.6f%s", k, path.coordinate()[k], path.energies()[k] - path.energies()[0], path.slopes()[k], k == path.saddle() ? "  saddle" : ""));
        }
        out.println();
        out.println(PropertyOutput.line("  barrier %.6f eV, back %.6f eV; the end is %.6f eV above the start", path.barrier(), path.barrierBack(), path.barrier() - path.barrierBack()));
        if (saddle != null) {
            out.println(saddle.negative == 1 ? "  one negative curvature at the top: a saddle" : "  " + saddle.negative + " negative curvatures at the top: NOT A SADDLE of one way");
            out.println(Double.isNaN(saddle.attempt) ? "  no attempt frequency" : PropertyOutput.line("  attempt frequency %.4f THz", saddle.attempt));
        }
        out.println(path.converged() ? PropertyOutput.line("  found in %d steps; largest force %.1e eV/Å", path.steps(), path.largestForce())
            : PropertyOutput.line("  NOT FOUND within %d steps; a force of %.2g eV/Å is left", path.steps(), path.largestForce()));
    }

    private static void csv(StringBuilder text, MinimumEnergyPath path) {
        text.append("image,way_A,energy_eV,slope_eV_A\n");
        for (int k = 0; k < path.energies().length; k++) {
            text.append(k).append(',').append(path.coordinate()[k]).append(',').append(path.energies()[k]).append(',').append(path.slopes()[k]).append('\n');
        }
    }

    private static ObjectNode json(Potential potential, MinimumEnergyPath path, Saddle saddle) {
        ObjectNode root = PropertyOutput.head(potential);
        root.put("method", "climbing image nudged elastic band: G. Henkelman, B. P. Uberuaga and H. Jonsson, J. Chem. Phys. 113, 9901 and 9978 (2000)").put("converged", path.converged())
            .put("steps", path.steps()).put("largest_force_eV_A", path.largestForce()).put("barrier_eV", path.barrier()).put("barrier_back_eV", path.barrierBack()).put("saddle", path.saddle());
        if (saddle != null) {
            root.put("negative_curvatures", saddle.negative);
            PropertyOutput.put(root, "attempt_frequency_THz", saddle.attempt);
        }
        ArrayNode list = root.putArray("images");
        for (int k = 0; k < path.energies().length; k++) {
            list.addObject().put("way_A", path.coordinate()[k]).put("energy_eV", path.energies()[k]).put("slope_eV_A", path.slopes()[k]);
        }
        return root;
    }

    private static Plot plot(Potential potential, MinimumEnergyPath path) {
        double[] s = path.coordinate(), x = new double[DRAWN], y = new double[DRAWN], e = path.energies().clone();
        for (int k = 0; k < DRAWN; k++) {
            x[k] = s[s.length - 1] * k / (DRAWN - 1);
            y[k] = path.energy(x[k]) - e[0];
        }
        double first = e[0];
        for (int k = 0; k < e.length; k++) {
            e[k] -= first;
        }
        return new Plot(potential.name() + ": way of least energy", "way, Å", "energy, eV", List.of(new Curve("between", x, y, false), new Curve("images", s, e, true)));
    }
}
