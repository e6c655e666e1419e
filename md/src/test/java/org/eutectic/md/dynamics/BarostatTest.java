package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.ElasticBody;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Looking;
import org.eutectic.md.Samples;
import org.eutectic.md.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Barostats give the distribution of volumes and shapes that statistical mechanics demands. */
class BarostatTest {
    private static final double KT = Units.BOLTZMANN * 300;
    private static final Potential ARGON = Potential.parse("""
        potential Argon {
          species Ar
          cutoff 6 Å
          function fade(r: Å) = (1 - (r/(6 Å))^2)^3
          energy[i] = 1/2*sum(j) 0.25 eV*((3.4 Å/r[i,j])^12 - (3.4 Å/r[i,j])^6)*fade(r[i,j])
        }
        """);

    private static CellMotion rescaling(CellShape shape, double pressure, double temperature) {
        return new StochasticCell(shape, PressureProgram.constant(pressure), TemperatureProgram.constant(temperature), 60, 16, 5, 3);
    }

    /** The mean and the variance of the volume of a body of which both are integrals. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1.5})
    void volumesHaveTheirDistribution(double pressure) {
        Samples volumes = new Samples();
        Simulation.of(ElasticBody.atRest(), new ElasticBody()).timestep(4).steps(200_000).integrator(new Langevin(TemperatureProgram.constant(300), 150, 5))
            .cell(rescaling(CellShape.ISOTROPIC, pressure, 300)).observe(new Looking(20, s -> volumes.add(s.configuration().cell().volume()))).build().run();
        double rest = Math.pow(ElasticBody.EDGE, 3), norm = 0, mean = 0, square = 0;
        for (double v = 0.7 * rest; v < 1.3 * rest; v += 1e-3 * rest) {
            double e = 0.5 * (Math.pow(v / rest, 2.0 / 3) - 1);
            double p = Math.exp(-(ElasticBody.cellEnergy(new double[] {e, 0, 0, 0, e, 0, 0, 0, e}) + pressure / Units.GIGAPASCAL * v) / KT);
            norm += p;
            mean += p * v;
            square += p * v * v;
        }
        mean /= norm;
        assertTrue(volumes.independent() > 500, "independent volumes: " + volumes.independent());
        assertEquals(mean, volumes.mean(), 4 * volumes.error());
        assertEquals(1, volumes.variance() / (square / norm - mean * mean), 4 * Math.sqrt(2 / volumes.independent()));
    }

    /** Strains of the body: their covariance is kT/V times the compliance, up to what their size (2 %) leaves of linear elasticity. */
    @ParameterizedTest
    @EnumSource(value = CellShape.class, names = {"ANISOTROPIC", "FULL"})
    void shapesHaveTheirDistribution(CellShape shape) {
        Samples along = new Samples(), trace = new Samples(), shear = new Samples();
        Simulation.of(ElasticBody.atRest(), new ElasticBody()).timestep(4).steps(300_000).integrator(new Langevin(TemperatureProgram.constant(300), 150, 5))
            .cell(rescaling(shape, 0, 300)).observe(new Looking(20, s -> {
                double[] e = ElasticBody.greenStrain(s.configuration().cell());
                along.add(e[0] - e[4]);
                trace.add(e[0] + e[4] + e[8]);
                shear.add(e[1]);
            })).build().run();
        double share = KT / Math.pow(ElasticBody.EDGE, 3), bulk = ElasticBody.LAMBDA + 2 * ElasticBody.MU / 3;
        assertEquals(1, trace.variance() / (share / bulk), 4 * Math.sqrt(2 / trace.independent()) + 0.05);
        assertEquals(1, along.variance() / (share / ElasticBody.MU), 4 * Math.sqrt(2 / along.independent()) + 0.05);
        if (shape == CellShape.FULL) {
            assertEquals(1, shear.variance() / (share / (4 * ElasticBody.MU)), 4 * Math.sqrt(2 / shear.independent()) + 0.05);
            assertEquals(0, shear.mean(), 4 * shear.error());
        } else {
            assertEquals(0, shear.variance());
        }
    }

    private static Simulation.Builder argon(Configuration c, ForceField field, String kind, CellShape shape, double pressure, double temperature) {
        TemperatureProgram t = TemperatureProgram.constant(temperature);
        Simulation.Builder b = Simulation.of(c, field).timestep(5).skin(1);
        return kind.equals("MTK") ? b.integrator(new MartynaTobiasKlein(shape, PressureProgram.constant(pressure), t, 150, 400))
            : b.integrator(new Csvr(t, 150, 7)).cell(new StochasticCell(shape, PressureProgram.constant(pressure), t, 300, 3, 5, 9));
    }

    private static Configuration crystal(double temperature) {
        Configuration c = LennardJones.crystal(2, 5.17, 0.02);
        Velocities.maxwellBoltzmann(c, temperature, 3);
        return c;
    }

    /** The ensemble check of M. R. Shirts, J. Chem. Theory Comput. 9, 909 (2013): volumes at two pressures differ by exp(−(P2 − P1)V/kT), whatever the substance. */
    @ParameterizedTest
    @ValueSource(strings = {"rescaling", "MTK"})
    void volumesAtTwoPressuresFitTogether(String kind) {
        double temperature = 40, difference = 0.08;
        Samples[] volumes = {new Samples(), new Samples()};
        try (ForceField field = ARGON.forceField(Backend.TRUFFLE, 1)) {
            for (int k = 0; k < 2; k++) {
                Samples here = volumes[k];
                argon(crystal(temperature), field, kind, CellShape.ISOTROPIC, k * difference, temperature).steps(80_000).observe(new Looking(20, s -> {
                    if (s.step() > 2000) {
                        here.add(s.configuration().cell().volume());
                    }
                })).build().run();
            }
        }
        double[] slope = volumes[0].oddsSlope(volumes[1]);
        double expected = -difference / Units.GIGAPASCAL / (Units.BOLTZMANN * temperature);
        assertTrue(slope[1] < 0.15 * Math.abs(expected), "the error is too large to tell anything: " + slope[1]);
        assertEquals(expected, slope[0], 4 * slope[1]);
    }

    /** Half the step leaves a quarter of the error in the conserved energy. */
    @ParameterizedTest
    @EnumSource(CellShape.class)
    void theConservedEnergyIsOfSecondOrder(CellShape shape) {
        double[] spread = new double[2];
        try (ForceField field = ARGON.forceField(Backend.TRUFFLE, 1)) {
            for (int k = 0; k < 2; k++) {
                Samples conserved = new Samples();
                double dt = k == 0 ? 5 : 2.5;
                argon(crystal(40), field, "MTK", shape, 0.05, 40).timestep(dt).steps((long) (6000 / dt))
                    .observe(new Looking(1, s -> conserved.add(s.potentialEnergy() + s.kineticEnergy() - s.heat()))).build().run();
                spread[k] = Math.sqrt(conserved.variance());
            }
        }
        assertEquals(4, spread[0] / spread[1], 1);
    }

    @Test
    void rescalingBooksItsWork() {
        Samples conserved = new Samples(), energy = new Samples();
        try (ForceField field = ARGON.forceField(Backend.TRUFFLE, 1)) {
            argon(crystal(40), field, "rescaling", CellShape.FULL, 0.05, 40).steps(10_000).observe(new Looking(10, s -> {
                conserved.add(s.potentialEnergy() + s.kineticEnergy() - s.heat());
                energy.add(s.potentialEnergy() + s.kineticEnergy());
            })).build().run();
        }
        assertTrue(conserved.variance() < 1e-3 * energy.variance(), conserved.variance() + " of " + energy.variance());
    }

    /** A list that serves in a cell that changes gives the energies of one made at each step. */
    @Test
    void listsServeInCellsThatChange() {
        Samples kept = new Samples(), fresh = new Samples();
        long[] builds = new long[2];
        for (int k = 0; k < 2; k++) {
            Samples energies = k == 0 ? kept : fresh;
            builds[k] = argon(crystal(30), new LennardJones(), "MTK", CellShape.FULL, 2, 30).skin(k == 0 ? 0.3 : 0).steps(300)
                .observe(new Looking(1, s -> energies.add(s.potentialEnergy()))).build().run().listBuilds();
        }
        assertEquals(301, builds[1]);
        assertTrue(builds[0] > 2 && builds[0] < 100, "lists: " + builds[0]);
        for (int k = 0; k < kept.count(); k++) {
            assertEquals(fresh.get(k), kept.get(k), 1e-9);
        }
    }

    /** Strained at a rate, the cell is where the rate says, and atoms with it. */
    @Test
    void strainsAtARate() {
        Configuration c = LennardJones.crystal(2, 5.35, 0);
        double[] start = c.positions().clone();
        Simulation.of(c, new LennardJones()).timestep(2).steps(50).cell(new StrainRate(new double[] {-1e-4, 0, 0, 0, 0, 2e-4, 0, 0, 0}, 0)).build().run();
        assertEquals(10.7 * (1 - 0.01), c.cell().get(0, 0), 1e-12);
        assertEquals(10.7, c.cell().get(1, 1), 1e-12);
        assertEquals(10.7 * 0.02, c.cell().get(2, 1), 1e-12);
        for (int k = 0; k < start.length; k += 3) {
            assertEquals(0.99 * start[k], c.positions()[k], 1e-9);
            assertEquals(start[k + 1] + 0.02 * start[k + 2], c.positions()[k + 1], 1e-2);
        }
    }

    @Test
    void anOpenCellHasNoPressure() {
        Configuration c = LennardJones.crystal(2, 5.35, 0);
        c.setCell(new org.eutectic.atoms.Cell(c.cell().vectors(), new boolean[] {true, true, false}));
        StructureException e = assertThrows(StructureException.class,
            () -> argon(c, new LennardJones(), "rescaling", CellShape.FULL, 0, 30).steps(10).build().run());
        assertEquals("a barostat needs a cell that is periodic in all three directions; this one is open along c", e.getMessage());
    }
}
