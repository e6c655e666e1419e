package org.eutectic.atoms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.MonitoredForceField;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;

/** What a potential reports beside its energy: both back ends give the same numbers, which are those of the definitions, and the energy does not know of them. */
class MonitoredFieldsTest {
    /** Relative: sums in another order, through a root. */
    private static final double ROUNDING = 1e-11;

    private static Path folder() throws URISyntaxException {
        return Path.of(MonitoredFieldsTest.class.getResource("/contract/committees.eut").toURI()).getParent();
    }

    private static double[] values(Potential p, Backend backend, Configuration c, String name) {
        try (MonitoredForceField field = p.forceField(backend, 1, p.monitored())) {
            double[] out = new double[c.size()];
            field.monitor(NeighborListBuilder.build(c, field), name, out);
            return out;
        }
    }

    /** What a text says about its last potential's energies of sites. */
    private static double[] energies(String text, Configuration c) throws URISyntaxException {
        Potential p = Potential.parse(new SourceFile("probe.eut", text), folder(), null, Map.of());
        try (var field = p.forceField(Backend.REFERENCE, 1)) {
            Evaluation out = new Evaluation();
            field.compute(NeighborListBuilder.build(c, field), true, false, false, out);
            return out.siteEnergies();
        }
    }

    private static String probe(String energy) {
        return """
            potential Probe {
              species Cu, Ni
              cutoff 3.8 Å
              network A = seeded("D-1.net")
              network B = seeded("D-2.net")
              network C = seeded("D-3.net")
              function fade(r: Å) = (1 - (r/cutoff[Cu,Cu])^2)^3
              G[i; s in 1..3] = 0.4*sum(j) exp(-((r[i,j] - s*0.8 Å)/(0.9 Å))^2)*fade(r[i,j])
              %s
            }
            """.formatted(energy);
    }

    @Test
    void bothBackEndsAgree() throws URISyntaxException {
        Potential both = Potential.load(folder().resolve("committees.eut"), "Both", Map.of());
        assertEquals(List.of("learnt.doubt", "learnt.outside", "learnt.crowd", "pairs.stretch"), both.monitored());
        for (Configuration c : ContractStructures.of(both.species()).values()) {
            for (String name : both.monitored()) {
                double[] plain = values(both, Backend.REFERENCE, c, name), compiled = values(both, Backend.TRUFFLE, c, name);
                double largest = 1e-300;
                for (double x : plain) {
                    largest = Math.max(largest, Math.abs(x));
                }
                assertArrayEquals(plain, compiled, ROUNDING * largest, name);
            }
        }
    }

    /** Member by member, as the definition says: √(Σ (x_m − x̄)²/M); a species with one network has no spread. */
    @Test
    void spreadIsTheStandardDeviation() throws URISyntaxException {
        Potential p = Potential.load(folder().resolve("committees.eut"), "Doubtful", Map.of());
        int apart = 0;
        for (Configuration c : ContractStructures.of(p.species()).values()) {
            double[][] x = new double[3][];
            for (int m = 0; m < 3; m++) {
                String n = "ABC".substring(m, m + 1);
                x[m] = energies(probe("energy[i] = 1 eV*" + n + "(G[i]; 1)*tanh(" + n + "(G[i]; 2))"), c);
            }
            double[] doubt = values(p, Backend.TRUFFLE, c, "doubt");
            for (int i = 0; i < c.size(); i++) {
                double mean = (x[0][i] + x[1][i] + x[2][i]) / 3, square = 0;
                for (double[] member : x) {
                    square += (member[i] - mean) * (member[i] - mean) / 3;
                }
                assertEquals(c.symbol(i).equals("Cu") ? Math.sqrt(square) : 0, doubt[i], 1e-12);
                apart += doubt[i] > 0.05 ? 1 : 0;
            }
        }
        assertTrue(apart > 5, "the members should disagree somewhere");
    }

    /** Copper's three members have all seen 0.2 to 0.8 (the third 0.1 to 0.8), nickel's one 0.1 to 0.8. */
    @Test
    void extrapolationIsTheDistanceFromWhatWasSeen() throws URISyntaxException {
        Potential p = Potential.load(folder().resolve("committees.eut"), "Doubtful", Map.of());
        int below = 0, above = 0, within = 0;
        for (Configuration c : ContractStructures.of(p.species()).values()) {
            double[] outside = values(p, Backend.TRUFFLE, c, "outside");
            double[] square = new double[c.size()];
            for (int s = 1; s <= 3; s++) {
                double[] g = energies(probe("energy[i] = 1 eV*G[i;" + s + "]"), c);
                for (int i = 0; i < c.size(); i++) {
                    double least = c.symbol(i).equals("Cu") ? 0.2 : 0.1;
                    double beyond = Math.max(0, Math.max(least - g[i], g[i] - 0.8)) / (0.8 - least);
                    square[i] += beyond * beyond;
                    below += g[i] < least ? 1 : 0;
                    above += g[i] > 0.8 ? 1 : 0;
                }
            }
            for (int i = 0; i < c.size(); i++) {
                assertEquals(Math.sqrt(square[i]), outside[i], 1e-13);
                within += outside[i] == 0 ? 1 : 0;
            }
        }
        assertTrue(below > 0 && above > 0 && within > 0, below + " inputs below, " + above + " above, " + within + " atoms within: the structures should have all of them");
    }

    /** A correction that is multiplied by what vanishes outside: exactly nothing there, the whole of it inside, something between on the way. */
    @Test
    void correctionsVanishOutsideOfTheirTraining() throws URISyntaxException {
        Path file = folder().resolve("committees.eut");
        Potential p = Potential.load(file, "Doubtful", Map.of());
        int none = 0, some = 0, all = 0;
        for (Configuration c : ContractStructures.of(p.species()).values()) {
            double[] outside = values(p, Backend.TRUFFLE, c, "outside");
            double[] trusted = energies(committees(file, "energy[i] = 1 eV*trust[i]*D[i](G[i]; 1)"), c), whole = energies(committees(file, "energy[i] = 1 eV*D[i](G[i]; 1)"), c);
            for (int i = 0; i < c.size(); i++) {
                if (outside[i] >= 0.5) {
                    assertTrue(trusted[i] == 0, "an atom outside by " + outside[i] + " has " + trusted[i] + " eV");
                    none++;
                } else if (outside[i] == 0) {
                    assertEquals(whole[i], trusted[i]);
                    all++;
                } else {
                    double x = outside[i] / 0.5;
                    assertEquals(whole[i] * (1 - x * x * x * (10 - 15 * x + 6 * x * x)), trusted[i], 1e-12);
                    some++;
                }
            }
        }
        assertTrue(none > 0 && some > 0 && all > 0, none + " atoms outside, " + some + " on the border, " + all + " inside: the structures should have all of them");
    }

    private static String committees(Path file, String energy) {
        try {
            String text = java.nio.file.Files.readString(file);
            return text.substring(0, text.indexOf("potential Both")).replaceFirst("energy\\[i\\] = .*", energy);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Members that are the same network have no spread, and its slope is zero and not 0/0. */
    @Test
    void membersThatAgree() throws URISyntaxException {
        Potential p = Potential.parse(new SourceFile("twins.eut", """
            potential Twins {
              species Cu
              cutoff 3.8 Å
              network N = committee(seeded("D-1.net"), seeded("D-1.net"))
              G[i; s in 1..3] = sum(j) (1 - (r[i,j]/cutoff)^2)^(s + 2)
              energy[i] = 1 eV*spread(N(G[i]; 1))
            }
            """), folder(), null, Map.of());
        for (Backend backend : Backend.values()) {
            try (var field = p.forceField(backend, 1)) {
                Configuration c = ContractStructures.of(p.species()).values().iterator().next();
                Evaluation out = new Evaluation();
                field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
                assertEquals(0, out.energy(), 1e-14);
                assertArrayEquals(new double[3 * c.size()], out.forces(), 1e-6);
            }
        }
    }

    /** What is monitored changes neither energies nor forces nor how far the potential reaches, where nobody asks not even in the last bit. */
    @Test
    void theEnergyDoesNotKnow() throws URISyntaxException {
        String monitored = "monitor far[i] = sum(j within 3.8 Å) (1 - r[i,j]/(3.8 Å))\n  ";
        String energy = "energy[i] = sum(j within 2.9 Å) 1 eV*(1 - r[i,j]/(2.9 Å))^2*A(G[i]; 1)^2";
        Potential with = Potential.parse(new SourceFile("with.eut", probe(monitored + energy).replace("sum(j) exp", "sum(j within 2.9 Å) exp")), folder(), null, Map.of());
        Potential without = Potential.parse(new SourceFile("without.eut", probe(energy).replace("sum(j) exp", "sum(j within 2.9 Å) exp")), folder(), null, Map.of());
        assertEquals(2.9, with.cutoff());
        Configuration c = ContractStructures.of(with.species()).values().iterator().next();
        try (MonitoredForceField a = with.forceField(Backend.TRUFFLE, 1, with.monitored()); var plain = with.forceField(Backend.TRUFFLE, 1); var b = without.forceField(Backend.TRUFFLE, 1)) {
            assertEquals(3.8, a.cutoff());
            assertEquals(b.neighborhoods(), plain.neighborhoods());
            Evaluation one = new Evaluation(), other = new Evaluation();
            NeighborList list = NeighborListBuilder.build(c, a);
            double[] out = new double[c.size()];
            a.monitor(list, "far", out);
            plain.compute(NeighborListBuilder.build(c, plain), true, true, true, one);
            b.compute(NeighborListBuilder.build(c, b), true, true, true, other);
            assertEquals(other.energy(), one.energy());
            assertArrayEquals(other.forces(), one.forces());
            assertArrayEquals(other.virial(), one.virial());
            // The list of what is monitored reaches farther, which changes the order of sums.
            a.compute(list, true, true, true, one);
            assertEquals(other.energy(), one.energy(), ROUNDING * Math.abs(other.energy()));
            assertArrayEquals(other.forces(), one.forces(), ROUNDING);
            assertThrows(IllegalArgumentException.class, () -> a.monitor(list, "near", out));
            assertThrows(IllegalArgumentException.class, () -> with.forceField(Backend.TRUFFLE, 1, List.of("near")));
        }
    }
}
