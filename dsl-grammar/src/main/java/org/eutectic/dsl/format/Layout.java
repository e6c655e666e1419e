package org.eutectic.dsl.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.eutectic.dsl.ast.UnitNames;
import org.eutectic.dsl.grammar.EutecticParser;
import org.eutectic.dsl.parser.PlainSigns;

/** Lays tokens and comments out in lines: keeps the author's line breaks, sets indentation, blanks and blank lines. */
final class Layout {
    private static final int STEP = 2;

    private final List<CommonToken> tokens;
    private final Set<Integer> statementStarts;
    private final Spacing spacing;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Line line;
    /** The last visible token laid out, null at the start. */
    private Token last;
    /** Whether a comment was laid out after {@link #last}, on its line. */
    private boolean commentSince;
    private boolean blankWanted;

    /** A brace around lines or cases, and the indentation of the line it stands on. */
    private record Open(Token brace, int indent) {}

    /** @param statementStarts indices of the tokens that begin a statement or a case */
    Layout(List<CommonToken> tokens, Set<Integer> statementStarts) {
        this.tokens = tokens;
        this.statementStarts = statementStarts;
        spacing = new Spacing(tokens.stream().filter(Layout::isVisible).toList());
    }

    List<Line> lines() {
        for (int i = 0; i < tokens.size(); i++) {
            CommonToken t = tokens.get(i);
            switch (t.getType()) {
                case EutecticParser.BLANK -> { }
                case EutecticParser.NEWLINE -> newline(i);
                case EutecticParser.COMMENT -> comment(i, t);
                case EutecticParser.SEMI -> semicolon(i, t);
                default -> code(i, t);
            }
        }
        end();
        return lines;
    }

    private void newline(int i) {
        if (line != null && line.comment == null && bringsUpBrace(i)) {
            return;
        }
        if (line == null) {
            blankWanted = !lines.isEmpty() && !lines.getLast().opens;
        }
        end();
    }

    /** Whether the next thing after the line break is the brace of a body, which belongs at the end of the line before. */
    private boolean bringsUpBrace(int i) {
        int k = i;
        while (k < tokens.size() && (tokens.get(k).getType() == EutecticParser.NEWLINE || tokens.get(k).getType() == EutecticParser.BLANK)) {
            k++;
        }
        return k < tokens.size() && opens(tokens.get(k)) && last != null && last.getType() != EutecticParser.RBRACE;
    }

    private void comment(int i, CommonToken t) {
        String text = t.getText().startsWith("/*") ? t.getText() : t.getText().stripTrailing();
        if (line == null) {
            // Past semicolons: they are dropped at the ends of lines.
            Token next = nextVisible(i);
            boolean between = next == null || next.getType() == EutecticParser.RBRACE || statementStarts.contains(next.getTokenIndex()) || last == null || opens(last);
            start(inner() + (between ? 0 : STEP), -1);
            line.code.append(text);
        } else if (endsLine(i + 1) && text.indexOf('\n') < 0) {
            line.comment = line.comment == null ? text : line.comment + " " + text;
        } else {
            line.code.append(line.comment == null ? " " : " " + line.comment + " ").append(text);
            line.comment = null;
        }
        commentSince = true;
    }

    /** A semicolon at the end of a line says nothing, unless the next line would go on with the sum. */
    private void semicolon(int i, CommonToken t) {
        Token next = spacing.after(t);
        boolean atEnd = endsLine(i + 1) || next == null || next.getType() == EutecticParser.RBRACE;
        boolean goesOn = next != null && (next.getType() == EutecticParser.NEGATIVE || next.getType() == EutecticParser.POSITIVE);
        boolean idle = last == null || opens(last) || last.getType() == EutecticParser.SEMI || next != null && next.getType() == EutecticParser.SEMI;
        if (spacing.insideBrackets(t) || !idle && (!atEnd || goesOn)) {
            code(i, t);
        }
    }

    private void code(int i, CommonToken t) {
        Open closed = t.getType() == EutecticParser.RBRACE && spacing.isStructural(t) ? open.pop() : null;
        if (closed != null && closed.brace.getLine() < t.getLine()) {
            end();
        }
        if (line == null) {
            boolean starts = statementStarts.contains(t.getTokenIndex());
            blankWanted &= closed == null;
            int kind = !starts ? -1 : inCases() ? EutecticParser.COLON : t.getType();
            start(closed != null ? closed.indent : inner() + (starts ? 0 : STEP), kind);
        } else if (commentSince || spacing.blank(last, t)) {
            line.code.append(' ');
        }
        int mark = line.kind == EutecticParser.COLON ? EutecticParser.COLON : EutecticParser.ASSIGN;
        if (t.getType() == mark && !spacing.insideBrackets(t) && open.size() == line.depth) {
            line.mark = line.mark == -1 ? line.code.length() : -2;
        }
        line.code.append(text(t));
        last = t;
        commentSince = false;
        if (opens(t)) {
            open.push(new Open(t, line.indent));
            if (spacing.closer(t).getLine() > t.getLine()) {
                line.opens = true;
                if (!endsLine(i + 1)) {
                    end();
                }
            }
        }
    }

    private void start(int indent, int kind) {
        if (blankWanted) {
            lines.add(new Line(0, -1, 0));
        }
        blankWanted = false;
        commentSince = false;
        line = new Line(indent, kind, open.size());
    }

    private void end() {
        if (line != null) {
            lines.add(line);
            line = null;
        }
    }

    /** Indentation of a statement here. */
    private int inner() {
        return open.isEmpty() ? 0 : open.peek().indent + STEP;
    }

    private boolean inCases() {
        return !open.isEmpty() && spacing.before(open.peek().brace).getType() == EutecticParser.PIECEWISE;
    }

    private boolean opens(Token t) {
        return t.getType() == EutecticParser.LBRACE && spacing.isStructural(t);
    }

    /** Whether nothing but blanks and comments stands between token {@code i} and the end of its line, in the source or in the layout. */
    private boolean endsLine(int i) {
        for (int k = i; k < tokens.size() && tokens.get(k).getType() != EutecticParser.NEWLINE; k++) {
            Token t = tokens.get(k);
            if (isVisible(t)) {
                return t.getType() == EutecticParser.RBRACE && spacing.isStructural(t) && !open.isEmpty() && open.peek().brace.getLine() < t.getLine();
            }
        }
        return true;
    }

    private Token nextVisible(int i) {
        return tokens.subList(i, tokens.size()).stream().filter(t -> isVisible(t) && t.getType() != EutecticParser.SEMI).findFirst().orElse(null);
    }

    private static boolean isVisible(Token t) {
        return t.getChannel() == Token.DEFAULT_CHANNEL;
    }

    private static String text(Token t) {
        return t.getType() == EutecticParser.STRING ? t.getText() : PlainSigns.of(UnitNames.canonical(t.getText()));
    }
}
