package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Looking;
import org.eutectic.md.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinetic energy of a thermostatted liquid has the canonical mean and variance, within the error of the sample. */
class ThermostatTest {
    private static final double TEMPERATURE = 95;
    private static final double[] DECILES = {-1.2815516, -0.8416212, -0.5244005, -0.2533471, 0, 0.2533471, 0.5244005, 0.8416212, 1.2815516};

    @Test
    void csvrIsCanonical() {
        check(new Csvr(TemperatureProgram.constant(TEMPERATURE), 40, 11), false);
    }

    @Test
    void langevinIsCanonical() {
        check(new Langevin(TemperatureProgram.constant(TEMPERATURE), 80, 11), true);
    }

    @Test
    void noseHooverIsCanonical() {
        check(new NoseHoover(TemperatureProgram.constant(TEMPERATURE), 60), false);
    }

    /** Kinetic energies, each long after the one before, fall into ten intervals of equal probability as often as they should. */
    @ParameterizedTest
    @ValueSource(strings = {"CSVR", "Langevin", "Nosé-Hoover"})
    void kineticEnergiesFollowTheirLaw(String kind) {
        TemperatureProgram t = TemperatureProgram.constant(TEMPERATURE);
        Integrator integrator = kind.equals("CSVR") ? new Csvr(t, 50, 3) : kind.equals("Langevin") ? new Langevin(t, 60, 3) : new NoseHoover(t, 80);
        Potential argon = Potential.parse("""
            potential Argon {
              species Ar
              cutoff 6 Å
              function fade(r: Å) = (1 - (r/(6 Å))^2)^3
              energy[i] = 1/2*sum(j) 0.06 eV*((3.4 Å/r[i,j])^12 - (3.4 Å/r[i,j])^6)*fade(r[i,j])
            }
            """);
        int[] found = new int[10];
        Configuration c = LennardJones.crystal(2, 5.5, 0.05);
        Velocities.maxwellBoltzmann(c, TEMPERATURE, 1);
        try (ForceField field = argon.forceField(Backend.TRUFFLE, 1)) {
            Simulation.of(c, field).timestep(3).steps(160_000).integrator(integrator).observe(new Looking(200, state -> {
                if (state.step() >= 4000) {
                    double n = state.degreesOfFreedom(), ratio = 2 * state.kineticEnergy() / (n * Units.BOLTZMANN * TEMPERATURE);
                    // E. B. Wilson and M. M. Hilferty, PNAS 17, 684 (1931): the cube root of a sum of squares is normal, to 1e-4 in the probability for 90 of them.
                    double z = (Math.cbrt(ratio) - (1 - 2 / (9 * n))) / Math.sqrt(2 / (9 * n));
                    int place = 0;
                    while (place < 9 && z > DECILES[place]) {
                        place++;
                    }
                    found[place]++;
                }
            })).build().run();
        }
        double total = Arrays.stream(found).sum(), chiSquare = Arrays.stream(found).mapToDouble(k -> Math.pow(k - total / 10, 2) / (total / 10)).sum();
        // Nine degrees of freedom: in one case of a thousand above 27.9.
        assertTrue(chiSquare < 27.9, chiSquare + " for " + Arrays.toString(found));
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
