package org.eutectic.dsl.parser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.eutectic.dsl.ast.UnitNames;
import org.eutectic.dsl.grammar.EutecticLexer;
import org.eutectic.dsl.grammar.EutecticParser;

/**
 * Reads the tokens of a file, comments and blanks included, and tells apart what looks alike: a unit after a number from a name, the
 * operators of a compound unit from those of an expression, a parenthesis around an expression from that of a call, a sign from a sum.
 */
public final class TokenReader {
    private final List<CommonToken> all = new ArrayList<>();
    /** The tokens that the parser sees. */
    private final List<CommonToken> visible = new ArrayList<>();

    private TokenReader(String text) {
        EutecticLexer lexer = new EutecticLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        for (Token t : lexer.getAllTokens()) {
            CommonToken token = (CommonToken) t;
            token.setTokenIndex(all.size());
            all.add(token);
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                visible.add(token);
            }
        }
        for (int i = 0; i < visible.size(); i++) {
            if (isNumber(i)) {
                markUnitOrInverse(i + 1);
            }
        }
        markSignsAndGroups();
    }

    /** All tokens of {@code text} in order, without the end of file. Never fails: what is no token of the language is a {@code STRAY}. */
    public static List<CommonToken> read(String text) {
        return new TokenReader(text).all;
    }

    /**
     * A parenthesis after a value is a call, a plus or minus after one an operation; anywhere else they open a group and give a sign. The
     * head of a reduction, {@code sum(j)}, is no value.
     */
    private void markSignsAndGroups() {
        Deque<Boolean> headOpened = new ArrayDeque<>();
        boolean afterValue = false;
        for (int i = 0; i < visible.size(); i++) {
            int type = type(i);
            boolean afterHead = false;
            switch (type) {
                case EutecticParser.LPAREN -> {
                    headOpened.push(type(i - 1) == EutecticParser.SUM || type(i - 1) == EutecticParser.PROD);
                    if (!afterValue || !sameLine(i)) {
                        visible.get(i).setType(EutecticParser.GROUP);
                    }
                }
                case EutecticParser.RPAREN -> afterHead = !headOpened.isEmpty() && headOpened.pop();
                case EutecticParser.MINUS -> visible.get(i).setType(afterValue ? type : EutecticParser.NEGATIVE);
                case EutecticParser.PLUS -> visible.get(i).setType(afterValue ? type : EutecticParser.POSITIVE);
                default -> { }
            }
            afterValue = endsValue(i) && !afterHead;
        }
    }

    private boolean endsValue(int i) {
        return switch (type(i)) {
            case EutecticParser.ID, EutecticParser.INT, EutecticParser.NUMBER, EutecticParser.UNIT, EutecticParser.STRING,
                    EutecticParser.RPAREN, EutecticParser.RBRACKET, EutecticParser.RBRACE -> true;
            // At the start of a line it is the item, whose value follows.
            case EutecticParser.CUTOFF -> i > 0 && sameLine(i) && type(i - 1) != EutecticParser.SEMI && type(i - 1) != EutecticParser.OVERRIDE && type(i - 1) != EutecticParser.LBRACE;
            default -> false;
        };
    }

    /** Marks the unit after a number; it may begin with a one of its own, as in {@code 2.4799 1/Å}. */
    private void markUnitOrInverse(int i) {
        boolean one = type(i) == EutecticParser.INT && visible.get(i).getText().equals("1") && sameLine(i) && !adjacent(i);
        if (one && type(i + 1) == EutecticParser.DIVIDE && adjacent(i + 1) && isUnitName(i + 2) && adjacent(i + 2)) {
            visible.get(i).setType(EutecticParser.UNIT_ONE);
            visible.get(i + 1).setType(EutecticParser.UNIT_DIVIDE);
            markUnit(i + 2);
        } else {
            markUnit(i);
        }
    }

    /** Marks the unit that starts at token {@code i}, if one does: names joined by slashes, stars and powers without a blank between. */
    private void markUnit(int i) {
        if (!isUnitName(i) || !sameLine(i)) {
            return;
        }
        visible.get(i).setType(EutecticParser.UNIT);
        int next = markPower(i + 1);
        boolean joined = type(next) == EutecticParser.DIVIDE || type(next) == EutecticParser.TIMES;
        if (joined && adjacent(next) && isUnitName(next + 1) && adjacent(next + 1)) {
            visible.get(next).setType(type(next) == EutecticParser.DIVIDE ? EutecticParser.UNIT_DIVIDE : EutecticParser.UNIT_TIMES);
            markUnit(next + 1);
        }
    }

    /** Marks {@code ^2}, {@code ^-1} or {@code ^(1/2)} after a unit; returns the index after it. */
    private int markPower(int i) {
        if (type(i) != EutecticParser.POWER || !adjacent(i)) {
            return i;
        }
        int[][] shapes = {
            {EutecticParser.INT},
            {EutecticParser.MINUS, EutecticParser.INT},
            {EutecticParser.LPAREN, EutecticParser.INT, EutecticParser.DIVIDE, EutecticParser.INT, EutecticParser.RPAREN},
            {EutecticParser.LPAREN, EutecticParser.MINUS, EutecticParser.INT, EutecticParser.DIVIDE, EutecticParser.INT, EutecticParser.RPAREN},
        };
        for (int[] shape : shapes) {
            boolean fits = true;
            for (int k = 0; k < shape.length && fits; k++) {
                fits = type(i + 1 + k) == shape[k] && adjacent(i + 1 + k);
            }
            if (fits) {
                visible.get(i).setType(EutecticParser.UNIT_POWER);
                return i + 1 + shape.length;
            }
        }
        return i;
    }

    private boolean isNumber(int i) {
        return type(i) == EutecticParser.INT || type(i) == EutecticParser.NUMBER;
    }

    private boolean isUnitName(int i) {
        // What carries indices or arguments is a name, even after a number: 1 eV*m[i].
        boolean carries = (type(i + 1) == EutecticParser.LBRACKET || type(i + 1) == EutecticParser.LPAREN) && adjacent(i + 1);
        return type(i) == EutecticParser.ID && !carries && UnitNames.isUnit(visible.get(i).getText());
    }

    private int type(int i) {
        return i >= 0 && i < visible.size() ? visible.get(i).getType() : Token.EOF;
    }

    /** Whether token {@code i} follows the one before it without anything between. */
    private boolean adjacent(int i) {
        return visible.get(i).getStartIndex() == visible.get(i - 1).getStopIndex() + 1;
    }

    private boolean sameLine(int i) {
        return visible.get(i).getLine() == visible.get(i - 1).getLine();
    }
}
