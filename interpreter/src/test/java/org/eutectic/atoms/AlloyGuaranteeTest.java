package org.eutectic.atoms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a structure of one parent's species an alloy gives that parent's energy, forces and stress to the last bit. */
class AlloyGuaranteeTest {

    @ParameterizedTest
    @CsvSource({"alloy,Cu", "alloy,Ni", "alloy-by-numbers,Cu", "alloy-by-numbers,Ni", "network-parameters,Cu", "network-parameters,Ni"})
    void theParentsBits(String name, String element) throws Exception {
        Path file = Path.of(AlloyGuaranteeTest.class.getResource("/contract/" + name + ".eut").toURI());
        Potential parent = Potential.load(file, element, Map.of()), alloy = Potential.load(file, "CuNi", Map.of());
        for (Configuration c : ContractStructures.of(List.of(element)).values()) {
            for (Backend backend : Backend.values()) {
                Evaluation expected = compute(parent, backend, c), actual = compute(alloy, backend, c);
                assertEquals(expected.energy(), actual.energy());
                assertArrayEquals(expected.siteEnergies(), actual.siteEnergies());
                assertArrayEquals(expected.forces(), actual.forces());
                assertArrayEquals(expected.virial(), actual.virial());
            }
        }
    }

    private static Evaluation compute(Potential potential, Backend backend, Configuration c) {
        Evaluation out = new Evaluation();
        try (ForceField field = potential.forceField(backend, 1)) {
            field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        }
        return out;
    }

    @Test
    void theSpeciesThatOccurMayChange() throws Exception {
        Path file = Path.of(AlloyGuaranteeTest.class.getResource("/contract/alloy.eut").toURI());
        Potential alloy = Potential.load(file, "CuNi", Map.of());
        Configuration both = ContractStructures.cluster(alloy.species(), 3, 14, 5.2);
        Configuration nickel = new Configuration(List.of("Ni"), new int[2], new double[] {0, 0, 0, 2.4, 0, 0}, Cell.none());
        try (ForceField field = alloy.forceField(Backend.REFERENCE, 1)) {
            double[] energies = new double[3];
            int k = 0;
            for (Configuration c : List.of(both, nickel, both)) {
                Evaluation out = new Evaluation();
                field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
                energies[k++] = out.energy();
            }
            assertEquals(energies[0], energies[2]);
            assertNotEquals(energies[0], energies[1]);
        }
    }
}
