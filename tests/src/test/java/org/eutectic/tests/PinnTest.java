package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Physically informed neural networks: made-up files against their equations written out in plain Java, Al_2020 against reference values. Differentials and symmetries
 * are in {@link FormPropertiesTest}.
 */
class PinnTest {
    private static final Path FILES = Places.root().resolve("tests/src/test/resources/org/eutectic/tests/pinn");
    /** Relative; sums of some hundred terms, and networks, in another order. */
    private static final double ROUNDING = 1e-12;

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, false, false, out);
        return out;
    }

    @ParameterizedTest
    @CsvSource({"one, REFERENCE", "one, TRUFFLE", "one-2019, REFERENCE", "one-2019, TRUFFLE", "two, REFERENCE", "two, TRUFFLE", "two-kinds, REFERENCE", "two-kinds, TRUFFLE"})
    void isTheSumOfItsEquations(String name, Backend backend) throws IOException {
        PropertyCase files = new PropertyCase("tests/src/test/resources/org/eutectic/tests/pinn/" + name + ".eut", false, 3.8);
        PlainPinn plain = new PlainPinn(FILES.resolve(name + ".pinn"));
        try (ForceField field = files.potential().forceField(backend, 1)) {
            Configuration c = files.structure(field);
            double expected = plain.energy(c);
            assertEquals(expected, compute(field, c).energy(), ROUNDING * Math.abs(expected));
        }
    }

    /** Weights go to the elements that the file names, in whatever order the potential lists them. */
    @Test
    void speciesMayStandInAnotherOrder() {
        String file = FILES.resolve("two.pinn").toString();
        Potential as = parse("potential P { from pinn(\"" + file + "\") }"), swapped = parse("potential P { species Ni, Al; from pinn(\"" + file + "\") }");
        assertEquals(List.of("Al", "Ni"), as.species());
        assertEquals(List.of("Ni", "Al"), swapped.species());
        Configuration c = Lattice.L12.build(List.of("Al", "Ni"), 3.6, 0, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]);
        c.positions()[4] += 0.2;
        try (ForceField a = as.forceField(Backend.REFERENCE, 1); ForceField b = swapped.forceField(Backend.REFERENCE, 1)) {
            double[] one = compute(a, c).siteEnergies(), other = compute(b, c).siteEnergies();
            assertTrue(Math.abs(one[0] - one[1]) > 1e-3, "atoms of different elements");
            assertArrayEquals(one, other, 1e-12);
        }
    }

    /** A form of its own: the file gives numbers to the form PINN, or to one that is built on it. */
    @Test
    void givesNumbersToAForm() {
        Path al = aluminium();
        Potential named = parse("import \"forms/pinn.eut\"\npotential Al is PINN { species Al; from pinn(\"" + al + "\") }");
        Potential brought = parse("potential Al { from pinn(\"" + al + "\") }");
        Configuration c = Lattice.FCC.build(List.of("Al"), 4.1, 0, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]);
        c.positions()[4] += 0.2;
        try (ForceField a = named.forceField(Backend.REFERENCE, 1); ForceField b = brought.forceField(Backend.REFERENCE, 1)) {
            assertEquals(compute(b, c).energy(), compute(a, c).energy());
        }
    }

    private static Potential parse(String text) {
        return Potential.parse(new SourceFile("pinn.eut", text), Path.of("").toAbsolutePath(), null, Map.of());
    }

    private static Path aluminium() {
        Optional<Path> shared = Places.shared().map(p -> p.resolve("pinn/Al_2020.pinn")).filter(Files::isRegularFile);
        shared = shared.isPresent() ? shared : Places.shared().map(p -> p.resolve("data/pinn/Al_2020.pinn")).filter(Files::isRegularFile);
        assumeTrue(shared.isPresent(), "skipped: there is no Al_2020.pinn in the shared reference data");
        return shared.get();
    }

    private static JsonNode reference() throws IOException {
        return new ObjectMapper().readTree(aluminium().resolveSibling("Al_2020-reference-values.json").toFile());
    }

    /** Descriptors and parameters of an atom of the crystal at rest, each in the place of the energy. */
    @Test
    void descriptorsAndParametersOfAluminium() throws IOException {
        JsonNode crystal = reference().get("fcc_equilibrium");
        double[] g = new double[40], p = new double[8];
        int k = 0;
        for (int l : new int[] {0, 1, 2, 4, 6}) {
            for (int s = 1; s <= 8; s++) {
                g[k++] = inPlaceOfEnergy("G[i;" + l + "," + s + "]");
            }
        }
        k = 0;
        for (String q : List.of("A0[i,i] + dA[i]", "alpha0[i,i]*1 Å + dalpha[i]", "B0[i,i] + dB[i]", "beta0[i,i]*1 Å + dbeta[i]", "h0[i,i,i] + dh[i]", "sigma[i]/(1 eV)", "a0[i,i,i] + da[i]",
            "lambda0[i,i,i]*1 Å + dlambda[i]")) {
            p[k++] = inPlaceOfEnergy(q);
        }
        assertArrayEquals(numbers(crystal.get("G")), g, 1e-9);
        assertArrayEquals(numbers(crystal.get("bop_parameters_A_alpha_B_beta_h_sigma_a_lambda")), p, 1e-9);
    }

    private static double[] numbers(JsonNode list) {
        double[] values = new double[list.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = list.get(k).doubleValue();
        }
        return values;
    }

    private double inPlaceOfEnergy(String quantity) throws IOException {
        Potential probe = parse("import \"forms/pinn.eut\"\nform Probe is PINN { energy[i] = 1 eV*(" + quantity + ") }\npotential Al is Probe { species Al; from pinn(\"" + aluminium() + "\") }");
        Configuration c = Lattice.FCC.build(List.of("Al"), reference().get("fcc").get("a0").doubleValue(), 0, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]);
        try (ForceField field = probe.forceField(Backend.REFERENCE, 1)) {
            double[] sites = compute(field, c).siteEnergies();
            assertEquals(sites[0], sites[3], 1e-9, "all sites are alike");
            return sites[0];
        }
    }

    @Test
    void crystalsOfAluminium() throws IOException {
        JsonNode values = reference();
        try (ForceField field = parse("potential Al { from pinn(\"" + aluminium() + "\") }").forceField(Backend.TRUFFLE, 1)) {
            for (Lattice lattice : List.of(Lattice.FCC, Lattice.BCC, Lattice.SC)) {
                JsonNode expected = values.get(lattice.name().toLowerCase(java.util.Locale.ROOT));
                double a = expected.get("a0").doubleValue();
                assertEquals(expected.get("E0").doubleValue(), energy(field, lattice, a), 1e-6, lattice + ": energy");
                // The energy is least there: its slope and curvature say how far off the least is.
                double h = 1e-3, below = energy(field, lattice, a - h), here = energy(field, lattice, a), above = energy(field, lattice, a + h);
                double offset = -(above - below) / 2 * h / (above - 2 * here + below);
                assertTrue(Math.abs(offset) < 1e-4, () -> lattice + ": least at " + (a + offset));
            }
        }
    }

    private static double energy(ForceField field, Lattice lattice, double a) {
        Configuration c = lattice.build(List.of("Al"), a, 0, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]);
        return compute(field, c).energy() / c.size();
    }

    /** From energies of strained crystals: C11 and C12 by stretching one axis and two, C44 by shear. Atoms of the face-centered crystal stay where strain takes them. */
    @Test
    void elasticConstantsOfAluminium() throws IOException {
        JsonNode values = reference().get("elastic_GPa");
        double a = reference().get("fcc").get("a0").doubleValue(), volume = a * a * a / 4, h = 2e-3, gigapascal = 160.2176634;
        try (ForceField field = parse("potential Al { from pinn(\"" + aluminium() + "\") }").forceField(Backend.TRUFFLE, 1)) {
            double c11 = curvature(field, a, h, 1, 0, 0) / volume * gigapascal;
            double both = curvature(field, a, h, 1, 1, 0) / volume * gigapascal;
            double c12 = both / 2 - c11, c44 = curvature(field, a, h, 0, 0, 1) / volume * gigapascal / 4;
            assertEquals(values.get("C11").doubleValue(), c11, 0.2);
            assertEquals(values.get("C12").doubleValue(), c12, 0.2);
            assertEquals(values.get("C44").doubleValue(), c44, 0.2);
            assertEquals(values.get("B").doubleValue(), (c11 + 2 * c12) / 3, 0.2);
        }
    }

    /** The second derivative of an atom's energy with the strain, by differences of fourth order; ε_xx, ε_yy and ε_yz = ε_zy in these proportions. */
    private static double curvature(ForceField field, double a, double h, double xx, double yy, double yz) {
        double[] e = new double[5];
        for (int k = -2; k <= 2; k++) {
            double s = k * h;
            Configuration c = Lattice.FCC.build(List.of("Al"), a, 0, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3])
                .strained(new double[] {s * xx, 0, 0, 0, s * yy, s * yz, 0, s * yz, 0});
            e[k + 2] = compute(field, c).energy() / c.size();
        }
        return (-e[0] + 16 * e[1] - 30 * e[2] + 16 * e[3] - e[4]) / (12 * h * h);
    }

    /** Every force and the virial of a distorted cell, whose atoms' neighbors are images of each other for the most part, against differences of fourth order. */
    @Test
    void forcesOfAluminiumAreSlopesOfItsEnergy() {
        Configuration c = Lattice.FCC.build(List.of("Al"), 4.05, 0, new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3])
            .strained(new double[] {0.02, 0.01, 0, 0.01, -0.03, 0.02, 0, 0.02, 0.01});
        Random random = new Random(5);
        for (int k = 0; k < c.positions().length; k++) {
            c.positions()[k] += 0.15 * random.nextGaussian();
        }
        try (ForceField field = parse("potential Al { from pinn(\"" + aluminium() + "\") }").forceField(Backend.TRUFFLE, 1)) {
            Evaluation out = new Evaluation();
            field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
            double largest = Arrays.stream(out.forces()).map(Math::abs).max().orElseThrow();
            assertTrue(largest > 0.3, "forces of " + largest + " eV/Å");
            for (int k = 0; k < out.forces().length; k++) {
                int moved = k;
                double slope = slope(2e-3, h -> {
                    Configuration d = c.copy();
                    d.positions()[moved] += h;
                    return compute(field, d).energy();
                });
                assertEquals(-slope, out.forces()[k], 1e-8 * largest, "force " + k);
            }
            double[] strain = {0.3, -0.2, 0.5, -0.2, 0.7, 0.1, 0.5, 0.1, -0.4};
            double along = 0;
            for (int k = 0; k < 9; k++) {
                along += out.virial()[k] * strain[k];
            }
            assertEquals(-slope(1e-3, h -> compute(field, c.strained(Arrays.stream(strain).map(e -> h * e).toArray())).energy()), along, 1e-8 * Arrays.stream(out.virial()).map(Math::abs).max().orElseThrow());
        }
    }

    private static double slope(double h, DoubleUnaryOperator f) {
        return (8 * (f.applyAsDouble(h) - f.applyAsDouble(-h)) - f.applyAsDouble(2 * h) + f.applyAsDouble(-2 * h)) / (12 * h);
    }
}
