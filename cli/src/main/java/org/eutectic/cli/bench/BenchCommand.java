package org.eutectic.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.cli.CommandException;
import org.eutectic.cli.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the speed of known potentials, alone or against LAMMPS. */
@Command(name = "bench", description = "Measure the speed of forces, steps and neighbor lists on known cases, alone or against LAMMPS.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nHow it measures:%n", footer = {
        "Each case is a crystal made hot by Langevin dynamics, which also compiles the potential. Rounds of constant energy then start from that one",
        "structure, the programs taking turns. Times are medians over the rounds, in nanoseconds for each atom and step (list: for each atom and list made);",
        "ratio is Eutectic's time over that program's. docs/benchmarks.md tells more.",
        "",
        "  eutectic bench --against lmp                                    all cases against LAMMPS",
        "  eutectic bench --against lmp --case lj,sw-si --threads 1,2      threads",
        "  eutectic bench --case lj --atoms 1k,32k,2M                      sizes"},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input"})
public final class BenchCommand implements Callable<Integer> {
    private static final Pattern COUNT = Pattern.compile("(\\d{1,9})([kM]?)");

    @Spec
    private CommandSpec spec;

    @Option(names = "--against", paramLabel = "COMMAND", description = "The command that starts LAMMPS, lmp for example: measured in turn with Eutectic, "
        + "in its plain style and in others that compute the same. Without such a command Eutectic is measured alone.")
    private String against;

    @Option(names = "--case", paramLabel = "NAME", split = ",", description = "Cases to measure: ${COMPLETION-CANDIDATES}. Default: all.", completionCandidates = Names.class)
    private List<String> names;

    @Option(names = "--threads", paramLabel = "N", split = ",", defaultValue = "1", description = "Threads, and processes of LAMMPS; several numbers, as in 1,2,4, "
        + "to see what more threads are good for. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads;

    @Option(names = "--atoms", paramLabel = "N", split = ",", description = "About so many atoms, 32k or 2M for example; the nearest cube of cells is taken. "
        + "Several numbers measure one size after the other. Default: 32000, 32768 for diamond and zincblende.")
    private List<String> atoms;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "100", description = "Steps in a round of the usual number of atoms; up to ten times as many of "
        + "fewer atoms, down to 20 of more. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--equilibrate", paramLabel = "N", description = "Steps of Langevin dynamics that make the structure hot. Default: 300, for the melts 1500.")
    private Integer equilibration;

    @Option(names = "--warm-up", paramLabel = "SECONDS", defaultValue = "5", description = "Run at least so long, and until the speed no longer grows, "
        + "before anything is measured. Default: ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "5", description = "Rounds. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every round, medians, ratios and goals as JSON.")
    private Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the tables as Markdown, a row for each case.")
    private Path markdown;

    /** For the help. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(BenchCase.names());
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        List<BenchCase> cases = cases();
        int[] sizes = sizes();
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = new Workspace()) {
            boolean parallel = threads.stream().anyMatch(t -> t > 1);
            Lammps lammps = against == null ? null : Lammps.find(against, parallel, workspace);
            if (lammps == null && against != null) {
                out.println("# LAMMPS is left out: there is no command '" + against + "' (Debian and Ubuntu have it in the package lammps)");
            }
            BenchSetting setting = BenchSetting.here(lammps == null ? null : lammps.version(), steps, repeat);
            out.println("# " + setting);
            List<CaseResult> results = new ArrayList<>();
            // Says at once when a file cannot be written.
            write(setting, results);
            Measurement measurement = new Measurement(workspace, lammps, threads, steps, equilibration, warmUp, repeat);
            BenchTable table = new BenchTable(out);
            table.head();
            for (BenchCase c : cases) {
                if (lammps != null) {
                    c.styles().stream().filter(s -> !lammps.has(s)).forEach(s -> out.println("# " + c.id() + ": this LAMMPS has no pair_style " + s.name()));
                }
                for (int size : sizes) {
                    table.announce(c, c.atoms(c.cells(size)));
                    CaseResult r = measurement.of(c, size);
                    table.rows(r);
                    results.add(r);
                    // After each, so that a long run that is cut short leaves what it has.
                    write(setting, results);
                }
            }
            if (threads.size() > 1) {
                table.speedUps(results);
            }
            table.goals(results);
        }
        return Main.DONE;
    }

    private void check() {
        if (threads.isEmpty()) {
            throw new CommandException("--threads needs a number");
        }
        threads.forEach(t -> requirePositive("--threads", t));
        if (threads.stream().distinct().count() < threads.size()) {
            throw new CommandException("--threads names a number twice");
        }
        requirePositive("--steps", steps);
        if (equilibration != null) {
            requirePositive("--equilibrate", equilibration);
        }
        requirePositive("--repeat", repeat);
        if (!(warmUp >= 0) || warmUp > 3600) {
            throw new CommandException("--warm-up must be a time from 0 to 3600 s, not " + warmUp);
        }
        if (json != null && json.equals(markdown)) {
            throw new CommandException("--json and --markdown name the same file");
        }
    }

    private List<BenchCase> cases() {
        if (names == null) {
            return Arrays.asList(BenchCase.values());
        }
        return names.stream().map(n -> BenchCase.named(n.strip()).orElseThrow(
            () -> new CommandException("there is no case '" + n + "'; there are " + String.join(", ", BenchCase.names())))).toList();
    }

    private int[] sizes() {
        return atoms == null ? new int[1] : atoms.stream().mapToInt(BenchCommand::size).toArray();
    }

    private static int size(String text) {
        Matcher m = COUNT.matcher(text.strip());
        long n = !m.matches() ? 0 : Long.parseLong(m.group(1)) * switch (m.group(2)) {
            case "k" -> 1_000;
            case "M" -> 1_000_000;
            default -> 1;
        };
        if (n < 1 || n > 100_000_000) {
            throw new CommandException("--atoms must be a number from 1 to 100M, as 500, 32k or 2M, not '" + text + "'");
        }
        return (int) n;
    }

    private void write(BenchSetting setting, List<CaseResult> results) {
        if (json != null) {
            BenchJson.write(json, setting, results);
        }
        if (markdown != null) {
            BenchMarkdown.write(markdown, setting, results);
        }
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new CommandException(option + " must be at least 1, not " + value);
        }
    }
}
