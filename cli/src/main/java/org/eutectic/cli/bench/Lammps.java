package org.eutectic.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.cli.CommandException;

/** Runs LAMMPS on the same structure, cutoff and skin, and reads the times in its log. */
final class Lammps {
    private static final String NUMBER = "([-+0-9.eE]+)";
    private static final Pattern VERSION = Pattern.compile("Simulator - (.*)");
    private static final Pattern LOOP = Pattern.compile("^Loop time of " + NUMBER + " on \\d+ procs for (\\d+) steps", Pattern.MULTILINE);
    private static final Pattern PAIR = section("Pair");
    private static final Pattern NEIGH = section("Neigh");
    private static final Pattern COMM = section("Comm");
    private static final Pattern BUILDS = Pattern.compile("^Neighbor list builds = (\\d+)", Pattern.MULTILINE);
    private static final Pattern MEMORY = Pattern.compile("memory allocation \\(min/avg/max\\) = [^|]+\\| " + NUMBER);
    private static final Pattern ENERGIES = Pattern.compile("^ *Step +PotEng *\\n *0 +" + NUMBER + " *\\n *\\d+ +" + NUMBER, Pattern.MULTILINE);
    private static final long PATIENCE_SECONDS = 3600;
    /** One thread for each process; Open MPI as it must be told in a container: root may use it, and processes may outnumber cores. */
    private static final Map<String, String> ENVIRONMENT = Map.of("OMP_NUM_THREADS", "1", "OMPI_ALLOW_RUN_AS_ROOT", "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1",
        "OMPI_MCA_rmaps_base_oversubscribe", "1", "PRTE_MCA_rmaps_default_mapping_policy", ":oversubscribe");

    private final String command;
    private final Workspace workspace;
    private final String version;
    private final Set<String> words;

    private Lammps(String command, Workspace workspace, String version, Set<String> words) {
        this.command = command;
        this.workspace = workspace;
        this.version = version;
        this.words = words;
    }

    private static Pattern section(String name) {
        return Pattern.compile("^" + name + " +\\| *[^|]+\\| *" + NUMBER, Pattern.MULTILINE);
    }

    /**
     * LAMMPS, or null where there is no such command.
     *
     * @param parallel whether it will be asked for more than one process, which needs {@code mpirun}
     */
    static Lammps find(String words, boolean parallel, Workspace workspace) throws IOException, InterruptedException {
        // It will run in another folder than this one.
        String command = words.indexOf('/') < 0 ? words : Path.of(words).toAbsolutePath().toString();
        Path help = workspace.folder().resolve("help.txt");
        if (!starts(workspace, List.of(command, "-h"), help)) {
            return null;
        }
        String text = Files.readString(help);
        Matcher m = VERSION.matcher(text);
        if (!m.find()) {
            throw new CommandException("'" + command + "' is not LAMMPS: '" + command + " -h' does not name it; give the command that starts it with --against");
        }
        if (parallel && !starts(workspace, List.of("mpirun", "--version"), workspace.folder().resolve("mpi.txt"))) {
            throw new CommandException("LAMMPS needs mpirun for more than one thread; install it or leave --against out");
        }
        return new Lammps(command, workspace, m.group(1).strip(),
            new HashSet<>(List.of(text.split("\\s+"))));
    }

    private static boolean starts(Workspace workspace, List<String> words, Path output) throws InterruptedException {
        try {
            workspace.run(words, ENVIRONMENT, output, 60);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String version() {
        return version;
    }

    /** Whether this build has a style; many are in packages that may have been left out. */
    boolean has(LammpsStyle style) {
        return words.contains(style.name());
    }

    /** Writes the structure that the next rounds start from. */
    void write(Configuration c) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(workspace.folder().resolve("data.lmp"))) {
            StringBuilder text = new StringBuilder("eutectic bench\n\n").append(c.size()).append(" atoms\n").append(c.symbols().size()).append(" atom types\n");
            for (int k = 0; k < 3; k++) {
                text.append("0 ").append(c.cell().get(k, k)).append(' ').append("xyz".charAt(k)).append("lo ").append("xyz".charAt(k)).append("hi\n");
            }
            text.append("\nMasses\n\n");
            for (int t = 0; t < c.symbols().size(); t++) {
                text.append(t + 1).append(' ').append(Elements.mass(c.symbols().get(t))).append('\n');
            }
            out.append(text).append("\nAtoms # atomic\n\n");
            for (int i = 0; i < c.size(); i++) {
                out.append(String.valueOf(i + 1)).append(' ').append(String.valueOf(c.types()[i] + 1));
                vector(out, c.positions(), i, 1);
            }
            out.append("\nVelocities\n\n");
            for (int i = 0; i < c.size(); i++) {
                out.append(String.valueOf(i + 1));
                // Å/fs to Å/ps.
                vector(out, c.velocities(), i, 1e3);
            }
        }
    }

    private static void vector(BufferedWriter out, double[] x, int i, double factor) throws IOException {
        for (int k = 3 * i; k < 3 * i + 3; k++) {
            out.append(' ').append(String.valueOf(factor * x[k]));
        }
        out.append('\n');
    }

    /** One round: so many steps at constant energy from the structure written last. */
    Sample round(BenchCase what, LammpsStyle style, int atoms, int steps, int processes) throws IOException, InterruptedException {
        Path folder = workspace.folder();
        int count = Math.max(1, steps / style.share());
        Files.writeString(folder.resolve("in.lammps"), String.format(Locale.ROOT, """
            units metal
            atom_style atomic
            read_data data.lmp
            pair_style %s
            pair_coeff %s
            %sneighbor %s bin
            neigh_modify every 1 delay 0 check yes
            timestep %s
            fix 1 all nve
            thermo_style custom step pe
            thermo_modify norm no format float %%20.15g
            thermo %d
            run %d
            """, style.pair(), style.coefficients(), what == BenchCase.LJ ? "pair_modify shift yes\n" : "", BenchCase.SKIN, 1e-3 * what.timestep(), count, count));
        List<String> line = new ArrayList<>();
        if (processes > 1) {
            line.addAll(List.of("mpirun", "-np", String.valueOf(processes)));
        }
        line.addAll(List.of(command, "-in", "in.lammps", "-log", "log.lammps", "-screen", "none"));
        Path output = folder.resolve("output.txt"), log = folder.resolve("log.lammps");
        Files.deleteIfExists(log);
        OptionalInt code = workspace.run(line, ENVIRONMENT, output, PATIENCE_SECONDS);
        if (code.isEmpty()) {
            throw new CommandException("LAMMPS has not ended after an hour; measure fewer atoms with --atoms");
        }
        String text = Files.exists(log) ? Files.readString(log) : "";
        if (code.getAsInt() != 0) {
            String error = text.lines().filter(l -> l.startsWith("ERROR")).findFirst().orElseGet(() -> lastLine(output));
            throw new CommandException("LAMMPS failed on " + what.id() + ": " + error);
        }
        return parse(text, atoms, processes);
    }

    private static String lastLine(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(l -> !l.isBlank()).reduce("it says nothing", (a, b) -> b);
        } catch (IOException e) {
            return "it says nothing";
        }
    }

    /** The numbers in a log of LAMMPS. */
    static Sample parse(String log, int atoms, int processes) {
        Matcher loop = LOOP.matcher(log);
        if (!loop.find()) {
            throw new CommandException("LAMMPS's log has no line 'Loop time of …': this version is not understood");
        }
        double steps = Double.parseDouble(loop.group(2));
        double perStep = 1e9 / steps / atoms;
        long builds = (long) number(BUILDS, 1, log);
        double list = builds == 0 ? Double.NaN : 1e9 * number(NEIGH, 1, log) / builds / atoms;
        return new Sample(perStep * number(PAIR, 1, log), perStep * number(COMM, 1, log), perStep * Double.parseDouble(loop.group(1)), list,
            number(MEMORY, 1, log) * processes * (1 << 20) / atoms, builds, number(ENERGIES, 1, log), number(ENERGIES, 2, log));
    }

    private static double number(Pattern pattern, int group, String log) {
        Matcher m = pattern.matcher(log);
        if (!m.find()) {
            throw new CommandException("LAMMPS's log has nothing like '" + pattern + "': this version is not understood");
        }
        return Double.parseDouble(m.group(group));
    }
}
