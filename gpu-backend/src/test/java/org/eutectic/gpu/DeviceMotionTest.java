package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationResult;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.Velocities;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @BeforeAll
    static void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so none moves atoms: " + Devices.openCl().problem());
    }

    private static ForceField device() {
        return COPPER.forceField(new DeviceChoice(DeviceChoice.Kind.OPENCL, 0).compiler(Backend.TRUFFLE), 1);
    }

    /** The same forces, but the host has to move the atoms. */
    private static ForceField still(ForceField field) {
        return (ForceField) Proxy.newProxyInstance(ForceField.class.getClassLoader(), new Class<?>[] {ForceField.class}, (proxy, method, arguments) -> method.invoke(field, arguments));
    }

    /** A crystal of 32 atoms, in which all directions are periodic and some atoms begin outside of the cell. */
    private static Configuration crystal() {
        double a = 3.62;
        double[][] basis = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
        double[] x = new double[96];
        Random random = new Random(5);
        for (int k = 0, n = 0; k < 8; k++) {
            for (double[] b : basis) {
                x[n++] = a * (k % 2 + b[0]) + 0.05 * random.nextGaussian() - (k == 3 ? 2 * a : 0);
                x[n++] = a * (k / 2 % 2 + b[1]) + 0.05 * random.nextGaussian();
                x[n++] = a * (k / 4 + b[2]) + 0.05 * random.nextGaussian();
            }
        }
        Configuration c = new Configuration(List.of("Cu"), new int[32], x, Cell.orthorhombic(2 * a, 2 * a, 2 * a));
        Velocities.maxwellBoltzmann(c, 900, 3);
        return c;
    }

    private record Run(SimulationResult result, Configuration atoms, double[] energies) {}

    /** Molten within some hundred steps, so that lists do not last. */
    private static Run run(ForceField field, int steps) {
        Configuration c = crystal();
        List<Double> energies = new ArrayList<>();
        SimulationResult result = Simulation.of(c, field).timestep(2).skin(0.4).steps(steps).observe(new Observer() {
            @Override
            public long interval() {
                return 30;
            }

            @Override
            public void observe(SimulationState state) {
                energies.add(state.potentialEnergy() + state.kineticEnergy());
            }
        }).build().run();
        return new Run(result, c, energies.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void goesWhereTheHostGoes() {
        try (ForceField field = device()) {
            Run device = run(field, 120), host = run(still(field), 120);
            assertEquals(host.result().steps(), device.result().steps());
            assertTrue(host.result().listBuilds() > 3, "the test is about new lists, too");
            assertEquals(host.result().listBuilds(), device.result().listBuilds());
            // Offsets are added in another order: 1e-16 of a position, which grows with the disorder of a melt.
            assertArrayEquals(host.atoms().positions(), device.atoms().positions(), 1e-9);
            assertArrayEquals(host.atoms().velocities(), device.atoms().velocities(), 1e-10);
            assertArrayEquals(host.energies(), device.energies(), 1e-9 * Math.abs(host.energies()[0]));
        }
    }

    @Test
    void twoRunsAreTheSameBits() {
        try (ForceField one = device(); ForceField other = device()) {
            Run a = run(one, 200), b = run(other, 200);
            assertArrayEquals(a.atoms().positions(), b.atoms().positions());
            assertArrayEquals(a.atoms().velocities(), b.atoms().velocities());
            assertArrayEquals(a.energies(), b.energies());
        }
    }

    @Test
    void energyIsKept() {
        try (ForceField field = device()) {
            double[] e = run(field, 600).energies();
            double most = Arrays.stream(e).map(x -> Math.abs(x - e[0])).max().orElse(0);
            // Of velocity Verlet with 2 fs; the kinetic energy at the start is 3.7 eV.
            assertTrue(most < 0.01, "the energy changes by " + most + " eV");
        }
    }
}
