package org.eutectic.md.thermal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.CellShape;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

class ThermalTest {
    private static Conditions conditions(double timestep) {
        return new Conditions(timestep, 0, 1, 3, (done, total, perDay, atomSteps) -> { });
    }

    /** The lattice constant at which an fcc crystal of these atoms is without pressure. */
    private static double rest() {
        double low = 5.0, high = 5.6;
        while (high - low > 1e-9) {
            double a = 0.5 * (low + high);
            if (Sample.pressure(crystal(a, 2), new LennardJones(), 0) > 0) {
                low = a;
            } else {
                high = a;
            }
        }
        return low;
    }

    private static Configuration crystal(double a, int... n) {
        return Lattice.FCC.build(List.of("Ar"), a, a, n.length == 1 ? new int[] {n[0], n[0], n[0]} : n, new boolean[] {true, true, true}, new double[3]);
    }

    /** At a few kelvin springs are nearly harmonic: 3/2 kT of potential energy for each of N − 1 atoms, and the crystal of 0 K in the limit. */
    @Test
    void crystalsGrow() {
        double a = rest();
        Configuration block = crystal(a, 2);
        double modulus = Sample.bulkModulus(block, new LennardJones());
        assertTrue(modulus > 1 && modulus < 5, "argon's is some 3 GPa: " + modulus);
        ThermalExpansion e = ThermalExpansion.of(block, new LennardJones(), new double[] {5, 25}, CellShape.ISOTROPIC, 300, 2000, conditions(8), t -> { });
        double rest = e.volume(0);
        assertEquals(a * a * a / 4, rest, 1e-5 * rest);
        ThermalExpansion.Point cold = e.points().getFirst();
        double alone = ThermalExpansion.of(block, new LennardJones(), new double[] {1e-4}, CellShape.ISOTROPIC, 0, 200, conditions(8), t -> { }).points().getFirst().energy().value();
        double harmonic = 1.5 * Units.BOLTZMANN * 5 * 31 / 32;
        assertEquals(harmonic, cold.energy().value() - alone, 0.05 * harmonic + 3 * cold.energy().error());
        for (ThermalExpansion.Point p : e.points()) {
            assertEquals(p.volume().value(), Math.pow(p.edges()[1].value() / 2, 3) / 4, 1e-3 * p.volume().value());
            assertEquals(p.volume().value(), e.volume(p.temperature()), 4 * p.volume().error());
            ThermalExpansion.Coefficient c = e.coefficient(p.temperature());
            assertTrue(c.value() > 2.5 * c.error() && c.value() > 1e-4 && c.value() < 2e-3, c.toString());
        }
    }

    /** The swing of the total energy goes as the square of the time step (velocity Verlet is of second order), and nothing drifts. */
    @Test
    void smoothEnergiesDoNotDrift() {
        Configuration block = crystal(rest(), 2);
        EnergyDrift fine = EnergyDrift.of(block, new LennardJones(), 30, 200, 1500, 3, conditions(5)), coarse = EnergyDrift.of(block, new LennardJones(), 30, 200, 1500, 3, conditions(10));
        assertEquals(4, coarse.swing() / fine.swing(), 1.2);
        assertTrue(Math.abs(fine.drift()) * fine.time() < 3 * fine.swing(), fine.toString());
        assertEquals(30, fine.mean(), 8);
        assertEquals(7500, fine.time());
    }

    /** Argon melts at 84 K: at 95 K the liquid eats the crystal up. */
    @Test
    void twoPhases() {
        assumeTrue(Boolean.getBoolean("eutectic.slow"), "half a minute; run with -Deutectic.slow=true");
        double a = rest();
        List<String> said = new ArrayList<>();
        Melting.Result hot = new Melting(crystal(a, 3, 3, 8), new LennardJones(), 1500, conditions(8), said::add).find(60, 130, 60);
        assertEquals(1, hot.trials().size());
        assertEquals(1, hot.trials().getFirst().direction(), hot.toString());
        assertTrue(hot.latentHeat() > 0.006 && hot.latentHeat() < 0.02, "of argon 0.0123 eV: " + hot.latentHeat());
        assertEquals(77.5, hot.temperature(), 1e-9);
        assertEquals(17.5, hot.error(), 1e-9);
        assertEquals(3, said.size(), said.toString());
    }

    @Test
    void sizesOfBlocks() {
        Configuration hexagonal = Lattice.HCP.build(List.of("Ar"), 3.7, 6, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]);
        int[] n = BlockSize.repeat(hexagonal, 400, 1), tall = BlockSize.repeat(hexagonal, 400, 3);
        assertTrue(4 * n[0] * n[1] * n[2] >= 400 && 4 * n[0] * n[1] * n[2] < 700);
        assertTrue(Math.abs(n[0] * 3.7 - n[2] * 6) < 4 && Math.abs(n[1] * 3.7 * Math.sqrt(3) - n[2] * 6) < 5);
        assertTrue(tall[2] * 6 > 2.3 * tall[0] * 3.7);
    }
}
