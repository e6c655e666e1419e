package org.eutectic.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where tests find files outside of their module. */
public final class Places {
    private Places() {}

    /** The top of the project: the folder that holds {@code potentials}. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("potentials")) || !Files.isDirectory(here.resolve("physics-terms"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException("the tests must run inside the project's folder");
            }
        }
        return here;
    }

    /** The shared reference data, which not every machine has: {@code -Deutectic.shared}, {@code EUTECTIC_SHARED}, or {@code ../shared}. */
    public static Optional<Path> shared() {
        String named = System.getProperty("eutectic.shared", System.getenv("EUTECTIC_SHARED"));
        Path folder = named != null ? Path.of(named) : root().resolveSibling("shared");
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }
}
