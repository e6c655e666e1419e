package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every case of {@code shared/data/lammps} that the forms cover, written in the language in {@code tests/reference}, against LAMMPS's energy, forces
 * and stress, on each backend. The table is printed at the end.
 */
class LammpsReferenceTest {
    /** Relative. */
    private static final double ENERGY_LIMIT = 1e-9;
    /** eV/Å. */
    private static final double FORCE_LIMIT = 1e-7;
    /** Relative to the largest component. */
    private static final double STRESS_LIMIT = 1e-9;
    /**
     * LAMMPS prints pressures in bar by its own 1.6021765e6 bar per eV/Å³; the reference data were made from them with CODATA's 1.602176634e6.
     * Stresses are compared as LAMMPS computed them.
     */
    private static final double PRESSURE_UNIT = 1.602176634 / 1.6021765;

    private static final List<String> TABLE = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource({
        "lj-argon, potential", "lj-ar-kr-mixed, potential", "morse-cu, potential", "zbl-cuni, potential",
        "eam-alloy-cuni, potential", "eam-fs-alfe, potential", "eam-zhou-cu, potential",
        "sw-si, potential", "sw-cdte, potential", "tersoff-si, potential", "tersoff-sic-random, potential",
        "tersoff-sic-random, elements", "sw-cdte, ../../../potentials/CdTe",
        "tersoff-zbl-sic, potential", "vashishta-sic, potential", "snap-zuo-si, potential"})
    void agreesWithLammps(String name, String file) {
        Difference d = compare(name, file, Backend.REFERENCE);
        assertTrue(Math.abs(d.energy) < ENERGY_LIMIT, () -> "energy: " + d);
        assertTrue(d.force < FORCE_LIMIT, () -> "forces: " + d);
        assertTrue(d.stress < STRESS_LIMIT, () -> "stress: " + d);
        Difference compiled = compare(name, file, Backend.TRUFFLE);
        assertTrue(Math.abs(compiled.energy) < ENERGY_LIMIT, () -> "energy, compiled: " + compiled);
        assertTrue(compiled.force < FORCE_LIMIT, () -> "forces, compiled: " + compiled);
        assertTrue(compiled.stress < STRESS_LIMIT, () -> "stress, compiled: " + compiled);
    }

    /**
     * LAMMPS interpolates a table of 10001 samples of these functions. The cubic through samples h apart misses a function by h⁴/384 of its
     * fourth derivative, and its slope by some h³/125: for this table (h = 0.0009 Å, 0.009 in density) some 1e-14 eV and 1e-10 eV/Å, to which
     * the breakpoints of the embedding function add a little more. Hence the limits.
     */
    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource("eam-zhou-cu, analytic")
    void analyticAgreesWithItsTable(String name, String file) {
        Difference d = compare(name, file, Backend.REFERENCE);
        assertTrue(Math.abs(d.energy) < 1e-11, () -> "energy: " + d);
        assertTrue(d.force < 1e-8, () -> "forces: " + d);
        assertTrue(d.stress < 1e-8, () -> "stress: " + d);
    }

    /**
     * The library's potential takes the parameters of the paper; LAMMPS's file holds what follows from them with eight or nine digits, A(C,C) with
     * 2.5e-8 of itself. Energies here are differences of repulsion and attraction some times larger than they, forces reach 138 eV/Å.
     */
    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource("tersoff-sic-random, ../../../potentials/SiC-erhart-albe")
    void publishedParametersAgreeWithLammpssDigits(String name, String file) {
        Difference d = compare(name, file, Backend.REFERENCE);
        assertTrue(Math.abs(d.energy) < 2e-7, () -> "energy: " + d);
        assertTrue(d.force < 2e-5, () -> "forces: " + d);
        assertTrue(d.stress < 2e-7, () -> "stress: " + d);
    }

    private record Difference(double energy, double force, double stress) {}

    private static Difference compare(String name, String file, Backend backend) {
        Optional<Path> shared = Places.shared();
        assumeTrue(shared.isPresent(), "skipped: there is no ../shared/data/lammps here, whose structures and files this test compares with");
        Path data = shared.get().resolve("data/lammps").resolve(name);
        assumeTrue(Files.isDirectory(data), "skipped: there is no " + data);
        StructureFrame frame = StructureFile.last(data.resolve("structure.xyz"));
        Configuration atoms = frame.configuration();
        Potential potential = Potential.load(Places.root().resolve("tests/reference").resolve(name).resolve(file + ".eut"), null,
            Map.of("data", data.toString()));
        Evaluation ours = new Evaluation();
        try (ForceField field = potential.forceField(backend, 1)) {
            field.compute(NeighborListBuilder.build(atoms, field), true, true, true, ours);
        }
        double energy = frame.number("energy").orElseThrow();
        double[] forces = frame.columns().get("forces"), stress = frame.numbers("stress");
        assertEquals(3 * atoms.size(), forces.length);
        double worstForce = 0, worstStress = 0, largestStress = 0;
        for (int k = 0; k < forces.length; k++) {
            worstForce = Math.max(worstForce, Math.abs(ours.forces()[k] - forces[k]));
        }
        for (int k = 0; k < 9; k++) {
            worstStress = Math.max(worstStress, Math.abs(-ours.virial()[k] / atoms.cell().volume() - stress[k] * PRESSURE_UNIT));
            largestStress = Math.max(largestStress, Math.abs(stress[k]));
        }
        Difference d = new Difference((ours.energy() - energy) / Math.abs(energy), worstForce, worstStress / largestStress);
        TABLE.add(String.format(Locale.ROOT, "%-20s %-15s %-10s %6d  %9.1e  %9.1e  %9.1e", name, file.substring(file.lastIndexOf('/') + 1), backend.name().toLowerCase(Locale.ROOT),
            atoms.size(), Math.abs(d.energy), d.force, d.stress));
        return d;
    }

    @AfterAll
    static void printTable() {
        if (!TABLE.isEmpty()) {
            System.out.println("case                 program         backend     atoms  |dE/E|     |dF| eV/Å  |dS/S|");
            TABLE.forEach(System.out::println);
        }
    }
}
