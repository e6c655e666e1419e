package org.eutectic.physics.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameter files of the many-body styles: which entry gives which parameter, and what malformed files are told. */
class TripletReadersTest {
    private static final String TERSOFF = """
        # m gamma lambda3 c d costheta0 n beta lambda2 B R D lambda1 A
        Si Si Si 3 1.0 0.1 10 2 -0.5 0.7 1e-6 1.7 400
                 2.85 0.15 2.4 1800   # over two lines
        Si Si C  3 1.1 0.2 11 3 -0.4 0 0 0 0 2.4 0.2 0 0
        Si C  C  1 1.2 0.3 12 4 -0.3 0.8 2e-6 1.8 410 2.4 0.2 2.5 1900
        Si C  Si 1 1.3 0.4 13 5 -0.2 0 0 0 0 2.85 0.15 0 0
        C  C  C  1 1.4 0.5 14 6 -0.1 0.9 3e-6 1.9 420 1.95 0.15 2.6 2000
        C  C  Si 1 1.5 0.6 15 7 0.1 0 0 0 0 2.4 0.2 0 0
        C  Si Si 1 1.6 0.7 16 8 0.2 0.6 4e-6 2.0 430 2.4 0.2 2.7 2100
        C  Si C  1 1.7 0.8 17 9 0.3 0 0 0 0 1.95 0.15 0 0
        Ge Ge Ge 1 1.7 0.8 17 9 0.3 0 0 0 0 9.95 0.15 0 0
        """;
    private static final String SW = """
        Si Si Si 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
        """;

    @TempDir
    Path folder;

    private PotentialData read(PotentialFileReader reader, String text, String... species) throws Exception {
        return reader.read(List.of(Files.writeString(folder.resolve("file"), text)), List.of(species));
    }

    @Test
    void readersAreFoundByKeyword() {
        Set<String> keywords = ServiceLoader.load(PotentialFileReader.class).stream().map(p -> p.get().keyword()).collect(Collectors.toSet());
        assertTrue(keywords.containsAll(List.of("setfl", "funcfl", "eam_fs", "tersoff", "tersoff_zbl", "sw", "vashishta")), keywords.toString());
    }

    @Test
    void pairsComeFromEntriesThatNameTheSecondElementTwice() throws Exception {
        PotentialData data = read(new TersoffReader(), TERSOFF, "C", "Si");
        assertArrayEquals(new double[] {2000, 2100, 1900, 1800}, data.params().get("A").values());
        assertArrayEquals(new double[] {1.4, 1.5, 1.7, 1.6, 1.2, 1.3, 1.1, 1.0}, data.params().get("gamma").values());
        assertArrayEquals(new double[] {2.1, 2.6, 2.6, 3.0}, data.cutoff(), 1e-12);
        assertEquals(3, data.params().get("h").indices());
    }

    @Test
    void stillingerWeberRangeIsShortenedByTheTolerance() throws Exception {
        assertEquals(1.8 * 2.1, read(new StillingerWeberReader(), SW, "Si").params().get("rc").values()[0], 1e-15);
        double shortened = read(new StillingerWeberReader(), SW.replace("0.0 0.0", "0.0 0.001"), "Si").params().get("rc").values()[0];
        assertEquals(1.8 * 2.1 + 2.1 / Math.log(0.001), shortened, 1e-12);
    }

    private String complaint(PotentialFileReader reader, String text, String... species) throws IOException {
        Path file = Files.writeString(folder.resolve("bad"), text);
        String message = assertThrows(PotentialFileException.class, () -> reader.read(List.of(file), List.of(species))).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    @Test
    void malformedFilesAreNamedWithLineAndExpectation() throws Exception {
        TersoffReader reader = new TersoffReader();
        assertEquals(": has no entry for C C Si, C Si C", complaint(reader, TERSOFF.replaceAll("(?m)^C  (C  Si|Si C ).*\n", ""), "C", "Si"));
        assertEquals(":5: a second entry for Si C C; the first is at line 4",
            complaint(reader, TERSOFF.replaceFirst("(?m)^(Si C  C .*\n)", "$1$1").replaceFirst("(?m)^Si Si C .*\n", ""), "C", "Si"));
        assertEquals(":4: expected m of entry Si Si C (a number), found 'x3'", complaint(reader, TERSOFF.replace("Si Si C  3", "Si Si C  x3"), "Si"));
        assertEquals(":5: entry Si C C: expected m to be 1 or 3, found 2.0", complaint(reader, TERSOFF.replace("Si C  C  1", "Si C  C  2"), "C", "Si"));
        assertTrue(complaint(reader, TERSOFF.replace("1800 ", "1800 7 "), "Si")
            .startsWith(":3: expected element 1 of an entry, found '7' (an entry has 14 numbers after its three elements: m gamma lambda3"));
        assertEquals(":1: ends where tol of entry Si Si Si should be", complaint(new StillingerWeberReader(), SW.replace(" 0.0\n", "\n"), "Si"));
        assertTrue(complaint(new StillingerWeberReader(), """
            A A A 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            A A B 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            A B A 2.0 2.1 1.8 22.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            A B B 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            B A A 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            B A B 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            B B A 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            B B B 2.0 2.1 1.8 21.0 1.2 -0.33 7.0 0.6 4.0 0.0 0.0
            """, "A", "B").startsWith(":2: entry A A B: lambda*epsilon is 42.0, but 44.0 in entry A B A"));
    }
}
