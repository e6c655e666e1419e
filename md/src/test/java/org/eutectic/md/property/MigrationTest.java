package org.eutectic.md.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.MinimumEnergyPath;
import org.eutectic.md.relax.NudgedElasticBand;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

/** A vacancy of argon that moves to the neighboring site. */
class MigrationTest {
    private static final LennardJones FIELD = new LennardJones();

    /** Block of 3×3×3 cells with a vacancy at the corner, and the same after the neighbor at (½ ½ 0) jumped into it, over the edge of the cell. */
    private static Configuration[] ends() {
        RestingCrystal fcc = SpringCrystals.crystal(FIELD, Lattice.FCC);
        Configuration block = Atoms.supercell(fcc.configuration(), new int[] {3, 3, 3});
        double half = fcc.a() / 2;
        int neighbor = IntStream.range(0, block.size()).filter(i -> Math.abs(block.positions()[3 * i] - half) + Math.abs(block.positions()[3 * i + 1] - half) + Math.abs(block.positions()[3 * i + 2]) < 1e-6)
            .findFirst().orElseThrow();
        Configuration start = Atoms.some(block, IntStream.range(1, block.size()).toArray()), end = start.copy();
        double whole = block.cell().get(0, 0);
        end.positions()[3 * (neighbor - 1)] = whole;
        end.positions()[3 * (neighbor - 1) + 1] = -whole;
        end.positions()[3 * (neighbor - 1) + 2] = 0;
        for (Configuration c : List.of(start, end)) {
            assertTrue(new CrystalRelaxation().withCell(CellFreedom.FIXED).withoutSymmetry().withForceTolerance(1e-7).relax(c, FIELD).converged());
        }
        return new Configuration[] {start, end};
    }

    /** The saddle is in the middle by symmetry. With an even number of images none is there unless it climbs. */
    @Test
    void theHighestImageClimbsToTheSaddle() {
        Configuration[] ends = ends();
        MinimumEnergyPath odd = new NudgedElasticBand().withImages(3).withSpring(0.5).withForceTolerance(1e-5).find(ends[0], ends[1], FIELD);
        MinimumEnergyPath even = new NudgedElasticBand().withImages(4).withSpring(0.5).withForceTolerance(1e-5).find(ends[0], ends[1], FIELD);
        assertTrue(odd.converged() && even.converged());
        assertEquals(2, odd.saddle());
        // Forces of 1e-5 eV/Å and curvatures of some 0.1 eV/Å²: a billionth of an electronvolt for each atom.
        assertEquals(odd.barrier(), even.barrier(), 1e-7);
        assertEquals(odd.barrier(), odd.barrierBack(), 1e-8);
        assertEquals(odd.energies()[1], odd.energies()[3], 1e-6);
        assertTrue(odd.barrier() > 0.01 && odd.barrier() < 0.2, "barrier " + odd.barrier());
        for (MinimumEnergyPath p : List.of(odd, even)) {
            Configuration top = p.images().get(p.saddle());
            Evaluation out = new Evaluation();
            FIELD.compute(NeighborListBuilder.build(top, FIELD), true, true, false, out);
            for (double f : out.forces()) {
                assertEquals(0, f, 1e-5);
            }
        }
        Curvatures saddle = Curvatures.of(odd.images().get(2), FIELD, CalculationProgress.NONE), start = Curvatures.of(ends[0], FIELD, CalculationProgress.NONE);
        assertEquals(1, saddle.negative());
        assertEquals(0, start.negative());
        double attempt = Curvatures.attempt(start, saddle);
        // About the frequencies of the crystal, which reach 2 THz.
        assertTrue(attempt > 0.2 && attempt < 20, "attempt frequency " + attempt);
        assertTrue(Double.isNaN(Curvatures.attempt(saddle, start)));
        // The curve between images meets them, with their slopes.
        for (int k = 0; k < 5; k++) {
            double s = odd.coordinate()[k], h = 1e-5;
            assertEquals(odd.energies()[k], odd.energy(s), 1e-12);
            if (k > 0 && k < 4) {
                assertEquals(odd.slopes()[k], (odd.energy(s + h) - odd.energy(s - h)) / (2 * h), 1e-6);
            }
        }
    }

    @Test
    void endsThatDoNotBelongTogether() {
        Configuration a = new Configuration(List.of("Ar"), new int[2], new double[] {0, 0, 0, 4, 0, 0}, Cell.orthorhombic(20, 20, 20));
        Configuration longer = new Configuration(List.of("Ar"), new int[2], new double[] {0, 0, 0, 4, 0, 0}, Cell.orthorhombic(20, 20, 21));
        Configuration more = new Configuration(List.of("Ar"), new int[3], new double[] {0, 0, 0, 4, 0, 0, 8, 0, 0}, Cell.orthorhombic(20, 20, 20));
        assertEquals("the start has 2 atoms and the end 3: both need the same atoms in the same order", message(a, more));
        assertTrue(message(a, longer).startsWith("the cells of start and end differ"));
        assertEquals("start and end are the same: no atom moves by more than 0.001 Å", message(a, a.copy()));
    }

    private static String message(Configuration start, Configuration end) {
        return assertThrows(StructureException.class, () -> new NudgedElasticBand().find(start, end, FIELD)).getMessage();
    }
}
