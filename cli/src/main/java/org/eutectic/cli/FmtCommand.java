package org.eutectic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.format.Formatter;
import org.eutectic.md.file.OutputFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Formats files. */
@Command(name = "fmt", description = "Format files of the language. Without an option the formatted text is printed.", mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:with --check: some files are not formatted", "2:a file has syntax errors"})
final class FmtCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files in the Eutectic language.")
    private List<Path> files;

    /** What becomes of the formatted text. */
    private static final class Mode {
        @Option(names = "--check", description = "Change nothing; name the files that are not formatted.")
        private boolean check;

        @Option(names = "--write", description = "Change the files.")
        private boolean write;
    }

    @ArgGroup
    private Mode mode = new Mode();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean allFormatted = true;
        Diagnostics diagnostics = new Diagnostics();
        for (Path file : files) {
            PotentialOptions.requireFile(file, "potential");
            String text = Files.readString(file);
            Diagnostics own = new Diagnostics();
            String formatted = Formatter.format(new SourceFile(file.toString(), text), own);
            own.all().forEach(diagnostics::report);
            if (own.hasErrors()) {
                continue;
            }
            if (!mode.check && !mode.write) {
                out.print(formatted);
            } else if (!formatted.equals(text)) {
                allFormatted = false;
                if (mode.write) {
                    OutputFile.write(file, b -> b.append(formatted));
                }
                out.println(file + (mode.write ? ": formatted" : ": not formatted"));
            }
        }
        diagnostics.throwIfErrors();
        return mode.check && !allFormatted ? Main.NO : Main.DONE;
    }
}
