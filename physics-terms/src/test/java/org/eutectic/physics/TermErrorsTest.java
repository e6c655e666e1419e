package org.eutectic.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The messages of built-in terms of charges and dispersion as a user sees them: each {@code errors/*.eut} beside its {@code .expected}. After a change that is meant,
 * {@code mvn test -Dtest=TermErrorsTest -Dgolden.update=true} writes them anew; read the difference before committing it.
 */
class TermErrorsTest {
    private static final Path ERRORS = Path.of("src/test/resources/errors");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @TestFactory
    Stream<DynamicTest> messages() throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.list(ERRORS)) {
            sources = all.filter(p -> p.toString().endsWith(".eut")).sorted().toList();
        }
        assertFalse(sources.isEmpty());
        return sources.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)));
    }

    private static void compare(Path source) throws IOException {
        String name = source.getFileName().toString(), actual;
        try {
            actual = Potential.parse(new SourceFile(name, Files.readString(source)), ERRORS.toAbsolutePath(), null, Map.of()).diagnostics().render() + "\n";
        } catch (SourceException e) {
            actual = e.diagnostics().render() + "\n";
        }
        assertFalse(actual.isBlank(), name + " gives no message");
        Path expected = source.resolveSibling(name.replaceFirst("\\.eut$", ".expected"));
        if (UPDATE) {
            Path temporary = Files.writeString(expected.resolveSibling(expected.getFileName() + ".tmp"), actual);
            Files.move(temporary, expected, StandardCopyOption.REPLACE_EXISTING);
        }
        assertTrue(Files.exists(expected), "no " + expected + "; run with -Dgolden.update=true and read what it writes:\n" + actual);
        assertEquals(Files.readString(expected), actual, name);
    }
}
