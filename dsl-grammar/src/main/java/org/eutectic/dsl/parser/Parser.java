package org.eutectic.dsl.parser;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.eutectic.dsl.ast.SourceUnit;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.grammar.EutecticParser;

/** Reads a file of the language into its syntax tree. */
public final class Parser {
    private Parser() {}

    /**
     * Parses {@code file}. Bad input never throws: every syntax error is reported to {@code diagnostics}, and the tree holds what could be
     * read around the errors.
     */
    public static SourceUnit parse(SourceFile file, Diagnostics diagnostics) {
        Places places = new Places(file);
        List<CommonToken> tokens = TokenReader.read(file.text());
        reportUnclosed(tokens, places, diagnostics);
        reportGlued(tokens, places, diagnostics);
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens, file.name()));
        // Messages look ahead.
        stream.fill();
        EutecticParser parser = new EutecticParser(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(new Recovery(new SyntaxMessages(places, diagnostics)));
        try {
            return new TreeBuilder(places, diagnostics).sourceUnit(parser.sourceUnit());
        } catch (StackOverflowError e) {
            diagnostics.error("too-deep", places.span(parser.getCurrentToken()), "the file nests too deeply to be read",
                    "give parts of the expression names with 'let'");
            return new SourceUnit(file, List.of(), List.of());
        }
    }

    /** Texts and comments without an end; a text is read as ending with its line. */
    private static void reportUnclosed(List<CommonToken> tokens, Places places, Diagnostics diagnostics) {
        for (CommonToken t : tokens) {
            if (t.getType() == EutecticParser.OPEN_STRING) {
                diagnostics.error("unclosed-text", places.span(t), "this text is never closed", "add '\"' at its end; a text cannot go on over the end of its line");
                t.setText(t.getText() + '"');
                t.setType(EutecticParser.STRING);
            } else if (t.getType() == EutecticParser.COMMENT && t.getText().startsWith("/*") && !(t.getText().endsWith("*/") && t.getText().length() > 3)) {
                diagnostics.error("unclosed-comment", places.span(t), "this comment is never closed", "add '*/' at its end, or begin it with '//' if it ends with its line");
            }
        }
    }

    private static void reportGlued(List<CommonToken> tokens, Places places, Diagnostics diagnostics) {
        for (int i = 1; i < tokens.size(); i++) {
            CommonToken number = tokens.get(i - 1);
            CommonToken unit = tokens.get(i);
            if (unit.getType() == EutecticParser.UNIT && (number.getType() == EutecticParser.INT || number.getType() == EutecticParser.NUMBER)) {
                diagnostics.error("missing-blank", places.span(number, unit), "the unit stands directly behind the number",
                        "put a blank between: " + number.getText() + " " + unit.getText());
            }
        }
    }
}
