package org.eutectic.physics.charges;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.check.Units;
import org.eutectic.physics.coulomb.ChargeClouds;
import org.eutectic.physics.coulomb.ChargeInteraction;
import org.eutectic.physics.coulomb.CoulombMethod;
import org.eutectic.physics.coulomb.CoulombSettings;
import org.eutectic.physics.coulomb.CoulombSum;
import org.eutectic.physics.coulomb.TaperedSum;
import org.junit.jupiter.api.Test;

class ChargeEquilibrationTest {
    private static final List<String> SPECIES = List.of("Mg", "O");
    private static final double[] CHI = {3, 9};
    private static final double[] HARDNESS = {14, 18};

    private static Configuration oxide(int n, double shift) {
        Random random = new Random(6);
        int atoms = 8 * n * n * n;
        double[] x = new double[3 * atoms];
        int[] types = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            int[] g = {i % (2 * n), i / (2 * n) % (2 * n), i / (4 * n * n)};
            types[i] = (g[0] + g[1] + g[2]) % 2;
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = 2.1 * g[k] + shift * (2 * random.nextDouble() - 1);
            }
        }
        return new Configuration(SPECIES, types, x, Cell.orthorhombic(4.2 * n, 4.2 * n, 4.2 * n));
    }

    private static ChargeInteraction interaction(String kind) {
        CoulombSettings ewald = CoulombSettings.of(CoulombMethod.EWALD).withCutoff(7).withAccuracy(1e-12);
        return switch (kind) {
            case "gaussian" -> new CoulombSum(ewald, 2, ChargeClouds.gaussian(new double[] {0.9, 0.7}), 1, 1);
            case "slater" -> new CoulombSum(ewald, 2, ChargeClouds.slater(new double[] {0.7, 1.1}), 1, 1);
            default -> new TaperedSum(new double[] {0.7, 0.9}, 7, 1);
        };
    }

    /** What a structure gives: charges by atoms, the energy, forces and virial. */
    private record Result(double[] charges, double energy, double[] forces, double[] virial) {}

    private static NeighborList list(Configuration c, ChargeInteraction k) {
        return new NeighborListBuilder(c.symbols(), k.neighborhoods(), 0, 1).build(c);
    }

    private static double[] chi(NeighborList list) {
        double[] chi = new double[list.centers()];
        Arrays.setAll(chi, i -> CHI[list.types()[i]]);
        return chi;
    }

    private static Result solve(Configuration c, ChargeInteraction k, ChargeEquilibration q) {
        NeighborList list = list(c, k);
        int n = c.size();
        double[] charges = new double[n], byAtom = new double[n], forces = new double[3 * n];
        double energy = q.solve(list, chi(list), true, true, charges);
        for (int i = 0; i < n; i++) {
            byAtom[list.atoms()[i]] = charges[i];
            System.arraycopy(q.field().forces(), 3 * i, forces, 3 * list.atoms()[i], 3);
        }
        return new Result(byAtom, energy, forces, q.field().virial().clone());
    }

    /** Two atoms by hand: q = (χ₂ − χ₁)/(η₁ + η₂ − 2 J) on the first. */
    @Test
    void twoAtomsByHand() {
        double r = 2.3;
        Configuration c = new Configuration(SPECIES, new int[] {0, 1}, new double[] {0, 0, 0, r, 0, 0}, Cell.none());
        ChargeInteraction k = new TaperedSum(new double[] {0.7, 0.9}, 8, 1);
        double x = r / 8, tap = 20 * Math.pow(x, 7) - 70 * Math.pow(x, 6) + 84 * Math.pow(x, 5) - 35 * Math.pow(x, 4) + 1;
        double j = Units.COULOMB * tap / Math.cbrt(r * r * r + Math.pow(0.63, -1.5));
        Result found = solve(c, k, new ChargeEquilibration(k, HARDNESS, 0));
        double q = (CHI[1] - CHI[0]) / (HARDNESS[0] + HARDNESS[1] - 2 * j);
        assertArrayEquals(new double[] {q, -q}, found.charges, 1e-12);
        assertEquals(-0.5 * q * (CHI[1] - CHI[0]), found.energy, 1e-12);
    }

    /** Forces at the minimum, where charges may be taken as fixed, against differences of energies whose charges are not: 1e-7 as for fixed charges. */
    @Test
    void forcesAndVirialAreDerivatives() {
        for (String kind : List.of("gaussian", "slater", "reaxff-taper")) {
            Configuration c = oxide(2, 0.2);
            ChargeInteraction k = interaction(kind);
            ChargeEquilibration q = new ChargeEquilibration(k, HARDNESS, 0);
            Result all = solve(c, k, q);
            double h = 1e-4, net = Arrays.stream(all.charges).sum();
            assertEquals(0, net, 1e-12);
            assertTrue(Arrays.stream(all.charges).allMatch(x -> Math.abs(x) > 0.05 && Math.abs(x) < 3), () -> kind + ": " + Arrays.toString(all.charges));
            for (int i : new int[] {0, 50, 191}) {
                Configuration up = c.copy(), down = c.copy();
                up.positions()[i] += h;
                down.positions()[i] -= h;
                assertEquals((solve(down, k, q).energy - solve(up, k, q).energy) / (2 * h), all.forces[i], 1e-7, kind + " force " + i);
            }
            for (int a : new int[] {0, 1, 8}) {
                double[] strain = new double[9];
                strain[a] = h / 10;
                double up = solve(c.strained(strain), k, q).energy;
                strain[a] = -h / 10;
                assertEquals((solve(c.strained(strain), k, q).energy - up) / (2 * h / 10), all.virial[a], 5e-6, kind + " virial " + a);
            }
        }
    }

    /** Conjugate gradients stop at 1e-9 eV/e, charges are then good to that over the smallest eigenvalue of H, a few eV/e². */
    @Test
    void bothSolversAgree() {
        for (String kind : List.of("gaussian", "slater", "reaxff-taper")) {
            Configuration c = oxide(3, 0.2);
            ChargeInteraction k = interaction(kind);
            Result dense = solve(c, k, new ChargeEquilibration(k, HARDNESS, 0)), iterated = solve(c, k, new ChargeEquilibration(k, HARDNESS, 0, 0));
            assertArrayEquals(dense.charges, iterated.charges, 2e-9, kind);
            assertEquals(dense.energy, iterated.energy, 1e-9, kind);
        }
    }

    /** A later step starts from where charges seem to go and needs fewer iterations. */
    @Test
    void stepsThatFollowNeedFewerIterations() {
        Configuration c = oxide(3, 0.2);
        ChargeInteraction k = interaction("gaussian");
        double[] hardness = HARDNESS;
        GradientSolver solver = new GradientSolver(k, hardness);
        ChargeHistory history = new ChargeHistory();
        int first = 0;
        for (int step = 0; step < 6; step++) {
            NeighborList list = list(c, k);
            double[] charges = new double[c.size()], right = chi(list);
            for (int i = 0; i < right.length; i++) {
                right[i] = -right[i];
            }
            history.guess(list, 0, charges);
            solver.solve(list, right, charges);
            history.keep(list, charges);
            first = step == 0 ? solver.steps() : first;
            for (int i = 0; i < c.positions().length; i++) {
                c.positions()[i] += 0.002 * Math.sin(i);
            }
        }
        int last = solver.steps();
        System.out.println("conjugate gradients: " + first + " steps from nothing, " + last + " from three steps before");
        assertTrue(last < 0.75 * first, first + " steps at first, then " + last);
    }

    /**
     * Forces of any energy of the charges, here Σ w q², by one more solution of the same equations. Conjugate gradients leave 1e-10 e of each charge, which differences over
     * 2e-4 Å make 1e-5 eV/Å of.
     */
    @Test
    void adjointForces() {
        for (int dense : new int[] {1000, 0}) {
            Configuration c = oxide(2, 0.2);
            ChargeInteraction k = interaction("gaussian");
            ChargeEquilibration q = new ChargeEquilibration(k, HARDNESS, 0, dense);
            int n = c.size();
            NeighborList list = list(c, k);
            double[] charges = new double[n], adjoint = new double[n], lambda = new double[n];
            q.solve(list, chi(list), false, false, charges);
            for (int i = 0; i < n; i++) {
                adjoint[i] = 2 * weight(list.atoms()[i]) * charges[i];
            }
            q.solveAdjoint(list, adjoint, lambda);
            double[] forces = new double[3 * n];
            new AdjointForces(k).add(list, charges, lambda, false, (i, x, y, z) -> {
                forces[3 * list.atoms()[i]] += x;
                forces[3 * list.atoms()[i] + 1] += y;
                forces[3 * list.atoms()[i] + 2] += z;
            }, new double[9]);
            double h = 1e-4;
            for (int i : new int[] {0, 50, 191}) {
                Configuration up = c.copy(), down = c.copy();
                up.positions()[i] += h;
                down.positions()[i] -= h;
                assertEquals((squares(down, k, q) - squares(up, k, q)) / (2 * h), forces[i], dense > 0 ? 1e-6 : 2e-5, "force " + i);
            }
        }
    }

    private static double weight(int atom) {
        return 1 + 0.3 * Math.cos(atom);
    }

    private static double squares(Configuration c, ChargeInteraction k, ChargeEquilibration q) {
        double[] charges = solve(c, k, q).charges;
        double sum = 0;
        for (int i = 0; i < charges.length; i++) {
            sum += weight(i) * charges[i] * charges[i];
        }
        return sum;
    }

    @Test
    void whatHasNoMinimumIsAnError() {
        Configuration c = oxide(2, 0.2);
        ChargeInteraction k = interaction("reaxff-taper");
        for (int dense : new int[] {1000, 0}) {
            assertTrue(assertThrows(StructureException.class, () -> solve(c, k, new ChargeEquilibration(k, new double[] {1, 1}, 0, dense))).getMessage()
                .startsWith("the hardness matrix is indefinite"));
        }
        double[] soft = {0.02, 0.02};
        Configuration pair = new Configuration(SPECIES, new int[] {0, 1}, new double[] {0, 0, 0, 6.9, 0, 0}, Cell.none());
        assertEquals("polarisation catastrophe: charge equilibration gives atom 1 a charge of 150 e; atoms are too near each other for their hardness",
            assertThrows(StructureException.class, () -> solve(pair, k, new ChargeEquilibration(k, soft, 0))).getMessage());
    }
}
