package org.eutectic.md.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.Elements;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Units;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

class PhononsTest {
    private static final double TERAHERTZ = 1e3 * Math.sqrt(Units.ACCELERATION) / (2 * Math.PI);

    private static Phonons phonons(RestingCrystal crystal, ForceField field, int... repeat) {
        return new Phonons(ForceConstants.of(crystal, field, repeat.length == 0 ? ForceConstants.repeat(crystal, field) : repeat, ForceConstants.DISPLACEMENT, CalculationProgress.NONE));
    }

    private static double[] at(Phonons p, String name) {
        return p.frequencies(BandPath.along(p.constants().lattice(), name + name).parts().getFirst().getFirst().q());
    }

    /**
     * Springs k between nearest neighbors at rest, D(q) = k/m Σ n nᵀ (1 − cos q·R): in the face-centered cube at X 8k/m along and 4k/m twice across, at L 8k/m along and
     * 2k/m twice across.
     */
    @Test
    void springsAreAsOnPaper() {
        try (ForceField field = SpringCrystals.springs()) {
            Phonons p = phonons(SpringCrystals.crystal(field, Lattice.FCC), field, 3, 3, 3);
            double unit = TERAHERTZ * Math.sqrt(SpringCrystals.K / Elements.mass("Cu"));
            double[][] expected = {{0, 0, 0}, {2, 2, Math.sqrt(8)}, {Math.sqrt(2), Math.sqrt(2), Math.sqrt(8)}};
            String[] names = {"G", "X", "L"};
            for (int k = 0; k < 3; k++) {
                double[] f = at(p, names[k]);
                for (int b = 0; b < 3; b++) {
                    // Rounding of the sums that vanish at Γ is 1e-13 of the force constants: a millionth of a frequency.
                    assertEquals(expected[k][b] * unit, f[b], 2e-6 * unit, names[k]);
                }
            }
            PhononMesh mesh = PhononMesh.of(p, 30, CalculationProgress.NONE);
            assertEquals(0, mesh.imaginaryPart());
            assertEquals(Math.sqrt(8) * unit, mesh.highest(), 0.02 * unit);
        }
    }

    /** Long waves are sound: ω/q is √(C11/ρ), √(C44/ρ) along a cube's edge. */
    @Test
    void longWavesAreSound() {
        LennardJones field = new LennardJones();
        RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
        Phonons p = phonons(fcc, field, 5, 5, 5);
        Stiffness c = Elasticity.of(fcc, field, 1e-3).relaxed();
        double density = Elements.mass("Ar") / fcc.volume(), q = 0.01;
        double[] f = p.frequencies(new double[] {0, q, 0});
        double[] stiffness = {c.get(4, 4), c.get(4, 4), c.get(1, 1)};
        for (int k = 0; k < 3; k++) {
            // The dispersion is (qa)²/24 of it.
            assertEquals(TERAHERTZ * q * Math.sqrt(stiffness[k] / Units.GIGAPASCAL / density), f[k], 2e-4 * f[k]);
        }
        assertTrue(p.constants().correction() < 1e-7 * p.constants().largest(), "the rules were far from kept");
    }

    /** What is given as a larger cell is the same crystal; a hexagonal one has three waves without a frequency at Γ and is stable. */
    @Test
    void theCellMakesNoDifference() {
        try (ForceField field = SpringCrystals.metal()) {
            RestingCrystal hcp = SpringCrystals.crystal(field, Lattice.HCP);
            Phonons one = phonons(hcp, field, 4, 2, 2);
            RestingCrystal twice = new CrystalSearch(field).rest("twice", Atoms.supercell(hcp.configuration(), new int[] {2, 1, 1}));
            Phonons two = phonons(twice, field, 2, 2, 2);
            assertEquals(2, two.constants().sites());
            double[] here = at(one, "G"), there = at(two, "G"), edge = at(one, "M"), other = at(two, "M");
            for (int k = 0; k < 6; k++) {
                assertEquals(here[k], there[k], 1e-4);
                assertEquals(edge[k], other[k], 1e-5);
                assertTrue(k < 3 ? Math.abs(here[k]) < 1e-4 : here[k] > 1);
                assertTrue(edge[k] > 1);
            }
        }
    }

    @Test
    void sumsOverAllWaves() {
        try (ForceField field = SpringCrystals.springs()) {
            Phonons p = phonons(SpringCrystals.crystal(field, Lattice.FCC), field, 3, 3, 3);
            PhononMesh mesh = PhononMesh.of(p, 20, CalculationProgress.NONE);
            PhononMesh.Density d = mesh.density(401);
            double count = 0, mean = 0, step = d.frequency()[1] - d.frequency()[0];
            for (int k = 0; k < d.frequency().length; k++) {
                count += d.states()[k] * step;
                mean += d.states()[k] * step * d.frequency()[k];
            }
            assertEquals(3, count, 2e-2);
            // Linear pieces and single points weigh waves differently by the square of the grid's step.
            assertEquals(mesh.zeroPointEnergy(), mean / 2 * 1e-3 * Units.PLANCK, 2e-2 * mesh.zeroPointEnergy());
            assertEquals(mesh.zeroPointEnergy(), mesh.thermal(0).freeEnergy());
            assertEquals(0, mesh.thermal(1).heatCapacity(), 1e-4 * Units.BOLTZMANN);
            // Dulong and Petit; x²/12 below it, x = hν/kT.
            assertEquals(3, mesh.thermal(20_000).heatCapacity() / Units.BOLTZMANN, 1e-4);
            // S = −dF/dT, C = T dS/dT.
            PhononMesh.Thermal low = mesh.thermal(299), middle = mesh.thermal(300), high = mesh.thermal(301);
            assertEquals(-(high.freeEnergy() - low.freeEnergy()) / 2, middle.entropy(), 1e-5 * middle.entropy());
            assertEquals(300 * (high.entropy() - low.entropy()) / 2, middle.heatCapacity(), 1e-4 * middle.heatCapacity());
        }
    }

    /** Born: atoms that attract in pairs do not stay in a body-centered cube. */
    @Test
    void imaginaryFrequenciesAreNegative() {
        LennardJones field = new LennardJones();
        Phonons p = phonons(SpringCrystals.crystal(field, Lattice.BCC), field, 4, 4, 4);
        assertTrue(p.bands(BandPath.of(p.constants().lattice()), 60).lowest() < -0.1);
        assertTrue(PhononMesh.of(p, 30, CalculationProgress.NONE).imaginaryPart() > 0.01);
    }

    @Test
    void waysThroughTheZone() {
        try (ForceField field = SpringCrystals.springs()) {
            Phonons p = phonons(SpringCrystals.crystal(field, Lattice.FCC), field, 2, 2, 2);
            Phonons.Bands b = p.bands(BandPath.along(p.constants().lattice(), "gx|ul"), 40);
            assertEquals("Γ X U L", String.join(" ", b.corners().stream().map(c -> c.point().name()).toList()));
            assertEquals(b.distance()[b.corners().get(1).index()], b.distance()[b.corners().get(2).index()]);
            assertEquals("the way GQ has no point 'Q': a face-centered cubic lattice has G, X, W, K, L, U",
                assertThrows(PropertyException.class, () -> BandPath.along(p.constants().lattice(), "GQ")).getMessage());
            assertEquals("the way GX|L: 'L' leads nowhere; each part needs two points or more",
                assertThrows(PropertyException.class, () -> BandPath.along(p.constants().lattice(), "GX|L")).getMessage());
            assertThrows(PropertyException.class, () -> ForceConstants.of(SpringCrystals.crystal(field, Lattice.FCC), field, new int[] {1, 1, 1}, 0.5, CalculationProgress.NONE));
        }
    }
}
