package org.eutectic.md.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

/** What analyses give where the answer is known. */
class AnalysisTest {
    private static Configuration crystal(Lattice lattice, List<String> species, double a, int n) {
        return lattice.build(species, a, a, new int[] {n, n, n}, new boolean[] {true, true, true}, new double[3]);
    }

    @Test
    void crystalsHaveTheirShells() {
        RadialDistribution salt = new RadialDistribution(6, 600, 2);
        salt.add(crystal(Lattice.ROCKSALT, List.of("Na", "Cl"), 5.64, 3), "salt");
        RadialDistribution.FirstShell unlike = salt.firstShell(0, 1), like = salt.firstShell(1, 1);
        assertEquals(2.82, unlike.peak(), 0.06);
        assertEquals(6, unlike.neighbors(), 1e-12);
        assertEquals(5.64 / Math.sqrt(2), like.peak(), 0.06);
        assertEquals(12, like.neighbors(), 1e-12);
        // 6 + 8 unlike neighbors at a/2 and √3 a/2.
        assertEquals(14, salt.coordination(0, 1)[599], 1e-12);
        RadialDistribution shortSight = new RadialDistribution(2.5, 50, 1);
        shortSight.add(crystal(Lattice.ROCKSALT, List.of("Na", "Cl"), 5.64, 2), "salt");
        assertNull(shortSight.firstShell(0, 1));
    }

    /** Atoms anywhere: g is one; twice as many frames, or threads, or a cell cut differently change nothing but noise, or nothing at all. */
    @Test
    void anIdealGasIsEven() {
        Random random = new Random(3);
        RadialDistribution one = new RadialDistribution(9, 9, 1), three = new RadialDistribution(9, 9, 3);
        double[] h = {14, 0, 0, 3, 15, 0, -4, 2, 16};
        for (int frame = 0; frame < 20; frame++) {
            int n = 300;
            double[] x = new double[3 * n];
            for (int i = 0; i < n; i++) {
                double a = random.nextDouble(), b = random.nextDouble(), c = random.nextDouble();
                for (int k = 0; k < 3; k++) {
                    x[3 * i + k] = a * h[k] + b * h[3 + k] + c * h[6 + k];
                }
            }
            int[] types = new int[n];
            Arrays.setAll(types, i -> i % 3 == 0 ? 1 : 0);
            Configuration c = new Configuration(List.of("Ar", "Kr"), types, x, new Cell(h, new boolean[] {true, true, true}));
            one.add(c, "gas");
            three.add(c, "gas");
        }
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                assertArrayEquals(one.g(a, b), three.g(a, b), 0);
            }
        }
        // Far out 20 frames with some 10^5 pairs in a part have noise of about 1 %.
        for (int k = 5; k < 9; k++) {
            assertEquals(1, one.all()[k], 0.03);
            assertEquals(1, one.g(0, 1)[k], 0.05);
        }
        double inside = 4 * Math.PI / 3 * 9 * 9 * 9 / (14 * 15 * 16);
        assertEquals(100 * inside, one.coordination(one.species().indexOf("Ar"), one.species().indexOf("Kr"))[8], 1.5);
        assertTrue(one.trusted() < 7.5 && one.trusted() > 6, "half of the thickness of the thinnest direction");
    }

    @Test
    void withoutAVolumeThereIsNoDensity() {
        Configuration molecule = new Configuration(List.of("Ar"), new int[2], new double[] {0, 0, 0, 0, 0, 3}, Cell.none());
        String said = assertThrows(AnalysisException.class, () -> new RadialDistribution(3, 3, 1).add(molecule, "a.xyz, frame 1")).getMessage();
        assertTrue(said.startsWith("a.xyz, frame 1: g(r) compares with an even density"), said);
    }

    /** Steps of known size in random directions: D = ⟨step²⟩/(6 interval), for each species its own, whatever the number of origins kept, and also where atoms are put back into the cell. */
    @Test
    void randomWalksDiffuse() {
        int n = 400, frames = 600;
        Random random = new Random(8);
        int[] types = new int[n];
        Arrays.setAll(types, i -> i % 2);
        double[] x = random.doubles(3 * n, 0, 9).toArray();
        Cell cell = Cell.orthorhombic(9, 9, 9);
        AtomGroups groups = new AtomGroups(new Configuration(List.of("Ar", "Kr"), types, x.clone(), cell));
        MeanSquareDisplacement some = new MeanSquareDisplacement(groups, 8, 2), many = new MeanSquareDisplacement(groups, 2000, 1), followed = new MeanSquareDisplacement(groups, 8, 1);
        Unwrapping unwrapping = new Unwrapping(), nothing = new Unwrapping();
        for (int f = 0; f < frames; f++) {
            Configuration straight = new Configuration(List.of("Ar", "Kr"), types, x.clone(), cell), wrapped = straight.copy();
            PeriodicFrame.of(cell).wrap(wrapped.positions(), n);
            nothing.follow(straight);
            unwrapping.follow(wrapped);
            some.add(straight.positions());
            many.add(straight.positions());
            followed.add(wrapped.positions());
            for (int k = 0; k < x.length; k++) {
                x[k] += (k / 3 % 2 == 0 ? 0.2 : 0.1) * random.nextGaussian();
            }
        }
        assertFalse(nothing.wrapped());
        assertTrue(unwrapping.wrapped());
        assertTrue(some.spacing() == 128 && many.spacing() == 1, some.spacing() + " " + many.spacing());
        for (int g = 0; g < 2; g++) {
            double step = g == 0 ? 0.2 : 0.1, wanted = step * step / (2 * 5.0);
            MeanSquareDisplacement.Diffusion d = many.diffusion(g, 3, 50, 5, 6);
            assertEquals(6, d.blocks());
            // 200 atoms, 12 independent stretches of 50 steps, 3 directions: noise of some 2 %.
            assertEquals(wanted, d.value(), 0.06 * wanted);
            assertTrue(d.error() > 0.002 * wanted && d.error() < 0.06 * wanted, d.toString());
            assertEquals(1, d.exponent(), 0.05);
            assertEquals(wanted, some.diffusion(g, 3, 50, 5, 1).value(), 0.12 * wanted);
            // What was wrapped by whole cells comes back but for rounding.
            assertArrayEquals(some.curve(g), followed.curve(g), 1e-9);
            assertEquals(3 * step * step, many.curve(g)[1], 0.02 * 3 * step * step);
        }
    }

    @Test
    void framesMustHoldTheSameAtoms() {
        Configuration first = crystal(Lattice.FCC, List.of("Ar"), 5.3, 2);
        AtomGroups groups = new AtomGroups(first);
        int[] types = new int[32];
        types[3] = 1;
        Configuration other = new Configuration(List.of("Ar", "Kr"), types, first.positions(), first.cell());
        assertEquals("a.xyz, frame 2: atom 4 is Kr, but Ar in the first frame; atoms can be followed only while their order stays (for LAMMPS dumps: write the column id)",
            assertThrows(AnalysisException.class, () -> groups.require(other, "a.xyz, frame 2")).getMessage());
        assertEquals("b: 4 atoms, but 32 in the first frame; atoms can be followed only while none come or go",
            assertThrows(AnalysisException.class, () -> groups.require(crystal(Lattice.FCC, List.of("Ar"), 5.3, 1), "b")).getMessage());
    }

    /** Oscillators of one frequency: C(t) = C(0) cos ωt, all states at that frequency, three for each atom, no diffusion. */
    @Test
    void oscillatorsHaveOneFrequency() {
        Configuration c = crystal(Lattice.FCC, List.of("Ar"), 5.3, 2);
        Velocities.maxwellBoltzmann(c, 100, 1);
        AtomGroups groups = new AtomGroups(c);
        VelocityAutocorrelation v = new VelocityAutocorrelation(groups, 250, 3, 2);
        double interval = 4, frequency = 5e-3;
        double[] cosine = c.velocities(), sine = c.copy().velocities();
        for (int k = 0; k < sine.length; k++) {
            sine[k] = cosine[(k + 3) % sine.length];
        }
        for (int f = 0; f < 4000; f++) {
            double[] now = new double[cosine.length];
            for (int k = 0; k < now.length; k++) {
                now[k] = cosine[k] * Math.cos(2 * Math.PI * frequency * f * interval) + sine[k] * Math.sin(2 * Math.PI * frequency * f * interval);
            }
            v.add(now);
        }
        double[] curve = v.curve(0), spectrum = VelocityAutocorrelation.spectrum(curve, interval), at = v.frequencies(interval);
        assertEquals(3 * Units.BOLTZMANN * 100 * 31 / 32 / (c.masses()[0] * Units.MASS_VELOCITY_SQUARED), curve[0], 0.01 * curve[0]);
        for (int k = 0; k < 250; k++) {
            assertEquals(curve[0] * Math.cos(2 * Math.PI * frequency * k * interval), curve[k], 0.02 * curve[0]);
        }
        int peak = 0;
        double sum = 0;
        for (int k = 0; k < at.length; k++) {
            peak = spectrum[k] > spectrum[peak] ? k : peak;
            sum += (k == 0 || k == at.length - 1 ? 0.5 : 1) * spectrum[k] * (at[1] - at[0]);
        }
        assertEquals(5, at[peak], 0.5 * (at[1] - at[0]) + 1e-9);
        assertEquals(3, sum, 1e-9);
    }

    /** Velocities that forget at a rate γ as Ornstein and Uhlenbeck's: C(t) = C(0) exp(−γt), D = kT/(mγ). */
    @Test
    void greenAndKuboFindTheDiffusionOfLangevinsParticles() {
        int n = 500;
        double gamma = 0.01, interval = 10, keep = Math.exp(-gamma * interval), width = 0.003;
        Random random = new Random(5);
        double[] now = random.doubles(3 * n).toArray();
        Arrays.setAll(now, k -> width * random.nextGaussian());
        AtomGroups groups = new AtomGroups(new Configuration(List.of("Ar"), new int[n], new double[3 * n], Cell.none()));
        VelocityAutocorrelation v = new VelocityAutocorrelation(groups, 80, 2, 1);
        for (int f = 0; f < 3000; f++) {
            v.add(now);
            for (int k = 0; k < now.length; k++) {
                now[k] = keep * now[k] + width * Math.sqrt(1 - keep * keep) * random.nextGaussian();
            }
        }
        double wanted = width * width / gamma;
        BlockMean d = v.diffusion(0, interval);
        // The trapezoid of an exponential is 1 + (γ·interval)²/12 of its integral; the window leaves exp(−8).
        assertEquals(wanted, d.value(), 4 * d.error() + 1.5e-3 * wanted);
        assertTrue(d.error() > 0.001 * wanted && d.error() < 0.03 * wanted, d + " " + wanted);
    }

    @Test
    void tetrahedraAndOctahedra() {
        Configuration diamond = crystal(Lattice.DIAMOND, List.of("Si"), 5.43, 2);
        BondAngles angles = new BondAngles(new AtomGroups(diamond), new double[] {2.8}, 180, 2);
        angles.add(diamond);
        assertEquals(4, angles.meanCoordination(0, 0), 0);
        assertArrayEquals(new double[] {0, 0, 0, 0, 1}, angles.coordination(0, 1), 0);
        assertEquals(64 * 6, angles.count(0, 0, 0));
        // arccos(−1/3) = 109.47°
        assertEquals(1, angles.density(0, 0, 0)[109], 1e-12);
        Configuration salt = crystal(Lattice.ROCKSALT, List.of("Na", "Cl"), 5.64, 2);
        AtomGroups groups = new AtomGroups(salt);
        BondAngles right = new BondAngles(groups, new double[] {0.1, 3, 3, 0.1}, 36, 1);
        right.add(salt);
        right.add(salt);
        assertEquals(6, right.meanCoordination(0, 1), 0);
        assertEquals(0, right.meanCoordination(1, 1), 0);
        assertEquals(2 * 32 * 15, right.count(0, 1, 1));
        assertEquals(0, right.count(0, 0, 1));
        double[] d = right.density(1, 0, 0);
        // 12 right angles on the edge of two parts, which rounding decides, and three straight ones.
        assertEquals(12 / 15.0, 5 * (d[17] + d[18]), 1e-12);
        assertEquals(3 / 15.0, 5 * d[35], 1e-12);
    }

    @Test
    void linesAndBlocks() {
        StraightLine l = StraightLine.through(new double[] {0, 1, 2, 3}, new double[] {1, 3, 5, 7});
        assertEquals(2, l.slope(), 1e-14);
        assertEquals(1, l.offset(), 1e-14);
        assertEquals(0, l.slopeError(), 1e-7);
        BlockMean b = BlockMean.ofSeries(new double[] {9, 1, 1, 3, 3}, 2);
        assertEquals(3.4, b.value(), 1e-14);
        assertEquals(1, b.error(), 1e-14);
    }
}
