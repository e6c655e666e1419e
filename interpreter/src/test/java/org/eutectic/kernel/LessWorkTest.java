package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Potential;
import org.junit.jupiter.api.Test;

/** What does not stand inside the loops of a routine, as its plan shows. */
class LessWorkTest {

    private static List<String> plan(String text, boolean forces) {
        return PlanPrinter.print(Scheduler.schedule(Potential.parse(text).terms().getFirst(), forces ? Outputs.ALL : Outputs.ENERGY));
    }

    /** The lines inside loops over second neighbors. */
    private static List<String> inner(List<String> plan) {
        return plan.stream().filter(l -> l.startsWith("      ")).toList();
    }

    private static long count(List<String> lines, String part) {
        return lines.stream().filter(l -> l.contains(part)).count();
    }

    @Test
    void whatOneNeighborDecidesIsComputedOutsideTheLoopOverPairs() {
        List<String> plan = plan("""
            potential X { species Si; cutoff 4 Å
              function f(r: Å) = exp(1 Å/(r - 4 Å))
              energy[i] = sum(j, j < k) 2 eV*f(r[i,j])*f(r[i,k])*(cos[j,i,k] + 1/3)^2 }""", true);
        assertEquals(1, count(plan, "for k > j"), String.join("\n", plan));
        assertEquals(0, count(inner(plan), "exp(") + count(inner(plan), "/"), String.join("\n", plan));
    }

    @Test
    void aDearValueOfAPairIsComputedOnceForEnergyAndForces() {
        List<String> plan = plan("""
            potential X { species Si; cutoff 5 Å
              zeta[i,j] = sum(k != j) exp(-(r[i,j] - r[i,k])^2/1 Å^2)*cos[j,i,k]^2
              energy[i] = 1/2*sum(j) (1 + zeta[i,j])^(-0.3)*exp(-r[i,j]/1 Å)*1 eV }""", true);
        assertEquals(1, count(inner(plan), "exp("), String.join("\n", plan));
        assertTrue(inner(plan).stream().anyMatch(l -> l.matches(" +p\\d+\\[j,k\\] = .*")), String.join("\n", plan));
        assertEquals(1, count(plan, "^"), String.join("\n", plan));
    }

    @Test
    void aProductThatNearBondsAskForIsComputedForThemAlone() {
        List<String> plan = plan("""
            potential X { species Al; cutoff 6 Å
              S[i,j] = prod(k != j) (1 - exp(-(r[i,k] + r[j,k] - r[i,j])/1 Å))
              energy[i] = sum(j within 4 Å) S[i,j]*(1 - r[i,j]/4 Å)^3*1 eV }""", true);
        int loops = 0;
        for (int k = 0; k < plan.size(); k++) {
            if (plan.get(k).contains("for k")) {
                loops++;
                assertTrue(plan.get(k - 1).contains("if r[j] < 4") || plan.get(k - 2).contains("if r[j] < 4"), String.join("\n", plan));
            }
        }
        assertTrue(loops > 0, String.join("\n", plan));
    }

    @Test
    void exponentialsOfPairsInTheFirstShellAreComputedTogether() {
        List<String> plan = plan("""
            potential X { species Si; cutoff 3 Å
              zeta[i,j] = sum(k != j) exp(-(r[i,j] - r[i,k])^2/1 Å^2)*cos[j,i,k]^2
              energy[i] = 1/2*sum(j) (1 + zeta[i,j])^(-0.3)*exp(-r[i,j]/1 Å)*1 eV }""", true);
        assertEquals(0, count(inner(plan), "exp("), String.join("\n", plan));
        assertTrue(plan.stream().anyMatch(l -> l.matches(" +p\\d+\\[:,:\\] = exp\\(p\\d+\\[:,:\\]\\), several at a time")), String.join("\n", plan));
    }

    @Test
    void aDivisionByANumberIsAProduct() {
        List<String> plan = plan("potential X { species Al; cutoff 6 Å; energy[i] = sum(j) exp(-r[i,j]/2.86 Å)*1 eV }", false);
        assertFalse(plan.stream().anyMatch(l -> l.contains("/2.86")), String.join("\n", plan));
    }

    @Test
    void aCutoffFunctionIsNotAskedBeyondTheCutoff() {
        List<String> plan = plan("""
            potential X { species Si; cutoff 3 Å
              function fc(r: Å) = piecewise { r < 2 Å : 1; r < 3 Å : (3 - r/1 Å)^2*(2*r/1 Å - 3); otherwise : 0 }
              energy[i] = sum(j) fc(r[i,j])*1 eV }""", true);
        assertEquals(1, count(plan, "< 2"), String.join("\n", plan));
        assertFalse(plan.stream().anyMatch(l -> l.endsWith("< 3")), String.join("\n", plan));
    }

    @Test
    void parametersMeetBeforeNeighborsDo() {
        List<String> plan = plan("""
            potential X { species Cu, Ni; cutoff 4 Å
              param A[i,j] : eV
              param l[i,j,k] : Å
              param A[Cu,Cu] = 1 eV, A[Cu,Ni] = 2 eV, A[Ni,Ni] = 3 eV
              param l[Cu,Cu,Cu] = 1 Å, l[Cu,Cu,Ni] = 2 Å, l[Ni,Cu,Cu] = 3 Å, l[Ni,Cu,Ni] = 4 Å
              param l[Cu,Ni,Cu] = 1 Å, l[Cu,Ni,Ni] = 2 Å, l[Ni,Ni,Cu] = 3 Å, l[Ni,Ni,Ni] = 4 Å
              energy[i] = sum(j, k != j) 0.5*A[i,j]*exp(-r[i,k]/l[i,j,k])*cos[j,i,k] }""", false);
        String text = String.join("\n", plan);
        assertFalse(text.contains("[i,j,k]"), text);
        assertEquals(0, count(inner(plan), "exp("), text);
    }
}
