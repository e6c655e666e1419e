package org.eutectic.md.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.LennardJones;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

class LatticeSurveyTest {

    /**
     * J. E. Jones and A. E. Ingham, Proc. R. Soc. A 107, 636 (1925), for the three cubic lattices; J. O. Hirschfelder, C. F. Curtiss and R. B. Bird, Molecular
     * Theory of Gases and Liquids (1954), table 13.9-1, the same. With all pairs counted, nearest neighbors are (2 A12/A6)^(1/6) sigma apart and the
     * energy is -epsilon A6²/(2 A12) for each atom.
     */
    @Test
    void latticeSums() {
        double reach = 30, epsilon = 0.01, sigma = 3.4;
        Lattice[] lattices = {Lattice.FCC, Lattice.BCC, Lattice.SC};
        double[] a6 = {14.45392, 12.25367, 8.40192}, a12 = {12.13188, 9.11418, 6.20215}, density = {Math.sqrt(2), 0.75 * Math.sqrt(3), 1};
        try (ForceField field = SpringCrystals.argon(reach, false)) {
            CrystalSearch search = new CrystalSearch(field).withDistances(3.3, 4.2);
            for (int k = 0; k < 3; k++) {
                RestingCrystal c = search.get(lattices[k], List.of("Ar"));
                double nearest = Math.pow(2 * a12[k] / a6[k], 1.0 / 6) * sigma;
                // What lies beyond the cutoff, as a continuum, is 4/3 10^-3 of the attraction; it pulls the crystal together by a sixth of that, relative to the attraction.
                double tail = -8.0 / 3 * Math.PI * epsilon * density[k] / Math.pow(nearest, 3) * Math.pow(sigma, 6) / Math.pow(reach, 3);
                assertEquals(nearest, c.a() * lattices[k].nearestDistance(), 1e-3 * nearest);
                assertEquals(-epsilon * a6[k] * a6[k] / (2 * a12[k]), c.cohesiveEnergy() + tail, 3e-5 * Math.abs(c.cohesiveEnergy()), lattices[k].symbol());
            }
        }
    }

    @Test
    void sortedFromTheLowest() {
        List<LatticeSurvey.Row> rows = LatticeSurvey.of(new CrystalSearch(new LennardJones()), List.of(Lattice.values()), List.of("Ar"));
        assertEquals(List.of("fcc", "hcp", "bcc", "sc", "diamond"), rows.stream().map(r -> r.lattice().symbol()).toList());
        assertEquals(List.of(true, false, false, false, false), rows.stream().map(LatticeSurvey.Row::stable).toList());
        for (LatticeSurvey.Row r : rows) {
            RestingCrystal c = r.crystal().orElseThrow();
            assertTrue(c.largestForce() < 1e-8 && c.largestStress() < 1e-10, c.toString());
            assertEquals("Ar", r.formula());
            assertTrue(Double.isNaN(r.formation()) && r.other().isEmpty());
        }
    }

    @Test
    void likeAtomsMixWithoutHeat() {
        try (ForceField field = SpringCrystals.mixture(1)) {
            List<LatticeSurvey.Row> rows = LatticeSurvey.of(new CrystalSearch(field), List.of(Lattice.FCC, Lattice.L12, Lattice.L10), List.of("Ar", "Kr"));
            assertEquals(List.of("Ar", "Kr", "Ar3Kr", "ArKr", "ArKr3"), rows.stream().map(LatticeSurvey.Row::formula).toList());
            for (LatticeSurvey.Row r : rows.subList(2, 5)) {
                // Not quite the cubic crystal: along the axis of l10 it is free.
                assertEquals(0, r.formation(), r.lattice() == Lattice.L10 ? 1e-4 : 1e-12);
            }
        }
    }

    @Test
    void unlikeAtomsThatAttractEachOtherOrder() {
        try (ForceField field = SpringCrystals.mixture(2)) {
            List<LatticeSurvey.Row> rows = LatticeSurvey.of(new CrystalSearch(field), List.of(Lattice.FCC, Lattice.HCP, Lattice.CESIUMCHLORIDE, Lattice.ROCKSALT, Lattice.ZINCBLENDE),
                List.of("Ar", "Kr"));
            LatticeSurvey.Row best = rows.stream().filter(r -> r.formula().equals("ArKr")).findFirst().orElseThrow();
            assertTrue(best.stable() && best.formation() < -0.01, best.toString());
            assertEquals(Lattice.CESIUMCHLORIDE, best.lattice());
        }
    }

    @Test
    void whatOnlyRepelsHasNoCrystal() {
        try (ForceField field = SpringCrystals.repulsion()) {
            CrystalSearch search = new CrystalSearch(field);
            assertEquals(Optional.empty(), search.find(Lattice.FCC, List.of("Ar")));
            PropertyException e = assertThrows(PropertyException.class, () -> search.get(Lattice.FCC, List.of("Ar")));
            assertEquals("fcc Ar: the energy has no minimum for distances of nearest neighbors from 1.000 to 6.000 Å; give others with --distances", e.getMessage());
            assertFalse(LatticeSurvey.of(search, List.of(Lattice.FCC), List.of("Ar")).getFirst().stable());
        }
        CrystalSearch elsewhere = new CrystalSearch(new LennardJones()).withDistances(5, 8);
        assertEquals(Optional.empty(), elsewhere.find(Lattice.FCC, List.of("Ar")));
    }

    @Test
    void aMoleculeIsNoCrystal() {
        Configuration open = Lattice.FCC.build(List.of("Ar"), 5.3, 5.3, new int[] {1, 1, 1}, new boolean[] {true, true, false}, new double[3]);
        assertThrows(PropertyException.class, () -> new CrystalSearch(new LennardJones()).rest("slab.xyz", open));
    }
}
