package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Looking;
import org.eutectic.md.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monte Carlo moves of species: what they find is what Boltzmann's law says. */
class SpeciesExchangeTest {
    private static final double TEMPERATURE = 300;
    /** How many times more samples are taken where time does not matter. */
    private static final int MORE = Boolean.getBoolean("eutectic.slow") ? 20 : 1;
    private static final double THERMAL = Units.BOLTZMANN * TEMPERATURE;

    /** Pairs with an energy of their own for each combination, and of embedding, so that energies are no sums over pairs. */
    private static final String ALLOY = """
        potential Alloy {
          species Ar, Kr
          cutoff 4.5 Å
          param e[Ar,Ar] = 0.02 eV, e[Ar,Kr] = 0.035 eV, e[Kr,Kr] = 0.012 eV
          rho[i] = sum(j) e[i,j]*(1 - r[i,j]/(4.5 Å))^2
          energy[i] = -sqrt(rho[i]*(1 eV))
        }
        """;

    /** Argon under two names: species that differ in nothing but their masses. */
    private static final class Twins implements ForceField {
        private final LennardJones argon = new LennardJones();

        /** @param failingCall the force calculation that gives no number */
        Twins failingAt(int failingCall) {
            argon.failingAt(failingCall);
            return this;
        }

        @Override
        public String name() {
            return "twins";
        }

        @Override
        public List<String> species() {
            return List.of("Ar", "Kr");
        }

        @Override
        public double cutoff() {
            return argon.cutoff();
        }

        @Override
        public List<Neighborhood> neighborhoods() {
            return argon.neighborhoods();
        }

        @Override
        public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
            if (forces) {
                argon.compute(list, energy, true, virial, out);
            } else {
                // Trials ask for energies alone, and these are the same whoever stands where.
                out.reset(list.centers());
                out.setEnergy(0);
            }
        }
    }

    /** Atoms that stay where they are. */
    private static final class Rest implements Integrator {
        @Override
        public void step(SimulationState state) {
            state.computeForces();
        }
    }

    /** Knows the energy of each of the 256 occupations of the eight places beforehand, so that many samples cost little. */
    private record Remembered(double[] energies) implements ForceField {
        @Override
        public String name() {
            return "remembered";
        }

        @Override
        public List<String> species() {
            return List.of("Ar", "Kr");
        }

        @Override
        public double cutoff() {
            return 4.5;
        }

        @Override
        public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
            out.reset(list.centers());
            int code = 0;
            for (int i = 0; i < list.centers(); i++) {
                code |= list.types()[i] << list.atoms()[i];
            }
            out.setEnergy(energies[code]);
        }
    }

    private static ForceField field(String text) {
        return Potential.parse(text).forceField(Backend.REFERENCE, 1);
    }

    /** Eight atoms on no lattice, so that no two places are alike. */
    private static Configuration cluster(int krypton) {
        double[] x = {0, 0, 0, 3.1, 0.2, 0, 0.1, 3.3, 0.3, 3.2, 3.0, 0.1, 0.2, 0, 3.0, 3.3, 0.1, 3.4, 0, 3.1, 3.2, 3.0, 3.4, 3.1};
        int[] types = new int[8];
        Arrays.fill(types, 0, krypton, 1);
        return new Configuration(List.of("Ar", "Kr"), types, x, Cell.none());
    }

    private static int code(int[] types) {
        int code = 0;
        for (int i = 0; i < types.length; i++) {
            code |= types[i] << i;
        }
        return code;
    }

    /** The energies of all 256 occupations of the eight places, eV. */
    private static double[] energies() {
        double[] energies = new double[256];
        Configuration c = cluster(0);
        try (ForceField field = field(ALLOY)) {
            Evaluation e = new Evaluation();
            for (int code = 0; code < 256; code++) {
                for (int i = 0; i < 8; i++) {
                    c.types()[i] = code >> i & 1;
                }
                field.compute(NeighborListBuilder.build(c, field), true, false, false, e);
                energies[code] = e.energy();
            }
        }
        return energies;
    }

    /** Boltzmann's weights of the occupations with so many krypton atoms, or of all for −1, at a chemical potential of krypton in eV. */
    private static double[] exact(double[] energies, int krypton, double potential) {
        double[] weights = new double[256];
        for (int code = 0; code < 256; code++) {
            if (krypton < 0 || Integer.bitCount(code) == krypton) {
                weights[code] = Math.exp(-(energies[code] - energies[0] - potential * Integer.bitCount(code)) / THERMAL);
            }
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    /**
     * Lets moves run and compares how often occupations were met with how often they should have been: chi-square over those that are expected at least ten times. Samples lie far enough apart to be
     * independent.
     */
    private static void assertBoltzmann(SpeciesExchange exchange, int krypton, double[] energies, double[] weights) {
        Configuration c = cluster(krypton);
        int[] met = new int[256];
        int samples = 3000 * MORE;
        try (ForceField field = new Remembered(energies)) {
            Simulation.of(c, field).integrator(new Rest()).exchange(exchange).steps(samples).observe(new Looking(1, s -> met[code(c.types())]++)).build().run();
        }
        double chiSquare = 0, rest = 0, restMet = 0;
        int classes = 0;
        for (int code = 0; code < 256; code++) {
            double expected = (samples + 1) * weights[code];
            if (weights[code] == 0) {
                assertEquals(0, met[code], "the composition stays");
            } else if (expected < 10) {
                rest += expected;
                restMet += met[code];
            } else {
                chiSquare += (met[code] - expected) * (met[code] - expected) / expected;
                classes++;
            }
        }
        if (rest > 0) {
            chiSquare += (restMet - rest) * (restMet - rest) / rest;
            classes++;
        }
        // Mean n - 1 and variance 2 (n - 1): four standard deviations.
        assertTrue(classes > 10, "many occupations are likely: " + classes);
        assertTrue(chiSquare < classes - 1 + 4 * Math.sqrt(2.0 * (classes - 1)), chiSquare + " for " + classes + " classes");
        assertTrue(exchange.accepted() > 0.1 * exchange.tried() && exchange.accepted() < 0.9 * exchange.tried(), exchange.accepted() + " of " + exchange.tried());
    }

    @Test
    void swapsMeetOccupationsAsOftenAsBoltzmannSays() {
        double[] energies = energies(), weights = exact(energies, 4, 0);
        assertTrue(Arrays.stream(weights).max().orElseThrow() > 5 * Arrays.stream(weights).filter(w -> w > 0).average().orElseThrow(), "energies matter");
        assertBoltzmann(SpeciesExchange.swaps(List.of("Ar", "Kr"), 1, 30, TemperatureProgram.constant(TEMPERATURE), 3), 4, energies, weights);
    }

    @Test
    void flipsMeetOccupationsAsOftenAsBoltzmannSays() {
        double potential = -0.1;
        double[] energies = energies();
        assertBoltzmann(SpeciesExchange.flips(List.of("Kr", "Ar"), new double[] {potential, 0}, 1, 40, TemperatureProgram.constant(TEMPERATURE), 4), 4, energies, exact(energies, -1, potential));
    }

    /** x/(1 - x) = exp(Δμ/kT), whatever the masses, while atoms move: in a liquid of atoms that only masses tell apart. Each species has its share of the kinetic energy. */
    @Test
    void twinsMixIdeally() {
        double potential = 0.02, share = 1 / (1 + Math.exp(-potential / THERMAL));
        Configuration c = SpeciesExchange.withSpecies(new Configuration(List.of("Ar"), new int[32], LennardJones.crystal(2, 5.5, 0.1).positions(), Cell.orthorhombic(11, 11, 11)), List.of("Kr"));
        Velocities.maxwellBoltzmann(c, TEMPERATURE, 1);
        SpeciesExchange exchange = SpeciesExchange.flips(List.of("Ar", "Kr"), new double[] {0, potential}, 2, 64, TemperatureProgram.constant(TEMPERATURE), 5);
        int samples = 200 * MORE;
        int[] met = new int[33];
        double[] kinetic = new double[2];
        long[] counted = new long[2];
        double[] conserved = new double[2];
        try (ForceField field = new Twins()) {
            Simulation.of(c, field).timestep(2).integrator(new Langevin(TemperatureProgram.constant(TEMPERATURE), 10, 6)).exchange(exchange).steps(2 * samples).observe(new Looking(2, s -> {
                if (s.step() == 0) {
                    conserved[0] = s.potentialEnergy() + s.kineticEnergy() - s.heat();
                    return;
                }
                conserved[1] = s.potentialEnergy() + s.kineticEnergy() - s.heat();
                met[Arrays.stream(c.types()).sum()]++;
                for (int i = 0; i < 32; i++) {
                    assertEquals(Elements.mass(c.symbol(i)), s.masses()[i]);
                    counted[c.types()[i]]++;
                    for (int k = 3 * i; k < 3 * i + 3; k++) {
                        kinetic[c.types()[i]] += 0.5 * Units.MASS_VELOCITY_SQUARED * s.masses()[i] * s.velocities()[k] * s.velocities()[k];
                    }
                }
            })).build().run();
        }
        // 64 flips of 32 atoms leave nothing of what was: samples of the composition are independent.
        double chiSquare = 0, rest = samples, restMet = samples, binomial = Math.pow(1 - share, 32);
        int classes = 1;
        for (int n = 0; n <= 32; n++) {
            if (samples * binomial > 5) {
                chiSquare += Math.pow(met[n] - samples * binomial, 2) / (samples * binomial);
                rest -= samples * binomial;
                restMet -= met[n];
                classes++;
            }
            binomial *= (32.0 - n) / (n + 1) * share / (1 - share);
        }
        chiSquare += (restMet - rest) * (restMet - rest) / rest;
        assertTrue(classes > 6, "classes: " + classes);
        assertTrue(chiSquare < classes - 1 + 4 * Math.sqrt(2.0 * (classes - 1)), chiSquare + " for " + classes + " classes: " + Arrays.toString(met));
        // 3/2 kT for each atom of either kind: of some 200 · 10 · 3 squares the mean deviates by 2 %, and they remember two samples.
        for (int t = 0; t < 2; t++) {
            assertEquals(1.5 * THERMAL, kinetic[t] / counted[t], 0.12 / Math.sqrt(MORE) * THERMAL, "species " + t);
        }
        // What flips and the thermostat do is booked; steps of 2 fs keep the energy to some 1e-5 eV for each atom.
        assertEquals(conserved[0], conserved[1], 32 * 2e-4 * Math.sqrt(MORE));
    }

    /** Swaps take velocities along: momentum and kinetic energy stay to rounding, and what they change of the potential energy is heat. */
    @Test
    void swapsKeepMomentumAndBookTheirEnergy() {
        Configuration c = cluster(4);
        Velocities.maxwellBoltzmann(c, TEMPERATURE, 7);
        double[] momentum = momentum(c);
        double[] conserved = {Double.NaN, 0}, kinetic = new double[2];
        SpeciesExchange exchange = SpeciesExchange.swaps(List.of("Ar", "Kr"), 1, 5, TemperatureProgram.constant(TEMPERATURE), 8);
        try (ForceField field = field(ALLOY)) {
            Simulation.of(c, field).integrator(new Rest()).exchange(exchange).steps(30).observe(new Looking(1, s -> {
                int at = Double.isNaN(conserved[0]) ? 0 : 1;
                conserved[at] = s.potentialEnergy() + s.kineticEnergy() - s.heat();
                kinetic[at] = s.kineticEnergy();
            })).build().run();
        }
        assertTrue(exchange.accepted() > 10);
        assertArrayEquals(momentum, momentum(c), 1e-14);
        assertEquals(kinetic[0], kinetic[1], 1e-14);
        assertEquals(conserved[0], conserved[1], 1e-13);
    }

    /** Flips change the total momentum where masses differ; where nothing else does, it is taken away again, and the energy that takes is heat. */
    @Test
    void flipsLeaveTheCenterOfMassAtRest() {
        Configuration c = cluster(4);
        Velocities.maxwellBoltzmann(c, TEMPERATURE, 7);
        double[] conserved = {Double.NaN, 0};
        SpeciesExchange exchange = SpeciesExchange.flips(List.of("Ar", "Kr"), new double[2], 1, 5, TemperatureProgram.constant(TEMPERATURE), 8);
        try (ForceField field = field(ALLOY)) {
            Simulation.of(c, field).integrator(new Rest()).exchange(exchange).steps(30)
                .observe(new Looking(1, s -> conserved[Double.isNaN(conserved[0]) ? 0 : 1] = s.potentialEnergy() + s.kineticEnergy() - s.heat())).build().run();
        }
        assertTrue(exchange.accepted() > 10);
        assertArrayEquals(new double[3], momentum(c), 1e-14);
        assertEquals(conserved[0], conserved[1], 1e-13);
    }

    private static double[] momentum(Configuration c) {
        double[] p = new double[3];
        for (int k = 0; k < c.velocities().length; k++) {
            p[k % 3] += c.masses()[k / 3] * c.velocities()[k];
        }
        return p;
    }

    @Test
    void heldAtomsStayWhatTheyAre() {
        Configuration c = cluster(4);
        SpeciesExchange exchange = SpeciesExchange.swaps(List.of("Ar", "Kr"), 1, 20, TemperatureProgram.constant(3000), 9);
        try (ForceField field = field(ALLOY)) {
            Simulation.of(c, field).integrator(new Rest()).exchange(exchange).hold(new HeldAtoms(new int[] {0, 1, 6}, new double[3])).steps(20).build().run();
        }
        assertTrue(exchange.accepted() > 100);
        assertArrayEquals(new int[] {1, 1, 0}, new int[] {c.types()[0], c.types()[1], c.types()[6]});
    }

    /** Where a run breaks off, the last good state is saved with the species that atoms had then. */
    @Test
    void theLastGoodStateHasItsOwnSpecies(@TempDir Path folder) {
        Configuration c = SpeciesExchange.withSpecies(LennardJones.crystal(2, 5.4, 0), List.of("Kr"));
        Velocities.maxwellBoltzmann(c, 30, 1);
        SpeciesExchange exchange = SpeciesExchange.flips(List.of("Ar", "Kr"), new double[2], 1, 3, TemperatureProgram.constant(30), 2);
        List<String> then = new ArrayList<>();
        Path rescue = folder.resolve("good.xyz");
        // One calculation before the first step, two a step with a flip that is accepted, as all are here: the 271st belongs to step 135.
        try (ForceField field = new Twins().failingAt(271)) {
            SimulationException e = assertThrows(SimulationException.class, () -> Simulation.of(c, field).integrator(new Csvr(TemperatureProgram.constant(30), 100, 3)).exchange(exchange).steps(200).rescue(rescue)
                .observe(new Looking(100, s -> {
                    if (s.step() == 100) {
                        IntStream.range(0, s.size()).forEach(i -> then.add(s.configuration().symbol(i)));
                    }
                })).build().run());
            assertTrue(e.getMessage().contains("The last good state, step 100, is in "), e.getMessage());
        }
        Configuration good = Restart.read(rescue).configuration();
        assertEquals(then, IntStream.range(0, good.size()).mapToObj(good::symbol).toList());
        assertTrue(then.contains("Kr") && then.contains("Ar"));
        for (int i = 0; i < good.size(); i++) {
            assertEquals(Elements.mass(good.symbol(i)), good.masses()[i]);
        }
    }

    @Test
    void whatCannotBeExchangedIsSaid() {
        Configuration argon = new Configuration(List.of("Ar"), new int[1], new double[3], Cell.none()), charged = cluster(4);
        charged.setCharges(new double[8]);
        SpeciesExchange flips = SpeciesExchange.flips(List.of("Ar", "Kr"), new double[2], 1, 1, TemperatureProgram.constant(300), 1);
        try (ForceField field = field(ALLOY)) {
            assertEquals("the structure has no Kr that could be exchanged",
                assertThrows(StructureException.class, () -> Simulation.of(argon, field).exchange(flips).steps(1).build().run()).getMessage());
            assertTrue(assertThrows(StructureException.class, () -> Simulation.of(charged, field).exchange(flips).steps(1).build().run()).getMessage().startsWith("atoms with charges of their own cannot become others"));
        }
    }
}
