package org.eutectic.md.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Units;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.symmetry.LaueClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticityTest {

    /**
     * Springs between nearest neighbors, at rest: C_ijkl = k r0²/(2 V) sum of n_i n_j n_k n_l over the neighbors. In the face-centered cube C11 = 2k/a and
     * C12 = C44 = k/a; half of that in the simple cube's one line for each axis: C11 = k/a, and nothing resists shear.
     */
    @Test
    void springsAreAsOnPaper() {
        try (ForceField field = SpringCrystals.springs()) {
            RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
            double a = Math.sqrt(2) * SpringCrystals.LENGTH, k = SpringCrystals.K * Units.GIGAPASCAL;
            assertEquals(a, fcc.a(), 1e-8);
            assertEquals(-6 * SpringCrystals.DEPTH, fcc.cohesiveEnergy(), 1e-12);
            Elasticity e = Elasticity.of(fcc, field, 1e-3);
            assertEquals(LaueClass.CUBIC, e.laueClass());
            double[] expected = {2 * k / a, k / a, k / a};
            int[][] places = {{1, 1}, {1, 2}, {4, 4}};
            for (int n = 0; n < 3; n++) {
                // What is left of fourth order in a strain of 1e-3.
                assertEquals(expected[n], e.relaxed().get(places[n][0], places[n][1]), 1e-7 * expected[n]);
            }
            assertTrue(e.relaxed().stable());
            assertEquals(0, e.relaxed().distance(e.clamped()), 1e-6);
            Elasticity simple = Elasticity.of(new CrystalSearch(field).withDistances(2.3, 2.8).get(Lattice.SC, field.species()), field, 1e-3);
            assertEquals(k / SpringCrystals.LENGTH, simple.relaxed().get(1, 1), 1e-6 * k);
            assertEquals(0, simple.relaxed().get(1, 2), 1e-6 * k);
            assertEquals(0, simple.relaxed().get(4, 4), 1e-6 * k);
        }
    }

    /** Cauchy: where atoms interact in pairs, each at a center of inversion, C12 = C44 at zero pressure. And the bulk modulus is that of the pressure. */
    @Test
    void pairPotentialsObeyCauchy() {
        LennardJones field = new LennardJones();
        RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
        Elasticity e = Elasticity.of(fcc, field, 1e-3);
        assertEquals(e.relaxed().get(1, 2), e.relaxed().get(4, 4), 1e-6);
        assertTrue(e.asymmetry() < 1e-6 && e.error() < 1e-2, e.toString());
        SinglePoint point = new SinglePoint(field);
        double h = 1e-3;
        double slope = (8 * (pressure(fcc, point, h) - pressure(fcc, point, -h)) - pressure(fcc, point, 2 * h) + pressure(fcc, point, -2 * h)) / (12 * h);
        assertEquals(-slope * Units.GIGAPASCAL, e.relaxed().bulkVoigt(), 1e-6);
        assertEquals(e.relaxed().bulkVoigt(), e.relaxed().bulkReuss(), 1e-12);
        BirchMurnaghan fit = BirchMurnaghan.fit(EnergyVolumeCurve.of(fcc, field, 0.02, 9));
        // An equation of state for any matter fits this one's curve to some parts in ten thousand.
        assertEquals(fit.bulkModulus() * Units.GIGAPASCAL, e.relaxed().bulkVoigt(), 1e-3 * e.relaxed().bulkVoigt());
    }

    private static double pressure(RestingCrystal c, SinglePoint point, double change) {
        return point.pressure(EnergyVolumeCurve.scaled(c.configuration(), 1 + change));
    }

    /** Second differences of the energy, atoms relaxed at each strain, against the derivatives of the stress. */
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "1, 2", "1, 3", "4, 4", "6, 6", "4, 6"})
    void energiesGiveTheSameConstants(int i, int j) {
        LennardJones field = new LennardJones();
        RestingCrystal hcp = SpringCrystals.crystal(field, Lattice.HCP);
        Elasticity e = Elasticity.of(hcp, field, 1e-3);
        double h = 2e-3, second;
        if (i == j) {
            second = (energy(hcp, field, i, h, i, 0) + energy(hcp, field, i, -h, i, 0) - 2 * energy(hcp, field, i, 0, i, 0)) / (h * h);
        } else {
            second = (energy(hcp, field, i, h, j, h) - energy(hcp, field, i, h, j, -h) - energy(hcp, field, i, -h, j, h) + energy(hcp, field, i, -h, j, -h)) / (4 * h * h);
        }
        // Second order in h: h² times constants of fourth order, some hundred times as large as those of second.
        assertEquals(second / hcp.configuration().cell().volume() * Units.GIGAPASCAL, e.relaxed().get(i, j), 4e-3);
    }

    private static double energy(RestingCrystal crystal, ForceField field, int i, double first, int j, double second) {
        double[] e = new double[9];
        int[] row = {0, 1, 2, 1, 0, 0}, column = {0, 1, 2, 2, 2, 1};
        e[3 * row[i - 1] + column[i - 1]] += first / 2;
        e[3 * column[i - 1] + row[i - 1]] += first / 2;
        e[3 * row[j - 1] + column[j - 1]] += second / 2;
        e[3 * column[j - 1] + row[j - 1]] += second / 2;
        return new CrystalRelaxation().withCell(CellFreedom.FIXED).withoutSymmetry().relax(crystal.configuration().strained(e), field).energy();
    }

    /** Hexagonal: C66 = (C11 - C12)/2, C44 = C55, C13 = C23; atoms give way to shear in the base alone. */
    @Test
    void hexagonalCrystalsHaveFiveConstants() {
        LennardJones field = new LennardJones();
        Elasticity e = Elasticity.of(SpringCrystals.crystal(field, Lattice.HCP), field, 1e-3);
        assertEquals(LaueClass.HEXAGONAL, e.laueClass());
        Stiffness c = e.relaxed();
        assertEquals((c.get(1, 1) - c.get(1, 2)) / 2, c.get(6, 6), 1e-9);
        assertEquals(c.get(4, 4), c.get(5, 5), 1e-9);
        assertEquals(c.get(1, 3), c.get(2, 3), 1e-9);
        assertTrue(e.asymmetry() < 1e-6, e.toString());
        assertTrue(c.get(6, 6) < e.clamped().get(6, 6) - 0.1, "atoms do not give way");
        assertEquals(c.get(3, 3), e.clamped().get(3, 3), 1e-6);
    }

    /** The axes in which a crystal is given do not change it. */
    @Test
    void turnedCrystalsAreTheSame() {
        LennardJones field = new LennardJones();
        RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
        double[] r = rotation(new Random(4));
        double[] minusOne = r.clone();
        minusOne[0]--;
        minusOne[4]--;
        minusOne[8]--;
        Configuration turned = fcc.configuration().strained(minusOne);
        RestingCrystal other = new CrystalSearch(field).rest("turned", turned);
        Elasticity straight = Elasticity.of(fcc, field, 1e-3), skew = Elasticity.of(other, field, 1e-3);
        assertEquals(LaueClass.CUBIC, skew.laueClass());
        assertTrue(skew.relaxed().distance(straight.relaxed()) > 0.01);
        for (int k = 0; k < 6; k++) {
            assertEquals(straight.relaxed().eigenvalues()[k], skew.relaxed().eigenvalues()[k], 1e-6);
        }
        assertEquals(straight.relaxed().shearReuss(), skew.relaxed().shearReuss(), 1e-6);
        assertEquals(straight.relaxed().young(0, 0, 1), skew.relaxed().young(r[2], r[5], r[8]), 1e-6);
    }

    private static double[] rotation(Random random) {
        double w = random.nextGaussian(), x = random.nextGaussian(), y = random.nextGaussian(), z = random.nextGaussian();
        double n = Math.sqrt(w * w + x * x + y * y + z * z);
        w /= n;
        x /= n;
        y /= n;
        z /= n;
        return new double[] {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y), 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
            2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)};
    }

    @Test
    void bodyCenteredLennardJonesIsNotStable() {
        LennardJones field = new LennardJones();
        Stiffness c = Elasticity.of(SpringCrystals.crystal(field, Lattice.BCC), field, 1e-3).relaxed();
        assertFalse(c.stable());
        assertTrue(c.get(1, 1) < c.get(1, 2));
    }

    @Test
    void strainsMustBeSmall() {
        LennardJones field = new LennardJones();
        RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
        for (double strain : new double[] {0, -1e-3, 0.011, Double.NaN}) {
            assertThrows(PropertyException.class, () -> Elasticity.of(fcc, field, strain));
        }
    }
}
