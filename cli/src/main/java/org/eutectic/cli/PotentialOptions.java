package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.Diagnostic;
import picocli.CommandLine.Option;

/** How a potential is chosen on the command line. */
final class PotentialOptions {
    @Option(names = "--potential", paramLabel = "NAME", description = "Which potential of the file. Default: the last one.")
    private String name;

    @Option(names = {"-D", "--define"}, paramLabel = "NAME=VALUE", description = "Value for $${NAME} in the file's strings; may be given several times.")
    private Map<String, String> defines = new LinkedHashMap<>();

    /** The name asked for, or null. */
    String name() {
        return name;
    }

    /** The values given; one that names a file or folder from where the user stands means that one, not one beside the potential. */
    Map<String, String> defines() {
        return fromHere(defines);
    }

    private static Map<String, String> fromHere(Map<String, String> given) {
        Map<String, String> absolute = new LinkedHashMap<>();
        given.forEach((key, value) -> absolute.put(key, isPath(value) ? Path.of(value).toAbsolutePath().normalize().toString() : value));
        return absolute;
    }

    private static boolean isPath(String value) {
        try {
            return Files.exists(Path.of(value));
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
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
