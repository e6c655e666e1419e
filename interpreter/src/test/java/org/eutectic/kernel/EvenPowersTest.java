package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Potential;
import org.eutectic.ir.SiteEnergy;
import org.junit.jupiter.api.Test;

/** Powers of distances that need no distance but its square. */
class EvenPowersTest {
    private static final List<Outputs> ALL_OUTPUTS = List.of(Outputs.ENERGY, new Outputs(false, true, false), Outputs.ALL);

    /** A pair potential of r = r[i,j], s = sigma[i,j] and e = epsilon[i,j]. */
    private static SiteEnergy pairs(String phi) {
        return Potential.parse("""
            potential X { species Ar, Kr; cutoff 6 Å
              param sigma[i,j] : Å, epsilon[i,j] : eV
              param sigma[Ar,Ar] = 3.4 Å, sigma[Ar,Kr] = 3.5 Å, sigma[Kr,Kr] = 3.6 Å
              param epsilon[Ar,Ar] = 0.01 eV, epsilon[Ar,Kr] = 0.012 eV, epsilon[Kr,Kr] = 0.014 eV
              function phi(r: Å, s: Å, e: eV) = %s
              energy[i] = 1/2*sum(j) phi(r[i,j], sigma[i,j], epsilon[i,j]) }""".formatted(phi)).terms().getFirst();
    }

    private static String plan(SiteEnergy site, Outputs outputs) {
        return String.join("\n", PlanPrinter.print(Scheduler.schedule(site, outputs)));
    }

    private static void assertRight(SiteEnergy site) {
        Droplet.assertSame(Droplet.reference(List.of(site)), Droplet.compiled(List.of(site)), 1e-12);
    }

    private static void assertRootless(String phi) {
        SiteEnergy site = pairs(phi);
        for (Outputs outputs : ALL_OUTPUTS) {
            String plan = plan(site, outputs);
            assertFalse(plan.contains("sqrt"), plan);
        }
        assertRight(site);
    }

    private static void assertRooted(String phi) {
        SiteEnergy site = pairs(phi);
        for (Outputs outputs : ALL_OUTPUTS) {
            String plan = plan(site, outputs);
            assertTrue(plan.contains("sqrt("), plan);
        }
        assertRight(site);
    }

    @Test
    void lennardJonesNeedsNoRoot() {
        assertRootless("4*e*((s/r)^12 - (s/r)^6)");
        assertRootless("4*e*((s/r)^12 - (s/r)^6) + 0.01 eV");
        assertRootless("4*e*(s^6/r^6*(s/r)^6 - 1/(r/s)^6)");
    }

    @Test
    void norDoPositivePowers() {
        assertRootless("e*(1 - r^2/36 Å^2)^2*1");
        assertRootless("e*((r/s)^4 - 2*(r/s)^2)");
        assertRootless("e*(r/s)^2*(s/r)^8 + e*(r/s)^2");
    }

    @Test
    void oddPowersAndOtherFunctionsDo() {
        assertRooted("4*e*((s/r)^9 - (s/r)^6)");
        assertRooted("e*(s/r)");
        assertRooted("e*(exp(-r/s) - (s/r)^6)");
        assertRooted("e*(r/s - 1)^2");
    }

    @Test
    void longSumsAndLargePowersAreRightToo() {
        assertRight(pairs("e*((s/r)^14 - (s/r)^12 + (s/r)^10 - (s/r)^8 + (s/r)^6 - (s/r)^4)"));
        assertRight(pairs("e*((s/r)^50 - (s/r)^44)"));
        assertRight(pairs("e*((s/r)^7*(r/s) - 3*(s/r)^3*(s/r))"));
    }
}
