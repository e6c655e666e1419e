package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a structure of one parent's species an alloy gives that parent's energy, forces and virial to the last bit. */
class AlloyGuaranteeTest {
    @ParameterizedTest
    @CsvSource({"potentials/Cu.eut, REFERENCE", "potentials/Ni.eut, REFERENCE", "potentials/Cu.eut, TRUFFLE", "potentials/Ni.eut, TRUFFLE"})
    void pureStructuresAreTheParents(String element, Backend backend) {
        isTheParent("examples/alloy/CuNi.eut", element, backend);
    }

    /** Networks of random weights, and random corrections where foreign atoms are near. */
    @ParameterizedTest
    @CsvSource({"Al, REFERENCE", "Ni, REFERENCE", "Al, TRUFFLE", "Ni, TRUFFLE"})
    void pureStructuresAreTheParentsNetworks(String element, Backend backend) {
        String folder = "tests/src/test/resources/org/eutectic/tests/pinn/alloy/";
        Potential alloy = isTheParent(folder + "AlNi.eut", folder + element + ".eut", backend);
        for (Model parent : alloy.model().parents()) {
            assertEquals(Optional.empty(), alloy.differenceFrom(parent));
        }
    }

    /** The corrections are not zero where there are foreign atoms. */
    @Test
    void foreignAtomsCorrectNetworks() {
        Path folder = Places.root().resolve("tests/src/test/resources/org/eutectic/tests/pinn/alloy");
        Potential with = Potential.load(folder.resolve("AlNi.eut"), null, Map.of());
        Potential without = Potential.parse(new SourceFile("plain.eut", """
            import "Al.eut", "Ni.eut"
            potential AlNi extends Al, Ni {
              mix arithmetic(A0, B0, alpha0, beta0)
              param h0[i,j,k] = -0.05, a0[i,j,k] = 0.8, lambda0[i,j,k] = 1.6 1/Å
            }
            """), folder, null, Map.of());
        try (ForceField a = with.forceField(Backend.REFERENCE, 1); ForceField b = without.forceField(Backend.REFERENCE, 1)) {
            Configuration c = new PropertyCase("", false, 3.8).structure(a);
            assertTrue(Math.abs(compute(a, c).energy() - compute(b, c).energy()) > 0.01);
        }
    }

    private static Potential isTheParent(String file, String element, Backend backend) {
        Potential alloy = Potential.load(Places.root().resolve(file), null, Map.of());
        Potential parent = Potential.load(Places.root().resolve(element), null, Map.of());
        try (ForceField whole = alloy.forceField(backend, 1); ForceField own = parent.forceField(backend, 1)) {
            Configuration c = new PropertyCase("", false, 3.6).structure(own);
            Evaluation a = compute(whole, c), b = compute(own, c);
            assertEquals(b.energy(), a.energy());
            assertArrayEquals(b.siteEnergies(), a.siteEnergies());
            assertArrayEquals(b.forces(), a.forces());
            assertArrayEquals(b.virial(), a.virial());
        }
        assertEquals(2, alloy.species().size());
        return alloy;
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }
}
