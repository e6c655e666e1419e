package org.eutectic.physics.coulomb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.check.Units;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Madelung constants M of primitive cells, E = −M k_e/R for each formula unit of unit charges, R the distance of nearest neighbors. NaCl, CsCl and ZnS: sequences A085469,
 * A181152 and A182566 of the On-Line Encyclopedia of Integer Sequences. CaF2 follows from them: its charges are 2 on one face-centered lattice and −1 on two others, which
 * lie to the first as in ZnS and to each other as in NaCl, so that M = 4 M(ZnS) − (√3/2) M(NaCl).
 */
class MadelungTest {
    private static final double NACL = 1.7475645946331822;
    private static final double ZNS = 1.6380550533887894;
    private static final double CSCL = 1.7626747730709884;

    private static Configuration crystal(String name) {
        double a = 5.5;
        double[] fcc = {0, a / 2, a / 2, a / 2, 0, a / 2, a / 2, a / 2, 0}, cube = {a, 0, 0, 0, a, 0, 0, 0, a};
        boolean[] periodic = {true, true, true};
        double h = a / 2, q = a / 4;
        Configuration c = switch (name) {
            case "NaCl" -> new Configuration(List.of("+", "-"), new int[] {0, 1}, new double[] {0, 0, 0, h, h, h}, new Cell(fcc, periodic));
            case "CsCl" -> new Configuration(List.of("+", "-"), new int[] {0, 1}, new double[] {0, 0, 0, h, h, h}, new Cell(cube, periodic));
            case "ZnS" -> new Configuration(List.of("+", "-"), new int[] {0, 1}, new double[] {0, 0, 0, q, q, q}, new Cell(fcc, periodic));
            default -> new Configuration(List.of("+", "-"), new int[] {0, 1, 1}, new double[] {0, 0, 0, q, q, q, -q, -q, -q}, new Cell(fcc, periodic));
        };
        c.setCharges(name.equals("CaF2") ? new double[] {2, -1, -1} : new double[] {1, -1});
        return c;
    }

    /** Ten digits; the sums are good for fourteen. */
    @ParameterizedTest
    @CsvSource({"NaCl, 7", "NaCl, 12", "CsCl, 7", "CsCl, 12", "ZnS, 7", "ZnS, 12", "CaF2, 7", "CaF2, 12"})
    void ewald(String name, double cutoff) {
        double nearest = name.equals("NaCl") ? 2.75 : 5.5 * Math.sqrt(3) / (name.equals("CsCl") ? 2 : 4);
        double expected = switch (name) {
            case "NaCl" -> NACL;
            case "CsCl" -> CSCL;
            case "ZnS" -> ZNS;
            default -> 4 * ZNS - Math.sqrt(3) / 2 * NACL;
        };
        Configuration c = crystal(name);
        double[] all = Ions.evaluate(c, CoulombSettings.of(CoulombMethod.EWALD).withCutoff(cutoff).withAccuracy(1e-14));
        double found = -all[0] * nearest / Units.COULOMB;
        System.out.printf("%-5s cutoff %2.0f  M = %.15f  off by %.1e%n", name, cutoff, found, found - expected);
        assertEquals(expected, found, 1e-11 * expected);
        // The energy goes as 1/length, so that the trace of the virial is the energy.
        int v = all.length - 9;
        assertEquals(all[0], all[v] + all[v + 4] + all[v + 8], 1e-11 * Math.abs(all[0]));
        double[] mesh = Ions.evaluate(c, CoulombSettings.of(CoulombMethod.PME).withCutoff(cutoff).withAccuracy(1e-9));
        assertEquals(expected, -mesh[0] * nearest / Units.COULOMB, 1e-8 * expected);
    }
}
