package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;

/** The example of an analytic potential with a learnt correction: where that speaks and where not. Differentials and symmetries are in {@link FormPropertiesTest}. */
class LearntCorrectionTest {
    private static final Path EXAMPLES = Places.root().resolve("examples");
    private static final String KNOWN = "energy[i] = known[i]";
    private static final String ENERGY = KNOWN + " + 1 eV*trust[i]*N(R[i], P[i])";

    private static double energy(Potential p, Configuration c) {
        try (ForceField field = p.forceField(Backend.TRUFFLE, 1)) {
            Evaluation out = new Evaluation();
            field.compute(NeighborListBuilder.build(c, field), true, false, false, out);
            return out.energy() / c.size();
        }
    }

    private static Potential hybrid() {
        return Potential.load(EXAMPLES.resolve("copper-hybrid.eut"), null, Map.of());
    }

    /** The example with something else in the place of the energy of its bonds. */
    private static Potential with(String energy, String name) throws IOException {
        String text = Files.readString(EXAMPLES.resolve("copper-hybrid.eut"));
        assertTrue(text.contains(ENERGY));
        return Potential.parse(new SourceFile("changed.eut", text.replace(ENERGY, energy)), EXAMPLES, name, Map.of());
    }

    private static Configuration crystal(double a) {
        return Lattice.FCC.build(List.of("Cu"), a, 0, new int[] {2, 2, 2}, new boolean[] {true, true, true}, new double[3]);
    }

    /** Pairs and chains have far fewer neighbors than what was trained. */
    @Test
    void isExactlyZeroWhereNothingWasTrained() throws IOException {
        for (double r : new double[] {1.3, 1.6, 2.2, 3}) {
            Configuration chain = new Configuration(List.of("Cu"), new int[3], new double[] {0, 0, 0, r, 0, 0, 2 * r, 0.1, 0}, Cell.none());
            assertTrue(energy(with("energy[i] = 1 eV*trust[i]*N(R[i], P[i])", "Bonds"), chain) == 0);
            assertEquals(energy(with(KNOWN, null), chain), energy(hybrid(), chain), 1e-12);
        }
    }

    /** Crystals strained by some percent were in the training: the energies of the library's embedded atoms. */
    @Test
    void bringsCrystalsNearTheirTeacher() throws IOException {
        Potential teacher = Potential.load(Places.root().resolve("potentials/Cu.eut"), null, Map.of());
        double before = 0, after = 0;
        for (double a : new double[] {3.5, 3.6, 3.7}) {
            double wanted = energy(teacher, crystal(a));
            before += Math.abs(energy(with(KNOWN, null), crystal(a)) - wanted);
            after += Math.abs(energy(hybrid(), crystal(a)) - wanted);
        }
        String both = before + " eV before, " + after + " eV after";
        assertTrue(after < 0.06 && after < before, both);
    }
}
