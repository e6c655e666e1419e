package org.eutectic.dsl.parser;

import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.eutectic.dsl.grammar.EutecticParser;

/**
 * After a syntax error, gives up the statement that holds it and goes on with the next one, so that each broken statement costs one message
 * and hides no other. ANTLR's own way, inserting or dropping single tokens, invents follow-on errors in a language without closing marks.
 */
final class Recovery extends DefaultErrorStrategy {
    /** Words that begin an item and can stand nowhere in an expression, or in one only away from the start of a line. */
    static final Set<Integer> ITEM_WORDS = Set.of(EutecticParser.SPECIES, EutecticParser.CITE, EutecticParser.PARAM, EutecticParser.FUNCTION,
            EutecticParser.TERM, EutecticParser.MIX, EutecticParser.NORMALISE, EutecticParser.FROM, EutecticParser.OVERRIDE, EutecticParser.NETWORK, EutecticParser.MONITOR, EutecticParser.CUTOFF);
    private static final Set<Integer> CASE_STARTS = Set.of(EutecticParser.ID, EutecticParser.INT, EutecticParser.NUMBER, EutecticParser.OTHERWISE, EutecticParser.GROUP);
    private static final Set<Integer> TOP_WORDS = Set.of(EutecticParser.FORM, EutecticParser.POTENTIAL, EutecticParser.IMPORT);

    private final SyntaxMessages messages;
    /** The error on its way up to the statement that holds it. */
    private RecognitionException reported;
    /** Where the next statement begins, if the error was found beyond that. */
    private Token back;
    /** The brace after a broken first line, whose lack of one is not to be told again. */
    private int orphan = -1;

    Recovery(SyntaxMessages messages) {
        this.messages = messages;
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        if (e != reported) {
            reported = e;
            back = messages.report(parser, e);
        }
    }

    @Override
    public void recover(Parser parser, RecognitionException e) {
        if (back != null && (parser.getContext() instanceof EutecticParser.ItemContext || parser.getContext() instanceof EutecticParser.PieceContext)) {
            // Always beyond the first token of the statement or case, so that every recovery makes way.
            parser.getTokenStream().seek(back.getTokenIndex());
            back = null;
            return;
        }
        switch (parser.getContext()) {
            case EutecticParser.ItemContext c -> skipItem(parser, c.getStart());
            case EutecticParser.TopLevelContext c -> skipTopLevel(parser, c.importLine() == null);
            case EutecticParser.PieceContext c when skipPiece(parser) -> { }
            default -> throw e;
        }
    }

    @Override
    public Token recoverInline(Parser parser) {
        if (parser.getContext() instanceof EutecticParser.BodyContext c && parser.getTokenStream().index() > c.getStart().getTokenIndex()) {
            messages.missingBrace(parser, c);
            return getMissingSymbol(parser);
        }
        InputMismatchException e = new InputMismatchException(parser);
        TokenStream input = parser.getTokenStream();
        if (parser.getContext() instanceof EutecticParser.BodyContext && startsLine(input, 1) && startsItem(input.LA(1))) {
            // Only the '{' is missing: read on as if it were there.
            reportError(parser, e);
            return getMissingSymbol(parser);
        }
        throw e;
    }

    /** Called by the generated parser where a loop begins or turns: the two loops over statements skip what starts no statement. */
    @Override
    public void sync(Parser parser) {
        ParserRuleContext c = parser.getContext();
        TokenStream input = parser.getTokenStream();
        if (c instanceof EutecticParser.BodyContext) {
            while (!startsItem(input.LA(1)) && !endsBody(input)) {
                messages.noItem(parser);
                skipItem(parser, input.LT(1));
            }
        } else if (c instanceof EutecticParser.SourceUnitContext) {
            while (!startsTopLevel(input.LA(1)) && input.LA(1) != Token.EOF) {
                messages.noDeclaration(parser);
                // A misspelt 'potential Cu {' still has a body worth reading.
                boolean header = input.LA(1) == EutecticParser.ID && input.LA(2) == EutecticParser.ID;
                parser.consume();
                skipTopLevel(parser, header);
            }
            if (input.LA(1) == EutecticParser.LBRACE && input.index() != orphan) {
                messages.noHeader(parser);
            }
        } else if (c instanceof EutecticParser.PiecewiseContext p && p.LBRACE() != null && startsLine(input, 1) && startsItemLine(input, 1)) {
            RecognitionException e = messages.cutOff(parser, p.LBRACE().getSymbol(), "piecewise");
            reported = e;
            throw e;
        } else if (c instanceof EutecticParser.BlockContext b && b.LBRACE() != null && startsLine(input, 1) && startsItemLine(input, 1)) {
            RecognitionException e = messages.cutOff(parser, b.LBRACE().getSymbol(), "block");
            reported = e;
            throw e;
        }
    }

    static boolean startsItem(int type) {
        return type == EutecticParser.ID || type == EutecticParser.LET || type == EutecticParser.SEMI || type == EutecticParser.GROUP || ITEM_WORDS.contains(type);
    }

    private static boolean endsBody(TokenStream input) {
        return input.LA(1) == Token.EOF || input.LA(1) == EutecticParser.RBRACE || startsDeclaration(input);
    }

    private static boolean startsTopLevel(int type) {
        return TOP_WORDS.contains(type) || type == EutecticParser.LBRACE || type == EutecticParser.SEMI;
    }

    private static boolean startsDeclaration(TokenStream input) {
        return TOP_WORDS.contains(input.LA(1)) && startsLine(input, 1);
    }

    /** Whether token {@code k} ahead is the first of its line. */
    private static boolean startsLine(TokenStream input, int k) {
        Token before = k == 1 ? input.LT(-1) : input.LT(k - 1);
        return before == null || before.getLine() < input.LT(k).getLine();
    }

    /** Skips to the end of the item that began at {@code start} and broke at the next token. */
    private void skipItem(Parser parser, Token start) {
        TokenStream input = parser.getTokenStream();
        int depth = openBraces(input, start.getTokenIndex());
        boolean moved = false;
        while (input.LA(1) != Token.EOF) {
            int type = input.LA(1);
            if (type == EutecticParser.LBRACE) {
                depth++;
            } else if (type == EutecticParser.RBRACE && --depth < 0) {
                return;
            } else if (type == EutecticParser.SEMI && depth == 0) {
                return;
            }
            boolean isStart = input.index() > start.getTokenIndex();
            if (isStart && startsLine(input, 1) && (startsDeclaration(input) || startsItemLine(input, depth))) {
                return;
            }
            parser.consume();
        }
    }

    /** Whether the line that begins here is an item, as far as one can tell without knowing what came before. */
    private static boolean startsItemLine(TokenStream input, int depth) {
        int type = input.LA(1);
        if (ITEM_WORDS.contains(type) || type == EutecticParser.LET && depth == 0) {
            return type != EutecticParser.CUTOFF || depth == 0;
        }
        if (type == EutecticParser.GROUP) {
            return depth == 0 && startsSeveral(input);
        }
        if (type != EutecticParser.ID) {
            return false;
        }
        if (depth == 0 && (Fault.VALUE_ENDS.contains(input.LA(-1)) || input.LA(2) == EutecticParser.ASSIGN)) {
            // After a complete value a name can only begin something new.
            return true;
        }
        if (input.LA(2) != EutecticParser.LBRACKET) {
            return false;
        }
        // A field: name[...] = on one line.
        int k = 3;
        while (input.LA(k) != EutecticParser.RBRACKET) {
            if (input.LA(k) == Token.EOF || startsLine(input, k)) {
                return false;
            }
            k++;
        }
        return input.LA(k + 1) == EutecticParser.ASSIGN;
    }

    /** Several fields at once: (a, b)[...] = on one line. */
    private static boolean startsSeveral(TokenStream input) {
        int k = 2;
        while (input.LA(k) == EutecticParser.ID && input.LA(k + 1) == EutecticParser.COMMA) {
            k += 2;
        }
        return k > 2 && input.LA(k) == EutecticParser.ID && input.LA(k + 1) == EutecticParser.RPAREN
            && (input.LA(k + 2) == EutecticParser.LBRACKET || input.LA(k + 2) == EutecticParser.ASSIGN);
    }

    /** Braces that the item opened before it broke. */
    private static int openBraces(TokenStream input, int start) {
        int depth = 0;
        for (int i = start; i < input.index(); i++) {
            int type = input.get(i).getType();
            depth += type == EutecticParser.LBRACE ? 1 : type == EutecticParser.RBRACE ? -1 : 0;
        }
        return Math.max(0, depth);
    }

    /**
     * Skips to the end of the case of a piecewise that broke at the next token: to {@code ;}, to the closing brace or to a line that
     * looks like the next case: it holds a colon, or comes after a complete value. False where there is none of these before the next item.
     */
    private static boolean skipPiece(Parser parser) {
        TokenStream input = parser.getTokenStream();
        int depth = 0;
        for (int k = 1; input.LA(k) != Token.EOF; k++) {
            int type = input.LA(k);
            depth += type == EutecticParser.LBRACE ? 1 : type == EutecticParser.RBRACE ? -1 : 0;
            boolean line = startsLine(input, k);
            if (line && ITEM_WORDS.contains(type)) {
                return false;
            }
            boolean next = line && (holdsColon(input, k) || Fault.VALUE_ENDS.contains(input.LA(k == 1 ? -1 : k - 1)) && CASE_STARTS.contains(type));
            if (depth < 0 || depth == 0 && (type == EutecticParser.SEMI || next)) {
                for (int n = 1; n < k; n++) {
                    parser.consume();
                }
                return true;
            }
        }
        return false;
    }

    private static boolean holdsColon(TokenStream input, int k) {
        for (int n = k; n == k || input.LA(n) != Token.EOF && !startsLine(input, n); n++) {
            if (input.LA(n) == EutecticParser.COLON) {
                return true;
            }
        }
        return false;
    }

    /** Skips to the next line that begins a declaration, or, where {@code body} says so, to the body that follows a broken first line. */
    private void skipTopLevel(Parser parser, boolean body) {
        TokenStream input = parser.getTokenStream();
        while (input.LA(1) != Token.EOF && !(body && input.LA(1) == EutecticParser.LBRACE) && !startsDeclaration(input)) {
            parser.consume();
        }
        orphan = input.LA(1) == EutecticParser.LBRACE ? input.index() : -1;
    }
}
