package org.eutectic.gpu.dispersion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.gpu.DeviceChoice;
import org.eutectic.gpu.Devices;
import org.eutectic.md.relax.Fire;
import org.eutectic.md.relax.RelaxationResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DFT-D3 on the first OpenCL device against the processor's: energies within 1e-12 of themselves, forces within 1e-10 eV/Å. */
class DispersionOnDeviceTest {
    private static final Cell TRICLINIC = new Cell(new double[] {7.1, 0, 0, 1.1, 6.6, 0, -0.8, 0.5, 7.4}, new boolean[] {true, true, true});

    @BeforeAll
    static void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so dispersion is not computed on one: " + Devices.openCl().problem());
    }

    /** 27 atoms so near to each other that they count as neighbors in part; images of an atom are corners of one triangle. */
    private static Configuration atoms(Cell cell) {
        Random random = new Random(5);
        double[] x = new double[81];
        int[] types = new int[27];
        for (int i = 0; i < 27; i++) {
            types[i] = i % 3;
            for (int d = 0; d < 3; d++) {
                x[3 * i + d] = (i / 9 * TRICLINIC.get(0, d) + i / 3 % 3 * TRICLINIC.get(1, d) + i % 3 * TRICLINIC.get(2, d)) / 3 + 0.1 * random.nextGaussian();
            }
        }
        return new Configuration(List.of("C", "H", "Ar"), types, x, cell);
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }

    private static ForceField device(Potential potential) {
        return potential.forceField(DeviceChoice.parse("opencl").compiler(Backend.TRUFFLE), 1);
    }

    private static Potential potential(String how) {
        return Potential.parse("""
            potential Attracted {
              species C, H, Ar
              term dispersion = d3("PBE", %s)
            }""".formatted(how));
    }

    private static void compare(String how, Configuration c) {
        Potential potential = potential(how);
        try (ForceField processor = potential.forceField(Backend.TRUFFLE, 1); ForceField device = device(potential)) {
            Evaluation expected = compute(processor, c), actual = compute(device, c), again = compute(device, c);
            double most = 0;
            for (int k = 0; k < expected.forces().length; k++) {
                most = Math.max(most, Math.abs(expected.forces()[k] - actual.forces()[k]));
            }
            double own = expected.termEnergies()[expected.terms().indexOf("dispersion")], found = actual.termEnergies()[actual.terms().indexOf("dispersion")];
            System.out.printf(Locale.ROOT, "%s: dispersion %.6f eV, differs by %.1e of itself; forces by %.1e eV/Å%n", how, own, Math.abs(own - found) / Math.abs(own), most);
            assertTrue(own < -1, "an energy to compare: " + own);
            assertEquals(own, found, 1e-12 * Math.abs(own));
            assertArrayEquals(expected.siteEnergies(), actual.siteEnergies(), 1e-11 * Arrays.stream(expected.siteEnergies()).map(Math::abs).max().orElse(0));
            assertArrayEquals(expected.forces(), actual.forces(), 1e-10);
            assertArrayEquals(expected.virial(), actual.virial(), 1e-10 * Arrays.stream(expected.virial()).map(Math::abs).max().orElse(0));
            assertArrayEquals(actual.forces(), again.forces());
            assertEquals(actual.energy(), again.energy());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"damping = bj, cutoff = 15 Å, cn_cutoff = 10 Å", "damping = zero, atm = yes, cutoff = 12 Å, cn_cutoff = 10 Å, atm_cutoff = 8 Å",
        "damping = bj, atm = yes, cutoff = 9 Å, cn_cutoff = 9 Å, atm_cutoff = 9 Å", "damping = zerom, cutoff = 12 Å, cn_cutoff = 14 Å"})
    void attractsWhatTheProcessorAttracts(String how) {
        compare(how, atoms(TRICLINIC));
    }

    @Test
    void moleculesHaveNoImages() {
        compare("damping = bj, atm = yes", atoms(Cell.none()));
    }

    /** Lists and motion on the device, too. */
    @Test
    void relaxesOnTheDevice() {
        Potential potential = potential("damping = bj, atm = yes, cutoff = 9 Å, cn_cutoff = 8 Å, atm_cutoff = 6 Å");
        Configuration here = atoms(Cell.none()), there = atoms(Cell.none());
        try (ForceField processor = potential.forceField(Backend.TRUFFLE, 1); ForceField device = device(potential)) {
            Fire fire = new Fire().withMaximumSteps(25);
            RelaxationResult a = fire.relax(here, processor), b = fire.relax(there, device);
            assertEquals(a.energy(), b.energy(), 1e-9 * Math.abs(a.energy()));
            assertArrayEquals(here.positions(), there.positions(), 1e-8);
        }
    }
}
