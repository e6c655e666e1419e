package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.structure.StructureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eutectic build}. */
class BuildTest {
    @TempDir
    private Path folder;

    private List<String> line(String arguments) {
        List<String> line = new ArrayList<>(List.of("build"));
        line.addAll(List.of(arguments.split(" ")));
        line.addAll(List.of("-o", folder.resolve("x.xyz").toString()));
        return line;
    }

    private String said;

    private Configuration build(String arguments) {
        said = Command.succeed(line(arguments).toArray(String[]::new)).out();
        return StructureFile.read(folder.resolve("x.xyz"));
    }

    private String refusal(String arguments) {
        String said = Command.refusal(folder, line(arguments).toArray(String[]::new));
        assertFalse(Files.exists(folder.resolve("x.xyz")), "nothing is written");
        return said;
    }

    @Test
    void crystals() throws IOException {
        Configuration c = build("fcc Cu 10x10x10 --a 3.615");
        assertEquals(4000, c.size());
        assertEquals(Math.pow(36.15, 3), c.cell().volume(), 1e-8);
        // 4 · 63.546 u in 3.615³ Å³.
        assertTrue(said.contains("4000 atoms: Cu 4000 (100 %)\ncell 36.15000 × 36.15000 × 36.15000 Å, 8.9345 g/cm³; nearest neighbors 2.5562 Å apart\nwrote "), said);
        String whole = Files.readString(folder.resolve("x.xyz"));
        assertTrue(whole.lines().skip(1).findFirst().orElseThrow().contains("made_by=\"eutectic build fcc Cu 10x10x10 --a 3.615"), whole.substring(0, 300));
        build("fcc Cu 10x10x10 --a 3.615");
        assertEquals(whole, Files.readString(folder.resolve("x.xyz")));

        assertEquals(Map.of("Na", 32, "Cl", 32), Atoms.composition(build("b1 Na,Cl 2x2x2 --a 5.64")));
        assertEquals(Map.of("Na", 4, "Cl", 4), Atoms.composition(build("b1 Na Cl --a 5.64")));
        assertEquals(5.2, build("hcp Mg 1x1x1 --a 3.2 --c 5.2").cell().get(2, 2), 1e-12);
        // The lattice constant of Zhou's copper, which the library's table has, too.
        assertEquals(2 * 3.61496, build("fcc Cu 2x2x2 --potential " + Command.potential("Cu.eut")).cell().get(0, 0), 2e-5);
        assertTrue(said.contains("# fcc of Cu: a 3.6149"), said);
    }

    @Test
    void filesAndWhatIsDoneToThem() throws IOException {
        Path cell = Files.writeString(folder.resolve("cell.xyz"), "2\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=species:S:1:pos:R:3\nNa 0 0 0\nCl 1.5 1.5 1.5\n");
        Configuration c = build(cell + " 3x3x4 --vacancies 25% --vacuum 0,0,10 --open c --rattle 0.01 --seed 4");
        assertEquals(54, c.size());
        assertEquals(22, c.cell().get(2, 2), 1e-12);
        assertEquals(List.of(true, true, false), List.of(c.cell().periodic(0), c.cell().periodic(1), c.cell().periodic(2)));
        assertTrue(said.contains("# 18 vacancies\n"), said);
        assertEquals(2 * 36 - 5, build(cell + " 3x3x4 --vacancies 5 --alloy K@Na:50%").size());
        Configuration cesium = build(cell + " 3x3x4 --alloy K@Na:50%,Br@Cl:0.25");
        assertEquals(Map.of("Na", 18, "K", 18, "Cl", 27, "Br", 9), Atoms.composition(cesium));
        for (int i = 0; i < cesium.size(); i++) {
            assertEquals(i % 2 == 0, List.of("Na", "K").contains(cesium.symbol(i)), "sites of one kind stay with it");
        }
    }

    @Test
    void alloysAndGrains() {
        Configuration sqs = build("fcc Cu 4x4x4 --a 3.6 --alloy Ni:0.25 --sqs 2");
        assertEquals(Map.of("Cu", 192, "Ni", 64), Atoms.composition(sqs));
        assertTrue(said.contains("# quasirandom on the places of Cu: α = 1 - P(B next to A)/x(B), 0 in an endless random alloy\n#   shell 1, 2.5456 Å:  Ni-Cu +0.000000\n") && said.contains("#   largest without its sign: 0.000000\n")
            || said.contains("Cu-Ni +0.000000"), said);
        Configuration grains = build("bcc Fe 10x10x10 --a 2.866 --grains 3");
        assertTrue(said.matches("(?s)# 3 grains of \\d+ to \\d+ atoms; \\d+ atoms left out that stood too near others\n.*"), said);
        assertTrue(Atoms.nearestDistance(grains) > 0.7 * 2.866 * Math.sqrt(0.75) - 1e-9);
        assertEquals(2000, grains.size(), 200);
        // Close-packed planes of three layers, a/√2 · √3 a/√8 · 12 in size.
        Configuration slab = build("fcc Cu 3x2x4 --a 3.6 --surface 111 --vacuum 8");
        assertEquals(24, slab.size());
        assertEquals(4 * 3.6 / Math.sqrt(3) + 8, slab.cell().get(2, 2), 1e-9);
        assertEquals(6 * 3.6 * 3.6 * Math.sqrt(3) / 4, slab.cell().volume() / slab.cell().get(2, 2), 1e-9);
        assertEquals(List.of(true, true, false), List.of(slab.cell().periodic(0), slab.cell().periodic(1), slab.cell().periodic(2)));
        assertTrue(said.contains("# surface 111: planes of 1 atom in 5.6118 Å², 2.0785 Å apart; one way to cut\n"), said);
    }

    @Test
    void whatMakesNoSense() {
        assertEquals("eutectic: how large is a cell of fcc? Give the lattice constant with --a, or a potential that knows it with --potential", refusal("fcc Cu 2x2x2"));
        assertEquals("eutectic: b1 takes 2 elements, as in Na,Cl; given is Na", refusal("b1 Na --a 5"));
        assertEquals("eutectic: fcc takes one element; given are Cu, Ni", refusal("fcc Cu Ni --a 3.6"));
        assertEquals("eutectic: there is no structure 'fccc'; did you mean 'fcc'?; nor is there a structure file of that name", refusal("fccc Cu --a 3.6"));
        assertEquals("eutectic: --a must be a length, not -3.6 Å", refusal("fcc Cu --a -3.6"));
        assertEquals("eutectic: --c: fcc has no axis of its own; give --a alone", refusal("fcc Cu --a 3.6 --c 4"));
        assertEquals("eutectic: either --a (and --c), or --potential, not both", refusal("fcc Cu --a 3.6 --potential " + Command.potential("Cu.eut")));
        assertEquals("eutectic: Cu does not know Al; it knows Cu", refusal("fcc Al --potential " + Command.potential("Cu.eut")));
        assertEquals("eutectic: --alloy: an element and its part are needed, as in Ni:0.3, Ni:30% or K@Na:0.5, not Ni", refusal("fcc Cu --a 3.6 --alloy Ni"));
        assertEquals("eutectic: --alloy K:0.5: whose places? The crystal holds Na, Cl; write K@Na:0.5", refusal("b1 Na,Cl --a 5.6 --alloy K:0.5"));
        assertEquals("eutectic: --alloy K@Rb:0.5: the crystal holds no Rb; it holds Na, Cl", refusal("b1 Na,Cl --a 5.6 --alloy K@Rb:0.5"));
        assertEquals("eutectic: the parts {Ni=0.7, Au=0.4} add up to 1.10000, more than 1", refusal("fcc Cu --a 3.6 --alloy Ni:0.7,Au:0.4"));
        assertEquals("eutectic: --sqs arranges an alloy; say of what with --alloy", refusal("fcc Cu --a 3.6 --sqs 3"));
        assertEquals("eutectic: --vacancies: a number of atoms is needed, or a percentage as in 1%, not few", refusal("fcc Cu --a 3.6 --vacancies few"));
        assertEquals("eutectic: 4 vacancies among 4 atoms: fewer than there are atoms are needed", refusal("fcc Cu --a 3.6 --vacancies 4"));
        assertEquals("eutectic: --open: edges are called a, b and c, not z", refusal("fcc Cu --a 3.6 --open z"));
        assertEquals("eutectic: --vacuum: one length or three are needed, from 0 Å on", refusal("fcc Cu --a 3.6 --vacuum 1,2"));
        assertTrue(refusal("fcc Cu --a 3.6 --surface 1x1").startsWith("eutectic: '1x1' are no Miller indices: "));
        assertEquals("eutectic: --cut: there is one way to cut along 100, not 2", refusal("fcc Cu --a 3.6 --surface 100 --cut 2"));
        assertEquals("eutectic: --cut is for surfaces; say which with --surface", refusal("fcc Cu --a 3.6 --cut 2"));
        assertEquals("eutectic: either --grains or --surface, not both", refusal("fcc Cu --a 3.6 --grains 2 --surface 111"));
        assertEquals("eutectic: --closest must lie from 0 to below 1, not 2.0", refusal("fcc Cu --a 3.6 --grains 2 --closest 2"));
        assertEquals("eutectic: 4.00e+12 atoms are more than this program can hold", refusal("fcc Cu 999999x999999x1 --a 3.6"));
    }
}
