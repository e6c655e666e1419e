package org.eutectic.dsl.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.eutectic.dsl.grammar.EutecticParser;

/**
 * Decides whether a blank stands between two tokens. The author's choice counts only around {@code *} and {@code /}, where
 * {@code 1/2 * sum(j) …} and {@code a*b} both read well.
 */
final class Spacing {
    private static final Set<Integer> NONE_BEFORE = Set.of(EutecticParser.COMMA, EutecticParser.SEMI, EutecticParser.RPAREN, EutecticParser.RBRACKET,
            EutecticParser.LPAREN, EutecticParser.LBRACKET, EutecticParser.DOT, EutecticParser.RANGE, EutecticParser.POWER,
            EutecticParser.UNIT_POWER, EutecticParser.UNIT_TIMES, EutecticParser.UNIT_DIVIDE);
    private static final Set<Integer> NONE_AFTER = Set.of(EutecticParser.LPAREN, EutecticParser.GROUP, EutecticParser.LBRACKET, EutecticParser.DOT,
            EutecticParser.RANGE, EutecticParser.POWER, EutecticParser.UNIT_POWER, EutecticParser.UNIT_TIMES, EutecticParser.UNIT_DIVIDE,
            EutecticParser.NEGATIVE, EutecticParser.POSITIVE);

    /** The bracket around each token, null at the outside. */
    private final Map<Token, Token> around = new HashMap<>();
    /** Brackets in which an index runs over a set, {@code [i; s in 1..12]}. */
    private final Set<Token> withComponents = new HashSet<>();
    /** Braces of bodies, blocks and piecewise, as against those of sets. */
    private final Set<Token> structural = new HashSet<>();
    private final Map<Token, Token> closers = new HashMap<>();
    private final Map<Token, Token> before = new HashMap<>();
    private final Map<Token, Token> after = new HashMap<>();

    Spacing(List<? extends Token> visible) {
        Deque<Token> open = new ArrayDeque<>();
        Token previous = null;
        for (Token t : visible) {
            if (previous != null) {
                before.put(t, previous);
                after.put(previous, t);
            }
            int type = t.getType();
            if (type == EutecticParser.RPAREN || type == EutecticParser.RBRACKET || type == EutecticParser.RBRACE) {
                Token opener = open.poll();
                closers.put(opener, t);
                if (structural.contains(opener)) {
                    structural.add(t);
                }
            }
            around.put(t, open.peek());
            if (type == EutecticParser.LPAREN || type == EutecticParser.GROUP || type == EutecticParser.LBRACKET || type == EutecticParser.LBRACE) {
                boolean set = previous != null && (previous.getType() == EutecticParser.IN || previous.getType() == EutecticParser.ASSIGN);
                if (type == EutecticParser.LBRACE && !set) {
                    structural.add(t);
                }
                open.push(t);
            } else if (type == EutecticParser.IN && open.peek() != null) {
                withComponents.add(open.peek());
            }
            previous = t;
        }
    }

    /** Whether {@code t} is a brace around lines or cases, not around the members of a set. */
    boolean isStructural(Token t) {
        return structural.contains(t);
    }

    /** The bracket that closes {@code opener}. */
    Token closer(Token opener) {
        return closers.get(opener);
    }

    /** The visible token before {@code t}, or null. */
    Token before(Token t) {
        return before.get(t);
    }

    /** The visible token after {@code t}, or null. */
    Token after(Token t) {
        return after.get(t);
    }

    /** Whether {@code t} stands in parentheses, an index list or a set. */
    boolean insideBrackets(Token t) {
        Token bracket = around.get(t);
        return bracket != null && !structural.contains(bracket);
    }

    /** Whether a blank stands between {@code left} and {@code right}, two neighboring tokens on one line. */
    boolean blank(Token left, Token right) {
        int a = left.getType();
        int b = right.getType();
        if (a == EutecticParser.POWER && isUnit(before.get(left)) || b == EutecticParser.POWER && isUnit(left)) {
            // 3 Å ^ 2 is a square of 3 Å; 3 Å^2 is three square ångström.
            return true;
        }
        if (isProduct(b)) {
            return isSpaced(right);
        }
        if (isProduct(a)) {
            return isSpaced(left);
        }
        if (b == EutecticParser.GROUP && (a == EutecticParser.SUM || a == EutecticParser.PROD)) {
            return false;
        }
        if (NONE_BEFORE.contains(b) || NONE_AFTER.contains(a)) {
            return false;
        }
        Token bracket = around.get(right);
        if (a == EutecticParser.COMMA || a == EutecticParser.SEMI) {
            return !isTight(around.get(left));
        }
        if (b == EutecticParser.COLON && bracket != null && (bracket.getType() == EutecticParser.LPAREN || bracket.getType() == EutecticParser.LBRACE && !isStructural(bracket))) {
            return false;
        }
        if (a == EutecticParser.LBRACE) {
            return isStructural(left) && b != EutecticParser.RBRACE;
        }
        return b != EutecticParser.RBRACE || isStructural(right);
    }

    /** Index lists and sets of plain names are written without blanks: {@code [i,j]}, {@code {x,y,z}}. */
    private boolean isTight(Token bracket) {
        if (bracket == null) {
            return false;
        }
        boolean set = bracket.getType() == EutecticParser.LBRACE && !isStructural(bracket) && before.get(bracket).getType() == EutecticParser.IN;
        return set || bracket.getType() == EutecticParser.LBRACKET && !withComponents.contains(bracket);
    }

    private boolean isSpaced(Token operator) {
        Token left = before.get(operator);
        Token right = after.get(operator);
        return operator.getStartIndex() > left.getStopIndex() + 1 || right.getStartIndex() > operator.getStopIndex() + 1;
    }

    private static boolean isProduct(int type) {
        return type == EutecticParser.TIMES || type == EutecticParser.DIVIDE;
    }

    private static boolean isUnit(Token t) {
        return t != null && t.getType() == EutecticParser.UNIT;
    }
}
