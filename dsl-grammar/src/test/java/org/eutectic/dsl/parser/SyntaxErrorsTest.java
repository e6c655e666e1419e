package org.eutectic.dsl.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.dsl.Sources;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages for wrong files: each {@code errors/NAME.eut} gives exactly {@code errors/NAME.expected}. Run with
 * {@code -Deutectic.golden=FOLDER} to write what is found into a folder instead, for reading and copying.
 */
class SyntaxErrorsTest {
    static List<SourceFile> wrong() {
        return Sources.in("errors");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrong(SourceFile file) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Parser.parse(file, diagnostics);
        String found = diagnostics.render() + "\n";
        String expected = file.name().replace(".eut", ".expected");
        String folder = System.getProperty("eutectic.golden");
        if (folder != null) {
            Files.writeString(Path.of(folder, expected), found);
            return;
        }
        assertEquals(Files.readString(Sources.folder("errors").resolve(expected)), found);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void speaksToPeople(SourceFile file) {
        Diagnostics diagnostics = new Diagnostics();
        Parser.parse(file, diagnostics);
        assertTrue(diagnostics.hasErrors());
        for (Diagnostic d : diagnostics.all()) {
            String text = d.message() + d.help();
            assertFalse(text.matches("(?s).*(mismatched|extraneous|viable|token|<EOF>|[A-Z]{2,}_[A-Z]+|PAREN|BRACE|\\bID\\b).*"), text);
        }
    }

    @Test
    void aBrokenStatementHidesNoOther() {
        Diagnostics diagnostics = new Diagnostics();
        StringBuilder text = new StringBuilder("potential P {\n");
        for (int n = 0; n < 50; n++) {
            text.append("  param p").append(n).append(" = (1 + \n  function f").append(n).append("(r) = r\n");
        }
        var unit = Parser.parse(new SourceFile("many.eut", text + "}\n"), diagnostics);
        assertEquals(50, diagnostics.errorCount());
        assertEquals(50, unit.declarations().getFirst().items().size());
    }
}
