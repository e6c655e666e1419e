package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whichever unit of a published potential is left out, the message tells to write just that unit. */
class ForgottenUnitTest {
    private static final Pattern QUANTITY = Pattern.compile("(\\d[\\d.]*(?:[eE][+-]?\\d+)?) (?:eV|Å)(?:[*/](?:eV|Å))?(?:\\^-?\\d)?(?![\\w^*/])");

    @TestFactory
    List<DynamicTest> potentials() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("potentials", "examples")) {
            try (Stream<Path> files = Files.walk(Places.root().resolve(folder))) {
                for (Path file : files.filter(p -> p.toString().endsWith(".eut")).sorted().toList()) {
                    tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> everyUnit(file)));
                }
            }
        }
        return tests;
    }

    private static void everyUnit(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher quantity = QUANTITY.matcher(text);
        while (quantity.find()) {
            boolean comment = text.lastIndexOf("//", quantity.start()) > text.lastIndexOf('\n', quantity.start());
            // Zero needs no unit.
            if (comment || Double.parseDouble(quantity.group(1)) == 0) {
                continue;
            }
            SourceFile forgetful = new SourceFile(file.getFileName().toString(), text.substring(0, quantity.end(1)) + text.substring(quantity.end()));
            SourceException e = assertThrows(SourceException.class, () -> Potential.parse(forgetful, file.getParent(), null, Map.of()), quantity.group());
            assertTrue(e.getMessage().contains("help: write " + quantity.group()), () -> quantity.group() + "\n" + e.getMessage());
        }
    }
}
