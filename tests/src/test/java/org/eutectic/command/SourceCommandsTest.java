package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}, {@code explain}, {@code fmt} and {@code doctor}. */
class SourceCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void checkDescribesWhatIsFine() {
        Command c = Command.succeed("check", Command.potential("Ar.eut"));
        assertTrue(c.out().startsWith("potential Ar is fine\n  species  Ar\n  cutoff   8.50000 Å\n"), c.out());
    }

    @Test
    void checkHoldsAlloysToTheirParents() {
        Command c = Command.succeed("check", Command.root().resolve("examples/alloy/CuNi.eut").toString());
        assertTrue(c.out().contains("parent   Cu: identical"), c.out());
        assertTrue(c.out().contains("parent   Ni: identical"), c.out());
    }

    @Test
    void explainShowsEquationsOriginsAndForces() {
        String out = Command.succeed("explain", Command.potential("Ar.eut")).out();
        assertTrue(out.contains("energy[i] = 1/2 * sum(j) "), out);
        assertTrue(out.lines().anyMatch(l -> l.contains("epsilon[Ar,Ar] = 0.0104") && l.matches(".*Ar\\.eut:\\d+")), out);
        assertTrue(out.contains("sum(j within 8.5 Å)"), out);
        assertTrue(out.contains("Gx[i,j] = "), out);
    }

    @Test
    void explainShowsThePlanOfARoutine() {
        String out = Command.succeed("explain", "--plan", Command.potential("Si-tersoff.eut")).out();
        assertTrue(out.contains("Routine of Si for energy and forces"), out);
        assertTrue(out.contains("gather the neighbors within 3 Å"), out);
        assertTrue(out.contains("for k != j within 3 Å"), out);
        assertTrue(out.contains("force[i] += G, force[j] -= G"), out);
    }

    @Test
    void everyPotentialIsExplained() throws IOException {
        try (var files = Files.list(Command.root().resolve("potentials"))) {
            for (Path p : files.filter(f -> f.toString().endsWith(".eut")).toList()) {
                assertTrue(Command.succeed("explain", p.toString()).out().contains("Derived forces"), p.toString());
            }
        }
    }

    @Test
    void fmtChecksAndWrites() throws IOException {
        Path messy = Files.writeString(folder.resolve("messy.eut"), "potential   X{species Ar\ncutoff 3 Å\n   energy[i]=1/2*sum(j)  (1 eV)\n}");
        Command check = Command.run("fmt", "--check", messy.toString());
        assertEquals(1, check.code());
        assertEquals(messy + ": not formatted\n", check.out());
        String printed = Command.succeed("fmt", messy.toString()).out();
        Command.succeed("fmt", "--write", messy.toString());
        assertEquals(printed, Files.readString(messy));
        assertEquals(0, Command.run("fmt", "--check", messy.toString()).code());
        Files.writeString(messy, "potential X { species }");
        assertTrue(Command.refusal(folder, "fmt", "--write", messy.toString()).contains("messy.eut:1:"));
        assertEquals("potential X { species }", Files.readString(messy));
    }

    @Test
    void doctorFindsTheOptimizingRuntime() {
        Command c = Command.succeed("doctor");
        assertTrue(c.out().contains("GraalVM") && c.out().contains(": optimizing"), c.out());
        assertTrue(c.out().contains("OpenCL") && c.out().contains("CUDA"), c.out());
    }
}
