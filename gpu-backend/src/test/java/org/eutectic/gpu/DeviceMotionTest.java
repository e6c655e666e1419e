package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.dynamics.Csvr;
import org.eutectic.md.dynamics.HeldAtoms;
import org.eutectic.md.dynamics.Integrator;
import org.eutectic.md.dynamics.Langevin;
import org.eutectic.md.dynamics.NoseHoover;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.dynamics.RestartWriter;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationException;
import org.eutectic.md.dynamics.SimulationResult;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.TemperatureProgram;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.dynamics.VelocityVerlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Atoms that a device moves go where the host would move them. */
class DeviceMotionTest {
    /** Second-moment copper: F. Cleri and V. Rosato, Phys. Rev. B 48, 22 (1993), faded out before its cutoff. */
    private static final Potential COPPER = Potential.parse("""
        potential Copper {
          species Cu
          cutoff 4.6 Å
          function fade(r: Å) = piecewise { r < 4 Å : 1; otherwise : 1/2 + 1/2*cos(pi*(r - 4 Å)/(0.6 Å)) }
          rho[i]    = sum(j) fade(r[i,j])*exp(-2*2.278*(r[i,j]/(2.556 Å) - 1))
          energy[i] = 0.0855 eV*sum(j) fade(r[i,j])*exp(-10.96*(r[i,j]/(2.556 Å) - 1)) - 1.224 eV*sqrt(rho[i])
        }""");

    /** Made-up bonds that angles weaken, between two species of four that the potential knows: each has something for the atoms at its ends. */
    private static final Potential ANGLES = Potential.parse("""
        potential Pairs {
          species Ni, Al, Cu, Ti
          cutoff 4.2 Å
          function fade(r: Å) = piecewise { r < 3.2 Å : 1; otherwise : 1/2 + 1/2*cos(pi*(r - 3.2 Å)/(1 Å)) }
          energy[i] = 1/2*sum(j) 0.01 eV*(Z[i] + Z[j])*fade(r[i,j])*exp(-4*(r[i,j]/(2.7 Å) - 1))*(exp(-4*(r[i,j]/(2.7 Å) - 1)) - 2)
        }
        potential Triplets {
          species Ni, Al, Cu, Ti
          cutoff 4.2 Å
          function fade(r: Å) = piecewise { r < 3.2 Å : 1; otherwise : 1/2 + 1/2*cos(pi*(r - 3.2 Å)/(1 Å)) }
          energy[i] = sum(j < k) 0.0001 eV*Z[j]*Z[k]*(cos[j,i,k] + 0.3)^2*fade(r[i,j])*fade(r[i,k])
        }
        potential Angles {
          species Ni, Al, Cu, Ti
          term pairs = Pairs
          term angles = Triplets
        }""");

    private static ForceField copper;

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so none moves atoms: " + Devices.openCl().problem());
        copper = device(COPPER);
    }

    @AfterAll
    static void close() {
        if (copper != null) {
            copper.close();
        }
    }

    private static ForceField device(Potential potential) {
        return potential.forceField(new DeviceChoice(DeviceChoice.Kind.OPENCL, 0).compiler(Backend.TRUFFLE), 1);
    }

    /** The same forces, but the host has to move the atoms. */
    private static ForceField still(ForceField field) {
        return (ForceField) Proxy.newProxyInstance(ForceField.class.getClassLoader(), new Class<?>[] {ForceField.class},
            (proxy, method, arguments) -> method.getName().equals("forSpecies") ? proxy : method.invoke(field, arguments));
    }

    /** A crystal of 32 atoms, in which all directions are periodic and some atoms begin outside of the cell. */
    private static Configuration crystal(List<String> species, Cell cell, double temperature) {
        double a = 3.62;
        double[][] basis = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
        double[] x = new double[96];
        int[] types = new int[32];
        Random random = new Random(5);
        for (int k = 0, n = 0; k < 8; k++) {
            for (double[] b : basis) {
                types[n / 3] = n / 3 % 3 == 0 ? species.size() - 1 : 0;
                x[n++] = a * (k % 2 + b[0]) + 0.05 * random.nextGaussian() - (k == 3 ? 2 * a : 0);
                x[n++] = a * (k / 2 % 2 + b[1]) + 0.05 * random.nextGaussian();
                x[n++] = a * (k / 4 + b[2]) + 0.05 * random.nextGaussian();
            }
        }
        Configuration c = new Configuration(species, types, x, cell);
        Velocities.maxwellBoltzmann(c, temperature, 3);
        return c;
    }

    private static Configuration copper() {
        return crystal(List.of("Cu"), Cell.orthorhombic(7.24, 7.24, 7.24), 900);
    }

    private record Run(SimulationResult result, Configuration atoms, double[] energies, double heat) {}

    /** Molten within some hundred steps, so that lists do not last. */
    private static Simulation.Builder simulation(Configuration c, ForceField field, Integrator integrator, int steps) {
        return Simulation.of(c, field).timestep(2).skin(0.4).integrator(integrator).steps(steps);
    }

    private static Run run(Configuration c, ForceField field, Integrator integrator, int steps) {
        List<Double> energies = new ArrayList<>();
        Simulation s = simulation(c, field, integrator, steps).observe(new Observer() {
            @Override
            public long interval() {
                return 30;
            }

            @Override
            public void observe(SimulationState state) {
                energies.add(state.potentialEnergy() + state.kineticEnergy());
            }
        }).build();
        return new Run(s.run(), c, energies.stream().mapToDouble(Double::doubleValue).toArray(), s.state().heat());
    }

    private static Integrator integrator(String kind) {
        TemperatureProgram t = TemperatureProgram.ramp(900, 1200, 0, 100);
        return switch (kind) {
            case "constant energy" -> new VelocityVerlet();
            case "Langevin" -> new Langevin(t, 100, 3);
            case "rescaling" -> new Csvr(t, 50, 3);
            case "Nosé-Hoover" -> new NoseHoover(t, 50);
            default -> throw new AssertionError(kind);
        };
    }

    private static void assertSame(Run host, Run device) {
        assertEquals(host.result().steps(), device.result().steps());
        assertTrue(host.result().listBuilds() > 3, "the test is about new lists, too");
        assertEquals(host.result().listBuilds(), device.result().listBuilds());
        // Sums have another order: 1e-16 of a position, which grows with the disorder of a melt.
        assertArrayEquals(host.atoms().positions(), device.atoms().positions(), 1e-9);
        assertArrayEquals(host.atoms().velocities(), device.atoms().velocities(), 1e-10);
        assertArrayEquals(host.energies(), device.energies(), 1e-9 * Math.abs(host.energies()[0]));
        assertEquals(host.heat(), device.heat(), 1e-9 * Math.abs(host.energies()[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant energy", "Langevin", "rescaling", "Nosé-Hoover"})
    void goesWhereTheHostGoes(String kind) {
        Run device = run(copper(), copper, integrator(kind), 100);
        assertSame(run(copper(), still(copper), integrator(kind), 100), device);
        assertEquals(kind.equals("constant energy"), device.heat() == 0, "heat " + device.heat());
    }

    /** Two of the species of a potential of two terms, in a crooked cell that is open on one side: images, lists and what bonds leave for atoms are the device's own. */
    @Test
    void alloysMoveInAnyCell() {
        Cell cell = new Cell(new double[] {7.24, 0, 0, 0.6, 7.24, 0, 0, 0, 0}, new boolean[] {true, true, false});
        try (ForceField field = device(ANGLES)) {
            assertSame(run(crystal(List.of("Al", "Ni"), cell, 1500), still(field), new VelocityVerlet(), 100), run(crystal(List.of("Al", "Ni"), cell, 1500), field, new VelocityVerlet(), 100));
        }
    }

    @Test
    void heldAtomsKeepTheirVelocity() {
        Configuration[] both = {copper(), copper()};
        for (Configuration c : both) {
            simulation(c, c == both[0] ? copper : still(copper), integrator("Langevin"), 40).hold(new HeldAtoms(new int[] {1, 5}, new double[] {0.01, 0, 0})).build().run();
        }
        assertArrayEquals(both[1].positions(), both[0].positions(), 1e-10);
        assertEquals(0.01, both[0].velocities()[15]);
    }

    @Test
    void twoRunsAreTheSameBits() {
        Run a = run(copper(), copper, new VelocityVerlet(), 200), b = run(copper(), copper, new VelocityVerlet(), 200);
        assertArrayEquals(a.atoms().positions(), b.atoms().positions());
        assertArrayEquals(a.atoms().velocities(), b.atoms().velocities());
        assertArrayEquals(a.energies(), b.energies());
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant energy", "Langevin", "Nosé-Hoover"})
    void aRunThatWasBrokenOffGoesOnToTheBit(String kind) {
        Configuration whole = copper();
        simulation(whole, copper, integrator(kind), 90).build().run();
        Path file = folder.resolve("restart.xyz");
        simulation(copper(), copper, integrator(kind), 47).observe(new RestartWriter(file, 1000)).build().run();
        Restart restart = Restart.read(file);
        Configuration rest = restart.configuration();
        simulation(rest, copper, integrator(kind), 43).continuing(restart).build().run();
        assertArrayEquals(whole.positions(), rest.positions());
        assertArrayEquals(whole.velocities(), rest.velocities());
    }

    @Test
    void energyIsKept() {
        double[] e = run(copper(), copper, new VelocityVerlet(), 600).energies();
        double most = Arrays.stream(e).map(x -> Math.abs(x - e[0])).max().orElse(0);
        // Of velocity Verlet with 2 fs; the kinetic energy at the start is 3.7 eV.
        assertTrue(most < 0.01, "the energy changes by " + most + " eV");
    }

    /** What the host says of atoms that fly apart is said here, too, and the last good state is saved. */
    @Test
    void atomsThatRunAwayAreNamed() {
        String device = refusal(copper), host = refusal(still(copper));
        assertEquals(host, device);
        assertTrue(device.contains("(Cu) moves ") && device.contains("The last good state, step 0"), device);
    }

    private String refusal(ForceField field) {
        Integrator heat = new Langevin(TemperatureProgram.constant(1e7), 5, 3);
        return assertThrows(SimulationException.class, () -> simulation(copper(), field, heat, 100).rescue(folder.resolve("last-good.xyz")).build().run()).getMessage();
    }
}
