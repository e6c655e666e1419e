package org.eutectic.cli;

import java.nio.file.Path;
import org.eutectic.Potential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what became of a text. */
@Command(name = "explain", description = "Show a potential's equations with everything inherited, the origin of every number, the intermediate representation and the derived forces.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "File in the Eutectic language.")
    private Path file;

    @Option(names = "--plan", description = "Show instead, as pseudo-code, the routine that runs for each atom: its loops, what is computed in which, and what is kept in arrays.")
    private boolean plan;

    @Mixin
    private PotentialOptions options;

    @Override
    public void run() {
        Potential p = options.load(file, spec.commandLine().getErr());
        Explanation explanation = new Explanation(spec.commandLine().getOut());
        if (plan) {
            explanation.writePlan(p);
        } else {
            explanation.write(p);
        }
    }
}
