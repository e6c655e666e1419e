package org.eutectic.md.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.build.MillerIndices;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vacancies, surfaces, stacking faults and compression where paper and pencil, or thermodynamics, say what must come out. */
class DefectsTest {

    /** Bonds at rest between nearest neighbors, 0.5 eV each: an atom taken out breaks twelve and mends six elsewhere, and no other atom has a reason to move. */
    @Test
    void aVacancyInSpringsCostsSixBonds() {
        try (ForceField field = SpringCrystals.springs()) {
            RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
            Vacancy v = Vacancy.of(fcc, field, new int[] {2, 2, 2}, true, Map.of(), CalculationProgress.NONE).getFirst();
            assertEquals(32, v.atoms());
            assertEquals(6 * SpringCrystals.DEPTH, v.unrelaxed(), 1e-9);
            assertEquals(6 * SpringCrystals.DEPTH, v.relaxed(), 1e-8);
            assertEquals(6 * SpringCrystals.DEPTH, v.released(), 1e-8);
            // Nothing moves, so the crystal grows by the atom on its surface.
            assertEquals(1, v.formationVolume(), 1e-4);
            assertEquals(fcc.cohesiveEnergy(), v.chemicalPotential());
        }
    }

    /** In a compound both vacancies together cost the pair's energy whatever is assumed of one: potentials that differ shift what the two cost. */
    @Test
    void compoundsAskWhereAtomsGo() {
        try (ForceField field = SpringCrystals.mixture(2)) {
            RestingCrystal b2 = new CrystalSearch(field).get(Lattice.CESIUMCHLORIDE, List.of("Ar", "Kr"));
            assertTrue(assertThrows(PropertyException.class, () -> Vacancy.of(b2, field, new int[] {3, 3, 3}, false, Map.of("Ar", -0.1), CalculationProgress.NONE)).getMessage()
                .endsWith("as in --chemical-potential Kr=-1.5"));
            List<Vacancy> one = Vacancy.of(b2, field, new int[] {3, 3, 3}, false, Map.of("Ar", -0.1, "Kr", -0.2), CalculationProgress.NONE);
            List<Vacancy> other = Vacancy.of(b2, field, new int[] {3, 3, 3}, false, Map.of("Ar", -0.15, "Kr", -0.15), CalculationProgress.NONE);
            assertEquals(2, one.size());
            assertEquals(-0.05, other.get(0).relaxed() - one.get(0).relaxed(), 1e-9);
            assertEquals(0.05, other.get(1).relaxed() - one.get(1).relaxed(), 1e-9);
            // Both kinds of atoms stand in like surroundings of a like depth.
            assertEquals(one.get(0).unrelaxed() + 0.1, one.get(1).unrelaxed() + 0.2, 1e-9);
            assertTrue(one.get(0).relaxed() < one.get(0).unrelaxed() - 1e-6, "nothing relaxed");
        }
    }

    /** A cut through an atom's area breaks 3 bonds on (111), 4 on (100), 6 on (110) of the face-centered cube, and half of each belongs to either side. */
    @ParameterizedTest
    @CsvSource({"111, 3, 5.4126588", "100, 4, 6.25", "110, 6, 8.8388348"})
    void surfacesOfSpringsAreBrokenBonds(String plane, int bonds, double area) {
        try (ForceField field = SpringCrystals.springs()) {
            RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
            List<SurfaceEnergy> all = SurfaceEnergy.of(fcc, field, MillerIndices.parse(plane, false), 12, 0, CalculationProgress.NONE);
            assertEquals(1, all.size());
            SurfaceEnergy s = all.getFirst();
            assertEquals(area, s.area(), 1e-5);
            assertEquals(bonds * SpringCrystals.DEPTH / (2 * s.area()), s.unrelaxed(), 1e-8);
            assertEquals(s.unrelaxed(), s.relaxed(), 1e-8);
            double repeating = SurfaceEnergy.of(fcc, field, MillerIndices.parse(plane, false), 12, 10, CalculationProgress.NONE).getFirst().relaxed();
            assertEquals(s.relaxed(), repeating, 1e-10);
        }
    }

    /** A thicker slab has the same surfaces; a metal's move inwards. */
    @Test
    void slabsAreThickEnough() {
        try (ForceField field = SpringCrystals.metal()) {
            RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
            MillerIndices plane = MillerIndices.parse("111", false);
            SurfaceEnergy thin = SurfaceEnergy.of(fcc, field, plane, SurfaceEnergy.thickness(field), 0, CalculationProgress.NONE).getFirst();
            SurfaceEnergy thick = SurfaceEnergy.of(fcc, field, plane, 1.5 * SurfaceEnergy.thickness(field), 0, CalculationProgress.NONE).getFirst();
            assertEquals(thin.unrelaxed(), thick.unrelaxed(), 1e-9);
            // Relaxation dies out over some layers: what is left of it in the middle.
            assertEquals(thin.relaxed(), thick.relaxed(), 1e-6);
            assertTrue(thin.relaxed() < thin.unrelaxed() && thin.outward()[0] < -0.01);
        }
    }

    /** Three partials are a lattice vector; the second leaves atoms on top of each other, far above the first; the hill's top is where no neighboring shift is higher. */
    @Test
    void shiftsByALatticeVectorChangeNothing() {
        try (ForceField field = SpringCrystals.metal()) {
            RestingCrystal fcc = SpringCrystals.crystal(field, Lattice.FCC);
            StackingFault f = StackingFault.of(fcc, field, 3, 4, CalculationProgress.NONE);
            assertEquals(13, f.points().size());
            assertEquals(fcc.a() / Math.sqrt(6), f.partial(), 1e-9);
            assertEquals(0, f.points().getLast().relaxed(), 1e-10);
            assertEquals(0, f.points().getLast().rigid(), 1e-10);
            assertTrue(f.points().get(8).relaxed() > 10 * f.intrinsic().relaxed() && f.points().get(8).relaxed() < f.points().get(8).rigid());
            assertNotNull(f.unstable());
            assertTrue(f.unstable().relaxed() > f.points().get(2).relaxed() - 1e-9 && f.unstable().shift() > 0.3 && f.unstable().shift() < 0.7);
            assertTrue(f.intrinsic().relaxed() > 0 && f.intrinsic().relaxed() < f.unstable().relaxed());
            assertTrue(assertThrows(PropertyException.class, () -> StackingFault.of(SpringCrystals.crystal(field, Lattice.HCP), field, 1, 10, CalculationProgress.NONE)).getMessage()
                .startsWith("hcp is hexagonal with 2 atoms"));
        }
    }

    /** dH/dP = V, by Simpson's rule over each two steps; and the mean of the neighbors counted is twelve all the way. */
    @Test
    void enthalpyIsTheIntegralOfTheVolume() {
        try (ForceField field = SpringCrystals.metal()) {
            RestingCrystal hcp = SpringCrystals.crystal(field, Lattice.HCP);
            StaticCompression c = StaticCompression.of(hcp, field, new int[] {1, 1, 1}, new StaticCompression.Settings(0.3, 6, Double.NaN, false, 1), CalculationProgress.NONE);
            assertEquals("", c.end());
            assertEquals(7, c.points().size());
            assertEquals(hcp.volume(), c.points().getFirst().volume(), 1e-6);
            for (int k = 2; k < 7; k += 2) {
                StaticCompression.Point a = c.points().get(k - 2), b = c.points().get(k - 1), d = c.points().get(k);
                double area = (d.pressure() - a.pressure()) / 6 * (a.volume() + 4 * b.volume() + d.volume());
                // The rule leaves a fourth derivative of the volume.
                assertEquals(d.enthalpy() - a.enthalpy(), area, 2e-4);
                assertTrue(d.volume() < b.volume() && d.nearest() < b.nearest());
            }
            for (StaticCompression.Point p : c.points()) {
                assertEquals(12, p.coordination(), 1e-12);
                assertEquals("6/mmm", p.laueClass());
            }
        }
    }

    /** Shaken, an unstable crystal falls into another one; held by its symmetry it does not. */
    @Test
    void freeCrystalsBecomeOthers() {
        try (ForceField field = SpringCrystals.metal()) {
            RestingCrystal sc = SpringCrystals.crystal(field, Lattice.SC);
            StaticCompression.Point held = StaticCompression.of(sc, field, new int[] {2, 2, 2}, new StaticCompression.Settings(0.01, 1, Double.NaN, false, 1), CalculationProgress.NONE).points().getLast();
            StaticCompression.Point free = StaticCompression.of(sc, field, new int[] {2, 2, 2}, new StaticCompression.Settings(0.01, 1, Double.NaN, true, 1), CalculationProgress.NONE).points().getLast();
            assertEquals(6, held.coordination(), 1e-12);
            assertTrue(free.coordination() > 9 && free.enthalpy() < held.enthalpy() - 0.1, free.toString());
        }
    }

    @Test
    void atomsThatSymmetryMakesAlike() {
        try (ForceField field = SpringCrystals.mixture(2)) {
            RestingCrystal l12 = new CrystalSearch(field).get(Lattice.L12, List.of("Ar", "Kr"));
            assertArrayEquals(new int[] {0, 1, 1, 1}, l12.symmetry().alike());
        }
        try (ForceField field = SpringCrystals.metal()) {
            assertArrayEquals(new int[] {0, 0, 0, 0}, SpringCrystals.crystal(field, Lattice.HCP).symmetry().alike());
        }
    }
}
