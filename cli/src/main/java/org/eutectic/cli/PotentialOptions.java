package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.Diagnostic;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a potential is chosen on the command line. */
final class PotentialOptions {
    @Option(names = "--potential", paramLabel = "NAME", description = "Which potential of the file. Default: the last one.")
    private String name;

    @Mixin
    private DefineOptions defines;

    /** The name asked for, or null. */
    String name() {
        return name;
    }

    /** What the strings' names stand for. */
    Map<String, String> defines() {
        return defines.values();
    }

    /** Loads the potential and shows its warnings. */
    Potential load(Path file, PrintWriter err) {
        return load(file, name, defines(), err);
    }

    static Potential load(Path file, String name, Map<String, String> defines, PrintWriter err) {
        requireFile(file, "potential");
        Potential potential = Potential.load(file, name, defines);
        for (Diagnostic d : potential.diagnostics().all()) {
            err.println(d.render());
            err.println();
        }
        return potential;
    }

    /** One clear message for a path that cannot be what was meant. */
    static void requireFile(Path file, String what) {
        if (!Files.exists(file)) {
            throw new CommandException(file + ": there is no such " + what + " file");
        }
        if (Files.isDirectory(file)) {
            throw new CommandException(file + " is a folder; a " + what + " file is needed");
        }
        if (!Files.isReadable(file)) {
            throw new CommandException(file + ": no permission to read it");
        }
    }
}
