package org.eutectic.dsl.parser;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.eutectic.dsl.grammar.EutecticParser;

/**
 * Where and how the parser came to a halt.
 *
 * @param rule the innermost rule that was being read
 * @param token the token that does not fit
 * @param before the token before it, null at the start of the file
 * @param statement the first token of the statement, on its line or earlier
 * @param expected types of tokens that would have fitted; empty where the statement should have ended
 * @param opener the innermost parenthesis or bracket of the statement that is still open, or null
 */
record Fault(TokenStream input, ParserRuleContext rule, Token token, Token before, Token statement, IntervalSet expected, Token opener) {
    private static final Set<Integer> VALUE_STARTS = Set.of(EutecticParser.ID, EutecticParser.INT, EutecticParser.NUMBER, EutecticParser.LPAREN,
            EutecticParser.GROUP, EutecticParser.STRING, EutecticParser.SUM, EutecticParser.PROD, EutecticParser.PIECEWISE, EutecticParser.CUTOFF);
    static final Set<Integer> VALUE_ENDS = Set.of(EutecticParser.ID, EutecticParser.INT, EutecticParser.NUMBER, EutecticParser.RPAREN,
            EutecticParser.RBRACKET, EutecticParser.UNIT, EutecticParser.CUTOFF);

    static Fault of(Parser parser, RecognitionException e) {
        TokenStream input = parser.getTokenStream();
        ParserRuleContext rule = e.getCtx() instanceof ParserRuleContext c ? c : parser.getContext();
        Token token = e.getOffendingToken();
        Token before = previous(input, token);
        Token statement = statement(rule);
        IntervalSet expected = e instanceof StatementParser.NotEnded || e.getExpectedTokens() == null ? new IntervalSet() : e.getExpectedTokens();
        return new Fault(input, rule, token, before, statement, expected, opener(input, statement, token));
    }

    /** The visible token before {@code token}, or null. */
    static Token previous(TokenStream input, Token token) {
        for (int i = token.getTokenIndex() - 1; i >= 0; i--) {
            if (input.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return input.get(i);
            }
        }
        return null;
    }

    private static Token statement(ParserRuleContext rule) {
        ParserRuleContext r = rule;
        while (!(r instanceof EutecticParser.ItemContext || r instanceof EutecticParser.TopLevelContext || r.getParent() == null)) {
            r = r.getParent();
        }
        return r.getStart();
    }

    private static Token opener(TokenStream input, Token first, Token last) {
        Deque<Token> open = new ArrayDeque<>();
        for (int i = first.getTokenIndex(); i < last.getTokenIndex(); i++) {
            Token t = input.get(i);
            switch (t.getType()) {
                case EutecticParser.LPAREN, EutecticParser.GROUP, EutecticParser.LBRACKET, EutecticParser.LBRACE -> open.push(t);
                case EutecticParser.RPAREN, EutecticParser.RBRACKET, EutecticParser.RBRACE -> open.poll();
                default -> { }
            }
        }
        return open.isEmpty() || open.peek().getType() == EutecticParser.LBRACE ? null : open.peek();
    }

    boolean notEnded() {
        return expected.isNil();
    }

    boolean expects(int type) {
        return expected.contains(type);
    }

    boolean in(Class<? extends ParserRuleContext> wanted) {
        return enclosing(wanted) != null;
    }

    /** The nearest rule of this class around the fault, the innermost included, or null. */
    <T extends ParserRuleContext> T enclosing(Class<T> wanted) {
        for (ParserRuleContext r = rule; r != null; r = r.getParent()) {
            if (wanted.isInstance(r)) {
                return wanted.cast(r);
            }
        }
        return null;
    }

    boolean is(int type) {
        return token.getType() == type;
    }

    boolean after(int type) {
        return before != null && before.getType() == type;
    }

    /** Whether the line, or the file, ended before something that was still to come. */
    boolean lineEnded() {
        return before != null && (is(Token.EOF) || token.getLine() > before.getLine());
    }

    boolean statementEnded() {
        return lineEnded() || is(EutecticParser.SEMI) || is(EutecticParser.RBRACE);
    }

    /**
     * The first token of the line, where that line is the beginning of a statement that was read as the end of the one before, as in
     * {@code a = 3 +} above {@code b = 4}; else null.
     */
    Token runOn() {
        if (!(is(EutecticParser.ASSIGN) && notEnded() || is(EutecticParser.COLON) && rule instanceof EutecticParser.PieceContext)) {
            return null;
        }
        Token first = token;
        for (int k = -1; near(k) != null && near(k).getLine() == token.getLine(); k--) {
            first = near(k);
        }
        Token begin = rule instanceof EutecticParser.PieceContext ? rule.getStart() : statement;
        return first.getTokenIndex() > begin.getTokenIndex() && first.getType() == EutecticParser.ID ? first : null;
    }

    boolean adjacent() {
        return before != null && token.getStartIndex() == before.getStopIndex() + 1;
    }

    boolean startsValue() {
        return VALUE_STARTS.contains(token.getType());
    }

    /** Whether a value ends before the token and another begins with it, on one line. */
    boolean twoValues() {
        return before != null && !lineEnded() && VALUE_ENDS.contains(before.getType()) && startsValue();
    }

    /** The visible token {@code k} after the faulty one, which is 0; negative before it. */
    Token near(int k) {
        int i = token.getTokenIndex();
        for (int left = Math.abs(k); left > 0; ) {
            i += Integer.signum(k);
            if (i < 0 || i >= input.size()) {
                return null;
            }
            left -= input.get(i).getChannel() == Token.DEFAULT_CHANNEL ? 1 : 0;
        }
        return input.get(i);
    }

    /** The word {@code text} in the statement, as far as the line goes; null where there is none. */
    Token word(String text) {
        for (int i = statement.getTokenIndex(); i < input.size() && input.get(i).getLine() <= token.getLine(); i++) {
            if (input.get(i).getChannel() == Token.DEFAULT_CHANNEL && input.get(i).getText().equals(text)) {
                return input.get(i);
            }
        }
        return null;
    }
}
