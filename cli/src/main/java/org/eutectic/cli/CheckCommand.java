package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.eutectic.Potential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a file without calculating anything. */
@Command(name = "check", description = "Check a potential: syntax, names, units, completeness. All errors of the file are shown.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "File in the Eutectic language.")
    private Path file;

    @Mixin
    private PotentialOptions options;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Potential p = options.load(file, spec.commandLine().getErr());
        int warnings = p.diagnostics().all().size();
        out.println(file + ": " + p.name() + " is fine" + (warnings == 0 ? "" : warnings == 1 ? ", with one warning" : ", with " + warnings + " warnings"));
        out.println("  species  " + String.join(", ", p.species()));
        out.println(String.format(Locale.ROOT, "  cutoff   %.6g Å", p.cutoff()));
        p.citations().forEach(c -> out.println("  cite     " + c));
    }
}
