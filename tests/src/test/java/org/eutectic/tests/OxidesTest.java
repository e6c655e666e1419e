package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oxides that come with the project against LAMMPS. */
class OxidesTest {
    private static final Path POTENTIALS = Places.root().resolve("potentials");
    /** Where Debian puts LAMMPS's potentials. */
    private static final Path STREITZ = Path.of("/usr/share/lammps/potentials/AlO.streitz"), BONDS = STREITZ.resolveSibling("AlO.eam.alloy");

    @TempDir
    Path folder;

    /** Corundum, R-3c (R. E. Newnham and Y. M. de Haan, Z. Kristallogr. 117, 235 (1962): a 4.759 Å, c 12.991 Å, z 0.3522, x 0.3064), its atoms moved by up to 0.1 Å. */
    static Configuration corundum() {
        double z = 0.3522, x = 0.3064;
        double[][] sites = {{0, 0, 0, z}, {0, 0, 0, 0.5 - z}, {0, 0, 0, 1 - z}, {0, 0, 0, 0.5 + z}, {1, x, 0, 0.25}, {1, 0, x, 0.25}, {1, 1 - x, 1 - x, 0.25}, {1, 1 - x, 0, 0.75},
            {1, 0, 1 - x, 0.75}, {1, x, x, 0.75}};
        List<double[]> all = new ArrayList<>();
        for (double[] shift : new double[][] {{0, 0, 0}, {2 / 3.0, 1 / 3.0, 1 / 3.0}, {1 / 3.0, 2 / 3.0, 2 / 3.0}}) {
            for (double[] s : sites) {
                all.add(new double[] {s[0], (s[1] + shift[0]) % 1, (s[2] + shift[1]) % 1, (s[3] + shift[2]) % 1});
            }
        }
        return moved(List.of("Al", "O"), all, new double[] {4.759, 0, 0, -0.5 * 4.759, Math.sqrt(0.75) * 4.759, 0, 0, 0, 12.991});
    }

    /** Ideal cristobalite: silicon as in diamond, oxygen between. */
    static Configuration cristobalite() {
        double[][] faces = {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}}, bonds = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
        List<double[]> all = new ArrayList<>();
        for (double[] f : faces) {
            all.add(new double[] {0, f[0], f[1], f[2]});
            all.add(new double[] {0, f[0] + .25, f[1] + .25, f[2] + .25});
            for (double[] b : bonds) {
                all.add(new double[] {1, (f[0] + b[0] / 8 + 1) % 1, (f[1] + b[1] / 8 + 1) % 1, (f[2] + b[2] / 8 + 1) % 1});
            }
        }
        return moved(List.of("Si", "O"), all, new double[] {7.16, 0, 0, 0, 7.16, 0, 0, 0, 7.16});
    }

    private static Configuration moved(List<String> species, List<double[]> sites, double[] v) {
        Random random = new Random(8);
        double[] positions = new double[3 * sites.size()];
        for (int i = 0; i < positions.length; i++) {
            double[] s = sites.get(i / 3);
            positions[i] = s[1] * v[i % 3] + s[2] * v[3 + i % 3] + s[3] * v[6 + i % 3] + 0.2 * random.nextDouble() - 0.1;
        }
        return new Configuration(species, sites.stream().mapToInt(s -> (int) s[0]).toArray(), positions, new Cell(v, new boolean[] {true, true, true}));
    }

    private static Evaluation compute(Potential p, Configuration c) {
        Evaluation out = new Evaluation();
        try (ForceField field = p.forceField(Backend.TRUFFLE, 1)) {
            field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        }
        return out;
    }

    private static double worst(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> Math.abs(a[k] - b[k])).max().orElseThrow();
    }

    /**
     * Charges of alumina are those at which LAMMPS, given them, has the same energy and forces: at the minimum, forces at fixed charges are all. Ewald sums of both to 1e-6, of
     * which the mesh's error is up to 1e-5 eV/Å here.
     */
    @Test
    void chargesOfAlumina() throws Exception {
        assumeTrue(LammpsRun.isAtHand() && Files.exists(STREITZ), "skipped: there is no lmp here, or not its " + STREITZ);
        Configuration c = corundum();
        Evaluation ours = compute(Potential.load(POTENTIALS.resolve("Al2O3.eut"), "AlOCharges", Map.of()), c);
        double[] charges = ours.field("charges");
        c.setCharges(charges);
        LammpsRun theirs = LammpsRun.of(folder, c, List.of("pair_style coul/streitz 12.0 ewald", "pair_coeff * * " + STREITZ + " Al O", "kspace_style ewald 1e-8"));
        System.out.printf("Al2O3, charges %.4f to %.4f e: E %.10f eV, LAMMPS %.10f; forces differ by %.1e of %.1f eV/A%n", Arrays.stream(charges).min().orElseThrow(),
            Arrays.stream(charges).max().orElseThrow(), ours.energy(), theirs.energy(), worst(ours.forces(), theirs.forces()), Arrays.stream(ours.forces()).map(Math::abs).max().orElseThrow());
        assertEquals(0, Arrays.stream(charges).sum(), 1e-9);
        assertEquals(theirs.energy(), ours.energy(), 1e-4);
        assertTrue(worst(ours.forces(), theirs.forces()) < 1e-4);
    }

    /** Bonds in alumina as LAMMPS's tables have them, but for how they fade beyond 7.5 Å: some 0.1 eV of the 81 eV of 30 atoms, 0.01 eV/Å. */
    @Test
    void bondsOfAlumina() throws Exception {
        assumeTrue(LammpsRun.isAtHand() && Files.exists(BONDS), "skipped: there is no lmp here, or not its " + BONDS);
        Configuration c = corundum();
        Evaluation ours = compute(Potential.load(POTENTIALS.resolve("Al2O3.eut"), "AlOBonds", Map.of()), c);
        LammpsRun theirs = LammpsRun.of(folder, c, List.of("pair_style eam/alloy", "pair_coeff * * " + BONDS + " Al O"));
        System.out.printf("Al2O3, bonds: E %.10f eV, LAMMPS %.10f; forces differ by %.1e eV/A%n", ours.energy(), theirs.energy(), worst(ours.forces(), theirs.forces()));
        assertEquals(theirs.energy(), ours.energy(), 3e-3 * Math.abs(theirs.energy()));
        assertTrue(worst(ours.forces(), theirs.forces()) < 2e-2);
    }

    /** LAMMPS's Ewald sum to 1e-8, ours to 1e-6 of 14.4 eV/Å. */
    @Test
    void silica() throws Exception {
        assumeTrue(LammpsRun.isAtHand(), "skipped: there is no lmp here");
        Configuration c = cristobalite();
        Evaluation ours = compute(Potential.load(POTENTIALS.resolve("SiO2.eut"), null, Map.of()), c);
        c.setCharges(Arrays.stream(c.types()).mapToDouble(t -> t == 0 ? 2.4 : -1.2).toArray());
        LammpsRun theirs = LammpsRun.of(folder, c, List.of("pair_style buck/coul/long 5.5 10.0", "pair_modify shift yes table 0", "pair_coeff 1 1 0 1 0", "pair_coeff 1 2 18003.7572 "
            + 1 / 4.87318 + " 133.5381", "pair_coeff 2 2 1388.7730 " + 1 / 2.76 + " 175.0", "kspace_style ewald 1e-8"));
        System.out.printf("SiO2: E %.10f eV, LAMMPS %.10f; forces differ by %.1e of %.1f eV/A%n", ours.energy(), theirs.energy(), worst(ours.forces(), theirs.forces()),
            Arrays.stream(ours.forces()).map(Math::abs).max().orElseThrow());
        assertEquals(theirs.energy(), ours.energy(), 1e-6 * Math.abs(theirs.energy()));
        assertTrue(worst(ours.forces(), theirs.forces()) < 1e-4);
    }
}
