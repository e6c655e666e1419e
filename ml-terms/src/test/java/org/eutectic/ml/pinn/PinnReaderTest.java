package org.eutectic.ml.pinn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader of PINN files finds, and what it says of files that are not as they should be. */
class PinnReaderTest {
    private static final String HEAD = """
        # first
        # second
        # third
         2 0.0 1 - descriptors, reference, activation
         1 - elements
         Al 26.98
         0 0.1 6.0 1.5 1.0
         2 0 2
         2 2.0 3.0
         3 4 3 8
         1 1 2 3 4 5 6 7 8
        """;
    /** 4·3 + 3 + 3·8 + 8. */
    private static final int WEIGHTS = 47;

    @TempDir
    private Path folder;

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(k -> Integer.toString(k)).collect(Collectors.joining("\n")) + "\n";
    }

    private PotentialData read(String text, String... species) throws IOException, PotentialFileException {
        return new PinnReader().read(List.of(Files.writeString(folder.resolve("Al.pinn"), text)), List.of(species));
    }

    @Test
    void readsWeightsOfOneInputAfterTheOther() throws IOException, PotentialFileException {
        PotentialData data = read(HEAD + numbers(WEIGHTS), "Al");
        NetworkWeights n = data.networks().get("N").getFirst();
        assertEquals("4 -> 3 -> 8, centered_logistic", n.shape().toString());
        assertEquals(5, n.weight(0, 1, 2));
        assertEquals(12, n.bias(0, 0));
        assertEquals(15 + 8, n.weight(1, 1, 0));
        assertEquals(46, n.bias(1, 7));
        assertEquals(6, data.params().get("rc").values()[0]);
        assertEquals(3, data.params().get("r2").values()[0]);
        assertArrayEquals(new double[] {7}, data.params().get("a0").values());
    }

    @Test
    void hasNoBaseParametersWhereTheNetworkGivesThem() throws IOException, PotentialFileException {
        PotentialData data = read(HEAD.replace(" 1 1 2 3", " 0 1 2 3") + numbers(WEIGHTS), "Al");
        assertArrayEquals(new double[] {0}, data.params().get("A0").values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        " 2 0.0 1 -;  1 0.0 1 -      | Al.pinn:4: expected the method of the descriptors to be 0 (as they are) or 2 (asinh), found 1",
        " 2 0.0 1 -;  2 0.0 3 -      | Al.pinn:4: expected the activation to be 0 (logistic), 1 (logistic - 1/2) or 2 (tanh), found 3",
        " 2 0.0 1 -;  2 0.0          | Al.pinn:4: expected the activation (a whole number of at least 0), found 'descriptors,'",
        "Al 26.98; Al                | Al.pinn:6: expected element 1 of 1 and its mass (2 words), found 'Al'",
        "6.0 1.5 1.0; 6.0 -1.5 1.0   | Al.pinn:7: expected hc above zero, found -1.5",
        " 2 0 2; 3 0 2               | Al.pinn:8: expected 3 orders of Legendre polynomials, found 2",
        " 2 2.0 3.0; 3 2.0 3.0       | Al.pinn:9: expected 3 positions of Gaussians, found 2",
        " 3 4 3 8; 3 5 3 8           | Al.pinn:10: expected a network of 4 inputs (4 for each pair of elements), found 5: these weights were made for other descriptors",
        " 3 4 3 8; 3 4 3 9           | Al.pinn:10: expected a network of 8 outputs, the parameters of 1 element, found 9",
        " 1 1 2 3; 2 1 2 3           | Al.pinn:11: expected 1 where there are base parameters, else 0, found 2",
        " 3 4 5 6; 3 nan 5 6         | Al.pinn:11: expected number 4 of 8 of the base parameters (a number), found 'nan'",
    })
    void saysWhatIsWrongWithTheHead(String change, String message) {
        String[] both = change.split(";", 2);
        String text = HEAD.replaceFirst(java.util.regex.Pattern.quote(both[0].strip()), both[1].strip()) + numbers(WEIGHTS);
        PotentialFileException e = assertThrows(PotentialFileException.class, () -> read(text, "Al"));
        assertTrue(e.getMessage().endsWith("/" + message), e::getMessage);
    }

    @Test
    void saysWhereNumbersEnd() {
        PotentialFileException few = assertThrows(PotentialFileException.class, () -> read(HEAD + numbers(WEIGHTS - 10), "Al"));
        assertTrue(few.getMessage().endsWith("Al.pinn:48: ends after 22 of the 24 numbers of the weights of layer 2 (3 times 8)"), few::getMessage);
        PotentialFileException many = assertThrows(PotentialFileException.class, () -> read(HEAD + numbers(WEIGHTS + 1), "Al"));
        assertTrue(many.getMessage().endsWith("Al.pinn:59: expected the file to end after the weights of a network of 4 -> 3 -> 8, found more numbers"), many::getMessage);
        PotentialFileException nan = assertThrows(PotentialFileException.class, () -> read(HEAD + numbers(3) + "NaN\n" + numbers(WEIGHTS - 4), "Al"));
        assertTrue(nan.getMessage().endsWith("Al.pinn:15: expected number 4 of 12 of the weights of layer 1 (4 times 3) (a number), found 'NaN'"), nan::getMessage);
    }

    @Test
    void saysWhichSpeciesItHolds() {
        PotentialFileException e = assertThrows(PotentialFileException.class, () -> read(HEAD + numbers(WEIGHTS), "Al", "Ni"));
        assertTrue(e.getMessage().endsWith("Al.pinn: holds Al but not Ni, which the potential's species ask for"), e::getMessage);
    }
}
