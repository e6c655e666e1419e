package org.eutectic.dsl.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.eutectic.dsl.Mutation;
import org.eutectic.dsl.Sources;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.parser.Parser;
import org.eutectic.dsl.parser.TokenReader;
import org.eutectic.dsl.grammar.EutecticParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {

    private static String format(String text) {
        Diagnostics diagnostics = new Diagnostics();
        String formatted = Formatter.format(new SourceFile("f.eut", text), diagnostics);
        assertEquals("", diagnostics.render(), text);
        return formatted;
    }

    private static String tree(String text) {
        Diagnostics diagnostics = new Diagnostics();
        String printed = Sources.print(Parser.parse(new SourceFile("f.eut", text), diagnostics));
        assertEquals("", diagnostics.render(), text);
        return printed;
    }

    private static List<String> comments(String text) {
        return TokenReader.read(text).stream().filter(t -> t.getType() == EutecticParser.COMMENT).map(t -> t.getText().stripTrailing()).toList();
    }

    /** Same tree, same comments, and nothing left to do. */
    private static void check(String text) {
        String once = format(text);
        assertEquals(tree(text), tree(once), () -> text + "\n became \n" + once);
        assertEquals(comments(text), comments(once), () -> text + "\n became \n" + once);
        assertEquals(once, format(once), () -> "not settled: " + text);
        for (String line : once.split("\n")) {
            assertTrue(line.equals(line.stripTrailing()) || once.contains("/*"), () -> "blanks at the end of '" + line + "'");
        }
    }

    @ParameterizedTest
    @MethodSource("org.eutectic.dsl.Sources#valid")
    void keepsTheMeaning(SourceFile file) {
        check(file.text());
    }

    @ParameterizedTest
    @MethodSource("org.eutectic.dsl.Sources#valid")
    void keepsTheMeaningOfAnyLayout(SourceFile file) {
        Random random = new Random(file.name().hashCode());
        int checked = 0;
        for (int n = 0; n < 300 && checked < 30; n++) {
            String scrambled = n % 2 == 0 ? Mutation.scramble(file.text(), random) : Mutation.damage(Mutation.damage(file.text(), random), random);
            Diagnostics diagnostics = new Diagnostics();
            Parser.parse(new SourceFile("f.eut", scrambled), diagnostics);
            if (!diagnostics.hasErrors()) {
                check(scrambled);
                checked++;
            }
        }
        assertTrue(checked == 30, "only " + checked + " programs checked");
    }

    @Test
    void setsTheLayout() {
        String ugly = """


            import   "a.eut" ,"b.eut"
            potential X   is Y
            {

              species  Na,Cl ;
            cutoff   8.5   Å   // far
             param a=3 eV/Å^2,b=-2 , k = 2.5   1/Å*eV ;   let c = a -b
            # about d
               param dd  = 3 Å ^2   // squared
              param e : Å=4 Å

              function f ( r:Å , x ):eV symmetric=piecewise{
               r<3 Å:1 ;
                  otherwise  :  −x * r }


              function g(r) { let s = r/a ;
              s^ - 2 }
              energy[ i ]=1/2 * sum (j , k) f( r[i , j],2 )·a/b
              + mu[i ; a]   /* why */ + 3
            }
            potential Z{ species He }
            """;
        assertEquals("""
            import "a.eut", "b.eut"
            potential X is Y {
              species Na, Cl
              cutoff 8.5 Å  // far
              param a = 3 eV/Å^2, b = -2, k = 2.5 1/Å*eV; let c = a - b
              # about d
              param dd    = 3 Å ^ 2  // squared
              param e : Å = 4 Å

              function f(r: Å, x) : eV symmetric = piecewise {
                r < 3 Å   : 1
                otherwise : -x * r
              }

              function g(r) {
                let s = r/a
                s^-2
              }
              energy[i] = 1/2 * sum(j, k) f(r[i,j], 2)*a/b
                + mu[i;a] /* why */ + 3
            }
            potential Z { species He }
            """, format(ugly));
    }

    @Test
    void keepsASemicolonThatEndsASum() {
        String text = "form F {\n  function f(r) {\n    let a = r;\n    -a\n  }\n}\n";
        assertEquals(text, format(text));
    }

    @Test
    void leavesAWrongFileAlone() {
        Diagnostics diagnostics = new Diagnostics();
        String wrong = "form F {   energy[i]= \n";
        assertEquals(wrong, Formatter.format(new SourceFile("f.eut", wrong), diagnostics));
        assertTrue(diagnostics.hasErrors());
        assertFalse(diagnostics.render().isEmpty());
    }
}
