package org.eutectic.dsl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eutectic.dsl.ast.SourceUnit;
import org.eutectic.dsl.diagnostic.SourceFile;

/** The programs among the test resources, and a printed form of a tree in which spans leave no trace. */
public final class Sources {
    private Sources() {}

    /** Programs without a fault, by name. */
    public static List<SourceFile> valid() {
        return in("language");
    }

    /** All {@code .eut} files of a folder of test resources. */
    public static List<SourceFile> in(String folder) {
        try (Stream<Path> files = Files.list(folder(folder))) {
            return files.filter(f -> f.toString().endsWith(".eut")).sorted().map(Sources::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path folder(String name) {
        try {
            return Path.of(Sources.class.getResource("/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SourceFile read(Path file) {
        try {
            return new SourceFile(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree as text, one record inside the other, without spans. */
    public static String print(SourceUnit unit) {
        return (unit.imports() + "\n" + unit.declarations()).replaceAll("span=[^,]*:\\d+:\\d+, ", "");
    }
}
