package org.eutectic.md.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.eutectic.atoms.Configuration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The same structure as extended XYZ and as LAMMPS data reads as the same atoms. */
class SharedStructuresTest {
    @TestFactory
    List<DynamicTest> cases() throws IOException {
        Path lammps = shared().resolve("data/lammps");
        if (!Files.isDirectory(lammps)) {
            return List.of(DynamicTest.dynamicTest("skipped", () -> assumeTrue(false, "the shared data are not here; set EUTECTIC_SHARED to their folder")));
        }
        try (Stream<Path> folders = Files.list(lammps)) {
            return folders.filter(f -> Files.exists(f.resolve("data.lmp"))).sorted().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f))).toList();
        }
    }

    private static void compare(Path folder) {
        StructureFrame frame = StructureFile.last(folder.resolve("structure.xyz"));
        Configuration a = frame.configuration(), b = StructureFile.read(folder.resolve("data.lmp"));
        assertEquals(3 * a.size(), frame.columns().get("forces").length);
        assertEquals(9, frame.numbers("stress").length);
        assertArrayEquals(a.positions(), b.positions(), 1e-9);
        assertArrayEquals(a.cell().vectors(), b.cell().vectors(), 1e-9);
        for (int i = 0; i < a.size(); i++) {
            assertEquals(a.symbol(i), b.symbol(i));
        }
        if (b.charges() != null && a.charges() != null) {
            assertArrayEquals(a.charges(), b.charges(), 1e-12);
        }
    }

    /** The folder named by the property or variable, else the one beside the repository. */
    private static Path shared() {
        String named = System.getProperty("EUTECTIC_SHARED", System.getenv("EUTECTIC_SHARED"));
        if (named != null) {
            return Path.of(named);
        }
        Path p = Path.of("").toAbsolutePath();
        return (Files.exists(p.resolve("pom.xml")) && Files.exists(p.resolve("../pom.xml")) ? p.resolve("../../shared") : p.resolve("../shared")).normalize();
    }
}
