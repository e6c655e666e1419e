package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The potentials that come with the project: their crystals at rest against the stored results and against what was published. */
class PotentialsReferenceTest {
    static final List<String> QUANTITIES = List.of("lattice_constant", "energy_per_atom", "bulk_modulus");

    static Stream<String> references() throws IOException {
        try (Stream<Path> files = Files.list(Places.root().resolve("potentials/reference"))) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".json") && !f.equals("published.json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void crystalsAreAsStoredAndAsPublished(String name) throws IOException {
        JsonNode reference = new ObjectMapper().readTree(Places.root().resolve("potentials/reference").resolve(name).toFile());
        Potential potential = Potential.load(Places.root().resolve("potentials").resolve(reference.get("potential").asText()), null, Map.of());
        assertFalse(potential.citations().isEmpty(), "every potential says where it comes from");
        JsonNode computed = reference.get("computed");
        CubicCrystal crystal;
        try (ForceField field = potential.forceField(Backend.REFERENCE, 1)) {
            crystal = CubicCrystal.atRest(field, reference.get("crystal").asText(), computed.get("lattice_constant").asDouble());
        }
        Map<String, Double> values = Map.of("lattice_constant", crystal.latticeConstant(), "energy_per_atom", crystal.energyPerAtom(),
            "bulk_modulus", crystal.bulkModulus());
        for (String quantity : QUANTITIES) {
            double stored = computed.get(quantity).asDouble();
            // The bulk modulus is a finite difference.
            double limit = quantity.equals("bulk_modulus") ? 1e-6 : 1e-10;
            assertEquals(stored, values.get(quantity), limit * Math.abs(stored), name + ": " + quantity);
            JsonNode published = reference.get("published").get(quantity);
            if (published != null) {
                assertEquals(published.get("value").asDouble(), values.get(quantity), published.get("tolerance").asDouble(),
                    name + ": " + quantity + ", " + published.get("source").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("potentials")
    void everyPotentialHasARowOfPublishedValues(String file) throws IOException {
        JsonNode rows = new ObjectMapper().readTree(Places.root().resolve("potentials/reference/published.json").toFile());
        assertTrue(rows.findValuesAsText("potential").contains(file), file);
    }

    static Stream<String> potentials() throws IOException {
        try (Stream<Path> files = Files.list(Places.root().resolve("potentials"))) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".eut")).sorted().toList().stream();
        }
    }

    /** J. E. Jones and A. E. Ingham, Proc. R. Soc. A 107, 636 (1925): the sums over the whole lattice, A12 = 12.13188 and A6 = 14.45392. */
    @Test
    void lennardJonesHasTheEnergyOfTheLatticeSums() {
        Potential longRanged = Potential.parse("""
            import "forms/lj.eut"
            potential Ar is LJ { species Ar; cutoff 40 Å; param epsilon = 0.0104 eV, sigma = 3.40 Å }
            """);
        double nearest = Math.pow(2 * 12.13188 / 14.45392, 1.0 / 6) * 3.40, depth = -0.0104 * 14.45392 * 14.45392 / (2 * 12.13188);
        // What lies beyond the cutoff, as a continuum: 2 pi rho 4 epsilon sigma^6 / (3 rc^3) for each atom.
        double density = Math.sqrt(2) / Math.pow(nearest, 3);
        double tail = -2 * Math.PI * density * 4 * 0.0104 * Math.pow(3.40, 6) / (3 * Math.pow(40, 3));
        try (ForceField field = longRanged.forceField(Backend.REFERENCE, 1)) {
            CubicCrystal crystal = CubicCrystal.atRest(field, "fcc", nearest * Math.sqrt(2));
            assertEquals(nearest, crystal.latticeConstant() / Math.sqrt(2), 2e-4 * nearest);
            assertEquals(depth, crystal.energyPerAtom() + tail, 1e-5 * Math.abs(depth));
        }
    }
}
