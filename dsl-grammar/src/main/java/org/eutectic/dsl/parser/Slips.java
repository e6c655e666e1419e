package org.eutectic.dsl.parser;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;
import org.eutectic.dsl.ast.UnitNames;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.dsl.grammar.EutecticParser;

/** Knows the common slips behind a syntax error, and what mends each. The first that fits is the one told. */
final class Slips {
    private final Places places;
    private final List<Function<Fault, Diagnostic>> known = List.of(this::strayCharacter, this::decimalComma, this::brackets, this::numberGluedToName,
            this::otherLanguages, this::beginningOfItem, this::lists, this::secondStatement, this::header, this::signAfterWord, this::quotes, this::reservedWord, this::reduction,
            this::dimension, this::missingAssign, this::pieces, this::twoValues, this::operators);

    Slips(Places places) {
        this.places = places;
    }

    Optional<Diagnostic> find(Fault fault) {
        return known.stream().map(slip -> slip.apply(fault)).filter(d -> d != null).findFirst();
    }

    private Diagnostic strayCharacter(Fault f) {
        if (!f.is(EutecticParser.STRAY)) {
            return null;
        }
        String c = f.token().getText();
        String help = switch (c) {
            case "“", "”", "„", "'", "‘", "’", "`" -> "a text stands between straight double quotes: \"…\"";
            case "²" -> "write ^2";
            case "³" -> "write ^3";
            case "⁻" -> "write ^-1 for ⁻¹, ^-2 for ⁻²";
            case "°" -> "write deg: 109.47 deg";
            case "½" -> "write 1/2";
            case "…" -> "dots stand for something left out: fill it in";
            case "?" -> "write a choice as: piecewise { condition : value; otherwise : value }";
            case "÷" -> "write '/'";
            case "%" -> "comments begin with // or #";
            default -> "remove it";
        };
        return error("stray-character", f.token(), "the character '" + c + "' has no meaning here", help);
    }

    private Diagnostic decimalComma(Fault f) {
        Token comma = f.is(EutecticParser.COMMA) ? f.token() : f.after(EutecticParser.COMMA) ? f.before() : null;
        if (comma == null) {
            return null;
        }
        Token left = comma == f.token() ? f.before() : f.near(-2);
        Token right = comma == f.token() ? f.near(1) : f.token();
        boolean glued = left != null && right != null && left.getType() == EutecticParser.INT && isNumber(right)
                && left.getStopIndex() + 1 == comma.getStartIndex() && comma.getStopIndex() + 1 == right.getStartIndex();
        if (!glued) {
            return null;
        }
        return Diagnostic.error("decimal-comma", places.span(left, right), "a number has a decimal point, not a comma", "write " + left.getText() + "." + right.getText());
    }

    private Diagnostic brackets(Fault f) {
        Token open = f.opener();
        boolean closes = f.is(EutecticParser.RPAREN) || f.is(EutecticParser.RBRACKET);
        if (open == null) {
            return closes && (f.notEnded() || f.expects(EutecticParser.RBRACE))
                    ? error("unmatched-bracket", f.token(), "this '" + f.token().getText() + "' closes nothing", "remove it, or add what it should close") : null;
        }
        String close = open.getType() == EutecticParser.LBRACKET ? "]" : ")";
        if (closes && !f.token().getText().equals(close)) {
            return error("unmatched-bracket", f.token(), "'" + open.getText() + "' is closed by '" + f.token().getText() + "'", "write '" + close + "'");
        }
        boolean complete = f.before() != null && !isOperator(f.before()) && f.before() != open;
        if (complete && (f.statementEnded() || open.getType() == EutecticParser.LBRACKET && (f.is(EutecticParser.ASSIGN) || f.is(EutecticParser.RPAREN)))) {
            return error("unclosed-bracket", open, "this '" + open.getText() + "' is never closed", "add '" + close + "'");
        }
        return null;
    }

    private Diagnostic numberGluedToName(Fault f) {
        if (f.before() == null || !isNumber(f.before()) || !f.is(EutecticParser.ID) || f.lineEnded()) {
            return null;
        }
        String number = f.before().getText();
        String name = f.token().getText();
        Span both = places.span(f.before(), f.token());
        Optional<String> unit = Suggestion.nearest(name, UnitNames.ALL);
        String product = "a product has a sign: " + number + "*" + name;
        if (name.matches("[dD]\\d*")) {
            return Diagnostic.error("bad-number", both, "'" + both.text() + "' is not a number", "write the exponent with e, as in " + number + "e-3");
        }
        if (name.equals("A")) {
            return Diagnostic.error("unknown-unit", places.span(f.token()), "'A' is not a unit", "did you mean 'Å'? On keyboards without it: 'Ang'.\n" + product);
        }
        if (unit.isPresent()) {
            return Diagnostic.error("unknown-unit", places.span(f.token()), "'" + name + "' is not a unit", "did you mean '" + unit.get() + "'?\n" + product);
        }
        return Diagnostic.error("missing-operator", both, "'" + name + "' after a number is not a unit", product);
    }

    private Diagnostic otherLanguages(Fault f) {
        if (f.after(EutecticParser.ID) && f.before().getText().equals("return")) {
            return error("other-language", f.before(), "there is no 'return'", "the last line of a block is its value: leave the word out");
        }
        Token choice = f.word("if");
        if (choice != null) {
            return error("other-language", choice, "there is no 'if'", "write a choice as: piecewise { condition : value; otherwise : value }");
        }
        boolean compound = f.expects(EutecticParser.ASSIGN) && isOperator(f.token()) && f.near(1).getType() == EutecticParser.ASSIGN && f.near(1).getStartIndex() == f.token().getStopIndex() + 1;
        if (compound) {
            String sign = f.token().getText() + "=";
            return Diagnostic.error("other-language", places.span(f.token(), f.near(1)), "there is no '" + sign + "'", "every name is given once; write a sum as sum(j) …");
        }
        return null;
    }

    /** A line that begins with a plain name and is no field. */
    private Diagnostic beginningOfItem(Fault f) {
        if (!(f.rule() instanceof EutecticParser.FieldContext c) || f.before() != c.getStart() || !f.expects(EutecticParser.LBRACKET)) {
            return null;
        }
        String name = f.before().getText();
        Optional<String> near = Suggestion.nearest(name, Words.ITEM_WORDS);
        if (f.is(EutecticParser.ASSIGN)) {
            String help = "a field has an index: " + name + "[i] = …" + (name.equals("energy") ? "" : "\na value of its own begins with a word: param " + name + " = … or let " + name + " = …");
            return error("missing-index", f.before(), "'" + name + "' has no index", help);
        }
        if (f.is(EutecticParser.LPAREN)) {
            return error("misspelt-word", f.before(), "'" + name + "(' does not begin a line here", "a function begins with its word: function " + name + "(…) = …");
        }
        return error("misspelt-word", f.before(), "unknown word '" + name + "'",
                near.map(n -> "did you mean '" + n + "'?").orElse("a line begins with a field, such as energy[i] = …, or with one of: " + String.join(" ", Words.ITEM_WORDS)));
    }

    private Diagnostic header(Fault f) {
        if (!(f.rule() instanceof EutecticParser.DeclarationContext || f.rule() instanceof EutecticParser.BodyContext && f.expects(EutecticParser.LBRACE))) {
            return null;
        }
        if (f.is(EutecticParser.COLON)) {
            return error("syntax-header", f.token(), "':' does not belong here", "write 'is' before the form: potential Cu is EAM { … }");
        }
        if (f.is(EutecticParser.ID) && f.expects(EutecticParser.LBRACE)) {
            return error("syntax-header", f.token(), "unknown word '" + f.token().getText() + "'",
                    Suggestion.nearest(f.token().getText(), List.of("is", "extends")).map(n -> "did you mean '" + n + "'?").orElse("a body between '{' and '}' follows the name"));
        }
        if (f.expects(EutecticParser.LBRACE)) {
            return Diagnostic.error("missing-brace", end(f.before()), "expected '{' here", "the lines of a form or a potential stand between '{' and '}'");
        }
        return null;
    }

    /** {@code species: Ar}, {@code cutoff : 8 Å}, {@code cite = "…"}. */
    private Diagnostic signAfterWord(Fault f) {
        boolean sign = f.is(EutecticParser.COLON) || f.is(EutecticParser.ASSIGN) || f.is(EutecticParser.EQUAL);
        boolean word = f.after(EutecticParser.SPECIES) || f.after(EutecticParser.CUTOFF) || f.after(EutecticParser.CITE) || f.after(EutecticParser.IMPORT);
        return sign && word ? error("syntax-sign", f.token(), "no '" + f.token().getText() + "' follows '" + f.before().getText() + "'", "leave it out") : null;
    }

    private Diagnostic quotes(Fault f) {
        if (f.expects(EutecticParser.STRING) && !f.expects(EutecticParser.ID) && !f.statementEnded()) {
            String what = f.in(EutecticParser.ImportLineContext.class) ? "import \"forms/eam.eut\"" : "cite \"A. Author, Journal 1, 2 (2003)\"";
            return error("missing-quotes", f.token(), "expected a text in double quotes, found " + Words.found(f.token()), "write for example: " + what);
        }
        if (f.is(EutecticParser.STRING) && f.expects(EutecticParser.ID) && f.in(EutecticParser.SpeciesContext.class)) {
            return error("syntax-quotes", f.token(), "a species stands without quotes", "write " + f.token().getText().replace("\"", ""));
        }
        return null;
    }

    /** {@code species Ar cutoff 8 Å} on one line, {@code param a = 1, param b = 2}. */
    private Diagnostic secondStatement(Fault f) {
        int type = f.token().getType();
        if (f.lineEnded() || f.before() == null || !Recovery.ITEM_WORDS.contains(type) && type != EutecticParser.LET) {
            return null;
        }
        String word = f.token().getText();
        if (f.after(EutecticParser.COMMA) && f.statement().getType() == type) {
            return error("second-statement", f.token(), "'" + word + "' is written twice", "leave the second out after ',', or write ';' for ','");
        }
        return f.notEnded() || Fault.VALUE_ENDS.contains(f.before().getType())
                ? error("second-statement", f.token(), "'" + word + "' begins a statement in the middle of a line", "put it on a line of its own, or ';' before it") : null;
    }

    private Diagnostic lists(Fault f) {
        boolean list = f.rule() instanceof EutecticParser.ItemContext && f.statement().getType() == EutecticParser.SPECIES
                || f.rule() instanceof EutecticParser.BodyContext && f.in(EutecticParser.PotentialContext.class) && f.enclosing(EutecticParser.PotentialContext.class).EXTENDS() != null;
        boolean names = f.is(EutecticParser.ID) && f.after(EutecticParser.ID) && !f.lineEnded();
        return list && names ? error("missing-comma", f.token(), "expected ',' before '" + f.token().getText() + "'", "names in a list are separated by commas") : null;
    }

    private Diagnostic reservedWord(Fault f) {
        boolean name = f.expects(EutecticParser.ID) && Words.isReserved(f.token()) && !f.lineEnded();
        return name ? error("reserved-word", f.token(), "'" + f.token().getText() + "' is a word of the language and cannot be a name here", "choose another name") : null;
    }

    private Diagnostic reduction(Fault f) {
        if (f.rule() instanceof EutecticParser.ReductionContext && f.expects(EutecticParser.GROUP) && f.before() != null) {
            String word = f.before().getText();
            return error("syntax-reduction", f.token(), "expected '(' after '" + word + "', found " + Words.found(f.token()), "write the index in parentheses: " + word + "(j) …");
        }
        boolean head = f.rule() instanceof EutecticParser.ReductionContext r && r.product() == null;
        if (head && f.expects(EutecticParser.RPAREN) && f.startsValue()) {
            return error("unclosed-bracket", f.opener(), "this '(' is never closed", "close the index before what is summed: " + f.rule().getStart().getText() + "(" + f.before().getText() + ") …");
        }
        if (f.is(EutecticParser.ASSIGN) && (f.rule() instanceof EutecticParser.ReductionContext || f.rule() instanceof EutecticParser.BinderContext)) {
            return error("syntax-reduction", f.token(), "an index is not given with '='", "write a range as: sum(n in 1..4) …");
        }
        return null;
    }

    private Diagnostic dimension(Fault f) {
        if (f.is(EutecticParser.NUMBER) && (f.rule() instanceof EutecticParser.DimensionContext || f.rule() instanceof EutecticParser.DimensionFactorContext)) {
            return error("syntax-dimension", f.token(), "a dimension follows ':', not a number", "give a value with '=': param sigma = 3.40 Å");
        }
        return null;
    }

    private Diagnostic missingAssign(Fault f) {
        boolean expectsAssign = f.expects(EutecticParser.ASSIGN);
        boolean open = f.notEnded() && (f.statement().getType() == EutecticParser.PARAM || f.statement().getType() == EutecticParser.LET || f.statement().getType() == EutecticParser.FUNCTION
                || f.statement().getType() == EutecticParser.OVERRIDE) && !holdsAssign(f);
        if ((expectsAssign || open) && (f.startsValue() || f.is(EutecticParser.MINUS) || f.is(EutecticParser.NEGATIVE)) && !f.lineEnded()) {
            return Diagnostic.error("missing-assign", places.span(f.token()), "expected '=' before " + Words.found(f.token()), "write '=' between the name and its value");
        }
        return null;
    }

    private boolean holdsAssign(Fault f) {
        for (int i = f.statement().getTokenIndex(); i < f.token().getTokenIndex(); i++) {
            if (f.input().get(i).getType() == EutecticParser.ASSIGN) {
                return true;
            }
        }
        return false;
    }

    private Diagnostic pieces(Fault f) {
        if (f.is(EutecticParser.COMMA) && f.notEnded() && f.rule() instanceof EutecticParser.PieceContext) {
            return error("syntax-case", f.token(), "cases are not separated by ','", "write ';' or begin a new line");
        }
        if (!(f.rule() instanceof EutecticParser.PieceContext) || !f.expects(EutecticParser.COLON)) {
            return null;
        }
        String help = "each case is: condition : value";
        return f.lineEnded() ? Diagnostic.error("syntax-case", end(f.before()), "this case has no ':' and no value", help)
                : error("syntax-case", f.token(), "expected ':' before the value of the case, found " + Words.found(f.token()), help);
    }

    private Diagnostic twoValues(Fault f) {
        if (!f.twoValues()) {
            return null;
        }
        if (f.is(EutecticParser.ID) && f.before().getType() == EutecticParser.UNIT) {
            return error("missing-operator", f.token(), "'" + f.token().getText() + "' follows a unit without a sign between",
                    "write a compound unit with '*' or '/' and no blank: " + f.before().getText() + "/Å; a product with '*'");
        }
        return error("missing-operator", f.token(), "two values without a sign between: " + Words.found(f.before()) + " and " + Words.found(f.token()), "a product is written with '*'");
    }

    private Diagnostic operators(Fault f) {
        boolean doubled = f.before() != null && isOperator(f.before()) && isOperator(f.token());
        return doubled ? error("syntax-operator", f.token(), "'" + f.token().getText() + "' cannot follow '" + f.before().getText() + "'", "a value is missing between the two, or one of them is too many") : null;
    }

    private static boolean isNumber(Token t) {
        return t.getType() == EutecticParser.INT || t.getType() == EutecticParser.NUMBER;
    }

    private static boolean isOperator(Token t) {
        return t.getType() >= EutecticParser.PLUS && t.getType() <= EutecticParser.GREATER || t.getType() == EutecticParser.NEGATIVE || t.getType() == EutecticParser.POSITIVE;
    }

    private Span end(Token t) {
        int end = places.span(t).end();
        return new Span(places.file(), end, end);
    }

    private Diagnostic error(String code, Token at, String message, String help) {
        return Diagnostic.error(code, places.span(at), message, help);
    }
}
