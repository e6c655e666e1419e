package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code eutectic lattice}, {@code eos}, {@code elastic} and {@code library}: files, agreement with each other, refusals. */
class PropertyCommandsTest {
    @TempDir
    private Path folder;

    private JsonNode json(String... arguments) throws IOException {
        return Command.json(folder, arguments);
    }

    @Test
    void threeWaysToOneBulkModulus() throws IOException {
        String cu = Command.potential("Cu.eut");
        JsonNode elastic = json("elastic", cu, "--structure", "fcc");
        double bulk = elastic.get("voigt").get("bulk_GPa").doubleValue();
        // The equation of state is fitted over a range; 2 % of the volume bring it to some parts in a thousand.
        for (JsonNode fit : json("eos", cu, "--structure", "fcc", "--range", "0.02").get("fits")) {
            assertEquals(bulk, fit.get("B0_GPa").doubleValue(), 3e-3 * bulk, fit.toString());
        }
        for (JsonNode p : json("eos", cu).get("points")) {
            assertEquals(p.get("minus_dE_dV_GPa").doubleValue(), p.get("pressure_GPa").doubleValue(), 1e-6);
        }
        JsonNode lowest = json("lattice", cu, "--structures", "bcc,fcc").get("crystals").get(0);
        assertEquals("fcc", lowest.get("prototype").textValue());
        assertTrue(lowest.get("lowest").booleanValue());
        assertEquals(elastic.get("crystal").get("a_A").doubleValue(), lowest.get("a_A").doubleValue(), 1e-12);
        assertEquals(6, elastic.get("stiffness_GPa").size());
        assertEquals(elastic.get("stiffness_GPa").get(0).get(1).doubleValue(), elastic.get("stiffness_GPa").get(2).get(0).doubleValue(), 1e-9);
    }

    /** A file's crystal, shaken and strained, is relaxed first; what it is given in makes no difference. */
    @Test
    void structuresFromFiles() throws IOException {
        String cu = Command.potential("Cu.eut");
        Path shaken = Files.writeString(folder.resolve("shaken.xyz"), EvalTest.crystal("Cu", 3.7, 2, 0.05, 4));
        double[] straight = json("elastic", cu, "--structure", "fcc").get("eigenvalues_GPa").valueStream().mapToDouble(JsonNode::doubleValue).toArray();
        double[] fromFile = json("elastic", cu, shaken.toString()).get("eigenvalues_GPa").valueStream().mapToDouble(JsonNode::doubleValue).toArray();
        for (int k = 0; k < 6; k++) {
            assertEquals(straight[k], fromFile[k], 1e-4 * straight[k]);
        }
    }

    @Test
    void tablesAndDiagrams() throws IOException {
        String si = Command.potential("Si-sw.eut");
        Path csv = folder.resolve("a/curve.csv"), svg = folder.resolve("a/curve.svg"), png = folder.resolve("a/young.png"), lattices = folder.resolve("lattices.svg");
        Command.succeed("eos", si, "--structure", "diamond", "--points", "7", "--csv", csv.toString(), "--plot", svg.toString());
        List<String> lines = Files.readAllLines(csv);
        assertEquals(8, lines.size());
        assertEquals("volume_A3_per_atom,energy_eV_per_atom,pressure_GPa,minus_dE_dV_GPa", lines.getFirst());
        assertEquals(4, lines.get(4).split(",").length);
        assertEquals(-4.3366, Double.parseDouble(lines.get(4).split(",")[1]), 1e-6);
        String drawing = Files.readString(svg);
        assertTrue(drawing.startsWith("<?xml") && drawing.contains("</svg") && drawing.length() > 10_000, "no drawing");
        Command.succeed("elastic", si, "--structure", "diamond", "--plot", png.toString(), "--csv", folder.resolve("c.csv").toString());
        BufferedImage image = ImageIO.read(png.toFile());
        assertTrue(image.getWidth() > 1000 && image.getHeight() > 1000);
        assertEquals(6, Files.readAllLines(folder.resolve("c.csv")).size());
        Command.succeed("lattice", si, "--structures", "diamond,fcc", "--plot", lattices.toString());
        assertTrue(Files.size(lattices) > 10_000);
        try (var all = Files.walk(folder)) {
            assertFalse(all.anyMatch(f -> f.toString().endsWith(".part")));
        }
    }

    @Test
    void whatIsNotStableIsSaid() {
        Command c = Command.run("elastic", Command.potential("Ar.eut"), "--structure", "bcc");
        assertEquals(1, c.code(), c.err());
        assertTrue(c.out().contains("NOT STABLE: eigenvalues of the stiffness, GPa: -"), c.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "eos Cu.eut --structure fc                | --structure: there is no structure 'fc'; did you mean 'fcc'?",
        "lattice Cu.eut --structures fcc,tungsten | --structure: there is no structure 'tungsten'; there are sc, fcc, bcc, hcp, diamond, b1, rocksalt, b2, cesiumchloride, b3, zincblende, b4, wurtzite, l10, l12",
        "elastic Cu.eut --species Ni              | --species: Cu does not know Ni; it knows Cu",
        "lattice SiC-tersoff.eut --species Si,Si  | --species: name each species once, not Si,Si",
        "elastic SiC-tersoff.eut --structure fcc  | --structure fcc takes one species: choose with --species from Si, C",
        "eos Cu.eut --structure b2                | --structure b2 takes 2 species: choose with --species from Cu",
        "lattice Cu.eut --structures b1,b2        | --structures: b1 takes two species, and there is but Cu",
        "eos Cu.eut --structure fcc --distances 4:5.5 | fcc Cu: the energy has no minimum for distances of nearest neighbors from 4.000 to 5.500 Å; give others with --distances",
        "lattice Cu.eut --distances 4:5.5         | no structure: the energy has no minimum for distances of nearest neighbors from 4.000 to 5.500 Å; give others with --distances",
        "lattice Cu.eut --distances 5             | --distances: two lengths in Å are needed, from 0.3 up and the shorter one first, as in 2:5, not 5",
        "lattice Cu.eut --distances 5:2           | --distances: two lengths in Å are needed, from 0.3 up and the shorter one first, as in 2:5, not 5:2",
        "elastic Cu.eut --structure fcc --strain 0.1 | a strain of 0.1 is not small: take one from 1e-5 to 0.01 (differences reach to twice that)",
        "eos Cu.eut --structure fcc --range 0.9   | a range of 0.9 makes no sense: volumes go from 1 - range to 1 + range of that at rest, with a range from 0.001 to 0.5",
        "eos Cu.eut --structure fcc --points 3    | at least 5 volumes are needed to fit the 4 numbers of an equation of state, not 3",
        "eos Cu.eut --structure fcc --plot a.gif  | --plot: the name must end in .svg or .png, not a.gif",
        "eos Cu.eut none.xyz --structure fcc      | give a structure file or --structure, not both",
        "elastic Cu.eut none.xyz                  | none.xyz: there is no such structure file",
        "elastic Cu.eut molecule.xyz              | molecule.xyz: a crystal is needed, periodic in all three directions",
    })
    void refusals(String line, String message) throws IOException {
        Files.writeString(folder.resolve("molecule.xyz"), "2\n\nCu 0 0 0\nCu 0 0 2.3\n");
        List<String> arguments = new ArrayList<>(List.of(line.strip().split(" +")));
        arguments.set(1, Command.potential(arguments.get(1)));
        arguments.replaceAll(a -> a.endsWith(".xyz") || a.endsWith(".gif") ? folder.resolve(a).toString() : a);
        assertEquals("eutectic: " + message, Command.refusal(folder, arguments.toArray(String[]::new)));
    }

    /** Atoms that only repel: each command says so. */
    @Test
    void noCrystalAtAll() throws IOException {
        Path file = Files.writeString(folder.resolve("push.eut"), """
            potential Push {
              species Ar
              cutoff 6 Å
              energy[i] = 1/2 * sum(j) 1 eV*(1 - r[i,j]/cutoff)^3*exp(-r[i,j]/(1 Å))
            }
            """);
        assertEquals("eutectic: no crystal of Ar has a minimum of energy; give a structure file, or other distances of nearest neighbors with --distances",
            Command.refusal(folder, "elastic", file.toString()));
        assertEquals("eutectic: no structure: the energy has no minimum for distances of nearest neighbors from 1.000 to 6.000 Å; give others with --distances",
            Command.refusal(folder, "lattice", file.toString(), "--json", folder.resolve("none.json").toString()));
        assertFalse(Files.exists(folder.resolve("none.json")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[{\"potential\": \"X.eut\"}]                        | published.json:1:23: Missing required creator property 'structure'",
        "[{]                                                  | published.json:1:3: this is no JSON: Unexpected close marker ']': expected '}'",
        "[{\"potential\": \"X.eut\", \"structure\": \"fc\", \"species\": [\"Cu\"], \"published\": []}] | published.json, row 1 (X.eut): there is no structure 'fc'; did you mean 'fcc'?",
        "[{\"potential\": \"X.eut\", \"structure\": \"b1\", \"species\": [\"Cu\"], \"published\": []}] | published.json, row 1 (X.eut): b1 takes 2 species, not 1",
        "[{\"potential\": \"X.eut\", \"structure\": \"fcc\", \"species\": [\"Cu\"], \"published\": [{\"quantity\": \"B\", \"value\": 1, \"unit\": \"eV\", \"source\": \"\"}]}] | published.json, row 1 (X.eut): no quantity 'B' in 'eV'; there are a in Å, c in Å, c/a in 1, energy in eV, B in GPa, C11 in GPa, C12 in GPa, C13 in GPa, C33 in GPa, C44 in GPa, C44 clamped in GPa, C66 in GPa",
        "[{\"potential\": \"X.eut\", \"structure\": \"fcc\", \"species\": [\"Cu\"], \"published\": []}] | X.eut: there is no such potential file",
    })
    void badLists(String text, String message) throws IOException {
        Files.createDirectories(folder.resolve("reference"));
        Files.writeString(folder.resolve("reference/published.json"), text);
        assertEquals("eutectic: " + message, Command.refusal(folder, "library", folder.toString()).replace("reference/", ""));
    }

    @Test
    void aLibraryOfOnesOwn() throws IOException {
        Files.createDirectories(folder.resolve("reference"));
        Files.copy(Path.of(Command.potential("Ar.eut")), folder.resolve("Ar.eut"));
        Files.writeString(folder.resolve("reference/published.json"), """
            [{"potential": "Ar.eut", "structure": "fcc", "species": ["Ar"], "published": [
              {"quantity": "a", "value": 5.3, "unit": "Å", "tolerance": 0.01, "source": "somebody"}]}]
            """);
        Files.writeString(folder.resolve("README.md"), "Mine.\n<!-- properties: begin -->\nold\n<!-- properties: end -->\nEnd.\n");
        Command c = Command.run("library", folder.toString(), "--write");
        assertEquals(1, c.code(), c.err());
        assertEquals("Ar.eut fcc: a is 5.26865 Å, published 5.3 within 0.01 (somebody)", c.err().strip());
        String page = Files.readString(folder.resolve("README.md"));
        assertTrue(page.startsWith("Mine.\n<!-- properties: begin (made by") && page.endsWith("<!-- properties: end -->\nEnd.\n") && !page.contains("old"), page);
        assertTrue(page.contains("| `Ar.eut` | fcc Ar | 5.2687 (5.3) | -0.0776 | 2.95 |"), page);
        Files.writeString(folder.resolve("README.md"), "Mine.\n");
        String said = Command.refusal(folder, "library", folder.toString(), "--write");
        assertTrue(said.startsWith("eutectic: README.md has no lines '<!-- properties: begin"), said);
        assertEquals("Mine.\n", Files.readString(folder.resolve("README.md")));
    }
}
