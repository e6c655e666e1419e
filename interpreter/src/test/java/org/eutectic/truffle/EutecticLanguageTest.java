package org.eutectic.truffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/** What a polyglot host sees of a potential. */
class EutecticLanguageTest {
    private static final String ARGON = """
        potential Argon {
          species Ar
          cutoff 8.5 Å
          cite "somebody"
          param epsilon = 0.0104 eV, sigma = 3.40 Å
          energy[i] = 1/2 * sum(j) 4*epsilon*((sigma/r[i,j])^12 - (sigma/r[i,j])^6)
        }
        """;

    @Test
    void forceRoutinesAreCompiledNotInterpreted() {
        assertTrue(Runtime.shared().isOptimizing(), "the JVM runs without the optimizing Truffle runtime: " + Runtime.shared().implementation());
    }

    @Test
    void aPotentialHasMembers() {
        try (Context context = Context.create(EutecticLanguage.ID)) {
            Value argon = context.eval(EutecticLanguage.ID, ARGON);
            assertEquals("Argon", argon.getMember("name").asString());
            assertEquals("Ar", argon.getMember("species").getArrayElement(0).asString());
            assertEquals(8.5, argon.getMember("cutoff").asDouble());
            assertEquals("somebody", argon.getMember("citations").getArrayElement(0).asString());
        }
    }

    @Test
    void evaluateGivesTheDimer() {
        try (Context context = Context.newBuilder(EutecticLanguage.ID).allowAllAccess(true).build()) {
            Value argon = context.eval(EutecticLanguage.ID, ARGON);
            double r = 3.8, s6 = Math.pow(3.4 / r, 6);
            Value dimer = argon.invokeMember("evaluate", List.of("Ar", "Ar"), List.of(0.0, 0.0, 0.0, r, 0.0, 0.0));
            assertEquals(4 * 0.0104 * (s6 * s6 - s6), dimer.getMember("energy").asDouble(), 1e-15);
            double slope = 4 * 0.0104 * (-12 * s6 * s6 + 6 * s6) / r;
            assertEquals(slope, dimer.getMember("forces").getArrayElement(0).asDouble(), 1e-15);
            assertEquals(-slope, dimer.getMember("forces").getArrayElement(3).asDouble(), 1e-15);
            assertFalse(dimer.hasMember("stress"));
            List<Double> cell = List.of(20.0, 0.0, 0.0, 0.0, 20.0, 0.0, 0.0, 0.0, 20.0);
            Value periodic = argon.invokeMember("evaluate", List.of("Ar", "Ar"), List.of(0.0, 0.0, 0.0, r, 0.0, 0.0), cell);
            assertEquals(slope * r / 8000, periodic.getMember("stress").getArrayElement(0).asDouble(), 1e-18);
        }
    }

    @Test
    void errorsAreTheCheckersWithTheirPlace() {
        try (Context context = Context.create(EutecticLanguage.ID)) {
            PolyglotException e = assertThrows(PolyglotException.class, () -> context.eval(EutecticLanguage.ID, ARGON.replace("epsilon*(", "epsilom*(")));
            assertTrue(e.isGuestException());
            assertTrue(e.getMessage().contains("epsilom"), e.getMessage());
            assertEquals(6, e.getSourceLocation().getStartLine());
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        try (Context context = Context.newBuilder(EutecticLanguage.ID).allowAllAccess(true).build()) {
            Value argon = context.eval(EutecticLanguage.ID, ARGON);
            PolyglotException e = assertThrows(PolyglotException.class, () -> argon.invokeMember("evaluate", List.of("Ar"), List.of(0.0)));
            assertTrue(e.getMessage().contains("3 numbers for each"), e.getMessage());
            assertThrows(PolyglotException.class, () -> argon.invokeMember("evaluate", List.of("Xe"), List.of(0.0, 0.0, 0.0)));
        }
    }
}
