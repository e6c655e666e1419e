package org.eutectic.physics.dispersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.check.Units;
import org.eutectic.physics.pairs.RadialFunction;
import org.eutectic.tests.Places;
import org.junit.jupiter.api.Test;

/**
 * D3 against the energies of the unit tests of simple-dftd3, which {@code shared/data/d3} holds.
 *
 * <p>Of a crystal simple-dftd3 sums the images −n … n of each atom along each edge, with n the cutoff over the height of the cell, rounded up. Where two atoms lie a good
 * part of a cell apart, images within the cutoff lie beyond that, and their energy, some 1e-8 hartree, is missing. A plain sum of just those images gives its energies, and the same
 * sum of all images ours.
 */
class DispersionReferenceTest {
    private static final double BOHR = Units.unit("bohr").orElseThrow().factor();
    private static final double HARTREE = Units.unit("Ha").orElseThrow().factor();
    /** hartree. */
    private static final double LIMIT = 1e-9;
    private static final Map<String, Damping> DAMPINGS = Map.of("rational", Damping.BJ, "zero", Damping.ZERO, "mzero", Damping.ZEROM, "optimizedpower", Damping.OP, "cso",
        Damping.CSO);

    private static final ReferenceTable TABLE = ReferenceTable.shared();

    private static JsonNode read() throws IOException {
        Path file = Places.shared().map(s -> s.resolve("data/d3/d3-unit-reference.json")).orElse(null);
        assumeTrue(file != null && Files.exists(file), "skipped: there is no ../shared/data/d3 here, whose energies this test compares with");
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void energiesOfSimpleDftd3() throws IOException {
        JsonNode all = read();
        double worst = 0;
        int count = 0;
        for (JsonNode test : all.get("tests")) {
            if (!test.has("energy_hartree")) {
                continue;
            }
            Configuration c = structure(all.get("structures"), test.get("set").asText(), test.get("structure").asText());
            double expected = test.get("energy_hartree").asDouble(), found = energy(c, test);
            if (c.cell().anyPeriodic()) {
                double whole = plain(c, test, 2), part = plain(c, test, 0);
                System.out.printf(Locale.ROOT, "%-40s all images: off by %8.1e; those of simple-dftd3: off by %8.1e%n", test.get("test").asText(), whole - expected, part - expected);
                assertEquals(whole, found, 1e-11);
                found = part;
            }
            System.out.printf(Locale.ROOT, "%-40s %3d atoms %18.12f hartree, off by %8.1e%n", test.get("test").asText(), c.size(), expected, found - expected);
            worst = Math.max(worst, Math.abs(found - expected));
            count++;
        }
        assertTrue(count > 10, "only " + count + " energies");
        assertEquals(0, worst, LIMIT);
    }

    private static double energy(Configuration c, JsonNode test) {
        DampingParameters p = parameters(test);
        JsonNode cutoffs = test.get("cutoff_bohr");
        DispersionSettings s = DispersionSettings.of(p).withThreeBody(p.s9() != 0)
            .withCutoffs(cutoffs.get("disp2").asDouble() * BOHR, cutoffs.get("cn").asDouble() * BOHR, cutoffs.get("disp3").asDouble() * BOHR);
        Dispersion d = new Dispersion(s, c.symbols(), 1);
        Evaluation out = new Evaluation();
        d.compute(NeighborListBuilder.build(c, d), true, false, false, out);
        return out.energy() / HARTREE;
    }

    /** The sum over pairs without tables, lists or weights that are shared, hartree. */
    private static double plain(Configuration c, JsonNode test, int more) {
        DampingParameters p = parameters(test);
        assertEquals(0, p.s9(), "three bodies are not part of this sum");
        int n = c.size();
        int[] z = new int[n];
        for (int i = 0; i < n; i++) {
            z[i] = Elements.number(c.symbol(i));
        }
        double[] counts = new double[n], out = new double[3];
        each(c, test.get("cutoff_bohr").get("cn").asDouble(), more, (i, j, r) -> counts[i] += 1 / (1 + Math.exp(-16 * (TABLE.bond(z[i], z[j]) / r - 1))));
        double[][] c6 = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0, weights = 0;
                for (int a = 0; a < TABLE.counts(z[i]).length; a++) {
                    for (int b = 0; b < TABLE.counts(z[j]).length; b++) {
                        double w = Math.exp(-4 * (Math.pow(counts[i] - TABLE.counts(z[i])[a], 2) + Math.pow(counts[j] - TABLE.counts(z[j])[b], 2)));
                        sum += w * TABLE.c6(z[i], a, z[j], b);
                        weights += w;
                    }
                }
                c6[i][j] = sum / weights;
            }
        }
        RadialFunction[][] damping = new RadialFunction[n][n];
        double[] energy = new double[1];
        each(c, test.get("cutoff_bohr").get("disp2").asDouble(), more, (i, j, r) -> {
            if (damping[i][j] == null) {
                damping[i][j] = p.damping().function(p, TABLE.radius(z[i], z[j]), TABLE.ratio(z[i], z[j]));
            }
            damping[i][j].at(r, out);
            energy[0] -= 0.5 * c6[i][j] * out[0];
        });
        return energy[0];
    }

    /** Takes a pair at a distance in bohr. */
    private interface Pair {
        void at(int i, int j, double r);
    }

    /** Every pair of an atom with images of another, as many of them along each edge as simple-dftd3 takes and some more. */
    private static void each(Configuration c, double cutoff, int more, Pair pair) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        int[] most = new int[3];
        for (int k = 0; k < 3; k++) {
            most[k] = (int) Math.ceil(cutoff * BOHR / frame.height(k)) + more;
        }
        double[] x = c.positions();
        for (int i = 0; i < c.size(); i++) {
            for (int j = 0; j < c.size(); j++) {
                for (int u = -most[0]; u <= most[0]; u++) {
                    for (int v = -most[1]; v <= most[1]; v++) {
                        for (int w = -most[2]; w <= most[2]; w++) {
                            double square = 0;
                            for (int a = 0; a < 3; a++) {
                                double d = x[3 * j + a] - x[3 * i + a] + u * c.cell().get(0, a) + v * c.cell().get(1, a) + w * c.cell().get(2, a);
                                square += d * d;
                            }
                            double r = Math.sqrt(square) / BOHR;
                            if (r <= cutoff && r > 1e-6) {
                                pair.at(i, j, r);
                            }
                        }
                    }
                }
            }
        }
    }

    private static DampingParameters parameters(JsonNode test) {
        Damping damping = DAMPINGS.get(test.get("damping").asText());
        Map<String, Double> n = new HashMap<>();
        test.get("param").properties().forEach(e -> n.put(e.getKey(), e.getValue().asDouble()));
        return new DampingParameters(damping, n.getOrDefault("s6", 1.0), n.getOrDefault("s8", 0.0), n.get("s9"), n.getOrDefault("rs6", 0.0), n.getOrDefault("rs8", 1.0),
            n.getOrDefault("a1", 0.0), n.getOrDefault("a2", 0.0), n.getOrDefault("rs6", 0.0), n.getOrDefault("rs8", 0.0), n.get("alp"), n.getOrDefault("bet", 0.0), "");
    }

    private static Configuration structure(JsonNode structures, String set, String name) {
        JsonNode s = structures.has(set) ? structures.get(set).get(name) : structures.get(set + "/" + name);
        List<String> symbols = new ArrayList<>();
        JsonNode names = s.get("symbols"), xyz = s.get("xyz_bohr");
        int n = names.size();
        int[] types = new int[n];
        double[] x = new double[3 * n];
        for (int i = 0; i < n; i++) {
            String symbol = names.get(i).asText();
            if (!symbols.contains(symbol)) {
                symbols.add(symbol);
            }
            types[i] = symbols.indexOf(symbol);
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = BOHR * xyz.get(i).get(k).asDouble();
            }
        }
        Cell cell = Cell.none();
        if (s.hasNonNull("lattice_bohr_rows")) {
            double[] v = new double[9];
            for (int k = 0; k < 9; k++) {
                v[k] = BOHR * s.get("lattice_bohr_rows").get(k / 3).get(k % 3).asDouble();
            }
            cell = new Cell(v, new boolean[] {true, true, true});
        }
        return new Configuration(symbols, types, x, cell);
    }
}
