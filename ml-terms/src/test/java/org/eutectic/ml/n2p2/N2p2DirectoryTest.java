package org.eutectic.ml.n2p2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.MonitoredForceField;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A directory of n2p2 as a potential: every type of symmetry function, scaling and normalization against plain loops. */
class N2p2DirectoryTest {
    static final Path FOLDER = Path.of("src/test/resources/org/eutectic/ml/n2p2").toAbsolutePath();
    private static final double BOHR = 0.529177210903, HARTREE = 27.211386245988;
    private static final int ATOMS = 14;

    private static Potential small() {
        return Potential.load(FOLDER.resolve("small.eut"), null, Map.of());
    }

    /** Å, none closer than 0.9 Å. */
    private static double[][] strewn(long seed) {
        Random random = new Random(seed);
        double[][] x = new double[ATOMS][3];
        for (int i = 0; i < ATOMS; i++) {
            double nearest;
            do {
                nearest = 9;
                for (int a = 0; a < 3; a++) {
                    x[i][a] = 5.5 * random.nextDouble();
                }
                for (int j = 0; j < i; j++) {
                    nearest = Math.min(nearest, Math.hypot(Math.hypot(x[i][0] - x[j][0], x[i][1] - x[j][1]), x[i][2] - x[j][2]));
                }
            } while (nearest < 0.9);
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void agreesWithPlainLoops(Backend backend) throws Exception {
        Potential p = small();
        assertEquals(List.of("O", "H"), p.species(), "as the potential lists them");
        double[][] x = strewn(3), bohr = new double[ATOMS][3];
        double[] flat = new double[3 * ATOMS];
        int[] types = new int[ATOMS], elements = new int[ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            types[i] = i % 3 == 0 ? 0 : 1;
            elements[i] = 1 - types[i];
            for (int a = 0; a < 3; a++) {
                flat[3 * i + a] = x[i][a];
                bohr[i][a] = x[i][a] / BOHR;
            }
        }
        Configuration c = new Configuration(p.species(), types, flat, Cell.none());
        PlainNetwork plain = new PlainNetwork(FOLDER.resolve("small"), bohr, elements);
        Evaluation out = new Evaluation();
        double[] outside = new double[ATOMS];
        assertEquals(List.of("outside"), p.monitored());
        try (MonitoredForceField field = p.forceField(backend, 1, p.monitored())) {
            NeighborList list = NeighborListBuilder.build(c, field);
            field.compute(list, true, false, false, out);
            field.monitor(list, "outside", outside);
        }
        for (int i = 0; i < ATOMS; i++) {
            // Sums of some ten terms of some 10 eV, taken in another order.
            assertEquals(plain.energy(i) * HARTREE, out.siteEnergies()[i], 1e-11, "atom " + i);
            assertTrue(plain.outside(i) > 0, "strewn atoms lie outside");
            assertEquals(plain.outside(i), outside[i], 1e-11 * plain.outside(i), "extrapolation of atom " + i);
        }
    }

    /** What the directory stands for, written to a file, is the same potential. */
    @Test
    void itsTextIsTheSamePotential() throws Exception {
        SourceFile text = new N2p2Reader().text(FOLDER.resolve("small"), "small", List.of());
        Potential written = Potential.parse(text, FOLDER, null, Map.of());
        assertEquals(List.of("H", "O"), written.species());
        assertTrue(text.text().contains("G_H2[i in H] = sum(j in H) radial(r[i,j], 0.1 1/bohr^2, 0 bohr, 7 bohr)"), text.text());
        assertEquals(Files.readString(FOLDER.resolve("small.text.eut")), text.text(), "kept in small.text.eut");
        assertEquals(Optional.empty(), written.differenceFrom(small().model()));
    }
}
