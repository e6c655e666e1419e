package org.eutectic.dsl.format;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.grammar.EutecticParser;
import org.eutectic.dsl.parser.Parser;
import org.eutectic.dsl.parser.TokenReader;

/**
 * Writes a file in the language's one layout: two blanks of indentation for each brace and for a statement's further lines, one blank
 * around operators but for {@code ^} and, where the author wrote none, {@code *} and {@code /}, neighboring {@code =} and comments lined up,
 * plain signs ({@code -} for −). Comments, line breaks and single blank lines are the author's. The meaning never changes, and a formatted
 * file stays as it is.
 */
public final class Formatter {
    private Formatter() {}

    /**
     * The text of {@code file} in the language's layout, lines ended by {@code \n}. A file with a syntax error is returned as it is, with the errors
     * reported to {@code diagnostics}.
     */
    public static String format(SourceFile file, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Parser.parse(file, own);
        own.all().forEach(diagnostics::report);
        if (own.hasErrors()) {
            return file.text();
        }
        List<CommonToken> tokens = TokenReader.read(file.text());
        List<Line> lines = new Layout(tokens, statementStarts(tokens)).lines();
        Alignment.align(lines);
        StringBuilder out = new StringBuilder(file.text().length());
        for (Line line : lines) {
            if (!line.isBlank()) {
                out.append(" ".repeat(line.indent)).append(line.code);
            }
            if (line.comment != null) {
                out.append("  ").append(line.comment);
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Indices of the tokens that begin a declaration, an item, a case or a line of a block. */
    private static Set<Integer> statementStarts(List<CommonToken> tokens) {
        Set<Integer> starts = new HashSet<>();
        collectStarts(new EutecticParser(new CommonTokenStream(new ListTokenSource(tokens))).sourceUnit(), starts);
        return starts;
    }

    private static void collectStarts(ParseTree tree, Set<Integer> starts) {
        if (tree instanceof EutecticParser.TopLevelContext || tree instanceof EutecticParser.ItemContext || tree instanceof EutecticParser.PieceContext
                || tree instanceof EutecticParser.BlockBodyContext) {
            starts.add(((ParserRuleContext) tree).getStart().getTokenIndex());
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            collectStarts(tree.getChild(i), starts);
        }
    }
}
