package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Potential;
import org.junit.jupiter.api.Test;

/** Routines printed as pseudo-code. */
class PlanPrinterTest {

    private static List<String> plan(String text, boolean forces) {
        return PlanPrinter.print(Scheduler.schedule(Potential.parse(text).terms().getFirst(), forces ? Outputs.ALL : Outputs.ENERGY));
    }

    @Test
    void aPairSumIsOneLoop() {
        List<String> lines = plan("potential X { species Ar; cutoff 5 Å; energy[i] = 1/2*sum(j) exp(-r[i,j]/1 Å)*1 eV }", false);
        assertEquals(List.of(
            "pass 1 of 2, for each atom i (2 locals, 0 arrays)",
            "  gather the neighbors within 5 Å, of each pair one: r2; loops take several at a time",
            "  t0 = 0",
            "  for j within 5 Å",
            "    t1 = exp(-sqrt(r2[j]))",
            "    f0[j] += t1",
            "    t0 += t1",
            "  f0[i] += t0",
            "pass 2 of 2, for each atom i (0 locals, 0 arrays)",
            "  energy[i] = 0.5*f0[i]"), lines);
    }

    @Test
    void tripletsNestTheirLoops() {
        List<String> lines = plan("""
            potential X { species Si; cutoff 4 Å
              energy[i] = sum(j, j < k) exp(-r[i,j]/1 Å)*exp(-r[i,k]/1 Å)*cos[j,i,k]^2*1 eV }""", true);
        int outer = lines.indexOf("  for j within 4 Å");
        assertTrue(outer > 0, String.join("\n", lines));
        assertTrue(lines.contains("    for k > j within 4 Å"), String.join("\n", lines));
        assertTrue(lines.contains("    force[i] += G, force[j] -= G"), String.join("\n", lines));
    }

    @Test
    void choicesAndSpeciesAreNamed() {
        String text = String.join("\n", plan("""
            potential X { species Cu, Ni; cutoff 4 Å
              param A[i,j] : eV
              param A[Cu,Cu] = 1 eV, A[Cu,Ni] = 2 eV, A[Ni,Ni] = 3 eV
              function f(r: Å) = piecewise { r < 2 Å : 1; otherwise : exp(2 - r/1 Å) }
              energy[i] = sum(j) A[i,j]*f(r[i,j]) }""", false));
        assertTrue(text.contains("A[i,j]"), text);
        assertTrue(text.contains("    if r[j] < 2\n") || text.matches("(?s).*    if t\\d+ < 2\n.*"), text);
        assertTrue(text.contains("    else\n"), text);
    }
}
