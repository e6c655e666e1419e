package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.eutectic.cli.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code eutectic} command. */
@Command(name = "eutectic", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    description = "Interatomic potentials as text: energies in, forces, stress and molecular dynamics out.",
    subcommands = {MdCommand.class, EvalCommand.class, RelaxCommand.class, CheckCommand.class, ExplainCommand.class, FmtCommand.class,
        DoctorCommand.class, BenchCommand.class, CommandLine.HelpCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:done, and the answer is no (fmt --check, eval --numeric, a relaxation that did not converge)",
        "2:bad input, or a file that cannot be read or written", "3:an error inside eutectic"})
public final class Main implements Runnable {
    /** Done. */
    public static final int DONE = 0;
    /** Done, and the answer is no. */
    public static final int NO = 1;
    /** Bad input, or a file that cannot be read or written. */
    public static final int BAD_INPUT = 2;
    /** An error inside eutectic. */
    public static final int INTERNAL_ERROR = 3;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs a command line and returns its exit code; what it prints goes to the two writers. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> Failure.report(e, command, arguments));
        line.setParameterExceptionHandler((e, ignored) -> Failure.reportUsage(e));
        try {
            return line.execute(arguments);
        } catch (Error e) {
            // Picocli hands on exceptions only; an exhausted heap is for people too.
            return Failure.report(e, line, arguments);
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
