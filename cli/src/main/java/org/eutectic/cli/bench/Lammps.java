package org.eutectic.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.cli.CommandException;

/** Runs LAMMPS on the same structure, cutoff and skin, and reads the times in its log. */
final class Lammps {
    private static final String NUMBER = "([-+0-9.eE]+)";
    private static final Pattern LOOP = Pattern.compile("^Loop time of " + NUMBER + " on \\d+ procs for (\\d+) steps", Pattern.MULTILINE);
    private static final Pattern PAIR = Pattern.compile("^Pair +\\| *[^|]+\\| *" + NUMBER, Pattern.MULTILINE);
    private static final Pattern NEIGH = Pattern.compile("^Neigh +\\| *[^|]+\\| *" + NUMBER, Pattern.MULTILINE);
    private static final Pattern BUILDS = Pattern.compile("^Neighbor list builds = (\\d+)", Pattern.MULTILINE);
    private static final Pattern MEMORY = Pattern.compile("memory allocation \\(min/avg/max\\) = [^|]+\\| " + NUMBER);
    private static final Pattern FIRST_ENERGY = Pattern.compile("^ *Step +PotEng *\\n *0 +" + NUMBER, Pattern.MULTILINE);

    private final String command;
    private final int processes;
    private final Path folder;
    private final String version;

    private Lammps(String command, int processes, Path folder, String version) {
        this.command = command;
        this.processes = processes;
        this.folder = folder;
        this.version = version;
    }

    /**
     * LAMMPS, or null where there is no such command.
     *
     * @param processes of MPI; more than one needs {@code mpirun}
     * @param folder where potentials are and files may be written
     */
    static Lammps find(String command, int processes, Path folder) throws IOException, InterruptedException {
        Path help = folder.resolve("help.txt");
        if (!starts(List.of(command, "-h"), help)) {
            return null;
        }
        Matcher m = Pattern.compile("Simulator - (.*)").matcher(Files.readString(help));
        if (!m.find()) {
            throw new CommandException("'" + command + "' is not LAMMPS: '" + command + " -h' does not name it; give the command that starts it with --against");
        }
        if (processes > 1 && !starts(List.of("mpirun", "--version"), folder.resolve("mpi.txt"))) {
            throw new CommandException("LAMMPS needs mpirun for more than one thread; install it or leave --against out");
        }
        return new Lammps(command, processes, folder, m.group(1).strip());
    }

    private static boolean starts(List<String> words, Path output) throws InterruptedException {
        try {
            Process p = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            p.getOutputStream().close();
            p.waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String version() {
        return version;
    }

    /** Writes the structure that the next rounds start from. */
    void write(Configuration c) throws IOException {
        StringBuilder text = new StringBuilder("eutectic bench\n\n").append(c.size()).append(" atoms\n").append(c.symbols().size()).append(" atom types\n");
        for (int k = 0; k < 3; k++) {
            text.append("0 ").append(c.cell().get(k, k)).append(' ').append("xyz".charAt(k)).append("lo ").append("xyz".charAt(k)).append("hi\n");
        }
        text.append("\nMasses\n\n");
        for (int t = 0; t < c.symbols().size(); t++) {
            text.append(t + 1).append(' ').append(Elements.mass(c.symbols().get(t))).append('\n');
        }
        text.append("\nAtoms # atomic\n\n");
        double[] x = c.positions(), v = c.velocities();
        for (int i = 0; i < c.size(); i++) {
            text.append(i + 1).append(' ').append(c.types()[i] + 1).append(' ').append(x[3 * i]).append(' ').append(x[3 * i + 1]).append(' ').append(x[3 * i + 2]).append('\n');
        }
        text.append("\nVelocities\n\n");
        for (int i = 0; i < c.size(); i++) {
            // Å/fs to Å/ps.
            text.append(i + 1).append(' ').append(1e3 * v[3 * i]).append(' ').append(1e3 * v[3 * i + 1]).append(' ').append(1e3 * v[3 * i + 2]).append('\n');
        }
        Files.writeString(folder.resolve("data.lmp"), text);
    }

    /** One round: so many steps at constant energy from the structure written last. */
    Sample round(BenchCase what, int atoms, int steps, boolean opt) throws IOException, InterruptedException {
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
            """, what.pairStyle(), what.pairCoeff(), what == BenchCase.LJ ? "pair_modify shift yes\n" : "", BenchCase.SKIN, 1e-3 * what.timestep(), steps, steps));
        List<String> words = new ArrayList<>();
        if (processes > 1) {
            words.addAll(List.of("mpirun", "--oversubscribe", "-np", String.valueOf(processes)));
        }
        words.addAll(List.of(command, "-in", "in.lammps", "-log", "log.lammps", "-screen", "none"));
        if (opt) {
            words.addAll(List.of("-sf", "opt"));
        }
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process p = builder.start();
        p.getOutputStream().close();
        try {
            if (!p.waitFor(1, TimeUnit.HOURS)) {
                throw new CommandException("LAMMPS has not ended after an hour; measure fewer atoms with --atoms");
            }
        } finally {
            p.destroy();
        }
        String log = Files.exists(folder.resolve("log.lammps")) ? Files.readString(folder.resolve("log.lammps")) : "";
        if (p.exitValue() != 0) {
            String error = log.lines().filter(l -> l.startsWith("ERROR")).findFirst().orElseGet(() -> lastLine(folder.resolve("output.txt")));
            throw new CommandException("LAMMPS failed on " + what.id() + ": " + error);
        }
        return parse(log, atoms, processes);
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
        long builds = (long) number(BUILDS, log);
        double list = builds == 0 ? Double.NaN : 1e9 * number(NEIGH, log) / builds / atoms;
        return new Sample(perStep * number(PAIR, log), perStep * Double.parseDouble(loop.group(1)), list, number(MEMORY, log) * processes * (1 << 20) / atoms, builds,
            number(FIRST_ENERGY, log));
    }

    private static double number(Pattern pattern, String log) {
        Matcher m = pattern.matcher(log);
        if (!m.find()) {
            throw new CommandException("LAMMPS's log has nothing like '" + pattern + "': this version is not understood");
        }
        return Double.parseDouble(m.group(1));
    }
}
