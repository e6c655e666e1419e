package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.structure.StructureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mc} in run files: atoms that change places, or become others, between time steps. */
class MonteCarloTest {
    @TempDir
    private Path folder;

    private Path run(String output, String element, String stages, String columns) throws IOException {
        Path potential = folder.resolve("alloy.eut");
        Files.writeString(potential, """
            potential Alloy {
              species Ar, Kr
              cutoff 7 Å
              param epsilon[Ar,Ar] = 0.0104 eV, epsilon[Ar,Kr] = 0.016 eV, epsilon[Kr,Kr] = 0.0138 eV
              energy[i] = 1/2*sum(j) 4*epsilon[i,j]*((3.45 Å/r[i,j])^12 - (3.45 Å/r[i,j])^6)*(1 - r[i,j]/(7 Å))^2
            }
            """);
        return Files.writeString(folder.resolve(output + ".yaml"), """
            potential: %s
            structure: %s
            temperature: 60
            timestep: 4
            backend: reference
            threads: 1
            skin: 0.3
            stages: [%s]
            output: {folder: '%s', thermo: {every: 5, columns: [%s]}, trajectory: {every: 11, velocities: true}, restart: {every: 7}}
            """.formatted(potential, element, stages, folder.resolve(output), columns));
    }

    private static final String CUBE = "{lattice: fcc, element: Ar, a: 5.6, repeat: [2, 2, 2]}";
    private static final String FLIPS = "{steps: 24, thermostat: {temperature: 60}, mc: {every: 3, trials: 8, chemical_potentials: {Ar: 0, Kr: 0.02}}}";
    private static final String SWAPS = "{steps: 25, thermostat: {type: langevin, temperature: 60}, barostat: {pressure: 0.1, bulk_modulus: 3, every: 4}, mc: {every: 2, trials: 4, swap: [Ar, Kr]}}";
    private static final String COLUMNS = "standard, atoms.Kr, mc.tried, mc.accepted, mc.acceptance";

    @Test
    void atomsBecomeOthersAndChangePlaces() throws IOException {
        Command c = Command.succeed("md", run("whole", CUBE, FLIPS + ", " + SWAPS, COLUMNS).toString());
        assertTrue(c.out().contains("; 8 flips of species tried every 3 steps") && c.out().contains("; 4 swaps tried every 2 steps"), c.out());
        List<String> rows = Files.readAllLines(folder.resolve("whole/thermo.csv"));
        List<String> head = List.of(rows.getFirst().split(","));
        int krypton = head.indexOf("atoms.Kr"), tried = head.indexOf("mc.tried"), accepted = head.indexOf("mc.accepted"), acceptance = head.indexOf("mc.acceptance"), conserved = head.indexOf("conserved_eV");
        assertEquals("0", rows.get(1).split(",")[krypton]);
        assertTrue(rows.get(1).endsWith(",0,0,0,"), rows.get(1));
        List<List<String>> table = rows.stream().skip(1).map(r -> List.of(r.split(",", -1))).toList();
        // Up to step 20 six times eight trials; in the second stage, which counts anew, 12 times four.
        assertEquals("48", table.get(4).get(tried), rows.toString());
        assertEquals("48", table.getLast().get(tried));
        assertEquals(Double.parseDouble(table.getLast().get(accepted)) / 48, Double.parseDouble(table.getLast().get(acceptance)));
        assertTrue(Integer.parseInt(table.getLast().get(accepted)) > 0);
        int last = Integer.parseInt(table.getLast().get(krypton));
        assertTrue(last > 3 && last < 32, "some have become krypton: " + last);
        assertEquals(last, Integer.parseInt(table.get(5).get(krypton)), "swaps keep the composition");
        assertEquals(last, Atoms.composition(StructureFile.last(folder.resolve("whole/final.xyz")).configuration()).get("Kr"));
        // What moves bring is booked as heat: potential energies change by 0.13 eV.
        assertEquals(Double.parseDouble(table.getFirst().get(conserved)), Double.parseDouble(table.get(4).get(conserved)), 1e-5);

        // To the bit, from a state that was saved between moves, in either stage.
        for (String begun : List.of(FLIPS.replace("24", "17"), FLIPS + ", " + SWAPS.replace("25", "11"))) {
            Command.succeed("md", run("part", CUBE, begun, COLUMNS).toString());
            Command.succeed("md", "--continue", run("part", CUBE, FLIPS + ", " + SWAPS, COLUMNS).toString());
            for (String file : List.of("thermo.csv", "thermo.log", "trajectory.xyz", "final.xyz")) {
                assertArrayEquals(Files.readAllBytes(folder.resolve("whole").resolve(file)), Files.readAllBytes(folder.resolve("part").resolve(file)), file + " after " + begun);
            }
        }
    }

    private String refusal(String mc) throws IOException {
        return Command.refusal(folder, "md", run("bad", CUBE, "{steps: 10, thermostat: {temperature: 60}, mc: " + mc + "}", "step").toString());
    }

    @Test
    void whatMakesNoSense() throws IOException {
        assertEquals("eutectic: bad.yaml:8: stages[0].mc: moves are accepted at a temperature; give the stage a thermostat, too",
            Command.refusal(folder, "md", run("bad", CUBE, "{steps: 10, mc: {every: 2, trials: 3, swap: [Ar, Kr]}}", "step").toString()));
        assertEquals("eutectic: bad.yaml:8: stages[0].mc.every is missing", refusal("{trials: 3, swap: [Ar, Kr]}"));
        assertEquals("eutectic: bad.yaml:8: stages[0].mc.trials: must be positive, not 0", refusal("{every: 2, trials: 0, swap: [Ar, Kr]}"));
        assertEquals("eutectic: bad.yaml:8: stages[0].mc: either swap or chemical_potentials is needed", refusal("{every: 2, trials: 3}"));
        assertEquals("eutectic: bad.yaml:8: stages[0].mc: either swap or chemical_potentials is needed, not both", refusal("{every: 2, trials: 3, swap: [Ar, Kr], chemical_potentials: {Ar: 0, Kr: 1}}"));
        assertEquals("eutectic: bad.yaml:8: stages[0].mc.swap: at least two elements are needed, each once", refusal("{every: 2, trials: 3, swap: [Ar]}"));
        assertEquals("eutectic: bad.yaml:8: stages[0].mc.chemical_potentials: at least two elements are needed, each once", refusal("{every: 2, trials: 3, chemical_potentials: {Kr: 0.1}}"));
        assertEquals("eutectic: bad.yaml:8: stages[0].mc.swap: the potential Alloy does not know Xe; known: Ar, Kr", refusal("{every: 2, trials: 3, swap: [Ar, Xe]}").replace("did you mean 'Kr'?", "known: Ar, Kr"));
        assertEquals("eutectic: stages[0].mc.swap: of Ar, Kr the structure holds only Ar; there is nothing to swap", refusal("{every: 2, trials: 3, swap: [Ar, Kr]}"));
    }
}
