package org.eutectic.ml.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.PotentialFileException;

/** Networks as JSON. The format is described in docs/networks.md; everything in it is checked when it is read. */
public final class NetworkJson {
    private static final String FORMAT = "eutectic-network";
    private static final int VERSION = 1;
    private static final Set<String> FIELDS = Set.of("format", "version", "comment", "species", "layers", "activations", "weights", "biases", "inputs", "outputs", "checksum");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private NetworkJson() {}

    /**
     * Reads a file.
     *
     * @param species whose atoms ask for the network: where the file says for which species it is, it must be for these
     * @throws PotentialFileException with the file, the field, what was expected and what was found
     */
    public static NetworkWeights read(Path file, List<String> species) throws IOException, PotentialFileException {
        JsonNode root;
        try {
            root = MAPPER.readTree(Files.readString(file));
        } catch (JsonEOFException e) {
            throw new PotentialFileException(file, line(e), "the file ends before its JSON does: it was cut off");
        } catch (JsonProcessingException e) {
            throw new PotentialFileException(file, line(e), "this is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        if (root == null || root.isMissingNode()) {
            throw new PotentialFileException(file, 0, "the file is empty");
        }
        return new NetworkFields(file, root).network(species);
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    /** Whether this is a field of the format. */
    static boolean isField(String name) {
        return FIELDS.contains(name);
    }

    static String format() {
        return FORMAT;
    }

    static int version() {
        return VERSION;
    }

    /**
     * A network as text; reading it gives the same numbers to the last bit.
     *
     * @param species those whose atoms it is for; empty for any
     */
    public static String write(NetworkWeights network, List<String> species) {
        NetworkShape shape = network.shape();
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT).put("version", VERSION);
        if (!species.isEmpty()) {
            species.forEach(root.putArray("species")::add);
        }
        shape.sizes().forEach(root.putArray("layers")::add);
        shape.activations().forEach(a -> root.withArray("activations").add(a.keyword()));
        ArrayNode weights = root.putArray("weights"), biases = root.putArray("biases");
        List<double[]> numbers = new ArrayList<>();
        for (int m = 0; m < shape.layers(); m++) {
            ArrayNode rows = weights.addArray();
            for (int i = 0; i < shape.sizes().get(m); i++) {
                ArrayNode row = rows.addArray();
                for (int o = 0; o < shape.sizes().get(m + 1); o++) {
                    row.add(network.weight(m, i, o));
                }
            }
            ArrayNode layer = biases.addArray();
            for (double b : network.biases(m)) {
                layer.add(b);
            }
            numbers.add(network.weights(m));
            numbers.add(network.biases(m));
        }
        if (network.hasRanges()) {
            ObjectNode inputs = root.putObject("inputs");
            for (int i = 0; i < shape.inputs(); i++) {
                inputs.withArray("least").add(network.least(i));
                inputs.withArray("greatest").add(network.most(i));
            }
        }
        return root.put("checksum", checksum(numbers)).toPrettyString() + "\n";
    }

    /** SHA-256 of numbers as big-endian IEEE 754 doubles. */
    static String checksum(List<double[]> numbers) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (double[] a : numbers) {
                ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * a.length);
                bytes.asDoubleBuffer().put(a);
                sha.update(bytes.array());
            }
            return "sha256:" + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

}
