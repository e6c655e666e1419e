package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.md.structure.StructureFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code eutectic eval}: what it prints, and that it is true. */
class EvalTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;
    private Path copper;

    @BeforeEach
    void structure() throws IOException {
        copper = folder.resolve("copper.xyz");
        Files.writeString(copper, crystal("Cu", 3.615, 2, 0.1, 1) + crystal("Cu", 3.7, 2, 0.2, 2));
    }

    /** A distorted face-centered cubic crystal as extended XYZ. */
    static String crystal(String element, double a, int repeat, double shake, long seed) {
        double[][] sites = {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}};
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        double l = a * repeat;
        text.append(4 * repeat * repeat * repeat).append(String.format(Locale.ROOT, "%nLattice=\"%s 0 0 0.3 %s 0 0 0 %s\" Properties=species:S:1:pos:R:3%n", l, l, l));
        for (int n = 0; n < repeat * repeat * repeat; n++) {
            for (double[] s : sites) {
                text.append(element);
                int[] at = {n % repeat, n / repeat % repeat, n / repeat / repeat};
                for (int k = 0; k < 3; k++) {
                    text.append(' ').append((at[k] + s[k]) * a + shake * random.nextGaussian());
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private List<JsonNode> json(String... arguments) throws IOException {
        List<JsonNode> frames = new ArrayList<>();
        for (String line : Command.succeed(arguments).out().lines().toList()) {
            frames.add(JSON.readTree(line));
        }
        return frames;
    }

    @Test
    void jsonHoldsEveryDigitOfEveryFrame() throws IOException {
        List<JsonNode> frames = json("eval", Command.potential("Cu.eut"), copper.toString(), "--json", "--backend", "reference");
        assertEquals(2, frames.size());
        JsonNode frame = frames.getLast();
        assertEquals(List.of("atoms", "energy", "site_energies", "forces", "stress", "virial"), new ArrayList<>(frame.properties().stream().map(Map.Entry::getKey).toList()));
        Configuration c = StructureFile.read(copper);
        Evaluation e = new Evaluation();
        try (ForceField f = Potential.load(Path.of(Command.potential("Cu.eut")), null, Map.of()).forceField(Backend.REFERENCE, 1)) {
            f.compute(NeighborListBuilder.build(c, f), true, true, true, e);
        }
        assertEquals(32, frame.get("atoms").intValue());
        assertEquals(e.energy(), frame.get("energy").doubleValue());
        for (int i = 0; i < 32; i++) {
            assertEquals(e.siteEnergies()[i], frame.get("site_energies").get(i).doubleValue());
            for (int k = 0; k < 3; k++) {
                assertEquals(e.forces()[3 * i + k], frame.get("forces").get(i).get(k).doubleValue());
            }
        }
        for (int k = 0; k < 9; k++) {
            double w = frame.get("virial").get(k / 3).get(k % 3).doubleValue();
            assertEquals(e.virial()[k], w);
            assertEquals(-w / c.cell().volume(), frame.get("stress").get(k / 3).get(k % 3).doubleValue(), 1e-15 * Math.abs(w));
        }
    }

    @Test
    void backendsAgreeAndThreadsChangeNothing() throws IOException {
        JsonNode reference = json("eval", Command.potential("Cu.eut"), copper.toString(), "--json", "--backend", "reference").getFirst();
        JsonNode compiled = json("eval", Command.potential("Cu.eut"), copper.toString(), "--json", "--threads", "1").getFirst();
        assertEquals(compiled, json("eval", Command.potential("Cu.eut"), copper.toString(), "--json", "--threads", "2").getFirst());
        assertEquals(reference.get("energy").doubleValue(), compiled.get("energy").doubleValue(), 1e-11 * Math.abs(reference.get("energy").doubleValue()));
        for (int i = 0; i < 32; i++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(reference.get("forces").get(i).get(k).doubleValue(), compiled.get("forces").get(i).get(k).doubleValue(), 1e-11);
            }
        }
    }

    @Test
    void aMoleculeHasNoStress() throws IOException {
        Path dimer = folder.resolve("dimer.xyz");
        Files.writeString(dimer, "2\n\nAr 0 0 0\nAr 0 0 3.5\n");
        JsonNode frame = json("eval", Command.potential("Ar.eut"), dimer.toString(), "--json", "--backend", "reference").getFirst();
        assertTrue(frame.get("stress").isNull());
        assertEquals(-frame.get("forces").get(0).get(2).doubleValue(), frame.get("forces").get(1).get(2).doubleValue());
    }

    @ParameterizedTest
    @CsvSource({"Ar.eut, Ar, 5.26", "Cu.eut, Cu, 3.615", "Si-sw.eut, Si, 4.1", "Si-tersoff.eut, Si, 4.1"})
    void forcesAreDerivativesOfTheEnergy(String potential, String element, double a) throws IOException {
        Path file = folder.resolve("shaken.xyz");
        Files.writeString(file, crystal(element, a, 1, 0.2, 3));
        Command c = Command.succeed("eval", Command.potential(potential), file.toString(), "--numeric", "--backend", "reference");
        assertTrue(c.out().contains("analytic and numeric derivatives agree"), c.out());
        JsonNode numeric = json("eval", Command.potential(potential), file.toString(), "--numeric", "--json", "--backend", "reference").getFirst().get("numeric");
        assertTrue(numeric.get("force_deviation").doubleValue() <= 1e-6 * numeric.get("force_scale").doubleValue());
    }

    @Test
    void energiesOfTermsStandInJson() throws IOException {
        Path sum = folder.resolve("sum.eut");
        Files.writeString(sum, """
            potential Bonds { species Cu; cutoff 4 Å; energy[i] = -0.1 eV*sum(j) (1 - (r[i,j]/(4 Å))^2)^3 }
            potential Core { species Cu; cutoff 3 Å; energy[i] = 2 eV*sum(j) (1 - (r[i,j]/(3 Å))^2)^3 }
            potential Sum { term bonds = Bonds; term core = Core }
            """);
        JsonNode frame = json("eval", "--json", sum.toString(), copper.toString()).getFirst();
        JsonNode terms = frame.get("terms");
        assertEquals(2, terms.size());
        assertTrue(terms.get("bonds").doubleValue() < 0 && terms.get("core").doubleValue() > 0, terms::toString);
        assertEquals(frame.get("energy").doubleValue(), terms.get("bonds").doubleValue() + terms.get("core").doubleValue(), 1e-12);
    }
}
