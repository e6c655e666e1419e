package org.eutectic.tests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;

/**
 * What LAMMPS computes for a structure.
 *
 * @param energy eV
 * @param forces eV/Å, three for each atom
 */
record LammpsRun(double energy, double[] forces) {

    /** Whether there is an {@code lmp} on the path. */
    static boolean isAtHand() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).anyMatch(d -> Files.isExecutable(Path.of(d, "lmp")));
    }

    /**
     * Runs {@code lmp} in a folder.
     *
     * @param c with charges, if it has some
     * @param style the lines that set the potential
     */
    static LammpsRun of(Path folder, Configuration c, List<String> style) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("data.lmp"), data(c));
        Files.writeString(folder.resolve("in.lammps"), "units metal\natom_style " + (c.charges() == null ? "atomic" : "charge") + "\nboundary p p p\nbox tilt large\nread_data data.lmp\n"
            + String.join("\n", style) + "\nneighbor 1.0 bin\nthermo_style custom step pe\nthermo_modify norm no format float %24.17g\n"
            + "dump 1 all custom 1 dump.out id fx fy fz\ndump_modify 1 sort id format float %24.17g\nrun 0 post no\n");
        Path log = folder.resolve("lmp.out");
        Process p = new ProcessBuilder("lmp", "-in", "in.lammps", "-log", "none").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        p.getOutputStream().close();
        if (!p.waitFor(120, TimeUnit.SECONDS)) {
            p.destroy();
            throw new IOException("lmp did not end in two minutes");
        }
        String said = Files.readString(log);
        if (p.exitValue() != 0) {
            throw new IOException("lmp failed:\n" + said);
        }
        List<String> lines = said.lines().toList();
        int header = 0;
        while (!lines.get(header).strip().startsWith("Step")) {
            header++;
        }
        double energy = Double.parseDouble(lines.get(header + 1).strip().split("\\s+")[1]);
        List<String> dump = Files.readAllLines(folder.resolve("dump.out"));
        double[] forces = new double[3 * c.size()];
        int first = dump.size() - c.size();
        for (int i = 0; i < c.size(); i++) {
            String[] words = dump.get(first + i).strip().split("\\s+");
            for (int axis = 0; axis < 3; axis++) {
                forces[3 * i + axis] = Double.parseDouble(words[1 + axis]);
            }
        }
        return new LammpsRun(energy, forces);
    }

    /** The structure as a data file. */
    static String data(Configuration c) {
        double[] v = c.cell().vectors();
        if (v[1] != 0 || v[2] != 0 || v[5] != 0) {
            throw new IllegalArgumentException("LAMMPS wants a along x and b in the plane of x and y");
        }
        StringBuilder out = new StringBuilder("structure of a test\n\n" + c.size() + " atoms\n" + c.symbols().size() + " atom types\n\n");
        out.append("0 ").append(v[0]).append(" xlo xhi\n0 ").append(v[4]).append(" ylo yhi\n0 ").append(v[8]).append(" zlo zhi\n");
        out.append(v[3]).append(' ').append(v[6]).append(' ').append(v[7]).append(" xy xz yz\n\nMasses\n\n");
        for (int s = 0; s < c.symbols().size(); s++) {
            out.append(s + 1).append(' ').append(Elements.mass(c.symbols().get(s))).append('\n');
        }
        out.append("\nAtoms\n\n");
        for (int i = 0; i < c.size(); i++) {
            out.append(String.format(Locale.ROOT, "%d %d %s%.17g %.17g %.17g%n", i + 1, c.types()[i] + 1, c.charges() == null ? "" : String.format(Locale.ROOT, "%.17g ", c.charges()[i]), c.positions()[3 * i], c.positions()[3 * i + 1], c.positions()[3 * i + 2]));
        }
        return out.toString();
    }
}
