package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.eutectic.md.structure.StructureFrame;
import org.eutectic.md.structure.StructureWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Structures and trajectories from one format to another. */
@Command(name = "convert", description = "Write a structure or trajectory in another format, told by the names of the files.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nFormats: ", footer = {"read: extended XYZ, LAMMPS data and dump, POSCAR, XDATCAR, CIF; written: extended XYZ (.xyz), LAMMPS dump (.dump), and of a single frame LAMMPS data (.lmp) and POSCAR.",
        "All also packed (.gz, .zst). Of several frames the last one goes into a file that holds one."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input"})
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TrajectoryInput input;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private Path target;

    private StructureFrame last;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (StructureWriter writer = new StructureWriter(target)) {
            input.read(out, frame -> {
                if (writer.holdsMany()) {
                    writer.add(frame.configuration(), frame.info(), frame.columns());
                } else {
                    last = frame;
                }
            });
            if (!writer.holdsMany()) {
                writer.add(last.configuration(), last.info(), last.columns());
            }
            writer.commit();
            int n = writer.holdsMany() ? input.taken() : 1;
            out.println("wrote " + target + ": " + n + (n == 1 ? " frame" : " frames") + (n < input.taken() ? ", the last of " + input.taken() : ""));
        }
        return Main.DONE;
    }
}
