package org.eutectic.lower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Evaluation;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.ir.GraphComparison;
import org.eutectic.ir.Printer;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alloys take from their parents, and that they take it unchanged. */
class InheritanceTest {
    private static final String EAM = """
        form EAM {
          function f[j](r: Å)
          function F[i](rho) : eV
          function phi[i,j](r: Å) : eV symmetric
          rho[i]    = sum(j) f[j](r[i,j])
          energy[i] = F[i](rho[i]) + 1/2 * sum(j) phi[i,j](r[i,j])
        }
        potential Cu is EAM {
          species Cu; cutoff 4.0 Å
          cite "one"
          param re = 2.556 Å, fe = 1.55, beta = 3.2, A = 0.39 eV, alpha = 8.1
          function f[Cu](r) = fe*exp(-beta*(r/re - 1))*fade(r)
          function phi[Cu,Cu](r) = A*exp(-alpha*(r/re - 1))*fade(r)
          function F[Cu](rho) = -0.3 eV * sqrt(rho)
          function fade(r: Å) = (1 - r/4 Å)^2
        }
        potential Ni is EAM {
          species Ni; cutoff 3.5 Å
          cite "two"
          param re = 2.489 Å, fe = 2.01, beta = 4.2, A = 0.42 eV, alpha = 8.4
          function f(r) = fe*exp(-beta*(r/re - 1))*(1 - r/3.5 Å)^2
          function phi(r) = A*exp(-alpha*(r/re - 1))*(1 - r/3.5 Å)^2
          function F(rho) = -0.2 eV * sqrt(rho)
        }
        potential CuNi extends Cu, Ni {
          cite "three"
          function phi[Cu,Ni](r) = piecewise { r < 3.5 Å : 1/2*(Ni.f(r)/Cu.f(r)*Cu.phi(r) + Cu.f[Cu](r)/Ni.f(r)*Ni.phi[Ni,Ni](r)); otherwise : 0 }
        }
        """;

    private static final String BONDS = """
        form Bonds {
          param A[i,j] : eV; param n[i]; param h[i,j,k] = -1/3; param p[i,j] = n[i]*n[j]
          param m = 2; param rc[i,j] : Å
          cutoff[i,j] rc[i,j]
          function fc[i,j](r: Å) = (1 - r/rc[i,j])^2
          zeta[i,j] = sum(k != j) fc[i,k](r[i,k])*(cos[j,i,k] - h[i,j,k])^m
          energy[i] = 1/2 * sum(j) A[i,j]*fc[i,j](r[i,j])*(p[i,j] + zeta[i,j])^(-1/(2*n[i]))
        }
        potential Si is Bonds { species Si; param A = 2 eV, n = 0.7, rc = 3.5 Å }
        potential C is Bonds { species C; param A = 5 eV, n = 0.4, h = -0.5, rc = 3 Å }
        potential Ge is Bonds { species Ge; param A = 1 eV, n = 0.6, rc = 4 Å }
        """;

    /** The graph of the heir, restricted to a parent's species, line by line as the parent's. */
    private static void sameGraph(Potential heir, Potential parent) {
        Potential fewer = heir.restrictedTo(parent.species());
        assertEquals(print(parent), print(fewer));
        assertEquals(parent.cutoff(), fewer.cutoff());
    }

    private static List<String> print(Potential p) {
        return Printer.print(p.species(), Map.of("energy", p.terms().getFirst().energy()));
    }

    @Test
    void anAlloyIsItsParentWhereThereIsOnlyThat() {
        Potential alloy = Atoms.read(EAM);
        assertEquals(List.of("Cu", "Ni"), alloy.species());
        assertEquals(List.of("three", "one", "two"), alloy.citations());
        for (String element : List.of("Cu", "Ni")) {
            Potential parent = Atoms.read(EAM, element, Path.of("."));
            sameGraph(alloy, parent);
            Atoms atoms = Atoms.random(3, 14, 6, element);
            for (Backend backend : Backend.values()) {
                Evaluation a = atoms.evaluate(parent, backend), b = atoms.evaluate(alloy, backend);
                assertEquals(a.energy(), b.energy(), 0);
                assertArrayEquals(a.forces(), b.forces(), 0);
                assertArrayEquals(a.virial(), b.virial(), 0);
            }
        }
    }

    @Test
    void crossTermsUseParentsByName() {
        Potential alloy = Atoms.read(EAM);
        double r = 2.4;
        Atoms pair = new Atoms(List.of("Cu", "Ni"), new int[] {0, 1}, new double[] {0, 0, 0, r, 0, 0});
        double fCu = 1.55 * Math.exp(-3.2 * (r / 2.556 - 1)) * Math.pow(1 - r / 4, 2), fNi = 2.01 * Math.exp(-4.2 * (r / 2.489 - 1)) * Math.pow(1 - r / 3.5, 2);
        double pCu = 0.39 * Math.exp(-8.1 * (r / 2.556 - 1)) * Math.pow(1 - r / 4, 2), pNi = 0.42 * Math.exp(-8.4 * (r / 2.489 - 1)) * Math.pow(1 - r / 3.5, 2);
        double expected = -0.3 * Math.sqrt(fNi) - 0.2 * Math.sqrt(fCu) + 0.5 * (fNi / fCu * pCu + fCu / fNi * pNi);
        assertEquals(expected, pair.evaluate(alloy).energy(), 1e-14);
    }

    @Test
    void unlikeAtomsSeeAsFarAsTheFartherParent() {
        assertEquals(List.of(4.0, 4.0, 4.0, 3.5), cutoffs(Atoms.read(EAM)));
        assertEquals(List.of(4.0, 3.0, 3.0, 3.5), cutoffs(Atoms.read(EAM.replace("cite \"three\"", "cutoff 3.0 Å"))));
    }

    private static List<Double> cutoffs(Potential p) {
        var c = p.terms().getFirst().cutoff();
        return List.of(c.get(0, 0), c.get(0, 1), c.get(1, 0), c.get(1, 1));
    }

    @Test
    void mixingFillsPairsAndKeepsParents() {
        String text = BONDS + """
            potential SiC extends Si, C {
              mix geometric(A, rc)
              param h[Si,Si,C] = -0.4, h[C,Si,Si] = -0.1
            }
            potential SiCGe extends SiC, Ge {
              mix arithmetic(A), geometric(rc)
            }
            """;
        Potential alloy = Atoms.read(text, "SiC", Path.of("."));
        Parameter a = alloy.model().parameter("A").orElseThrow();
        assertEquals(Math.sqrt(10), number(alloy, "A", "Si", "C"));
        assertEquals(Math.sqrt(10), number(alloy, "A", "C", "Si"));
        assertTrue(a.definition(List.of("Si", "C")).orElseThrow().content() instanceof Content.Written w && w.rule().equals("geometric"));
        Definition inherited = a.definition(List.of("C", "C")).orElseThrow();
        assertEquals("A = 5 eV", inherited.span().text());
        assertEquals("C", inherited.from().name());
        assertEquals(-0.5, number(alloy, "h", "C", "C", "C"));
        assertEquals(-1.0 / 3, number(alloy, "h", "C", "C", "Si"));
        assertEquals(-0.4, number(alloy, "h", "Si", "Si", "C"));
        assertEquals(0.4 * 0.7, number(alloy, "p", "C", "Si"));
        sameGraph(alloy, Atoms.read(text, "Si", Path.of(".")));
        sameGraph(alloy, Atoms.read(text, "C", Path.of(".")));
        Potential three = Atoms.read(text);
        assertEquals(List.of("Si", "C", "Ge"), three.species());
        assertEquals(1.5, number(three, "A", "Ge", "Si"));
        sameGraph(three, alloy);
        sameGraph(three, Atoms.read(text, "Ge", Path.of(".")));
    }

    private static double number(Potential p, String name, String... tuple) {
        return new Lowering(p.diagnostics(), false).value(p.model(), p.model().parameter(name).orElseThrow(), List.of(tuple));
    }

    @Test
    void whatIsOverriddenIsReplaced() {
        Potential p = Atoms.read(BONDS + """
            potential Si2 extends Si {
              override param n = 0.9
              override param m = 4
              override function fc[i,j](r) = (1 - r/rc[i,j])^3
            }
            """);
        assertEquals(0.9, number(p, "n", "Si"));
        assertEquals(4, number(p, "m"));
        assertTrue(print(p).toString().contains("^3"), print(p).toString());
    }

    /** A form's own function asks for the alloy's numbers, not for those of the parent that came first. */
    @Test
    void whatIsOverriddenReachesTheFormsFunctions() {
        String elements = """
            form Soft {
              param m = 2, A[i,j] : eV
              function fade(r: Å) = (1 - r/4 Å)^m
              energy[i] = 1/2 * sum(j) A[i,j]*fade(r[i,j])
            }
            potential He is Soft { species He; cutoff 4 Å; param A = 1 eV }
            potential Ne is Soft { species Ne; cutoff 4 Å; param A = 2 eV }
            """;
        Potential p = Atoms.read(elements + "potential HeNe extends He, Ne { override param m = 3; mix geometric(A) }");
        Atoms atoms = Atoms.random(4, 9, 5, "He");
        assertEquals(atoms.total(i -> 0.5 * atoms.sum(i, 4, j -> Math.pow(1 - atoms.r(i, j) / 4, 3))), atoms.evaluate(p).energy(), 1e-12);
        Model he = p.model().parents().getFirst();
        GraphComparison.Difference d = p.differenceFrom(he).orElseThrow();
        assertTrue(d.first().contains("^3") && d.second().contains("*"), d.toString());
    }

    @Test
    void everyKindOfChangeIsFound() {
        for (String change : List.of("override param n[Si] = 0.7000001", "override param A[Si,Si] = 2.0000001 eV", "override cutoff[Si,Si] 3.4999999 Å",
            "override function fc[i,j](r) = (1 - r/rc[i,j])*(1 - r/rc[i,j])*1.0000001")) {
            Potential p = Atoms.read(BONDS + "potential SiGe extends Si, Ge {\n  mix geometric(A, rc)\n  " + change + "\n}");
            assertTrue(p.differenceFrom(p.model().parents().get(0)).isPresent(), change);
            assertEquals(change.contains("fc"), p.differenceFrom(p.model().parents().get(1)).isPresent(), change);
        }
        Potential same = Atoms.read(BONDS + "potential SiGe extends Si, Ge { mix geometric(A, rc) }");
        same.model().parents().forEach(m -> assertTrue(same.differenceFrom(m).isEmpty(), m.name()));
    }

    @Test
    void anAlloyOfAnAlloyLacksOnlyWhatIsNew() {
        String ternary = EAM.replace("cite \"three\"", "cutoff[Cu,Ni] 4 Å") + """
            potential Al is EAM {
              species Al; cutoff 4.0 Å
              function f(r) = 0.7*(1 - r/4 Å)^2
              function phi(r) = 0.9 eV*(1 - r/4 Å)^2
              function F(rho) = -0.4 eV * sqrt(rho)
            }
            potential CuNiAl extends CuNi, Al {
              cutoff[Ni,Al] 3.5 Å
            """;
        SourceException lacking = assertThrows(SourceException.class, () -> Atoms.read(ternary + "}"));
        assertTrue(lacking.getMessage().contains("'CuNiAl' lacks phi[Cu,Al], phi[Ni,Al]\n"), lacking.getMessage());
        Potential three = Atoms.read(ternary + "  mix johnson(phi)\n}");
        for (Model parent : three.model().parents()) {
            assertTrue(three.differenceFrom(parent).isEmpty(), parent.name());
        }
        Potential two = Atoms.read(ternary + "  mix johnson(phi)\n}", "CuNi", Path.of("."));
        Atoms atoms = Atoms.random(3, 14, 6, "Cu", "Ni");
        for (Backend backend : Backend.values()) {
            Evaluation a = atoms.evaluate(two, backend), b = atoms.evaluate(three, backend);
            assertEquals(a.energy(), b.energy(), 0);
            assertArrayEquals(a.forces(), b.forces(), 0);
            assertArrayEquals(a.virial(), b.virial(), 0);
        }
    }

    /** A species that two parents share is the same where its numbers are, wherever they are written. */
    @Test
    void parentsMayShareASpecies() {
        String parts = EAM.replace("cite \"three\"", "cutoff[Cu,Ni] 4 Å") + """
            potential Copper is EAM {
              species Cu; cutoff 4.0 Å
              param re = 2.556 Å, fe = 1.55, beta = 3.2, A = 0.39 eV, alpha = 8.1
              function f[Cu](r) = fe*exp(-beta*(r/re - 1))*(1 - r/4 Å)^2
              function phi[Cu,Cu](r) = A*exp(-alpha*(r/re - 1))*(1 - r/4 Å)^2
              function F[Cu](rho) = -0.3 eV * sqrt(rho)
            }
            potential Again extends Copper, CuNi {
            }
            """;
        assertEquals(List.of("Cu", "Ni"), Atoms.read(parts).species());
        SourceException different = assertThrows(SourceException.class, () -> Atoms.read(parts.replace("A = 0.39 eV, alpha = 8.1\n  function f[Cu](r) = fe*exp(-beta*(r/re - 1))*(1",
            "A = 0.40 eV, alpha = 8.1\n  function f[Cu](r) = fe*exp(-beta*(r/re - 1))*(1")));
        assertTrue(different.getMessage().contains("phi[Cu,Cu]"), different.getMessage());
    }

    @Test
    void formsInheritFromForms(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("base.eut"), """
            form Pair {
              function phi[i,j](r: Å) : eV symmetric
              energy[i] = 1/2 * sum(j) phi[i,j](r[i,j])
            }
            """);
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/morse.eut"), """
            import "../base.eut"
            form Soft is Pair {
              param A[i,j] : eV
              function phi[i,j](r: Å) : eV symmetric = A[i,j]*(1 - r/4 Å)^2
            }
            """);
        Potential p = Atoms.read("""
            import "deep/morse.eut"
            potential X is Soft { species He; cutoff 4 Å; param A = 2 eV }
            """, null, folder);
        Atoms atoms = Atoms.random(4, 9, 5, "He");
        assertEquals(atoms.total(i -> atoms.sum(i, 4, j -> Math.pow(1 - atoms.r(i, j) / 4, 2))), atoms.evaluate(p).energy(), 1e-12);
    }

    @Test
    void tablesAreSplinesThroughTheirColumns(@TempDir Path folder) throws Exception {
        StringBuilder rows = new StringBuilder("# r  f  phi\n");
        for (int k = 0; k <= 400; k++) {
            double r = 1 + 0.0075 * k;
            rows.append(r).append(' ').append(Math.exp(-r)).append(' ').append(1000 * Math.pow(4 - r, 4)).append('\n');
        }
        Files.writeString(folder.resolve("pair.dat"), rows);
        Potential p = Atoms.read("""
            potential T {
              species He
              cutoff 4 Å
              function phi[i](r: Å) : meV
              function phi[He] = table("${file}", 3)
              energy[i] = 1/2 * sum(j) phi[i](r[i,j])
            }
            """.replace("${file}", "pair.dat"), null, folder);
        Atoms atoms = Atoms.random(5, 9, 5, "He");
        assertEquals(atoms.total(i -> 0.5 * atoms.sum(i, 4, j -> Math.pow(4 - atoms.r(i, j), 4))), atoms.evaluate(p).energy(), 1e-4);
    }
}
