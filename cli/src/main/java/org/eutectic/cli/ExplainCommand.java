package org.eutectic.cli;

import java.nio.file.Path;
import org.eutectic.Potential;
import org.eutectic.gpu.source.Dialect;
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

    @Option(names = "--text", description = "Show instead the text in which the equations stand: that of the form, or what a directory that was read (n2p2) stands for in the language.")
    private boolean text;

    @Option(names = "--source", paramLabel = "LANGUAGE", description = "Show instead the program that a device runs for energy, forces and virial: opencl or cuda.")
    private Dialect source;

    @Mixin
    private PotentialOptions options;

    @Override
    public void run() {
        Potential p = options.load(file, spec.commandLine().getErr());
        Explanation explanation = new Explanation(spec.commandLine().getOut());
        if (text) {
            explanation.writeText(p);
        } else if (source != null) {
            explanation.writeSource(p, source);
        } else if (plan) {
            explanation.writePlan(p);
        } else {
            explanation.write(p);
        }
    }
}
