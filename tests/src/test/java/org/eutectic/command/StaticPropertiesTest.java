package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code eutectic phonons}, {@code vacancy}, {@code surface}, {@code stacking-fault} and {@code compress}: agreement with phonopy and LAMMPS, files, refusals. */
class StaticPropertiesTest {
    @TempDir
    private Path folder;

    private JsonNode json(String... arguments) throws IOException {
        return Command.json(folder, arguments);
    }

    /**
     * Frequencies, THz, by phonopy 2.17.1 from forces by LAMMPS (29 Sep 2021, update 2) with displacements of ±0.002 Å: copper's potential as a setfl file in 7×7×7 cells, silicon's as an sw file in 3×3×3.
     * What the second order of those differences leaves is some 3e-6 of a frequency.
     */
    @ParameterizedTest
    @CsvSource({"Cu.eut, fcc, 7, XLWK, 5.107359 5.107359 8.336270; 3.072007 3.072007 8.388463; 5.357432 6.982619 6.982619; 4.544864 6.591999 7.614626",
        "Si-sw.eut, diamond, 3, GXLK, 0 0 0 17.832703 17.832703 17.832703; 6.651927 6.651927 12.993676 12.993676 15.628762 15.628762; 4.703621 4.703621 11.768558 13.397999 16.766983 16.766983; 6.145579 7.989073 11.773603 12.734427 15.970542 16.065257"})
    void phononsAgreeWithPhonopy(String file, String crystal, int cells, String path, String expected) throws IOException {
        // The larger crystal takes half a minute.
        assumeTrue("Si-sw.eut".equals(file) || Boolean.getBoolean("eutectic.slow"), "skipped: runs with -Deutectic.slow=true");
        JsonNode r = json("phonons", Command.potential(file), "--structure", crystal, "--supercell", "" + cells, "--path", path, "--points", "6", "--mesh", "40", "--temperatures", "0:600:300");
        String[] points = expected.split("; ");
        for (int p = 0; p < points.length; p++) {
            JsonNode f = r.get("bands").get("points").get(p).get("frequencies_THz");
            String[] words = points[p].split(" ");
            assertEquals(words.length, f.size());
            for (int k = 0; k < words.length; k++) {
                assertEquals(Double.parseDouble(words[k]), f.get(k).doubleValue(), 5e-5);
            }
        }
        // From the same run: sums over a mesh of 30×30×30 (24×24×24) of phonopy's. What grids of different points leave is largest where only the longest waves are excited.
        double[][] phonopy = "fcc".equals(crystal) ? new double[][] {{0.032284801, 0, 0}, {-0.017121262, 3.852589, 2.816236}, {-0.145472042, 5.861761, 2.952228}}
            : new double[][] {{0.070756270, 0, 0}, {0.049378788, 1.992648, 2.241830}, {-0.026822758, 3.759472, 2.770419}};
        JsonNode t = r.get("thermal");
        for (int k = 0; k < 3; k++) {
            assertEquals(phonopy[k][0], t.get(k).get("free_energy_eV_per_atom").doubleValue(), 2e-5);
            assertEquals(phonopy[k][1], t.get(k).get("entropy_eV_per_K_atom").doubleValue() / 8.617333262e-5, 1e-3);
            assertEquals(phonopy[k][2], t.get(k).get("heat_capacity_eV_per_K_atom").doubleValue() / 8.617333262e-5, 1e-3);
        }
    }

    /** LAMMPS (29 Sep 2021, update 2), eam/alloy from this potential as setfl, {@code minimize 0 1e-7}: one atom deleted of 5×5×5 cells. */
    @Test
    void vacancyAgreesWithLammps() throws IOException {
        JsonNode v = json("vacancy", Command.potential("Cu.eut"), "--structure", "fcc", "--supercell", "5").get("vacancies").get(0);
        assertEquals(1.3968734, v.get("unrelaxed_eV").doubleValue(), 2e-6);
        assertEquals(1.2760719, v.get("relaxed_eV").doubleValue(), 2e-6);
    }

    /** The same program and potential, slabs of 12, 14 and 19 layers with open surfaces. */
    @Test
    void surfacesAgreeWithLammps() throws IOException {
        JsonNode s = json("surface", Command.potential("Cu.eut"), "--structure", "fcc").get("surfaces");
        double[][] lammps = {{1.5045704, 1.5013154}, {1.5655286, 1.5631432}, {1.7563503, 1.7428141}};
        for (int k = 0; k < 3; k++) {
            assertEquals(lammps[k][0], s.get(k).get("unrelaxed_J_m2").doubleValue(), 2e-6);
            assertEquals(lammps[k][1], s.get(k).get("relaxed_J_m2").doubleValue(), 2e-6);
        }
    }

    /** The same, half of 24 layers displaced, {@code fix setforce 0 0 NULL}; mJ/m². */
    @Test
    void stackingFaultAgreesWithLammps() throws IOException {
        JsonNode f = json("stacking-fault", Command.potential("Cu.eut"), "--structure", "fcc", "--points", "4");
        assertEquals(22.566334, f.get("intrinsic_mJ_m2").doubleValue(), 1e-3);
        assertEquals(110.764576, f.get("unstable_mJ_m2").doubleValue(), 1e-3);
        assertEquals(178.137098, f.get("points").get(2).get("rigid_mJ_m2").doubleValue(), 1e-3);
        assertEquals(110.646525, f.get("points").get(2).get("relaxed_mJ_m2").doubleValue(), 1e-3);
        assertEquals(39.816904, f.get("points").get(4).get("rigid_mJ_m2").doubleValue(), 1e-3);
    }

    /** Pressures of the equation of state at the volumes to which the pressure compressed the crystal. */
    @Test
    void compressionIsTheEquationOfState() throws IOException {
        JsonNode points = json("compress", Command.potential("Cu.eut"), "--structure", "fcc", "--to", "10", "--steps", "1").get("points");
        double v = points.get(1).get("volume_A3_per_atom").doubleValue(), rest = points.get(0).get("volume_A3_per_atom").doubleValue(), range = 1 - v / rest;
        JsonNode eos = json("eos", Command.potential("Cu.eut"), "--structure", "fcc", "--range", "" + range, "--points", "5").get("points").get(0);
        assertEquals(10, eos.get("pressure_GPa").doubleValue(), 1e-4);
        assertEquals(12, points.get(1).get("coordination").doubleValue());
    }

    @Test
    void tablesAndDiagrams() throws IOException {
        String cu = Command.potential("Cu.eut");
        Command.succeed("phonons", cu, "--structure", "fcc", "--supercell", "2", "--mesh", "10", "--points", "40", "--csv", at("b.csv"), "--dos-csv", at("d.csv"), "--thermal-csv", at("t.csv"), "--plot", at("b.svg"),
            "--dos-plot", at("d.png"));
        Command.succeed("vacancy", cu, "--structure", "fcc", "--supercell", "2", "--csv", at("v.csv"), "-o", at("v.xyz"));
        Command.succeed("surface", cu, "--structure", "fcc", "--plane", "111", "--csv", at("s.csv"), "-o", at("s.xyz"));
        Command.succeed("stacking-fault", cu, "--structure", "fcc", "--points", "4", "--csv", at("f.csv"));
        Command.succeed("compress", cu, "--structure", "fcc", "--steps", "2", "--csv", at("c.csv"));
        String[][] heads = {{"b.csv", "point,distance_1_per_A,qx_1_per_A,qy_1_per_A,qz_1_per_A,f1_THz,f2_THz,f3_THz"}, {"d.csv", "frequency_THz,states_per_atom_THz"},
            {"t.csv", "temperature_K,free_energy_eV_per_atom,entropy_eV_per_K_atom,heat_capacity_eV_per_K_atom"},
            {"v.csv", "species,site,atoms,unrelaxed_eV,relaxed_eV,no_pressure_eV,formation_volume_per_atomic_volume,chemical_potential_eV"},
            {"s.csv", "plane,cut,unrelaxed_J_m2,relaxed_J_m2,unrelaxed_eV_A2,relaxed_eV_A2,atoms,area_A2,thickness_A"}, {"f.csv", "shift_partials,rigid_mJ_m2,relaxed_mJ_m2"},
            {"c.csv", "pressure_GPa,volume_A3_per_atom,energy_eV_per_atom,enthalpy_eV_per_atom,a_A,b_A,c_A,nearest_A,coordination,within_A,laue_class"}};
        for (String[] h : heads) {
            List<String> lines = Files.readAllLines(folder.resolve(h[0]));
            assertEquals(h[1], lines.getFirst());
            assertTrue(lines.size() > 1 && lines.stream().allMatch(l -> l.split(",", -1).length == h[1].split(",").length), h[0]);
        }
        for (String drawing : new String[] {"b.svg", "d.png"}) {
            assertTrue(Files.size(folder.resolve(drawing)) > 5000, drawing);
        }
        assertEquals("31", Files.readAllLines(folder.resolve("v.xyz")).getFirst());
        try (var all = Files.walk(folder)) {
            assertFalse(all.anyMatch(f -> f.toString().endsWith(".part")));
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void whatIsNotStableIsSaid() {
        Command c = Command.run("phonons", Command.potential("Ar.eut"), "--structure", "bcc", "--supercell", "3", "--mesh", "10");
        assertEquals(1, c.code(), c.err());
        assertTrue(c.out().contains("NOT STABLE: the lowest frequency is imaginary, "), c.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "phonons Cu.eut --structure fcc --supercell 0   | --supercell: a positive number or three with x between are needed, as in 4 or 4x4x3, not 0",
        "phonons Cu.eut --structure fcc --displacement 1 | a displacement of 1.0 Å makes no sense: take one from 1e-5 to 0.1",
        "phonons Cu.eut --structure fcc --supercell 2 --path GXQ | the way GXQ has no point 'Q': a face-centered cubic lattice has G, X, W, K, L, U",
        "phonons Cu.eut --structure fcc --points 1      | --points must be from 2 to 100000, not 1",
        "phonons Cu.eut --structure fcc --mesh 0        | --mesh: a box from 5 to 1000 Å is needed, not 0.0",
        "phonons Cu.eut --structure fcc --temperatures 300 | --temperatures: lowest, highest and step in K are needed, none of them negative, as in 0:1000:100, not 300",
        "phonons Cu.eut --structure fcc --dos-plot a.gif | --plot: the name must end in .svg or .png, not a.gif",
        "vacancy Cu.eut --structure fcc --chemical-potential Ni=1 | --chemical-potential: Cu does not know Ni; it knows Cu",
        "vacancy Cu.eut --structure fcc --chemical-potential Cu=NaN | --chemical-potential: a finite energy in eV is needed for Cu, not NaN",
        "vacancy SiC-tersoff.eut --structure b3 --species Si,C --supercell 2 | b3: what an atom of Si gains where it goes is not known in a compound; give its energy there, less that of an isolated atom, as in --chemical-potential Si=-1.5",
        "surface Cu.eut --structure fcc --plane 11      | --plane: '11' are no Miller indices: three of one digit each are needed, negative ones with a minus before them, as in 111 or 1-10",
        "surface Cu.eut --structure fcc --plane 10-10   | --plane: 10-10: four Miller indices are for hexagonal crystals; this one takes three",
        "surface Mg.eut --structure hcp --plane 1010    | --plane: 1010: the first three of four Miller indices must sum to zero, so the third is -1",
        "surface Cu.eut --structure fcc --thickness -1  | --thickness: a length up to 10000 Å is needed, not -1.0",
        "surface Cu.eut --structure fcc --vacuum -1     | --vacuum: a length up to 10000 Å is needed, not -1.0",
        "stacking-fault Fe.eut --structure bcc          | bcc is body-centered cubic with 1 atoms in the primitive cell; the stacking fault is that of a face-centered cubic crystal with one: --structure fcc",
        "stacking-fault Cu.eut --structure fcc --points 2 | 4 to 10000 points are needed to see the top of the hill, not 2",
        "stacking-fault Cu.eut --structure fcc --to 0.5 | a way of 0.5 partials makes no sense: it goes from 1, the intrinsic fault, to 3, the perfect crystal again",
        "compress Cu.eut --structure fcc --to -5        | a pressure of -5.000 GPa makes no sense: the highest one must be above 0, up to 10000",
        "compress Cu.eut --structure fcc --steps 0      | 1 to 10000 steps of the pressure are needed, not 0",
        "compress Cu.eut --structure fcc --within 0     | --within: a distance up to 100 Å is needed, not 0.0",
    })
    void refusals(String line, String message) {
        List<String> arguments = new ArrayList<>(List.of(line.strip().split(" +")));
        arguments.set(1, Command.potential(arguments.get(1)));
        arguments.addAll(List.of("--json", at("none.json")));
        assertEquals("eutectic: " + message, Command.refusal(folder, arguments.toArray(String[]::new)));
        assertFalse(Files.exists(folder.resolve("none.json")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "neb Cu.eut a.xyz none.xyz             | none.xyz: there is no such structure file",
        "neb Cu.eut a.xyz b.xyz --images 0     | --images: 1 to 1000 are needed, not 0",
        "neb Cu.eut a.xyz b.xyz --spring -1    | --spring: a stiffness up to 10000 eV/Å² is needed, not -1.0",
        "neb Cu.eut a.xyz b.xyz --steps 0      | --steps must be at least 1, not 0",
        "neb Cu.eut a.xyz b.xyz --force-tolerance 0 | --force-tolerance must be a positive number, not 0.0",
        "neb Cu.eut a.xyz b.xyz                | the start has 2 atoms and the end 3: both need the same atoms in the same order",
        "neb Cu.eut a.xyz a.xyz                | start and end are the same: no atom moves by more than 0.001 Å"})
    void waysThatCannotBeFound(String line, String message) throws IOException {
        Files.writeString(folder.resolve("a.xyz"), "2\nLattice=\"20 0 0 0 20 0 0 0 20\"\nCu 0 0 0\nCu 2.3 0 0\n");
        Files.writeString(folder.resolve("b.xyz"), "3\nLattice=\"20 0 0 0 20 0 0 0 20\"\nCu 0 0 0\nCu 2.3 0 0\nCu 0 2.3 0\n");
        List<String> arguments = new ArrayList<>(List.of(line.strip().split(" +")));
        arguments.set(1, Command.potential(arguments.get(1)));
        arguments.replaceAll(a -> a.endsWith(".xyz") ? at(a) : a);
        assertEquals("eutectic: " + message, Command.refusal(folder, arguments.toArray(String[]::new)));
    }

    /** A copper atom that jumps into the vacancy beside it: forward as high as back, one negative curvature at the top; all files whole. */
    @Test
    void vacancyThatMoves() throws IOException {
        String cu = Command.potential("Cu.eut");
        Command.succeed("vacancy", cu, "--structure", "fcc", "--supercell", "2", "-o", at("start.xyz"));
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("start.xyz")));
        // The atom beside the missing one at the origin, in the plane z = 0, found by its distance.
        int jumps = 2;
        for (int k = 2; k < lines.size(); k++) {
            String[] w = lines.get(k).split(" +");
            jumps = Math.abs(Double.parseDouble(w[3])) < 0.1 && Math.hypot(Double.parseDouble(w[1]), Double.parseDouble(w[2])) < 2.7 ? k : jumps;
        }
        lines.set(jumps, lines.get(jumps).replaceFirst("^Cu( +\\S+){3}", "Cu 0 0 0"));
        Files.write(folder.resolve("end.xyz"), lines);
        JsonNode r = json("neb", cu, at("start.xyz"), at("end.xyz"), "--images", "3", "--modes", "--csv", at("n.csv"), "-o", at("n.xyz"));
        assertTrue(r.get("converged").booleanValue());
        assertEquals(r.get("barrier_eV").doubleValue(), r.get("barrier_back_eV").doubleValue(), 1e-6);
        assertEquals(1, r.get("negative_curvatures").intValue());
        assertTrue(r.get("attempt_frequency_THz").doubleValue() > 0.5);
        assertEquals(6, Files.readAllLines(folder.resolve("n.csv")).size());
        assertEquals(5 * 33, Files.readAllLines(folder.resolve("n.xyz")).size());
    }
}
