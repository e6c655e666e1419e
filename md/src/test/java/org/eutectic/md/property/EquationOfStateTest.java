package org.eutectic.md.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.LennardJones;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EquationOfStateTest {

    private static EnergyVolumeCurve curve(EquationOfState e, double range, int count) {
        List<EnergyVolumeCurve.Point> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double v = e.volume() * (1.01 + range * (2.0 * k / (count - 1) - 1));
            points.add(new EnergyVolumeCurve.Point(v, e.energy(v), e.pressure(v), e.pressure(v)));
        }
        return new EnergyVolumeCurve(points);
    }

    static Stream<Arguments> equations() {
        List<Arguments> all = new ArrayList<>();
        for (double[] p : new double[][] {{11.8, -3.54, 0.86, 5.2}, {20, -4.6, 0.61, 4.0}, {37, -0.08, 0.018, 8.1}, {15, 2, 1.2, 2.3}}) {
            all.add(Arguments.of(new BirchMurnaghan(p[0], p[1], p[2], p[3]), (Function<EnergyVolumeCurve, EquationOfState>) BirchMurnaghan::fit));
            all.add(Arguments.of(new Vinet(p[0], p[1], p[2], p[3]), (Function<EnergyVolumeCurve, EquationOfState>) Vinet::fit));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("equations")
    void pressureIsTheSlopeAndTheConstantsAreItsDerivatives(EquationOfState e, Function<EnergyVolumeCurve, EquationOfState> unused) {
        double v0 = e.volume(), h = 1e-4 * v0;
        for (double v : new double[] {0.85 * v0, v0, 1.1 * v0}) {
            double slope = (8 * (e.energy(v + h) - e.energy(v - h)) - e.energy(v + 2 * h) + e.energy(v - 2 * h)) / (12 * h);
            assertEquals(-slope, e.pressure(v), 1e-9 * e.bulkModulus());
        }
        assertEquals(e.minimum(), e.energy(v0), 1e-15);
        assertEquals(0, e.pressure(v0), 1e-15);
        double up = bulk(e, v0 + h), down = bulk(e, v0 - h);
        assertEquals(e.bulkModulus(), bulk(e, v0), 1e-6 * e.bulkModulus());
        assertEquals(e.bulkModulusSlope(), (up - down) / (e.pressure(v0 + h) - e.pressure(v0 - h)), 1e-5 * e.bulkModulusSlope());
    }

    private static double bulk(EquationOfState e, double v) {
        double h = 1e-4 * v;
        return -v * (e.pressure(v + h) - e.pressure(v - h)) / (2 * h);
    }

    @ParameterizedTest
    @MethodSource("equations")
    void fitsFindWhatMadeTheCurve(EquationOfState e, Function<EnergyVolumeCurve, EquationOfState> fit) {
        EnergyVolumeCurve curve = curve(e, 0.08, 13);
        EquationOfState found = fit.apply(curve);
        assertEquals(e.volume(), found.volume(), 1e-7 * e.volume());
        assertEquals(e.minimum(), found.minimum(), 1e-9);
        assertEquals(e.bulkModulus(), found.bulkModulus(), 1e-6 * e.bulkModulus());
        assertEquals(e.bulkModulusSlope(), found.bulkModulusSlope(), 1e-4 * e.bulkModulusSlope());
        assertTrue(found.residual(curve) < 1e-11, "residual " + found.residual(curve));
    }

    @Test
    void residualsTellTheEquationsApart() {
        EnergyVolumeCurve curve = curve(new Vinet(15, -3, 1, 6), 0.15, 15);
        assertTrue(Vinet.fit(curve).residual(curve) < 1e-10);
        assertTrue(BirchMurnaghan.fit(curve).residual(curve) > 1e-6);
    }

    /**
     * Of all pairs' Lennard-Jones energies a crystal's is a V^-4 - b V^-2; hence B0 = -8 E0/V0 and B0' = 8. A cutoff of 25 Å leaves out 2 parts in a thousand of the attraction.
     */
    @Test
    void argonIsALatticeSum() {
        try (ForceField field = SpringCrystals.argon(25, true)) {
            RestingCrystal fcc = new CrystalSearch(field).withDistances(3.3, 4.2).get(Lattice.FCC, List.of("Ar"));
            double v0 = Math.pow(3.4 * Math.pow(2 * 12.13188 / 14.45392, 1.0 / 6), 3) / Math.sqrt(2), e0 = -0.01 * 14.45392 * 14.45392 / (2 * 12.13188);
            EnergyVolumeCurve curve = EnergyVolumeCurve.of(fcc, field, 0.02, 9);
            for (EquationOfState e : List.of(BirchMurnaghan.fit(curve), Vinet.fit(curve))) {
                assertEquals(fcc.volume(), e.volume(), 1e-5 * fcc.volume());
                assertEquals(v0, e.volume(), 3e-3 * v0);
                assertEquals(-8 * e0 / v0, e.bulkModulus(), 1e-2 * e.bulkModulus());
                assertEquals(8, e.bulkModulusSlope(), 0.15);
            }
            // Central differences of fourth order, over a modulus of 0.018 eV/Å³; shells that cross the cutoff bend the energy a little.
            assertTrue(curve.pressureError() < 1e-7, "pressures differ by " + curve.pressureError());
            assertEquals(0, curve.points().get(4).pressure(), 1e-9);
            assertTrue(curve.points().getFirst().pressure() > 0 && curve.points().getLast().pressure() < 0);
        }
    }

    /** Along its axis a hexagonal crystal gives way: the energy at a volume is lower than that of a crystal blown up evenly. */
    @Test
    void shapesAreRelaxedAtEachVolume() {
        try (ForceField field = SpringCrystals.metal()) {
            CrystalSearch search = new CrystalSearch(field);
            RestingCrystal hcp = search.get(Lattice.HCP, List.of("Cu"));
            EnergyVolumeCurve curve = EnergyVolumeCurve.of(hcp, field, 0.06, 5);
            double[][] even = search.breathing(hcp, 0.06, 5);
            for (int k = 0; k < 5; k++) {
                assertEquals(even[0][k], curve.points().get(k).volume(), 1e-9);
                assertTrue(curve.points().get(k).energy() <= even[1][k] + 1e-13, k + ": " + (curve.points().get(k).energy() - even[1][k]));
                assertEquals(curve.points().get(k).pressure(), curve.points().get(k).slope(), 1e-8);
            }
            assertTrue(curve.points().getFirst().energy() < even[1][0] - 1e-6, "not lower: " + (curve.points().getFirst().energy() - even[1][0]));
        }
    }

    @Test
    void badRequests() {
        LennardJones field = new LennardJones();
        RestingCrystal fcc = new CrystalSearch(field).get(Lattice.FCC, List.of("Ar"));
        for (double range : new double[] {0, -1, 0.6, Double.NaN}) {
            assertThrows(PropertyException.class, () -> EnergyVolumeCurve.of(fcc, field, range, 9));
        }
        assertThrows(PropertyException.class, () -> EnergyVolumeCurve.of(fcc, field, 0.05, 4));
        EnergyVolumeCurve whole = curve(new Vinet(15, -3, 1, 6), 0.2, 15);
        EnergyVolumeCurve half = new EnergyVolumeCurve(whole.points().subList(9, 15));
        assertThrows(PropertyException.class, () -> BirchMurnaghan.fit(half));
        assertThrows(PropertyException.class, () -> Vinet.fit(half));
    }
}
