package org.eutectic.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SNAP and moment tensor potentials of two elements: derivatives, symmetries, what flags mean. Energies of published models are compared elsewhere, where their files are. */
class MomentTermsTest {
    @TempDir
    private Path folder;
    private MadeUpModels models;

    @BeforeEach
    void models() {
        models = new MadeUpModels(folder);
    }

    private static Configuration crystal(int cells, double shake, long seed) {
        double a = 4.4;
        double[][] sites = {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}, {.25, .25, .25}, {.25, .75, .75}, {.75, .25, .75}, {.75, .75, .25}};
        Random random = new Random(seed);
        int n = 8 * cells * cells * cells, i = 0;
        double[] x = new double[3 * n];
        int[] types = new int[n];
        for (int c = 0; c < cells * cells * cells; c++) {
            int[] at = {c % cells, c / cells % cells, c / cells / cells};
            for (int s = 0; s < 8; s++, i++) {
                types[i] = s / 4;
                for (int k = 0; k < 3; k++) {
                    x[3 * i + k] = a * (at[k] + sites[s][k]) + shake * random.nextGaussian();
                }
            }
        }
        double l = a * cells;
        return new Configuration(List.of("Si", "C"), types, x, new Cell(new double[] {l, 0, 0, 0.3, l, 0, -0.2, 0.4, l}, new boolean[] {true, true, true}));
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation e = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, e);
        return e;
    }

    private static Configuration moved(Configuration c, double[] x) {
        return new Configuration(c.symbols(), c.types(), x, c.cell());
    }

    /** The error of a central difference grows with h² and shrinks with the energy's rounding over h: at 1e-4 Å some 1e-8 of the largest force. */
    @ParameterizedTest
    @ValueSource(strings = {"linear", "quadratic", "mtp"})
    void forcesAndVirialAreThoseOfTheEnergy(String kind) throws IOException {
        Configuration c = crystal(1, 0.15, 1);
        double h = 1e-4;
        try (ForceField field = models.of(kind).forceField(Backend.TRUFFLE, 1)) {
            Evaluation e = compute(field, c);
            double scale = Arrays.stream(e.forces()).map(Math::abs).max().orElseThrow();
            assertEquals(e.energy(), Arrays.stream(e.siteEnergies()).sum(), 1e-10);
            for (int k = 0; k < 3 * c.size(); k++) {
                double[] up = c.positions().clone(), down = c.positions().clone();
                up[k] += h;
                down[k] -= h;
                assertEquals(-(compute(field, moved(c, up)).energy() - compute(field, moved(c, down)).energy()) / (2 * h), e.forces()[k], 1e-6 * scale);
            }
            for (int k = 0; k < 9; k++) {
                assertEquals(-(strained(field, c, k, h) - strained(field, c, k, -h)) / (2 * h), e.virial()[k], 1e-6 * scale * c.size());
            }
        }
    }

    private static double strained(ForceField field, Configuration c, int k, double h) {
        double[] strain = new double[9], x = c.positions().clone();
        strain[k] = h;
        for (int i = 0; i < x.length; i += 3) {
            x[i + k / 3] += h * c.positions()[i + k % 3];
        }
        return compute(field, new Configuration(c.symbols(), c.types(), x, c.cell().strained(strain))).energy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "quadratic", "mtp"})
    void spaceIsTheSameEverywhere(String kind) throws IOException {
        Configuration c = crystal(1, 0.15, 2), cluster = new Configuration(c.symbols(), c.types(), c.positions(), Cell.none());
        int n = c.size();
        double cos = Math.cos(0.7), sin = Math.sin(0.7);
        double[] turned = new double[3 * n], swapped = new double[3 * n];
        int[] types = new int[n];
        for (int i = 0; i < n; i++) {
            double x = cluster.positions()[3 * i], y = cluster.positions()[3 * i + 1], z = cluster.positions()[3 * i + 2];
            turned[3 * i] = cos * x - sin * y + 3;
            turned[3 * i + 1] = cos * cos * y + cos * sin * x - sin * z - 5;
            turned[3 * i + 2] = sin * sin * x + sin * cos * y + cos * z + 0.5;
            int to = n - 1 - i;
            types[to] = c.types()[i];
            System.arraycopy(cluster.positions(), 3 * i, swapped, 3 * to, 3);
        }
        try (ForceField field = models.of(kind).forceField(Backend.TRUFFLE, 1)) {
            Evaluation e = compute(field, cluster), t = compute(field, moved(cluster, turned)), s = compute(field, new Configuration(c.symbols(), types, swapped, Cell.none()));
            assertEquals(e.energy(), t.energy(), 1e-10);
            assertEquals(e.energy(), s.energy(), 1e-10);
            for (int axis = 0; axis < 3; axis++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += e.forces()[3 * i + axis];
                    assertEquals(e.forces()[3 * i + axis], s.forces()[3 * (n - 1 - i) + axis], 1e-10);
                }
                assertEquals(0, sum, 1e-10);
            }
            for (int i = 0; i < n; i++) {
                double fx = e.forces()[3 * i], fy = e.forces()[3 * i + 1], fz = e.forces()[3 * i + 2];
                assertEquals(cos * fx - sin * fy, t.forces()[3 * i], 1e-10);
                assertEquals(cos * cos * fy + cos * sin * fx - sin * fz, t.forces()[3 * i + 1], 1e-10);
            }
            // No torque: the virial is symmetric.
            assertEquals(e.virial()[1], e.virial()[3], 1e-10);
            assertEquals(e.virial()[2], e.virial()[6], 1e-10);
            assertEquals(e.virial()[5], e.virial()[7], 1e-10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "quadratic", "mtp"})
    void threadsChangeNothing(String kind) throws IOException {
        Configuration c = crystal(5, 0.1, 3);
        Potential p = models.of(kind);
        try (ForceField one = p.forceField(Backend.TRUFFLE, 1); ForceField three = p.forceField(Backend.TRUFFLE, 3)) {
            Evaluation a = compute(one, c), b = compute(three, c);
            assertEquals(a.energy(), b.energy());
            assertArrayEquals(a.forces(), b.forces());
            assertArrayEquals(a.virial(), b.virial());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "mtp"})
    void atomsOfOtherTermsDoNotExistForIt(String kind) throws IOException {
        models.of(kind);
        String term = kind.equals("mtp") ? "mtp(\"model.mtp\", elements = \"Si C\")" : "snap(\"model.snapcoeff\", \"model.snapparam\")";
        Potential sum = Potential.parse(new org.eutectic.dsl.diagnostic.SourceFile("sum.eut", "potential Silicon {\n  species Si\n  term model = " + term + "\n}\npotential Sum {\n  species Si, C\n"
            + "  term silicon = Silicon\n}\n"), folder, null, java.util.Map.of());
        Configuration c = crystal(1, 0.1, 4);
        double[] x = Arrays.copyOf(c.positions(), 12);
        Configuration alone = new Configuration(List.of("Si"), new int[4], x, c.cell());
        try (ForceField field = sum.forceField(Backend.TRUFFLE, 1); ForceField part = sum.restrictedTo(List.of("Si")).forceField(Backend.TRUFFLE, 1)) {
            Evaluation all = compute(field, c), few = compute(part, alone);
            assertEquals(few.energy(), all.energy(), 1e-12);
            assertArrayEquals(few.forces(), Arrays.copyOf(all.forces(), 12), 1e-12);
        }
    }

    /** With bnormflag components are divided by the largest j + 1, with bzeroflag they lose what an atom alone has, which is that. */
    @Test
    void flagsChangeComponentsAsDocumented() throws IOException {
        Configuration c = crystal(1, 0.15, 5);
        String plain = MadeUpModels.coefficients(14, false);
        double[] energies = new double[3];
        double shift = 0;
        String[] lines = plain.split("\n");
        StringBuilder scaled = new StringBuilder(lines[0] + "\n");
        for (int e = 0; e < 2; e++) {
            for (int k = 0; k < 16; k++) {
                String line = lines[1 + 16 * e + k];
                int j = k < 2 ? 0 : MadeUpModels.LARGEST_J[k - 2];
                scaled.append(k < 2 ? line : Double.toString(Double.parseDouble(line) * (j + 1))).append('\n');
                shift += k < 2 ? 0 : 4 * Double.parseDouble(line) * (j + 1);
            }
        }
        String[] parameters = {MadeUpModels.PARAMETERS, MadeUpModels.PARAMETERS + "bnormflag 1\n", MadeUpModels.PARAMETERS.replace("bzeroflag 0", "bzeroflag 1")};
        for (int k = 0; k < 3; k++) {
            try (ForceField field = models.snap(parameters[k], k == 1 ? scaled.toString() : plain).forceField(Backend.TRUFFLE, 1)) {
                energies[k] = compute(field, c).energy();
            }
        }
        assertEquals(energies[0], energies[1], 1e-10);
        assertEquals(energies[0] - shift, energies[2], 1e-10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "quadratic", "mtp"})
    void anAtomAloneFeelsNothing(String kind) throws IOException {
        try (ForceField field = models.of(kind).forceField(Backend.TRUFFLE, 1)) {
            Evaluation e = compute(field, new Configuration(List.of("Si"), new int[1], new double[3], Cell.none()));
            assertArrayEquals(new double[3], e.forces());
            if (kind.equals("mtp")) {
                assertEquals(-4, e.energy());
            }
        }
    }
}
