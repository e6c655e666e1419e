package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.format.Formatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program that comes with the project is as {@code eutectic fmt} would write it. */
class ProgramFilesTest {
    private static final List<String> FOLDERS = List.of("physics-terms/src/main/resources/org/eutectic/library", "ml-terms/src/main/resources/org/eutectic/library", "potentials", "examples", "tests/reference");

    static Stream<Path> programs() throws IOException {
        Stream<Path> all = Stream.empty();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(Places.root().resolve(folder))) {
                all = Stream.concat(all, files.filter(f -> f.toString().endsWith(".eut")).sorted().map(Places.root()::relativize).toList().stream());
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isFormatted(Path program) throws IOException {
        String text = Files.readString(Places.root().resolve(program));
        Diagnostics diagnostics = new Diagnostics();
        assertEquals(Formatter.format(new SourceFile(program.toString(), text), diagnostics), text);
        assertEquals("", diagnostics.render());
    }
}
