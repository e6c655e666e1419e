package org.eutectic.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Built-in terms as part of a potential: sums, alloys, and fields that terms hand each other. */
class BuiltInTermsTest {
    private static final double[] POSITIONS = {0, 0, 0, 2.2, 0.3, 0.1, 0.4, 2.5, 0.2, 2.0, 2.2, 0.5, 1.1, 1.0, 2.1, 3.2, 0.9, 2.4};

    private static Potential load(String name) throws Exception {
        return Potential.load(Path.of(BuiltInTermsTest.class.getResource("/terms/springs.eut").toURI()), name, Map.of());
    }

    private static Configuration mixed(Cell cell) {
        return new Configuration(List.of("Cu", "Ni"), new int[] {0, 1, 0, 1, 1, 0}, POSITIONS.clone(), cell);
    }

    private static Configuration pure(String symbol) {
        return new Configuration(List.of(symbol), new int[6], POSITIONS.clone(), triclinic());
    }

    private static Cell triclinic() {
        return new Cell(new double[] {5.2, 0, 0, 0.7, 5.0, 0, -0.4, 0.9, 4.8}, new boolean[] {true, true, true});
    }

    private static Evaluation compute(Potential p, Backend backend, Configuration c) {
        Evaluation out = new Evaluation();
        try (ForceField field = p.forceField(backend, 1)) {
            field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"CuNi", "Bonds", "Sum", "Coupled", "Reading", "ReadingPairs", "ReadingOwn", "Inside"})
    void forcesAndVirialAreThoseOfTheEnergy(String name) throws Exception {
        Potential p = load(name);
        for (Cell cell : List.of(triclinic(), Cell.none())) {
            Configuration c = mixed(cell);
            for (Backend backend : Backend.values()) {
                Evaluation e = compute(p, backend, c);
                double scale = Arrays.stream(e.forces()).map(Math::abs).max().orElseThrow(), h = 1e-4;
                for (int k = 0; k < 18; k++) {
                    // Cutoffs of second order leave kinks in the third derivative, of the size of h^2.
                    assertEquals(-(shifted(p, backend, c, k, h) - shifted(p, backend, c, k, -h)) / (2 * h), e.forces()[k], 1e-6 * scale, name + " " + backend + " " + k);
                }
                for (int k = 0; k < 9; k++) {
                    assertEquals(-(strained(p, backend, c, k, h) - strained(p, backend, c, k, -h)) / (2 * h), e.virial()[k], 1e-5 * scale, name + " " + backend + " strain " + k);
                }
            }
        }
    }

    private static double shifted(Potential p, Backend backend, Configuration c, int k, double h) {
        double[] x = c.positions().clone();
        x[k] += h;
        return compute(p, backend, new Configuration(c.symbols(), c.types(), x, c.cell())).energy();
    }

    private static double strained(Potential p, Backend backend, Configuration c, int k, double h) {
        double[] strain = new double[9];
        strain[k] = h;
        double[] x = c.positions().clone();
        for (int i = 0; i < x.length; i += 3) {
            x[i + k / 3] += h * c.positions()[i + k % 3];
        }
        return compute(p, backend, new Configuration(c.symbols(), c.types(), x, c.cell().strained(strain))).energy();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void whatTermsFindForAtomsIsHandedOut(Backend backend) throws Exception {
        Evaluation e = compute(load("Inside"), backend, mixed(triclinic()));
        assertEquals(List.of("reading.crowd", "more.crowd"), e.fields());
        double sum = Arrays.stream(e.field("reading.crowd")).map(x -> x * x).sum();
        assertEquals(e.termEnergies()[e.terms().indexOf("reading.squares")], sum, 1e-12);
        assertArrayEquals(e.field("reading.crowd"), e.field("more.crowd"), 1e-12);
    }

    @Test
    void bothBackEndsGiveTheSameWhereEquationsReadTerms() throws Exception {
        for (String name : List.of("Reading", "ReadingPairs", "ReadingOwn")) {
            for (Cell cell : List.of(triclinic(), Cell.none())) {
                Evaluation a = compute(load(name), Backend.REFERENCE, mixed(cell)), b = compute(load(name), Backend.TRUFFLE, mixed(cell));
                assertEquals(a.energy(), b.energy(), 1e-12, name);
                assertArrayEquals(a.forces(), b.forces(), 1e-12, name);
                assertArrayEquals(a.virial(), b.virial(), 1e-11, name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void energiesOfTermsAddUp(Backend backend) throws Exception {
        Evaluation e = compute(load("Sum"), backend, mixed(triclinic()));
        assertEquals(List.of("metal", "more", "springs", "metal.springs", "more.springs"), e.terms());
        assertEquals(e.energy(), Arrays.stream(e.termEnergies()).sum(), 1e-12);
        assertEquals(e.energy(), Arrays.stream(e.siteEnergies()).sum(), 1e-12);
        assertTrue(Arrays.stream(e.termEnergies()).allMatch(x -> x != 0));
    }

    @Test
    void aTermOfOneSpeciesDoesNotSeeTheOthers() throws Exception {
        Evaluation sum = compute(load("Sum"), Backend.REFERENCE, mixed(Cell.none()));
        double[] x = {2.2, 0.3, 0.1, 2.0, 2.2, 0.5, 1.1, 1.0, 2.1};
        Evaluation alone = compute(load("Ni"), Backend.REFERENCE, new Configuration(List.of("Ni"), new int[3], x, Cell.none()));
        assertEquals(alone.termEnergies()[1], sum.termEnergies()[sum.terms().indexOf("metal.springs")], 1e-14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cu", "Ni"})
    void anAlloyKeepsItsParentsToTheLastBit(String element) throws Exception {
        Potential alloy = load("CuNi"), parent = load(element);
        Model model = alloy.model().parent(element).orElseThrow();
        assertTrue(alloy.differenceFrom(model).isEmpty(), () -> alloy.differenceFrom(model).toString());
        for (Backend backend : Backend.values()) {
            Evaluation a = compute(alloy, backend, pure(element)), b = compute(parent, backend, pure(element));
            assertEquals(b.energy(), a.energy());
            assertArrayEquals(b.termEnergies(), a.termEnergies());
            assertArrayEquals(b.forces(), a.forces());
            assertArrayEquals(b.virial(), a.virial());
        }
        assertEquals(List.of("R. Hooke, De Potentia Restitutiva (1678)"), alloy.citations());
    }

    @Test
    void anOverriddenTermIsReported() throws Exception {
        Potential alloy = load("Bonds");
        var difference = alloy.differenceFrom(alloy.model().parent("Cu").orElseThrow()).orElseThrow();
        assertEquals("term springs = spring(k = {Cu: 1}, cutoff = 4, shape = hard, quiet = no)", difference.first());
        assertEquals("term springs = spring(k = {Cu: 0.5}, cutoff = 3.5, shape = soft, quiet = no)", difference.second());
    }

    @Test
    void energyThatNobodyAskedForIsNoNumber() throws Exception {
        Evaluation out = new Evaluation();
        try (ForceField field = load("Coupled").forceField(Backend.TRUFFLE, 1)) {
            var list = NeighborListBuilder.build(mixed(triclinic()), field);
            field.compute(list, true, true, true, out);
            double[] forces = out.forces().clone();
            field.compute(list, false, true, false, out);
            assertTrue(Double.isNaN(out.energy()));
            assertArrayEquals(forces, out.forces());
            assertNotEquals(0, forces[0]);
        }
    }

    @Test
    void theListKnowsTheCell() throws Exception {
        try (ForceField field = load("CuNi").forceField(Backend.REFERENCE, 1)) {
            Configuration c = mixed(triclinic());
            var list = NeighborListBuilder.build(c, field, 0.5);
            var view = list.withTypes(list.types());
            assertEquals(c.cell(), list.cell());
            Cell larger = c.cell().strained(new double[] {0.01, 0, 0, 0, 0, 0, 0, 0, 0});
            list.updatePositions(c.positions(), larger);
            assertEquals(larger, view.cell());
        }
    }
}
