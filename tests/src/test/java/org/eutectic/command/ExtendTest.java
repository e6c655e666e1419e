package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code extend}, and what {@code check} says of alloys. */
class ExtendTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void elements() throws IOException {
        Files.copy(Path.of(Command.potential("Cu.eut")), folder.resolve("Cu.eut"));
        Files.copy(Path.of(Command.potential("Ni.eut")), folder.resolve("Ni.eut"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /** From two files to an alloy that runs, as the manual tells it. */
    @Test
    void fromElementsToAnAlloy() throws IOException {
        assertEquals(path("CuNi.eut") + ": CuNi extends Cu, Ni\n", Command.succeed("extend", path("Cu.eut"), path("Ni.eut"), "-o", path("CuNi.eut")).out());
        assertEquals("""
            // Cu, Ni, unchanged, and what stands between them.
            import "Cu.eut", "Ni.eut"

            potential CuNi extends Cu, Ni {
              // Still to be given, each with its value, or filled by a rule:
              // mix johnson(phi)
              function phi[Cu,Ni](r: Å) : eV
            }
            """, Files.readString(folder.resolve("CuNi.eut")));
        assertEquals("""
            CuNi.eut:4:11: error: 'CuNi' lacks phi[Cu,Ni]
              potential CuNi extends Cu, Ni {
                        ^^^^
              help: what stands between unlike species is to be given; to copy and complete, each with its value:
                  function phi[Cu,Ni](r: Å) : eV
              help: or let a rule fill them: mix johnson(phi)

            eutectic: 1 error""", Command.refusal(folder, "check", path("CuNi.eut")));
        Files.writeString(folder.resolve("CuNi.eut"), Files.readString(folder.resolve("CuNi.eut")).replace("// mix", "mix"));
        assertEquals("""
            potential CuNi is fine
              species  Cu, Ni
              cutoff   6.00000 Å
              cite     X. W. Zhou, R. A. Johnson and H. N. G. Wadley, Phys. Rev. B 69, 144113 (2004)
              parent   Cu: identical
              parent   Ni: identical
            """, Command.succeed("check", path("CuNi.eut")).out());
        String explained = Command.succeed("explain", path("CuNi.eut")).out();
        assertTrue(explained.lines().anyMatch(l -> l.contains("phi[Cu,Cu](r)") || l.matches(".*Cu\\.eut:\\d+, inherited from Cu")), explained);
        assertTrue(explained.lines().anyMatch(l -> l.endsWith("CuNi.eut:6, mixed by johnson")), explained);
    }

    @Test
    void writesOverNothing() throws IOException {
        String before = Files.readString(folder.resolve("Cu.eut"));
        assertEquals("eutectic: Cu.eut is there already; --force writes over it", Command.refusal(folder, "extend", path("Ni.eut"), path("Ni.eut"), "-o", path("Cu.eut")));
        assertEquals(before, Files.readString(folder.resolve("Cu.eut")));
        Files.writeString(folder.resolve("CuNi.eut"), "old");
        Command.succeed("extend", path("Cu.eut"), path("Ni.eut"), "-o", path("CuNi.eut"), "--force");
        assertTrue(Files.readString(folder.resolve("CuNi.eut")).contains("extends Cu, Ni"));
    }

    @Test
    void refusesWhatCannotBeExtended() throws IOException {
        String said = Command.refusal(folder, "extend", path("Cu.eut"), Command.potential("Ar.eut"), "-o", path("CuAr.eut"));
        assertTrue(said.startsWith("CuAr.eut:3:28: error: Cu is ZhouEAM, Ar is LJShifted: their equations differ\n"), said);
        assertTrue(said.contains("Cu has, at forms/eam.eut:10:3: energy[i] = ") && said.contains("Ar has, at forms/lj.eut:"), said);
        assertFalse(Files.exists(folder.resolve("CuAr.eut")));
        assertEquals("eutectic: Zn.eut: there is no such potential file", Command.refusal(folder, "extend", path("Cu.eut"), path("Zn.eut"), "-o", path("CuZn.eut")));
        assertEquals("eutectic: the alloy would have the name of the potential in Cu.eut, Cu; give another with --name",
            Command.refusal(folder, "extend", path("Cu.eut"), path("Ni.eut"), "-o", path("deep/Cu.eut")));
        assertEquals("eutectic: 'Cu-Ni' is no name for a potential: letters, digits and _; give one with --name",
            Command.refusal(folder, "extend", path("Cu.eut"), path("Ni.eut"), "-o", path("Cu-Ni.eut")));
        assertFalse(Files.exists(folder.resolve("deep")));
        Command.succeed("extend", path("Cu.eut"), path("Ni.eut"), "-o", path("deep/Cu-Ni.eut"), "--name", "CuNi");
        assertTrue(Command.refusal(folder, "check", path("deep/Cu-Ni.eut")).contains("'CuNi' lacks phi[Cu,Ni]"));
    }

    /** Tersoff's rule says how far unlike atoms see each other, so the skeleton leaves that to it. */
    @Test
    void suggestsTheRuleOfTheForm() throws IOException {
        Files.writeString(folder.resolve("C.eut"), """
            import "forms/tersoff.eut"
            potential C is Tersoff {
              species C
              cutoff 2.1 Å
              param A = 1393.6 eV, B = 346.74 eV, lambda1 = 3.4879 1/Å, lambda2 = 2.2119 1/Å, lambda3 = 0
              param beta = 1.5724e-7, n = 0.72751, c = 3.8049e4, d = 4.3484, h = -0.57058, R = 1.95 Å, D = 0.15 Å
            }
            """);
        Command.succeed("extend", Command.potential("Si-tersoff.eut"), path("C.eut"), "-o", path("SiC.eut"));
        String text = Files.readString(folder.resolve("SiC.eut"));
        assertTrue(text.contains("\n  // mix tersoff\n") && !text.contains("cutoff"), text);
        Files.writeString(folder.resolve("SiC.eut"), text.replace("// mix tersoff", "mix tersoff"));
        String checked = Command.succeed("check", path("SiC.eut")).out();
        assertTrue(checked.contains("parent   Si: identical") && checked.contains("parent   C: identical"), checked);
    }

    @Test
    void checkSaysHowFarNormalisedElementsAreFromTheirs() throws IOException {
        Path alloy = Files.writeString(folder.resolve("CuNi.eut"), """
            import "Cu.eut", "Ni.eut"
            potential CuNi extends Cu, Ni {
              normalise fcc
              mix johnson(phi)
            }
            """);
        String out = Command.succeed("check", alloy.toString()).out();
        for (String element : new String[] {"Cu", "Ni"}) {
            assertTrue(out.lines().anyMatch(l -> l.matches("  parent   " + element + ": normalised; energies of 8 clusters differ by \\d\\.\\de-1\\d eV an atom at most, which is rounding")), out);
        }
        String explained = Command.succeed("explain", alloy.toString()).out();
        assertTrue(explained.lines().anyMatch(l -> l.contains("f[Cu](r) = f[Cu](r)/21.1758") && l.endsWith("CuNi.eut:3, normalised")), explained);
    }

    @Test
    void checkReportsWhatIsOverridden() throws IOException {
        Path alloy = Files.writeString(folder.resolve("CuNi.eut"), """
            import "Cu.eut", "Ni.eut"
            potential CuNi extends Cu, Ni {
              mix johnson(phi)
              override function F[Ni](rho) = 1.01*Ni.F(rho)
            }
            """);
        Command c = Command.run("check", alloy.toString());
        assertEquals(1, c.code(), c.err() + c.out());
        assertTrue(c.out().contains("parent   Cu: identical\n  parent   Ni: differs on structures of Ni alone\n"), c.out());
        assertTrue(c.out().contains("override F[Ni]: " + alloy + ":4:3 in place of forms/eam-zhou.eut:"), c.out());
    }
}
