package org.eutectic.gpu.charges;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over charges on the first OpenCL device against the processor's: energies within 1e-12 of themselves, forces within 1e-10 eV/Å. */
class ChargesOnDeviceTest {
    @BeforeAll
    static void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so charges are not summed on one: " + Devices.openCl().problem());
    }

    private static final Cell TRICLINIC = new Cell(new double[] {12.5, 0, 0, 2.1, 11.3, 0, -1.4, 0.9, 13.2}, new boolean[] {true, true, true});

    /** Ions of two species near the points of a lattice. */
    static Configuration ions(Cell cell, int along, double scatter, List<String> species) {
        Random random = new Random(5);
        double[] x = new double[3 * along * along * along];
        int[] types = new int[along * along * along];
        for (int a = 0, i = 0; a < along; a++) {
            for (int b = 0; b < along; b++) {
                for (int c = 0; c < along; c++, i++) {
                    types[i] = (a + b + c) % 2;
                    for (int d = 0; d < 3; d++) {
                        x[3 * i + d] = (a * cell.get(0, d) + b * cell.get(1, d) + c * cell.get(2, d)) / along + scatter * random.nextGaussian();
                    }
                }
            }
        }
        return new Configuration(species, types, x, cell);
    }

    private static Configuration open(Configuration c) {
        return new Configuration(c.symbols(), c.types(), c.positions(), Cell.none());
    }

    static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }

    private static ForceField device(Potential potential) {
        return potential.forceField(DeviceChoice.parse("opencl").compiler(Backend.TRUFFLE), 1);
    }

    /** @param energy and {@code site} relative, force in eV/Å */
    static void compare(String what, Potential potential, Configuration c, double energy, double force, double site) {
        try (ForceField processor = potential.forceField(Backend.TRUFFLE, 1); ForceField device = device(potential); ForceField other = device(potential)) {
            Evaluation expected = compute(processor, c), actual = compute(device, c), again = compute(other, c);
            double most = 0, largest = Arrays.stream(expected.forces()).map(Math::abs).max().orElse(0);
            for (int k = 0; k < expected.forces().length; k++) {
                most = Math.max(most, Math.abs(expected.forces()[k] - actual.forces()[k]));
            }
            System.out.printf(Locale.ROOT, "%s: energy %.6f eV, differs by %.1e of itself; forces by %.1e eV/Å, the largest %.3g%n", what, expected.energy(),
                Math.abs(expected.energy() - actual.energy()) / Math.abs(expected.energy()), most, largest);
            assertEquals(expected.terms(), actual.terms());
            assertEquals(expected.fields(), actual.fields());
            assertEquals(expected.energy(), actual.energy(), energy * Math.abs(expected.energy()));
            assertArrayEquals(expected.termEnergies(), actual.termEnergies(), energy * Math.abs(expected.energy()));
            assertArrayEquals(expected.siteEnergies(), actual.siteEnergies(), site * Arrays.stream(expected.siteEnergies()).map(Math::abs).max().orElse(0));
            assertArrayEquals(expected.forces(), actual.forces(), force);
            assertArrayEquals(expected.virial(), actual.virial(), force * Arrays.stream(expected.virial()).map(Math::abs).max().orElse(0));
            assertArrayEquals(actual.forces(), again.forces());
            assertEquals(actual.energy(), again.energy());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"method = ewald, cutoff = 6 Å, accuracy = 1e-8", "method = pme, cutoff = 5 Å, accuracy = 1e-5", "method = pme, cutoff = 6 Å, accuracy = 1e-9, width = {Na: 0.6 Å, Cl: 0 Å}",
        "method = ewald, cutoff = 6 Å, inner = 2 Å, outer = 5 Å", "method = dsf, cutoff = 7 Å, width = {Na: 0.6 Å, Cl: 0.5 Å}"})
    void sumsOverAllImages(String how) {
        compare(how, salt(how, "{Na: 1 e, Cl: -1 e}"), ions(TRICLINIC, 4, 0.2, List.of("Na", "Cl")), 1e-12, 1e-10, 1e-11);
    }

    /** Charges of the structure's own, with a sum that is not zero. */
    @Test
    void chargesOfTheStructure() {
        Configuration c = ions(TRICLINIC, 4, 0.2, List.of("Na", "Cl"));
        double[] q = new double[c.size()];
        for (int i = 0; i < q.length; i++) {
            q[i] = c.types()[i] - 0.5 + 0.1 * Math.sin(i);
        }
        q[0] += 1 - Arrays.stream(q).sum();
        c.setCharges(q);
        compare("charges of the structure", salt("method = pme, total = 1 e", "structure"), c, 1e-12, 1e-10, 1e-11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"method = pme", "method = direct, width = {Na: 0.6 Å, Cl: 0.5 Å}"})
    void moleculesHaveNoImages(String how) {
        compare(how, salt(how, "{Na: 1 e, Cl: -1 e}"), open(ions(TRICLINIC, 3, 0.2, List.of("Na", "Cl"))), 1e-12, 1e-10, 1e-11);
    }

    /**
     * Charges are found by Cholesky's factors on the processor, which takes its matrix wave by wave and never from a mesh, hence the fine ones; and by conjugate gradients, to 1e-9 eV/e, here. So
     * charges differ by 1e-10 e, forces by some 1e-9 eV/Å.
     */
    @ParameterizedTest
    @ValueSource(strings = {"width = {Mg: 0.9 Å, O: 0.7 Å}, method = ewald, cutoff = 6 Å", "width = {Mg: 0.9 Å, O: 0.7 Å}, accuracy = 1e-12, cutoff = 6 Å, total = 2 e",
        "gamma = {Mg: 1.1 Å^-1, O: 2.0 Å^-1}, screening = slater, accuracy = 1e-12, cutoff = 8 Å", "gamma = {Mg: 0.9 Å^-1, O: 1.0 Å^-1}, screening = reaxff_taper, cutoff = 6 Å"})
    void chargesThatAreFound(String how) {
        compare(how, oxide(how), ions(TRICLINIC, 4, 0.1, List.of("Mg", "O")), 1e-12, 1e-8, 1e-9);
    }

    /** From 500 atoms on the processor takes conjugate gradients, too. */
    @Test
    void chargesOfManyAtoms() {
        compare("512 ions", oxide("width = {Mg: 0.9 Å, O: 0.7 Å}, cutoff = 6 Å"), ions(Cell.orthorhombic(21, 22, 23), 8, 0.1, List.of("Mg", "O")), 1e-12, 1e-8, 1e-9);
    }

    /** Charges, from an equation's electronegativities, that another term reads: forces through both. */
    @Test
    void chargesThatOthersRead() {
        Potential p = Potential.parse("""
            potential Fourth {
              species Mg, O
              cutoff 5 Å
              param base[Mg] = 3 eV, base[O] = 9 eV
              chi[i] = base[i] + sum(j) 0.2 eV*(1 - (r[i,j]/(5 Å))^2)^3
              energy[i] = 1/2*sum(j) 900 eV*exp(-r[i,j]/(0.32 Å))*(1 - (r[i,j]/(5 Å))^2)^3
              term charges = qeq(chi = chi[i], hardness = {Mg: 9 eV, O: 14 eV}, width = {Mg: 0.9 Å, O: 0.7 Å}, method = ewald, cutoff = 6 Å, energy = no)
              term electro = coulomb(charge = charges, width = {Mg: 0.9 Å, O: 0.7 Å}, method = ewald, inner = 2 Å, outer = 5 Å, total = 0 e)
            }""");
        compare("charges that others read", p, ions(TRICLINIC, 4, 0.1, List.of("Mg", "O")), 1e-10, 1e-8, 1e-9);
    }

    private static Potential oxide(String how) {
        return Potential.parse("potential Oxide { species Mg, O; term charges = qeq(chi = {Mg: 3 eV, O: 9 eV}, hardness = {Mg: 9 eV, O: 14 eV}, %s) }".formatted(how));
    }

    static Potential salt(String how, String charges) {
        return Potential.parse("""
            potential Salt {
              species Na, Cl
              cutoff 5 Å
              energy[i] = 1/2*sum(j) 900 eV*exp(-r[i,j]/(0.32 Å))*(1 - (r[i,j]/(5 Å))^2)^3
              term electro = coulomb(charge = %s, %s)
            }""".formatted(charges, how));
    }
}
