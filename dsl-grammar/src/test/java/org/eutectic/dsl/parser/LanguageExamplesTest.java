package org.eutectic.dsl.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.eutectic.dsl.Sources;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of the description of the language parses without a message. */
class LanguageExamplesTest {

    @ParameterizedTest
    @MethodSource("org.eutectic.dsl.Sources#valid")
    void parsesWithoutAMessage(SourceFile file) {
        Diagnostics diagnostics = new Diagnostics();
        var unit = Parser.parse(file, diagnostics);
        assertEquals("", diagnostics.render());
        assertFalse(unit.declarations().isEmpty());
        assertFalse(Sources.print(unit).isEmpty());
    }
}
