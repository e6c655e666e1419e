package org.eutectic.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eutectic.Potential;

/** A temporary folder with the potentials of the benchmark and the tables they read; gone when closed. */
final class Workspace implements AutoCloseable {
    private static final List<String> PARAMETER_FILES = List.of("Si.sw", "Si.tersoff", "SiC.tersoff", "SiC.vashishta");

    private final Path folder;

    Workspace() throws IOException {
        folder = Files.createTempDirectory("eutectic-bench");
        for (String name : PARAMETER_FILES) {
            copy(name);
        }
        Files.writeString(folder.resolve("Cu.eam.alloy"), SetflTable.of(List.of(ZhouMetal.CU)));
        Files.writeString(folder.resolve("CuNi.eam.alloy"), SetflTable.of(List.of(ZhouMetal.CU, ZhouMetal.NI)));
    }

    Path folder() {
        return folder;
    }

    Potential potential(BenchCase c) throws IOException {
        return Potential.load(copy(c.id() + ".eut"), null, Map.of());
    }

    private Path copy(String name) throws IOException {
        Path target = folder.resolve(name);
        if (!Files.exists(target)) {
            try (InputStream in = Workspace.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("the resource " + name + " is missing from this build");
                }
                Files.copy(in, target);
            }
        }
        return target;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
