package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.gpu.DeviceChoice;
import org.eutectic.gpu.DeviceReport;
import org.eutectic.gpu.Devices;
import org.eutectic.gpu.source.Precision;
import org.eutectic.md.build.Atoms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forms and potentials of the library on the first OpenCL device, against the oracle: energy within 1e-12 of itself, forces within 1e-10 eV/Å. Some of each kind; all of them, which takes minutes of
 * compilation, with {@code -Deutectic.devices.all=true}.
 */
class DeviceReferenceTest {
    private static final double ENERGY = 1e-12;
    private static final double FORCE = 1e-10;
    private static final double MIXED_ENERGY = 1e-5;
    private static final double MIXED_FORCE = 5e-5;
    private static final double MIXED_WHERE_LARGE_NUMBERS_CANCEL = 5e-3;
    private static final double MIXED_VIRIAL_WHERE_LARGE_NUMBERS_CANCEL = 5e-2;
    private static final Set<String> SOME_MIXED = Set.of("Cu.eut", "screened.eut");
    /** One of a kind: embedded atoms, bond orders of two species, products, networks with moments. */
    private static final Set<String> SOME = Set.of("Cu.eut", "SiC-tersoff.eut", "screened.eut", "two.eut");

    @BeforeAll
    static void find() {
        DeviceReport report = Devices.openCl();
        assumeTrue(!report.devices().isEmpty(), "no OpenCL device, so nothing is compared on one: " + report.problem());
    }

    static Stream<PropertyCase> cases() throws IOException {
        if (!Boolean.getBoolean("eutectic.devices.all")) {
            return PropertyCase.all().filter(c -> SOME.contains(c.toString()));
        }
        List<PropertyCase> listed = PropertyCase.all().toList();
        try (Stream<Path> files = Files.list(Places.root().resolve("potentials"))) {
            List<PropertyCase> others = files.map(f -> "potentials/" + f.getFileName()).filter(f -> f.endsWith(".eut") && listed.stream().noneMatch(c -> c.file().equals(f))).sorted()
                .map(f -> new PropertyCase(f, false, f.contains("/C-") ? 2.4 : 4.2)).filter(c -> c.potential().builtInTerms().isEmpty()).toList();
            return Stream.concat(listed.stream(), others.stream());
        }
    }

    static Stream<PropertyCase> mixedCases() throws IOException {
        return cases().filter(c -> Boolean.getBoolean("eutectic.devices.all") || SOME_MIXED.contains(c.toString()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheOracle(PropertyCase which) {
        compare(which, Precision.DOUBLE, ENERGY, FORCE, 1e-12, 1e-11);
    }

    /** Single precision has seven digits. Of the difference 1 + c²/d² − c²/(d² + (h − cos θ)²) in Tersoff's function of the angle, with c²/d² of up to 4e7, few remain. */
    @ParameterizedTest
    @MethodSource("mixedCases")
    void mixedPrecisionStaysNear(PropertyCase which) {
        boolean cancels = which.toString().contains("tersoff") || which.toString().contains("erhart-albe");
        double force = cancels ? MIXED_WHERE_LARGE_NUMBERS_CANCEL : MIXED_FORCE;
        compare(which, Precision.MIXED, cancels ? MIXED_WHERE_LARGE_NUMBERS_CANCEL : MIXED_ENERGY, force, force, cancels ? MIXED_VIRIAL_WHERE_LARGE_NUMBERS_CANCEL : force);
    }

    /**
     * @param energy relative to itself
     * @param force eV/Å
     * @param share of the largest force, where that is more: crystals of potentials that come without a structure of their own may be far from rest
     * @param virial relative to the largest component
     */
    private static void compare(PropertyCase which, Precision precision, double energy, double force, double share, double virial) {
        Potential potential = which.potential();
        try (ForceField oracle = potential.forceField(Backend.REFERENCE, 1); ForceField device = potential.forceField(DeviceChoice.parse("opencl").compiler(Backend.TRUFFLE, precision), 1)) {
            Configuration c = which.structure(oracle);
            Evaluation expected = compute(oracle, c), actual = compute(device, c);
            double largest = Arrays.stream(expected.forces()).map(Math::abs).max().orElse(0);
            System.out.printf(java.util.Locale.ROOT, "%-24s %s: energy %.1e, forces %.1e eV/Å (largest %.3g)%n", which, precision, Math.abs(expected.energy() - actual.energy()) / Math.abs(expected.energy()),
                difference(expected.forces(), actual.forces()), largest);
            assertTrue(largest > 0, "the crystal has no neighbors within the cutoff");
            assertEquals(expected.energy(), actual.energy(), energy * Math.abs(expected.energy()));
            assertArrayEquals(expected.forces(), actual.forces(), Math.max(force, share * largest));
            assertArrayEquals(expected.virial(), actual.virial(), virial * Arrays.stream(expected.virial()).map(Math::abs).max().orElse(0));
        }
    }

    /** Sums of charges over pairs, which on a device are equations like others; the processor looks them up in a table. */
    @ParameterizedTest
    @ValueSource(strings = {"dsf, damping = 0.2 Å^-1", "wolf, damping = 0.2 Å^-1", "cut"})
    void chargesInPairs(String method) {
        Potential salt = Potential.parse("""
            potential Salt {
              species Na, Cl, Ar
              cutoff 5 Å
              energy[i] = 1/2*sum(j) 900 eV*exp(-r[i,j]/(0.32 Å))*(1 - (r[i,j]/(5 Å))^2)^3
              term electro = coulomb(charge = {Na: 1 e, Cl: -1 e, Ar: 0 e}, cutoff = 9 Å, method = %s)
            }""".formatted(method));
        try (ForceField processor = salt.forceField(Backend.TRUFFLE, 1); ForceField device = salt.forceField(DeviceChoice.parse("opencl").compiler(Backend.TRUFFLE), 1)) {
            Configuration c = rockSalt("Na", "Cl", 2.82);
            Evaluation expected = compute(processor, c), actual = compute(device, c);
            assertEquals(expected.terms(), actual.terms());
            assertEquals(expected.energy(), actual.energy(), 1e-9 * Math.abs(expected.energy()));
            assertArrayEquals(expected.termEnergies(), actual.termEnergies(), 1e-9 * Math.abs(expected.energy()));
            assertArrayEquals(expected.forces(), actual.forces(), 1e-8);
        }
    }

    /** 64 ions, a little out of place. */
    private static Configuration rockSalt(String first, String second, double distance) {
        double[] x = new double[192];
        int[] types = new int[64];
        for (int k = 0; k < 64; k++) {
            types[k] = (k + k / 4 + k / 16) % 2;
            for (int axis = 0; axis < 3; axis++) {
                x[3 * k + axis] = distance * (k >> 2 * axis & 3) + 0.1 * Math.sin(7 * k + axis);
            }
        }
        return new Configuration(List.of(first, second), types, x, org.eutectic.atoms.Cell.orthorhombic(4 * distance, 4 * distance, 4 * distance));
    }

    static Stream<String> potentialsWithCharges() {
        return Stream.of("SiO2", "NaCl", "MgO", "Al2O3").filter(p -> Boolean.getBoolean("eutectic.devices.all") || p.contains("2"));
    }

    /**
     * Potentials whose charges see all images. Charges that follow from where ions are are found by conjugate gradients that end at 1e-9 eV/e, and are good to 1e-10 e: forces to some 1e-9 eV/Å. With
     * {@code -Deutectic.devices.all=true} there are more than 500 ions of these. For fewer the processor takes a matrix that is not from a mesh, which is as near as the accuracy that the mesh is
     * made for, 1e-6 of the force between unit charges 1 Å apart.
     */
    @ParameterizedTest
    @MethodSource
    void potentialsWithCharges(String name) {
        Potential potential = Potential.load(Places.root().resolve("potentials/" + name + ".eut"), null, java.util.Map.of());
        boolean many = Boolean.getBoolean("eutectic.devices.all");
        Configuration c = switch (name) {
            case "SiO2" -> OxidesTest.cristobalite();
            case "NaCl" -> rockSalt("Na", "Cl", 2.82);
            case "MgO" -> rockSalt("Mg", "O", 2.1);
            default -> many ? Atoms.supercell(OxidesTest.corundum(), new int[] {3, 3, 2}) : OxidesTest.corundum();
        };
        boolean found = !potential.builtInTerms().containsKey("electro");
        double accuracy = !found ? FORCE : many ? 1e-8 : 5e-5;
        try (ForceField processor = potential.forceField(Backend.TRUFFLE, 1); ForceField device = potential.forceField(DeviceChoice.parse("opencl").compiler(Backend.TRUFFLE), 1)) {
            Evaluation expected = compute(processor, c), actual = compute(device, c);
            System.out.printf(java.util.Locale.ROOT, "%-24s energy %.1e, forces %.1e eV/Å (largest %.3g)%n", name, Math.abs(expected.energy() - actual.energy()) / Math.abs(expected.energy()),
                difference(expected.forces(), actual.forces()), Arrays.stream(expected.forces()).map(Math::abs).max().orElse(0));
            assertEquals(expected.terms(), actual.terms());
            assertEquals(expected.fields(), actual.fields());
            for (String field : expected.fields()) {
                assertArrayEquals(expected.field(field), actual.field(field), 0.1 * accuracy);
            }
            assertEquals(expected.energy(), actual.energy(), (found && !many ? 1e-9 : ENERGY) * Math.abs(expected.energy()));
            assertArrayEquals(expected.forces(), actual.forces(), accuracy);
            assertArrayEquals(expected.virial(), actual.virial(), 0.1 * accuracy * Arrays.stream(expected.virial()).map(Math::abs).max().orElse(0));
        }
    }

    private static double difference(double[] a, double[] b) {
        double most = 0;
        for (int k = 0; k < a.length; k++) {
            most = Math.max(most, Math.abs(a[k] - b[k]));
        }
        return most;
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }
}
