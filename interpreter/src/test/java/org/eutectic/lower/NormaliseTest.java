package org.eutectic.lower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Evaluation;
import org.junit.jupiter.api.Test;

/** Metals in the effective pair format: the same energies, and alloys that do not depend on the gauge in which their elements were given. */
class NormaliseTest {
    private static final String FORM = """
        form EAM {
          function f[j](r: Å)
          function F[i](rho) : eV
          function phi[i,j](r: Å) : eV symmetric
          rho[i]    = sum(j) f[j](r[i,j])
          energy[i] = F[i](rho[i]) + 1/2 * sum(j) phi[i,j](r[i,j])
        }
        """;

    /** Copper or nickel with densities {@code scale} times as large and embedding energies steeper by {@code slope} eV. */
    private static String metal(String name, String s, double scale, double slope) {
        boolean copper = s.equals("Cu");
        String f = copper ? "1.5*exp(-1.7*(r/(1 Å) - 2.5))*fade(r)" : "2.1*exp(-1.9*(r/(1 Å) - 2.4))*fade(r)";
        String phi = copper ? "0.5 eV*exp(-3.1*(r/(1 Å) - 2.5))*fade(r)" : "0.6 eV*exp(-3.3*(r/(1 Å) - 2.4))*fade(r)";
        String embedding = copper ? "-0.9 eV*sqrt(rho/scale)" : "-1.0 eV*(rho/scale)^0.55";
        return """
            potential %s is EAM {
              species %s
              cutoff 5 Å
              param scale = %s, slope = %s eV
              function fade(r: Å) = (1 - (r/(5 Å))^2)^3
              function f(r)   = scale*%s
              function F(rho) = %s + slope*rho/scale
              function phi(r) = %s - 2*slope*%s
            }
            """.formatted(name, s, scale, slope, f, embedding, phi, f);
    }

    private static Potential read(String copper, String nickel, String body) {
        return Atoms.read(FORM + copper + nickel + "potential CuNi extends Cu, Ni {\n" + body + "\n}\n");
    }

    /** Energies of some 1e1 eV, sums of some 1e2 terms: a few 1e-14 of each other. */
    @Test
    void aMetalKeepsItsEnergiesForcesAndVirial() {
        for (String rule : List.of("fcc", "bcc", "hcp", "7.5", "2*scale")) {
            Potential given = Atoms.read(FORM + metal("Cu", "Cu", 3, 0.4)), normalised = Atoms.read(FORM + metal("Cu", "Cu", 3, 0.4) + "potential N extends Cu { normalise " + rule + " }");
            Atoms atoms = Atoms.random(5, 20, 7, "Cu");
            for (Backend backend : Backend.values()) {
                Evaluation a = atoms.evaluate(given, backend), b = atoms.evaluate(normalised, backend);
                assertEquals(a.energy(), b.energy(), 1e-12 * Math.abs(a.energy()), rule);
                assertArrayEquals(a.forces(), b.forces(), 1e-11, rule);
                assertArrayEquals(a.virial(), b.virial(), 1e-11, rule);
            }
            assertTrue(normalised.differenceFrom(normalised.model().parents().getFirst()).isPresent());
            assertTrue(normalised.energyDifferenceFrom(normalised.model().parents().getFirst()) < 1e-12);
        }
    }

    /** At its equilibrium a normalised metal has the density 1, where its embedding energy is level: an atom of the crystal, moved by its neighbors' density alone, feels nothing. */
    @Test
    void theEmbeddingEnergyIsLevelAtTheDensityOne() {
        Potential p = Atoms.read(FORM + metal("Cu", "Cu", 3, 0.4) + "potential N extends Cu { normalise 6.5 }");
        ConstantExpressions at = new ConstantExpressions();
        double h = 1e-4;
        double[] F = new double[3];
        for (int k = 0; k < 3; k++) {
            F[k] = value(p, "F[Cu]", 1 + (k - 1) * h);
        }
        assertEquals(0, (F[2] - F[0]) / (2 * h), 1e-8);
        assertTrue(F[2] + F[0] > 2 * F[1], "level, and a minimum");
        assertEquals(value(Atoms.read(FORM + metal("Cu", "Cu", 3, 0.4)), "f[Cu]", 2.6), 6.5 * value(p, "f[Cu]", 2.6), 1e-14);
    }

    private static double value(Potential p, String function, double x) {
        var item = (org.eutectic.dsl.ast.Item.Function) org.eutectic.dsl.parser.Parser.parse(new org.eutectic.dsl.diagnostic.SourceFile("call",
            "potential X {\nfunction y(x) = " + function + "(x)\n}"), new org.eutectic.dsl.diagnostic.Diagnostics()).declarations().getFirst().items().getFirst();
        return new ConstantExpressions().value(p.model(), java.util.Map.of(), java.util.Map.of("x", x), item.body()).orElseThrow();
    }

    /** The gauge of the elements shows in an alloy by Johnson's rule, unless they are normalised; the slope alone never does. */
    @Test
    void alloysOfElementsInTwoGaugesAreTheSame() {
        Atoms atoms = Atoms.random(7, 24, 7.5, "Cu", "Ni");
        String plainCu = metal("Cu", "Cu", 1, 0), plainNi = metal("Ni", "Ni", 1, 0), otherCu = metal("Cu", "Cu", 4.2, 0.3), otherNi = metal("Ni", "Ni", 0.3, -0.7);
        for (String rule : List.of("normalise[Cu] 6.5*scale; normalise[Ni] 9.1*scale; mix johnson(phi)", "normalise fcc; mix johnson(phi)")) {
            double a = atoms.evaluate(read(plainCu, plainNi, rule)).energy(), b = atoms.evaluate(read(otherCu, otherNi, rule)).energy();
            // A crystal's equilibrium is found to some 1e-9 of its density.
            assertEquals(a, b, (rule.contains("fcc") ? 1e-7 : 1e-12) * Math.abs(a), rule);
        }
        double raw = atoms.evaluate(read(plainCu, plainNi, "mix johnson(phi)")).energy();
        assertTrue(Math.abs(raw - atoms.evaluate(read(otherCu, otherNi, "mix johnson(phi)")).energy()) > 0.1, "the scale of densities shows");
        double tilted = atoms.evaluate(read(metal("Cu", "Cu", 1, 0.3), metal("Ni", "Ni", 1, -0.7), "mix johnson(phi)")).energy();
        assertEquals(raw, tilted, 1e-12 * Math.abs(raw), "the slope does not");
    }

    @Test
    void whatIsNormalisedOnceIsInheritedToTheLastBit() {
        Potential p = Atoms.read(FORM + metal("Copper", "Cu", 2, 0.1) + metal("Nickel", "Ni", 3, 0.2)
            + "potential Cu extends Copper { normalise fcc }\npotential Ni extends Nickel { normalise fcc }\npotential CuNi extends Cu, Ni { mix johnson(phi) }\n");
        p.model().parents().forEach(m -> assertTrue(p.differenceFrom(m).isEmpty(), m.name()));
    }
}
