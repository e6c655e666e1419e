package org.eutectic.ml.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.NetworkReader;
import org.eutectic.model.PotentialFileException;

/** Weights in this project's own format, see {@link NetworkJson}: {@code network N[Cu] = nn("Cu.json")}. */
public final class JsonNetworkReader implements NetworkReader {

    @Override
    public String keyword() {
        return "nn";
    }

    @Override
    public NetworkWeights read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        if (files.size() != 1 || !Files.isRegularFile(files.getFirst())) {
            throw new PotentialFileException(files.isEmpty() ? Path.of("nn") : files.getFirst(), 0, "one file is expected: nn(\"weights.json\")");
        }
        return NetworkJson.read(files.getFirst(), species);
    }
}
