package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of n2p2 at the command line: its text, and dynamics with it. */
class HdnnpTest {
    private static final Path SMALL = Command.root().resolve("ml-terms/src/test/resources/org/eutectic/ml/n2p2/small.eut");

    @TempDir
    private Path folder;

    @Test
    void explainPrintsTheTextThatADirectoryStandsFor() throws IOException {
        String text = Command.succeed("explain", "--text", SMALL.toString()).out();
        assertEquals(Files.readString(SMALL.resolveSibling("small.text.eut")), text);
        assertTrue(Command.succeed("check", SMALL.toString()).out().contains("Small is fine"));
    }

    /** Energy is conserved: by a step half as long four times as well, as it is by forces that are the energy's derivatives. */
    @Test
    void dynamicsConserveEnergy() throws IOException {
        double coarse = spread(0.2, 60), fine = spread(0.1, 120);
        assertTrue(fine < 0.35 * coarse, "the energy wavers by " + coarse + " eV, with half the step by " + fine + " eV");
        assertTrue(coarse < 5e-3, "the energy wavers by " + coarse + " eV");
    }

    private double spread(double timestep, int steps) throws IOException {
        Path run = Files.writeString(folder.resolve("run.yaml"), """
            potential: %s
            structure: {lattice: rocksalt, elements: [O, H], a: 3.6, repeat: [2, 1, 1]}
            temperature: 300
            timestep: %s
            stages: [{name: nve, steps: %d}]
            output: {folder: '%s', thermo: {every: 2}}
            """.formatted(SMALL, timestep, steps, folder.resolve("out" + steps)));
        Command.succeed("md", run.toString());
        List<String> lines = Files.readAllLines(folder.resolve("out" + steps).resolve("thermo.csv")).stream().filter(l -> !l.startsWith("#")).toList();
        int total = Arrays.asList(lines.getFirst().split(",")).indexOf("total_eV");
        double[] energies = lines.stream().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",")[total])).toArray();
        return Arrays.stream(energies).max().orElse(0) - Arrays.stream(energies).min().orElse(0);
    }
}
