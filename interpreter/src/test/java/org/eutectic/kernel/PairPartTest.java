package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Potential;
import org.eutectic.ir.SiteEnergy;
import org.junit.jupiter.api.Test;

/** Which potentials are taken apart into pairs and the rest. */
class PairPartTest {
    private static SiteEnergy site(String energy) {
        return Potential.parse("""
            potential X { species Si, C; cutoff 7 Å
              param B[i,j] : eV
              param B[Si,Si] = 1 eV, B[Si,C] = 2 eV, B[C,C] = 3 eV
              function near(r: Å) = piecewise { r < 3.5 Å : exp(1 Å/(r - 3.5 Å)); otherwise : 0 }
              function far(r: Å) = (1 - r^2/49 Å^2)^2
              energy[i] =""" + " " + energy + " }").terms().getFirst();
    }

    private static void assertWhole(String energy) {
        SiteEnergy site = site(energy);
        assertEquals(List.of(site), PairPart.split(site));
    }

    private static final String PAIRS = "1/2*sum(j) B[i,j]*far(r[i,j])";
    private static final String TRIPLETS = "sum(j within 3.5 Å, j < k within 3.5 Å) B[i,j]*B[i,k]/1 eV*near(r[i,j])*near(r[i,k])*(cos[j,i,k] + 1/3)^2";

    private static void assertSplit(String energy) {
        SiteEnergy whole = site(energy);
        List<SiteEnergy> parts = PairPart.split(whole);
        assertEquals(2, parts.size());
        SiteEnergy pairs = parts.get(0), triplets = parts.get(1);
        assertEquals(7, pairs.cutoff().max());
        assertTrue(Scheduler.schedule(pairs, Outputs.ALL).half());
        assertEquals(3.5, triplets.cutoff().max());
        assertFalse(Scheduler.schedule(triplets, Outputs.ALL).half());
        Droplet.assertSame(Droplet.reference(List.of(whole)), Droplet.reference(parts), 1e-13);
        Droplet.assertSame(Droplet.reference(List.of(whole)), Droplet.compiled(List.of(whole)), 1e-12);
    }

    @Test
    void farPairsAndNearTripletsAreComputedApart() {
        assertSplit(PAIRS + " + " + TRIPLETS);
    }

    @Test
    void signsGoWithTheirSums() {
        assertSplit(TRIPLETS + " - (" + PAIRS + " - 0.25 eV)");
        assertSplit("-(" + TRIPLETS + " - " + PAIRS + ")");
    }

    @Test
    void tripletsThatReachAsFarAsPairsStayWithThem() {
        assertWhole(PAIRS + " + " + TRIPLETS.replace("within 3.5 Å", "within 7 Å"));
        assertWhole(PAIRS + " + " + TRIPLETS.replace("within 3.5 Å", "within 6 Å"));
    }

    @Test
    void whereThereIsOneKindOfSumThereIsNothingToTakeApart() {
        assertWhole(PAIRS);
        assertWhole(TRIPLETS);
        assertWhole(PAIRS + " - sqrt(sum(j) far(r[i,j]))*1 eV");
    }

    @Test
    void whatIsNoSumOfBothIsWhole() {
        assertWhole("sqrt(1 + (" + PAIRS + ")/1 eV + (" + TRIPLETS + ")/1 eV)*1 eV");
    }
}
