package org.eutectic.dsl.parser;

import java.util.Collection;
import java.util.Optional;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.dsl.grammar.EutecticParser;

/** Writes the message for a syntax error: that of a known slip where it is one, else what was expected and what stands there. */
final class SyntaxMessages {
    private final Places places;
    private final Diagnostics diagnostics;
    private final Slips slips;

    SyntaxMessages(Places places, Diagnostics diagnostics) {
        this.places = places;
        this.diagnostics = diagnostics;
        slips = new Slips(places);
    }

    /** A rule that could not go on. Returns the token to go back to where more than the broken statement has been read, else null. */
    Token report(Parser parser, RecognitionException e) {
        Fault fault = Fault.of(parser, e);
        Token runOn = fault.runOn();
        if (runOn != null) {
            int end = places.span(Fault.previous(fault.input(), runOn)).end();
            diagnostics.error("syntax", new Span(places.file(), end, end), "the line ends where a value was expected", null);
        } else {
            diagnostics.report(slips.find(fault).orElseGet(() -> plain(fault)));
        }
        return runOn;
    }

    private Diagnostic plain(Fault fault) {
        String expected = fault.notEnded() ? "the end of the statement" : Words.expected(fault.rule(), fault.expected());
        if (fault.lineEnded()) {
            int end = places.span(fault.before()).end();
            String ended = fault.is(Token.EOF) ? "the file ends" : "the line ends";
            return Diagnostic.error("syntax", new Span(places.file(), end, end), ended + " where " + expected + " was expected", null);
        }
        String help = fault.notEnded() ? "a statement ends with its line or with ';'" : null;
        return Diagnostic.error("syntax", places.span(fault.token()), "expected " + expected + ", found " + Words.found(fault.token()), help);
    }

    /** The body of a form or a potential that another declaration or the end of the file cuts off. */
    void missingBrace(Parser parser, EutecticParser.BodyContext body) {
        String owner = switch (body.getParent()) {
            case EutecticParser.FormContext f when f.title != null -> " of form " + f.title.getText();
            case EutecticParser.PotentialContext p when p.title != null -> " of potential " + p.title.getText();
            case null, default -> "";
        };
        Token next = parser.getCurrentToken();
        String where = next.getType() == Token.EOF ? "at the end of the file" : "before line " + next.getLine();
        diagnostics.error("missing-brace", places.span(body.getStart()), "the '{'" + owner + " is never closed", "add '}' " + where + ", or where it was left out");
    }

    /** A {@code piecewise} or a function's block that the next item cuts off; returns the error that gives up the item around it. */
    RecognitionException cutOff(Parser parser, Token brace, String what) {
        diagnostics.error("missing-brace", places.span(brace), "the '{' of this " + what + " is never closed", "add '}' before line " + parser.getCurrentToken().getLine());
        return new InputMismatchException(parser);
    }

    /** Something in a form or a potential that begins no item. */
    void noItem(Parser parser) {
        unexpected(parser, parser.getCurrentToken(), "a line of a form or a potential begins with a field, such as energy[i] = …, or with one of: " + String.join(" ", Words.ITEM_WORDS));
    }

    /** A body without a form or a potential that it belongs to. */
    void noHeader(Parser parser) {
        diagnostics.error("outside", places.span(parser.getCurrentToken()), "this '{' belongs to no form or potential", "write 'form NAME' or 'potential NAME' before it");
    }

    /** Something outside any declaration. */
    void noDeclaration(Parser parser) {
        Token t = parser.getCurrentToken();
        Token next = parser.getTokenStream().LT(2);
        if (t.getType() == EutecticParser.RBRACE) {
            diagnostics.error("unmatched-bracket", places.span(t), "this '}' closes nothing", "remove it, or add the '{' that it should close");
        } else if (t.getType() == EutecticParser.FROM && next.getType() == EutecticParser.ID && parser.getTokenStream().LA(3) != EutecticParser.LPAREN) {
            diagnostics.error("misspelt-word", places.span(t), "'from' stands outside any form or potential", "did you mean 'form'?");
        } else if (Recovery.startsItem(t.getType()) && (t.getType() != EutecticParser.ID || next.getType() == EutecticParser.LBRACKET)) {
            diagnostics.error("outside", places.span(t), "this line stands outside any form or potential", "move it between the '{' and '}' of one; perhaps a '}' before it closes too early");
        } else {
            unexpected(parser, t, "a file holds lines that begin with import, form or potential");
        }
    }

    private void unexpected(Parser parser, Token t, String help) {
        Optional<Diagnostic> slip = slips.find(Fault.of(parser, new InputMismatchException(parser)));
        if (slip.isPresent()) {
            diagnostics.report(slip.get());
            return;
        }
        Collection<String> words = parser.getContext() instanceof EutecticParser.BodyContext ? Words.ITEM_WORDS : Words.DECLARATION_WORDS;
        Optional<String> near = Suggestion.nearest(t.getText(), words);
        if (near.isPresent()) {
            diagnostics.error("misspelt-word", places.span(t), "unknown word '" + t.getText() + "'", "did you mean '" + near.get() + "'?");
        } else {
            diagnostics.error("syntax", places.span(t), "nothing can begin with " + Words.found(t) + " here", help);
        }
    }
}
