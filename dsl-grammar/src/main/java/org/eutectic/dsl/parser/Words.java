package org.eutectic.dsl.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.eutectic.dsl.grammar.EutecticParser;

/** Says in words what stands in the source and what could stand there. */
final class Words {
    /** Words that begin a line of a form or a potential. */
    static final List<String> ITEM_WORDS = List.of("species", "cutoff", "cite", "param", "function", "network", "monitor", "term", "mix", "normalise", "from", "let", "override");
    static final List<String> DECLARATION_WORDS = List.of("import", "form", "potential");

    private static final Vocabulary VOCABULARY = EutecticParser.VOCABULARY;
    /** Where the innermost rule says more than the token: "a name" of what. */
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(EutecticParser.SpeciesContext.class, "a species (such as Cu)"),
            Map.entry(EutecticParser.IndicesContext.class, "an index (such as i) or a species"),
            Map.entry(EutecticParser.IndexSuffixContext.class, "an index (such as i) or a species"),
            Map.entry(EutecticParser.ParamEntryContext.class, "the name of a parameter"),
            Map.entry(EutecticParser.ParamContext.class, "the name of a parameter"),
            Map.entry(EutecticParser.FunctionContext.class, "the name of a function"),
            Map.entry(EutecticParser.NetworkContext.class, "the name of a network"),
            Map.entry(EutecticParser.LayersContext.class, "the name of an activation (such as tanh)"),
            Map.entry(EutecticParser.SeveralContext.class, "the name of a field"),
            Map.entry(EutecticParser.FormalsContext.class, "the name of an argument"),
            Map.entry(EutecticParser.FormalContext.class, "the name of an argument"),
            Map.entry(EutecticParser.DimensionFactorContext.class, "a unit (such as eV or Å)"),
            Map.entry(EutecticParser.DimensionContext.class, "a unit (such as eV or Å)"),
            Map.entry(EutecticParser.FormContext.class, "the name of a form"),
            Map.entry(EutecticParser.BinderContext.class, "an index (such as j)"),
            Map.entry(EutecticParser.ReductionContext.class, "an index (such as j)"),
            Map.entry(EutecticParser.SetElementContext.class, "a species, an axis or a whole number"),
            Map.entry(EutecticParser.MixRuleContext.class, "the name of what it mixes"),
            Map.entry(EutecticParser.MixContext.class, "the name of a mixing rule (such as geometric)"),
            Map.entry(EutecticParser.FromContext.class, "the name of a reader (such as setfl)"),
            Map.entry(EutecticParser.ArgumentContext.class, "an argument"));
    /** What can go on after a complete part, beside what closes the rule. */
    private static final Map<Class<?>, String> ALSO = Map.of(
            EutecticParser.IndicesContext.class, ",",
            EutecticParser.IndexSuffixContext.class, ",",
            EutecticParser.CallSuffixContext.class, ",",
            EutecticParser.FormalsContext.class, ",",
            EutecticParser.TermContext.class, ",",
            EutecticParser.MixRuleContext.class, ",",
            EutecticParser.FromContext.class, ",",
            EutecticParser.PerSpeciesContext.class, ",",
            EutecticParser.IndexSetContext.class, ",",
            EutecticParser.FieldContext.class, ",");

    private Words() {}

    /** What was found: {@code 'text'}, or the end of the file. */
    static String found(Token token) {
        if (token.getType() == Token.EOF) {
            return "the end of the file";
        }
        String text = token.getText();
        return switch (token.getType()) {
            case EutecticParser.INT, EutecticParser.NUMBER -> "the number " + text;
            case EutecticParser.STRING -> "the text " + text;
            default -> "'" + text + "'";
        };
    }

    /** What was expected, as a phrase; {@code rule} is the innermost rule that was being read. */
    static String expected(ParserRuleContext rule, IntervalSet types) {
        Set<Integer> set = types.toSet();
        if (set.contains(EutecticParser.PIECEWISE)) {
            return rule instanceof EutecticParser.PiecewiseContext || set.contains(EutecticParser.OTHERWISE) ? "a case of the piecewise" : "a value";
        }
        List<String> parts = new ArrayList<>();
        boolean assign = set.contains(EutecticParser.ASSIGN);
        // After the one output of a network nothing more can come.
        String also = rule instanceof EutecticParser.CallSuffixContext c && c.output != null ? null : ALSO.get(rule.getClass());
        if (also != null && set.stream().anyMatch(t -> t == EutecticParser.RPAREN || t == EutecticParser.RBRACKET || t == EutecticParser.RBRACE)) {
            parts.add("'" + also + "'");
        }
        for (int type : set) {
            boolean slip = type == EutecticParser.ASSIGN_SLIP || assign && type == EutecticParser.EQUAL || type == EutecticParser.INT && rule instanceof EutecticParser.DimensionFactorContext;
            if (!slip && !parts.contains(word(rule, type))) {
                parts.add(word(rule, type));
            }
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return parts.subList(0, parts.size() - 1).stream().collect(Collectors.joining(", ")) + " or " + parts.getLast();
    }

    private static String word(ParserRuleContext rule, int type) {
        return switch (type) {
            case Token.EOF -> "the end of the file";
            case EutecticParser.ID, EutecticParser.UNIT, EutecticParser.UNIT_ONE -> name(rule);
            case EutecticParser.INT -> "a whole number";
            case EutecticParser.NUMBER -> "a number";
            case EutecticParser.STRING -> "a text in double quotes";
            case EutecticParser.GROUP -> "'('";
            default -> VOCABULARY.getLiteralName(type) != null ? VOCABULARY.getLiteralName(type) : sign(type);
        };
    }

    /** Tokens with several spellings have no literal name; this is the first one. */
    private static String sign(int type) {
        return switch (type) {
            case EutecticParser.MINUS, EutecticParser.TIMES -> type == EutecticParser.MINUS ? "'-'" : "'*'";
            case EutecticParser.UNIT_TIMES -> "'*'";
            case EutecticParser.UNIT_DIVIDE -> "'/'";
            case EutecticParser.UNIT_POWER -> "'^'";
            default -> "an operator";
        };
    }

    private static String name(ParserRuleContext rule) {
        for (ParserRuleContext r = rule; r != null; r = r.getParent()) {
            String known = NAMES.get(r.getClass());
            if (known != null) {
                return known;
            }
            if (!(r instanceof EutecticParser.IdentifierContext || r instanceof EutecticParser.IndexSetContext)) {
                break;
            }
        }
        return "a name";
    }

    /** Whether {@code token} is a word that the language keeps for itself. */
    static boolean isReserved(Token token) {
        return token.getType() >= EutecticParser.IMPORT && token.getType() <= EutecticParser.NOT;
    }
}
