package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a structure of one parent's species an alloy gives that parent's energy, forces and virial to the last bit. */
class AlloyGuaranteeTest {
    @ParameterizedTest
    @CsvSource({"potentials/Cu.eut, REFERENCE", "potentials/Ni.eut, REFERENCE", "potentials/Cu.eut, TRUFFLE", "potentials/Ni.eut, TRUFFLE"})
    void pureStructuresAreTheParents(String element, Backend backend) {
        Potential alloy = Potential.load(Places.root().resolve("examples/alloy/CuNi.eut"), null, Map.of());
        Potential parent = Potential.load(Places.root().resolve(element), null, Map.of());
        try (ForceField whole = alloy.forceField(backend, 1); ForceField own = parent.forceField(backend, 1)) {
            Configuration c = new PropertyCase("", false, 3.6).structure(own);
            Evaluation a = compute(whole, c), b = compute(own, c);
            assertEquals(b.energy(), a.energy());
            assertArrayEquals(b.siteEnergies(), a.siteEnergies());
            assertArrayEquals(b.forces(), a.forces());
            assertArrayEquals(b.virial(), a.virial());
        }
        assertEquals(List.of("Cu", "Ni"), alloy.species());
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }
}
