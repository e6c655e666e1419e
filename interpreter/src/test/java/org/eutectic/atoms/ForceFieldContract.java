package org.eutectic.atoms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every backend owes: the oracle's numbers, forces that are the energy's derivatives, the symmetries of space, and the same bits each time. A
 * backend's test extends this and says how its force fields are made.
 */
public abstract class ForceFieldContract {
    /** Potentials of {@code src/test/resources/contract}: file and name. */
    private static final Map<String, String> CATALOG = Map.ofEntries(
        Map.entry("pair", "Morse"), Map.entry("pairs-of-species", "Mixed"), Map.entry("centers", "Centers"), Map.entry("embedded-atom", "CuNi"), Map.entry("three-body", "Angles"), Map.entry("far-triplets", "FarTriplets"), Map.entry("far-products", "FarProducts"),
        Map.entry("bond-order", "BondOrder"), Map.entry("screening", "Screened"), Map.entry("stages", "Stages"), Map.entry("vectors", "Angular"),
        Map.entry("descriptors", "Descriptors"), Map.entry("four-body", "FourBody"), Map.entry("ranges", "Ranges"), Map.entry("functions", "Functions"),
        Map.entry("alloy", "CuNi"), Map.entry("alloy-by-numbers", "CuNi"), Map.entry("table", "Cu"), Map.entry("table-with-argument", "CuNi"), Map.entry("no-pairs", "Offsets"), Map.entry("terms", "Both"), Map.entry("charges", "Screened"),
        Map.entry("networks", "Networks"), Map.entry("committees", "Both"), Map.entry("network-parameters", "CuNi"), Map.entry("network-of-pairs", "Sums"), Map.entry("network-of-argon", "Argon"));

    /** A force field of the backend under test. */
    protected abstract ForceField forceField(Potential potential, int threads);

    /** Largest difference from the oracle, relative to the largest number of its kind. */
    protected double tolerance() {
        return 1e-11;
    }

    /**
     * Whether a potential is tried. All are, but for backends that take seconds to compile each.
     *
     * @param file of {@code src/test/resources/contract}, without its ending
     */
    protected boolean isTried(String file) {
        return true;
    }

    @FunctionalInterface
    private interface Check {
        void run(Potential potential, Configuration structure);
    }

    private Stream<DynamicNode> everywhere(Check check) {
        return CATALOG.entrySet().stream().filter(e -> isTried(e.getKey())).sorted(Map.Entry.comparingByKey()).map(e ->
            DynamicTest.dynamicTest(e.getKey(), () -> {
                Potential potential = load(e.getKey(), e.getValue());
                for (Map.Entry<String, Configuration> s : ContractStructures.of(potential.species()).entrySet()) {
                    try {
                        check.run(potential, s.getValue());
                    } catch (AssertionError failure) {
                        throw new AssertionError("on the " + s.getKey() + ": " + failure.getMessage(), failure);
                    }
                }
            }));
    }

    private static Potential load(String file, String name) {
        return Potential.load(ContractFiles.folder().resolve(file + ".eut"), name, Map.of());
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }

    private static double energy(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, false, false, out);
        return out.energy();
    }

    private static double largest(double[] a) {
        double m = 0;
        for (double x : a) {
            m = Math.max(m, Math.abs(x));
        }
        return m;
    }

    private static void assertClose(double[] expected, double[] actual, double relative, String what) {
        assertClose(expected, actual, relative, largest(expected), what);
    }

    private static void assertClose(double[] expected, double[] actual, double relative, double scale, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], actual[k], relative * scale + 1e-300, what + " " + k);
        }
    }

    private static void assertClose(Evaluation expected, Evaluation actual, double relative) {
        double sites = largest(expected.siteEnergies());
        assertClose(expected.siteEnergies(), actual.siteEnergies(), relative, "site energy");
        assertEquals(expected.energy(), actual.energy(), relative * sites * Math.sqrt(expected.siteEnergies().length) + 1e-300, "energy");
        assertClose(expected.forces(), actual.forces(), relative, largest(expected.forces()) + 1e-3 * sites, "force");
        assertClose(expected.virial(), actual.virial(), relative, largest(expected.virial()) + 1e-3 * sites, "virial");
    }

    private static double difference(double[] expected, double[] actual, double scale) {
        double m = 0;
        for (int k = 0; k < expected.length; k++) {
            m = Math.max(m, Math.abs(expected[k] - actual[k]));
        }
        return m == 0 ? 0 : m / scale;
    }

    @TestFactory
    Stream<DynamicNode> agreesWithTheOracle() {
        double[] worst = new double[3];
        Stream<DynamicNode> checks = everywhere((potential, c) -> {
            try (ForceField oracle = potential.forceField(Backend.REFERENCE, 1); ForceField field = forceField(potential, 1)) {
                assertEquals(oracle.cutoff(), field.cutoff());
                assertEquals(oracle.species(), field.species());
                Evaluation expected = compute(oracle, c), actual = compute(field, c);
                double sites = largest(expected.siteEnergies());
                worst[0] = Math.max(worst[0], difference(expected.siteEnergies(), actual.siteEnergies(), sites));
                worst[1] = Math.max(worst[1], difference(expected.forces(), actual.forces(), largest(expected.forces()) + 1e-3 * sites));
                worst[2] = Math.max(worst[2], difference(expected.virial(), actual.virial(), largest(expected.virial()) + 1e-3 * sites));
                assertClose(expected, actual, tolerance());
            }
        });
        return Stream.concat(checks, Stream.of(DynamicTest.dynamicTest("largest differences", () -> System.out.printf(java.util.Locale.ROOT,
            "%s, largest differences from the oracle: site energies %.1e, forces %.1e, virial %.1e%n", getClass().getSimpleName(), worst[0], worst[1], worst[2]))));
    }

    @TestFactory
    Stream<DynamicNode> sitesSumToTheEnergy() {
        return everywhere((potential, c) -> {
            try (ForceField field = forceField(potential, 1)) {
                Evaluation out = compute(field, c);
                double sum = 0;
                for (double e : out.siteEnergies()) {
                    sum += e;
                }
                assertEquals(sum, out.energy(), tolerance() * c.size() * largest(out.siteEnergies()));
                assertEquals(out.energy(), energy(field, c), tolerance() * c.size() * largest(out.siteEnergies()), "without forces");
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> forcesAndVirialAreDerivatives() {
        return everywhere((potential, c) -> {
            try (ForceField field = forceField(potential, 1)) {
                Evaluation out = compute(field, c);
                Random random = new Random(7);
                for (int trial = 0; trial < 2; trial++) {
                    double[] direction = random.doubles(3 * c.size(), -1, 1).toArray();
                    assertSlope(out.forces(), direction, h -> energy(field, ContractStructures.moved(c, direction, h)), "forces");
                }
                double[] strain = random.doubles(9, -1, 1).toArray();
                assertSlope(out.virial(), strain, h -> {
                    double[] e = strain.clone();
                    for (int k = 0; k < 9; k++) {
                        e[k] *= h;
                    }
                    return energy(field, c.strained(e));
                }, "virial");
            }
        });
    }

    /** {@code minus} holds the derivatives with their sign turned. */
    private static void assertSlope(double[] minus, double[] direction, DoubleUnaryOperator energy, String what) {
        double expected = 0;
        for (int k = 0; k < minus.length; k++) {
            expected -= minus[k] * direction[k];
        }
        double h = 1e-3;
        double slope = (8 * (energy.applyAsDouble(h) - energy.applyAsDouble(-h)) - energy.applyAsDouble(2 * h) + energy.applyAsDouble(-2 * h)) / (12 * h);
        if (Math.abs(slope - expected) > 1e-7 * (largest(minus) + 0.01)) {
            // A kink inside the step: try a shorter one.
            h = 1e-5;
            slope = (8 * (energy.applyAsDouble(h) - energy.applyAsDouble(-h)) - energy.applyAsDouble(2 * h) + energy.applyAsDouble(-2 * h)) / (12 * h);
        }
        assertEquals(slope, expected, 1e-7 * (largest(minus) + 0.01), what);
    }

    @TestFactory
    Stream<DynamicNode> isolatedAtomsFeelNothing() {
        return everywhere((potential, c) -> {
            Configuration alone = new Configuration(c.symbols(), new int[] {c.types()[0]}, new double[] {1, 2, 3}, Cell.none());
            alone.setCharges(new double[] {0.5});
            try (ForceField field = forceField(potential, 1)) {
                Evaluation out = compute(field, alone);
                assertTrue(Double.isFinite(out.energy()), "energy " + out.energy());
                assertArrayEquals(new double[3], out.forces());
                assertArrayEquals(new double[9], out.virial());
                for (double f : compute(field, c).forces()) {
                    assertTrue(Double.isFinite(f), "force " + f);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> spaceIsTheSameEverywhereAndEveryWay() {
        return everywhere((potential, c) -> {
            try (ForceField field = forceField(potential, 1)) {
                Evaluation here = compute(field, c);
                double[] shift = new double[3 * c.size()];
                for (int k = 0; k < shift.length; k++) {
                    shift[k] = 1 + k % 3;
                }
                assertClose(here, compute(field, ContractStructures.moved(c, shift, 0.37)), 1e-10);
                // By 40° about z, then by 70° about x.
                double s = Math.sin(0.7), k = Math.cos(0.7), t = Math.sin(1.2), l = Math.cos(1.2);
                double[] rotation = {k, -s, 0, l * s, l * k, -t, t * s, t * k, l};
                Evaluation turned = compute(field, ContractStructures.turned(c, rotation));
                assertClose(here.siteEnergies(), turned.siteEnergies(), 1e-10, "site energy after rotation");
                double[] forces = new double[here.forces().length];
                for (int m = 0; m < forces.length; m++) {
                    for (int a = 0; a < 3; a++) {
                        forces[m] += rotation[3 * (m % 3) + a] * here.forces()[m - m % 3 + a];
                    }
                }
                assertClose(forces, turned.forces(), 1e-10, largest(forces) + 0.01, "force after rotation");
                double[] w = here.virial();
                for (int a = 0; a < 3; a++) {
                    double total = 0;
                    for (int m = a; m < forces.length; m += 3) {
                        total += here.forces()[m];
                    }
                    assertEquals(0, total, 1e-11 * forces.length * (largest(forces) + 0.01), "total force");
                    assertEquals(w[3 * a + (a + 1) % 3], w[3 * ((a + 1) % 3) + a], 1e-10 * (largest(w) + 0.01), "symmetry of the virial");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> atomsHaveNoNumbers() {
        return everywhere((potential, c) -> {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < c.size(); i++) {
                order.add(i);
            }
            java.util.Collections.shuffle(order, new Random(4));
            int[] places = order.stream().mapToInt(Integer::intValue).toArray();
            try (ForceField field = forceField(potential, 1)) {
                Evaluation here = compute(field, c), there = compute(field, ContractStructures.reordered(c, places));
                double[] forces = new double[here.forces().length];
                for (int i = 0; i < places.length; i++) {
                    System.arraycopy(there.forces(), 3 * i, forces, 3 * places[i], 3);
                }
                assertClose(here.forces(), forces, 1e-10, largest(forces) + 0.01, "force");
                assertEquals(here.energy(), there.energy(), 1e-10 * c.size() * largest(here.siteEnergies()));
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> imagesAreAtomsLikeOthers() {
        return everywhere((potential, c) -> {
            if (!c.cell().periodic(0)) {
                return;
            }
            try (ForceField field = forceField(potential, 1)) {
                Evaluation one = compute(field, c), two = compute(field, ContractStructures.doubled(c));
                assertEquals(2 * one.energy(), two.energy(), 1e-10 * c.size() * largest(one.siteEnergies()), "energy of two cells");
                for (int k = 0; k < two.forces().length; k++) {
                    assertEquals(one.forces()[k % one.forces().length], two.forces()[k], 1e-10 * (largest(one.forces()) + 0.01), "force");
                }
                for (int k = 0; k < 9; k++) {
                    assertEquals(2 * one.virial()[k], two.virial()[k], 1e-10 * (largest(two.virial()) + 0.01), "virial");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> neighborsBeyondTheCutoffDoNotMatter() {
        return everywhere((potential, c) -> {
            try (ForceField field = forceField(potential, 1)) {
                Evaluation far = new Evaluation();
                field.compute(NeighborListBuilder.build(c, field, 1.3), true, true, true, far);
                assertClose(compute(field, c), far, 1e-12);
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> theSameBitsEachTimeAndForAnyNumberOfThreads() {
        return everywhere((potential, c) -> {
            try (ForceField field = forceField(potential, 1); ForceField threads = forceField(potential, 3)) {
                Evaluation once = compute(field, c);
                for (Evaluation again : List.of(compute(field, c), compute(threads, c), compute(threads, c))) {
                    assertEquals(once.energy(), again.energy());
                    assertArrayEquals(once.siteEnergies(), again.siteEnergies());
                    assertArrayEquals(once.forces(), again.forces());
                    assertArrayEquals(once.virial(), again.virial());
                }
                // A result that is used again must not remember.
                NeighborList list = NeighborListBuilder.build(c, field);
                field.compute(list, true, true, true, once);
                double[] forces = once.forces().clone();
                field.compute(list, true, true, true, once);
                assertArrayEquals(forces, once.forces());
            }
        });
    }

    /** How often a structure is computed so that whatever a backend compiles while it runs is compiled. */
    protected int callsUntilWarm() {
        return 1;
    }

    @TestFactory
    Stream<DynamicNode> warmAsCold() {
        return everywhere((potential, c) -> {
            if (c.size() < 10 || c.cell().anyPeriodic()) {
                return;
            }
            try (ForceField field = forceField(potential, 1)) {
                NeighborList list = NeighborListBuilder.build(c, field);
                Evaluation cold = new Evaluation(), warm = new Evaluation();
                field.compute(list, true, true, true, cold);
                for (int k = 0; k < callsUntilWarm(); k++) {
                    field.compute(list, true, true, true, warm);
                }
                assertArrayEquals(cold.siteEnergies(), warm.siteEnergies(), "site energies");
                assertArrayEquals(cold.forces(), warm.forces(), "forces");
                assertArrayEquals(cold.virial(), warm.virial(), "virial");
            }
        });
    }

    /** So how often somebody looks at energies does not change what atoms do. */
    @TestFactory
    Stream<DynamicNode> whatIsAskedForDoesNotDependOnTheRest() {
        return everywhere((potential, c) -> {
            try (ForceField field = forceField(potential, 1)) {
                Evaluation all = compute(field, c), some = new Evaluation();
                NeighborList list = NeighborListBuilder.build(c, field);
                field.compute(list, false, true, false, some);
                assertTrue(Double.isNaN(some.energy()), "an energy that was not asked for");
                assertArrayEquals(all.forces(), some.forces(), "forces alone");
                field.compute(list, false, false, true, some);
                assertArrayEquals(all.forces(), some.forces(), "forces with the virial");
                assertArrayEquals(all.virial(), some.virial(), "virial");
                field.compute(list, true, true, false, some);
                assertEquals(all.energy(), some.energy());
                assertArrayEquals(all.forces(), some.forces(), "forces with the energy");
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> noAtomsNoEnergy() {
        return everywhere((potential, c) -> {
            try (ForceField field = forceField(potential, 1)) {
                Evaluation out = compute(field, new Configuration(c.symbols(), new int[0], new double[0], Cell.none()));
                assertEquals(0, out.energy());
                assertEquals(0, out.forces().length);
            }
        });
    }
}
