package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.LennardJones;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** Frozen atoms stay, driven ones go their way, and neither is warm. */
class HeldAtomsTest {
    private static Integrator integrator(String kind) {
        TemperatureProgram t = TemperatureProgram.constant(60);
        return switch (kind) {
            case "Langevin" -> new Langevin(t, 100, 3);
            case "CSVR" -> new Csvr(t, 50, 3);
            case "Nosé-Hoover" -> new NoseHoover(t, 100);
            default -> new VelocityVerlet();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant energy", "Langevin", "CSVR", "Nosé-Hoover"})
    void stayAndGo(String kind) {
        Configuration c = LennardJones.crystal(3, 5.4, 0.02);
        Velocities.maxwellBoltzmann(c, 60, 1);
        double[] start = c.positions().clone();
        Simulation s = Simulation.of(c, new LennardJones()).timestep(4).steps(250).integrator(integrator(kind)).hold(new HeldAtoms(new int[] {0, 5}, new double[3]))
            .hold(new HeldAtoms(new int[] {7}, new double[] {1e-4, 0, -2e-4})).build();
        s.run();
        assertEquals(3 * 105, s.state().degreesOfFreedom());
        assertArrayEquals(Arrays.copyOf(start, 3), Arrays.copyOf(c.positions(), 3));
        assertArrayEquals(Arrays.copyOfRange(start, 15, 18), Arrays.copyOfRange(c.positions(), 15, 18));
        assertEquals(start[21] + 0.1, c.positions()[21], 1e-9);
        assertEquals(start[22], c.positions()[22]);
        assertEquals(start[23] - 0.2, c.positions()[23], 1e-9);
        assertEquals(60, s.state().temperature(), 25);
        double free = 0;
        for (int i = 0; i < c.size(); i++) {
            if (i != 0 && i != 5 && i != 7) {
                free += SimulationState.kineticEnergy(Arrays.copyOfRange(c.velocities(), 3 * i, 3 * i + 3), Arrays.copyOfRange(c.masses(), i, i + 1));
            }
        }
        assertEquals(free, s.state().kineticEnergy(), 1e-12);
    }

    /** A cluster that turns and flies stops doing so, and what it does inside stays. */
    @Test
    void driftAndRotationAreTakenAway() {
        Configuration c = LennardJones.crystal(2, 5.3, 0.05);
        c.setCell(Cell.none());
        Velocities.maxwellBoltzmann(c, 20, 5);
        double[] x = c.positions(), v = c.velocities();
        for (int k = 0; k < x.length; k += 3) {
            v[k] += 2e-3 + 1e-3 * x[k + 1];
            v[k + 1] += -1e-3 * x[k] - 5e-4 * x[k + 2];
            v[k + 2] += 5e-4 * x[k + 1];
        }
        assertTrue(turning(c) > 1);
        Simulation s = Simulation.of(c, new LennardJones()).timestep(2).steps(60).removeDrift(20, true).build();
        s.run();
        assertEquals(3 * 32 - 6, s.state().degreesOfFreedom());
        assertEquals(0, turning(c), 1e-10);
        assertTrue(s.state().temperature() > 5);
    }

    /** The largest component of momentum and angular momentum. */
    private static double turning(Configuration c) {
        double[] sums = new double[6], x = c.positions(), v = c.velocities(), m = c.masses();
        for (int i = 0, k = 0; i < m.length; i++, k += 3) {
            double[] part = {v[k], v[k + 1], v[k + 2], x[k + 1] * v[k + 2] - x[k + 2] * v[k + 1], x[k + 2] * v[k] - x[k] * v[k + 2], x[k] * v[k + 1] - x[k + 1] * v[k]};
            for (int q = 0; q < 6; q++) {
                sums[q] += m[i] * part[q];
            }
        }
        return Arrays.stream(sums).map(Math::abs).max().orElseThrow();
    }
}
