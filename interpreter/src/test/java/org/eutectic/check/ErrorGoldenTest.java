package org.eutectic.check;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind of message as a user sees it: each {@code errors/*.eut} beside its {@code .expected}. After a change that is meant,
 * {@code mvn test -Dtest=ErrorGoldenTest -Dgolden.update=true} writes them anew; read the difference before committing it.
 */
class ErrorGoldenTest {
    private static final Path ERRORS = Path.of("src/test/resources/errors");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @TestFactory
    Stream<DynamicTest> messages() throws IOException {
        return sources().stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)));
    }

    @Test
    void atLeastFiftyKinds() throws IOException {
        long kinds = sources().stream().map(f -> f.getFileName().toString()).filter(n -> !n.startsWith("import-")).count();
        assertTrue(kinds >= 50, kinds + " kinds of messages have a golden file");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.list(ERRORS)) {
            return all.filter(p -> p.toString().endsWith(".eut")).sorted().toList();
        }
    }

    private static void compare(Path source) throws IOException {
        String name = source.getFileName().toString();
        String actual = messages(source) + "\n";
        assertFalse(actual.isBlank(), name + " gives no message");
        Path expected = source.resolveSibling(name.replaceFirst("\\.eut$", ".expected"));
        if (UPDATE) {
            Path temporary = Files.writeString(expected.resolveSibling(expected.getFileName() + ".tmp"), actual);
            Files.move(temporary, expected, StandardCopyOption.REPLACE_EXISTING);
        }
        assertTrue(Files.exists(expected), "no " + expected + "; run with -Dgolden.update=true and read what it writes:\n" + actual);
        assertEquals(Files.readString(expected), actual, name);
    }

    private static String messages(Path source) throws IOException {
        SourceFile text = new SourceFile(source.getFileName().toString(), Files.readString(source));
        Path directory = source.toAbsolutePath().getParent();
        String rendered;
        try {
            rendered = Potential.parse(text, directory, null, Map.of()).diagnostics().render();
        } catch (SourceException e) {
            rendered = e.diagnostics().render();
        }
        return rendered.replace(directory + java.io.File.separator, "");
    }
}
