package org.eutectic.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.eutectic.Potential;
import org.junit.jupiter.api.Test;

/** Warnings of jumps: where there is one, and nowhere else. */
class ContinuityTest {
    private static final String SMOOTH_END = "*(1 - r[i,j]/5 Å)^2";

    @Test
    void jumpsOfTheFunctionItself() {
        assertEquals("jump-in-piecewise 2*x", warnings("function f(x) = piecewise { x < 1 : x; otherwise : 2*x }", "1 eV * f(r[i,j]/2 Å)" + SMOOTH_END));
        assertEquals("", warnings("function f(x) = piecewise { x < 1 : x; otherwise : 2*x - 1 }", "1 eV * f(r[i,j]/2 Å)" + SMOOTH_END));
    }

    @Test
    void orderAndDirectionOfConditionsDoNotMatter() {
        assertEquals("", warnings("function f(x) = piecewise { x > 3 : 9; x >= 1 : x^2; otherwise : 1 }", "1 eV * f(r[i,j]/1 Å)" + SMOOTH_END));
        assertEquals("jump-in-piecewise x^2", warnings("function f(x) = piecewise { 3 < x : 8; x >= 1 : x^2; otherwise : 1 }", "1 eV * f(r[i,j]/1 Å)" + SMOOTH_END));
    }

    @Test
    void breakpointsMayBeParametersOfSpecies() {
        assertEquals("", warnings("param a[i,j] = 2 Å\nfunction f[i,j](r: Å) = piecewise { r < a[i,j] : r^2; otherwise : 4*r*a[i,j] - 3*a[i,j]^2 }",
            "1 eV/Å^2 * f[i,j](r[i,j])" + SMOOTH_END));
        assertEquals("jump-in-piecewise 4*r*a[i,j] - 4*a[i,j]^2", warnings(
            "param a[i,j] = 2 Å\nfunction f[i,j](r: Å) = piecewise { r < a[i,j] : r^2; otherwise : 4*r*a[i,j] - 4*a[i,j]^2 }", "1 eV/Å^2 * f[i,j](r[i,j])" + SMOOTH_END));
    }

    @Test
    void distancesInEquations() {
        assertEquals("jump-in-piecewise 0", warnings("", "1 eV * piecewise { r[i,j] < 3 Å : exp(-r[i,j]/1 Å); otherwise : 0 }"));
        assertEquals("", warnings("", "1 eV * piecewise { r[i,j] < 3 Å : (1 - r[i,j]/3 Å)^2; otherwise : 0 }"));
    }

    @Test
    void argumentsHandedOverAtTheCall() {
        String fc = "function fc(r: Å, R: Å, D: Å) = piecewise { r < R - D : 1; r < R + D : 1/2 - 1/2*sin(pi/%s*(r - R)/D); otherwise : 0 }";
        assertEquals("", warnings(fc.formatted("2"), "1 eV * fc(r[i,j], 3 Å, 0.2 Å)"));
        assertEquals("jump-in-piecewise 1/2 - 1/2*sin(pi/3*(r - R)/D); jump-in-piecewise 0", warnings(fc.formatted("3"), "1 eV * fc(r[i,j], 3 Å, 0.2 Å)"));
    }

    @Test
    void localNamesAreSeen() {
        assertEquals("", warnings("function f(r: Å) { let x = r/2 Å\n piecewise { r < 2 Å : x; otherwise : x^2 } }", "1 eV * f(r[i,j])" + SMOOTH_END));
        assertEquals("jump-in-piecewise 2*x", warnings("function f(r: Å) { let x = r/2 Å\n piecewise { r < 2 Å : x; otherwise : 2*x } }", "1 eV * f(r[i,j])" + SMOOTH_END));
    }

    @Test
    void whatDependsOnMoreIsLeftAlone() {
        assertEquals("", warnings("function f(x, y) = piecewise { x < y : 1; otherwise : 2 }", "1 eV * f(r[i,j]/1 Å, charge[i]/1 e)" + SMOOTH_END));
    }

    @Test
    void energyThatEndsAbruptlyAtTheCutoff() {
        assertEquals("cutoff-jump cutoff 5 Å", warnings("", "1 eV * exp(-r[i,j]/1 Å)"));
        assertEquals("", warnings("", "1 eV * (exp(-r[i,j]/1 Å) - exp(-cutoff/1 Å))"));
    }

    private static String warnings(String items, String pairEnergy) {
        return Potential.parse("potential P {\nspecies Ar\ncutoff 5 Å\n" + items + "\nenergy[i] = 1/2 * sum(j) " + pairEnergy + "\n}\n").diagnostics().all().stream()
            .map(d -> d.code() + " " + d.span().text()).collect(Collectors.joining("; "));
    }
}
