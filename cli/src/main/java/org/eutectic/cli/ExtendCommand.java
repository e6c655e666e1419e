package org.eutectic.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eutectic.Potential;
import org.eutectic.load.Extension;
import org.eutectic.md.file.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the skeleton of an alloy. */
@Command(name = "extend", description = "Write the file of an alloy: it extends the last potential of each file, and holds a line for everything that stands between unlike species.",
    mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = {
        "  eutectic extend Cu.eut Ni.eut -o CuNi.eut    then give the lines their values, or let a rule fill them,",
        "  eutectic check CuNi.eut                      which lists what still lacks"})
final class ExtendCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files with the potentials to extend: elements, or alloys.")
    private List<Path> files;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "Where to write it.")
    private Path output;

    @Option(names = "--name", paramLabel = "NAME", description = "The alloy's name. Default: that of the file written.")
    private String name;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    @Mixin
    private DefineOptions defines;

    @Override
    public void run() {
        if (Files.exists(output) && !force) {
            throw new CommandException(output + " is there already; --force writes over it");
        }
        String alloy = name != null ? name : output.getFileName().toString().replaceFirst("\\.eut$", "");
        if (!alloy.matches("[\\p{L}_][\\p{L}\\p{Mn}\\p{Nd}_]*")) {
            throw new CommandException("'" + alloy + "' is no name for a potential: letters, digits and _; give one with --name");
        }
        Path folder = output.toAbsolutePath().normalize().getParent();
        List<String> parents = new ArrayList<>(), imports = new ArrayList<>();
        for (Path file : files) {
            Potential p = PotentialOptions.load(file, null, defines.values(), spec.commandLine().getErr());
            if (p.name().equals(alloy)) {
                throw new CommandException("the alloy would have the name of the potential in " + file + ", " + alloy + "; give another with --name");
            }
            parents.add(p.name());
            imports.add(folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/'));
        }
        String text = new Extension(alloy, parents, imports).text(output.toString(), folder, defines.values());
        OutputFile.write(output, b -> b.append(text));
        spec.commandLine().getOut().println(output + ": " + alloy + " extends " + String.join(", ", parents));
    }
}
