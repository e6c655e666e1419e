package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eutectic.cli.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code eutectic} command. */
@Command(name = "eutectic", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    description = "Interatomic potentials as text: energies in, forces, stress and molecular dynamics out.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:done, and the answer is no (fmt --check, eval --numeric, a relaxation that did not converge, a crystal that is not stable, a value far from the published one)",
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

    /** In the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("md", MdCommand::new);
        COMMANDS.put("eval", EvalCommand::new);
        COMMANDS.put("relax", RelaxCommand::new);
        COMMANDS.put("lattice", LatticeCommand::new);
        COMMANDS.put("eos", EosCommand::new);
        COMMANDS.put("elastic", ElasticCommand::new);
        COMMANDS.put("phonons", PhononsCommand::new);
        COMMANDS.put("compress", CompressCommand::new);
        COMMANDS.put("vacancy", VacancyCommand::new);
        COMMANDS.put("surface", SurfaceCommand::new);
        COMMANDS.put("stacking-fault", StackingFaultCommand::new);
        COMMANDS.put("neb", NebCommand::new);
        COMMANDS.put("build", BuildCommand::new);
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("rdf", RdfCommand::new);
        COMMANDS.put("msd", MsdCommand::new);
        COMMANDS.put("vacf", VacfCommand::new);
        COMMANDS.put("adf", AdfCommand::new);
        COMMANDS.put("convert", ConvertCommand::new);
        COMMANDS.put("thermal-expansion", ThermalExpansionCommand::new);
        COMMANDS.put("melt", MeltCommand::new);
        COMMANDS.put("smoothness", SmoothnessCommand::new);
        COMMANDS.put("memory", MemoryCommand::new);
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("explain", ExplainCommand::new);
        COMMANDS.put("extend", ExtendCommand::new);
        COMMANDS.put("export", ExportCommand::new);
        COMMANDS.put("fmt", FmtCommand::new);
        COMMANDS.put("library", LibraryCommand::new);
        COMMANDS.put("devices", DevicesCommand::new);
        COMMANDS.put("doctor", DoctorCommand::new);
        COMMANDS.put("bench", BenchCommand::new);
    }

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
        CommandLine line = commandLine(arguments);
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

    /** Reading the annotations of all commands takes longer than a check; a line that begins with the name of one needs no other. */
    private static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        Supplier<Object> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (named != null) {
            return line.addSubcommand(arguments[0], named.get());
        }
        COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return line.addSubcommand("help", new CommandLine.HelpCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
