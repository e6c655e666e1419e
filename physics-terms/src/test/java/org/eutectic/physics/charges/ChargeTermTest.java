package org.eutectic.physics.charges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Charges in the language: electronegativities that depend on neighbors, as those of a network do, charges that others read, and forces through all of it against
 * differences of the energy. These are 1e-8 of third derivatives off, and what rounding of 100 eV over 2e-4 Å and an accuracy of 1e-11 leave.
 */
class ChargeTermTest {
    private static final String FIELD = """
          cutoff 4 Å
          param base[i] : eV
          param base[Mg] = 2 eV, base[O] = 9 eV
          X[i] = base[i] + 0.4 eV*sum(j) (1 - (r[i,j]/(4 Å))^2)^3
        """;
    private static final String SHAPE = "hardness = {Mg: 14 eV, O: 18 eV}, width = {Mg: 0.9 Å, O: 0.7 Å}, method = ewald, cutoff = 6 Å, accuracy = 1e-11";

    private static Configuration structure() {
        Random random = new Random(9);
        double[] x = new double[3 * 64];
        int[] types = new int[64];
        for (int i = 0; i < 64; i++) {
            int[] g = {i % 4, i / 4 % 4, i / 16};
            types[i] = (g[0] + g[1] + g[2]) % 2;
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = 2.1 * g[k] + 0.2 * (2 * random.nextDouble() - 1);
            }
        }
        return new Configuration(List.of("Mg", "O"), types, x, new Cell(new double[] {8.4, 0, 0, 0.3, 8.4, 0, 0, -0.2, 8.4}, new boolean[] {true, true, true}));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // The charges' own energy.
        "term charges = qeq(chi = {Mg: 2 eV, O: 9 eV}, SHAPE)",
        "FIELD term charges = qeq(chi = X[i], SHAPE)",
        // As in fourth-generation networks: charges from electronegativities, the energy only that of the charges.
        "FIELD term charges = qeq(chi = X[i], SHAPE, energy = no)\n term electro = coulomb(charge = charges, width = {Mg: 0.9 Å, O: 0.7 Å}, method = ewald, cutoff = 6 Å, accuracy = 1e-11)",
        // With equations that read charges, of the atom and of neighbors, and charges that do not see each other when they are near.
        "FIELD term charges = qeq(chi = X[i], SHAPE, energy = no)\n term electro = coulomb(charge = charges, width = {Mg: 0.9 Å, O: 0.7 Å}, method = ewald, cutoff = 6 Å, accuracy = 1e-11, inner = 1.8 Å, outer = 5 Å)\n"
            + "energy[i] = 3 eV*tanh(X[i]/(9 eV) + charges[i]/(1 e)) + 1 eV*sum(j) (1 - (r[i,j]/(4 Å))^2)^3*charges[i]*charges[j]/(1 e)^2",
        // Both: nothing that is read is at its minimum.
        "FIELD term charges = qeq(chi = X[i], SHAPE)\n term electro = coulomb(charge = charges, method = dsf, cutoff = 6 Å)"})
    void forcesGoAllTheWayBack(String terms) {
        String text = "potential Test {\n  species Mg, O\n" + terms.replace("FIELD", FIELD).replace("SHAPE", SHAPE) + "\n}\n";
        Potential potential = Potential.parse(new SourceFile("test.eut", text), Path.of("."), null, Map.of());
        try (ForceField field = potential.forceField(Backend.REFERENCE, 1)) {
            Configuration c = structure();
            Evaluation all = compute(c, field);
            double h = 1e-4, largest = 0;
            for (int k : new int[] {0, 50, 100, 191}) {
                Configuration up = c.copy(), down = c.copy();
                up.positions()[k] += h;
                down.positions()[k] -= h;
                assertEquals((compute(down, field).energy() - compute(up, field).energy()) / (2 * h), all.forces()[k], 1e-6, "force " + k);
                largest = Math.max(largest, Math.abs(all.forces()[k]));
            }
            assertTrue(largest > 1e-3, "nothing to compare: " + largest);
            for (int k : new int[] {0, 4, 5}) {
                double[] strain = new double[9];
                strain[k] = h / 10;
                double up = compute(c.strained(strain), field).energy();
                strain[k] = -h / 10;
                assertEquals((compute(c.strained(strain), field).energy() - up) / (2 * h / 10), all.virial()[k], 2e-5, "virial " + k);
            }
            assertEquals(all.energy(), Arrays.stream(all.siteEnergies()).sum(), 1e-9);
        }
    }

    private static Evaluation compute(Configuration c, ForceField field) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }
}
