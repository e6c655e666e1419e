package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every run file in {@code examples} begins as it should; only its first steps are made here. */
class ExamplesTest {
    @TempDir
    private Path folder;

    static List<Path> runFiles() throws IOException {
        try (Stream<Path> files = Files.list(Command.root().resolve("examples"))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("runFiles")
    void begins(Path example) throws IOException {
        String text = Files.readString(example).replaceAll("steps: \\d+", "steps: 3").replaceAll("\\.\\./potentials", Command.root().resolve("potentials").toString())
            .replaceAll("potential: (?=[\\w-]+\\.eut)", "potential: " + Command.root().resolve("examples") + "/").replaceAll("file: (?=[\\w-]+\\.xyz)", "file: " + Command.root().resolve("examples") + "/")
            .replace("output:", "output:\n  folder: '" + folder.resolve("out") + "'");
        Path run = Files.writeString(folder.resolve("run.yaml"), text);
        Command c = Command.succeed("md", run.toString());
        assertTrue(Files.readString(folder.resolve("out/thermo.csv")).lines().count() > 2, c.out());
        assertFalse(c.out().contains("NaN"), c.out());
    }
}
