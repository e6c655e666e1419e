package org.eutectic.dsl.parser;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.grammar.EutecticParser;

/** Writes the message for a syntax error. */
final class SyntaxMessages {
    private final Places places;
    private final Diagnostics diagnostics;

    SyntaxMessages(Places places, Diagnostics diagnostics) {
        this.places = places;
        this.diagnostics = diagnostics;
    }

    void report(Parser parser, RecognitionException e) {
        Token t = e.getOffendingToken();
        diagnostics.error("syntax", places.span(t), "unexpected " + t.getText(), null);
    }

    void missingBrace(Parser parser, EutecticParser.BodyContext body) {
        diagnostics.error("missing-brace", places.span(body.getStart()), "this '{' is never closed", null);
    }

    void noItem(Parser parser) {
        report(parser, new org.antlr.v4.runtime.InputMismatchException(parser));
    }

    void noDeclaration(Parser parser) {
        report(parser, new org.antlr.v4.runtime.InputMismatchException(parser));
    }
}
