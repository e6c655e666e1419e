package org.eutectic.speed;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.physics.charges.ChargeEquilibration;
import org.eutectic.physics.coulomb.ChargeClouds;
import org.eutectic.physics.coulomb.ChargeField;
import org.eutectic.physics.coulomb.CoulombMethod;
import org.eutectic.physics.coulomb.CoulombSettings;
import org.eutectic.physics.coulomb.CoulombSum;
import org.eutectic.physics.dispersion.Damping;
import org.eutectic.physics.dispersion.Dispersion;
import org.eutectic.physics.dispersion.DispersionSettings;
import org.eutectic.physics.dispersion.Functionals;
import org.junit.jupiter.api.Test;

/**
 * What charges and dispersion cost against the number of atoms, on one thread, and particle-mesh Ewald against LAMMPS's {@code pppm} in turns, where there is an {@code lmp}.
 * Run by name (docs/long-range.md); an ordinary test run never does.
 */
class LongRangeCosts {
    private static final int ROUNDS = 5;

    private static Configuration rockSalt(int n) {
        Random random = new Random(1);
        int atoms = 8 * n * n * n;
        double[] x = new double[3 * atoms], charges = new double[atoms];
        int[] types = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            int[] g = {i % (2 * n), i / (2 * n) % (2 * n), i / (4 * n * n)};
            types[i] = (g[0] + g[1] + g[2]) % 2;
            charges[i] = 1 - 2 * types[i];
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = 2.82 * g[k] + 0.2 * (2 * random.nextDouble() - 1);
            }
        }
        Configuration c = new Configuration(List.of("Na", "Cl"), types, x, Cell.orthorhombic(5.64 * n, 5.64 * n, 5.64 * n));
        c.setCharges(charges);
        return c;
    }

    /** The least of some rounds, ms of the one thread that computes: what else the machine does does not count. */
    private static double time(int warmUps, int rounds, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int k = 0; k < warmUps; k++) {
            work.run();
        }
        double[] times = new double[rounds];
        for (int k = 0; k < rounds; k++) {
            long start = threads.getCurrentThreadCpuTime();
            work.run();
            times[k] = 1e-6 * (threads.getCurrentThreadCpuTime() - start);
        }
        return Arrays.stream(times).min().orElseThrow();
    }

    private static double coulomb(Configuration c, CoulombMethod method, double accuracy) {
        // Ewald's sum of many ions takes minutes, by code that is compiled by then.
        boolean once = method == CoulombMethod.EWALD && c.size() > 10_000;
        CoulombSum sum = new CoulombSum(CoulombSettings.of(method).withAccuracy(accuracy), 2, null, 1);
        NeighborList list = new NeighborListBuilder(c.symbols(), sum.neighborhoods(), 1, 1).build(c);
        ChargeField out = new ChargeField();
        return time(once ? 0 : c.size() < 100_000 ? 12 : 4, once ? 1 : ROUNDS, () -> sum.compute(list, list.charges(), true, false, out));
    }

    @Test
    void meshAgainstLammps() throws IOException, InterruptedException {
        for (double accuracy : new double[] {1e-4, 1e-6}) {
            for (int n : new int[] {5, 10, 16, 20, 29}) {
                Configuration c = rockSalt(n);
                double ours = coulomb(c, CoulombMethod.PME, accuracy), theirs = lammps(c, accuracy);
                System.out.printf(Locale.ROOT, "accuracy %.0e %7d atoms  pme %9.2f ms  pppm %9.2f ms  ratio %.2f%n", accuracy, c.size(), ours, theirs, ours / theirs);
            }
        }
    }

    private static double lammps(Configuration c, double accuracy) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pppm");
        double l = c.cell().get(0, 0);
        StringBuilder data = new StringBuilder("rock salt\n\n" + c.size() + " atoms\n2 atom types\n");
        for (String a : List.of("x", "y", "z")) {
            data.append("0 ").append(l).append(' ').append(a).append("lo ").append(a).append("hi\n");
        }
        data.append("\nMasses\n\n1 22.99\n2 35.45\n\nAtoms # charge\n\n");
        for (int i = 0; i < c.size(); i++) {
            double[] x = c.positions();
            data.append(i + 1).append(' ').append(c.types()[i] + 1).append(' ').append(c.charges()[i]).append(' ').append(x[3 * i]).append(' ').append(x[3 * i + 1]).append(' ')
                .append(x[3 * i + 2]).append('\n');
        }
        Files.writeString(folder.resolve("data.lmp"), data);
        Files.writeString(folder.resolve("in.lmp"), "units metal\natom_style charge\nread_data data.lmp\npair_style coul/long 9.0\npair_coeff * *\nkspace_style pppm " + accuracy
            + "\nneighbor 1.0 bin\nthermo 1000\nrun 2\nrun 10\n");
        Path said = folder.resolve("said");
        try {
            Process p = new ProcessBuilder("lmp", "-in", "in.lmp", "-log", "none").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
            p.waitFor(300, TimeUnit.SECONDS);
        } catch (IOException e) {
            return Double.NaN;
        }
        double loop = Double.NaN;
        for (String line : Files.readAllLines(said)) {
            if (line.startsWith("Loop time of")) {
                loop = 1000 * Double.parseDouble(line.split("\\s+")[3]) / 10;
            }
        }
        return loop;
    }

    @Test
    void charges() {
        for (int n : new int[] {5, 10, 15, 20, 23, 29}) {
            Configuration c = rockSalt(n);
            double ewald = n == 20 || n > 23 ? Double.NaN : coulomb(c, CoulombMethod.EWALD, 1e-5), mesh = coulomb(c, CoulombMethod.PME, 1e-5);
            System.out.printf(Locale.ROOT, "%7d atoms, accuracy 1e-5: ewald %10.1f ms, pme %8.1f ms, %.2f us/atom%n", c.size(), ewald, mesh, 1000 * mesh / c.size());
        }
    }

    @Test
    void equilibration() {
        for (int n : new int[] {5, 10, 15, 23}) {
            Configuration c = rockSalt(n);
            CoulombSum sum = new CoulombSum(CoulombSettings.of(CoulombMethod.PME).withAccuracy(1e-5), 2, ChargeClouds.gaussian(new double[] {1.0, 0.9}), 1, 1);
            NeighborList list = new NeighborListBuilder(c.symbols(), sum.neighborhoods(), 1, 1).build(c);
            double[] chi = new double[c.size()], charges = new double[c.size()];
            Arrays.setAll(chi, i -> list.types()[i] == 0 ? 2.8 : 8.3);
            ChargeEquilibration first = new ChargeEquilibration(sum, new double[] {9, 12}, 0);
            double alone = time(0, 1, () -> first.solve(list, chi, true, false, charges)), again = time(1, 3, () -> {
                Arrays.setAll(chi, i -> (list.types()[i] == 0 ? 2.8 : 8.3) + 1e-3 * Math.sin(i + System.nanoTime() % 7));
                first.solve(list, chi, true, false, charges);
            });
            System.out.printf(Locale.ROOT, "%7d atoms, qeq: %9.1f ms from nothing, %9.1f ms from the step before%n", c.size(), alone, again);
        }
    }

    @Test
    void dispersion() {
        for (int n : new int[] {5, 10, 15, 23}) {
            Configuration c = rockSalt(n);
            Dispersion d = new Dispersion(DispersionSettings.of(Functionals.find("PBE", Damping.BJ).orElseThrow()), c.symbols(), 1);
            NeighborListBuilder builder = new NeighborListBuilder(d, 0, 1);
            long start = System.nanoTime();
            NeighborList list = builder.build(c);
            double built = 1e-6 * (System.nanoTime() - start);
            Evaluation out = new Evaluation();
            double t = time(3, 3, () -> d.compute(list, true, true, false, out));
            System.out.printf(Locale.ROOT, "%7d atoms, d3 to 60 bohr: %9.1f ms, %.1f us/atom; the list %9.1f ms%n", c.size(), t, 1000 * t / c.size(), built);
        }
    }
}
