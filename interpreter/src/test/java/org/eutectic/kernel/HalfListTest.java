package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Potential;
import org.eutectic.ir.Frame;
import org.eutectic.ir.Graph;
import org.eutectic.ir.Node;
import org.eutectic.ir.Range;
import org.eutectic.ir.SiteEnergy;
import org.junit.jupiter.api.Test;

/** Which potentials are computed pair by pair, and what becomes of them. */
class HalfListTest {
    private static final String LENNARD_JONES = """
        potential X { species Ar; cutoff 6 Å
          energy[i] = 1/2*sum(j) 4*0.01 eV*((3.4 Å/r[i,j])^12 - (3.4 Å/r[i,j])^6) }""";
    /** Densities that depend on who looks at whom. */
    private static final String EMBEDDED_ATOM = """
        potential X { species Al, Fe; cutoff 5 Å
          param A[i,j]
          param A[Al,Al] = 1, A[Al,Fe] = 2, A[Fe,Al] = 3, A[Fe,Fe] = 4
          rho[i] = sum(j) A[i,j]*exp(-2*r[i,j]/1 Å)
          energy[i] = 1/2*sum(j) exp(-r[i,j]/1 Å)*1 eV - sqrt(rho[i])*1 eV }""";

    private static SiteEnergy site(String text) {
        return Potential.parse(text).terms().getFirst();
    }

    private static List<String> plan(SiteEnergy site) {
        return PlanPrinter.print(Scheduler.schedule(site, Outputs.ALL));
    }

    private static long count(List<String> lines, String part) {
        return lines.stream().filter(l -> l.contains(part)).count();
    }

    @Test
    void pairPotentialsAndEmbeddedAtomsSeeOneNeighborAtATime() {
        assertTrue(HalfList.serves(site(LENNARD_JONES)));
        assertTrue(HalfList.serves(site(EMBEDDED_ATOM)));
    }

    @Test
    void tripletsDoNot() {
        assertFalse(HalfList.serves(site("potential X { species Si; cutoff 4 Å; energy[i] = sum(j, j < k) (cos[j,i,k] + 1/3)^2*1 eV }")));
    }

    @Test
    void aProductOverNeighborsNeedsThemAllAtTheirAtom() {
        assertFalse(HalfList.serves(site("potential X { species Si; cutoff 4 Å; energy[i] = 1 eV*(prod(j) (1 + exp(-r[i,j]/1 Å))) }")));
    }

    @Test
    void aCutoffThatDependsOnWhoLooksServesOneOfTwo() {
        Graph g = new Graph(2, false);
        Range even = new Range(2, new double[] {4, 3.5, 3.5, 5}), uneven = new Range(2, new double[] {4, 3.5, 3, 5});
        assertTrue(HalfList.serves(sum(g, even, even)));
        assertFalse(HalfList.serves(sum(g, even, uneven)), "of the sum");
        assertFalse(HalfList.serves(sum(g, uneven, even)), "of the potential");
    }

    private static SiteEnergy sum(Graph g, Range cutoff, Range range) {
        Node energy = g.sum(Frame.of(range), 0, g.divide(g.constant(1), g.distance()));
        return new SiteEnergy("X", g, List.of("Al", "Fe"), cutoff, energy);
    }

    @Test
    void energyForcesAndVirialOfPairsAreOneLoop() {
        List<String> plan = plan(site(LENNARD_JONES));
        String text = String.join("\n", plan);
        assertTrue(Scheduler.schedule(site(LENNARD_JONES), Outputs.ALL).half());
        assertEquals(1, count(plan, "for j"), text);
        assertEquals(1, count(plan, "/r2[j]"), text);
        assertEquals(1, count(plan, "force[i] += G, force[j] -= G"), text);
    }

    @Test
    void whatAPairBringsBothAtomsIsGivenToBoth() {
        SiteEnergy site = site(EMBEDDED_ATOM);
        Droplet.assertSame(Droplet.reference(List.of(site)), Droplet.compiled(List.of(site)), 1e-12);
        List<String> plan = plan(site);
        String text = String.join("\n", plan);
        // Densities first, for the forces read those of both atoms.
        assertEquals(2, count(plan, "for j"), text);
        assertEquals(1, plan.stream().filter(l -> l.matches(" +f\\d+\\[j\\] \\+= A\\[.,.\\]\\*t\\d+")).count(), text);
    }

    @Test
    void whatIsNotAskedForIsNotComputed() {
        SiteEnergy site = site(LENNARD_JONES);
        String forces = String.join("\n", PlanPrinter.print(Scheduler.schedule(site, new Outputs(false, true, false))));
        assertFalse(forces.contains("energy[i]"), forces);
        assertFalse(forces.contains("f0"), forces);
        String energy = String.join("\n", PlanPrinter.print(Scheduler.schedule(site, Outputs.ENERGY)));
        assertFalse(energy.contains("force["), energy);
    }
}
