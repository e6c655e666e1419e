package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.cli.library.PropertyTable;
import org.eutectic.cli.library.PublishedCrystal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The potentials that come with the project: their crystals against what was published, and the tables of their page. */
class PotentialsReferenceTest {
    private static final Path FOLDER = Places.root().resolve("potentials");
    private static final List<PropertyTable.Row> ROWS = new ArrayList<>();
    /** Their crystals are none of the prototypes: {@link OxidesTest} compares them. */
    private static final List<String> IN_OTHER_CRYSTALS = List.of("Al2O3.eut", "SiO2.eut");

    @BeforeAll
    static void compute() {
        PublishedCrystal.read(FOLDER.resolve("reference/published.json")).forEach(p -> ROWS.add(PropertyTable.compute(FOLDER, p)));
    }

    @Test
    void crystalsAreAsPublished() {
        assertEquals(List.of(), ROWS.stream().flatMap(r -> r.deviations().stream()).toList());
        // There is something to compare with.
        assertTrue(ROWS.stream().mapToLong(r -> r.published().published().stream().filter(v -> v.tolerance() != null).count()).sum() >= 50);
    }

    @Test
    void valuesHaveSources() {
        for (PropertyTable.Row r : ROWS) {
            r.published().published().forEach(v -> assertTrue(v.source().length() > 20, r.published().potential() + ": " + v));
        }
    }

    /** As printed in the tables: every potential's lattice constant, energy and elastic constants, to the digits shown there. */
    @Test
    void thePageIsUpToDate() throws IOException {
        Path page = FOLDER.resolve("README.md");
        String text = Files.readString(page);
        assertEquals(PropertyTable.replace(text, PropertyTable.markdown(ROWS), page), text, "run './eutectic library --write'");
    }

    @ParameterizedTest
    @MethodSource("potentials")
    void everyPotentialHasACrystalAndACitation(String file) {
        assertTrue(ROWS.stream().anyMatch(r -> r.published().potential().equals(file)) || IN_OTHER_CRYSTALS.contains(file), file);
        assertFalse(Potential.load(FOLDER.resolve(file), null, Map.of()).citations().isEmpty(), "every potential says where it comes from");
    }

    static Stream<String> potentials() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".eut")).sorted().toList().stream();
        }
    }
}
