package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Potential;
import org.eutectic.ir.SiteEnergy;
import org.junit.jupiter.api.Test;

/** Which potentials are taken apart by the species of the center. */
class CenterPartsTest {
    private static SiteEnergy site(String equations) {
        return Potential.parse("""
            potential X { species Si, C; cutoff 5 Å
              function near(r: Å) = piecewise { r < 5 Å : (1 - (r/5 Å)^2)^3; otherwise : 0 }
            """ + equations + " }").terms().getFirst();
    }

    @Test
    void everySpeciesWithSumsOfItsOwnIsAPart() {
        SiteEnergy whole = site("""
            energy[i in Si] = 1 eV*tanh(sum(j < k) near(r[j,k])*near(r[i,j])*near(r[i,k])*cos[j,i,k])
            energy[i in C] = 1 eV*tanh(sum(j in Si, k in C) near(r[j,k])*near(r[i,j])*near(r[i,k])*cos[j,i,k]^2)
            """);
        List<SiteEnergy> parts = PairPart.split(whole);
        assertEquals(List.of(1L, 2L), parts.stream().map(SiteEnergy::centers).toList());
        assertTrue(PlanPrinter.print(Scheduler.schedule(parts.get(1), Outputs.ALL)).getFirst().startsWith("pass 1 of 1, for each atom i of C "));
        Droplet.assertSame(Droplet.reference(List.of(whole)), Droplet.reference(parts), 1e-13);
        Droplet.assertSame(Droplet.reference(List.of(whole)), Droplet.compiled(List.of(whole)), 1e-12);
    }

    @Test
    void aSpeciesWithoutEnergyIsLeftOut() {
        List<SiteEnergy> parts = PairPart.split(site("""
            energy[i in Si] = 1 eV*tanh(sum(j < k) near(r[j,k])*near(r[i,j])*near(r[i,k])*cos[j,i,k])
            energy[i in C] = 0 eV
            """));
        assertEquals(List.of(1L), parts.stream().map(SiteEnergy::centers).toList());
    }

    @Test
    void whatAHalfListServesStaysWhole() {
        SiteEnergy site = site("""
            energy[i in Si] = 1 eV*tanh(sum(j) near(r[i,j]))
            energy[i in C] = 2 eV*tanh(sum(j in C) near(r[i,j]))
            """);
        assertEquals(List.of(site), PairPart.split(site));
    }

    @Test
    void fieldsOfNeighborsKeepItWhole() {
        SiteEnergy site = site("""
            rho[i] = sum(j) near(r[i,j])
            energy[i in Si] = 1 eV*sum(j < k) rho[j]*rho[k]*near(r[i,j])*near(r[i,k])*cos[j,i,k]
            energy[i in C] = 2 eV*tanh(sum(j < k) near(r[i,j])*near(r[i,k])*cos[j,i,k])
            """);
        assertEquals(List.of(site), PairPart.split(site));
    }

    @Test
    void sumsOverUnlikePairsRunOnce() {
        SiteEnergy site = site("energy[i] = 1 eV*tanh(sum(j in Si, k in C) near(r[i,j])*near(r[j,k])*near(r[i,k])*(r[i,j]^2 + r[i,k]^2 - r[j,k]^2)/(2*r[i,j]*r[i,k])) + 1 eV*tanh(sum(j < k in C) near(r[j,k])*near(r[i,j])*near(r[i,k]))");
        List<String> plan = PlanPrinter.print(Scheduler.schedule(site, Outputs.ALL));
        assertTrue(plan.stream().noneMatch(l -> l.strip().startsWith("for k within")), () -> String.join("\n", plan));
        assertTrue(plan.stream().anyMatch(l -> l.strip().startsWith("for k > j within")));
        // What changes when the two change places runs over both orders.
        SiteEnergy other = site("energy[i] = 1 eV*sum(j in Si, k in C) near(r[i,j])*near(r[j,k])");
        assertTrue(PlanPrinter.print(Scheduler.schedule(other, Outputs.ALL)).stream().anyMatch(l -> l.strip().startsWith("for k within")));
        Droplet.assertSame(Droplet.reference(List.of(site, other)), Droplet.compiled(List.of(site, other)), 1e-12);
    }
}
