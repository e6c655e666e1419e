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
    private static final Set<Integer> ITEM_WORDS = Set.of(EutecticParser.SPECIES, EutecticParser.CITE, EutecticParser.PARAM, EutecticParser.FUNCTION,
            EutecticParser.TERM, EutecticParser.MIX, EutecticParser.FROM, EutecticParser.OVERRIDE, EutecticParser.NETWORK, EutecticParser.CUTOFF);
    private static final Set<Integer> TOP_WORDS = Set.of(EutecticParser.FORM, EutecticParser.POTENTIAL, EutecticParser.IMPORT);

    private final SyntaxMessages messages;
    /** The error on its way up to the statement that holds it. */
    private RecognitionException reported;

    Recovery(SyntaxMessages messages) {
        this.messages = messages;
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        if (e != reported) {
            reported = e;
            messages.report(parser, e);
        }
    }

    @Override
    public void recover(Parser parser, RecognitionException e) {
        switch (parser.getContext()) {
            case EutecticParser.ItemContext c -> skipItem(parser, c.getStart());
            case EutecticParser.TopLevelContext c -> skipTopLevel(parser);
            case EutecticParser.BodyContext c -> { }
            case EutecticParser.SourceUnitContext c -> { }
            default -> throw e;
        }
    }

    @Override
    public Token recoverInline(Parser parser) {
        if (parser.getContext() instanceof EutecticParser.BodyContext c && parser.getTokenStream().index() > c.getStart().getTokenIndex()) {
            messages.missingBrace(parser, c);
            return getMissingSymbol(parser);
        }
        throw new InputMismatchException(parser);
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
                parser.consume();
                skipTopLevel(parser);
            }
        }
    }

    private static boolean startsItem(int type) {
        return type == EutecticParser.ID || type == EutecticParser.LET || type == EutecticParser.SEMI || ITEM_WORDS.contains(type) && type != EutecticParser.NETWORK;
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
        if (type != EutecticParser.ID || input.LA(2) != EutecticParser.LBRACKET) {
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

    /** Braces that the item opened before it broke. */
    private static int openBraces(TokenStream input, int start) {
        int depth = 0;
        for (int i = start; i < input.index(); i++) {
            int type = input.get(i).getType();
            depth += type == EutecticParser.LBRACE ? 1 : type == EutecticParser.RBRACE ? -1 : 0;
        }
        return Math.max(0, depth);
    }

    /** Skips to the next line that begins a declaration, or to the body of the declaration whose first line is broken. */
    private static void skipTopLevel(Parser parser) {
        TokenStream input = parser.getTokenStream();
        while (input.LA(1) != Token.EOF && input.LA(1) != EutecticParser.LBRACE && !startsDeclaration(input)) {
            parser.consume();
        }
    }
}
