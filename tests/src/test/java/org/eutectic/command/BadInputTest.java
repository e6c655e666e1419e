package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: one message that says what and where, exit code 2. */
class BadInputTest {
    private static final String HEAD = "Lattice=\"8 0 0 0 8 0 0 0 8\" Properties=species:S:1:pos:R:3";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String evaluated(String structure) throws IOException {
        return Command.refusal(folder, "eval", Command.potential("Ar.eut"), file("s.xyz", structure).toString(), "--backend", "reference");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Cu 0 0 0;Ar 4 4 4       | the structure holds Cu, which the potential does not know; it knows Ar",
        "Ar 0 0 0;Ar 0 0 0.2     | closer than",
        "Ar 0 0 0;Ar nan 0 2     | s.xyz, frame 1",
        "Ar 0 0 0;Ar 2 0         | s.xyz, frame 1",
        "Ar 0 0 0                | s.xyz, frame 1",
        "Ar 0 0 0;Ar 2 0 x       | s.xyz, frame 1",
    })
    void structures(String atoms, String message) throws IOException {
        String said = evaluated("2\n" + HEAD + "\n" + atoms.replace(';', '\n') + "\n");
        assertTrue(said.contains(message) || message.startsWith("closer") && said.contains("0.2"), said);
        assertTrue(said.contains("s.xyz"), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void cells() throws IOException {
        String flat = evaluated("1\nLattice=\"8 0 0 8 0 0 0 0 8\" Properties=species:S:1:pos:R:3\nAr 0 0 0\n");
        assertTrue(flat.contains("s.xyz") && flat.contains("cell"), flat);
        String thin = evaluated("1\nLattice=\"0.2 0 0 0 8 0 0 0 8\" Properties=species:S:1:pos:R:3\nAr 0 0 0\n");
        assertTrue(thin.contains("only 0.2000 Å thick along a"), thin);
    }

    @Test
    void files() throws IOException {
        String ar = Command.potential("Ar.eut");
        assertEquals("eutectic: none.xyz: there is no such structure file", Command.refusal(folder, "eval", ar, folder.resolve("none.xyz").toString()));
        assertEquals("eutectic: none.eut: there is no such potential file", Command.refusal(folder, "check", folder.resolve("none.eut").toString()));
        assertEquals("eutectic: none.yaml: there is no such run file", Command.refusal(folder, "md", folder.resolve("none.yaml").toString()));
        assertTrue(Command.refusal(folder, "check", folder.toString()).endsWith("is a folder; a potential file is needed"));
        Files.write(folder.resolve("latin.eut"), new byte[] {'/', '/', ' ', (byte) 0xe4, '\n'});
        assertTrue(Command.refusal(folder, "fmt", folder.resolve("latin.eut").toString()).contains("UTF-8"));
        assertEquals("eutectic: empty.eut declares nothing: neither a form nor a potential", Command.refusal(folder, "check", file("empty.eut", "").toString()));
    }

    @Test
    void commandLines() {
        assertEquals("eutectic: Unmatched argument at index 0: 'evaluate'\nTry 'eutectic --help'.",
            Command.refusal(folder, "evaluate").replaceAll("\nDid you mean[^\n]*", ""));
        assertTrue(Command.refusal(folder, "eval").startsWith("eutectic: Missing required parameters: 'POTENTIAL', 'STRUCTURE'"));
        assertTrue(Command.refusal(folder, "eval", "a", "b", "--backend", "gpu").contains("--backend"));
        assertTrue(Command.refusal(folder, "fmt", "--check", "--write", "x").contains("mutually exclusive"));
    }

    @Test
    void everyErrorOfASourceIsShown() throws IOException {
        Path bad = file("bad.eut", """
            potential X {
              species Ar
              cutoff 8.5 Å
              param epsilon = 0.0104 eV
              energy[i] = 1/2 * sum(j) (epsilom*exp(r[i,j]))
            }
            """);
        String said = Command.refusal(folder, "check", bad.toString());
        assertEquals("""
            bad.eut:5:29: error: 'epsilom' is not known here
              energy[i] = 1/2 * sum(j) (epsilom*exp(r[i,j]))
                                        ^^^^^^^
              help: did you mean 'epsilon'?

            eutectic: 1 error""".lines().skip(0).findFirst().orElseThrow().split(":")[0], said.split(":")[0]);
        assertTrue(said.contains("bad.eut:5:29: error: ") && said.contains("epsilon"), said);
        assertTrue(said.matches("(?s).*eutectic: \\d errors?"), said);
    }
}
