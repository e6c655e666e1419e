package org.eutectic.dsl;

import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.CommonToken;
import org.eutectic.dsl.grammar.EutecticParser;
import org.eutectic.dsl.parser.TokenReader;

/** Makes wrong programs, and differently laid out ones, from right ones. */
public final class Mutation {
    private static final String ALPHABET = "abij019.,;:+-*/^=<>!&|()[]{}\"#eÅσ \n\t\r²−“𝛼\u212B\u0000";

    private Mutation() {}

    /** Changes, drops, doubles or moves a few characters or tokens. */
    public static String damage(String text, Random random) {
        StringBuilder s = new StringBuilder(text);
        for (int n = 1 + random.nextInt(4); n > 0 && s.length() > 2; n--) {
            int at = random.nextInt(s.length() - 1);
            int length = 1 + random.nextInt(Math.min(8, s.length() - at));
            switch (random.nextInt(5)) {
                case 0 -> s.delete(at, at + length);
                case 1 -> s.insert(at, character(random));
                case 2 -> s.replace(at, at + 1, character(random));
                case 3 -> s.insert(random.nextInt(s.length()), s.substring(at, at + length));
                default -> dropToken(s, random);
            }
        }
        return s.toString();
    }

    private static String character(Random random) {
        int[] points = ALPHABET.codePoints().toArray();
        return Character.toString(points[random.nextInt(points.length)]);
    }

    private static void dropToken(StringBuilder s, Random random) {
        List<CommonToken> tokens = TokenReader.read(s.toString());
        CommonToken t = tokens.get(random.nextInt(tokens.size()));
        int from = s.toString().offsetByCodePoints(0, t.getStartIndex());
        s.delete(from, from + t.getText().length());
    }

    /** The same tokens with other blanks, line breaks and comments here and there; mostly still a right program. */
    public static String scramble(String text, Random random) {
        StringBuilder out = new StringBuilder();
        for (CommonToken t : TokenReader.read(text)) {
            if (random.nextInt(4) > 0) {
                out.append(t.getText());
                continue;
            }
            out.append(switch (t.getType()) {
                case EutecticParser.BLANK -> List.of(" ", "   ", "\t", " /* c */ ", " ", " \n ", " // c\n").get(random.nextInt(7));
                case EutecticParser.NEWLINE -> List.of("\n", "\n\n\n", "  \r\n", "\n  # c\n", ";\n", " // c\n", "\n/* a\n   b */\n").get(random.nextInt(7));
                case EutecticParser.COMMA, EutecticParser.LPAREN, EutecticParser.GROUP, EutecticParser.TIMES, EutecticParser.RBRACKET ->
                    t.getText() + List.of("", " ", "", "\n").get(random.nextInt(4));
                case EutecticParser.LBRACE, EutecticParser.RBRACE -> List.of("", " ", "\n").get(random.nextInt(3)) + t.getText();
                case EutecticParser.MINUS -> List.of("-", "−", " - ").get(random.nextInt(3));
                default -> t.getText();
            });
        }
        return out.toString();
    }
}
