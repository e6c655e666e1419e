package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.check.Units;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Charges and dispersion, written in the language in {@code tests/reference}, against LAMMPS's energy, forces and stress. Limits are wider than rounding where LAMMPS is:
 *
 * <ul>
 * <li>its {@code coul/long} takes erfc from tables of 4096 places ({@code pair_modify table 12}), which miss forces of some eV/Å by 1e-6 to 1e-5 and energies by 2e-7;
 * {@link #withoutTables} shows that it is they;
 * <li>its D3 takes 27.21140795 eV for a hartree, 8.0e-7 more than it is, and 0.52917725 Å for a bohr; {@link #dispersionInLammpssUnits} shows what that does
 * to the energy.
 * </ul>
 */
class LongRangeReferenceTest {
    private static final double PRESSURE_UNIT = 1.602176634 / 1.6021765;
    /** LAMMPS's hartree over ours, and our bohr over LAMMPS's. */
    private static final double HARTREE = 27.21140795 / Units.unit("Ha").orElseThrow().factor();
    private static final double BOHR = Units.unit("bohr").orElseThrow().factor() / 0.52917725;

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource({
        "born-ewald-nacl, potential, 3e-7, 3e-6, 1e-5",
        "born-ewald-nacl, mesh, 3e-7, 3e-6, 1e-5",
        "born-dsf-nacl, potential, 1e-9, 1e-7, 1e-9",
        "coul-pppm-mgo, potential, 3e-7, 3e-5, 1e-6",
        "coul-pppm-mgo, mesh, 3e-7, 3e-5, 1e-6",
        "d3-bj-pbe-si, potential, 2e-6, 1e-6, 1e-6"})
    void agreesWithLammps(String name, String file, double energyLimit, double forceLimit, double stressLimit) {
        Optional<Path> shared = Places.shared();
        assumeTrue(shared.isPresent(), "skipped: there is no ../shared/data/lammps here, whose structures and results this test compares with");
        Path data = shared.get().resolve("data/lammps").resolve(name);
        assumeTrue(Files.isDirectory(data), "skipped: there is no " + data);
        StructureFrame frame = StructureFile.last(data.resolve("structure.xyz"));
        Configuration atoms = frame.configuration();
        Potential potential = Potential.load(Places.root().resolve("tests/reference").resolve(name).resolve(file + ".eut"), null, Map.of());
        Evaluation ours = new Evaluation();
        try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
            field.compute(NeighborListBuilder.build(atoms, field), true, true, true, ours);
        }
        double expected = frame.number("energy").orElseThrow(), energy = Math.abs((ours.energy() - expected) / expected), force = 0, stress = 0, largest = 0;
        double[] forces = frame.columns().get("forces"), stresses = frame.numbers("stress");
        for (int k = 0; k < forces.length; k++) {
            force = Math.max(force, Math.abs(ours.forces()[k] - forces[k]));
        }
        for (int k = 0; k < 9; k++) {
            stress = Math.max(stress, Math.abs(-ours.virial()[k] / atoms.cell().volume() - stresses[k] * PRESSURE_UNIT));
            largest = Math.max(largest, Math.abs(stresses[k]));
        }
        String found = String.format(Locale.ROOT, "%s/%s: energy %.12f, off by %.1e of it, forces by %.1e eV/Å, stress by %.1e of its largest component", name, file, ours.energy(), energy, force,
            stress / largest);
        System.out.println(found);
        assertTrue(energy < energyLimit && force < forceLimit && stress < stressLimit * largest, found);
    }

    /** In LAMMPS's units, a structure whose lengths are as many of its bohr has its energy, but for covalent radii, which it rounds in yet another bohr. */
    @Test
    void dispersionInLammpssUnits() {
        Optional<Path> shared = Places.shared();
        assumeTrue(shared.isPresent() && Files.isDirectory(shared.get().resolve("data/lammps/d3-bj-pbe-si")), "skipped: there is no ../shared/data/lammps here");
        StructureFrame frame = StructureFile.last(shared.get().resolve("data/lammps/d3-bj-pbe-si/structure.xyz"));
        double s = BOHR - 1;
        Potential potential = Potential.load(Places.root().resolve("tests/reference/d3-bj-pbe-si/potential.eut"), null, Map.of());
        Evaluation ours = new Evaluation();
        try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
            field.compute(NeighborListBuilder.build(frame.configuration().strained(new double[] {s, 0, 0, 0, s, 0, 0, 0, s}), field), true, false, false, ours);
        }
        double off = Math.abs(HARTREE * ours.energy() / frame.number("energy").orElseThrow() - 1);
        System.out.printf(Locale.ROOT, "d3-bj-pbe-si in LAMMPS's units: off by %.1e%n", off);
        assertTrue(off < 2e-7, () -> "off by " + off);
    }

    /**
     * LAMMPS as it is installed here, with its tables and without: then it takes erfc from a formula good for 1.5e-7 (M. Abramowitz and I. Stegun, 7.1.26), and what is left is
     * within that.
     */
    @Test
    void withoutTables() throws IOException, InterruptedException {
        assumeTrue(LammpsRun.isAtHand(), "skipped: there is no lmp here");
        Optional<Path> shared = Places.shared();
        assumeTrue(shared.isPresent() && Files.isDirectory(shared.get().resolve("data/lammps/coul-pppm-mgo")), "skipped: there is no ../shared/data/lammps here");
        Path data = shared.get().resolve("data/lammps/coul-pppm-mgo");
        Path folder = Files.createTempDirectory("erfc");
        Files.copy(data.resolve("data.lmp"), folder.resolve("data.lmp"));
        double[] energies = new double[2];
        for (int k = 0; k < 2; k++) {
            Files.writeString(folder.resolve("in.lmp"), Files.readString(data.resolve("in.lammps")).replace("kspace_style", k == 0 ? "kspace_style" : "pair_modify table 0\nkspace_style"));
            Path said = folder.resolve("said");
            assertEquals(0, new ProcessBuilder("lmp", "-in", "in.lmp", "-log", "none").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor());
            List<String> lines = Files.readAllLines(said);
            int header = 0;
            while (!lines.get(header).strip().startsWith("Step")) {
                header++;
            }
            energies[k] = Double.parseDouble(lines.get(header + 1).strip().split("\\s+")[1]);
        }
        Potential potential = Potential.load(Places.root().resolve("tests/reference/coul-pppm-mgo/potential.eut"), null, Map.of());
        Evaluation ours = new Evaluation();
        try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
            field.compute(NeighborListBuilder.build(StructureFile.last(data.resolve("structure.xyz")).configuration(), field), true, true, true, ours);
        }
        double tables = Math.abs(energies[0] / ours.energy() - 1), none = Math.abs(energies[1] / ours.energy() - 1);
        System.out.printf(Locale.ROOT, "coul-pppm-mgo: LAMMPS off by %.1e with tables, by %.1e without%n", tables, none);
        assertTrue(none < 1e-7 && none < tables, tables + " " + none);
    }
}
