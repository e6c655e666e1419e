package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eutectic.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a potential with a built-in term: the SNAP silicon of the benchmark. */
class BuiltInTermCommandsTest {
    @TempDir
    private Path folder;
    private Path potential;

    @BeforeEach
    void files() throws IOException {
        for (String name : new String[] {"snap-si.eut", "Si.snapcoeff", "Si.snapparam"}) {
            try (InputStream in = Main.class.getResourceAsStream("/org/eutectic/cli/bench/" + name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
        potential = folder.resolve("snap-si.eut");
    }

    @Test
    void check() {
        assertEquals("""
            potential Si is fine
              species  Si
              cutoff   4.90000 Å
              cite     Y. Zuo et al., J. Phys. Chem. A 124, 731 (2020)
              cite     A. P. Thompson, L. P. Swiler, C. R. Trott, S. M. Foiles, G. J. Tucker, J. Comput. Phys. 285, 316 (2015)
            """, Command.succeed("check", potential.toString()).out());
    }

    @Test
    void explain() {
        String text = Command.succeed("explain", potential.toString()).out();
        assertTrue(text.contains("term snap = snap(coefficients = \"" + folder.resolve("Si.snapcoeff") + "\""), text);
        assertTrue(text.contains("linear in 55 bispectrum components (twojmax 8), cutoff Si 4.9 Å"), text);
        assertTrue(Command.succeed("explain", "--plan", potential.toString()).out().contains("Term snap is built in"));
    }

    @Test
    void export() {
        assertEquals("eutectic: snap-si.eut: Si cannot be written as table: no such file holds the built-in term snap\n  what fits it: no other format",
            Command.refusal(folder, "export", potential.toString(), "--to", "table", "-o", folder.resolve("out").toString()));
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void fmt() throws IOException {
        Path file = Files.writeString(folder.resolve("terms.eut"), """
            potential A {
              species Na, Cl
              term electro = coulomb(charge={Na:1 e,Cl:-1 e},   method = pme, accuracy=1e-6)
              override term s=snap( "a","b" , cutoff=3 Å)
            }
            """);
        assertEquals("""
            potential A {
              species Na, Cl
              term electro = coulomb(charge = {Na: 1 e, Cl: -1 e}, method = pme, accuracy = 1e-6)
              override term s = snap("a", "b", cutoff = 3 Å)
            }
            """, Command.succeed("fmt", file.toString()).out());
    }
}
