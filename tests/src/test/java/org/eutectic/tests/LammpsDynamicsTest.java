package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.Main;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.CellShape;
import org.eutectic.md.dynamics.Csvr;
import org.eutectic.md.dynamics.MartynaTobiasKlein;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.PressureProgram;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.StochasticCell;
import org.eutectic.md.dynamics.TemperatureProgram;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.property.CrystalProperties;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copper by one table of the embedded-atom method, moved by LAMMPS and here. */
class LammpsDynamicsTest {
    /** LAMMPS's u·(Å/ps)² in eV, in units metal (its update.cpp), and Boltzmann's constant. */
    private static final double LAMMPS_MASS = 1.0364269e-4;
    private static final double LAMMPS_BOLTZMANN = 8.617343e-5;

    @TempDir
    private Path folder;
    private Potential potential;

    @BeforeEach
    void makeTheTable() {
        assumeTrue(LammpsRun.isAtHand(), "skipped: there is no lmp on the path");
        StringWriter said = new StringWriter();
        int code = Main.run(new PrintWriter(said), new PrintWriter(said), "export", Places.root().resolve("potentials/Cu.eut").toString(), "--to", "setfl", "-o",
            folder.resolve("Cu.setfl").toString());
        assertEquals(0, code, said.toString());
        potential = Potential.parse(new SourceFile("table.eut", """
            import "forms/eam.eut"
            potential Table is EAM {
              species Cu
              from setfl("Cu.setfl")
            }
            """), folder, null, java.util.Map.of());
    }

    private static Configuration copper(double a, double temperature) {
        Configuration c = Lattice.FCC.build(List.of("Cu"), a, a, new int[] {4, 4, 4}, new boolean[] {true, true, true}, new double[3]);
        Velocities.maxwellBoltzmann(c, temperature, 5);
        return c;
    }

    private String lammps(Configuration c, String commands) throws IOException, InterruptedException {
        StringBuilder data = new StringBuilder(LammpsRun.data(c)).append("\nVelocities\n\n");
        for (int i = 0; i < c.size(); i++) {
            double[] v = c.velocities();
            data.append(String.format(Locale.ROOT, "%d %.17g %.17g %.17g%n", i + 1, 1000 * v[3 * i], 1000 * v[3 * i + 1], 1000 * v[3 * i + 2]));
        }
        Files.writeString(folder.resolve("data.lmp"), data);
        Files.writeString(folder.resolve("in.lammps"), "units metal\natom_style atomic\nboundary p p p\nbox tilt large\nread_data data.lmp\npair_style eam/alloy\npair_coeff * * Cu.setfl Cu\n"
            + "neighbor 1.0 bin\n" + commands);
        Path log = folder.resolve("lmp.out");
        Process p = new ProcessBuilder("lmp", "-in", "in.lammps", "-log", "none").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        p.getOutputStream().close();
        assertTrue(p.waitFor(240, TimeUnit.SECONDS), "lmp does not end");
        assertEquals(0, p.exitValue(), Files.readString(log));
        return Files.readString(log);
    }

    /**
     * A thousand steps at constant energy, with masses such that LAMMPS's older constants give the same accelerations: what differs is the rounding of sums, some
     * 1e-15 Å in the first steps, which grows by e in less than a picosecond.
     */
    @Test
    void trajectoriesAgreeToTheGrowthOfRounding() throws IOException, InterruptedException {
        Configuration c = copper(3.62, 600);
        lammps(c, "timestep 0.001\nfix 1 all nve\ndump 1 all custom 100 nve.dump id element xu yu zu\ndump_modify 1 sort id element Cu format float %24.17g\nthermo 100\nrun 1000\n");
        double[] masses = c.masses().clone();
        for (int i = 0; i < masses.length; i++) {
            masses[i] *= 1e6 * LAMMPS_MASS / Units.MASS_VELOCITY_SQUARED;
        }
        c.setMasses(masses);
        List<StructureFrame> theirs = StructureFile.all(folder.resolve("nve.dump"));
        assertEquals(11, theirs.size());
        double[] apart = new double[11], first = theirs.get(0).configuration().positions(), last = theirs.get(10).configuration().positions();
        double moved = 0;
        for (int i = 0; i < first.length; i++) {
            moved = Math.max(moved, Math.abs(last[i] - first[i]));
        }
        assertTrue(moved > 0.1, "they hardly move: " + moved + " Å");
        try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
            Simulation.of(c, field).timestep(1).steps(1000).observe(each(100, s -> {
                int k = (int) (s.step() / 100);
                double[] here = s.configuration().positions(), there = theirs.get(k).configuration().positions();
                for (int i = 0; i < here.length; i++) {
                    apart[k] = Math.max(apart[k], Math.abs(here[i] - there[i]));
                }
            })).build().run();
        }
        System.out.println("NVE, Cu, 256 atoms at 600 K, 1 fs: largest distance from LAMMPS's places after 0, 100, … 1000 steps, Å: " + Arrays.toString(apart));
        assertTrue(apart[1] < 1e-11, Arrays.toString(apart));
        assertTrue(apart[10] < 1e-8, Arrays.toString(apart));
    }

    /** The mean volume at 600 K and no pressure, from both barostats here and from LAMMPS's Nosé-Hoover. */
    @Test
    void meanVolumesAgree() throws IOException, InterruptedException {
        double temperature = 600;
        boolean thorough = Boolean.getBoolean("eutectic.slow");
        int steps = thorough ? 20_000 : 6000, settle = thorough ? 2000 : 1500;
        String log = lammps(copper(3.64, 2 * temperature), "timestep 0.002\nfix 1 all npt temp 600 600 0.2 iso 0 0 1.0\nthermo_style custom step vol\n"
            + "thermo 20\nthermo_modify format float %.10g\nrun " + steps + "\n");
        double[] theirs = meanAndError(log.lines().map(String::strip).filter(l -> l.matches("\\d+ +\\d[\\d.e+]*")).map(l -> l.split(" +"))
            .filter(w -> Long.parseLong(w[0]) > settle).mapToDouble(w -> Double.parseDouble(w[1])).toArray());
        // Their kT is the larger by 1e-6: of no matter here.
        assertEquals(1, LAMMPS_BOLTZMANN / Units.BOLTZMANN, 2e-6);
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "NPT, Cu, 256 atoms at 600 K, 0 GPa, %d fs: LAMMPS %.2f ± %.2f Å³", 2 * steps, theirs[0], theirs[1]));
        for (int kind = 0; kind < 2; kind++) {
            Configuration c = copper(3.64, 2 * temperature);
            TemperatureProgram t = TemperatureProgram.constant(temperature);
            PressureProgram none = PressureProgram.constant(0);
            double[] volumes = new double[(steps - settle) / 20];
            int[] count = new int[1];
            try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
                Simulation.Builder b = Simulation.of(c, field).timestep(2).steps(steps).observe(each(20, s -> {
                    if (s.step() > settle) {
                        volumes[count[0]++] = s.configuration().cell().volume();
                    }
                }));
                (kind == 0 ? b.integrator(new Csvr(t, 200, 3)).cell(new StochasticCell(CellShape.ISOTROPIC, none, t, 500, 130, 10, 3))
                    : b.integrator(new MartynaTobiasKlein(CellShape.ISOTROPIC, none, t, 200, 1000))).build().run();
            }
            double[] ours = meanAndError(volumes);
            table.append(String.format(Locale.ROOT, ", %s %.2f ± %.2f Å³", kind == 0 ? "rescaling" : "Martyna-Tobias-Klein", ours[0], ours[1]));
            assertEquals(theirs[0], ours[0], 4 * Math.hypot(theirs[1], ours[1]), table.toString());
            assertTrue(ours[1] < 4e-3 * ours[0], "an error that tells nothing: " + table);
        }
        System.out.println(table);
    }

    /** Strains of 1e-4 either way: the cubic part of the stress is some 1e-6 of it; bars are converted by LAMMPS's constant, which is 8.4e-8 off. */
    @Test
    void elasticConstantsAgree() throws IOException, InterruptedException {
        CrystalProperties here;
        try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
            here = CrystalProperties.of(field, Lattice.FCC, List.of("Cu"));
        }
        double a = here.crystal().a(), e = 1e-4, l = 4 * a;
        StringBuilder commands = new StringBuilder("velocity all set 0 0 0\nthermo_style custom step pxx pyy pxy\nthermo_modify norm no format float %.17g\n");
        for (String box : List.of("x final 0 " + l * (1 + e), "x final 0 " + l * (1 - e), "x final 0 " + l + " xy final " + l * e, "xy final " + -l * e)) {
            commands.append("change_box all ").append(box).append(" remap\nrun 0\n");
        }
        double[][] p = lammps(copper(a, 1), commands.toString()).lines().map(String::strip).filter(x -> x.matches("0 +-?\\d.*")).map(x -> x.split(" +"))
            .map(w -> new double[] {Double.parseDouble(w[1]), Double.parseDouble(w[2]), Double.parseDouble(w[3])}).toArray(double[][]::new);
        assertEquals(4, p.length);
        double bar = 1e-4;
        double[] theirs = {(p[1][0] - p[0][0]) / (2 * e) * bar, (p[1][1] - p[0][1]) / (2 * e) * bar, (p[3][2] - p[2][2]) / (2 * e) * bar};
        double[] ours = {here.elasticity().relaxed().get(1, 1), here.elasticity().relaxed().get(1, 2), here.elasticity().relaxed().get(4, 4)};
        System.out.println("elastic constants of Cu, GPa: " + Arrays.toString(ours) + "; LAMMPS: " + Arrays.toString(theirs));
        assertArrayEquals(theirs, ours, 1e-5 * ours[0]);
    }

    private static double[] meanAndError(double[] values) {
        int blocks = 15, length = values.length / blocks;
        double mean = Arrays.stream(values).average().orElseThrow(), sum = 0;
        for (int b = 0; b < blocks; b++) {
            sum += Math.pow(Arrays.stream(values, b * length, (b + 1) * length).average().orElseThrow() - mean, 2);
        }
        return new double[] {mean, Math.sqrt(sum / (blocks * (blocks - 1)))};
    }

    private static Observer each(long interval, java.util.function.Consumer<SimulationState> look) {
        return new Observer() {
            @Override
            public long interval() {
                return interval;
            }

            @Override
            public void observe(SimulationState state) {
                look.accept(state);
            }
        };
    }
}
