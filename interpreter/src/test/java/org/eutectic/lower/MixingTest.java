package org.eutectic.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;

/** What rules fill, and what they leave alone. */
class MixingTest {
    private static final String GASES = """
        form LJ {
          param epsilon[i,j] : eV, sigma[i,j] : Å
          energy[i] = 1/2 * sum(j) 4*epsilon[i,j]*((sigma[i,j]/r[i,j])^12 - (sigma[i,j]/r[i,j])^6)*(1 - r[i,j]/cutoff[i,j])^3
        }
        potential Ne is LJ { species Ne; cutoff 8 Å; param epsilon = 0.0030 eV, sigma = 2.8 Å }
        potential Ar is LJ { species Ar; cutoff 8 Å; param epsilon = 0.0104 eV, sigma = 3.4 Å }
        potential Kr is LJ { species Kr; cutoff 8 Å; param epsilon = 0.0140 eV, sigma = 3.6 Å }
        """;

    private static Potential gases(String body) {
        return Atoms.read(GASES + "potential Gas extends Ne, Ar, Kr {\n" + body + "\n}\n");
    }

    private static double number(Potential p, String name, String... tuple) {
        return new Lowering(p.diagnostics(), false).value(p.model(), p.model().parameter(name).orElseThrow(), List.of(tuple));
    }

    @Test
    void lorentzBerthelotMixesEveryPairOfThree() {
        Potential p = gases("mix lorentz_berthelot(epsilon, sigma)");
        assertEquals(Math.sqrt(0.0030 * 0.0104), number(p, "epsilon", "Ne", "Ar"));
        assertEquals(Math.sqrt(0.0104 * 0.0140), number(p, "epsilon", "Kr", "Ar"));
        assertEquals((2.8 + 3.6) / 2, number(p, "sigma", "Ne", "Kr"));
        assertEquals(0.0104, number(p, "epsilon", "Ar", "Ar"));
    }

    /** By LAMMPS's manual of pair_modify, mix sixthpower: epsilon = 2 sqrt(e1 e2) s1³ s2³/(s1⁶ + s2⁶), sigma = (½(s1⁶ + s2⁶))^(1/6). */
    @Test
    void waldmanHaglerMixesSixthPowers() {
        Potential p = gases("mix waldman_hagler(epsilon, sigma)");
        double a = Math.pow(2.8, 6), b = Math.pow(3.4, 6);
        assertEquals(Math.pow((a + b) / 2, 1 / 6.0), number(p, "sigma", "Ne", "Ar"), 1e-15);
        assertEquals(2 * Math.sqrt(0.0030 * 0.0104) * Math.sqrt(a * b) / (a + b), number(p, "epsilon", "Ar", "Ne"), 1e-17);
    }

    @Test
    void whatIsGivenGoesBeforeARuleAndANamedPairBeforeAll() {
        Potential p = gases("""
            param epsilon[Ar,Ne] = 0.005 eV
            mix geometric(epsilon, sigma)
            mix[Kr,Ar] arithmetic(epsilon)
            """);
        assertEquals(0.005, number(p, "epsilon", "Ne", "Ar"));
        assertEquals((0.0104 + 0.0140) / 2, number(p, "epsilon", "Ar", "Kr"));
        assertEquals(Math.sqrt(0.0030 * 0.0140), number(p, "epsilon", "Ne", "Kr"));
        assertEquals(Math.sqrt(3.4 * 3.6), number(p, "sigma", "Ar", "Kr"), 1e-15);
    }

    @Test
    void whatIsInheritedGoesBeforeARule() {
        Potential p = Atoms.read(GASES + """
            potential Light extends Ne, Ar { mix lorentz_berthelot(epsilon, sigma) }
            potential Gas extends Light, Kr { mix geometric(epsilon, sigma) }
            """);
        assertEquals((2.8 + 3.4) / 2, number(p, "sigma", "Ne", "Ar"));
        assertEquals(Math.sqrt(2.8 * 3.6), number(p, "sigma", "Ne", "Kr"), 1e-15);
    }

    @Test
    void aRuleThatFillsNothingIsWarnedOf() {
        Potential p = gases("""
            param epsilon[Ne,Ar] = 5 meV, sigma[Ne,Ar] = 3 Å
            mix[Ne,Ar] geometric(epsilon, sigma)
            mix geometric(epsilon, sigma)
            """);
        assertEquals(List.of("idle-mix"), p.diagnostics().all().stream().map(Diagnostic::code).toList());
        assertTrue(p.diagnostics().all().getFirst().render().contains("test.eut:10:"), p.diagnostics().render());
    }

    private static final String METALS = """
        form EAM {
          function f[j](r: Å)
          function F[i](rho) : eV
          function phi[i,j](r: Å) : eV symmetric
          rho[i]    = sum(j) f[j](r[i,j])
          energy[i] = F[i](rho[i]) + 1/2 * sum(j) phi[i,j](r[i,j])
        }
        potential Cu is EAM {
          species Cu; cutoff 4 Å
          function f(r) = 1.5*(1 - r/(4 Å))^4
          function phi(r) = 9 eV*(1 - r/(4 Å))^6
          function F(rho) = -0.3 eV*sqrt(rho)
        }
        potential Ni is EAM {
          species Ni; cutoff 3.5 Å
          function f(r) = 2.0*(1 - r/(3.5 Å))^4
          function phi(r) = 8 eV*(1 - r/(3.5 Å))^6
          function F(rho) = -0.2 eV*sqrt(rho)
        }
        potential Al is EAM {
          species Al; cutoff 4 Å
          function f(r) = 0.7*(1 - r/(4 Å))^4
          function phi(r) = 5 eV*(1 - r/(4 Å))^6
          function F(rho) = -0.4 eV*sqrt(rho)
        }
        """;

    private static double f(String s, double r) {
        double range = s.equals("Ni") ? 3.5 : 4, scale = s.equals("Cu") ? 1.5 : s.equals("Ni") ? 2 : 0.7;
        return scale * Math.pow(1 - r / range, 4);
    }

    private static double phi(String s, double r) {
        double range = s.equals("Ni") ? 3.5 : 4, scale = s.equals("Cu") ? 9 : s.equals("Ni") ? 8 : 5;
        return scale * Math.pow(1 - r / range, 6);
    }

    private static double johnson(String a, String b, double r) {
        return 0.5 * (f(b, r) / f(a, r) * phi(a, r) + f(a, r) / f(b, r) * phi(b, r));
    }

    private static double pair(Potential p, String a, String b, double r) {
        return new Atoms(List.of(a, b), new int[] {0, 1}, new double[] {0, 0, 0, r, 0, 0}).evaluate(p).energy();
    }

    private static double embedding(String a, String b, double r) {
        double scaleA = a.equals("Cu") ? 0.3 : a.equals("Ni") ? 0.2 : 0.4, scaleB = b.equals("Cu") ? 0.3 : b.equals("Ni") ? 0.2 : 0.4;
        return -scaleA * Math.sqrt(f(b, r)) - scaleB * Math.sqrt(f(a, r));
    }

    @Test
    void johnsonsRuleMakesAnAlloyOfThreeMetals() {
        Potential p = Atoms.read(METALS + """
            potential CuNiAl extends Cu, Ni, Al {
              cutoff[Cu,Ni] 3.5 Å; cutoff[Ni,Al] 3.5 Å
              mix johnson(phi)
            }
            """);
        for (double r : new double[] {2.1, 2.9, 3.4}) {
            assertEquals(johnson("Cu", "Ni", r) + embedding("Cu", "Ni", r), pair(p, "Cu", "Ni", r), 1e-14);
            assertEquals(johnson("Cu", "Al", r) + embedding("Cu", "Al", r), pair(p, "Al", "Cu", r), 1e-14);
            assertEquals(johnson("Ni", "Al", r) + embedding("Al", "Ni", r), pair(p, "Ni", "Al", r), 1e-14);
        }
    }

    /** The quotient of densities has no meaning where one of them has ended. */
    @Test
    void johnsonsRuleEndsWithTheShorterDensity() {
        Potential p = Atoms.read(METALS + """
            potential CuNi extends Cu, Ni { cutoff[Cu,Ni] 4 Å; mix johnson(phi) }
            """);
        assertEquals(embedding("Cu", "Ni", 3.7), pair(p, "Cu", "Ni", 3.7), 1e-15);
        assertEquals(johnson("Cu", "Ni", 3.4) + embedding("Cu", "Ni", 3.4), pair(p, "Cu", "Ni", 3.4), 1e-15);
    }

    @Test
    void anotherNameForTheDensityAndOnePairByHand() {
        Potential p = Atoms.read(METALS.replace("f[j]", "density[j]").replace("function f(r)", "function density(r)") + """
            potential CuNiAl extends Cu, Ni, Al {
              cutoff[Cu,Ni] 3.5 Å; cutoff[Ni,Al] 3.5 Å
              function phi[Al,Cu](r) = 1/2*(Al.phi(r) + Cu.phi(r))
              mix johnson(phi, density)
            }
            """);
        assertEquals(johnson("Cu", "Ni", 2.5) + embedding("Cu", "Ni", 2.5), pair(p, "Cu", "Ni", 2.5), 1e-14);
        assertEquals(0.5 * (phi("Cu", 2.5) + phi("Al", 2.5)) + embedding("Cu", "Al", 2.5), pair(p, "Cu", "Al", 2.5), 1e-14);
        for (String element : List.of("Cu", "Ni", "Al")) {
            Potential parent = Atoms.read(METALS.replace("f[j]", "density[j]").replace("function f(r)", "function density(r)"), element, Path.of("."));
            assertEquals(pair(parent, element, element, 2.6), pair(p, element, element, 2.6), 0);
        }
    }
}
