package org.eutectic.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        "ratio is Eutectic's time over that program's. docs/numbers.md tells more."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input"})
public final class BenchCommand implements Callable<Integer> {
    static final String EUTECTIC = "eutectic";
    private static final String LAMMPS = "lammps";
    private static final String LAMMPS_OPT = "lammps opt";

    @Spec
    private CommandSpec spec;

    @Option(names = "--against", paramLabel = "COMMAND", description = "The command that starts LAMMPS, lmp for example: measured in turn with Eutectic, "
        + "plain and, where it has them, opt styles. Without such a command Eutectic is measured alone.")
    private String against;

    @Option(names = "--case", paramLabel = "NAME", split = ",", description = "Cases to measure: ${COMPLETION-CANDIDATES}. Default: all.", completionCandidates = Names.class)
    private List<String> names;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Threads, and processes of LAMMPS. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--atoms", paramLabel = "N", defaultValue = "0", showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
        description = "About so many atoms; the nearest cube of cells is taken. Default: 32000, 32768 for diamond and zincblende.")
    private int atoms;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "100", description = "Steps in a round. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--equilibrate", paramLabel = "N", description = "Steps of Langevin dynamics that make the structure hot. Default: 300, for the melt 1500.")
    private Integer equilibration;

    @Option(names = "--warm-up", paramLabel = "SECONDS", defaultValue = "5", description = "Run at least so long, and until the speed no longer grows, "
        + "before anything is measured. Default: ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "3", description = "Rounds. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every round, medians and ratios as JSON.")
    private Path json;

    /** For the help. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(BenchCase.names());
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requirePositive("--threads", threads);
        requirePositive("--steps", steps);
        if (equilibration != null) {
            requirePositive("--equilibrate", equilibration);
        }
        requirePositive("--repeat", repeat);
        if (!(warmUp >= 0) || warmUp > 3600) {
            throw new CommandException("--warm-up must be a time from 0 to 3600 s, not " + warmUp);
        }
        if (atoms < 0) {
            throw new CommandException("--atoms must be at least 1, not " + atoms);
        }
        List<BenchCase> cases = cases();
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = new Workspace()) {
            Lammps lammps = against == null ? null : Lammps.find(against, threads, workspace.folder());
            if (lammps != null) {
                out.println("# against LAMMPS " + lammps.version());
            } else if (against != null) {
                out.println("# LAMMPS is left out: there is no command '" + against + "' (Debian and Ubuntu have it in the package lammps)");
            }
            out.printf("# %d %s, %d rounds of %d steps%n", threads, threads == 1 ? "thread" : "threads", repeat, steps);
            BenchTable table = new BenchTable(out);
            BenchJson results = new BenchJson(threads, steps, repeat, lammps == null ? null : lammps.version());
            if (json != null) {
                // Says at once when the file cannot be written.
                results.write(json);
            }
            table.head();
            for (BenchCase c : cases) {
                CaseResult r = measure(c, workspace, lammps);
                table.row(r);
                results.add(r);
                if (json != null) {
                    // After each case, so that a long run that is cut short leaves what it has.
                    results.write(json);
                }
            }
        }
        return Main.DONE;
    }

    private CaseResult measure(BenchCase c, Workspace workspace, Lammps lammps) throws IOException, InterruptedException {
        try (EngineRounds engine = new EngineRounds(c, workspace.potential(c), atoms, threads, equilibration == null ? c.equilibration() : equilibration, steps, warmUp)) {
            int n = engine.structure().size();
            double energy = engine.energy();
            Map<String, List<Sample>> rounds = new LinkedHashMap<>();
            rounds.put(EUTECTIC, new ArrayList<>());
            if (lammps != null) {
                lammps.write(engine.structure());
                rounds.put(LAMMPS, new ArrayList<>());
                if (c.hasOpt()) {
                    rounds.put(LAMMPS_OPT, new ArrayList<>());
                }
            }
            for (int k = 0; k < repeat; k++) {
                for (Map.Entry<String, List<Sample>> program : rounds.entrySet()) {
                    program.getValue().add(program.getKey().equals(EUTECTIC) ? engine.round(energy)
                        : lammps.round(c, n, steps, program.getKey().equals(LAMMPS_OPT)));
                }
            }
            double cutoff = engine.cutoff(), neighbors = engine.neighbors(), memory = engine.memory();
            rounds.get(EUTECTIC).replaceAll(s -> s.withMemory(memory));
            return new CaseResult(c, n, cutoff, neighbors, rounds);
        }
    }

    private List<BenchCase> cases() {
        if (names == null) {
            return Arrays.asList(BenchCase.values());
        }
        return names.stream().map(n -> BenchCase.named(n.strip()).orElseThrow(
            () -> new CommandException("there is no case '" + n + "'; there are " + String.join(", ", BenchCase.names())))).toList();
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new CommandException(option + " must be at least 1, not " + value);
        }
    }
}
