package org.eutectic.dsl.parser;

import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.eutectic.dsl.grammar.EutecticParser;

/** What the generated parser adds to ANTLR's: the end of a statement, which is a matter of layout. */
public abstract class StatementParser extends Parser {

    protected StatementParser(TokenStream input) {
        super(input);
    }

    /** Insists that the statement ends here: at a line break, {@code ;}, {@code }} or the end of the file. */
    protected final void endOfStatement() {
        Token next = _input.LT(1);
        if (!endsStatement(next)) {
            throw new NotEnded(this);
        }
    }

    private boolean endsStatement(Token next) {
        return switch (next.getType()) {
            case Token.EOF, EutecticParser.SEMI, EutecticParser.RBRACE -> true;
            default -> {
                Token last = _input.LT(-1);
                yield last == null || next.getLine() > last.getLine();
            }
        };
    }

    /** A statement that goes on where it could have ended. */
    static final class NotEnded extends InputMismatchException {
        private static final long serialVersionUID = 1;

        NotEnded(Parser parser) {
            super(parser);
        }
    }
}
