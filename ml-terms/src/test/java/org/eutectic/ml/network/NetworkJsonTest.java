package org.eutectic.ml.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eutectic.ir.Activation;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.PotentialFileException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Networks as JSON: the same numbers back to the last bit, and one message for each way in which a file can be wrong. */
class NetworkJsonTest {
    private static final String SMALL = """
        {
          "format": "eutectic-network", "version": 1,
          "species": ["Cu", "Ni"],
          "layers": [2, 3, 1],
          "activations": ["tanh", "linear"],
          "weights": [[[1, 2, 3], [4, 5, 6]], [[7], [8], [9]]],
          "biases": [[0.1, 0.2, 0.3], [0.4]]
        }
        """;

    @TempDir
    Path folder;

    private NetworkWeights read(String text, String... species) throws IOException, PotentialFileException {
        return NetworkJson.read(Files.writeString(folder.resolve("n.json"), text), List.of(species));
    }

    @Test
    void theSameNumbersBack() throws Exception {
        Random random = new Random(3);
        for (Activation f : Activation.values()) {
            NetworkShape shape = new NetworkShape(List.of(5, 7, 2), List.of(f, Activation.LINEAR));
            double[][] weights = {numbers(random, 35), numbers(random, 14)}, biases = {numbers(random, 7), numbers(random, 2)};
            double[] least = numbers(random, 5), most = numbers(random, 5);
            for (int k = 0; k < 5; k++) {
                double one = least[k];
                least[k] = Math.min(one, most[k]);
                most[k] = Math.max(one, most[k]);
            }
            NetworkWeights plain = new NetworkWeights("a", shape, weights, biases), ranged = new NetworkWeights("b", shape, weights, biases, least, most);
            for (NetworkWeights w : List.of(plain, ranged)) {
                assertEquals(w, read(NetworkJson.write(w, List.of("Cu")), "Cu"));
            }
        }
    }

    /** Numbers of all sizes. */
    private static double[] numbers(Random random, int n) {
        return IntStream.range(0, n).mapToDouble(k -> random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30))).toArray();
    }

    /** (x − shift)·scale goes into the first layer, y·scale + shift into the last. */
    @Test
    void scalingIsPartOfTheWeights() throws Exception {
        NetworkWeights w = read(SMALL.replace("\"biases\"", "\"inputs\": {\"shift\": [1, -2], \"scale\": [0.5, 4]}, \"outputs\": {\"shift\": [10], \"scale\": [3]}, \"biases\""), "Cu");
        assertEquals(0.5 * 3, w.weight(0, 0, 2));
        assertEquals(4 * 5, w.weight(0, 1, 1));
        assertEquals(0.2 - 0.5 * 2 * 1 + 4 * 5 * 2, w.bias(0, 1), 1e-13);
        assertEquals(3 * 8, w.weight(1, 1, 0));
        assertEquals(3 * 0.4 + 10, w.bias(1, 0), 1e-13);
    }

    @Test
    void theChecksumGuardsTheNumbers() throws Exception {
        String written = NetworkJson.write(read(SMALL), List.of());
        assertEquals(read(SMALL), read(written));
        assertMessage("the numbers are not those that were written: \"checksum\": sha256:", written.replace("0.3", "0.31"));
    }

    private void assertMessage(String expected, String text, String... species) {
        PotentialFileException e = assertThrows(PotentialFileException.class, () -> read(text, species), text);
        String message = e.getMessage().replace(folder.toString() + java.io.File.separator, "");
        assertEquals(expected, message.replaceFirst("^n\\.json(:\\d+)?: ", "").substring(0, Math.min(expected.length(), message.replaceFirst("^n\\.json(:\\d+)?: ", "").length())));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongIsSaid() {
        List<String[]> cases = new ArrayList<>();
        cases.add(new String[] {"the file is empty", "", ""});
        cases.add(new String[] {"this is no JSON: ", SMALL, "<xml/>"});
        cases.add(new String[] {"no network: \"format\": \"eutectic-network\" expected, none found", "\"format\": \"eutectic-network\",", ""});
        cases.add(new String[] {"\"version\": 1 expected, 2 found", "\"version\": 1", "\"version\": 2"});
        cases.add(new String[] {"there is no field \"bias\" in this format", "\"biases\"", "\"bias\""});
        cases.add(new String[] {"the network is for Ni; it is asked for Cu", "\"Cu\", \"Ni\"", "\"Ni\""});
        cases.add(new String[] {"\"layers\": numbers of units from 1 to 4096 expected, 0 found", "[2, 3, 1]", "[2, 0, 1]"});
        cases.add(new String[] {"\"layers\": the units of each layer expected, inputs first, such as [40, 16, 8], 1 found", "[2, 3, 1]", "[2]"});
        cases.add(new String[] {"\"activations\": linear, tanh, logistic, centered_logistic, softplus, silu, gelu, exp, gaussian, cos expected, \"relu\" found", "\"tanh\"", "\"relu\""});
        cases.add(new String[] {"\"activations\": one for each of 2 layers after the inputs expected, 1 found", "\"tanh\", ", ""});
        cases.add(new String[] {"\"weights\": 2 arrays expected, one for each layer after the inputs, 1 found", "], [[7], [8], [9]]]", "]]"});
        cases.add(new String[] {"\"weights[0]\": 2 rows expected, one for each input of the layer, 1 found", "[[1, 2, 3], [4, 5, 6]]", "[[1, 2, 3]]"});
        cases.add(new String[] {"\"weights[0][1]\": 3 numbers expected, 2 found", "[4, 5, 6]", "[4, 5]"});
        cases.add(new String[] {"\"weights[1][2][0]\": a finite number expected, \"NaN\" found", "[9]", "[\"NaN\"]"});
        cases.add(new String[] {"\"weights[1][2][0]\": a finite number expected, null found", "[9]", "[null]"});
        cases.add(new String[] {"\"biases[1][0]\": a finite number expected, ", "0.4", "1e999"});
        cases.add(new String[] {"\"biases[0]\": 3 numbers expected, 4 found", "0.3]", "0.3, 0.4]"});
        cases.add(new String[] {"\"inputs\" holds \"least\" but no \"greatest\": the range in training takes both", "\"biases\"", "\"inputs\": {\"least\": [0, 0]}, \"biases\""});
        cases.add(new String[] {"\"inputs.greatest[1]\": a number not below \"inputs.least[1]\" expected, which is 0.5; 0.4 found", "\"biases\"",
            "\"inputs\": {\"least\": [0, 0.5], \"greatest\": [1, 0.4]}, \"biases\""});
        cases.add(new String[] {"\"inputs.scale\": 2 numbers expected, 3 found", "\"biases\"", "\"inputs\": {\"scale\": [1, 1, 1]}, \"biases\""});
        return cases.stream().map(c -> DynamicTest.dynamicTest(c[0], () -> assertMessage(c[0], c[1].isEmpty() ? c[2] : SMALL.replace(c[1], c[2]), "Cu")));
    }

    /** Wherever a file is cut off, it is one message and no exception of the JSON reader's. */
    @Test
    void everyTruncationIsFound() {
        String text = SMALL.strip();
        for (int end = 1; end < text.length(); end++) {
            String cut = text.substring(0, end);
            assertThrows(PotentialFileException.class, () -> read(cut, "Cu"), cut);
        }
    }
}
