package org.eutectic.dsl.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DiagnosticTest {

    private static String render(String text, int start, int end) {
        return Diagnostic.error("x", new Span(new SourceFile("f.eut", text), start, end), "wrong", "mend it\nor leave it").render();
    }

    @Test
    void underlinesTheSpan() {
        assertEquals("f.eut:2:3: error: wrong\n  a bcd e\n    ^^^\n  help: mend it\n  help: or leave it", render("x\na bcd e\n", 4, 7));
    }

    @Test
    void tabsAndWideSpansStayInLine() {
        assertEquals("f.eut:1:3: error: wrong\n    ab\n    ^^\n  help: mend it\n  help: or leave it", render("\t\tab  \ncd", 2, 9));
    }

    @Test
    void pointsBehindTheEnd() {
        assertEquals("f.eut:1:3: error: wrong\n  ab\n    ^\n  help: mend it\n  help: or leave it", render("ab", 2, 2));
        assertEquals("f.eut:1:1: error: wrong\n  \n  ^\n  help: mend it\n  help: or leave it", render("", 0, 0));
    }

    @Test
    void countsCodePoints() {
        assertEquals("f.eut:1:3: error: wrong\n  𝛼 β\n    ^\n  help: mend it\n  help: or leave it", render("𝛼 β", 3, 4));
    }

    @Test
    void showsThePartOfALongLineThatMatters() {
        String text = "x".repeat(1000) + "HERE" + "y".repeat(1000);
        String[] lines = render(text, 1000, 1004).split("\n");
        assertTrue(lines[1].length() < 170);
        assertEquals(lines[1].indexOf("HERE"), lines[2].indexOf("^^^^"));
        assertEquals(4, lines[2].strip().length());
    }
}
