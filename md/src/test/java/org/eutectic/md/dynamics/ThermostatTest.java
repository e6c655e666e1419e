package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.Configuration;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Units;
import org.junit.jupiter.api.Test;

/** The kinetic energy of a thermostatted liquid has the canonical mean and variance, within the error of the sample. */
class ThermostatTest {
    private static final double TEMPERATURE = 95;

    @Test
    void csvrIsCanonical() {
        check(new Csvr(TemperatureProgram.constant(TEMPERATURE), 40, 11), false);
    }

    @Test
    void langevinIsCanonical() {
        check(new Langevin(TemperatureProgram.constant(TEMPERATURE), 80, 11), true);
    }

    private static void check(Integrator integrator, boolean all) {
        Configuration c = LennardJones.crystal(2, 5.5, 0.05);
        Velocities.maxwellBoltzmann(c, TEMPERATURE, 1);
        int n = all ? 96 : 93;
        double[] sums = new double[4];
        double[] first = new double[1];
        Simulation s = Simulation.of(c, new LennardJones()).timestep(3).steps(24_000).integrator(integrator).observe(new Observer() {
            @Override
            public long interval() {
                return 10;
            }

            @Override
            public void observe(SimulationState state) {
                double conserved = state.potentialEnergy() + state.kineticEnergy() - state.heat();
                if (state.step() == 0) {
                    first[0] = conserved;
                }
                sums[3] = Math.max(sums[3], Math.abs(conserved - first[0]));
                if (state.step() > 2000) {
                    double k = state.kineticEnergy();
                    sums[0]++;
                    sums[1] += k;
                    sums[2] += k * k;
                }
            }
        }).build();
        s.run();
        assertEquals(n, s.state().degreesOfFreedom());
        double kT = Units.BOLTZMANN * TEMPERATURE;
        double mean = sums[1] / sums[0], variance = sums[2] / sums[0] - mean * mean;
        // K follows a gamma distribution: mean n kT / 2, variance n (kT)² / 2. Samples 30 fs apart at a correlation time of some 40 fs: about 700 independent ones.
        assertEquals(0.5 * n * kT, mean, 4 * Math.sqrt(0.5 * n / 700) * kT);
        assertEquals(1, variance / (0.5 * n * kT * kT), 4 * Math.sqrt(2.0 / 700));
        assertTrue(sums[3] / c.size() < 3e-4, "drift of the conserved energy per atom: " + sums[3] / c.size());
    }

    @Test
    void rampsFollowTheirProgram() {
        Configuration c = LennardJones.crystal(3, 5.6, 0.01);
        Velocities.maxwellBoltzmann(c, 20, 1);
        Simulation s = Simulation.of(c, new LennardJones()).timestep(4).steps(2000)
                .integrator(new Csvr(TemperatureProgram.ramp(20, 200, 0, 1500), 20, 1)).build();
        s.run();
        assertEquals(200, s.state().temperature(), 60);
    }

    @Test
    void maxwellBoltzmannIsExactAndWithoutMomentum() {
        Configuration c = LennardJones.crystal(5, 5.4, 0);
        Velocities.maxwellBoltzmann(c, 300, 9);
        Simulation s = Simulation.of(c, new LennardJones()).steps(0).build();
        s.run();
        assertEquals(300, s.state().temperature(), 1e-9);
        double[] v = c.velocities();
        double fourth = 0, second = 0;
        for (double x : v) {
            second += x * x;
            fourth += x * x * x * x;
        }
        // Kurtosis of a normal distribution.
        assertEquals(3, fourth * v.length / (second * second), 4 * Math.sqrt(96.0 / v.length));
    }
}
