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
        List<CommonToken> tokens = TokenReader.read(file.text());
        Places places = new Places(file);
        EutecticParser parser = new EutecticParser(new CommonTokenStream(new ListTokenSource(tokens, file.name())));
        parser.removeErrorListeners();
        parser.setErrorHandler(new Recovery(new SyntaxMessages(places, diagnostics)));
        return new TreeBuilder(places, diagnostics).sourceUnit(parser.sourceUnit());
    }
}
