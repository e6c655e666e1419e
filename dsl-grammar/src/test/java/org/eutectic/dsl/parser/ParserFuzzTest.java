package org.eutectic.dsl.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.eutectic.dsl.Mutation;
import org.eutectic.dsl.Sources;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file, parsing ends with a tree and with messages that can be shown. */
@Timeout(60)
class ParserFuzzTest {
    private static final int MUTANTS = 200;

    private static Diagnostics parse(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = new SourceFile("fuzz.eut", text);
        assertNotNull(Parser.parse(file, diagnostics), text);
        for (Diagnostic d : diagnostics.all()) {
            assertTrue(d.span().start() >= 0 && d.span().start() <= d.span().end() && d.span().end() <= text.length(), text);
            assertTrue(!d.render().isEmpty() && !d.message().contains("null") && !d.message().contains("\n"), () -> text + "\n" + d);
        }
        return diagnostics;
    }

    @ParameterizedTest
    @MethodSource("org.eutectic.dsl.Sources#valid")
    void damagedPrograms(SourceFile file) {
        Random random = new Random(file.name().hashCode());
        for (int n = 0; n < MUTANTS; n++) {
            parse(Mutation.damage(file.text(), random));
        }
    }

    @Test
    void damagedWrongPrograms() {
        Random random = new Random(7);
        for (SourceFile file : Sources.in("errors")) {
            for (int n = 0; n < 20; n++) {
                parse(Mutation.damage(file.text(), random));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.eutectic.dsl.Sources#valid")
    void truncatedProgramsGetAMessage(SourceFile file) {
        String text = file.text();
        int depth = 0;
        boolean comment = false;
        for (int end = 0; end < text.length(); end++) {
            Diagnostics diagnostics = parse(text.substring(0, end));
            if (depth > 0) {
                assertTrue(diagnostics.hasErrors(), text.substring(0, end));
            }
            char c = text.charAt(end);
            comment = c != '\n' && (comment || text.startsWith("//", end) || c == '#');
            depth += comment ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
        }
    }

    @Test
    void randomCharacters() {
        Random random = new Random(1);
        for (int n = 0; n < 300; n++) {
            StringBuilder text = new StringBuilder(n % 2 == 0 ? "form F {\n" : "");
            random.ints(200, 0, n % 3 == 0 ? 0x3000 : 0x80).forEach(text::appendCodePoint);
            parse(text.toString());
        }
    }

    @Test
    void hopelessNestingIsAMessage() {
        Diagnostics diagnostics = parse("form F {\n  energy[i] = " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + "\n}\n");
        assertEquals("too-deep", diagnostics.all().getFirst().code());
    }

    @Test
    void longSumsAreRead() {
        Diagnostics diagnostics = parse("form F {\n  energy[i] = 1" + " + a*b".repeat(3000) + "\n}\n");
        assertEquals("", diagnostics.render());
    }

    @Test
    void emptyFiles() {
        assertEquals("", parse("").render());
        assertEquals("", parse("\uFEFF// nothing\r\n").render());
    }
}
