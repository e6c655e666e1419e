package org.eutectic.dsl.parser;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.UnitNames;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.diagnostic.Span;

/** Turns ANTLR's token positions, counted in code points, into spans of the source, counted in chars. */
final class Places {
    private final SourceFile file;
    /** Char offset of each code point and of the end; null where the two counts agree. */
    private final int[] offsets;

    Places(SourceFile file) {
        this.file = file;
        String text = file.text();
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            offsets = null;
            return;
        }
        offsets = new int[points + 1];
        for (int i = 0, at = 0; i <= points; i++) {
            offsets[i] = at;
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
    }

    SourceFile file() {
        return file;
    }

    Span span(Token token) {
        if (token.getType() == Token.EOF) {
            int end = file.text().length();
            return new Span(file, end, end);
        }
        return span(token.getStartIndex(), token.getStopIndex());
    }

    Span span(ParserRuleContext rule) {
        return span(rule.getStart(), rule.getStop());
    }

    Span span(Token first, Token last) {
        return last == null || last.getStopIndex() < first.getStartIndex() ? span(first) : span(first.getStartIndex(), last.getStopIndex());
    }

    Identifier identifier(Token token) {
        return new Identifier(span(token), UnitNames.canonical(token.getText()));
    }

    private Span span(int first, int last) {
        return new Span(file, offset(first), offset(last + 1));
    }

    private int offset(int codePoint) {
        return offsets == null ? codePoint : offsets[codePoint];
    }
}
