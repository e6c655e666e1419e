package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.ArrayList;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any potential on any structure: symmetries, and forces and virial that are the energy's derivatives. */
class FormPropertiesTest {
    /** Steps of the finite differences. */
    private static final double STEP = 1e-4;
    private static final double STRAIN = 1e-5;
    private static final double DERIVATIVE_LIMIT = 1e-6;
    private static final int ATOMS_MOVED = 3;

    private static final List<String> TABLE = Collections.synchronizedList(new ArrayList<>());

    private static Evaluation compute(ForceField field, Configuration c, boolean forces) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, forces, forces, out);
        return out;
    }

    private static double energy(ForceField field, Configuration c) {
        return compute(field, c, false).energy();
    }

    @ParameterizedTest
    @MethodSource("org.eutectic.tests.PropertyCase#all")
    void referenceHolds(PropertyCase which) {
        holds(which, Backend.REFERENCE);
    }

    @ParameterizedTest
    @MethodSource("org.eutectic.tests.PropertyCase#all")
    void compiledHolds(PropertyCase which) {
        holds(which, Backend.TRUFFLE);
    }

    @ParameterizedTest
    @MethodSource("org.eutectic.tests.PropertyCase#all")
    void backendsAgree(PropertyCase which) {
        Potential potential = which.potential();
        try (ForceField plain = potential.forceField(Backend.REFERENCE, 1); ForceField compiled = potential.forceField(Backend.TRUFFLE, 2)) {
            Configuration c = which.structure(plain);
            Evaluation a = compute(plain, c, true), b = compute(compiled, c, true);
            double scale = largest(a.forces());
            assertEquals(a.energy(), b.energy(), 1e-11 * Math.abs(a.energy()));
            assertArrayEquals(a.siteEnergies(), b.siteEnergies(), 1e-11 * largest(a.siteEnergies()));
            assertArrayEquals(a.forces(), b.forces(), 1e-11 * scale);
            assertArrayEquals(a.virial(), b.virial(), 1e-11 * largest(a.virial()));
        }
    }

    private void holds(PropertyCase which, Backend backend) {
        try (ForceField field = which.potential().forceField(backend, 1)) {
            Configuration c = which.structure(field);
            Evaluation here = compute(field, c, true);
            double scale = Arrays.stream(here.forces()).map(Math::abs).max().orElse(0);
            assertTrue(scale > 1e-3, "the structure is not at rest");
            assertEquals(here.energy(), Arrays.stream(here.siteEnergies()).sum(), 1e-10 * Math.abs(here.energy()), "site energies sum to the total");
            momentum(here, scale);
            translation(field, c, here, scale);
            rotation(field, c, here, scale);
            permutation(field, c, here, scale);
            fewAtoms(field, c);
            double forces = forces(field, c, here, scale);
            double virial = virial(field, c, here);
            TABLE.add(String.format(Locale.ROOT, "%-22s %-10s %9.1e   %9.1e", which, backend.name().toLowerCase(Locale.ROOT), forces, virial));
            assertTrue(forces < DERIVATIVE_LIMIT, () -> "forces differ from -dE/dx by " + forces + " of the largest force");
            assertTrue(virial < DERIVATIVE_LIMIT, () -> "the virial differs from -dE/dstrain by " + virial + " of its largest component");
        }
    }

    private static void momentum(Evaluation here, double scale) {
        for (int axis = 0; axis < 3; axis++) {
            int a = axis;
            double sum = IntStream.range(0, here.forces().length / 3).mapToDouble(i -> here.forces()[3 * i + a]).sum();
            assertEquals(0, sum, 1e-11 * scale * here.forces().length, "sum of forces");
        }
    }

    /** A shift of everything, and one atom sent to another cell. */
    private static void translation(ForceField field, Configuration c, Evaluation here, double scale) {
        Configuration moved = c.copy();
        for (int k = 0; k < moved.positions().length; k++) {
            moved.positions()[k] += new double[] {1.234, -3.21, 0.77}[k % 3];
        }
        for (int axis = 0; axis < 3; axis++) {
            moved.positions()[axis] += c.cell().get(1, axis) - 2 * c.cell().get(2, axis);
        }
        same(compute(field, moved, true), here, scale, "translation");
    }

    private static void same(Evaluation a, Evaluation b, double scale, String what) {
        assertEquals(b.energy(), a.energy(), 1e-10 * Math.abs(b.energy()) + 1e-12, what);
        assertArrayEquals(b.forces(), a.forces(), 1e-9 * scale, what);
        assertArrayEquals(b.virial(), a.virial(), 1e-9 * largest(b.virial()), what);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    private static double[] rotate(double[] vectors, double[] r) {
        double[] out = new double[vectors.length];
        for (int k = 0; k < vectors.length; k++) {
            int v = k / 3 * 3, a = k % 3 * 3;
            out[k] = r[a] * vectors[v] + r[a + 1] * vectors[v + 1] + r[a + 2] * vectors[v + 2];
        }
        return out;
    }

    private static void rotation(ForceField field, Configuration c, Evaluation here, double scale) {
        double a = 0.83, b = -0.47;
        double[] r = {Math.cos(a) * Math.cos(b), -Math.sin(a), Math.cos(a) * Math.sin(b),
            Math.sin(a) * Math.cos(b), Math.cos(a), Math.sin(a) * Math.sin(b), -Math.sin(b), 0, Math.cos(b)};
        Configuration turned = new Configuration(c.symbols(), c.types(), rotate(c.positions(), r), new Cell(rotate(c.cell().vectors(), r), c.cell().periodic()));
        Evaluation there = compute(field, turned, true);
        assertEquals(here.energy(), there.energy(), 1e-10 * Math.abs(here.energy()) + 1e-12, "rotation");
        assertArrayEquals(rotate(here.forces(), r), there.forces(), 1e-9 * scale, "rotated forces");
    }

    private static void permutation(ForceField field, Configuration c, Evaluation here, double scale) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, c.size()).boxed().toList());
        Collections.shuffle(order, new Random(3));
        int[] types = new int[c.size()];
        double[] x = new double[3 * c.size()], f = new double[3 * c.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = c.types()[order.get(i)];
            System.arraycopy(c.positions(), 3 * order.get(i), x, 3 * i, 3);
            System.arraycopy(here.forces(), 3 * order.get(i), f, 3 * i, 3);
        }
        Evaluation there = compute(field, new Configuration(c.symbols(), types, x, c.cell()), true);
        assertEquals(here.energy(), there.energy(), 1e-10 * Math.abs(here.energy()) + 1e-12, "permutation");
        assertArrayEquals(f, there.forces(), 1e-9 * scale, "permuted forces");
    }

    /** One, two and three atoms in the open: sums are empty, and nothing may become NaN. */
    private static void fewAtoms(ForceField field, Configuration c) {
        for (int n = 1; n <= 3; n++) {
            double[] x = Arrays.copyOf(new double[] {0, 0, 0, 2.3, 0.1, 0, 0.9, 2.2, 0.3}, 3 * n);
            Evaluation few = compute(field, new Configuration(c.symbols(), Arrays.copyOf(c.types(), n), x, Cell.none()), true);
            assertTrue(Double.isFinite(few.energy()), n + " atoms");
            for (double f : few.forces()) {
                assertTrue(Double.isFinite(f), n + " atoms");
            }
        }
    }

    /** Central difference of fourth order. */
    private static double derivative(DoubleUnaryOperator f, double h) {
        return (8 * (f.applyAsDouble(h) - f.applyAsDouble(-h)) - (f.applyAsDouble(2 * h) - f.applyAsDouble(-2 * h))) / (12 * h);
    }

    private static double forces(ForceField field, Configuration c, Evaluation here, double scale) {
        double worst = 0;
        for (int k = 0; k < 3 * ATOMS_MOVED; k++) {
            int component = k;
            double slope = derivative(h -> {
                Configuration moved = c.copy();
                moved.positions()[component] += h;
                return energy(field, moved);
            }, STEP);
            worst = Math.max(worst, Math.abs(here.forces()[k] + slope) / scale);
        }
        return worst;
    }

    private static double virial(ForceField field, Configuration c, Evaluation here) {
        double worst = 0;
        for (int k = 0; k < 9; k++) {
            int component = k;
            double slope = derivative(h -> {
                double[] strain = new double[9];
                strain[component] = h;
                return energy(field, c.strained(strain));
            }, STRAIN);
            worst = Math.max(worst, Math.abs(here.virial()[k] + slope) / largest(here.virial()));
        }
        return worst;
    }

    @AfterAll
    static void printTable() {
        System.out.println("potential              backend    |F-F_num|/max|F|  |W-W_num|/max|W|");
        TABLE.forEach(System.out::println);
    }
}
