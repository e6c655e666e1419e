package org.eutectic.physics.dispersion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborListBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispersionTest {
    private static final double BOHR = AtomicUnits.BOHR;
    private static final double HARTREE = AtomicUnits.HARTREE;
    private static final List<String> SPECIES = List.of("C", "O", "Na");

    private static DampingParameters parameters(Damping d) {
        return switch (d) {
            case CSO -> DampingParameters.of(d, Map.of("a1", 0.24, "a2", 2.5, "a3", 0.0, "a4", 6.25), "");
            case BJM, ZEROM, ZERO, BJ, OP -> Functionals.find("PBE", d).orElseThrow();
        };
    }

    private static DispersionSettings settings(Damping d) {
        return DispersionSettings.of(parameters(d)).withThreeBody(true).withCutoffs(9, 6, 5.5);
    }

    private static Evaluation compute(Configuration c, DispersionSettings s, int threads) {
        Dispersion d = new Dispersion(s, c.symbols(), threads);
        Evaluation out = new Evaluation();
        d.compute(NeighborListBuilder.build(c, d), true, true, true, out);
        return out;
    }

    /** Atoms on a distorted grid, 1.9 Å apart. */
    private static Configuration grid(int n, double shift) {
        Random random = new Random(4);
        int atoms = n * n * n;
        double[] x = new double[3 * atoms];
        int[] types = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            int[] g = {i % n, i / n % n, i / (n * n)};
            types[i] = random.nextInt(3);
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = 1.9 * g[k] + shift * (2 * random.nextDouble() - 1);
            }
        }
        double l = 1.9 * n;
        return new Configuration(SPECIES, types, x, new Cell(new double[] {l, 0, 0, 0.2 * l, l, 0, 0, -0.1 * l, l}, new boolean[] {true, true, true}));
    }

    /**
     * Central differences over 2e-4 Å miss 1e-8 of the third derivative, and rounding of energies of some eV gives 1e-11. At cutoffs the energy jumps by up to 1e-5 eV: no
     * pair of this structure crosses one, for two steps of different size agree.
     */
    @ParameterizedTest
    @EnumSource(Damping.class)
    void forcesAndVirialAreDerivatives(Damping damping) {
        Configuration c = grid(3, 0.25);
        DispersionSettings s = settings(damping);
        Evaluation all = compute(c, s, 1);
        double h = 1e-4;
        for (int k : new int[] {0, 20, 52, 80}) {
            Configuration up = c.copy(), down = c.copy();
            up.positions()[k] += h;
            down.positions()[k] -= h;
            assertEquals((compute(down, s, 1).energy() - compute(up, s, 1).energy()) / (2 * h), all.forces()[k], 2e-7, damping + " force " + k);
        }
        for (int k : new int[] {0, 4, 8, 1, 2, 5}) {
            double[] strain = new double[9];
            strain[k] = h / 50;
            double up = compute(c.strained(strain), s, 1).energy();
            strain[k] = -h / 50;
            assertEquals((compute(c.strained(strain), s, 1).energy() - up) / (2 * h / 50), all.virial()[k], 2e-5, damping + " virial " + k);
        }
        double[] net = new double[3];
        double sum = 0;
        for (int i = 0; i < c.size(); i++) {
            sum += all.siteEnergies()[i];
            for (int k = 0; k < 3; k++) {
                net[k] += all.forces()[3 * i + k];
            }
        }
        assertArrayEquals(new double[3], net, 1e-10);
        assertEquals(all.energy(), sum, 1e-10);
    }

    /** Two atoms far from all others have no neighbors to speak of: C6 is that of free atoms but for what one neighbor counts at that distance. */
    @Test
    void twoAtomsByHand() {
        double r = 4;
        Configuration c = new Configuration(List.of("Ar"), new int[] {0, 0}, new double[] {0, 0, 0, 0, 0, r}, Cell.none());
        DampingParameters p = parameters(Damping.BJ);
        // Argon has one reference compound, the atom: C6 = 64.6462 hartree bohr⁶ whatever its neighbors; <r4>/<r2> = 10.1006... is read back here.
        ReferenceTable t = ReferenceTable.shared();
        double c6 = t.c6(18, 0, 18, 0), x = r / BOHR, ratio = t.ratio(18, 18), f = p.a1() * Math.sqrt(ratio) + p.a2();
        assertEquals(64.6462, c6);
        double expected = -HARTREE * c6 * (p.s6() / (Math.pow(x, 6) + Math.pow(f, 6)) + p.s8() * ratio / (Math.pow(x, 8) + Math.pow(f, 8)));
        assertEquals(expected, compute(c, DispersionSettings.of(p), 1).energy(), 1e-13);
        DampingParameters z = parameters(Damping.ZERO);
        double r0 = t.radius(18, 18), six = 1 / (1 + 6 * Math.pow(x / (z.rs6() * r0), -14)), eight = 1 / (1 + 6 * Math.pow(x / r0, -16));
        expected = -HARTREE * c6 * (six / Math.pow(x, 6) + z.s8() * ratio * eight / Math.pow(x, 8));
        assertEquals(expected, compute(c, DispersionSettings.of(z), 1).energy(), 1e-13);
    }

    /** Three argon atoms on an equilateral triangle: the angular term is 1 + 3/8, the energy repulsive. */
    @Test
    void threeAtomsByHand() {
        double r = 3.8, h = r * Math.sqrt(0.75);
        Configuration c = new Configuration(List.of("Ar"), new int[3], new double[] {0, 0, 0, r, 0, 0, r / 2, h, 0}, Cell.none());
        DispersionSettings s = DispersionSettings.of(parameters(Damping.BJ));
        double three = compute(c, s.withThreeBody(true), 1).energy() - compute(c, s, 1).energy();
        double x = r / BOHR, r0 = 4.0 / 3 * ReferenceTable.shared().radius(18, 18), damping = 1 / (1 + 6 * Math.pow(r0 / x, 16));
        assertEquals(HARTREE * Math.pow(64.6462, 1.5) * 1.375 / Math.pow(x, 9) * damping, three, 1e-14);
    }

    /** A cell thinner than all cutoffs is the same as two of it. */
    @Test
    void cellsAddUp() {
        Configuration c = grid(2, 0.2);
        int n = c.size();
        double[] x = new double[6 * n];
        int[] types = new int[2 * n];
        double[] v = c.cell().vectors();
        for (int i = 0; i < 2 * n; i++) {
            types[i] = c.types()[i % n];
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = c.positions()[3 * (i % n) + k] + (i < n ? 0 : v[k]);
            }
        }
        for (int k = 0; k < 3; k++) {
            v[k] *= 2;
        }
        Configuration twice = new Configuration(SPECIES, types, x, new Cell(v, c.cell().periodic()));
        DispersionSettings s = settings(Damping.BJ);
        Evaluation one = compute(c, s, 1), two = compute(twice, s, 1);
        assertEquals(2 * one.energy(), two.energy(), 1e-11);
        for (int k = 0; k < 6 * n; k++) {
            assertEquals(one.forces()[k % (3 * n)], two.forces()[k], 1e-11);
        }
        for (int k = 0; k < 9; k++) {
            assertEquals(2 * one.virial()[k], two.virial()[k], 1e-10);
        }
    }

    @Test
    void threadsDoNotMatter() {
        Configuration c = grid(14, 0.2);
        DispersionSettings s = settings(Damping.ZERO);
        Evaluation one = compute(c, s, 1), three = compute(c, s, 3);
        assertEquals(one.energy(), three.energy());
        assertArrayEquals(one.forces(), three.forces());
        assertArrayEquals(one.virial(), three.virial());
    }

    @Test
    void functionalsAreFoundByAnySpelling() {
        assertEquals(Functionals.find("PBE0", Damping.BJ), Functionals.find("pbe-0", Damping.BJ));
        assertEquals(1.8541, Functionals.find("LC-ωPBE", Damping.BJ).orElseThrow().s8());
        assertEquals(0.78981345, Functionals.find("r²SCAN", Damping.BJ).orElseThrow().s8());
        assertTrue(Functionals.find("M06-2X", Damping.BJ).isEmpty());
        assertEquals(List.of(Damping.ZERO), List.copyOf(Functionals.dampings("M06-2X")));
        assertEquals("10.1021/acs.jpclett.6b00780", Functionals.find("PBE", Damping.ZEROM).orElseThrow().source());
    }

    @Test
    void elementsBeyondTheTableAreRefused() {
        assertEquals("D3 has no figures for Am (element 95): its table ends at Pu (94)",
            assertThrows(IllegalArgumentException.class, () -> new Dispersion(settings(Damping.BJ), List.of("Am"), 1)).getMessage());
        assertEquals("'X' is no element", assertThrows(IllegalArgumentException.class, () -> new Dispersion(settings(Damping.BJ), List.of("X"), 1)).getMessage());
    }
}
