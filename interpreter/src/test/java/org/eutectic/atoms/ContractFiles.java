package org.eutectic.atoms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The potentials of the contract as files, which for the tests of other modules stand in this module's jar of tests. */
final class ContractFiles {
    private static Path folder;

    private ContractFiles() {}

    /** The folder of {@code src/test/resources/contract}, or a copy of it that ends with the JVM. */
    static synchronized Path folder() {
        if (folder == null) {
            try {
                URI place = ContractFiles.class.getResource("/contract/pair.eut").toURI();
                folder = place.getScheme().equals("jar") ? copied(place) : Path.of(place).getParent();
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    private static Path copied(URI jar) throws IOException {
        Path to = Files.createTempDirectory("contract");
        to.toFile().deleteOnExit();
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of()); Stream<Path> all = Files.list(files.getPath("/contract"))) {
            for (Path file : all.toList()) {
                Path copy = to.resolve(file.getFileName().toString());
                Files.copy(file, copy);
                copy.toFile().deleteOnExit();
            }
        }
        return to;
    }
}
